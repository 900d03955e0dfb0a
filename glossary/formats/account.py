"""The account of an export: what a concept can have, what of it a file cannot hold, who stays out and why.

Nothing goes missing in silence: a profile names the parts that it carries, and every other part that a written concept has is counted. So the
account is complete by construction, and what `glossary formats` says of a profile is what is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

from glossary.formats.repeats import Repeats
from glossary.model import LINKS, Concept

Audience: TypeAlias = Literal["interchange", "cat", "mt"]
Part: TypeAlias = Literal[
    "kinds", "subjects", "sources", "longer names", "regions", "clients", "notes", "types of notes", "notes on a language", "notes on a form",
    "statuses of forms", "deprecated forms", "types of forms", "pinyin", "flags", "varieties", "uids", "workflow statuses", "origins", "relations", "norms",
    "derivations", "official spellings", "numbers of sightings", "references", "links",
]  # fmt: skip
"""What a concept may have beside its forms."""


def _of_notes(level: str) -> Callable[[Concept], int]:
    return lambda concept: sum(note.level == level for note in concept.notes) if concept.notes else 0


def _strange_statuses(concept: Concept) -> int:
    """Count the forms whose status the order does not tell: the first of a language is taken for the preferred one, the others for admitted."""
    strange, led = 0, ""
    for term in concept.terms:
        if term.status != "deprecated":
            strange += term.status != ("admitted" if term.language == led else "preferred")
            led = term.language
    return strange


PARTS: Final[Mapping[Part, Callable[[Concept], int]]] = {
    "kinds": lambda concept: concept.kind != "term",
    "subjects": lambda concept: concept.subject is not None,
    "sources": lambda concept: concept.source is not None,
    "longer names": lambda concept: concept.part_of is not None,
    "regions": lambda concept: concept.region is not None,
    "clients": lambda concept: concept.scope is not None,
    "notes": _of_notes("concept"),
    "types of notes": lambda concept: sum(note.type != "note" for note in concept.notes) if concept.notes else 0,
    "notes on a language": _of_notes("language"),
    "notes on a form": _of_notes("term"),
    "statuses of forms": _strange_statuses,
    "deprecated forms": lambda concept: len([1 for term in concept.terms if term.status == "deprecated"]),
    "types of forms": lambda concept: len([1 for term in concept.terms if term.type != "full"]),
    "pinyin": lambda concept: len([1 for term in concept.terms if term.reading is not None]),
    "flags": lambda concept: len([1 for term in concept.terms if term.flags]),
    "varieties": lambda concept: len([1 for term in concept.terms if term.variety is not None]),
    "uids": lambda concept: bool(concept.uid),
    "workflow statuses": lambda concept: concept.status != "approved",
    "origins": lambda concept: concept.origin != "zh",
    "relations": lambda concept: concept.relation != "other",
    "norms": lambda concept: concept.norm != "none",
    "derivations": lambda concept: len([1 for term in concept.terms if term.derived is not None]),
    "official spellings": lambda concept: len([1 for term in concept.terms if term.official]),
    "numbers of sightings": lambda concept: concept.seen > 0,
    "references": lambda concept: concept.seen > 0 or bool(concept.references),
    "links": lambda concept: (
        sum(note.type in LINKS and note.internal for note in concept.notes) if concept.notes else 0
    ),
}
"""For each part how many of it a concept has, beyond what is taken for granted where nothing is said."""
_FIELDS: Final[Mapping[Part, str]] = {
    "kinds": "kind", "subjects": "subject", "sources": "source", "longer names": "part_of", "regions": "region", "clients": "scope",
    "workflow statuses": "status", "origins": "origin", "relations": "relation", "norms": "norm",
}  # fmt: skip
"""The field that a part is counted from, where many concepts have the same in it."""
_OF_NOTES: Final[frozenset[Part]] = frozenset(
    ("notes", "types of notes", "notes on a language", "notes on a form", "links")
)
_OF_EVIDENCE: Final[frozenset[Part]] = frozenset(("numbers of sightings", "references"))
_ALIKE: Final = 1_000
"""Kinds of concepts that are told apart before they are counted."""
WORKING: Final[frozenset[Part]] = frozenset(
    ("uids", "workflow statuses", "origins", "relations", "norms", "derivations", "official spellings", "numbers of sightings", "references",
     "links")
)  # fmt: skip
"""Parts that the term base works with, and works out anew from the forms: no reader of a glossary misses them, and `--strict` does not."""
EVERYTHING: Final[frozenset[Part]] = frozenset(PARTS) - {"links"}
"""All that a concept has of its own. Which other ones it refers to, or is kept apart from, is internal: only a file that is a term base again says it."""
HELD_BACK: Final = {
    "cat": "source forms held back until approved",
    "mt": "source forms held back (--unguarded has them)",
}
"""Guarded source forms of a concept that goes out with others: for machine translation approval does not let them out."""
POLICY: Final = frozenset(("internal notes", "target forms of one letter", *HELD_BACK.values()))
"""What is kept back on purpose, whatever the format could hold."""

PAIRS: Final = "pairs "
"""Begins what is told of pairs that a format with pairs could not hold."""
REPEATED: Final = "pairs that another concept has too"
ANOTHER_TARGET: Final = "pairs whose source form stands there with another target"
ANOTHER_SOURCE: Final = "pairs whose target form stands there with another source"

REASONS: Final = {
    "removed": ("removed", ""),
    "rejected": ("rejected by a person", "--status rejected has them"),
    "candidate": ("not reviewed yet", "approve them, or --status candidate"),
    "auto": ("found by the machine, not approved", "--status auto has them"),
    "approved": ("approved, and not asked for", "--status approved has them"),
    "kind": ("of another kind than asked for", ""),
    "scope": ("of another client or project", "--scope NAME has those of one, --no-house those of all"),
    "origin": ("of another origin than asked for", ""),
    "korean-word": ("ordinary Korean words with their hanja", "approve them to have them"),
    "single": ("forms of one syllable or one hanzi", "approve them to have them"),
    "ordinary": ("forms that are ordinary words of their language", "approve them to have them"),
    "short": ("forms of two letters, which stand inside other words", "approve them to have them"),
    "shared": ("short names that others bear too, seen in one document", "approve them to have them"),
    "abbreviation": ("abbreviations defined in one document", "approve them to have them"),
    "homograph": ("one spelling for several things", "approve the right ones to have them"),
    "no-source": ("no attested form in the source language", ""),
    "no-target": ("no form in the target language", ""),
    "claimed": ("whose source forms go out for another concept, which prefers them", ""),
    "repeated": ("whose pairs another concept has too", ""),
    "unwritable": ("forms that this format cannot hold", "another profile has them"),
}
"""Why a concept is left out: what people read, and what brings it in."""
GUARDS: Final = ("korean-word", "single", "ordinary", "short", "shared", "abbreviation", "homograph")
"""Reasons of guards, which `Options.guard` switches off."""


def refusal(pairs: int, repeated: int, claimed: int) -> str:
    """Return why a concept is left out of whose *pairs* none is written, so many since they, or their forms, stand in the file already."""
    if repeated == pairs:
        return "repeated"
    return "claimed" if repeated + claimed == pairs else "unwritable"


_Counts: TypeAlias = tuple[tuple[Part, Callable[[Concept], int]], ...]


@dataclass(slots=True)
class Tally:
    """The account under way: *carries* are the parts that the file holds.

    *repeats* knows which source forms stand in more than one concept. Writers call `wrote` or `refused` for every concept, and count in
    *lost* what else did not go into the file, under a name of their own.
    """

    carries: Iterable[Part] = EVERYTHING
    entries: int = 0
    concepts: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    elsewhere: dict[str, Counter[str]] = field(default_factory=dict)
    repeats: Repeats | None = None
    _alike: dict[tuple[object, ...], list[Any]] = field(default_factory=dict)
    _fields: Callable[[Concept], object] = attrgetter("removed")
    _of_fields: _Counts = ()
    _of_terms: _Counts = ()
    _of_notes: _Counts = ()
    _counts_uids: bool = False

    def __post_init__(self) -> None:
        missing = {part: count for part, count in PARTS.items() if part not in frozenset(self.carries)}
        self._counts_uids = missing.pop("uids", None) is not None
        self._of_notes = tuple((part, missing.pop(part)) for part in list(missing) if part in _OF_NOTES)
        if names := sorted({_FIELDS[part] for part in missing if part in _FIELDS}):
            self._fields = attrgetter(*names)
        self._of_fields = tuple((part, count) for part, count in missing.items() if part in {*_FIELDS, *_OF_EVIDENCE})
        self._of_terms = tuple(
            (part, count) for part, count in missing.items() if part not in {*_FIELDS, *_OF_EVIDENCE}
        )

    def wrote(self, concept: Concept, entries: int = 1, times: int = 1) -> None:
        """Count a concept that went into the file, as so many *entries*; what of it did not is in *lost* after `settle`.

        *times* counts as many concepts that have what this one has. Those that are alike in the fields that count are counted together anyway: a million of
        them are of some hundred kinds.
        """
        self.concepts += times
        self.entries += entries * times
        kind = self._fields(concept), concept.seen > 0, not concept.references
        try:
            self._alike[kind][1] += times
        except KeyError:
            if len(self._alike) == _ALIKE:
                self.settle()
            self._alike[kind] = [concept, times]
        self._count(self._of_terms, concept, times)
        if concept.notes:
            self._count(self._of_notes, concept, times)
        if self._counts_uids and concept.uid:
            self.lost["uids"] += times

    def _count(self, counts: _Counts, concept: Concept, times: int) -> None:
        for part, count in counts:
            if number := count(concept):
                self.lost[part] += number * times

    def settle(self) -> None:
        """Count in *lost* what `wrote` has put off."""
        for concept, times in self._alike.values():
            self._count(self._of_fields, concept, times)
        self._alike.clear()

    def refused(self, reason: str = "unwritable") -> None:
        """Count a concept that the format cannot hold, or of which all stands in the file already."""
        self.left_out[reason] += 1


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the concepts given to an export.

    ``concepts + sum(left_out.values())`` is their number. *entries* are the lines or entries of the file. *left_out* counts concepts by
    reason (a key of `REASONS`), *lost* counts what the written concepts had and the file has not. *elsewhere* says, for a
    language that is missing, under which tags the concepts left out do have forms. *never_empty*: the standard of the format asks for an entry.
    """

    profile: str
    audience: Audience
    concepts: int
    entries: int
    left_out: Counter[str]
    lost: Counter[str]
    elsewhere: Mapping[str, Counter[str]] = field(default_factory=dict)
    never_empty: bool = False

    @property
    def losses(self) -> list[str]:
        """What the format could not hold and a reader would miss: ``subjects (2)``. Empty where nothing was lost."""
        lost = [f"{what} ({count:,})" for what, count in sorted(self.lost.items()) if what not in WORKING | POLICY]
        unwritable = self.left_out["unwritable"]
        return lost + ([f"concepts whose forms it cannot hold ({unwritable:,})"] if unwritable else [])

    def lines(self, *, losses: bool = True) -> list[str]:
        """Return one line for each reason: how many, why, and how to have them; with *losses* also for what is not carried.

        Of what goes to a translation engine so much stays out on purpose that it is told together: reasons with one remedy, and all but pairs.
        """
        told = [*self._together()] if self.audience == "mt" else [self._left_out(one) for one in sorted(self.left_out)]
        if losses:
            told.extend(self._lost_lines())
        if not self.entries and self.never_empty:
            told.append(
                f"no entry in it: the standard of {self.profile} asks for one, and some tools refuse such a file"
            )
        return told

    def _left_out(self, reason: str) -> str:
        """Return the line of one reason."""
        remedy = self._remedy(reason)
        return f"{self.left_out[reason]:,} left out: {REASONS[reason][0]}" + (f" ({remedy})" if remedy else "")

    def _together(self) -> Iterable[str]:
        """Yield a line for the reasons that have one remedy, or none."""
        groups: dict[str, list[str]] = {}
        for reason in sorted(self.left_out):
            groups.setdefault(self._remedy(reason), []).append(reason)
        for remedy, reasons in groups.items():
            if len(reasons) == 1:
                yield self._left_out(reasons[0])
                continue
            each = ", ".join(f"{REASONS[reason][0]} ({self.left_out[reason]:,})" for reason in reasons)
            total = sum(self.left_out[reason] for reason in reasons)
            yield f"{total:,} left out{f' ({remedy})' if remedy else ''}: {each}"

    def _lost_lines(self) -> Iterable[str]:
        """Yield a line for each part that is lost, and one for all that the term base alone works with."""
        lost = [(what, count) for what, count in sorted(self.lost.items()) if what not in WORKING]
        if self.audience == "mt":
            purpose = [f"{what} ({count:,})" for what, count in lost if not what.startswith(PAIRS)]
            lost = [(what, count) for what, count in lost if what.startswith(PAIRS)]
            if purpose:
                yield f"not for a translation engine: {', '.join(purpose)}"
        for what, count in lost:
            yield f"{count:,} not carried by {self.profile}: {what}"
        if working := [f"{what} ({self.lost[what]:,})" for what in PARTS if what in WORKING and self.lost[what]]:
            yield f"in the term base alone: {', '.join(working)}"

    def _remedy(self, reason: str) -> str:
        """Return what brings in the concepts left out for this reason."""
        if self.audience == "mt" and reason in GUARDS:
            return "--unguarded has them"  # approval lifts no guard there
        option = "--source-lang" if reason == "no-source" else "--target-lang"
        tags = sorted(self.elsewhere.get(reason, Counter()).items(), key=lambda found: (-found[1], found[0]))
        return ", ".join(f"{option} {tag} has {count:,}" for tag, count in tags) or REASONS[reason][1]
