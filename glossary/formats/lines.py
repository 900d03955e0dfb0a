"""The lines of a text file: what encodes them, what ends them, how long one may be."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, TypeAlias

from glossary.errors import FormatError
from glossary.formats.signature import refuse

LINE: Final = 1024 * 1024
"""Characters of the longest line that is read."""
_CHUNK: Final = 65_536
_END: Final = re.compile("\r\n|\r|\n")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
Line: TypeAlias = tuple[int, str]
"""The number of a line, from one, and its text without what ends it."""


class Text:
    """A text file, which is gone through once: UTF-8 with a byte order mark or without, or UTF-16 with one (`encoding`).

    LF, CRLF and CR end a line, also in one file. What is neither UTF-8 nor UTF-16, a file of another kind, and a line of more than `LINE` characters, raises FormatError.
    """

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        data = stream.read(_CHUNK)
        refuse(data, path)
        mark, self.encoding = next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))
        self._first = data.removeprefix(mark)
        self._wrong: UnicodeDecodeError | None = None

    def __iter__(self) -> Iterator[Line]:
        number, rest = 1, ""
        for text in self._pieces():
            first, *others = _END.split(text)
            rest += first
            for other in others:
                yield number, self._checked(rest, number)
                number, rest = number + 1, other
            self._checked(rest, number)
        if self._wrong is not None:
            raise FormatError(self._not_text(rest, number))
        if rest:
            yield number, rest

    def _pieces(self) -> Iterator[str]:
        """Yield the text in pieces that do not cut a line end in two; what cannot be decoded ends it and is `_wrong`."""
        decode = codecs.getincrementaldecoder(self.encoding)().decode
        data, held = self._first, ""
        while True:
            try:
                text = held + decode(data, not data)
            except UnicodeDecodeError as error:
                self._wrong = error
                yield held + error.object[: error.start].decode(self.encoding)
                return
            held = "\r" if data and text.endswith("\r") else ""
            yield text.removesuffix(held)
            if not data:
                return
            data = self._stream.read(_CHUNK)

    def _checked(self, line: str, number: int) -> str:
        if len(line) > LINE:
            raise FormatError(f"{self._path}:{number}: a line of more than {LINE:,} characters; this is no glossary")
        return line

    def _not_text(self, before: str, number: int) -> str:
        """Return the message for a byte that does not belong there, behind what could be read of its line."""
        place = f"byte {len(before.encode(self.encoding)) + 1} of the line"
        if self.encoding != "utf-8":
            return f"{self._path}:{number}: not UTF-16 at {place}; the file is cut off or damaged"
        return (
            f"{self._path}:{number}: not UTF-8 at {place}; save the file as UTF-8"
            " (Korean Windows writes cp949, Chinese Windows gbk)"
        )
