"""Reading TBX of versions 2 and 3, our own and others', one entry at a time.

Taken as well: ``ntig/termGrp``, the DCT style, entries without id, ``xml:lang="zh_CN"``, other vendors' words for a status, a BOM, UTF-16.
A DOCTYPE is passed over and never fetched; entity declarations, nesting and sizes beyond what any glossary has are refused.
What cannot be kept is named with its line, once for each kind of thing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from glossary.errors import FormatError
from glossary.formats.exchange import Incoming, Problem
from glossary.formats.tbx_entry import Entry, Leaf

CHUNK: Final = 65_536
DEPTH: Final = 64
"""Deepest nesting; a glossary has about ten levels."""
TOKEN: Final = 4 * 1024 * 1024
"""Bytes of the longest tag."""
ENTRY: Final = 4_000_000
"""Characters of the largest entry."""
ATTLIST: Final = 1_000
"""Characters of the longest default that a DOCTYPE may declare: each element would repeat it."""

ENTRIES: Final = ("termEntry", "conceptEntry")
LANGUAGES: Final = ("langSet", "langSec")
SECTIONS: Final = ("tig", "ntig", "termSec")
LEAVES: Final = ("term", "termNote", "descrip", "admin", "note", "xref", "ref", "transac", "transacNote", "date", "descripNote",
                 "adminNote")  # fmt: skip
DCT: Final = {
    **dict.fromkeys(("subjectField", "context", "definition"), "descrip"),
    **dict.fromkeys(
        ("administrativeStatus", "partOfSpeech", "termType", "geographicalUsage", "grammaticalGender"), "termNote"
    ),
    **dict.fromkeys(("source", "projectSubset", "customerSubset"), "admin"),
}
"""Elements of the DCT style and the element that each stands for; its name is the type."""


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of a TBX file, and what could not be kept, in the order of the file.

    Raises FormatError with path, line and column for what is not well-formed, not TBX, or hostile.
    """
    reading = _Reading(path)
    more = True
    while more:
        data = stream.read(CHUNK)
        more = bool(data)
        try:
            reading.feed(data)
        except expat.ExpatError as error:
            what = expat.errors.messages.get(error.code, "not XML")
            raise FormatError(f"{path}:{error.lineno}:{error.offset + 1}: not well-formed XML: {what}") from None
        except (LookupError, ValueError) as error:
            # What expat says to an encoding that Python does not know, or that takes several bytes a character (cp949, gbk).
            if reading.is_tbx:
                raise
            raise FormatError(f"{path}:1: {error}; save the file as UTF-8") from None
        while reading.ready:
            yield reading.ready.popleft()
    if not reading.is_tbx:
        raise FormatError(f"{path}: not TBX: there is no <martif> or <tbx> in it")


class _Reading:
    """The state of one file under way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.ready: deque[Incoming | Problem] = deque()
        self.is_tbx = False
        self._told: set[str] = set()
        self._depth = 0
        self._fed = 0
        self._entry: Entry | None = None
        self._leaf: Leaf | None = None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attlist
        parser.SkippedEntityHandler = self._skipped
        self._parser = parser

    def feed(self, data: bytes) -> None:
        """Parse the next bytes; none are the end of the file."""
        self._parser.Parse(data, not data)
        self._fed += len(data)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > TOKEN and data:
            raise self._refusal(f"one tag of more than {TOKEN:,} bytes")

    def _refusal(self, what: str) -> FormatError:
        return FormatError(
            f"{self.path}:{self._parser.CurrentLineNumber}:{self._parser.CurrentColumnNumber + 1}: {what}"
        )

    def problem(self, kind: str, what: str) -> None:
        """Tell *what* with the present place, once for each *kind*."""
        if kind not in self._told:
            self._told.add(kind)
            self.ready.append(
                Problem(self.path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1, what)
            )

    def _entity(self, name: str, *_: object) -> None:
        raise self._refusal(f"entity declarations are refused: {name[:40]!r}; write the text itself")

    def _attlist(self, element: str, name: str, kind: str, default: str | None, required: int) -> None:
        if default is not None and len(default) > ATTLIST:
            raise self._refusal(f"a default of {len(default):,} characters for attribute {name[:40]!r} is refused")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.problem(f"&{name};", f"entity &{name[:40]}; is not declared here, and is left out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise self._refusal(f"elements nested more than {DEPTH} deep")
        local = name.rsplit(":", 1)[-1]
        if self._depth == 1:
            self.is_tbx = local in ("martif", "tbx")
            if not self.is_tbx:
                raise self._refusal(f"not TBX: the root is <{local[:40]}>, not <martif> or <tbx>")
        if self._leaf is not None:
            self._leaf.depth += 1
        elif local in ENTRIES:
            line, name = self._parser.CurrentLineNumber, attributes.get("id", "")
            self._entry = Entry(self.problem, line, name, two_languages=local == "termEntry")
        elif self._entry is not None:
            self._inside(self._entry, local, attributes)

    def _inside(self, entry: Entry, local: str, attributes: dict[str, str]) -> None:
        if local in LANGUAGES:
            entry.open_language(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif local in SECTIONS:
            entry.open_section()
        elif local in LEAVES:
            self._leaf = Leaf(local, attributes.get("type", ""))
        elif local in DCT:
            self._leaf = Leaf(DCT[local], local)

    def _text(self, text: str) -> None:
        if self._entry is None:
            return
        self._entry.size += len(text)
        if self._entry.size > ENTRY:
            raise self._refusal(f"an entry of more than {ENTRY:,} characters")
        if self._leaf is not None:
            self._leaf.parts.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rsplit(":", 1)[-1]
        leaf, entry = self._leaf, self._entry
        if entry is None:
            return
        if leaf is not None:
            leaf.depth -= 1
            if leaf.depth == 0:
                self._leaf = None
                entry.take(leaf)
        elif local in SECTIONS:
            entry.close_section()
        elif local in LANGUAGES:
            entry.language = ""
        elif local in ENTRIES:
            self._entry = None
            self._finish(entry)

    def _finish(self, entry: Entry) -> None:
        concept = entry.finished()
        if concept is None:
            what = f"entry {entry.name[:40]!r} has no term that can be kept"
            self.ready.append(Problem(self.path, entry.line, 0, what))
        else:
            self.ready.append(concept)
