"""Who goes out, and what of it: the policy of exports, with an account of everything left out.

Interchange profiles take every concept but the rejected and removed, whole. CAT profiles take what is approved or accepted by the machine, on the source
side every attested form (it is what stands in the text, so none is marked deprecated), on the target side the forms to be written.
Until a person approves, CAT profiles hold back what would be found where it does not belong: forms of one syllable or one hanzi (구),
ordinary words (평안, 위해 "for the sake of"), abbreviations defined in one document (13·5규획), and one spelling for several
things (루산: 乳山 and 庐山). Ordinary words are held back on the source side only: 허핑 finds nothing but 和平, though 和平 is a word.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from glossary.formats.exchange import SIMPLIFIED, Audience, Options
from glossary.hangul import is_hangul
from glossary.languages import CHINESE, is_han
from glossary.model import Concept, Note, Status, Term
from glossary.normalize.words import is_ordinary

DEFAULT_STATUSES: Final[dict[Audience, frozenset[Status]]] = {
    "interchange": frozenset({"candidate", "auto", "approved"}),
    "cat": frozenset({"auto", "approved"}),
}
REGIONS: Final = ("zh-TW", "zh-HK", "zh-MO")
"""Regional tags, which a form whose conversion is unsure never gets; zh-Hant is never relabelled as one of them."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The concepts of one export, cut down to what goes out, in the order of the file.

    *elsewhere* counts, for `no-source` and `no-target`, the tags under which the concepts left out would have forms.
    """

    concepts: list[Concept]
    left_out: Counter[str]
    lost: Counter[str]
    elsewhere: dict[str, Counter[str]] = field(default_factory=dict)


def select(concepts: Iterable[Concept], audience: Audience, options: Options) -> Selection:
    """Choose what goes out for *audience*: sorted by preferred Korean form, preferred Chinese form and uid, by code point.

    In a CAT selection the terms carry the two languages of *options* as their tags.
    """
    left_out: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    chosen = []
    for concept in concepts:
        reason = _refusal(concept, audience, options)
        if reason is None:
            chosen.append(_without_internal(concept, lost))
        else:
            left_out[reason] += 1
    elsewhere: dict[str, Counter[str]] = {}
    if audience == "cat":
        chosen = _two_languages(chosen, options, left_out, lost, elsewhere)
    return Selection(sorted(chosen, key=place), left_out, lost, elsewhere)


def place(concept: Concept) -> tuple[str, str, str]:
    """Sort key of a concept in a file: its content, never its number."""
    korean = next((term.text for term in concept.korean), "")
    chinese = next((term.text for term in concept.chinese), "")
    return korean, chinese, concept.uid


def _refusal(concept: Concept, audience: Audience, options: Options) -> str | None:
    """Return why the whole concept stays out, or None."""
    if concept.removed:
        return "removed"
    statuses = DEFAULT_STATUSES[audience] if options.statuses is None else options.statuses
    if concept.status not in statuses:
        return concept.status
    if options.kinds is not None and concept.kind not in options.kinds:
        return "kind"
    if options.origins is not None and concept.origin not in options.origins:
        return "origin"
    if audience == "cat" and options.guard and concept.status != "approved":
        # Names in hanja go out (宋慧敎, flagged own-hanja), words do not: 선체(船體) teaches nobody anything.
        if concept.origin == "ko" and concept.kind == "term":
            return "korean-word"
        if concept.relation == "abbreviation" and concept.documents <= 1:
            return "abbreviation"
    return None


def _without_internal(concept: Concept, lost: Counter[str]) -> Concept:
    internal = sum(note.internal for note in concept.notes)
    if not internal:
        return concept
    lost["internal notes"] += internal
    return replace(concept, notes=tuple(note for note in concept.notes if not note.internal))


def _two_languages(
    concepts: Sequence[Concept],
    options: Options,
    left_out: Counter[str],
    lost: Counter[str],
    elsewhere: dict[str, Counter[str]],
) -> list[Concept]:
    """Cut concepts down to source and target forms; guard them."""
    homographs = _homographs(concepts, options)
    cut = []
    for concept in concepts:
        guarded = options.guard and concept.status != "approved"
        sources, why = _sources(concept, options, homographs if guarded else None, lost)
        if why is None:
            targets, why = _targets(concept, options, guarded, lost)
        if why is not None:
            left_out[why] += 1
            if why in ("no-source", "no-target"):
                elsewhere.setdefault(why, Counter()).update(_tags_with_forms(concept, options, why))
            continue
        lost["forms in further languages or scripts"] += _others(concept, options)
        terms = _labelled(sources, options.source) + _labelled(targets, options.target)
        cut.append(replace(concept, terms=terms, notes=_notes(concept, terms, options)))
    lost += Counter()  # drops the zeros
    return cut


def _tags_with_forms(concept: Concept, options: Options, missing: str) -> list[str]:
    """Return the tags of the same language under which *concept* has forms for the side that is *missing*."""
    wanted = options.source if missing == "no-source" else options.target
    found = []
    for tag in ("zh-CN", "zh-Hant") if wanted.startswith("zh") else ():
        asked = replace(options, source=tag) if missing == "no-source" else replace(options, target=tag)
        find = (
            _sources(concept, asked, None, Counter())
            if missing == "no-source"
            else _targets(concept, asked, False, Counter())
        )
        if tag != wanted and find[0]:
            found.append(tag)
    return found


def _sources(
    concept: Concept, options: Options, homographs: frozenset[tuple[str, str]] | None, lost: Counter[str]
) -> tuple[list[Term], str | None]:
    """Return the source forms, or the reason why there are none. *homographs* is None where nothing is guarded."""
    forms = [term for term in in_language(concept, options.source) if term.derived is None]
    if not forms:
        return [], "no-source"
    if homographs is None:
        return forms, None
    reasons = [_guard(concept, term, options.source, homographs) for term in forms]
    kept = [term for term, reason in zip(forms, reasons, strict=True) if reason is None]
    if not kept:
        return [], reasons[0]
    lost["source forms held back until approved"] += len(forms) - len(kept)
    return kept, None


def _guard(concept: Concept, term: Term, language: str, homographs: frozenset[tuple[str, str]]) -> str | None:
    """Return why one source form is held back, or None."""
    if _is_single(term.text):
        return "single"
    if is_ordinary(term.text, language):
        return "ordinary"
    if term.type == "abbreviation" and concept.documents <= 1:
        return "abbreviation"
    return "homograph" if (concept.uid, fold(term.text)) in homographs else None


def _targets(concept: Concept, options: Options, guarded: bool, lost: Counter[str]) -> tuple[list[Term], str | None]:
    """Return the target forms, or the reason why there are none: nobody shall write what is deprecated or misspelt."""
    forms = in_language(concept, options.target)
    if options.target in REGIONS:
        forms = [term for term in forms if "unsure" not in term.flags]
    kept = [term for term in forms if term.status == "preferred" or _is_admitted(term)]
    if not kept:
        return [], "no-target"
    lost["deprecated or misspelt target forms"] += len(forms) - len(kept)
    if guarded:
        plural = [term for term in kept if not _is_single(term.text)]
        if not plural:
            return [], "single"
        lost["target forms of one letter"] += len(kept) - len(plural)
        kept = plural
    return kept, None


def _is_admitted(term: Term) -> bool:
    return term.status == "admitted" and not {"misspelt", "typo"} & set(term.flags)


def _is_single(text: str) -> bool:
    """Say whether *text* is one character, or marks around one syllable or hanzi (《红》); C++ is not."""
    letters = [char for char in text if char.isalnum()]
    return len(text) == 1 or (len(letters) == 1 and (is_hangul(letters[0]) or is_han(letters[0])))


def fold(text: str) -> str:
    """Return *text* for comparing spellings: compatibility forms, case, spaces and marks do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded)) or folded


