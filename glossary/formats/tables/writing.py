"""Tables with a header that CAT tools import, one row for each source form with each target form: one literal `Table` a consumer, one way to write all.

`profiles` has the tables; `reading` reads them, and what the tools export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from glossary.errors import FormatError
from glossary.formats import delimited
from glossary.formats.account import REPEATED, Tally
from glossary.formats.comments import comment_of, of_sources
from glossary.formats.exchange import Options, named, paired
from glossary.formats.guards import fold
from glossary.formats.repeats import Once
from glossary.formats.tables import cell_notes
from glossary.formats.tables.entry import BETWEEN_FIELDS
from glossary.formats.xlsx import workbook
from glossary.formats.xlsx.limits import Room, without_last
from glossary.model import KINDS, Concept, Term


class Pair(NamedTuple):
    """What a row is of."""

    concept: Concept
    source: Term
    target: Term
    tally: Tally


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its header, in which {source} and {target} are the languages, and what stands in it. See `xlsx.Column` for the rest."""

    header: str
    value: Callable[[Pair], str]
    width: int = 14
    boolean: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one consumer: its fields, how it calls languages (other than by their tags), and the name of the sheet, "" for CSV.

    *known*: the consumer refuses any other language.
    """

    consumer: str
    fields: tuple[Field, ...]
    languages: Mapping[str, str]
    sheet: str = ""
    known: bool = False

    def headers(self, options: Options) -> list[str]:
        """Return the header for two languages. Raises FormatError for one that the consumer does not know."""
        names = {"source": self._name(options.source), "target": self._name(options.target)}
        return [field.header.format(**names) for field in self.fields]

    def _name(self, tag: str) -> str:
        name = named(self.languages, tag)
        if self.known and name is None:
            raise FormatError(
                f"{self.consumer} knows no {tag}; it knows {', '.join(self.languages)}: name one with --source-lang or --target-lang"
            )
        return name or tag


def write(table: Table, concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield the header and a row a pair; a pair that two concepts have is written once."""
    headers = table.headers(options)
    if not table.sheet:
        yield from delimited.lines([headers])
        yield from delimited.lines(_rows(table, concepts, options, tally, None))
        return
    columns = tuple(
        workbook.Column(header, field.width, (), field.boolean)
        for header, field in zip(headers, table.fields, strict=True)
    )
    room = Room(tally, partial(without_last, between=cell_notes.between(cell_notes.BAR)))
    yield from workbook.workbook(_rows(table, concepts, options, tally, room), workbook.Sheet(table.sheet, columns))


def _rows(
    table: Table, concepts: Iterable[Concept], options: Options, tally: Tally, room: Room | None
) -> Iterator[list[str]]:
    written = Once(tally.repeats)
    for concept in concepts:
        rows = [
            [field.value(pair) for field in table.fields]
            for pair in _pairs(concept, options, tally, written)
            if room is None or room.for_row("pairs")
        ]
        if rows:
            tally.wrote(concept, len(rows))
            of_sources(concept, options, tally)
            yield from rows if room is None else map(room.fitted, rows)
        else:
            tally.refused("unwritable" if room is not None and room.is_full else "repeated")


def _pairs(concept: Concept, options: Options, tally: Tally, written: Once) -> Iterator[Pair]:
    sources, targets = concept.in_language(options.source), concept.in_language(options.target)
    for source, target in paired(sources, targets, options.source):
        if written.is_new(fold(source.text), source.text, target.text):
            yield Pair(concept, source, target, tally)
        else:
            tally.lost[REPEATED] += 1


# What stands in the cells.


def source(pair: Pair) -> str:
    """Return the source form."""
    return pair.source.text


def target(pair: Pair) -> str:
    """Return the target form."""
    return pair.target.text


def of_source(value: Callable[[Pair], str]) -> Callable[[Pair], str]:
    """Return what *value* says of a target, for the source."""
    return lambda pair: value(pair._replace(target=pair.source))


def kind(pair: Pair) -> str:
    """Return the kind, where it says anything."""
    return pair.concept.kind if pair.concept.kind != "term" else ""


def subject(pair: Pair) -> str:
    """Return the subject."""
    return pair.concept.subject or ""


def kind_and_subject(pair: Pair) -> str:
    """Return both in one cell."""
    subject = pair.concept.subject or ""
    said = pair.concept.kind != "term" or subject.partition(BETWEEN_FIELDS)[0].lower() in KINDS
    return BETWEEN_FIELDS.join(filter(None, (pair.concept.kind if said else "", subject)))


def definition(pair: Pair) -> str:
    """Return the definitions of the concept."""
    return cell_notes.joined(cell_notes.definitions(pair.concept))


def note(pair: Pair) -> str:
    """Return the other notes of the concept."""
    return cell_notes.joined(cell_notes.notes(pair.concept, pair.tally))


def remark(pair: Pair) -> str:
    """Return what the target form has: its pinyin, its flags."""
    return cell_notes.joined(cell_notes.of_form(pair.target))


def comment(pair: Pair) -> str:
    """Return all that is known in one cell, as in OmegaT's glossary."""
    return comment_of(pair.concept, pair.target)


def forbidden(pair: Pair) -> str:
    """Return TRUE for a target that nobody shall write."""
    return "TRUE" if pair.target.status == "deprecated" else ""


def is_forbidden(pair: Pair) -> str:
    """Return TRUE or FALSE."""
    return forbidden(pair) or "FALSE"


def is_preferred(pair: Pair) -> str:
    """Return TRUE or FALSE."""
    return "TRUE" if pair.target.status == "preferred" else "FALSE"


def one_of(words: Mapping[str, str], attribute: str) -> Callable[[Pair], str]:
    """Return the consumer's word for an attribute of the target, "" where it has none."""
    return lambda pair: words.get(getattr(pair.target, attribute), "")


def approval(words: Mapping[str, str]) -> Callable[[Pair], str]:
    """Return the consumer's word for the status of the concept."""
    return lambda pair: words.get(pair.concept.status, "")
