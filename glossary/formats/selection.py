"""Who goes out, and what of it: the policy of exports, with an account of everything left out.

Interchange profiles take every concept but the rejected and removed, whole. CAT profiles take what is approved or accepted by the machine, on the source
side every attested form (it is what stands in the text, so none is marked deprecated), on the target side the forms to be written.
Until a person approves, CAT profiles hold back what would be found where it does not belong (`glossary.formats.guards`). Ordinary words are
held back on the source side only: 허핑 finds nothing but 和平, though 和平 is a word.

Profiles for machine translation take what is approved, every source form once and with one target. Nobody looks at what an engine replaces, so
the guards hold for approved concepts as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, NamedTuple

from glossary.formats.account import HELD_BACK, Audience, Tally
from glossary.formats.exchange import Options, model_tag
from glossary.formats.guards import Homographs, find_homographs, fold, guard, is_single, source_keys
from glossary.formats.repeats import Repeats
from glossary.languages import CHINESE, primary_language
from glossary.model import LINKS, Concept, Note, Status, Term, TermStatus, term_text

DEFAULT_STATUSES: Final[dict[Audience, frozenset[Status]]] = {
    "interchange": frozenset({"candidate", "auto", "approved"}),
    "cat": frozenset({"auto", "approved"}),
    "mt": frozenset({"approved"}),
}
REGIONS: Final = ("zh-TW", "zh-HK", "zh-MO")
"""Regional tags, which a form whose conversion is unsure never gets; zh-Hant is never relabelled as one of them."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The concepts of one export, cut down to what goes out, in the order of the file, and the account of the others."""

    concepts: list[Concept]
    left_out: Counter[str]
    lost: Counter[str]


def select(concepts: Iterable[Concept], audience: Audience, options: Options, *, forbidden: bool = False) -> Selection:
    """Return all at once what `outgoing` yields, with its account."""
    tally = Tally()
    chosen = list(outgoing(concepts, audience, options, tally, forbidden=forbidden))
    return Selection(chosen, +tally.left_out, +tally.lost)


def outgoing(
    concepts: Iterable[Concept],
    audience: Audience,
    options: Options,
    tally: Tally,
    *,
    forbidden: bool = False,
    further: bool = False,
) -> Iterator[Concept]:
    """Return what goes out for *audience*, one after the other, and count the rest in *tally*.

    A sequence is put in the order of a file (`place`); what is no sequence comes in it already, and may be gone through several times: with a
    million concepts that is cheaper than to remember them. In a selection for CAT or machine translation the terms carry the two languages of
    *options* as their tags; deprecated target forms are among them where the format can mark them as *forbidden*,
    and the first form of each *further* language where it has room for those.
    """
    if isinstance(concepts, Iterator):
        concepts = list(concepts)
    if isinstance(concepts, Sequence):
        concepts = sorted(concepts, key=place)
    if audience == "interchange":
        return _accepted(concepts, audience, options, tally)
    # Before the first concept goes out: a writer asks for it when it begins.
    tally.repeats = _repeats(concepts, audience, options)
    shared = _shared(concepts, audience, options, tally.repeats)
    pairs = _two_languages(concepts, audience, options, tally, shared, forbidden)
    return (_with_further(concept, others, further, tally.lost) for concept, others in pairs)


def place(concept: Concept) -> tuple[str, str, str]:
    """Sort key of a concept in a file: its content, never its number."""
    korean = next((term.text for term in concept.korean), "")
    chinese = next((term.text for term in concept.chinese), "")
    return korean, chinese, concept.uid


def _accepted(
    concepts: Iterable[Concept], audience: Audience, options: Options, tally: Tally | None = None
) -> Iterator[Concept]:
    """Yield the concepts that do not stay out as a whole, without what is internal; *tally* None counts nothing."""
    counted = tally or Tally()
    statuses = DEFAULT_STATUSES[audience] if options.statuses is None else options.statuses
    unasked = audience == "interchange" and (options.kinds, options.origins, options.scope) == (None, None, None)
    for concept in concepts:
        if unasked and concept.status in statuses and not concept.removed and not concept.notes:
            yield concept  # as most do; a million times, the questions below cost more than the answer
            continue
        reason = _refusal(concept, audience, options)
        if reason is None:
            yield _without_internal(concept, counted)
        else:
            counted.left_out[reason] += 1


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
    if options.scope is not None and concept.scope is not None and term_text(concept.scope) != options.scope:
        return "scope"
    if _is_guarded(concept, audience, options):
        # Names in hanja go out (宋慧敎, flagged own-hanja), words do not: 선체(船體) teaches nobody anything.
        if concept.origin == "ko" and concept.kind == "term":
            return "korean-word"
        if concept.relation == "abbreviation" and concept.documents <= 1:
            return "abbreviation"
    return None


