"""What the formats share: profiles, options, what goes out and what comes in, and the account of what did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Literal, TypeAlias

from glossary.errors import ValueRefused
from glossary.languages import canonical_tag
from glossary.model import (
    KINDS,
    ORIGINS,
    RELATIONS,
    STATUSES,
    Concept,
    Kind,
    Norm,
    Origin,
    Relation,
    Status,
    Term,
    term_order,
)

Audience: TypeAlias = Literal["interchange", "cat", "mt"]
TermDetail: TypeAlias = Literal["status", "type", "reading"]
BETWEEN_NOTES: Final = " / "
"""What stands between the notes of a concept where a format has one place for all of them."""
NORMS: Final = ("loanword", "sino", "custom", "none")
SIMPLIFIED: Final = ("zh-CN", "zh-Hans", "zh-SG", "zh-Hans-CN", "zh-Hans-SG")
"""Tags of one thing: files for CAT tools say zh-CN, the model says zh-Hans."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an export is asked for beyond its profile.

    *statuses*, *kinds*, *origins*: only these; None is what the profile says (statuses) or all. *guard* holds back forms that would be
    found where they do not belong (see `glossary.formats.selection`). *source* and *target* are the two languages of a CAT profile.
    *scope* is the client or project that the file is for: concepts of another stay out.
    *sentences* lets sentences of the documents out, *date* (YYYY-MM-DD) stands in the header of a TBX file.
    """

    source: str = "ko"
    target: str = "zh-CN"
    statuses: frozenset[Status] | None = None
    kinds: frozenset[Kind] | None = None
    origins: frozenset[Origin] | None = None
    guard: bool = True
    scope: str | None = None
    sentences: bool = False
    date: str | None = None


@dataclass(slots=True)
class Tally:
    """The account that a writer keeps: entries written, and what the file could not carry, by name."""

    entries: int = 0
    concepts: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    elsewhere: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the concepts given to an export.

    ``concepts + sum(left_out.values())`` is their number. *entries* are the lines or entries of the file. *left_out* counts concepts by
    reason (a key of `REASONS`), *lost* counts what the written concepts had and the file has not. *elsewhere* says, for a
    language that is missing, under which tags the concepts left out do have forms.
    """

    profile: str
    audience: Audience
    concepts: int
    entries: int
    left_out: Counter[str]
    lost: Counter[str]
    elsewhere: Mapping[str, Counter[str]] = field(default_factory=dict)

    def lines(self, *, losses: bool = True) -> list[str]:
        """Return one line for each reason: how many, why, and how to have them; with *losses* also for what is not carried."""
        told = []
        for reason, count in sorted(self.left_out.items()):
            remedy = self._remedy(reason)
            told.append(f"{count:,} left out: {REASONS[reason][0]}" + (f" ({remedy})" if remedy else ""))
        if losses:
            told.extend(f"{count:,} not carried by {self.profile}: {what}" for what, count in sorted(self.lost.items()))
        if not self.entries and self.profile in NEVER_EMPTY:
            told.append(
                f"no entry in it: the standard of {self.profile} asks for one, and some tools refuse such a file"
            )
        return told

    def _remedy(self, reason: str) -> str:
        """Return what brings in the concepts left out for this reason."""
        if self.audience == "mt" and reason in GUARDS:
            return "--unguarded has them"  # approval lifts no guard there
        option = "--source-lang" if reason == "no-source" else "--target-lang"
        tags = sorted(self.elsewhere.get(reason, Counter()).items(), key=lambda found: (-found[1], found[0]))
        return ", ".join(f"{option} {tag} has {count:,}" for tag, count in tags) or REASONS[reason][1]


