"""How a house wants a concept: which form is preferred for a client or project and by its norm, which script stands first.

A view: nothing of it is stored, and only *preferred* and *admitted* are exchanged. Who is heard, the first before those below:

    1. the client or project whose preferences hold (`Note` of the type ``preferred-for``)
    2. a person who chose the preferred form, or approved the concept with it
    3. the house norm for persons and places of China
    4. the machine
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple, TypeAlias

from glossary.languages import primary_language
from glossary.model import PREFERRED_FOR, Concept, Note, Term, TermStatus, check_text, term_order, term_text
from glossary.normalize import keys

Spelling: TypeAlias = Literal["loanword", "sino", "as-written"]
Script: TypeAlias = Literal["hans", "hant", "both"]

SPELLINGS: Final = ("loanword", "sino", "as-written")
SCRIPTS: Final = ("hans", "hant", "both")
TITLE_MARKS: Final = ("《》", "〈〉", "『』", "「」", "none", "as-written")
_CHINESE_MARKS: Final = "《》"
_ERRORS: Final = frozenset({"misspelt", "typo"})


class House(NamedTuple):
    """What holds in a house; None leaves it to the term base.

    *scope* is the client or project at work. *person* and *place* say how names of China are written in Korean: ``loanword`` by
    외래어 표기법, ``sino`` by the Sino-Korean reading, ``as-written`` as the documents have them, which is what the machine prefers.
    *script* is the Chinese script that stands first, *title_marks* what titles are shown in.
    """

    scope: str | None = None
    person: Spelling | None = None
    place: Spelling | None = None
    script: Script | None = None
    title_marks: str | None = None

    @property
    def target(self) -> str:
        """The tag under which a file that takes one Chinese script has it."""
        return "zh-Hant" if self.script == "hant" else "zh-CN"

    def told(self) -> str:
        """Return what decides the forms of an export, on one line: ``scope clientA, person sino``; "" where nothing does."""
        said = (("scope", self.scope), ("person", self.person), ("place", self.place), ("script", self.script))
        return ", ".join(f"{name} {value}" for name, value in said if value is not None)


def scope_name(text: str) -> str:
    """Return the name of a client or project as it is kept and compared. Raises ValueRefused."""
    return term_text(check_text(text, "the scope", limit=100))


def view(concept: Concept, house: House) -> Concept:
    """Return *concept* as the house wants it: other forms preferred, nothing added and nothing taken away."""
    terms: Sequence[Term] = concept.terms
    for term in _preferred(concept, house):
        terms = with_status(terms, term, "preferred")
    return concept if terms is concept.terms else replace(concept, terms=tuple(sorted(terms, key=term_order)))


def approved(concept: Concept, house: House) -> Concept:
    """Return *concept* as a person approves it, by the norm under which they saw it; a preference of one client is nobody else's."""
    return replace(view(concept, house._replace(scope=None)), status="approved")


def outward(concept: Concept, house: House) -> Concept:
    """Return *concept* as it leaves the house: as the house wants it, and without a word of who prefers what."""
    seen = view(concept, house)
    notes = tuple(note for note in seen.notes if note.type != PREFERRED_FOR)
    return seen if len(notes) == len(seen.notes) else replace(seen, notes=notes)


def _preferred(concept: Concept, house: House) -> list[Term]:
    """Return the forms that the house prefers, at most one a language."""
    chosen = _of_scope(concept, house.scope)
    return chosen if any(term.language == "ko" for term in chosen) else [*chosen, *_of_norm(concept, house)]


def belongs(concept: Concept, scope: str | None) -> bool:
    """Say whether *concept* holds for the client or project at work; every concept does where there is none."""
    return scope is None or concept.scope is None or term_text(concept.scope) == scope


# --- preferences of a client or project -----------------------------------------------------------------------------


def preferences(concept: Concept) -> Iterator[tuple[str, Term]]:
    """Yield each preference: the client or project, and the term of the concept that it prefers."""
    for note in concept.notes:
        if note.type == PREFERRED_FOR:
            for term in concept.terms:
                if term.text == note.term and primary_language(term.language) == primary_language(note.language):
                    yield note.text, term
                    break


def preferring(concept: Concept, scope: str, term: Term) -> Concept:
    """Return *concept* with *term* preferred for *scope*, in place of another of its language."""
    wanted = Note(scope, "term", PREFERRED_FOR, term.language, term.text, internal=True)
    kept = [
        note
        for note in concept.notes
        if note == wanted or not (_is_for(note, scope) and rivals(note.language, term.language))
    ]
    return replace(concept, notes=tuple(dict.fromkeys((*kept, wanted))))


def without_preference(concept: Concept, scope: str) -> Concept:
    """Return *concept* with nothing preferred for *scope*."""
    return replace(concept, notes=tuple(note for note in concept.notes if not _is_for(note, scope)))


