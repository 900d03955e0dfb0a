"""Find in UTF-8 bytes the stretches worth reading: those around brackets with Han letters inside or before them.

Most of a large text holds no gloss. Its bytes are searched once for each of `ANCHORS` by a pattern that begins with a literal, and
what stands before a mark is looked at only there; a pattern that begins with a run of Hangul would be tried at every letter.
Only the stretches around what is found are decoded and read.

They hold more than the extractors take and never less: every gloss of the whole text is found in one of them, for it lies there with
all the text around it that an extractor looks at. A test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from glossary.extract.brackets import LONGEST, settles
from glossary.languages import is_han

_OTHERS: Final = rb"\xe2[\x80-\xb9]|\xe3(?:\x80[^\x85\x87]|[\x81-\x8f])|\xef[\x80-\xa3\xac-\xbf]|\xf0[\x80-\x9f]"
"""How a letter begins that is no Han letter and begins with the same byte as some: “ (E2 80), 《 (E3 80), ！ (EF BC), 😀 (F0 9F)."""
_BEFORE: Final = rb"((?<=[\xe2-\xe9\xef][\x80-\xbf]{2}@)|(?<=\xf0[\x80-\xbf]{3}@)|(?<=[ \xa0>;\"']@))"
"""A Han letter before the mark @, or what may have one before it: “威海” (웨이하이). In a group, for it is looked at again."""


def _mark(opening: str, *, also: str = "", closing: str, before: bool = True) -> bytes:
    """Return a pattern for the mark *opening* with a Han letter inside, or with *before* also in front.

    The inside goes to a mark of *closing*; at another opening of the class (*also*) the rest is left to the extractors. The repeat gives
    nothing back, so a mark that nothing closes costs the way to the next one.
    """
    mark = opening.encode()
    marks = [each.encode() for each in opening + also + closing]
    stops = b"".join(re.escape(each) for each in marks if len(each) == 1)
    longer = b"|".join(each for each in marks if len(each) > 1)
    end = b"|".join(re.escape(each.encode()) for each in closing)
    # It looks ahead only: what stands inside may begin with an anchor too.
    inside = rb"(?=(?:[^\xe2-\xe9\xef\xf0%b]++|(?!%b)(?:%b))*+(?!%b)[\x00-\xff])" % (stops, longer, _OTHERS, end)
    ways = inside + (b"|" + _BEFORE.replace(b"@", rb"[\x00-\xff]{%d}" % len(mark)) if before else b"")
    return mark[-1:] + b"(?:%b)" % ways if len(mark) > 1 else re.escape(mark) + b"(?:%b)" % ways


ANCHORS: Final = tuple(
    (lead, re.compile(literal + b"(?:" + b"|".join(marks) + b")"))
    for lead, literal, marks in (
        (b"", b"", (_mark("(", also="（", closing=")）"),)),
        (b"[", b"", (_mark("[", also="［", closing="]］"),)),
        # Marks whose code begins with the same bytes take one pass together.
        (b"\xef", b"\xef\xbc", (_mark("（", also="(", closing=")）"), _mark("［", also="[", closing="]］"))),
        (
            b"",
            b"\xe3\x80",
            (
                _mark("〔", closing="〕"),
                _mark("【", closing="】"),
                # of title marks the extractors take no Korean behind a Han letter: 蒙山《한국어》
                *(
                    _mark(opening, closing=closing, before=False)
                    for opening, closing in ("《》", "〈〉", "「」", "『』")
                ),
            ),
        ),
    )
)
"""What may be the place of a gloss in marks, as patterns over UTF-8 that begin with a literal. What is found in a group is looked at again
by `_han_before`. An extractor that looks for something else needs a row here.