def _is_guarded(concept: Concept, audience: Audience, options: Options) -> bool:
    """Say whether forms of *concept* may be held back: approval lifts the guards of a CAT tool, where a person sees each hit."""
    held = {"interchange": False, "cat": concept.status != "approved", "mt": True}
    return options.guard and held[audience]


def _without_internal(concept: Concept, tally: Tally) -> Concept:
    """Return *concept* without its internal notes; those that name another concept stay where the file has a place for them."""
    internal = [note for note in concept.notes if note.internal]
    if not internal:
        return concept
    links = sum(note.type in LINKS for note in internal)
    tally.lost["internal notes"] += len(internal) - links
    linked = "links" in tally.carries
    tally.lost["links"] += 0 if linked else links
    kept = tuple(note for note in concept.notes if not note.internal or (linked and note.type in LINKS))
    return replace(concept, notes=kept)


def _two_languages(
    concepts: Iterable[Concept],
    audience: Audience,
    options: Options,
    tally: Tally,
    shared: _Shared,
    forbidden: bool,
) -> Iterator[tuple[Concept, list[Term]]]:
    """Cut concepts down to source and target forms, and guard them; yield them with their forms in other languages."""
    homographs, owners = shared
    lost: Counter[str] = Counter()
    for concept in _accepted(concepts, audience, options, tally):
        lost.clear()  # what stays out as a whole has lost nothing
        guarded = _is_guarded(concept, audience, options)
        sources, why = _sources(concept, options, homographs if guarded else None, lost, strict=audience == "mt")
        if owners and why is None:
            sources, why = _owned(concept, sources, owners, lost)
        if why is None:
            targets, why = _targets(concept, options, guarded, lost, forbidden)
        if why is not None:
            tally.left_out[why] += 1
            if why in ("no-source", "no-target"):
                tally.elsewhere.setdefault(why, Counter()).update(_tags_with_forms(concept, options, why))
            continue
        lost["marks of deprecated source forms"] = sum(term.status == "deprecated" for term in sources)
        if audience == "mt":
            lost["further target forms"] = len(targets) - 1
            targets = targets[:1]
        for what, count in lost.items():
            if count:
                tally.lost[what] += count
        terms = _labelled(sources, options.source) + _labelled(targets, options.target, forbidden=forbidden)
        cut = replace(concept, terms=terms, notes=_notes(concept, terms, options, tally.lost))
        yield cut, _others(concept, options)


class _Shared(NamedTuple):
    """What becomes of source forms that several concepts have.

    The guards let none out that means several things (*homographs*); without them one goes to an engine for the concept that prefers it (*owners*).
    """

    homographs: Homographs
    owners: dict[str, str]


def _repeats(concepts: Iterable[Concept], audience: Audience, options: Options) -> Repeats:
    """Return which source forms stand in several concepts."""
    repeats = Repeats(len(concepts) if isinstance(concepts, Sequence) else None)
    for concept in _accepted(concepts, audience, options):
        for key in source_keys(_attested(concept, options)):
            repeats.note(key)
    return repeats


def _shared(concepts: Iterable[Concept], audience: Audience, options: Options, repeats: Repeats) -> _Shared:
    """Return which of the source forms that several concepts have mean several things, or for which one they go out."""

    def targets(concept: Concept) -> list[Term]:
        return [term for term in concept.terms if _speaks(term.language, options.target)]

    if not options.guard:
        return _Shared(frozenset(), _owners(concepts, options, repeats) if audience == "mt" else {})
    sources = partial(_attested, options=options)
    return _Shared(find_homographs(_accepted(concepts, audience, options), sources, targets, repeats), {})


def _owners(concepts: Iterable[Concept], options: Options, repeats: Repeats) -> dict[str, str]:
    """Return of each source form that several concepts have the uid of the one that it goes out for.

    An engine replaces it by one target: that of the concept which prefers the form, then where it was seen most.
    """
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for concept in _accepted(concepts, "mt", options):
        shared = [term for term in _attested(concept, options) if repeats.may(fold(term.text))]
        if shared and _targets(concept, options, False, Counter(), False)[0]:
            for term in shared:
                claim = _rank(term), concept.uid
                best[term.text] = min(best.get(term.text, claim), claim)
    return {text: uid for text, (_, uid) in best.items()}


def _owned(
    concept: Concept, sources: list[Term], owners: Mapping[str, str], lost: Counter[str]
) -> tuple[list[Term], str | None]:
    """Return the source forms that go out for *concept*, or the reason why there are none."""
    kept = [term for term in sources if owners.get(term.text, concept.uid) == concept.uid]
    if not kept:
        return [], "claimed"
    lost["source forms that go out for another concept"] += len(sources) - len(kept)
    return kept, None


def _attested(concept: Concept, options: Options) -> list[Term]:
    """Return the source forms that somebody wrote."""
    return [term for term in in_language(concept, options.source) if term.derived is None]


