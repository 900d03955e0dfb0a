"""Evidence -> Concepts: which sightings are one thing, and what the machine says of it.

Everything here is a pure function of the evidence in whatever order it comes: collecting documents one by one, in another
order or all at once gives the same concepts.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from glossary.model import (
    KINDS,
    NORMS,
    ORIGINS,
    READING_RELATIONS,
    RELATIONS,
    Anchor,
    Concept,
    Evidence,
    Flag,
    Kind,
    Origin,
    Relation,
    Status,
    Term,
    TermStatus,
    TermType,
    Variety,
    group_of,
    term_order,
    term_text,
)
from glossary.normalize import keys

_NAMESPACE: Final = uuid.UUID("5c0a9d2e-4c0b-5d57-9e0f-6f6b6f2d7a68")
_WEIGHT: Final = {"accept": 4, "review": 2, "doubtful": 1}
_SPELT: Final = ("person", "place", "organization", "product")
"""Kinds for which table 5 gives an official spelling."""
_T = TypeVar("_T", bound=str)


def anchor(evidence: Evidence) -> Anchor:
    """Return where a sighting belongs; *evidence* has both spans."""
    if evidence.ko is None or evidence.zh is None:
        raise ValueError("a sighting of one side only has no anchor")
    return Anchor(
        zh_key=keys.han_key(evidence.zh.text),
        ko_key=keys.ko_key(evidence.ko.text),
        group=group_of(evidence.kind),
        reading=evidence.relation in READING_RELATIONS,
    )


def uid(where: Anchor) -> str:
    """Return the UUIDv5 of a concept that is born at *where*: for readings without the Korean key, so that order does not matter."""
    parts = (where.zh_key, where.group, "" if where.reading else where.ko_key)
    return str(uuid.uuid5(_NAMESPACE, "\t".join(parts)))


def concept(evidence: Sequence[Evidence]) -> Concept:
    """Return the machine's view of one concept, without id and notes.

    The kind, origin, relation and norm are those best supported; `auto` takes one sighting in band accept, and for relations that are no
    reading, for single hanzi and for abbreviations it takes a second document too, so alone they stay `candidate`.
    """
    if not evidence:
        raise ValueError("a concept has at least one sighting")
    kind = _vote(evidence, lambda one: one.kind, KINDS)
    origin = _vote(evidence, lambda one: one.origin, ORIGINS)
    relation = _vote(evidence, lambda one: one.relation, RELATIONS)
    chinese, officials = _chinese(evidence, kind, origin)
    if not is_spelt(kind, origin, relation):
        officials = []
    part_of = Counter(one.part_of for one in evidence if one.part_of)
    return Concept(
        uid=uid(
            min((anchor(one) for one in evidence), key=lambda where: (where.zh_key, not where.reading, where.ko_key))
        ),
        kind=kind,
        origin=origin,
        relation=relation,
        status=_status(evidence, relation),
        terms=tuple(sorted((*_korean(evidence, officials), *chinese), key=term_order)),
        norm=_vote(evidence, lambda one: one.norm, NORMS),
        part_of=min(part_of, key=lambda text: (-part_of[text], text), default=None),
        seen=_seen(evidence),
        documents=len({one.document for one in evidence}),
    )


def is_spelt(kind: Kind, origin: Origin, relation: Relation) -> bool:
    """Say whether table 5 gives the names of these an official spelling."""
    return origin == "zh" and kind in _SPELT and relation in READING_RELATIONS


def _vote(evidence: Iterable[Evidence], value: Callable[[Evidence], _T], order: Sequence[str]) -> _T:
    """Return the value with most support, brackets before mentions; equal support goes by *order*."""
    votes: Counter[_T] = Counter()
    for one in evidence:
        votes[value(one)] += _WEIGHT[one.band] * (4 if one.how == "bracket" else 1)
    return min(votes, key=lambda choice: (-votes[choice], order.index(choice)))


def _seen(evidence: Iterable[Evidence]) -> int:
    return len({one.sighting for one in evidence})


def _status(evidence: Sequence[Evidence], relation: Relation) -> Status:
    accepted = any(one.band == "accept" for one in evidence)
    lone = len({one.document for one in evidence}) < 2
    if not accepted or (lone and relation not in READING_RELATIONS and relation != "japanese"):
        return "candidate"
    return "auto"


def _by_text(evidence: Sequence[Evidence], side: str) -> dict[str, list[Evidence]]:
    grouped: defaultdict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        span = getattr(one, side)
        grouped[term_text(span.form)].append(one)
    return grouped


def _korean(evidence: Sequence[Evidence], officials: Sequence[str]) -> list[Term]:
    """Return the attested Korean forms and, where nobody wrote them, the *officials*, the official spellings; one of them preferred.

    Preferred is the best supported form without misspelt or typo, the official one where support is equal, and the derived official one
    where every attested form is misspelt.
    """
    forms = _by_text(evidence, "ko")
    terms = []
    for text, sightings in forms.items():
        flags = _flags(sightings)
        terms.append(
            Term(
                language="ko",
                text=text,
                type="abbreviation" if all(one.relation == "abbreviation" for one in sightings) else "full",
                flags=flags,
                official=text in officials,
                variety=_variety(sightings),
                seen=_seen(sightings),
            )
        )
    for text in dict.fromkeys(officials):
        if text not in forms:
            terms.append(Term(language="ko", text=text, derived="table5", official=True))
    best = min(terms, key=preference)
    return [replace(term, status="preferred" if term is best else "admitted", type=_type(term, best)) for term in terms]


def _variety(sightings: Sequence[Evidence]) -> Variety | None:
    """Return the variety of a form that only the Koreans of China, or only the North, is seen to write: 류광화, 리사장; else None."""
    told = {one.variety for one in sightings}
    variety = told.pop() if len(told) == 1 else None
    return None if variety == "KR" else variety


def preference(term: Term) -> tuple[bool, bool, int, bool, str]:
    """Sort key that puts first which of the forms of a language is preferred: a right one, written, seen most, official."""
    wrong = "misspelt" in term.flags or "typo" in term.flags
    return (wrong, term.derived is not None, -term.seen, not term.official, term.text)


def _type(term: Term, best: Term) -> TermType:
    return term.type if term is best or term.type != "full" else "variant"


def _flags(sightings: Sequence[Evidence]) -> tuple[Flag, ...]:
    """Return the flags that every sighting of a form bears: one clean sighting clears a form."""
    common = set(sightings[0].flags)
    for one in sightings[1:]:
        common &= set(one.flags)
    return tuple(sorted(common))


def _sounded(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the Korean forms that spell the Mandarin sound correctly, the best supported first."""
    forms = _by_text([one for one in evidence if one.relation == "pinyin" and not one.flags], "ko")
    return tuple(sorted(forms, key=lambda text: (-_seen(forms[text]), text)))


