"""UTX 1.20, the simple glossary format of the Asia-Pacific Association for Machine Translation: tab-separated, UTF-8 without BOM, CRLF.

Two header lines, the languages and the columns; then a line for each pair. The status of a term is approved (our preferred), provisional (admitted, or of a
concept that no person approved) or forbidden (deprecated); non-standard is read as deprecated, a concept with provisional terms alone as a draft. Rows of one concept have its uid as concept ID. A line that begins with # is a
comment, and nothing is quoted: such a form is left out and counted.

The specification was not at hand: this follows what translate-toolkit and Convert::TBX::UTX read and write. The date is left empty unless it is given, since
equal term bases give equal bytes. Not known: whether 1.20 wants copyright and licence in the header.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import BinaryIO, Final

from glossary.formats import columns
from glossary.formats.account import Tally
from glossary.formats.comments import COMMENTED
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.formats.lines import Line, Text
from glossary.formats.pairs import writing as pair_writing
from glossary.formats.pairs.reading import Head, read_table
from glossary.formats.pairs.writing import COMMENT, SOURCE, TARGET, Layout, Pair
from glossary.formats.rows import Dialect, Row, rows
from glossary.model import Concept

_COLUMNS: Final = "#src\ttgt\tsrc:pos\ttgt:pos\tterm status\ttgt:comment\tconcept ID"
_LANGUAGES: Final = re.compile(
    r"(?<![^;\s])([a-z]{2,3}(?:[-_][a-z0-9]+)*)/([a-z]{2,3}(?:[-_][a-z0-9]+)*)(?![^;\s])", re.I
)
_NONE: Final = "-"
"""What stands in an optional cell that says nothing."""


def _head(options: Options) -> str:
    return f"#UTX 1.20; {options.source}/{options.target}; {options.date or ''}".rstrip() + f"\r\n{_COLUMNS}\r\n"


def _noun(pair: Pair) -> str:
    return "noun"


def _status(pair: Pair) -> str:
    """Return the status of a target; where an approved concept has no preferred one, that says nothing."""
    if pair.term.status == "deprecated":
        return "forbidden"
    if pair.concept.status != "approved":
        return "provisional"
    if pair.term.status == "preferred":
        return "approved"
    return "provisional" if _is_led(pair.concept, pair.term.language) else ""


def _is_led(concept: Concept, language: str) -> bool:
    """Say whether a form of a language is preferred."""
    return any(term.status == "preferred" for term in concept.in_language(language))


_LAYOUT: Final = Layout(
    (SOURCE, TARGET, _noun, _noun, _status, COMMENT, attrgetter("concept.uid")),
    line_end="\r\n",
    head=_head,
    comment="#",
)


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield the header, and a line for each pair of forms."""

    def counted() -> Iterator[Concept]:
        for concept in concepts:
            tally.lost["statuses of source forms"] += not _is_led(concept, options.source)
            tally.lost["statuses of target forms"] += not _is_led(concept, options.target)
            yield concept

    yield from pair_writing.write(_LAYOUT, counted(), options, tally)


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of rows with one concept ID, or with one target.

    The header tells languages and columns, in every version of it; without one the script tells. Raises FormatError for what is no text, and for a
    file without Korean or without Chinese.
    """
    lines = iter(Text(stream, path))
    head: Head | None = None
    tags: tuple[str | None, str | None] = (None, None)
    body: list[Line] = []
    for number, line in lines:
        if not line.startswith("#"):
            body = [(number, line)]
            break
        if number == 1 and (found := _LANGUAGES.search(line)):
            tags = columns.language_named(found[1]) or found[1], columns.language_named(found[2]) or found[2]
        head = _columns(number, line, tags) or head
    table = rows(itertools.chain(body, lines), path, Dialect("\t", comment="#"))
    yield from read_table(map(_said, table), path, head)


def _columns(number: int, line: str, tags: tuple[str | None, str | None]) -> Head | None:
    """Return what the columns hold, if a line of the header names them."""
    names = [name.strip() for name in line[1:].split("\t")]
    roles = columns.header([name.removeprefix("term:") for name in names])
    if roles is None:
        return None
    by_side = dict(zip((columns.SOURCE, columns.TARGET), tags, strict=True))
    named = [by_side.get(role or "") for role in roles]  # the first line names the languages, this one the columns
    return Head(
        [tag or role for tag, role in zip(named, roles, strict=True)],
        number,
        [tag or name for tag, name in zip(named, names, strict=True)],
    )


def _said(row: Row | Problem) -> Row | Problem:
    """Return a row without the hyphens that stand for nothing."""
    if isinstance(row, Problem):
        return row
    line, cells = row
    return line, cells[:2] + ["" if cell == _NONE else cell for cell in cells[2:]]


UTX: Final = Profile(
    "utx",
    "UTX 1.20, tab-separated text",
    (".utx",),
    "cat",
    COMMENTED | {"statuses of forms", "deprecated forms", "uids"},
    "pairs of forms with the status of the target, forbidden ones too; kind, pinyin and notes as comment; no form that begins with #",
    write,
    read,
    pairs=True,
    forbidden=True,
    line_end="\r\n",
)