def without_idle_preferences(concept: Concept) -> Concept:
    """Return *concept* without preferences for forms that it has no more."""
    there = {(primary_language(term.language), term.text) for term in concept.terms}
    kept = (
        note
        for note in concept.notes
        if note.type != PREFERRED_FOR or (primary_language(note.language), note.term) in there
    )
    return replace(concept, notes=tuple(kept))


def _is_for(note: Note, scope: str) -> bool:
    return note.type == PREFERRED_FOR and note.text == scope


def _of_scope(concept: Concept, scope: str | None) -> list[Term]:
    """Return the forms preferred for *scope*, of rivals the first."""
    chosen: list[Term] = []
    for name, term in preferences(concept) if scope is not None else ():
        if name == scope and not any(rivals(term.language, other.language) for other in chosen):
            chosen.append(term)
    return chosen


# --- the house norm -------------------------------------------------------------------------------------------------


def _of_norm(concept: Concept, house: House) -> list[Term]:
    """Return the Korean form that the norm asks for, as far as the concept has it and nobody chose another.

    Persons of the past and places no longer in use go by the Sino-Korean reading under 외래어 표기법 too (공자 孔子), and where it allows a
    customary form (상해 上海) the machine's choice stays.
    """
    wanted = {"person": house.person, "place": house.place}.get(concept.kind)
    if wanted in (None, "as-written") or concept.origin != "zh" or _is_chosen(concept):
        return []
    usable = [term for term in concept.korean if term.status != "deprecated" and not _ERRORS & set(term.flags)]
    if wanted == "sino" or concept.norm == "sino":
        return _read(concept, usable)
    return [] if concept.norm == "custom" else [term for term in usable if term.official][:1]


def _is_chosen(concept: Concept) -> bool:
    """Say whether a person decided which Korean form is preferred."""
    return concept.status == "approved" or any(term.held and term.status == "preferred" for term in concept.korean)


def _read(concept: Concept, usable: Sequence[Term]) -> list[Term]:
    """Return the form that is a Sino-Korean reading: the best one (유광화 before 류광화); somebody's own name as it is preferred already."""
    from glossary.readings.hanja import sino_forms  # its tables take longer than a look-up without them

    order: dict[str, int] = {}
    for term in concept.chinese:
        for form in sino_forms(term.text, person=concept.kind == "person"):
            order.setdefault(keys.ko_key(form), len(order))
    read = [term for term in usable if keys.ko_key(term.text) in order]
    own = [term for term in read if term.status == "preferred" and concept.norm == "sino"]
    return own or sorted(read, key=lambda term: (order[keys.ko_key(term.text)], -term.seen, term.text))[:1]


# --- which form of a language is preferred --------------------------------------------------------------------------


def with_status(terms: Iterable[Term], chosen: Term, status: TermStatus) -> list[Term]:
    """Return the terms with *chosen* of this status; only one of a language is preferred."""
    result = []
    for term in terms:
        if term == chosen:
            result.append(as_of_status(term, status))
        elif status == "preferred" and term.status == "preferred" and rivals(term.language, chosen.language):
            result.append(as_admitted(term))
        else:
            result.append(term)
    return result


def rivals(one: str, other: str) -> bool:
    """Say whether two preferred terms of these languages exclude each other: ``zh`` stands for both scripts."""
    return one == other or ("zh" in (one, other) and one.startswith("zh") and other.startswith("zh"))


def as_of_status(term: Term, status: TermStatus) -> Term:
    """Return *term* with a status; what is preferred is no variant of anything."""
    return replace(term, status=status, type="full" if (status, term.type) == ("preferred", "variant") else term.type)


def as_admitted(term: Term) -> Term:
    """Return *term*, admitted where it was preferred."""
    return replace(term, status="admitted") if term.status == "preferred" else term


# --- as titles are shown --------------------------------------------------------------------------------------------


def titled(concept: Concept, term: Term, house: House) -> str:
    """Return the text of *term* as it is shown: that of a title in the marks of the house, where it is Chinese in 《》.

    For people who look; in a file the marks stand in the text around the term, and two pairs of them would be one too many.
    """
    marks = house.title_marks
    if concept.kind != "title" or marks in (None, "as-written"):
        return term.text
    bare = term.text
    for pair in TITLE_MARKS:
        if len(pair) == len(_CHINESE_MARKS) and len(bare) > len(pair) and (bare[0], bare[-1]) == tuple(pair):
            bare = bare[1:-1]
            break
    if marks == "none":
        return bare
    around = _CHINESE_MARKS if primary_language(term.language) == "zh" else marks
    return f"{around[0]}{bare}{around[1]}"
