"""Rows of pairs -> concepts: rows that follow each other with one Chinese form and one comment are one concept, each Korean form a term of it.

Rows with one Korean form and several Chinese ones are several: 광주 is 光州 and 广州.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from glossary.errors import ValueRefused
from glossary.formats.columns import written
from glossary.formats.comments import read_comment
from glossary.formats.exchange import Incoming, Problem, TermDetail, arranged
from glossary.formats.pairs.languages import is_reversed
from glossary.model import Concept, Kind, Note, Term, TermStatus, term_text

LONGEST: Final = 1_000
"""Rows of one concept; where there are more, another one begins."""
_UID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STATUSES: Final[dict[str, TermStatus | None]] = {
    **dict.fromkeys(("preferred", "approved"), "preferred"),
    **dict.fromkeys(("admitted", "provisional", "", "-"), None),
    **dict.fromkeys(("deprecated", "forbidden", "obsolete", "non-standard", "not recommended"), "deprecated"),
}
"""What others say of a form, as we say it; None is nothing that a form of the term base would be changed for."""
Form: TypeAlias = tuple[str, str]
"""Language and text; an empty language is left to the script."""


class PairRow(NamedTuple):
    """One row: the source, the target or the forms of several languages, and what is said of them.

    *concept* is the id under which rows belong together, *context* what sets an entry apart from others of its source, *draft* a mark that
    a person has still to look at it.
    """

    line: int
    source: Form
    targets: tuple[Form, ...]
    comments: tuple[str, ...] = ()
    context: str = ""
    status: str = ""
    draft: bool = False
    concept: str = ""


def concepts(rows: Iterable[PairRow | Problem], path: str, *, reverse: bool) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of rows, and what the model refuses in a row; *reverse*: the file goes from Chinese to Korean."""
    run: list[PairRow] = []
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        if run and (not _is_same(row, run[0], reverse=reverse) or len(run) == LONGEST):
            yield from _Concept(run, path, reverse).read()
            run = []
        run.append(row)
    if run:
        yield from _Concept(run, path, reverse).read()


def _is_same(row: PairRow, other: PairRow, *, reverse: bool) -> bool:
    """Say whether two rows are of one concept: by its id, or by all but the Korean form."""
    if row.concept or other.concept:
        return row.concept == other.concept
    if row.source == other.source and _is_chinese(row, reverse=reverse):
        return row[3:] == other[3:]
    return row[2:] == other[2:] and not _is_chinese(row, reverse=reverse)


def _is_chinese(row: PairRow, *, reverse: bool) -> bool:
    """Say whether the source of a row is Chinese."""
    language, text = row.source
    return language.startswith("zh") if language else is_reversed([text], row.targets[-1][1], usually=reverse)


def _is_provisional(statuses: Iterable[str]) -> bool:
    """Say whether every form that may be written is provisional, and there is one."""
    words = {status.strip().lower() for status in statuses}
    return {word for word in words if _STATUSES.get(word) != "deprecated"} == {"provisional"}


class _Concept:
    """One run of rows on its way to a concept."""

    def __init__(self, run: list[PairRow], path: str, reverse: bool) -> None:
        self._run = run
        self._path = path
        self._terms: dict[Form, Term] = {}
        self._notes: dict[str, Note] = {}
        self._kind: Kind | None = None
        self._stated: set[str] = set()
        self._unsaid: set[tuple[TermDetail, str]] = set()
        to_korean = is_reversed([row.source[1] for row in run], run[0].targets[-1][1], usually=reverse)
        self._languages = ("zh-Hans", "ko") if to_korean else ("ko", "zh-Hans")

    def read(self) -> Iterator[Incoming | Problem]:
        """Yield the concept, behind what is wrong with it."""
        said: PairRow | None = None
        for row in self._run:
            try:
                if said is None or row[2:] != said[2:]:
                    self._say(row)
                    said = row
                self._form(row.source, self._languages[0])
            except ValueRefused as error:
                yield Problem(self._path, row.line, 0, str(error))
        if len({language for language, _ in self._terms}) > 1:
            yield self._finished()

    def _say(self, row: PairRow) -> None:
        """Take over what a row says beside its source."""
        forms = [self._form(target, self._languages[1]) for target in row.targets]
        for comment in map(read_comment, row.comments):
            if comment.reading or comment.flags:
                self._terms[forms[-1]] = replace(self._terms[forms[-1]], reading=comment.reading, flags=comment.flags)
            self._kind = self._kind or comment.kind
            self._note("note", comment.note)
        self._note("context", row.context)
        self._status(forms[-1], row.status)

    def _form(self, form: Form, language: str) -> Form:
        """Add a form if it is not there yet, and return it as it is there."""
        tag, text = written(form[0] or language), term_text(form[1])
        if (tag, text) not in self._terms:
            self._terms[tag, text] = Term(tag, text)
            self._unsaid |= {("status", text), ("type", text)}
            if tag != form[0]:
                self._unsaid.add(("language", text))
        return tag, text

    def _note(self, kind: str, text: str) -> None:
        if text and text not in self._notes:
            self._notes[text] = Note(text, type=kind)

    def _status(self, form: Form, status: str) -> None:
        """State how a target stands, or note a word for it that nobody here knows."""
        word = status.strip().lower()
        if word not in _STATUSES:
            self._note("status", status)
        elif (known := _STATUSES[word]) is not None:
            self._terms[form] = replace(self._terms[form], status=known)
            self._stated.add(form[0])
            self._unsaid.discard(("status", form[1]))

    def _lead(self, language: str) -> None:
        """Let the first form that may be written be the preferred one of a language of which none is said to be."""
        forms = [form for form in self._terms if form[0] == language and self._terms[form].status != "deprecated"]
        if forms and all(self._terms[form].status != "preferred" for form in forms):
            self._terms[forms[0]] = replace(self._terms[forms[0]], status="preferred")

    def _finished(self) -> Incoming:
        for language in self._stated:
            self._lead(language)
        first = self._run[0]
        uid = first.concept if _UID.fullmatch(first.concept) else ""
        is_draft = first.draft or _is_provisional(row.status for row in self._run)
        stated = {"kind": self._kind, "notes": self._notes, "uid": uid, "status": is_draft}
        concept = Concept(
            uid=uid,
            kind=self._kind or "term",
            origin="zh",
            relation="other",
            status="candidate" if is_draft else "approved",
            terms=arranged(self._terms.values(), frozenset(self._stated)),
            notes=tuple(self._notes.values()),
        )
        fields = frozenset({"terms", *(name for name, value in stated.items() if value)})
        return Incoming(concept, first.line, fields, frozenset(self._unsaid))
