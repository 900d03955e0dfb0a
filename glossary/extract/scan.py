"""Find in UTF-8 bytes the stretches worth reading: those around brackets with Han letters inside or before them.

Most of a large text holds no gloss. Its bytes are searched once for round brackets by a pattern that begins with a literal, and
what stands before a mark is looked at only there; a pattern that begins with a run of Hangul would be tried at every letter.
Only the stretches around what is found are decoded and read.

They hold more than the extractors take and never less: every gloss of the whole text is found in one of them, for it lies there with
all the text around it that an extractor looks at. A test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from glossary.extract.brackets import LONGEST, settles
from glossary.languages import is_han

_LIKE_HAN: Final = rb"\xe2[\x80-\xb9]|\xe3(?:\x80[^\x85\x87]|[\x81-\x8f])|\xef[\x80-\xa3\xac-\xbf]|\xf0[\x80-\x9f]"
"""How a letter begins that is no Han letter and begins with the same byte as some: “ (E2 80), 《 (E3 80), ！ (EF BC), 😀 (F0 9F)."""
_BEFORE: Final = (
    rb"(?<![\xea-\xed]..@)(?<![\xea-\xed].. @)(?<![\xea-\xed]..[\xe2\xe3]\x80[\x88-\xbf]@)(?<![0-9A-Za-z.,)\]] @)"
    rb"((?<=[\xe2-\xe9\xef]..@)|(?<=\xf0...@)|(?<=[ \t\xa0>;\"']@))"
)
"""A Han letter before the mark @, or what may have one before it: “威海” (웨이하이). In a group, for it is looked at again.

