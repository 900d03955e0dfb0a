"""Plain text in UTF-8, with or without a byte order mark: one document a file.

The text is the decoded bytes: no newline translation and no normalization, because positions are counted in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from glossary.documents.sources import MAX_BYTES
from glossary.errors import DocumentError
from glossary.hangul import is_syllable
from glossary.languages import is_han
from glossary.model import Document

BOM: Final = b"\xef\xbb\xbf"
_SAMPLE: Final = 4096


def read(stream: BinaryIO, name: str, on_problem: Callable[[DocumentError], None]) -> Iterator[Document]:
    """Yield the one document of *stream*; one in another encoding or too large goes to *on_problem*."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        on_problem(
            DocumentError(f"{name}: larger than {MAX_BYTES // 2**20} MiB; split it, or give its parts as .jsonl")
        )
        return
    try:
        text = decode(data, name)
    except DocumentError as error:
        on_problem(error)
        return
    yield Document(name, text)


def decode(data: bytes, name: str) -> str:
    """Return the text of *data*. Raises DocumentError naming the offset of the first byte that is not UTF-8."""
    start = len(BOM) if data.startswith(BOM) else 0
    try:
        return data[start:].decode("utf-8") if start else data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = start + error.start
        raise DocumentError(
            f"{name}: not UTF-8 at byte {offset} (0x{data[offset]:02X}); {_advice(data, offset)}"
        ) from None


def _advice(data: bytes, offset: int) -> str:
    """Return what to do about *data*: mend it where it is UTF-8 up to there, convert it where another encoding shows."""
    if not data[len(BOM) : offset].isascii():
        return "what stands before is UTF-8: the file is damaged there"
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
