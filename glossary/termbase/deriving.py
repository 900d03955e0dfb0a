"""What is derived of the kind, the origin and the relation of a concept, after somebody changed them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from glossary.consolidate import is_spelt
from glossary.model import Concept, Term
from glossary.normalize import keys
from glossary.termbase.forms import with_terms


class _Derived(NamedTuple):
    """The pinyin of each Chinese key, and the official Hangul of the leading Chinese form."""

    readings: dict[str, str | None]
    official: str | None


def rederived(there: Concept, wanted: Concept) -> Concept:
    """Return *wanted* with the pinyin and the official spelling that its kind, origin and relation give, if these are not those of *there*.

    A reading that is not the one derived so far was set by somebody, and stays.
    """
    if (there.kind, there.origin, there.relation) == (wanted.kind, wanted.origin, wanted.relation):
        return wanted
    before, now = _derived(replace(there, terms=wanted.terms)), _derived(wanted)
    terms = []
    for term in wanted.terms:
        if term.language == "ko":
            if term.derived != "table5" or term.text == now.official or term.status == "preferred":
                terms.append(replace(term, official=term.text == now.official))
            continue
        key = keys.han_key(term.text)
        derived = key in before.readings and term.reading == before.readings[key]
        terms.append(replace(term, reading=now.readings[key]) if derived else term)
    known = {term.text for term in (*there.korean, *wanted.korean)}  # one that was dropped does not come back
    if now.official is not None and now.official not in (before.official, *known):
        terms.append(Term("ko", now.official, type="variant", derived="table5", official=True))
    return with_terms(wanted, terms)


def _derived(concept: Concept) -> _Derived:
    """Work out what the machine makes of the forms of a concept."""
    from glossary.normalize.script import to_hans
    from glossary.readings.chosen import reading

    korean = [term.text for term in concept.korean if term.derived is None and not term.flags]
    readings: dict[str, str | None] = {}
    official = None
    for term in sorted(concept.chinese, key=lambda term: term.status != "preferred"):
        key = keys.han_key(term.text)
        if key in readings:
            continue
        sound = reading(to_hans(term.text), kind=concept.kind, korean=korean)
        official = official if readings else sound.official
        readings[key] = sound.pinyin if concept.origin in ("zh", "ko") else None
    return _Derived(readings, official if is_spelt(concept.kind, concept.origin, concept.relation) else None)
