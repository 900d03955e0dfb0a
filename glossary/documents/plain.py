"""Plain text in UTF-8, with or without a byte order mark: one document a file.

The text is the decoded bytes: no newline translation and no normalization, because positions are counted in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from glossary.documents.parts import Part, blocks
from glossary.errors import DocumentError
from glossary.hangul import is_syllable
from glossary.languages import is_han
from glossary.model import Document

BOM: Final = b"\xef\xbb\xbf"
_SAMPLE: Final = 4096
_DAMAGED: Final = "what stands before is UTF-8: the file is damaged there"


def read(stream: BinaryIO, name: str, on_problem: Callable[[DocumentError], None]) -> Iterator[Part]:
    """Yield the one document of *stream* in parts.

    A byte that is not UTF-8 goes to *on_problem*. In a large document the parts before it have been yielded then, none of them as the last.
    """
    head = stream.read(len(BOM))
    place = letters = line = 0
    if head == BOM:
        head, place = b"", len(BOM)
    last = False
    for data, last in blocks(stream, head):
        try:
            text = decode(data, name, start=place, first=not letters)
        except DocumentError as error:
            on_problem(error)
            return
        yield Part(Document(name, text), letters, line, last)
        place, letters, line = place + len(data), letters + len(text), line + text.count("\n")
    if not last:
        yield Part(Document(name, ""))


def decode(data: bytes, name: str, *, start: int = 0, first: bool = True) -> str:
    """Return the text of *data*, which begins at byte *start* of its source and is the *first* part of it.

    Raises DocumentError naming the offset of the first byte that is not UTF-8.
    """
    mark = len(BOM) if not start and data.startswith(BOM) else 0
    try:
        return data[mark:].decode("utf-8") if mark else data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = mark + error.start
        advice = _advice(data, place) if first else f"{_DAMAGED}; the text before it was read"
        raise DocumentError(f"{name}: not UTF-8 at byte {start + place} (0x{data[place]:02X}); {advice}") from None


def _advice(data: bytes, offset: int) -> str:
    """Return what to do about *data*: mend it where it is UTF-8 up to there, convert it where another encoding shows."""
    if not data[len(BOM) : offset].isascii():
        return _DAMAGED
    encoding = guess_encoding(data)
    if encoding is None:
        return "save it as UTF-8"
    return f"it looks like {encoding}: save it as UTF-8, or iconv -f {encoding} -t UTF-8"


def guess_encoding(data: bytes) -> str | None:
    """Return ``UTF-32``, ``UTF-16``, ``CP949`` or ``GB18030`` where the first bytes speak for it, else None.

    CP949 and GB18030 share most byte pairs, so what counts is what comes out: CP949 text read rightly is mostly Hangul
    syllables, Chinese text read as CP949 is a mixture with rare ones. It is advice for a message, never used to decode.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:
        return "UTF-16"
    korean = [char for char in sample.decode("cp949", "ignore") if not char.isascii()]
    if korean and sum(map(is_syllable, korean)) > 0.8 * len(korean):
        return "CP949"
    chinese = [char for char in sample.decode("gb18030", "ignore") if not char.isascii()]
    if chinese and sum(map(is_han, chinese)) > 0.6 * len(chinese):
        return "GB18030"
    return None
