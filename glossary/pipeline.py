"""The order of the stages that make pairs of a document, and nothing else knows it: documents -> extract -> align -> classify -> normalize."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from glossary.align import SHIPPED, Alignment, Lexicon
from glossary.align.choose import Cut, choose
from glossary.align.doubts import doubt
from glossary.classify import Context, kind_of, norm_of, origin_of
from glossary.classify.agreement import agreed, supported, without_overlaps
from glossary.classify.glued import longer_name, without_particle, word_before, word_behind
from glossary.classify.scene import Stage
from glossary.classify.slips import Slip, slip_of
from glossary.classify.variety import variety_of
from glossary.documents.parts import Part, divide
from glossary.extract import glosses
from glossary.extract.visible import Visible, visible
from glossary.extract.windows import sentence_span
from glossary.hangul import is_syllable
from glossary.model import (
    READING_RELATIONS,
    Document,
    Gloss,
    Kind,
    Norm,
    Origin,
    Pair,
    Span,
    Step,
    Steps,
    Variety,
    made,
)
from glossary.normalize import script
from glossary.readings import orthography
from glossary.readings.chosen import reading

_SLIP: Final = 0.6
"""Confidence of a pair whose Han form looks like a slip for a well-known name."""
_TITLE_MARKS: Final = frozenset("《〈『「")


Refusing: TypeAlias = Callable[[Pair, Lexicon], bool]
"""Says of a pair whether a person rejected it."""


def is_refused(pair: Pair, lexicon: Lexicon) -> bool:
    """Say whether a person rejected the pair."""
    return bool(lexicon.refuses(pair.ko.text, pair.zh.text))


def extract(
    document: Document, *, mentions: bool = False, lexicon: Lexicon = SHIPPED, refusing: Refusing = is_refused
) -> list[Pair]:
    """Return the pairs of *document* by position; with *mentions* also forms of known pairs that stand without a bracket.

    *lexicon* is what is known of words and pairs beforehand; `collect.lexicon_of` takes it from a term base. Pairs that it refuses, by
    what *refusing* says, are left out.
    """
    return [pair for part in divide(document) for pair in _extract(part, mentions, lexicon, refusing)]


def extract_part(part: Part, *, mentions: bool = False, lexicon: Lexicon = SHIPPED) -> list[Pair]:
    """Return the pairs of one part of a document, as `extract` does, with their positions in the whole document."""
    return _extract(part, mentions, lexicon, is_refused)


def _extract(part: Part, mentions: bool, lexicon: Lexicon, refusing: Refusing) -> list[Pair]:
    document = part.document
    seen = visible(document.text)
    if seen is None:
        pairs = _pairs(document, mentions, lexicon, refusing)
    else:
        document = document._replace(text=seen.text)
        pairs = [_as_written(pair, seen) for pair in _pairs(document, mentions, lexicon, refusing)]
    return [_behind(pair, part.start) for pair in pairs] if part.start else pairs


def _behind(pair: Pair, start: int) -> Pair:
    """Return a pair of a part with its places in the document, in which *start* code points stand before the part."""
    ko, zh = (Span(start + span.start, start + span.end, span.text) for span in (pair.ko, pair.zh))
    return pair._replace(ko=ko, zh=zh)


def _as_written(pair: Pair, seen: Visible) -> Pair:
    ko, zh = seen.span(pair.ko), seen.span(pair.zh)
    start, end = sentence_span(seen.written, min(ko.start, zh.start), max(ko.end, zh.end))
    return pair._replace(ko=ko, zh=zh, sentence=seen.written[start:end])


def _pairs(document: Document, mentions: bool, lexicon: Lexicon, refusing: Refusing) -> list[Pair]:
    found = glosses(document)
    if not found and not mentions:
        return []  # what the document says as a whole takes longer to see than that it has no pair
    stage = Stage(document.text)
    variety, cue = variety_of(document.text)
    setting = _Setting(stage, variety, cue)
    pairs: list[Pair] = []
    for group in _brackets(found):
        pairs += agreed([_pair(document, cut, setting) for cut in choose(group, lexicon)])
    pairs = supported(without_overlaps(pairs))
    if lexicon.refused:
        pairs = [pair for pair in pairs if not refusing(pair, lexicon)]
    if mentions:
        from glossary.mentions import find

        pairs += (pair for pair in find(document, pairs) if not refusing(pair, lexicon))
    if len(pairs) > 1:
        pairs.sort(key=_place)
    return pairs


def _place(pair: Pair) -> tuple[int, int, int]:
    ko, zh = pair.ko.start, pair.zh.start
    return min(ko, zh), zh, ko


def _brackets(found: list[Gloss]) -> list[list[Gloss]]:
    """Return the glosses of each bracket."""
    groups: list[list[Gloss]] = []
    start = -1
    for gloss in found:
        if gloss.bracket.start != start:
            start = gloss.bracket.start
            groups.append([])
        groups[-1].append(gloss)
    return groups


class _Setting:
    """What a document says for all of its pairs: whose scene it is, and which Korean it is written in."""

    __slots__ = ("cue", "stage", "variety")

    def __init__(self, stage: Stage, variety: Variety | None, cue: str) -> None:
        self.stage = stage
        self.variety = variety
        self.cue = cue


# Values of many fields are made without their names, which would take twice as long; the locals have the names of the fields.
def _pair(document: Document, chosen: Cut, setting: _Setting) -> Pair:
    gloss, cut, judgement = chosen
    relation, flags, band, confidence = judgement.relation, judgement.flags, judgement.band, judgement.confidence
    ko, zh, bracket = cut.ko, cut.han, gloss.bracket
    text, korean, han = document.text, _form(ko), _form(zh)
    hans = script.to_hans(han)
    start, end, last = min(ko.start, zh.start), bracket.end, max(ko.end, zh.end)
    line_start, line_end = line = sentence_span(text, start, max(ko.end, end))
    sentence = text[line_start:line_end]
    prefix, glued = _word_around(text, gloss, cut)
    cues = gloss.cues
    if not cues.quoted and text[ko.start - 1 : ko.start] in _TITLE_MARKS:
        cues = cues._replace(quoted=True)
    before, after = text[max(line_start, start - 80) : start], text[end : min(line_end, end + 120)]
    context = Context(
        korean,
        han,
        hans,
        "japanese" if judgement.japanese else relation,
        cues,
        before,
        after,
        sentence,
        glued,
        prefix,
        setting.stage,
        (start, end, line, last),
        document.title or "",
        bracket.text,
        _elsewhere(text, ko.text, end),
    )
    known = None if cut.known is None or cut.known.read else cut.known
    told = (known.kind, known.why) if known and known.kind else kind_of(context)
    kind = told[0]
    found = (known.origin, known.why) if known and known.origin else origin_of(context, kind)
    origin = found[0]
    due = norm_of(context, kind, origin)
    if origin == "ko" and kind == "person":
        flags = (*flags, "own-hanja")
    slip = slip_of(context, kind, text) if origin == "zh" and cut.known is None else None
    if slip is not None:
        flags, band, confidence = (*flags, slip.flag), "review" if band == "accept" else band, min(confidence, _SLIP)
    hant = _hant(hans, han, kind == "person", origin)
    pinyin: str | None = None
    official: str | None = None
    if origin in ("zh", "ko"):
        sounded = relation == "pinyin" and not judgement.flags
        has_official = origin == "zh" and relation in READING_RELATIONS and kind not in ("title", "term")
        if sounded or has_official:
            pinyin, official = _sound(hans, kind, korean if sounded else "", has_official)
        else:
            pinyin = orthography.spelt(hans, kind)  # as for nine pairs of ten
    part_of = longer_name(prefix, korean, glued) if prefix or glued else None
    steps = Steps(lambda: _steps(chosen, setting, told, found, due, hans, hant, slip))
    fields = (
        document.name,
        ko,
        zh,
        relation,
        origin,
        kind,
        band,
        confidence,
        sentence,
        gloss.how,
        part_of,
        flags,
        hans,
        hant,
        pinyin,
        official,
        due[0],
        setting.variety,
        steps,
    )
    return made(Pair, fields)


def _form(span: Span) -> str:
    """Return the form of a span, which its text is but where a page put more into it than letters and digits."""
    return span.text if span.text.isalnum() else span.form


def _steps(
    chosen: Cut,
    setting: _Setting,
    kind: tuple[Kind, str],
    origin: tuple[Origin, str],
    norm: tuple[Norm, str],
    hans: str,
    hant: str,
    slip: Slip | None,
) -> tuple[Step, ...]:
    """Return how a pair came about."""
    gloss, cut, judgement = chosen
    ko, zh, why = cut.ko.form, cut.han.form, judgement.why
    beside = "a Han form inside a bracket" if gloss.order == "ko-zh" else "a Han form beside a bracket"
    return (
        Step("extract", gloss.order, gloss.bracket.text, zh, beside),
        Step("align", cut.method, gloss.window.text, ko, f"{cut.describe()} [{why}]"),
        Step("align", "relation", ko, judgement.relation, why),
        Step("align", "band", ko, judgement.band, doubt(gloss, cut, judgement)),
        Step("classify", "kind", zh, *kind),
        Step("classify", "origin", zh, *origin),
        Step("classify", "norm", ko, *norm),
        Step("classify", "variety", ko, setting.variety or "", setting.cue),
        Step("normalize", "t2s", zh, hans),
        Step("normalize", "s2t", hans, hant),
    ) + (() if slip is None else (Step("classify", "slip", zh, slip.right, slip.why),))


def _hant(hans: str, written: str, person: bool, origin: Origin) -> str:
    """Return the traditional form, as written where it was.

    What has no simplified letter is as written too in a Korean or Japanese name: the 里 of 죽산리(竹山里) is a village, never 裏.
    """
    if script.has_simplified(written) or not (origin in ("ko", "ja") or script.has_traditional(written)):
        return script.to_hant(hans, person=person)
    return script.usual_shape(written)


@lru_cache(maxsize=2_048)
def _sound(hans: str, kind: Kind, spelt: str, official: bool) -> tuple[str | None, str | None]:
    """Return pinyin and, if asked for, the *official* Hangul of a Chinese form.

    *spelt* is the Hangul of its Mandarin sound where the writer gave one; it decides between the readings of a hanzi.
    """
    sound = reading(hans, kind=kind, korean=(spelt,) if spelt else ())
    return sound.pinyin, sound.official if official else None


def _elsewhere(text: str, korean: str, end: int) -> tuple[str, ...]:
    """Return what follows the next places where *korean* stands again at the head of a word, four at most."""
    found: list[str] = []
    place = text.find(korean, end, end + 20_000)
    while place >= 0 and len(found) < 4:
        if not is_syllable(text[place - 1]):
            found.append(text[place + len(korean) : place + len(korean) + 40])
        place = text.find(korean, place + len(korean), end + 20_000)
    return tuple(found)


def _word_around(text: str, gloss: Gloss, cut: Alignment) -> tuple[str, str]:
    """Return what is glued to the Korean form before it and behind the bracket, the particle at the end taken off."""
    if gloss.order != "ko-zh":
        return "", ""
    apart = text[cut.ko.end : gloss.bracket.start].strip()
    return word_before(text, cut.ko.start), "" if apart else without_particle(word_behind(text, gloss.bracket.end))
