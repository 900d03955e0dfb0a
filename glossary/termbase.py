"""What people do to a term base: add, edit, remove, import.

What they say stands: it is held against later runs of the machine (see `glossary.store.write`). Nothing is erased, a removed concept
stays known so that it is not proposed again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from glossary import consolidate
from glossary.errors import NotFound, ValueRefused
from glossary.formats.exchange import Incoming, Problem
from glossary.languages import language_of
from glossary.model import (
    READING_RELATIONS,
    Anchor,
    Concept,
    Evidence,
    Kind,
    Norm,
    Note,
    Origin,
    Relation,
    Span,
    Status,
    Term,
    TermStatus,
    check_text,
    term_order,
    term_text,
)
from glossary.normalize import keys
from glossary.store.write import Entry

if TYPE_CHECKING:
    from glossary.store import Base

_UNSAID: Final = frozenset({"origin", "relation", "norm", "part_of"})
"""What adding two forms does not say of a concept: the machine may fill it when it sees them."""
_PIECE: Final = 1000
"""Concepts of an import that are compared and written at a time."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: the concept, whether it was there *existing*, which *forms* are new in it.

    *homographs* are other things that are written the same in Korean or in Chinese.
    """

    concept: Concept
    existing: bool
    forms: tuple[str, ...]
    homographs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to change. None leaves a field as it is, "" clears one that may be empty.

    *prefer*, *admit* and *deprecate* give forms that status; *prefer* and *add* take new forms too. *drop* takes forms away. *note* and
    *internal* add notes, *drop_note* takes away those that say the same.
    """

    prefer: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    admit: tuple[str, ...] = ()
    deprecate: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    kind: Kind | None = None
    origin: Origin | None = None
    relation: Relation | None = None
    norm: Norm | None = None
    status: Status | None = None
    removed: bool | None = None
    part_of: str | None = None
    region: str | None = None
    scope: str | None = None
    subject: str | None = None
    source: str | None = None
    note: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    drop_note: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportReport:
    """What an import found: numbers of concepts, and a line for each conflict and each item that could not be read."""

    new: int = 0
    changed: int = 0
    same: int = 0
    conflicts: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


# --- adding ---------------------------------------------------------------------------------------------------------


def add(
    base: Base,
    forms: Sequence[str],
    *,
    actor: str,
    kind: Kind | None = None,
    status: Status = "approved",
    note: str | None = None,
    internal: str | None = None,
    source: str | None = None,
    subject: str | None = None,
    join: bool = False,
) -> Added:
    """Add a concept with these *forms*, Korean and Chinese in either order, the first of each language preferred.

    Where one concept has a Korean and a Chinese form of them already, it is that one: it gets the forms that are new in it, and
    nothing else. With *join* an equal Chinese form is enough. A removed one comes back. Raises ValueRefused where a side is missing.
    """
    korean, chinese = _told_apart(forms)
    notes = _notes((note,) if note else (), (internal,) if internal else ())
    with base.operation(actor, "person", "add") as operation:
        found = _same(base, korean, chinese, join=join)
        if found.concept is not None:
            wanted, fresh = _joined(base.concept(found.concept), korean, chinese)
            if wanted.removed:
                wanted = replace(wanted, removed=False, status=status)
            anchors = tuple(_anchors(korean, chinese, wanted.kind, wanted.relation)) if fresh else ()
            base.put([Entry(wanted, anchors)], operation=operation)
            return Added(base.concept(found.concept), True, fresh, found.homographs)
        concept = replace(
            _made(korean, chinese, kind or "term"), status=status, source=source, subject=subject, notes=notes
        )
        kinds: tuple[Kind, ...] = (kind,) if kind else ("term", "person", "place")
        anchors = tuple(anchor for each in kinds for anchor in _anchors(korean, chinese, each, concept.relation))
        unsaid = _UNSAID if kind else _UNSAID | {"kind"}
        (number,) = base.put([Entry(concept, anchors, open=unsaid)], operation=operation)
        return Added(base.concept(number), False, (*korean, *chinese), found.homographs)


