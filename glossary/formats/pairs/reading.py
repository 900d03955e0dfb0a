"""Tables of pairs -> concepts, ours and those of others: with a header or without, in either order, with more columns than ours have."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final, TypeVar

from glossary.errors import FormatError
from glossary.formats import columns
from glossary.formats.comments import read_comment
from glossary.formats.exchange import Incoming, Problem, TermDetail
from glossary.formats.lines import LINE, Line, Text
from glossary.formats.pairs.languages import check_languages, check_scripts, goes_to_korean
from glossary.formats.pairs.runs import PairRow, concepts
from glossary.formats.pairs.writing import Layout
from glossary.formats.rows import Dialect, Row, rows, separator
from glossary.model import term_order

Item = TypeVar("Item")
AHEAD: Final = 200
"""Lines and rows that are looked at before the first is taken, to learn what separates cells and of what languages they are."""
LARGEST: Final = 32_768
"""Characters of the largest row: a note may have 20,000."""
_NAMED: Final = 5
"""Unknown columns that are named."""
_MEMORY: Final = "%Wordfast TM"
"""Stands in the first line of a translation memory."""
_DRAFTS: Final = ("1", "x", "true", "yes", "fuzzy", "needs-editing")


def read(layout: Layout, stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of rows with one target and one comment, each source form a term.

    A header tells what the columns hold, by language or as source and target. Without languages the script does: the side with Hangul is Korean.
    Raises FormatError for what is no text, and for a file without Korean or without Chinese.
    """
    text = Text(stream, path)
    every = iter(text)
    ahead = _beginning(every, lambda line: len(line[1]))
    if layout.mark and ahead and ahead[0][1].startswith(layout.mark):
        if _MEMORY in ahead[0][1]:
            raise FormatError(f"{path}:{ahead[0][0]}: a translation memory of Wordfast, no glossary; save it as TMX")
        del ahead[0]
    if said := separator(ahead[0][1]) if ahead else None:
        del ahead[0]
    dialect = _as(layout, said, text.encoding) if said else _dialect(layout, text.encoding, ahead)
    items = read_table(rows(itertools.chain(ahead, every), path, dialect), path)
    yield from map(_without_region, items) if layout.regionless else items


def _without_region(item: Incoming | Problem) -> Incoming | Problem:
    """Return a concept with the forms in zh-TW as traditional ones, which the file says nothing more of."""
    if isinstance(item, Problem) or not (forms := item.concept.in_language("zh-TW")):
        return item
    terms = (replace(term, language="zh-Hant") if term in forms else term for term in item.concept.terms)
    unsaid: set[tuple[TermDetail, str]] = {("language", term.text) for term in forms}
    return replace(
        item, concept=replace(item.concept, terms=tuple(sorted(terms, key=term_order))), unsaid=item.unsaid | unsaid
    )


def _dialect(layout: Layout, encoding: str, ahead: Sequence[Line]) -> Dialect:
    """Return how the cells of a file stand, by what separates those of its first lines."""
    found = [_as(layout, delimiter, encoding) for delimiter in layout.delimiters]
    return found[0] if len(found) == 1 else max(found, key=lambda dialect: _fits(dialect, ahead))


def _as(layout: Layout, delimiter: str, encoding: str) -> Dialect:
    excel = layout.spreadsheet and encoding != "utf-8"
    return Dialect(delimiter, delimiter != "\t" or excel, layout.folded, layout.comment)


def _fits(dialect: Dialect, ahead: Sequence[Line]) -> int:
    """Count the rows that have two cells in this dialect."""
    return sum(not isinstance(row, Problem) and sum(map(bool, row[1])) > 1 for row in rows(iter(ahead), "", dialect))


@dataclass(frozen=True, slots=True)
class Head:
    """What the columns of a table hold (see `columns`), as its line *line* says with these *names*."""

    roles: Sequence[str | None]
    line: int
    names: Sequence[str]

    @property
    def languages(self) -> list[str]:
        """The names of the columns of languages."""
        return [name for role, name in zip(self.roles, self.names, strict=False) if columns.is_language(role)]


def read_table(table: Iterator[Row | Problem], path: str, head: Head | None = None) -> Iterator[Incoming | Problem]:
    """Yield the concepts of a table; *head* says what its columns hold where something before it does."""
    ahead = _beginning(table, lambda row: 0 if isinstance(row, Problem) else len(row[1]) + sum(map(len, row[1])))
    behind = _languages_behind(ahead)
    roles = behind or [columns.SOURCE, columns.TARGET]
    if head is None and roles[0] == columns.SOURCE and (head := _head(ahead)) is not None:
        ahead = [row for row in ahead if isinstance(row, Problem) or row[0] != head.line]
    if head is not None:
        yield from _unknown(head, path)
    cells = _Cells(head.roles if head else roles, path, headed=head is not None)
    if cells.languages:
        check_languages(cells.languages, head.languages if head else cells.languages, path, head.line if head else 1)
    every = itertools.chain(ahead, table)
    turned = every if behind is None else (_turned(row, behind, path) for row in every)
    yield from read_rows(map(cells.row, turned), path)


