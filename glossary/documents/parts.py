"""A source in parts: a large one is never whole in memory, and no part is dear to read.

A source of at most `PART` bytes is one part. A larger one is cut where its text is least disturbed, at an empty line if there is one, and what a
document says of itself as a whole (whose scene it sets, what else follows a name, where a form stands again) is taken from the part
alone. The cuts depend on the bytes only, so that a text is cut alike however it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

from glossary.model import Document, made

PART: Final = 2**19
"""Bytes of the largest part: some 200 pages of Korean."""
_BRACKETS: Final = 2_500
"""Opening brackets of one part: a text with twenty times as many as an encyclopedia is cut smaller, since each may become a pair."""
_LEAST: Final = 2**14
_OPENING: Final = tuple(mark.encode() for mark in "([（")
_CUTS: Final = (b"\n\n", b"\n\r\n", b"\n", b". ", b" ", b")")
"""Behind which bytes a source is cut, the best first; one without any is cut between two letters."""


class Part(NamedTuple):
    """A stretch of a source: *document* has its text; *start* code points and *line* line ends of the source stand before it."""

    document: Document
    start: int = 0
    line: int = 0
    last: bool = True


def blocks(stream: BinaryIO, head: bytes = b"") -> Iterator[tuple[bytes, bool]]:
    """Yield *head* and the rest of *stream* in parts, and with each whether it is the last; none where there is nothing."""
    data, ended = head, False
    while True:
        while len(data) <= PART and not ended:
            more = stream.read(PART)
            data += more
            ended = not more
        if not data:
            return
        size = _size(data)
        yield data[:size], size == len(data)
        data = data[size:]


def divide(document: Document) -> Iterable[Part]:
    """Return *document* in parts, cut as `blocks` cuts its bytes."""
    return (made(Part, (document, 0, 0, True)),) if 4 * len(document.text) <= _LEAST else _divided(document)


def _divided(document: Document) -> Iterator[Part]:
    text = document.text
    data = text.encode("utf-8", "surrogatepass")
    place = start = line = 0
    while True:
        piece = data[place : place + PART + 1]
        size = _size(piece)
        place += size
        if not start and place == len(data):
            yield Part(document)
            return
        text = piece[:size].decode("utf-8", "surrogatepass")
        yield Part(document._replace(text=text), start, line, place == len(data))
        if place == len(data):
            return
        start += len(text)
        line += text.count("\n")


def _size(data: bytes) -> int:
    """Return how many bytes of *data* are the next part; the source ends with *data* where that is no longer than `PART`."""
    size = min(len(data), PART)
    while size > _LEAST and sum(data.count(mark, 0, size) for mark in _OPENING) > _BRACKETS:
        size //= 2
    if size == len(data):
        return size
    for cut in _CUTS:
        place = data.rfind(cut, size - size // 4, size)
        if place >= 0:
            return place + len(cut)
    for place in range(size, size - 4, -1):
        if data[place] & 0xC0 != 0x80:
            return place
    return size  # not UTF-8: decoding says where
