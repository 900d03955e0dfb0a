"""Forms and terms as people give them: told apart, made into a concept, one of each language preferred."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from glossary import consolidate
from glossary.errors import NotFound, ValueRefused
from glossary.house import as_admitted as as_admitted
from glossary.house import as_of_status, rivals
from glossary.house import with_status as with_status
from glossary.languages import language_of, primary_language
from glossary.model import (
    READING_RELATIONS,
    Anchor,
    Concept,
    Evidence,
    Kind,
    Note,
    Relation,
    Span,
    Term,
    check_text,
    group_of,
    term_order,
    term_text,
)
from glossary.normalize import keys
from glossary.normalize.script import script_of


def told_apart(forms: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the Korean and the Chinese forms. A form in Latin letters is what Korean text uses (WeKoreaGo)."""
    by_language: dict[str, list[str]] = {"ko": [], "zh": []}
    for form in forms:
        text = form_text(form)
        language = language_of(text)
        by_language["zh" if language == "zh" else "ko"].append(text)
    korean, chinese = (list(dict.fromkeys(by_language[language])) for language in ("ko", "zh"))
    if not korean or not chinese:
        missing = "Korean" if chinese else "Chinese"
        raise ValueRefused(
            f"no {missing} form among {', '.join(map(repr, forms))}; give one of each language, like 웨이하이 威海"
        )
    return korean, chinese


def form_text(form: str) -> str:
    """Return what a person typed as a term keeps it, without the marks that nobody sees: with them two forms would look the same.

    Marks of direction, zero-width spaces and joiners, soft hyphens come with what is pasted. Raises ValueRefused where nothing is left.
    """
    return check_text(term_text(check_text(form, "the form").translate(_UNSEEN)), "the form")


_UNSEEN: Final = dict.fromkeys(
    (
        0xAD,
        0x61C,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
    )
)


def has_form(terms: Iterable[Term], text: str) -> bool:
    """Say whether one of the terms is written *text*."""
    return any(term.text == form_text(text) for term in terms)


def form_of(there: Concept, terms: Iterable[Term], text: str) -> Term:
    """Return the term that is written *text*, else the one that folds to the same. Raises NotFound."""
    candidates = list(terms)
    found = meant([term.text for term in candidates], text)
    if found is None:
        known = ", ".join(term.text for term in candidates)
        raise NotFound(f"{there.label}: no form {form_text(text)!r}; it has {known}")
    return next(term for term in candidates if term.text == found)


def meant(texts: Sequence[str], text: str) -> str | None:
    """Return the one of *texts* that *text* means: the same, else the one that folds to the same; None where it is none or several."""
    wanted = form_text(text)
    if wanted in texts:
        return wanted
    folded = [one for one in texts if keys.han_key(one) == keys.han_key(wanted)]
    return folded[0] if len(folded) == 1 else None


def make(korean: Sequence[str], chinese: Sequence[str], kind: Kind) -> Concept:
    """Return a concept of these forms as the machine would make it, with what is derived from them; the first ones preferred.

    Chinese forms that do not fold to the same (韩国, 中国) are each worked out on their own: a reading belongs to its form.
    """
    alike: dict[str, list[str]] = {}
    for zh in chinese:
        alike.setdefault(keys.han_key(zh), []).append(zh)
    made, *further = (_consolidated(korean, forms, kind) for forms in alike.values())
    first = {korean[0], chinese[0]}
    leading = {term.language for term in made.terms if term.text in first}
    terms: list[Term] = []
    for term in made.terms:
        status = term.status if term.language not in leading else "preferred" if term.text in first else "admitted"
        terms.append(as_of_status(term, status))
    for other in further:
        terms += [as_admitted(term) if is_led(terms, term) else term for term in other.chinese]
    relation = relation_of(korean[0], chinese[0], kind)
    terms = [replace(term, seen=0) for term in terms]
    return with_terms(replace(made, uid=str(uuid.uuid4()), relation=relation, seen=0, documents=0), terms)


def _consolidated(korean: Sequence[str], chinese: Sequence[str], kind: Kind) -> Concept:
    """Return what the machine makes of every Korean form with every Chinese one."""
    evidence = [
        Evidence(
            document="", how="manual", ko=Span(0, len(ko), ko), zh=Span(0, len(zh), zh), relation=relation_of(ko, zh, kind),
            origin="zh", kind=kind, band="accept", confidence=1.0,
        )
        for ko in korean
        for zh in chinese
    ]  # fmt: skip
    return consolidate.concept(evidence)


def relation_of(ko: str, zh: str, kind: Kind) -> Relation:
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


def anchors_of(korean: Iterable[str], chinese: Sequence[str], kind: Kind, relation: Relation) -> Iterator[Anchor]:
    """Yield the places at which later sightings of these forms arrive."""
    group, reading = group_of(kind), relation in READING_RELATIONS
    zh_keys = [keys.han_key(zh) for zh in chinese]
    for ko in korean:
        ko_key = keys.ko_key(ko)
        for zh_key in zh_keys:
            yield Anchor(zh_key, ko_key, group, reading)


def notes_of(open_ones: Iterable[str], internal: Iterable[str]) -> tuple[Note, ...]:
    return (*(Note(text) for text in open_ones), *(Note(text, internal=True) for text in internal))


def is_led(terms: Iterable[Term], newcomer: Term) -> bool:
    return any(term.status == "preferred" and rivals(term.language, newcomer.language) for term in terms)


def with_terms(concept: Concept, terms: Iterable[Term]) -> Concept:
    return replace(concept, terms=tuple(sorted(terms, key=term_order)))


def stand_apart(language: str, term: Term) -> bool:
    """Say whether a text may be a term of *language* and of another one beside it: zh-Hans and zh-TW 深圳, zh-Hant and zh-TW 電腦, en-GB and en-US.

    ``zh`` stands for both scripts. 大鹰 is written in one of them: there is one term of it, whatever it is called.
    """
    if not are_at_odds(language, term.language):
        return False
    scripts = {one == "zh-Hans" for one in (language, term.language)}
    return primary_language(language) != "zh" or len(scripts) == 1 or script_of(term.text) == "zh"


def are_at_odds(one: str, other: str) -> bool:
    """Say whether two tags of a language are different ones, and neither is the language alone."""
    return one != other and primary_language(one) not in (one, other)


def same_term(one: Term, other: Term) -> bool:
    """Say whether two terms are one form: the same text in the same language, whatever the tag of the script."""
    return one.text == other.text and primary_language(one.language) == primary_language(other.language)
