"""Some lines of a file compared with a term base: what each is about, what is to be written, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from glossary.errors import ValueRefused
from glossary.formats.exchange import Incoming, Problem
from glossary.house import House
from glossary.model import APART, Concept, Note, Status
from glossary.store.write import Entry
from glossary.termbase.findings import Finding, ImportReport, Step, What, differences, forms
from glossary.termbase.marks import Numbers, Texts
from glossary.termbase.matching import Candidates, Match, Piece, candidates, sides_of
from glossary.termbase.narrowing import Languages
from glossary.termbase.taking import imported, left_open, merged, sighted_at, without_house

if TYPE_CHECKING:
    from glossary.store import Base
    from glossary.store.base import Operation
    from glossary.store.matching import Sides

Tell: TypeAlias = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Rules:
    """How an import goes about it.

    *match* is by what a concept is known (`glossary.termbase.matching.MATCHES`), *status* that of new concepts of which the file says
    none. *strict*: nothing is taken over unless everything can be. *source* and *target* are tags of the languages that are asked for.
    """

    match: Match = "auto"
    status: Status = "approved"
    strict: bool = False
    source: str | None = None
    target: str | None = None


@dataclass(slots=True)
class Job:
    """One file on its way into a term base. A rehearsal has a *lender*, from which it gets what the file may be about."""

    base: Base
    operation: Operation
    lender: Base | None
    report: ImportReport
    languages: Languages
    rules: Rules
    update: bool
    house: House | None
    tell: Tell | None
    uids: Texts = field(default_factory=Texts)
    named: Numbers = field(default_factory=Numbers)

    @property
    def by_uid(self) -> bool:
        """Whether a uid says which concept a line is about."""
        return self.rules.match in ("auto", "uid")

    def look(self, items: Sequence[Incoming], sides: Sequence[Sides]) -> Candidates:
        """Find what some items may be about."""
        if self.lender is None:
            return candidates(self.base, items, sides, self.rules.match)
        lent = candidates(self.lender, items, sides, self.rules.match)
        self.lender.lend(lent.ids(), self.base, operation=self.operation)
        found = candidates(self.base, items, sides, self.rules.match)
        return replace(found, uids={**lent.uids, **found.uids})


class Lines:
    """Lines of a file that are compared and written together."""

    def __init__(self, job: Job, items: Sequence[Incoming | Problem]) -> None:
        self._job = job
        self._items = items
        self._repeated = {number for number, item in enumerate(items) if self._is_repeated(item)}
        readable = [
            item for number, item in enumerate(items) if isinstance(item, Incoming) and number not in self._repeated
        ]
        sides = [sides_of(item.concept) for item in readable]
        self._piece = Piece(job.base, readable, sides, job.look(readable, sides), job.rules.match, job.named)
        self._entries: dict[int, Entry] = {}
        self._findings: list[tuple[Finding, int]] = []

    def take_over(self) -> None:
        """Compare the lines, write what is to be written, and tell what was found, in their order."""
        line = 0
        for number, item in enumerate(self._items):
            if isinstance(item, Problem):
                self._problem(item)
            elif number in self._repeated:
                what = f"uid {item.concept.uid} stands there twice; leave it out here, or import with --match term"
                self._job.report.contested += 1
                self._conflict(item, 0, what, {})
            else:
                self._one(line, item)
                line += 1
        ids = self._job.base.put(list(self._entries.values()), operation=self._job.operation) if self._entries else []
        written = dict(zip(self._entries, ids, strict=True))
        self._piece.written(written)
        if self._job.tell is not None:
            for finding, about in self._findings:
                known = self._job.lender is None or about > 0
                self._job.tell(replace(finding, id=written.get(about, about) if known and about else None))

    def _is_repeated(self, item: Incoming | Problem) -> bool:
        """Say whether a line names a concept that an earlier one has named."""
        if isinstance(item, Problem) or not item.concept.uid or not self._job.by_uid:
            return False
        return not self._job.uids.add(item.concept.uid)

    def _one(self, line: int, item: Incoming) -> None:
        """Compare the *line*-th readable item."""
        number = self._piece.find(line)
        try:
            if number is None or number in self._piece.gone:
                self._new(line, item, number)
            else:
                self._known(number, self._piece.of_one(line, number))
        except ValueRefused as error:
            self._problem(Problem(self._job.report.path, item.line, 0, str(error)))

    def _new(self, line: int, item: Incoming, number: int | None) -> None:
        """Take in the concept that an item brings, under the *number* of the one with its uid that was let go."""
        if missing := self._job.languages.missing(item.concept):
            raise ValueRefused(f"no {' and no '.join(missing)} form; a new concept needs one of each language")
        piece, rules = self._piece, self._job.rules
        uid = "" if number is None and piece.is_taken(item.concept.uid) else item.concept.uid
        concept = imported(item, status=rules.status, uid=uid)
        twins = piece.twins(line) if rules.match in ("uid", "new") else []
        notes = (Note(piece.there[twin].uid, type=APART, internal=True) for twin in twins)
        concept = replace(concept, id=number, notes=(*concept.notes, *notes))
        if number is None:
            number = piece.number(concept, line)
        self._write(number, concept, left_open(item))
        for twin in twins:
            there = piece.there[twin]
            known = replace(there, notes=(*there.notes, Note(concept.uid, type=APART, internal=True)))
            self._write(twin, known, piece.undecided(twin))
        self._job.report.new += 1
        self._found("new", item, number, lambda: differences(None, concept))

    def _known(self, number: int, item: Incoming) -> None:
        """Give a concept that is there what an item adds to it."""
        there = self._piece.there[number]
        if self._job.house is not None:
            item = without_house(there, item, self._job.house)
        undecided = self._piece.undecided(number)
        is_open = there.kind == "term" and "kind" in undecided
        wanted, left = merged(there, item, update=self._job.update, open_fields={"kind"} if is_open else ())
        for one in left:
            self._conflict(item, number, f"{_label(there)}: {one.text}", {one.name: (one.there, one.file)})
        report = self._job.report
        report.contested += bool(left)
        report.open += len(left)
        if wanted != there:
            self._write(number, wanted, undecided - item.fields)
            report.partly += bool(left)
            report.changed += not left
            self._found("changed", item, number, lambda: differences(there, wanted))
        elif not left:
            report.same += 1
            self._found("same", item, number, dict)

    def _write(self, number: int, concept: Concept, undecided: frozenset[str]) -> None:
        """Let a concept be written as it is now, and found by the lines that follow."""
        self._piece.keep(number, concept, undecided)
        if self._job.lender is not None:  # where it was seen decides nothing of what is told
            concept = replace(concept, references=())
        self._entries[number] = Entry(concept, sighted_at(concept, undecided), open=undecided)

    # --- what was found ---------------------------------------------------------------------------------------------

    def _found(self, what: What, item: Incoming, number: int, steps: Callable[[], Mapping[str, Step]]) -> None:
        if self._job.tell is not None:
            label = f"{_label(self._piece.there[number])} " if what != "new" else ""
            fields = steps()
            said = "; ".join(_told(fields)) if what == "changed" else ""
            text = f"{what}: {label}{' '.join(forms(item.concept))}" + (f"  {said}" if said else "")
            self._tell(what, item, number, text, fields)

    def _conflict(self, item: Incoming, number: int, what: str, fields: Mapping[str, Step]) -> None:
        place = f"{self._job.report.path}:{item.line}: conflict: "
        self._job.report.conflicts.tell(place + what, what)
        if self._job.tell is not None:
            self._tell("conflict", item, number, f"conflict: {what}", fields)

    def _problem(self, problem: Problem) -> None:
        report = self._job.report
        what: What = "remark" if problem.remark else "unreadable"
        (report.remarks if problem.remark else report.unreadable).tell(str(problem), problem.what)
        self._findings.append((Finding(what, problem.line, str(problem)), 0))

    def _tell(self, what: What, item: Incoming, number: int, text: str, fields: Mapping[str, Step]) -> None:
        ko, zh = forms(item.concept)
        place = f"{self._job.report.path}:{item.line}: "
        self._findings.append((Finding(what, item.line, place + text, None, ko, zh, fields), number))


def _label(there: Concept) -> str:
    """Return how a concept is called: ``c17``, or by the forms of one that has no number yet."""
    return there.label if there.id else " ".join(forms(there))


def _told(fields: Mapping[str, Step]) -> Iterator[str]:
    """Yield what changes, for people: ``subject: — → 지리``."""
    for name, (before, after) in fields.items():
        yield f"{name}: {_shown(before)} → {_shown(after)}"


def _shown(value: object) -> str:
    text = " / ".join(map(str, value)) if isinstance(value, list) else "—" if value is None else str(value)
    return " ".join(text.split())