Where the first byte is rare in Korean text it is named, and looked for by itself: that is ten times faster than a pattern, and
slower where it is frequent.
"""

# What stands before a cell of a list: white space, a mark, a bullet. Letters and opening brackets do not.
_FREE: Final = (
    rb"(?:(?<=[\s/=:>~,;|\"'<*.)\]-]@)|(?<=\xe2[\x80-\xbf]{2}@)|(?<=\xe3\x80[\x80-\xbf]@)"
    rb"|(?<=\xef[\xbc\xbd][\x80-\xbf]@)|(?<=\xc2[\xa0\xb7]@)|(?<![\x00-\xff]@))"
)
CELLS: Final = {
    lead: re.compile(lead + _FREE.replace(b"@", lead)) for lead in (bytes([code]) for code in range(0xE4, 0xEA))
}
"""A common Han letter that may begin a cell of a list: a pattern for each first byte, so that each begins with a literal."""

_BACK: Final = 4 * (LONGEST + 600)
"""Bytes before an anchor to its stretch: brackets are settled within the first `LONGEST` code points of it, and windows reach 600 back."""
_AHEAD: Final = 4 * (2 * LONGEST + 200)
"""Bytes behind an anchor: its bracket, the bracket behind it that defines a short form, and what an extractor looks at behind both."""
_LOOK: Final = 96
_CLOSING: Final = " \u00a0\u3000”’\"'》〉」』>"


def anchors(data: bytes) -> list[int]:
    """Return the places in *data*, UTF-8, where a gloss may be, in order."""
    found = [
        match.start()
        for lead, pattern in ANCHORS
        for match in (_rare(lead, pattern, data) if lead else pattern.finditer(data))
        if match.lastindex is None or _han_before(data, match.start())
    ]
    found.sort()
    return found


def _rare(lead: bytes, pattern: re.Pattern[bytes], data: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the matches of *pattern* in *data*, tried at each *lead*."""
    place = data.find(lead)
    while place >= 0:
        if match := pattern.match(data, place):
            yield match
        place = data.find(lead, place + 1)


def _han_before(data: bytes, place: int) -> bool:
    """Say whether a Han letter stands before *place*, spaces and closing marks passed over; also where that cannot be seen from near."""
    text = data[max(0, place - _LOOK) : place].decode("utf-8", "ignore").rstrip(_CLOSING)
    return not text or is_han(text[-1]) or text.endswith(("&gt;", "&quot;", "&gt", "&quot"))


def cells(data: bytes, start: int, end: int) -> list[int]:
    """Return the places in ``data[start:end]`` where a cell of a list may begin, in no order."""
    found = []
    for lead, pattern in CELLS.items():
        first = data.find(lead, start, end)  # many times faster than the pattern where there is none
        if first >= 0:
            found += [match.start() for match in pattern.finditer(data, first, end)]
    return found


def stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the stretches of *data*, UTF-8, that hold its glosses: byte positions, in order, apart, on the borders of letters.

    Cells are looked for only where no bracket has them read anyhow.
    """
    found = anchors(data)
    around = list(_around(data, found))
    listed: list[int] = []
    for (_, behind), (before, _) in pairwise([(0, _BACK), *around, (len(data), len(data))]):
        listed += cells(data, max(0, behind - _BACK - _AHEAD), before + _BACK)
    yield from _around(data, sorted([*found, *listed])) if listed else around


def _around(data: bytes, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches around *places*."""
    start = end = 0
    for place in places:
        if place - _BACK > end:
            left = _start(data, place, end)
            if left > end:
                if end > start:
                    yield start, end
                start = left
        end = _border(data, place + _AHEAD)
    if end > start:
        yield start, end


def _start(data: bytes, anchor: int, least: int) -> int:
    """Return where the stretch of *anchor* begins, so that what stands before cannot change its brackets; *least* where nothing else can be said."""
    for reach in range(_BACK, 5 * _BACK, _BACK):
        place = anchor - reach
        line = data.rfind(b"\n", max(least, place - _BACK), place) + 1
        place = line or _border(data, place)
        if place <= least:
            return least
        if settles(data[place : place + 4 * LONGEST].decode("utf-8", "ignore")):
            return place
    return least


def _border(data: bytes, place: int) -> int:
    """Return the first border of a letter at or behind *place*."""
    while place < len(data) and data[place] & 0xC0 == 0x80:
        place += 1
    return min(place, len(data))