def _chinese(evidence: Sequence[Evidence], kind: Kind, origin: Origin) -> tuple[list[Term], list[str]]:
    """Return the attested Chinese forms and those of the other script, each script with one preferred, and the official Hangul of each.

    What a person merged has several forms (国家电网, 国网), each with a sound of its own; the best supported come first.
    """
    forms: defaultdict[str, list[Evidence]] = defaultdict(list)
    for text, sightings in _by_text(evidence, "zh").items():
        forms[keys.han_key(text)] += sightings
    own: tuple[Flag, ...] = ("own-hanja",) if origin == "ko" and kind != "term" else ()
    terms: list[Term] = []
    officials = []
    for key in sorted(forms, key=lambda key: (-_seen(forms[key]), key)):
        written, official = _written(forms[key], kind, origin)
        terms += written
        officials += [official] if official is not None else []
    led: set[str] = set()
    out = []
    for term in terms:
        status: TermStatus = "admitted" if term.language in led else "preferred"
        kept: TermType = "variant" if term.language in led else "full"
        led.add(term.language)
        out.append(replace(term, status=status, type=kept, flags=(*own, *term.flags)))
    return out, officials


def _written(evidence: Sequence[Evidence], kind: Kind, origin: Origin) -> tuple[list[Term], str | None]:
    """Return one Chinese form in every way that it was written, and in the other script, with its pinyin; and the official Hangul."""
    from glossary.normalize import script
    from glossary.readings.chosen import reading

    person = kind == "person"
    terms: list[Term] = []
    for text, sightings in _by_text(evidence, "zh").items():
        terms.append(Term(language=_script(text, person), text=text, seen=_seen(sightings)))
    terms.sort(key=lambda term: (-term.seen, term.text))
    simplified = next((term.text for term in terms if term.language == "zh-Hans"), script.to_hans(terms[0].text))
    written = next((term.text for term in terms if term.language == "zh-Hant"), None)
    traditional = written or script.to_hant(simplified, person=person)
    if simplified != traditional:
        known = {term.text for term in terms}
        if simplified not in known:
            terms.append(Term(language="zh-Hans", text=simplified, derived="opencc:t2s"))
        if traditional not in known:
            unsure: tuple[Flag, ...] = ("unsure",) if script.is_ambiguous(simplified, person=person) else ()
            terms.append(Term(language="zh-Hant", text=traditional, derived="opencc:s2t", flags=unsure))
    sound = reading(simplified, kind=kind, korean=_sounded(evidence))
    pinyin = sound.pinyin if origin in ("zh", "ko") else None
    return [replace(term, reading=pinyin) for term in terms], sound.official


def _script(text: str, person: bool) -> str:
    """Return the language tag of a written form: what conversion leaves alone in one direction only is of that script.

    广森 is simplified although 广 is an old character too; 上韩網 mixes the scripts and stays ``zh``.
    """
    from glossary.normalize import script

    simplified, traditional = script.to_hans(text) == text, script.to_hant(text, person=person) == text
    if simplified == traditional:
        return "zh" if simplified else script.script_of(text)
    return "zh-Hans" if simplified else "zh-Hant"