def _told_apart(forms: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the Korean and the Chinese forms. A form in Latin letters is what Korean text uses (WeKoreaGo)."""
    by_language: dict[str, list[str]] = {"ko": [], "zh": []}
    for form in forms:
        text = term_text(check_text(form, "the form"))
        language = language_of(text)
        by_language["zh" if language == "zh" else "ko"].append(text)
    korean, chinese = (list(dict.fromkeys(by_language[language])) for language in ("ko", "zh"))
    if not korean or not chinese:
        missing = "Korean" if chinese else "Chinese"
        raise ValueRefused(
            f"no {missing} form among {', '.join(map(repr, forms))}; give one of each language, like 웨이하이 威海"
        )
    return korean, chinese


@dataclass(frozen=True, slots=True)
class _Found:
    """The concept that forms belong to, if there is one, and others that share one of them."""

    concept: int | None
    homographs: tuple[int, ...]


def _same(base: Base, korean: Sequence[str], chinese: Sequence[str], *, join: bool) -> _Found:
    """Find the concept that has a Korean and a Chinese form of these; living ones before removed ones."""
    wanted = {("ko", keys.ko_key(text)) for text in korean} | {("zh", keys.han_key(text)) for text in chinese}
    there = base.by_key(wanted)
    with_ko = {number for place, numbers in there.items() if place[0] == "ko" for number in numbers}
    with_zh = {number for place, numbers in there.items() if place[0] == "zh" for number in numbers}
    living = {concept.id for concept in base.concepts(ids=with_ko | with_zh, references=False)}
    choices = with_ko & with_zh or (with_zh if join else set())
    same = min(choices, key=lambda number: (number not in living, number), default=None)
    return _Found(same, tuple(sorted(number for number in with_ko | with_zh if number != same and number in living)))


def _joined(there: Concept, korean: Sequence[str], chinese: Sequence[str]) -> tuple[Concept, tuple[str, ...]]:
    """Return a concept with the forms that it has not got yet, admitted, and these forms."""
    fresh = [
        term
        for term in _made(korean, chinese, there.kind).terms
        if term.derived is None and not any(_same_term(term, other) for other in there.terms)
    ]
    admitted = [_admitted(term) if _led(there.terms, term) else term for term in fresh]
    return _with_terms(there, (*there.terms, *admitted)), tuple(term.text for term in fresh)


def _made(korean: Sequence[str], chinese: Sequence[str], kind: Kind) -> Concept:
    """Return a concept of these forms as the machine would make it, with what is derived from them; the first ones preferred."""
    evidence = [
        Evidence(
            document="", how="manual", ko=Span(0, len(ko), ko), zh=Span(0, len(zh), zh), relation=_relation(ko, zh, kind),
            origin="zh", kind=kind, band="accept", confidence=1.0,
        )
        for ko in korean
        for zh in chinese
    ]  # fmt: skip
    made = consolidate.concept(evidence)
    first = {korean[0], chinese[0]}
    leading = {term.language for term in made.terms if term.text in first}
    terms = []
    for term in made.terms:
        status = term.status if term.language not in leading else "preferred" if term.text in first else "admitted"
        terms.append(replace(term, status=status, seen=0))
    relation = evidence[0].relation
    return _with_terms(replace(made, uid=str(uuid.uuid4()), relation=relation, seen=0, documents=0), terms)


def _relation(ko: str, zh: str, kind: Kind) -> Relation:
    """Say how a Korean form is related to a Chinese one: by which reading of it, or as a translation."""
    from glossary.normalize.script import to_hans
    from glossary.readings import hanja, mandarin, pinyin

    wanted = keys.ko_loose(ko)
    spoken = any(
        wanted == keys.ko_loose(mandarin.official(syllables))
        for syllables in pinyin.pinyin(to_hans(zh), kind=kind)
        if all(map(mandarin.is_pinyin, syllables))
    )
    read = keys.ko_key(ko) in {keys.ko_key(form) for form in hanja.sino_forms(zh)}
    if spoken and read:
        return "both"
    return "pinyin" if spoken else "sino" if read else "translation"


def _anchors(korean: Iterable[str], chinese: Sequence[str], kind: Kind, relation: Relation) -> Iterator[Anchor]:
    """Yield the places at which later sightings of these forms arrive."""
    group = kind if kind in ("person", "place") else "rest"
    for ko in korean:
        for zh in chinese:
            yield Anchor(keys.han_key(zh), keys.ko_key(ko), group, relation in READING_RELATIONS)


# --- editing --------------------------------------------------------------------------------------------------------


def edit(base: Base, number: int, wanted: Edit, *, actor: str, expected: int | None = None) -> tuple[Concept, bool]:
    """Change a concept; return it as it is now, and whether anything was different.

    Raises NotFound for a concept or a form that is not there, ValueRefused where no form would be left, Conflict where the concept is no
    longer of the *expected* revision.
    """
    with base.operation(actor, "person", "edit") as operation:
        there = base.concept(number)
        changed = _with_forms(_with_fields(there, wanted), wanted)
        fresh = {(term.language, term.text) for term in changed.terms} - {
            (term.language, term.text) for term in there.terms
        }
        anchors: tuple[Anchor, ...] = ()
        if fresh:
            korean = [term.text for term in changed.korean]
            chinese = [term.text for term in changed.chinese]
            anchors = tuple(_anchors(korean, chinese, changed.kind, changed.relation))
        base.put([Entry(changed, anchors, expected=expected)], operation=operation)
        now = base.concept(number)
        return now, now.revision != there.revision


def _with_fields(there: Concept, wanted: Edit) -> Concept:
    """Return the concept with the fields and notes of an edit."""
    fixed = {
        name: value
        for name in ("kind", "origin", "relation", "norm", "status", "removed")
        if (value := getattr(wanted, name)) is not None
    }
    for name in ("part_of", "region", "scope", "subject", "source"):
        value = getattr(wanted, name)
        if value is not None:
            fixed[name] = check_text(value, name, limit=2_000) if value else None
    for text in wanted.drop_note:
        if text not in {note.text for note in there.notes}:
            raise NotFound(f"{there.label}: no note says {text!r}")
    kept = tuple(note for note in there.notes if note.text not in wanted.drop_note)
    notes = dict.fromkeys((*kept, *_notes(wanted.note, wanted.internal)))
    return replace(there, **fixed, notes=tuple(notes))


def _notes(open_ones: Iterable[str], internal: Iterable[str]) -> tuple[Note, ...]:
    return (*(Note(text) for text in open_ones), *(Note(text, internal=True) for text in internal))


def _with_forms(there: Concept, wanted: Edit) -> Concept:
    """Return the concept with the forms of an edit; where a preferred one goes, its heir is preferred."""
    terms = list(there.terms)
    for text in wanted.drop:
        terms.remove(_form(there, terms, text))
    for text in (*wanted.add, *(text for text in wanted.prefer if not _has(terms, text))):
        if not _has(terms, text):
            term = _new_term(there, text)
            terms.append(_admitted(term) if _led(terms, term) else term)
    named = {term_text(text) for text in (*wanted.add, *wanted.prefer, *wanted.admit)}
    terms = [
        replace(term, derived=None) if term.text in named else term for term in terms
    ]  # a person writes it: 더커룽
    given: tuple[tuple[TermStatus, tuple[str, ...]], ...] = (
        ("deprecated", wanted.deprecate),
        ("admitted", wanted.admit),
        ("preferred", wanted.prefer),  # last: it turns the one that was preferred into an admitted one
    )
    for status, texts in given:
        for text in texts:
            terms = _given_status(terms, _form(there, terms, text), status)
    if not any(term.derived is None for term in terms):
        raise ValueRefused(f"{there.label}: no form would be left; use glossary remove to take the concept away")
    return _with_terms(there, _with_heirs(there.terms, terms))


def _has(terms: Iterable[Term], text: str) -> bool:
    return any(term.text == term_text(text) for term in terms)


def _form(there: Concept, terms: Iterable[Term], text: str) -> Term:
    """Return the term that is written *text*, else the one that folds to the same. Raises NotFound."""
    wanted = term_text(check_text(text, "the form"))
    candidates = list(terms)
    for term in candidates:
        if term.text == wanted:
            return term
    folded = [term for term in candidates if keys.han_key(term.text) == keys.han_key(wanted)]
    if len(folded) == 1:
        return folded[0]
    known = ", ".join(term.text for term in candidates)
    raise NotFound(f"{there.label}: no form {wanted!r}; it has {known}")


def _new_term(there: Concept, text: str) -> Term:
    """Return a form that a person adds, as a term: its language told by its script, with its pinyin if it is Chinese."""
    shown = term_text(check_text(text, "the form"))
    if language_of(shown) != "zh":
        return Term("ko", shown, "preferred")
    made = _made([there.korean[0].text if there.korean else shown], [shown], there.kind)
    return next(replace(term, status="preferred") for term in made.chinese if term.text == shown)


def _given_status(terms: Iterable[Term], chosen: Term, status: TermStatus) -> list[Term]:
    """Return the terms with *chosen* of this status; only one of a language is preferred."""
    result = []
    for term in terms:
        if term == chosen:
            result.append(replace(term, status=status))
        elif status == "preferred" and term.status == "preferred" and _rivals(term.language, chosen.language):
            result.append(_admitted(term))
        else:
            result.append(term)
    return result


def _rivals(one: str, other: str) -> bool:
    """Say whether two preferred terms of these languages exclude each other: ``zh`` stands for both scripts."""
    return one == other or ("zh" in (one, other) and one.startswith("zh") and other.startswith("zh"))


def _led(terms: Iterable[Term], newcomer: Term) -> bool:
    return any(term.status == "preferred" and _rivals(term.language, newcomer.language) for term in terms)


def _admitted(term: Term) -> Term:
    return replace(term, status="admitted") if term.status == "preferred" else term


def _with_heirs(before: Iterable[Term], terms: list[Term]) -> list[Term]:
    """Prefer the next best form of each language that lost its preferred one: official, attested most often, not misspelt."""
    for language in sorted({term.language for term in before if term.status == "preferred"}):
        heirs = [term for term in terms if term.language == language and term.status == "admitted"]
        if heirs and not any(term.status == "preferred" and _rivals(term.language, language) for term in terms):
            best = min(
                heirs,
                key=lambda term: (
                    bool({"misspelt", "typo"} & set(term.flags)),
                    not term.official,
                    -term.seen,
                    term.text,
                ),
            )
            terms = _given_status(terms, best, "preferred")
    return terms


def _with_terms(concept: Concept, terms: Iterable[Term]) -> Concept:
    return replace(concept, terms=tuple(sorted(terms, key=term_order)))


def remove(base: Base, ids: Iterable[int], *, actor: str) -> tuple[int, ...]:
    """Take concepts away; return those that were not away already. All or none: raises NotFound for an id that is not there."""
    with base.operation(actor, "person", "remove") as operation:
        there = [base.concept(number) for number in dict.fromkeys(ids)]
        gone = [concept for concept in there if not concept.removed]
        return tuple(base.put([Entry(replace(concept, removed=True)) for concept in gone], operation=operation))


# --- importing ------------------------------------------------------------------------------------------------------


def import_concepts(
    base: Base,
    items: Iterable[Incoming | Problem],
    *,
    actor: str,
    command: str = "import",
    dry_run: bool = False,
    update: bool = False,
) -> ImportReport:
    """Take over what a file says, in one transaction; tell what is new, changed, the same, in conflict, unreadable.

    A concept is known by its uid, else by a Korean and a Chinese form together. A known one gets what it lacks; where the file says
    otherwise than the term base, that is a conflict, unless *update* lets the file win. What the file does not say stays. A *dry_run* writes
    nothing.
    """
    report = ImportReport()
    if dry_run:
        _compare_all(base, items, report, update, None)
        return report
    with base.operation(actor, "import", command) as operation:
        _compare_all(base, items, report, update, lambda entries: base.put(entries, operation=operation))
    return report


def _compare_all(
    base: Base,
    items: Iterable[Incoming | Problem],
    report: ImportReport,
    update: bool,
    write: Callable[[list[Entry]], object] | None,
) -> None:
    """Compare every item with the term base, piece by piece; *write* None only counts."""
    piece: list[Incoming] = []
    for item in items:
        if isinstance(item, Problem):
            report.unreadable.append(str(item))
            continue
        piece.append(item)
        if len(piece) == _PIECE:
            _compare(base, piece, report, update, write)
            piece = []
    _compare(base, piece, report, update, write)


def _compare(
    base: Base,
    piece: Sequence[Incoming],
    report: ImportReport,
    update: bool,
    write: Callable[[list[Entry]], object] | None,
) -> None:
    """Compare a piece of a file with the term base, and write what is to be written."""
    targets = _targets(base, piece)
    there = {
        concept.id: concept for concept in base.concepts(ids=set(targets.values()), removed=None, references=False)
    }
    entries: dict[int | str, Entry] = {}
    for place, item in enumerate(piece):
        number = targets.get(place)
        if number is None:
            fresh = _imported(item)
            if fresh.uid in entries:
                report.conflicts.append(f"line {item.line}: uid {fresh.uid} stands there twice")
                continue
            report.new += 1
            entries[fresh.uid] = Entry(fresh, tuple(_all_anchors(fresh)))
            continue
        stored = there[number]
        merged, differences = _merged(stored, item, update)
        report.conflicts += [f"line {item.line}: {stored.label} {difference}" for difference in differences]
        if merged != stored:
            report.changed += 1
            entries[number] = Entry(merged, tuple(_all_anchors(merged)))
            there[number] = merged  # a second line about it goes on from here
        elif not differences:
            report.same += 1
    if write is not None and entries:
        write(list(entries.values()))


def _targets(base: Base, piece: Sequence[Incoming]) -> dict[int, int]:
    """Return which concept each item of the piece is about, by its place; none for new ones."""
    by_uid = base.by_uid({item.concept.uid for item in piece if item.concept.uid})
    by_key = base.by_key({place for item in piece for place in _keys(item.concept)})
    targets = {}
    for place, item in enumerate(piece):
        if item.concept.uid in by_uid:
            targets[place] = by_uid[item.concept.uid]
            continue
        sides = [
            {number for side, key in _keys(item.concept) if side == family for number in by_key.get((side, key), ())}
            for family in ("ko", "zh")
        ]
        if both := sides[0] & sides[1]:
            targets[place] = min(both)
    return targets


def _keys(concept: Concept) -> set[tuple[str, str]]:
    korean = {("ko", keys.ko_key(term.text)) for term in concept.korean}
    return korean | {("zh", keys.han_key(term.text)) for term in concept.chinese}


def _all_anchors(concept: Concept) -> Iterator[Anchor]:
    attested = [term for term in concept.terms if term.derived is None]
    korean = [term.text for term in attested if term.language == "ko"]
    chinese = [term.text for term in attested if term.language.startswith("zh")]
    return _anchors(korean, chinese, concept.kind, concept.relation)


def _imported(item: Incoming) -> Concept:
    """Return the concept that a file brings: with a uid, and with what the file leaves out worked out from its forms."""
    concept = replace(item.concept, id=None, uid=item.concept.uid or str(uuid.uuid4()))
    korean, chinese = concept.korean, concept.chinese
    if "relation" in item.fields or not korean or not chinese:
        return concept
    return replace(concept, relation=_relation(korean[0].text, chinese[0].text, concept.kind))


def _merged(there: Concept, item: Incoming, update: bool) -> tuple[Concept, list[str]]:
    """Return a stored concept with what the file adds, or says otherwise if that is to win; and the conflicts left."""
    conflicts: list[str] = []
    values: dict[str, object] = {}
    for name in sorted(item.fields & _IMPORTED):
        before, after = getattr(there, name), getattr(item.concept, name)
        if before == after or after is None:
            continue
        if before is None or update:
            values[name] = after
        else:
            conflicts.append(f"has {name} {before!r}, the file {after!r}")
    terms = list(there.terms)
    for term in item.concept.terms:
        terms, conflict = _merged_term(terms, term, update)
        conflicts += conflict
    known = {(note.text, note.type, note.level) for note in there.notes}
    notes = (*there.notes, *(note for note in item.concept.notes if (note.text, note.type, note.level) not in known))
    return _with_terms(replace(there, **values, notes=notes), terms), conflicts  # type: ignore[arg-type]


_IMPORTED: Final = frozenset(
    {"kind", "origin", "relation", "norm", "status", "part_of", "region", "scope", "subject", "source"}
)
"""Fields of a concept that a file may set."""


def _merged_term(terms: list[Term], incoming: Term, update: bool) -> tuple[list[Term], list[str]]:
    """Return the terms with one that the file brings: added, or changed if the file wins; or the conflict."""
    there = next((term for term in terms if _same_term(incoming, term)), None)
    if there is None:
        if update and incoming.status == "preferred":
            return _given_status([*terms, incoming], incoming, "preferred"), []
        return [*terms, _admitted(incoming) if _led(terms, incoming) else incoming], []
    wanted = replace(there, status=incoming.status, type=incoming.type, reading=incoming.reading or there.reading)
    if wanted == there:
        return terms, []
    if there.reading is None and replace(wanted, reading=None) == there:
        return [wanted if term == there else term for term in terms], []
    if not update:
        what = "status" if wanted.status != there.status else "type" if wanted.type != there.type else "reading"
        return terms, [f"has {there.text} with {what} {getattr(there, what)!r}, the file {getattr(wanted, what)!r}"]
    changed = [wanted if term == there else term for term in terms]
    return (_given_status(changed, wanted, "preferred") if wanted.status == "preferred" else changed), []


def _same_term(one: Term, other: Term) -> bool:
    """Say whether two terms are one form: the same text in the same language, whatever the tag of the script."""
    return one.text == other.text and one.language.partition("-")[0] == other.language.partition("-")[0]
