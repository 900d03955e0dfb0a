"""Pairs of forms, one line each, for the many programs whose glossary is a table of two columns or a few more.

What sets these formats apart is a `Layout`; `glossary.formats.pair_profiles` has them. Each source form is written with each target form, or, where a
program knows one translation of a word, once and with the first. What a program would not read as it is stays out, and is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Literal, NamedTuple, TypeAlias

from glossary.formats.account import ANOTHER_SOURCE, ANOTHER_TARGET, REPEATED, Tally, refusal
from glossary.formats.comments import comment_of, flat, of_sources
from glossary.formats.exchange import Options, paired
from glossary.formats.guards import fold
from glossary.formats.repeats import Once
from glossary.formats.rows import Dialect
from glossary.model import Concept, Term

Quoting: TypeAlias = Literal["never", "where needed", "always"]
BOM: Final = "\ufeff"
QUOTE: Final = '"'


class Pair(NamedTuple):
    """One pair on its way into a file.

    *source* and *target* are on one line, *term* is the target as the concept has it. *again*: the source form stands in the file already, with
    another target.
    """

    concept: Concept
    source: str
    target: str
    term: Term
    again: bool = False

    @property
    def comment(self) -> str:
        """What is known of the pair, on one line."""
        return comment_of(self.concept, self.term)

    @property
    def context(self) -> str:
        """What tells the pair from others with its source form; the first of them has none."""
        return self.target if self.again else ""


Cell: TypeAlias = Callable[[Pair], str]
SOURCE: Final[Cell] = attrgetter("source")
TARGET: Final[Cell] = attrgetter("target")
COMMENT: Final[Cell] = attrgetter("comment")
CONTEXT: Final[Cell] = attrgetter("context")


@dataclass(frozen=True, slots=True)
class Limits:
    """What *client* takes: bytes of one text in UTF-8, and size of a file in bytes or code points; None is any number.

    A form that matches *changed* would not arrive as it is.
    """

    client: str = ""
    longest: int | None = None
    largest: int | None = None
    unit: Literal["bytes", "code points"] = "bytes"
    changed: str | None = None

    def size(self, text: str) -> int:
        """Return how much of *largest* a text takes."""
        if self.largest is None:
            return 0
        return len(text) if self.unit == "code points" else len(text.encode())

    def is_too_long(self, text: str) -> bool:
        """Say whether a form is longer than the client takes."""
        return self.longest is not None and len(text) * 4 > self.longest and len(text.encode()) > self.longest


@dataclass(frozen=True, slots=True)
class Layout:
    """How pairs stand in a file.

    *cells* make a line, in their order, or *entry* does where it is more than cells; *head* stands before the first. *delimiters* are those with which others write the format, ours first.
    *comment* begins a line that is none of the table; *mark* a first line that is none. *once*: each source form once, with its first
    target. *sets*: each target form once as well, for the file is read in both directions. *folded*: what others write may have
    line ends in quoted cells. *spreadsheet*: people save it as Unicode text from Excel, which puts cells in quotes.
    """

    cells: tuple[Cell, ...] = (SOURCE, TARGET)
    delimiters: str = "\t"
    quoting: Quoting = "never"
    line_end: str = "\n"
    head: Callable[[Options], str] | None = None
    comment: str = ""
    mark: str = ""
    once: bool = False
    sets: bool = False
    regionless: bool = False
    limits: Limits = Limits()
    folded: bool = True
    spreadsheet: bool = False
    entry: Cell | None = None

    def line(self, pair: Pair) -> str:
        """Return the line of a pair; empty cells at its end are left away where none is ever quoted."""
        if self.entry:
            return self.entry(pair) + self.line_end
        cells = [cell(pair) for cell in self.cells]
        if self.quoting == "never":
            return "\t".join(cells).rstrip("\t") + self.line_end
        return self.delimiters[0].join(map(self._quoted, cells)) + self.line_end

    def _quoted(self, cell: str) -> str:
        """Return a cell of CSV; in quotes is also what would be misread at the beginning of a line."""
        needed = '"' in cell or self.delimiters[0] in cell or cell.startswith(self.signs)
        return f'"{cell.replace(QUOTE, QUOTE + QUOTE)}"' if needed or self.quoting == "always" else cell

    @property
    def signs(self) -> tuple[str, ...]:
        """What makes a line something else than a pair, where it begins with it."""
        return (*filter(None, (self.comment, self.mark)), BOM)

    def is_misread(self, source: str) -> bool:
        """Say whether the line of this source form is read as something else than a pair."""
        return self.quoting == "never" and self.entry is None and source.startswith(self.signs)

    def dialect(self, delimiter: str, *, quoted: bool) -> Dialect:
        """Return how a file with this *delimiter* is read."""
        return Dialect(delimiter, quoted, self.folded, self.comment)


def write(layout: Layout, concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield what stands before the table, and the lines of each concept."""
    table = _Table(layout, options, tally)
    yield table.opening
    for concept in concepts:
        if lines := table.lines(concept):
            tally.wrote(concept, len(lines))
            if COMMENT in layout.cells:
                of_sources(concept, options, tally)
            yield "".join(lines)
        else:
            tally.refused(table.refusal)