def read_rows(rows: Iterator[PairRow | Problem], path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of rows; where the first has no languages, their scripts tell."""
    bounded = (_bounded(row, path) for row in rows)
    ahead = _beginning(bounded, lambda row: 0)
    known = [row for row in ahead if isinstance(row, PairRow)]
    forms = [(row.source[1], row.targets[-1][1]) for row in known]
    if known and not known[0].source[0]:
        check_scripts(forms, path)
    yield from concepts(itertools.chain(ahead, bounded), path, reverse=goes_to_korean(forms))


def _bounded(row: PairRow | Problem, path: str) -> PairRow | Problem:
    """Return a row, or the problem that it is too large to be kept beside others."""
    if isinstance(row, Problem):
        return row
    size = len(row.source[1]) + sum(len(text) for _, text in row.targets) + sum(map(len, row.comments))
    return (
        row
        if size <= LARGEST
        else Problem(path, row.line, 0, f"a row of {size:,} characters; this is no entry of a glossary")
    )


def _beginning(items: Iterator[Item], size: Callable[[Item], int]) -> list[Item]:
    """Take the first items, `AHEAD` at most, and fewer where they are large."""
    taken, total = [], 0
    for item in items:
        taken.append(item)
        total += size(item)
        if len(taken) == AHEAD or total > LINE:
            break
    return taken


def _head(ahead: Iterable[Row | Problem]) -> Head | None:
    """Return the header, if the first row is one; one with a comment of ours is an entry, whatever its forms are."""
    first = next((row for row in ahead if not isinstance(row, Problem)), None)
    if first is None or any(read_comment(cell).kind for cell in first[1]):
        return None
    roles = columns.header(first[1])
    return Head(roles, *first) if roles is not None else None


def _languages_behind(ahead: Iterable[Row | Problem]) -> list[str | None] | None:
    """Return what the columns of the first row hold where the third and the fourth of every row name the languages of the first two, as in DeepL's CSV."""
    tags = [_named_behind(row[1]) for row in ahead if not isinstance(row, Problem)]
    return [*tags[0], columns.PASSED_OVER, columns.PASSED_OVER] if tags and all(map(all, tags)) else None


def _named_behind(cells: Sequence[str]) -> list[str | None]:
    """Return the languages that the third and the fourth cell of a row name."""
    return [columns.language_named(cell) for cell in cells[2:]] if len(cells) == 4 else [None]


def _turned(row: Row | Problem, roles: Sequence[str | None], path: str) -> Row | Problem:
    """Return a row with its languages in the order of *roles*; one without them stays as it is, one of another language is a problem."""
    if isinstance(row, Problem) or not all(named := _named_behind(row[1])) or named == roles[:2]:
        return row
    line, cells = row
    if named == [roles[1], roles[0]]:
        return line, [cells[1], cells[0], cells[3], cells[2]]
    first = " and ".join(str(role) for role in roles[:2])
    return Problem(path, line, 3, f"a row in {cells[2][:20]!r} and {cells[3][:20]!r}; the first one is in {first}")


def _unknown(head: Head, path: str) -> Iterator[Problem]:
    """Yield the one problem that names the columns that are passed over."""
    names = [name for role, name in zip(head.roles, head.names, strict=False) if role is None]
    if names:
        shown = ", ".join(repr(name[:40]) for name in names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        place = list(head.roles).index(None) + 1
        yield Problem(
            path, head.line, place, f"{len(names):,} columns that are not known are passed over: {shown}", True
        )


class _Cells:
    """What the columns of a table hold; without a header what stands behind the target is a comment."""

    def __init__(self, roles: Sequence[str | None], path: str, *, headed: bool = True) -> None:
        self._path = path
        self._width = len(roles) if headed or roles[0] != columns.SOURCE else None
        self._places: dict[str, list[int]] = {}
        for place, role in enumerate(roles):
            self._places.setdefault(role or columns.PASSED_OVER, []).append(place)
        self._forms = [(tag, place) for place, tag in enumerate(roles) if tag is not None and columns.is_language(tag)]
        self.languages = [tag for tag, _ in self._forms]
        if not self._forms:
            self._forms = [("", self._places[side][0]) for side in (columns.SOURCE, columns.TARGET)]

    def row(self, row: Row | Problem) -> PairRow | Problem:
        """Return the forms of a row and what is said of them, or what is wrong with it."""
        if isinstance(row, Problem):
            return row
        line, cells = row
        if self._width is not None and len(cells) > self._width and any(cells[self._width :]):
            what = f"{len(cells):,} cells under {self._width:,} columns; quote the one with the delimiter"
            return Problem(self._path, line, self._width + 1, what)
        forms = [(tag, cells[place]) for tag, place in self._forms if place < len(cells) and cells[place]]
        if len(forms) < 2:
            return Problem(self._path, line, 0, self._missing(cells))
        source, *targets = forms
        if self._width is None:
            return PairRow(line, source, tuple(targets), tuple(filter(None, cells[2:])))
        context = self._one(cells, columns.CONTEXT)
        return PairRow(
            line,
            source,
            tuple(targets),
            tuple(self._all(cells, columns.COMMENT)),
            "" if context == targets[-1][1] else context,  # that is how we write one
            self._one(cells, columns.STATUS),
            self._one(cells, columns.DRAFT).lower() in _DRAFTS,
            self._one(cells, columns.CONCEPT),
        )

    def _all(self, cells: Sequence[str], role: str) -> list[str]:
        """Return what stands in the columns of this role."""
        return [cells[place] for place in self._places.get(role, ()) if place < len(cells) and cells[place]]

    def _one(self, cells: Sequence[str], role: str) -> str:
        found = self._all(cells, role)
        return found[0] if found else ""

    def _missing(self, cells: Sequence[str]) -> str:
        """Return what a row with one form lacks."""
        if self.languages:
            return "a form in one language alone; a row needs two"
        place = self._forms[0][1]
        side = "target" if place < len(cells) and cells[place] else "source"
        return f"no {side}; a row has a source and a target, and a comment if there is one"