What stands there most often is refused first, by its first byte: a syllable, also with a space or a closing mark behind it, 《서울》(.
"""


def _mark(opening: str, *, also: str = "", closing: str, before: bool = True) -> bytes:
    """Return a pattern for the mark *opening* with a Han letter inside, or with *before* also in front.

    The inside goes to a mark of *closing*; at another opening of the class (*also*) the rest is left to the extractors. The repeats give
    nothing back, so a mark that nothing closes costs the way to the next one. Most marks are settled by one run of bytes that begin no Han
    letter and the byte behind it; letters that begin like a Han letter are stepped over only where such a byte is met.
    """
    mark = opening.encode()
    marks = [each.encode() for each in opening + also + closing]
    ends = [each.encode() for each in closing]
    stops = re.escape(b"".join(each for each in marks if len(each) == 1))
    opens = re.escape(b"".join(each for each in marks if len(each) == 1 and each not in ends))
    longer = b"|".join(each for each in marks if len(each) > 1)
    run = rb"[^\xe2-\xe9\xef\xf0%b]*+" % stops
    others = rb"(?:(?!%b)(?:%b)%b)*+" % (longer, _LIKE_HAN, run)
    unclosed = rb"(?!%b)." % b"|".join(map(re.escape, ends))
    # It looks ahead only: what stands inside may begin with an anchor too.
    inside = rb"(?=%b(?:[\xe4-\xe9%b]|(?=[\xe2\xe3\xef\xf0])%b%b))" % (run, opens, others, unclosed)
    ways = inside + (b"|" + _BEFORE.replace(b"@", b"." * len(mark)) if before else b"")
    return mark[-1:] + b"(?:%b)" % ways if len(mark) > 1 else re.escape(mark) + b"(?:%b)" % ways


ROUND: Final = (
    (b"", _mark("(", also="（", closing=")）")),
    (b"\xef", b"\xef\xbc" + _mark("（", also="(", closing=")）")),
)
"""What may be the place of a gloss in round brackets, as patterns over UTF-8 that begin with a literal. What is found in a group is looked
at again by `_han_before`.

Where the first byte is rare in Korean text it is named, and looked for by itself: that is ten times faster than a pattern, and
slower where it is frequent.
"""
OTHERS: Final = (
    (b"[", _mark("[", also="［", closing="]］")),
    (b"\xef\xbc", b"\xef\xbc" + _mark("［", also="[", closing="]］")),
    (
        b"\xe3\x80",
        b"\xe3\x80(?:%b)"
        % b"|".join(
            (
                _mark("〔", closing="〕"),
                _mark("【", closing="】"),
                # of title marks the extractors take no Korean behind a Han letter: 蒙山《한국어》
                *(_mark(title[0], closing=title[1], before=False) for title in ("《》", "〈〉", "「」", "『』")),
            )
        ),
    ),
)
"""The same for other marks. An extractor that looks for something else needs a row here."""

# What stands before a cell of a list: white space, a mark, a bullet. Letters and opening brackets do not.
_FREE: Final = (
    rb"(?:(?<=[\s/=:>~,;|\"'<*.)\]-]@)|(?<=\xe2[\x80-\xbf]{2}@)|(?<=\xe3\x80[\x80-\xbf]@)"
    rb"|(?<=\xef[\xbc\xbd][\x80-\xbf]@)|(?<=\xc2[\xa0\xb7]@)|(?<![\x00-\xff]@))"
)
CELLS: Final = {lead: lead + _FREE.replace(b"@", lead) for lead in (bytes([code]) for code in range(0xE4, 0xEA))}
"""A common Han letter that may begin a cell of a list: a pattern for each first byte, so that each begins with a literal."""

_BACK: Final = 4 * (LONGEST + 600)
"""Bytes before an anchor to its stretch: brackets are settled within the first `LONGEST` code points of it, and windows reach 600 back."""
_AHEAD: Final = 4 * (2 * LONGEST + 200)
"""Bytes behind an anchor: its bracket, the bracket behind it that defines a short form, and what an extractor looks at behind both."""
_LOOK: Final = 96
_CLOSING: Final = " \t\u00a0\u3000”’\"'》〉」』>"


def anchors(data: bytes) -> list[int]:
    """Return the places in *data*, UTF-8, where a gloss may be, in order.

    Most stand in round brackets. Other marks and cells are looked for only where none of those has them read anyhow, which spares most
    texts a second pass.
    """
    found = [place for lead, pattern in ROUND for place in _places(data, lead, pattern, 0, len(data))]
    found.sort()
    gaps = [
        (max(0, before), min(behind, len(data)))
        for before, behind in pairwise((-_AHEAD, *found, len(data) + _BACK))
        if behind - before > _BACK + _AHEAD
    ]
    for start, end in gaps:
        for lead, pattern in OTHERS:
            found += _places(data, lead, pattern, start, end)
        found += _cells(data, start, end)
    found.sort()
    return found


@cache
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    """Compile a pattern where it is asked for first: short texts are read whole, and reading them has to start at once."""
    return re.compile(pattern, re.DOTALL)


def _places(data: bytes, lead: bytes, pattern: bytes, start: int, end: int) -> list[int]:
    """Return the places in ``data[start:end]`` where *pattern* matches, tried at each *lead* where there is one."""
    compiled = _compiled(pattern)
    matches = _tried(data, lead, compiled, start, end) if lead else compiled.finditer(data, start, end)
    return [match.start() for match in matches if match.lastindex is None or _han_before(data, match.start())]


def _tried(data: bytes, lead: bytes, pattern: re.Pattern[bytes], start: int, end: int) -> Iterator[re.Match[bytes]]:
    """Yield the matches of *pattern* at each *lead* in ``data[start:end]``; they may look beyond."""
    place = data.find(lead, start, end)
    while place >= 0:
        if match := pattern.match(data, place):
            yield match
        place = data.find(lead, place + 1, end)


def _han_before(data: bytes, place: int) -> bool:
    """Say whether a Han letter stands before *place*, spaces and closing marks passed over; also where that cannot be seen from near."""
    text = data[max(0, place - _LOOK) : place].decode("utf-8", "ignore").rstrip(_CLOSING)
    return not text or is_han(text[-1]) or text.endswith(("&gt;", "&quot;"))


def _cells(data: bytes, start: int, end: int) -> list[int]:
    """Return the places in ``data[start:end]`` where a cell of a list may begin, in no order."""
    found = []
    for lead, pattern in CELLS.items():
        first = data.find(lead, start, end)  # many times faster than the pattern where there is none
        if first >= 0:
            found += [match.start() for match in _compiled(pattern).finditer(data, first, end)]
    return found


def stretches(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the stretches of *data*, UTF-8, that hold its glosses: byte positions, in order, apart, on the borders of letters."""
    start = end = 0
    for place in anchors(data):
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
