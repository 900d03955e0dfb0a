"""Reading TBX of versions 2 and 3, our own and others', one entry at a time.

Taken as well: ``ntig/termGrp``, the DCT style, entries without id, ``xml:lang="zh_CN"``, other vendors' words for a status, a BOM, UTF-16.
What cannot be kept is named with its line, once for each kind of thing. `markup` says what of XML is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final

from glossary.formats.exchange import Incoming, Problem
from glossary.formats.markup import Markup
from glossary.formats.tbx_entry import Entry, Leaf

ENTRIES: Final = ("termEntry", "conceptEntry")
LANGUAGES: Final = ("langSet", "langSec")
SECTIONS: Final = ("tig", "ntig", "termSec")
LEAVES: Final = ("term", "termNote", "descrip", "admin", "note", "xref", "ref", "transac", "transacNote", "date", "descripNote",
                 "adminNote")  # fmt: skip
DCT: Final = {
    **dict.fromkeys(("subjectField", "context", "definition"), "descrip"),
    **dict.fromkeys(
        (
            "administrativeStatus",
            "partOfSpeech",
            "termType",
            "geographicalUsage",
            "grammaticalGender",
            "transferComment",
        ),
        "termNote",
    ),
    **dict.fromkeys(("source", "projectSubset", "customerSubset", "reading"), "admin"),
    "readingNote": "adminNote",
}
"""Elements of the DCT style and the element that each stands for; its name is the type."""


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of a TBX file, and what could not be kept, in the order of the file.

    Raises FormatError with path, line and column for what is not well-formed, not TBX, or hostile.
    """
    return _Reading(path).read(stream)


class _Reading(Markup[Incoming]):
    """The state of one file under way."""

    what: ClassVar[str] = "TBX"
    roots: ClassVar[tuple[str, ...]] = ("martif", "tbx")

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._entry: Entry | None = None
        self._leaf: Leaf | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if self._leaf is not None:
            self._leaf.depth += 1
        elif name in ENTRIES:
            self.begin_item()
            self._entry = Entry(self.once, self.line, attributes.get("id", ""), two_languages=name == "termEntry")
        elif self._entry is not None:
            self._inside(self._entry, name, attributes)

    def _inside(self, entry: Entry, name: str, attributes: dict[str, str]) -> None:
        if name in LANGUAGES:
            entry.open_language(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif name in SECTIONS:
            entry.open_section()
        elif name in LEAVES:
            self._open_leaf(name, attributes.get("type", ""))
        elif name in DCT:
            self._open_leaf(DCT[name], name)

    def _open_leaf(self, name: str, type_: str) -> None:
        self.gather()
        self._leaf = Leaf(name, type_)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        leaf, entry = self._leaf, self._entry
        if entry is None:
            return
        if leaf is not None:
            leaf.depth -= 1
            if leaf.depth == 0:
                self._leaf = None
                entry.take(leaf, self.take())
        elif name in SECTIONS:
            entry.close_section()
        elif name in LANGUAGES:
            entry.language = ""
        elif name in ENTRIES:
            self._entry = None
            self._finish(entry)

    def _finish(self, entry: Entry) -> None:
        concept = entry.finished()
        if concept is None:
            what = f"entry {entry.name[:40]!r} has no term that can be kept"
            self.ready.append(Problem(self.path, entry.line, 0, what))
        else:
            self.ready.append(concept)
