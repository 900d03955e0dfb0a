"""Adding concepts by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from glossary.model import READING_RELATIONS, Concept, Kind, Status
from glossary.normalize import keys
from glossary.store.write import Entry
from glossary.termbase.forms import (
    anchors_of,
    as_admitted,
    group_of,
    is_led,
    make,
    notes_of,
    relation_of,
    same_term,
    told_apart,
    with_terms,
)

if TYPE_CHECKING:
    from glossary.store import Base

_UNSAID: Final = frozenset({"origin", "relation", "norm", "part_of"})


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: the concept, whether it was there *existing*, which *forms* are new in it.

    *homographs* are other things that are written the same in Korean or in Chinese.
    """

    concept: Concept
    existing: bool
    forms: tuple[str, ...]
    homographs: tuple[int, ...] = ()


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

    Where one concept has a Korean and a Chinese form of them already, or another reading of the Chinese one, it is that one: it
    gets the forms that are new in it, and nothing else. With *join* an equal Chinese form is enough. A removed one comes back. Raises ValueRefused where a side is missing.
    """
    korean, chinese = told_apart(forms)
    notes = notes_of((note,) if note else (), (internal,) if internal else ())
    with base.operation(actor, "person", "add") as operation:
        found = _same(base, korean, chinese, kind=kind, join=join)
        if found.concept is not None:
            wanted, fresh = _joined(base.concept(found.concept), korean, chinese)
            if wanted.removed:
                wanted = replace(wanted, removed=False, status=status)
            anchors = tuple(anchors_of(korean, chinese, wanted.kind, wanted.relation)) if fresh else ()
            base.put([Entry(wanted, anchors)], operation=operation)
            return Added(base.concept(found.concept), True, fresh, found.homographs)
        concept = replace(
            make(korean, chinese, kind or "term"), status=status, source=source, subject=subject, notes=notes
        )
        kinds: tuple[Kind, ...] = (kind,) if kind else ("term", "person", "place")
        anchors = tuple(anchor for each in kinds for anchor in anchors_of(korean, chinese, each, concept.relation))
        unsaid = _UNSAID if kind else _UNSAID | {"kind"}
        (number,) = base.put([Entry(concept, anchors, open=unsaid)], operation=operation)
        return Added(base.concept(number), False, (*korean, *chinese), found.homographs)


@dataclass(frozen=True, slots=True)
class _Found:
    """The concept that forms belong to, if there is one, and others that share one of them."""

    concept: int | None
    homographs: tuple[int, ...]


def _same(base: Base, korean: Sequence[str], chinese: Sequence[str], *, kind: Kind | None, join: bool) -> _Found:
    """Find the concept that these forms belong to; living ones before removed ones.

    It has a Korean and a Chinese form of them, or it is the one thing of its Chinese form and class that is read in Korean, and so are
    they: 위해 beside 웨이하이 (威海).
    """
    wanted = {("ko", keys.ko_key(text)) for text in korean} | {("zh", keys.han_key(text)) for text in chinese}
    there = base.by_key(wanted)
    with_ko = {number for place, numbers in there.items() if place[0] == "ko" for number in numbers}
    with_zh = {number for place, numbers in there.items() if place[0] == "zh" for number in numbers}
    living = {concept.id or 0: concept for concept in base.concepts(ids=with_ko | with_zh, references=False)}
    choices = with_ko & with_zh or (with_zh if join else set())
    if not choices and relation_of(korean[0], chinese[0], kind or "term") in READING_RELATIONS:
        read = {number for number in with_zh & living.keys() if _takes_readings(living[number], kind)}
        choices = read if len(read) == 1 else set()
    same = min(choices, key=lambda number: (number not in living, number), default=None)
    return _Found(same, tuple(sorted(number for number in living if number != same)))


def _takes_readings(there: Concept, kind: Kind | None) -> bool:
    """Say whether a further reading of its Chinese form names the same thing as *there*."""
    return there.relation in READING_RELATIONS and (kind is None or group_of(kind) == group_of(there.kind))


def _joined(there: Concept, korean: Sequence[str], chinese: Sequence[str]) -> tuple[Concept, tuple[str, ...]]:
    """Return a concept with the forms that it has not got yet, admitted, and these forms."""
    fresh = [
        term
        for term in make(korean, chinese, there.kind).terms
        if term.derived is None and not any(same_term(term, other) for other in there.terms)
    ]
    admitted = [as_admitted(term) if is_led(there.terms, term) else term for term in fresh]
    return with_terms(there, (*there.terms, *admitted)), tuple(term.text for term in fresh)