def _homographs(concepts: Sequence[Concept], options: Options) -> frozenset[tuple[str, str]]:
    """Return (uid, folded source form) of every form that another concept bears with other target forms.

    Only what is about to go out counts: a doubtful candidate does not block a good name.
    """
    bearers: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for concept in concepts:
        targets = frozenset(fold(term.text) for term in concept.terms if _speaks(term.language, options.target))
        for key in {fold(term.text) for term in in_language(concept, options.source) if term.derived is None}:
            bearers[key].append((concept.uid, targets))
    return frozenset(
        (uid, key)
        for key, group in bearers.items()
        if len(group) > 1
        for uid, targets in group
        if any(targets.isdisjoint(others) for other, others in group if other != uid)
    )


def _speaks(language: str, tag: str) -> bool:
    return language.split("-")[0] == tag.split("-")[0]


def tags(language: str) -> tuple[str, ...]:
    """Return the tags of the model that answer to the tag *language* of a file with one script."""
    if language in SIMPLIFIED:
        return ("zh-Hans", "zh-CN", "zh")
    if language == "zh":
        return CHINESE
    return (language, "zh") if language.startswith("zh-") else (language,)


def in_language(concept: Concept, language: str) -> list[Term]:
    """Return the forms of *concept* that belong under the tag *language*, preferred first, none twice.

    ``zh`` forms are equal in both scripts and go under either; one that mixes the scripts (劉广华) stays out where a converted form of its
    length stands beside it.
    """
    wanted = tags(language)
    converted = {
        len(term.text)
        for term in concept.terms
        if term.language in wanted and (term.derived or "").startswith("opencc:")
    }
    forms: dict[str, Term] = {}
    for term in sorted((term for term in concept.terms if term.language in wanted), key=_rank):
        mixed = term.language == "zh" != language and len(term.text) in converted
        if not mixed:
            forms.setdefault(term.text, term)
    return list(forms.values())


def _rank(term: Term) -> tuple[int, int, str]:
    return ("preferred", "admitted", "deprecated").index(term.status), -term.seen, term.text


def _others(concept: Concept, options: Options) -> int:
    """Count the attested forms that belong to neither language of the file."""
    known = {*tags(options.source), *tags(options.target)}
    return sum(term.derived is None and term.language not in known for term in concept.terms)


def _labelled(terms: Sequence[Term], language: str) -> tuple[Term, ...]:
    """Give terms the tag of the file; one is preferred, and no source form is deprecated.

    CAT tools show a deprecated source form as a pair like any other, or drop its whole entry.
    """
    labelled = []
    for number, term in enumerate(terms):
        first = number == 0 and term.status == "preferred"
        labelled.append(replace(term, language=language, status="preferred" if first else "admitted"))
    return tuple(labelled)


def _notes(concept: Concept, terms: Sequence[Term], options: Options) -> tuple[Note, ...]:
    """Keep the notes of the concept, and of the languages and terms that go out."""
    texts = {(term.language, term.text) for term in terms}
    kept = []
    for note in concept.notes:
        for language in (options.source, options.target):
            if note.level != "concept" and note.language in tags(language):
                labelled = replace(note, language=language)
                if note.level == "language" or (language, note.term) in texts:
                    kept.append(labelled)
                break
        else:
            if note.level == "concept":
                kept.append(note)
    return tuple(kept)