def _tags_with_forms(concept: Concept, options: Options, missing: str) -> list[str]:
    """Return the tags of the same language under which *concept* has forms for the side that is *missing*."""
    wanted = options.source if missing == "no-source" else options.target
    found = []
    for tag in ("zh-CN", "zh-Hant") if wanted.startswith("zh") else ():
        asked = replace(options, source=tag) if missing == "no-source" else replace(options, target=tag)
        find = (
            _sources(concept, asked, None, Counter())
            if missing == "no-source"
            else _targets(concept, asked, False, Counter(), False)
        )
        if tag != wanted and find[0]:
            found.append(tag)
    return found


def _sources(
    concept: Concept, options: Options, homographs: Homographs | None, lost: Counter[str], *, strict: bool = False
) -> tuple[list[Term], str | None]:
    """Return the source forms, or the reason why there are none. *homographs* is None where nothing is guarded."""
    forms = _attested(concept, options)
    if not forms:
        return [], "no-source"
    if homographs is None:
        return forms, None
    language = model_tag(options.source)
    reasons = [guard(concept, term, language, homographs, strict=strict) for term in forms]
    kept = [term for term, reason in zip(forms, reasons, strict=True) if reason is None]
    if not kept:
        return [], reasons[0]
    lost[HELD_BACK["mt" if strict else "cat"]] += len(forms) - len(kept)
    return kept, None


def _targets(
    concept: Concept, options: Options, guarded: bool, lost: Counter[str], forbidden: bool
) -> tuple[list[Term], str | None]:
    """Return the target forms, or the reason why there are none: nobody shall write what is deprecated or misspelt.

    Where the format can say that a form is *forbidden*, deprecated ones stand behind a form to be written.
    """
    forms = in_language(concept, options.target)
    if model_tag(options.target) in REGIONS:
        forms = [term for term in forms if "unsure" not in term.flags]
    kept = [term for term in forms if term.status == "preferred" or _is_admitted(term)]
    if not kept:
        return [], "no-target"
    warned = [term for term in forms if term.status == "deprecated"] if forbidden else []
    lost["deprecated or misspelt target forms"] += len(forms) - len(kept) - len(warned)
    if guarded:
        plural = [term for term in kept if not is_single(term.text)]
        if not plural:
            return [], "single"
        lost["target forms of one letter"] += len(kept) - len(plural)
        kept = plural
    return kept + warned, None


def _is_admitted(term: Term) -> bool:
    return term.status == "admitted" and not {"misspelt", "typo"} & set(term.flags)


def _speaks(language: str, tag: str) -> bool:
    return language.split("-")[0] == tag.split("-")[0]


def tags(language: str) -> tuple[str, ...]:
    """Return the tags of the model that answer to the tag *language* of a file with one script, ko-KR and zh-Hant-TW among them."""
    plain = model_tag(language)
    if plain == "zh-Hans":
        return ("zh-Hans", "zh-CN", "zh")
    if plain == "zh":
        return CHINESE
    return (plain, "zh") if plain.startswith("zh-") else (plain,)


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


def _others(concept: Concept, options: Options) -> list[Term]:
    """Return the attested forms that belong to neither language of the file, preferred first."""
    known = {*tags(options.source), *tags(options.target)}
    return sorted((term for term in concept.terms if term.derived is None and term.language not in known), key=_rank)


def _with_further(concept: Concept, others: Sequence[Term], further: bool, lost: Counter[str]) -> Concept:
    """Return *concept*, where *further* languages go out with the first form of each that may be written; Chinese in another script is none."""
    first: dict[str, Term] = {}
    for term in others if further else ():
        if term.language not in CHINESE and (term.status == "preferred" or _is_admitted(term)):
            first.setdefault(primary_language(term.language), term)
    lost["forms in further languages or scripts"] += len(others) - len(first)
    kept = (first[language] for language in sorted(first))
    return replace(concept, terms=(*concept.terms, *kept)) if first else concept


def _labelled(terms: Sequence[Term], language: str, *, forbidden: bool = False) -> tuple[Term, ...]:
    """Give terms the tag of the file; one is preferred, and no source form is deprecated.

    CAT tools show a deprecated source form as a pair like any other, or drop its whole entry. A target form stays deprecated where that is *forbidden*.
    """
    labelled = []
    for number, term in enumerate(terms):
        status: TermStatus = "preferred" if number == 0 and term.status == "preferred" else "admitted"
        if forbidden and term.status == "deprecated":
            status = "deprecated"
        labelled.append(replace(term, language=language, status=status))
    return tuple(labelled)


def _notes(concept: Concept, terms: Sequence[Term], options: Options, lost: Counter[str]) -> tuple[Note, ...]:
    """Keep the notes of the concept, and of the languages and terms that go out."""
    if not concept.notes:
        return ()
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
    lost["notes on forms that do not go out"] += len(concept.notes) - len(kept)
    return tuple(kept)
