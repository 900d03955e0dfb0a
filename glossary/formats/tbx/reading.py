"""Reading TBX of versions 2 and 3, our own and others', one entry at a time.

Taken as well: ``ntig/termGrp``, terms without a section, the DCT style, entries without id, ``xml:lang="zh_CN"``, other vendors' words, a BOM, UTF-16.
What cannot be kept is named with its line, once for each kind of thing. `markup` says what of XML is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, ClassVar, Final, TypeAlias

from glossary.errors import FormatError
from glossary.formats.exchange import Incoming, Problem
from glossary.formats.markup import Markup
from glossary.formats.names import Names
from glossary.formats.tbx.entry import Entry
from glossary.formats.tbx.plain import Plain, may_be_plain, number_of
from glossary.formats.tbx.words import (
    CATEGORIES,
    CLOSED,
    ENTRIES,
    GROUPS,
    HISTORY,
    LANGUAGES,
    LEAVES,
    OURS,
    PASSED,
    SECTIONS,
)

_WAITING: Final = 1 << 18
"""Bytes behind an entry that wait for the end of the next one, before the parser takes them."""
_LONGEST: Final = 100_000
"""Bytes of the longest entry that is read without the parser."""
_SHALLOW: Final = 16
"""Elements that entries read without the parser may stand in."""
_END: Final = re.compile(rb"</(?:termEntry|conceptEntry)>")
_Opener: TypeAlias = Callable[[str, dict[str, str]], None]


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
        self._ids = Names()
        self._plain = Plain(self._ids, self._parse)
        self._tag = b""
        """The end tag of an entry."""
        self._waiting = b""
        """What comes behind the last entry that was read."""
        self._is_between = False
        """Whether all that was read ends with the end tag of an entry."""
        self._ended = -1
        """Where the end tag of the last entry that the parser read begins."""
        self._line = 0
        """The line of the place between two entries."""
        self._categories_are_elements = False
        self._entry: Entry | None = None
        self._id = ""
        self._name = self._category = self._target = ""
        """Of the leaf under way."""
        self._inner = 0
        """Depth inside the leaf under way, 0 outside of one; markup in it (hi, foreign, ph) leaves its text."""
        self._is_known = True
        entries: dict[str, _Opener] = dict.fromkeys(ENTRIES, self._open_entry)
        self._outside: dict[str, _Opener] = {**entries, "tbx": self._open_root, "sourceDesc": self._open_source}
        self._inside: dict[str, _Opener] = {
            **entries,
            **dict.fromkeys(CATEGORIES, self._open_category),
            **dict.fromkeys(LEAVES, self._open_leaf),
            **dict.fromkeys(CLOSED, self._open_leaf),
            **dict.fromkeys(LANGUAGES, self._open_language),
            **dict.fromkeys(SECTIONS, self._open_section),
            **dict.fromkeys(GROUPS, self._open_group),
            **dict.fromkeys(PASSED, self._pass),
        }
        self._openers = self._outside
        self._closers: dict[str, Callable[[Entry], None]] = {
            **dict.fromkeys(ENTRIES, self._end_entry),
            **dict.fromkeys(LANGUAGES, Entry.close_language),
            **dict.fromkeys(SECTIONS, Entry.close_section),
            **dict.fromkeys(GROUPS, Entry.close_group),
        }

    def feed(self, data: bytes) -> None:
        """Read the next bytes; none are the end of the file. Entries of plain markup are read without the parser."""
        waiting = self._waiting + data
        self._waiting = b""
        place = self._read_entries(waiting)
        if data and self._is_between and len(waiting) - place <= _WAITING:
            self._waiting = waiting[place:]
            return
        self._is_between = False
        if place < len(waiting):
            super().feed(waiting[place:])
        if not data:
            super().feed(data)

    def _read_entries(self, data: bytes) -> int:
        """Read to the end of the last entry, as far as the parser is not inside of something, and return where that is."""
        tag = self._tag or self._find_tag(data)
        entries = data.split(tag) if tag and self.is_plain else [data]
        del entries[-1]
        are_plain = may_be_plain(data)
        known = place = 0
        """The parser has read up to the first, everything is read up to the second."""
        line = start = self._line
        for entry in entries:
            after = place + len(entry) + len(tag)
            item = None
            if self._is_between and len(entry) <= _LONGEST and (are_plain or may_be_plain(entry)):
                item = self._plain.read(entry, line, tag)
            if item is not None:
                line += self._plain.lines
                self.ready.append(item)
            else:
                self._pass_by(data[known:place], line - start)
                super().feed(data[place:after])
                known, line = after, self._line
                start = line
                self._is_between = self.is_plain and self._ended == self.fed - len(tag) and self._depth <= _SHALLOW
            place = after
            if not self._is_between:
                break
        self._pass_by(data[known:place], line - start)
        self._line = line
        return place

    def _parse(self, markup: bytes) -> Incoming | None:
        """Return what the parser makes of an entry by itself, None where it tells of anything."""
        root = b'<tbx style="dct">' if self._categories_are_elements else b"<tbx>"
        other = _Reading(self.path)
        other.is_plain = False
        try:
            found = list(other.through((root, markup, b"</tbx>")))
        except FormatError:
            return None
        return found[0] if len(found) == 1 and isinstance(found[0], Incoming) else None

    def _find_tag(self, data: bytes) -> bytes:
        """Return the end tag of entries in this file, none where it is not to be seen yet."""
        found = _END.search(data)
        if found:
            self._tag = found[0]
        return self._tag

    def _pass_by(self, data: bytes, lines: int) -> None:
        if data:
            self.pass_by(lines, data[data.rfind(b"\n") + 1 :].decode())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        opener = self._openers.get(name)
        if self._inner:
            if opener is None or (self._is_known and name not in ENTRIES):
                self._inner += 1
                return
            self._leave_unknown()
        if opener is not None:
            opener(name, attributes)
        elif self._entry is not None:
            self._open_leaf(name, {})
            self._is_known = False

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._entry is None:
            if name == "sourceDesc" and self.take().strip().startswith(OURS):
                self.pass_over(f"<{HISTORY}>")
            return
        if self._inner:
            self._inner -= 1
            if not self._inner:
                self._close_leaf(self._entry)
        elif name in self._closers:
            self._closers[name](self._entry)

    def _open_root(self, name: str, attributes: dict[str, str]) -> None:
        self._categories_are_elements = attributes.get("style") == "dct"

    def _open_source(self, name: str, attributes: dict[str, str]) -> None:
        self.gather()

    def _open_entry(self, name: str, attributes: dict[str, str]) -> None:
        if self._entry is not None:
            self._close_entry(self._entry)
        id_ = attributes.get("id", "")
        if not self._ids.is_new(id_):
            self.problem(f"the id {id_[:40]!r} stands there twice; both entries are taken")
        self.begin_item()
        self._id = id_
        self._entry = Entry(self.once, self.refused, self.line, number_of(id_), two_languages=name == "termEntry")
        self._openers = self._inside

    def _open_language(self, name: str, attributes: dict[str, str]) -> None:
        if self._entry is not None:
            self._entry.close_language()
            self._entry.open_language(attributes.get("xml:lang") or attributes.get("lang") or "")

    def _open_section(self, name: str, attributes: dict[str, str]) -> None:
        if self._entry is not None:
            self._entry.open_section()

    def _open_group(self, name: str, attributes: dict[str, str]) -> None:
        if self._entry is not None:
            self._entry.group = ""

    def _pass(self, name: str, attributes: dict[str, str]) -> None:
        """Go on inside an element whose contents count as if they stood in its place."""

    def _open_category(self, name: str, attributes: dict[str, str]) -> None:
        self._open_leaf(CATEGORIES[name], attributes)
        self._category = name

    def _open_leaf(self, name: str, attributes: dict[str, str]) -> None:
        self._name = name
        self._category = attributes.get("type", "")
        self._target = attributes.get("target", "")
        self._inner = 1
        self._is_known = True
        self.gather()

    def _leave_unknown(self) -> None:
        """Go on inside an element that is not known, as if it were not there; its own text is told."""
        self._inner = 0
        if self._entry is not None and self.take().strip():
            self._entry.pass_over(self._name)

    def _close_leaf(self, entry: Entry) -> None:
        text = self.take()
        if self._is_known:
            entry.take_leaf(self._name, self._category, text, self._target)
        elif text.strip() and self._categories_are_elements:
            entry.take("descrip", self._name, text)  # a category of somebody's own
        elif text.strip():
            entry.pass_over(self._name)

    def _end_entry(self, entry: Entry) -> None:
        self._ended, self._line = self.offset, self.line
        self._close_entry(entry)

    def _close_entry(self, entry: Entry) -> None:
        self._entry = None
        self._openers = self._outside
        concept = entry.finished()
        if concept is None:
            what = f"entry {self._id[:40]!r} has no term that can be kept"
            self.ready.append(Problem(self.path, entry.line, 0, what))
        else:
            self.ready.append(concept)