NEVER_EMPTY: Final = ("tbx", "tbx-v3")
"""Profiles whose standard demands an entry; a file without one is written all the same, for it is what the term base says."""
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
    "unwritable": ("forms that this format cannot hold", "another profile has them"),
}
"""Why a concept is left out: what people read, and what brings it in."""
GUARDS: Final = ("korean-word", "single", "ordinary", "short", "shared", "abbreviation", "homograph")
"""Reasons of guards, which `Options.guard` switches off."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be taken over, with its place; the rest of the file is read all the same."""

    path: str
    line: int
    column: int
    what: str

    def __str__(self) -> str:
        """Return it as one line: path, line, column, what."""
        place = f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")
        return f"{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One concept read from a file.

    *fields* names the fields of the concept that the file states; the others hold defaults and say nothing, so that a sparse
    file clears nothing. *unsaid* are details of its terms, as (``status``, text), that it does not state either. An empty
    ``concept.uid`` means that the file gives none. *line* is where it begins.
    """

    concept: Concept
    line: int
    fields: frozenset[str]
    unsaid: frozenset[tuple[TermDetail, str]] = frozenset()


Writer: TypeAlias = Callable[[Sequence[Concept], Options, Tally], Iterator[str]]
Reader: TypeAlias = Callable[[BinaryIO, str], Iterator[Incoming | Problem]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to write and read a file.

    *suffixes* choose it by file name, the longest match first. *audience* decides who goes out (`glossary.formats.selection`).
    *carries* and *cannot* are for people.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    audience: Audience
    carries: str
    cannot: str
    write: Writer
    read: Reader


def model_tag(tag: str) -> str:
    """Return the tag that the model uses for *tag*: zh-CN and its like are zh-Hans, ko-KR is ko, zh-Hant-TW is zh-TW.

    Raises ValueRefused for what is not a tag.
    """
    shaped = canonical_tag(tag)
    if shaped in SIMPLIFIED:
        return "zh-Hans"
    if shaped.startswith("zh-Hant-"):
        return "zh-" + shaped.rsplit("-", 1)[1]
    return "ko" if shaped.startswith("ko-") or shaped == "kor" else shaped


def arranged(terms: Iterable[Term], stated: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """Return terms in canonical order, without repeats of one text in one language.

    In a language outside *stated* (where the file gave a status to no term) the first form becomes the preferred one.
    """
    kept: dict[tuple[str, str], Term] = {}
    led: set[str] = set(stated)
    for term in terms:
        if (term.language, term.text) in kept:
            continue
        if term.language not in led:
            led.add(term.language)
            term = _with_status(term)
        kept[(term.language, term.text)] = term
    return tuple(sorted(kept.values(), key=term_order))


def _with_status(term: Term) -> Term:
    return Term(
        term.language,
        term.text,
        "preferred",
        term.type,
        term.derived,
        term.flags,
        term.reading,
        term.official,
        term.variety,
        term.seen,
    )


# One function a field, so that each value is checked against its own registry and has its own type.


def kind_of(value: str) -> Kind:
    """Return *value* as a kind. Raises ValueRefused."""
    for known in KINDS:
        if value == known:
            return known
    raise ValueRefused(_unknown("kind", value, KINDS))


def origin_of(value: str) -> Origin:
    """Return *value* as an origin. Raises ValueRefused."""
    for known in ORIGINS:
        if value == known:
            return known
    raise ValueRefused(_unknown("origin", value, ORIGINS))


def relation_of(value: str) -> Relation:
    """Return *value* as a relation. Raises ValueRefused."""
    for known in RELATIONS:
        if value == known:
            return known
    raise ValueRefused(_unknown("relation", value, RELATIONS))


def status_of(value: str) -> Status:
    """Return *value* as the status of a concept. Raises ValueRefused."""
    for known in STATUSES:
        if value == known:
            return known
    raise ValueRefused(_unknown("status", value, STATUSES))


def norm_of(value: str) -> Norm:
    """Return *value* as a norm. Raises ValueRefused."""
    for known in NORMS:
        if value == known:
            return known
    raise ValueRefused(_unknown("norm", value, NORMS))


def _unknown(what: str, value: str, known: Sequence[str]) -> str:
    return f"not a {what}: {value[:40]!r}; one of {', '.join(known)}"
