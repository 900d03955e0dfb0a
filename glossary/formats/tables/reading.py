"""Tables of CAT tools -> concepts, ours and those that the tools export: columns by name, statuses in the words of each vendor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from glossary.errors import FormatError, ValueRefused
from glossary.formats.columns import quoted
from glossary.formats.comments import Comment, read_comment
from glossary.formats.entry import NOTE_TYPES
from glossary.formats.exchange import Incoming, Problem
from glossary.formats.rows import Row
from glossary.formats.tables import header as table_header
from glossary.formats.tables.cell_notes import BAR, Item, named, parted
from glossary.formats.tables.entry import STATUSES, Facts, Form, TableEntry
from glossary.formats.tables.header import FORM, Slot, slots
from glossary.languages import primary_language

LONGEST: Final = 1_000
"""Rows of one concept; where there are more, another one begins."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of a table are to be taken: a cell of forms may hold several (*split* between them, "" for none); *mark* stands between
    the notes of a cell; in a table of *pairs*, rows that follow each other with one target are one concept.
    """

    split: str = ""
    mark: str = BAR
    pairs: bool = True


Items: TypeAlias = Iterator[Incoming | Problem]


def concepts(rows: Iterable[Row | Problem], path: str, reading: Reading) -> Items:
    """Yield the concepts of a table, or what is wrong with a row; columns that are not known are named once.

    The first row is the header. Raises FormatError where it has no Korean or no Chinese column.
    """
    header: _Header | None = None
    run: list[_Record] = []
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif header is None:
            header = _Header(row, path, reading)
            yield from header.unknown()
        elif any(map(str.strip, row[1])):
            record = header.record(row)
            if isinstance(record, Problem):
                yield record
                continue
            if run and not _belongs(record, run, reading):
                yield _concept(run, path, reading)
                run = []
            run.append(record)
    if header is None:
        raise FormatError(
            f"{path}:1: no header; the first row names the columns, a Korean and a Chinese one among them"
        )
    if run:
        yield _concept(run, path, reading)


@dataclass(slots=True)
class _Record:
    """One row: its forms, those of the first language apart, and what it says of the concept."""

    line: int
    id: str = ""
    sources: list[Form] = field(default_factory=list)
    targets: list[Form] = field(default_factory=list)
    facts: Facts = ()


def _belongs(record: _Record, run: Sequence[_Record], reading: Reading) -> bool:
    """Say whether a row is of the concept of the rows before it: by its number, or by all but its Korean form.

    One Korean form is several things (광주 光州, 广州), and so are two that are both preferred. A target that is forbidden for a source of
    the concept is a form of it too, whether or not the row says once more what is known of it.
    """
    last = run[-1]
    if len(run) == LONGEST:
        return False
    if record.id or last.id:
        return record.id == last.id
    if not reading.pairs or not (record.sources and record.targets):
        return False
    if record.facts == last.facts:
        same, other = ("sources", "targets") if record.sources[0].language.startswith("zh") else ("targets", "sources")
        if getattr(record, same) == getattr(last, same):
            return not _are_rivals(getattr(run[0], other), getattr(record, other))
    known = {form.text for one in run for form in one.sources}
    forbidden = all(form.is_forbidden for form in record.targets) and all(form.text in known for form in record.sources)
    return forbidden and record.facts in (last.facts, ())


def _are_rivals(forms: Iterable[Form], others: Iterable[Form]) -> bool:
    """Say whether the forms of two rows are preferred, and not the same."""
    preferred = [{form.text for form in side if form.status == "preferred"} for side in (forms, others)]
    return all(preferred) and preferred[0].isdisjoint(preferred[1])


def _concept(run: Sequence[_Record], path: str, reading: Reading) -> Incoming | Problem:
    """Return the concept of some rows, or what the model refuses in it."""
    line = run[0].line
    if reading.pairs and not (run[0].sources and run[0].targets):
        return Problem(path, line, 0, "a form in one language alone; a row needs two")
    if not any(record.sources or record.targets for record in run):
        return Problem(path, line, 0, "a row without a form")
    entry = TableEntry()
    try:
        for record in run:
            entry.take(record.facts)
            for form in (*record.sources, *record.targets):
                entry.add(form)
        return entry.finished(line)
    except ValueRefused as error:
        return Problem(path, line, 0, str(error))


class _Header:
    """The first row of a table, and how the others are read by it."""

    def __init__(self, row: Row, path: str, reading: Reading) -> None:
        self._line, self._names = row
        self._path = path
        self._reading = reading
        self._slots = slots(self._names)
        forms = [slot for slot in self._slots if slot is not None and slot.field == FORM]
        there = {primary_language(slot.language) for slot in forms}
        if missing := [name for tag, name in (("ko", "Korean"), ("zh", "Chinese")) if tag not in there]:
            what = f"no {' and no '.join(missing)} column among {quoted(self._names)}"
            raise FormatError(f"{path}:{self._line}: {what}; the first row names the columns: ko, zh-CN …")
        self._first = forms[0].language

    def unknown(self) -> Iterator[Problem]:
        """Yield the one problem that names the columns that are passed over."""
        places = [place for place, slot in enumerate(self._slots) if slot is None]
        if places:
            named = quoted([self._names[place] for place in places])
            what = f"columns that are not known are passed over: {named}"
            yield Problem(self._path, self._line, places[0] + 1, what, True)

    def record(self, row: Row) -> _Record | Problem:
        """Return what a row holds, or what is wrong with it."""
        line, cells = row
        if any(map(str.strip, cells[len(self._slots) :])):
            what = f"{len(cells):,} cells under {len(self._slots):,} columns; quote the one with the delimiter"
            return Problem(self._path, line, len(self._slots) + 1, what)
        record = _Record(line)
        forms: dict[int, list[Form]] = {}
        of_forms: list[tuple[Slot, str]] = []
        facts: list[Item] = []
        for place, (slot, cell) in enumerate(zip(self._slots, cells, strict=False)):
            if slot is None or slot.field == table_header.PASSED_OVER or not (text := cell.strip()):
                continue
            if slot.field == FORM:
                forms[place] = [Form(slot.language, part) for part in self._parts(text)]
            elif slot.field == table_header.CONCEPT:
                record.id = text
            elif slot.form >= 0:
                of_forms.append((slot, text))
            else:
                facts += [item for item in self._items(slot.field, text) if item[1]]
        for slot, text in of_forms:
            facts += self._say(forms.get(slot.form, []), slot.field, text)
        for form in (form for group in forms.values() for form in group if form.text):
            (record.sources if form.language == self._first else record.targets).append(form)
        record.facts = tuple(_of_concept(facts, record.targets))
        return record

    def _parts(self, cell: str) -> list[str]:
        """Return the forms of a cell, or what is said of each of them."""
        return [part.strip() for part in cell.split(self._reading.split)] if self._reading.split else [cell]

    def _items(self, name: str, cell: str) -> Iterator[Item]:
        """Yield what a cell of the concept says: each note by its name."""
        if name == table_header.NOTE and self._reading.pairs and (comment := read_comment(cell)).kind is not None:
            yield from _said(comment)
        elif name == table_header.NOTE:
            yield from named(cell, self._reading.mark)
        elif name in NOTE_TYPES:
            yield from ((name, text) for text in parted(cell, self._reading.mark))
        else:
            yield name, cell

    def _say(self, forms: Sequence[Form], name: str, cell: str) -> Iterator[Item]:
        """State what a cell says of some forms; yield what it says that is of the concept, or of no form."""
        parts = self._parts(cell) if len(forms) > 1 else [cell]
        for place, part in enumerate(parts):
            for item in self._items(name, part):
                if item[1] and not (place < len(forms) and forms[place].say(*item)):
                    yield item


def _said(comment: Comment) -> Iterator[Item]:
    """Yield what a comment says, as we write them for pairs: ``[place] Wēihǎi — note``."""
    yield table_header.DOMAIN, comment.kind or ""
    yield table_header.PINYIN, comment.reading or ""
    yield table_header.FLAGS, ", ".join(comment.flags)
    yield table_header.NOTE, comment.note


def _of_concept(facts: Iterable[Item], targets: Iterable[Form]) -> Iterator[Item]:
    """Yield what is of the concept of what a row says of no form; that its targets are forbidden, and how they stand, is theirs."""
    for name, text in facts:
        if name == table_header.FORBIDDEN or (name == table_header.STATUS and text.lower() in STATUSES):
            for form in targets:
                form.say(name, text)
        else:
            yield name, text
