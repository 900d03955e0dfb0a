"""What the cells of a workbook show: escapes of spreadsheets undone, numbers, and which formats of numbers are dates.

Dates are best effort: they come as 2024-05-01, 13:30 or both, whatever the format in the file says about their order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

_ESCAPE: Final = re.compile(
    "_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_"
)
"""_x000D_, and two that are the halves of one astral character; half of one alone stays as it is."""
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of the built-in formats that are dates or times, those of Chinese, Japanese and Korean Excel among them."""
_LITERAL: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""What of a format is shown as it stands or says a colour or a language: [Red], [$-412], "년"."""
_DATE_LETTER: Final = re.compile("[dmyhs]", re.IGNORECASE)
LONGEST: Final = 40
"""Characters of the longest number; a double has 24."""
_WHOLE: Final = 1e15
"""Doubles are whole numbers with every digit up to here, and Excel shows fifteen."""
_EPOCH: Final = datetime(1899, 12, 30)
_EPOCH_1904: Final = datetime(1904, 1, 1)
_LEAP: Final = 61
"""Before this day Excel is a day off: it has a 29 February 1900."""


def unescaped(text: str) -> str:
    """Return *text* with the escapes of spreadsheets (_x000D_) undone."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return chr(int(found[3], 16))
    return chr(0x10000 + ((int(found[1], 16) - 0xD800) << 10) + int(found[2], 16) - 0xDC00)


def date_styles(styles: Iterable[int], formats: Mapping[int, str]) -> frozenset[int]:
    """Return which cell styles, given the number of each one's format in order, show dates; *formats* are the formats of the file's own."""
    return frozenset(place for place, number in enumerate(styles) if _is_date(number, formats.get(number)))


def _is_date(number: int, code: str | None) -> bool:
    if code is None:
        return number in _DATES
    return _DATE_LETTER.search(_LITERAL.sub("", code.split(";", 1)[0])) is not None


def number_shown(text: str) -> str:
    """Return a number as Excel shows it where there is room: 3 for 3.0, 0.1 for 0.10000000000000001; what is none as it is."""
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return text
    value = _number(text)
    if value is None:
        return text
    return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else f"{value:.15G}"


def date_shown(text: str, *, since_1904: bool) -> str:
    """Return the date, the time or both that a number of days stands for; what is out of range as a number."""
    days = _number(text)
    if days is None or not 0 <= days < 2_958_466:  # the last day is 9999-12-31
        return number_shown(text)
    epoch = _EPOCH_1904 if since_1904 else _EPOCH + timedelta(days=days < _LEAP)
    try:
        moment = epoch + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return number_shown(text)
    time = f"{moment:%H:%M:%S}".removesuffix(":00")
    if days < 1:
        return time
    return f"{moment:%Y-%m-%d}" + (f" {time}" if time != "00:00" else "")


def _number(text: str) -> float | None:
    if len(text) > LONGEST:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