class _Table:
    """A file under way: what stands in it already, and how much."""

    def __init__(self, layout: Layout, options: Options, tally: Tally) -> None:
        self.opening = layout.head(options) if layout.head else ""
        self._layout = layout
        self._options = options
        self._lost = tally.lost
        self._pairs = Once(tally.repeats)
        self._sources = Once(tally.repeats)
        self._targets = Once(None)
        self._size = layout.limits.size(self.opening)
        signs = layout.signs[:-1]
        self._whys: Counter[str] = Counter()
        self._misread = f"pairs whose source form begins with {' or '.join((*signs, 'a BOM'))}"

    def lines(self, concept: Concept) -> list[str]:
        """Return the lines of one concept; what is not written is counted."""
        lines: list[str] = []
        self._whys.clear()
        met: set[tuple[str, ...]] = set()  # for `Once` all is new that one concept alone has
        sources = [
            (fold(term.text), flat(term.text), term.status == "preferred")
            for term in concept.in_language(self._options.source)
        ]
        targets = [(term, flat(term.text)) for term in concept.in_language(self._options.target)]
        for (key, source, is_preferred), (term, target) in paired(sources, targets, self._options.source):
            why = self._unfit(source, target, is_preferred=is_preferred)
            if not why:
                again = not self._sources.is_new(key, source) or (source,) in met
                pair = Pair(concept, source, target, term, again)
                line = self._layout.line(pair)
                why = self._repeated(pair, key, met) or self._beyond(line)
            if why:
                self._lost[why] += 1
                self._whys[why] += 1
            else:
                met |= {(source,), (source, target)}
                lines.append(line)
        return lines

    @property
    def refusal(self) -> str:
        """Why the last concept has no line, a key of `REASONS`."""
        whys = self._whys
        return refusal(whys.total(), whys[REPEATED], whys[ANOTHER_TARGET] + whys[ANOTHER_SOURCE])

    def _unfit(self, source: str, target: str, *, is_preferred: bool) -> str:
        """Return why the forms of a pair cannot stand in the file, in the words of the account; nothing where they can."""
        if self._layout.is_misread(source):
            return self._misread
        if self._layout.sets and not is_preferred:  # which is what the target would become
            return "pairs whose source form is not preferred"
        limits = self._layout.limits
        if limits.is_too_long(source) or limits.is_too_long(target):
            return f"pairs with a form longer than {limits.client} takes"
        if limits.changed and any(re.fullmatch(limits.changed, form) for form in (source, target)):
            return f"pairs with a form that {limits.client} changes"
        return ""

    def _repeated(self, pair: Pair, key: str, met: Collection[tuple[str, ...]]) -> str:
        """Return what of a pair stands in the file already and must not stand there again."""
        if (pair.source, pair.target) in met or not self._pairs.is_new(key, pair.source, pair.target):
            return REPEATED
        if self._layout.once and pair.again:
            return ANOTHER_TARGET
        if self._layout.sets and not self._targets.is_new(pair.target, pair.target):
            return ANOTHER_SOURCE
        return ""

    def _beyond(self, line: str) -> str:
        """Return why a line has no room in the file, or take the room that it needs."""
        limits = self._layout.limits
        size = limits.size(line)
        if limits.largest is not None and self._size + size > limits.largest:
            return f"pairs beyond the size of a file that {limits.client} takes"
        self._size += size
        return ""
