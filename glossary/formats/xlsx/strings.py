"""The shared strings of a workbook: the texts that its cells name by number, which may be millions.

The first ones, which hold the header and the words that come again and again, stay in memory; the rest goes to a temporary file, and four bytes
for each tell where it is. Excel numbers strings in the order in which cells first need them, so the file is read nearly from its beginning to its end.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable
from typing import BinaryIO, ClassVar, Final

from glossary.errors import FormatError
from glossary.formats.markup import Item, Markup
from glossary.formats.xlsx.values import unescaped

TEXT: Final = 100_000
"""Characters of the longest text; a cell of Excel holds 32,767, one of Google Sheets 50,000."""
STRINGS: Final = 20_000_000
"""Shared strings of a workbook: twenty for each row of the largest sheet."""
HELD: Final = 4_000_000
"""Characters of the strings that stay in memory."""
OVERHEAD: Final = 64
"""What a string takes in memory beside its characters, in characters."""
SPILL: Final = 0xFFFFFFFF
"""Bytes of the temporary file."""
BLOCK: Final = 256 * 1024
"""Bytes that are written to it at once."""


class SharedStrings:
    """The strings of one workbook, by number. Closing it lets go of the temporary file. *path* is for messages."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._held: list[str] = []
        self._room = HELD
        self._places = array("I")
        self._end = 0
        self._block = bytearray()
        self._file: BinaryIO | None = None

    def __len__(self) -> int:
        return len(self._held) + len(self._places)

    def close(self) -> None:
        """Let go of the temporary file."""
        if self._file is not None:
            self._file.close()

    def read(self, chunks: Iterable[bytes], part: str) -> None:
        """Take over the strings of a part. Raises FormatError where it is malformed or too large."""
        reading = _Strings(f"{self._path}: {part}", self)
        for _ in reading.through(chunks):
            pass
        self._flush()

    def add(self, text: str) -> None:
        """Add the next string."""
        if self._room > 0:
            self._held.append(text)
            self._room -= len(text) + OVERHEAD
            return
        if len(self) >= STRINGS or self._end >= SPILL - 4 * TEXT:
            raise FormatError(
                f"{self._path}: more shared strings than {STRINGS:,}; save it as several files, or as CSV"
            )
        self._places.append(self._end)
        data = text.encode("utf-8", "surrogatepass")
        self._block += data
        self._end += len(data)
        if len(self._block) > BLOCK:
            self._flush()

    def __getitem__(self, number: int) -> str:
        """Return a string. Raises IndexError."""
        if number < len(self._held):
            return self._held[number]
        place = number - len(self._held)
        start = self._places[place]
        end = self._places[place + 1] if place + 1 < len(self._places) else self._end
        if self._file is None:
            return ""  # none but empty ones were left over
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def _flush(self) -> None:
        try:
            if self._block and self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- `close` closes it
            if self._file is not None:
                self._file.write(self._block)
        except OSError as error:
            raise FormatError(
                f"{self._path}: its strings cannot be kept in a temporary file: {error.strerror}"
            ) from None
        self._block.clear()


class Runs(Markup[Item]):
    """Text in a part: the runs of a text (bold, coloured) are gathered one by one; phonetic guides (furigana) are passed over."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.runs: list[str] = []
        self._is_guide = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "t":
            self.gather()
        elif name == "rPh":
            self._is_guide = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "t":
            text = unescaped(self.take())
            if not self._is_guide:
                self.runs.append(text)
        elif name == "rPh":
            self._is_guide = False

    def joined(self) -> str:
        """Return the text of the runs since it was last asked for. Raises FormatError where no cell could hold it."""
        text = self.runs[0] if len(self.runs) == 1 else "".join(self.runs)
        self.runs.clear()
        if len(text) > TEXT:
            raise self.refusal(f"a text of {len(text):,} characters; a cell holds {TEXT:,} at most")
        return text


class _Strings(Runs[None]):
    """The part that holds shared strings, under way."""

    what: ClassVar[str] = "a table of shared strings"
    roots: ClassVar[tuple[str, ...]] = ("sst",)
    item: ClassVar[str] = "a text"

    def __init__(self, path: str, strings: SharedStrings) -> None:
        super().__init__(path)
        self._strings = strings

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "si":
            self._strings.add(self.joined())
            self.begin_item()
        else:
            super().end(name)
