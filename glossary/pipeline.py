"""The order of the stages that make pairs of a document, and nothing else knows it: documents -> extract -> align -> classify -> normalize."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from glossary.align import SHIPPED, Alignment, Lexicon
from glossary.align.choose import Cut, choose
from glossary.align.doubts import doubt
from glossary.classify import Context, kind_of, norm_of, origin_of
from glossary.classify.agreement import agreed, supported, without_overlaps
from glossary.classify.scene import Stage
from glossary.classify.slips import slip_of
from glossary.classify.variety import variety_of
from glossary.documents.parts import Part, divide
from glossary.extract import glosses
from glossary.extract.visible import Visible, visible
from glossary.extract.windows import sentence_span
from glossary.hangul import is_syllable
from glossary.model import READING_RELATIONS, Document, Gloss, Kind, Origin, Pair, Span, Step, Steps, Variety
from glossary.normalize import script
from glossary.readings import orthography
from glossary.readings.chosen import reading

# Particles and endings behind a bracket: what is left of the word without them is part of the name.
_PARTICLE: Final = re.compile(
    "(?:이라는|라는|이라고|라고|이란|란|이다|이며|이고|으로서|로서|으로써|로써|으로부터|로부터|에서는|에서도|에서의|에서|에게서|에게|에는|에도|에의|에|으로의|으로는|으로도|으로|로의|로는|로도|로|과의|와의|과는|와는|과도|와도|과|와|"
    "까지의|까지|부터의|부터|보다|처럼|만의|만이|만을|만|이나|나|이랑|랑|하고|께서|께|은|는|이|가|을|를|의|도|등의|등이|등을|등|씨|측|간|이었다|였다|인|및)$"
)
_SLIP: Final = 0.6
"""Confidence of a pair whose Han form looks like a slip for a well-known name."""
_GLUED: Final = re.compile("[가-힣A-Za-z0-9]{1,40}")
_DIVISION: Final = re.compile("(?:특별행정구|특별시|광역시|자치구|자치주|자치현|성|시|현|구|군|진|향|촌|주|도|맹|기)")


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
    setting = _Setting(stage, stage.balance(), *variety_of(document.text))
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
        pairs.sort(key=lambda pair: (min(pair.ko.start, pair.zh.start), pair.zh.start, pair.ko.start))
    return pairs


def _brackets(found: list[Gloss]) -> list[list[Gloss]]:
    """Return the glosses of each bracket."""
    if len(found) == 1:
        return [found]  # as in half of all sentences
    return [list(group) for _, group in groupby(found, key=lambda gloss: gloss.bracket.start)]


class _Setting(NamedTuple):
    """What a document says for all of its pairs: whose scene it is, and which Korean it is written in."""

    stage: Stage
    balance: float
    variety: Variety | None
    cue: str


def _pair(document: Document, chosen: Cut, setting: _Setting) -> Pair:
    gloss, cut, judgement = chosen
    text, korean, han = document.text, cut.ko.form, cut.han.form
    hans = script.to_hans(han)
    start, end, last = min(cut.ko.start, cut.han.start), gloss.bracket.end, max(cut.ko.end, cut.han.end)
    line_start, line_end = line = sentence_span(text, start, max(cut.ko.end, end))
    sentence = text[line_start:line_end]
    prefix, glued = _word_around(text, gloss, cut)
    cues = gloss.cues
    if not cues.quoted and text[cut.ko.start - 1 : cut.ko.start] in ("《", "〈", "『", "「"):
        cues = cues._replace(quoted=True)
    context = Context(
        ko=korean,
        zh=han,
        hans=hans,
        relation="japanese" if judgement.japanese else judgement.relation,
        cues=cues,
        before=text[max(line_start, start - 80) : start],
        after=text[end : min(line_end, end + 120)],
        sentence=sentence,
        glued=glued,
        prefix=prefix,
        balance=setting.balance,
        scene=setting.stage.around(start, end, line, last),
        told=setting.stage.lands(line_start, line_end, (start, last)),
        title=document.title or "",
        inside=gloss.bracket.text,
        elsewhere=_elsewhere(text, cut.ko.text, end),
    )
    known = None if cut.known is None or cut.known.read else cut.known
    kind, kind_cue = (known.kind, known.why) if known and known.kind else kind_of(context)
    origin, origin_cue = (known.origin, known.why) if known and known.origin else origin_of(context, kind)
    norm, norm_cue = norm_of(context, kind, origin)
    flags, band = judgement.flags + (("own-hanja",) if origin == "ko" and kind == "person" else ()), judgement.band
    slip = slip_of(context, kind, text) if origin == "zh" and cut.known is None else None
    if slip is not None:
        flags, band = (*flags, slip.flag), "review" if band == "accept" else band
    hant = _hant(hans, han, kind == "person", origin)
    spelt, official = None, None
    if origin in ("zh", "ko"):
        sounded = judgement.relation == "pinyin" and not judgement.flags
        has_official = origin == "zh" and judgement.relation in READING_RELATIONS and kind not in ("title", "term")
        spelt, official = _sound(hans, kind, korean if sounded else "", has_official)

    def steps() -> tuple[Step, ...]:
        ko, zh, why = korean, han, judgement.why
        beside = "a Han form inside a bracket" if gloss.order == "ko-zh" else "a Han form beside a bracket"
        return (
            Step("extract", gloss.order, gloss.bracket.text, zh, beside),
            Step("align", cut.method, gloss.window.text, ko, f"{cut.describe()} [{why}]"),
            Step("align", "relation", ko, judgement.relation, why),
            Step("align", "band", ko, judgement.band, doubt(gloss, cut, judgement)),
            Step("classify", "kind", zh, kind, kind_cue),
            Step("classify", "origin", zh, origin, origin_cue),
            Step("classify", "norm", ko, norm, norm_cue),
            Step("classify", "variety", ko, setting.variety or "", setting.cue),
            Step("normalize", "t2s", zh, hans),
            Step("normalize", "s2t", hans, hant),
        ) + (() if slip is None else (Step("classify", "slip", zh, slip.right, slip.why),))

    return Pair(
        document=document.name,
        ko=cut.ko,
        zh=cut.han,
        relation=judgement.relation,
        origin=origin,
        kind=kind,
        band=band,
        confidence=judgement.confidence if slip is None else min(judgement.confidence, _SLIP),
        sentence=sentence,
        how=gloss.how,
        part_of=_part_of(prefix, korean, glued) if prefix or glued else None,
        flags=flags,
        zh_hans=hans,
        zh_hant=hant,
        pinyin=spelt,
        official=official,
        norm=norm,
        variety=setting.variety,
        steps=Steps(steps),
    )


def _hant(hans: str, written: str, person: bool, origin: Origin) -> str:
    """Return the traditional form, as written where it was.

    What has no simplified letter is as written too in a Korean or Japanese name: the 里 of 죽산리(竹山里) is a village, never 裏.
    """
    is_theirs = origin in ("ko", "ja")
    if script.script_of(written) == "zh-Hant" or (is_theirs and not script.has_simplified(written)):
        return script.usual_shape(written)
    return script.to_hant(hans, person=person)


@lru_cache(maxsize=2_048)
def _sound(hans: str, kind: Kind, spelt: str, official: bool) -> tuple[str | None, str | None]:
    """Return pinyin and, if asked for, the *official* Hangul of a Chinese form.

    *spelt* is the Hangul of its Mandarin sound where the writer gave one; it decides between the readings of a hanzi.
    """
    if not (official or spelt):
        return orthography.spelt(hans, kind), None  # as for nine pairs of ten
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
    start = head = cut.ko.start
    while start and _is_of_word(text[start - 1]) and head - start < 40:
        start -= 1
    behind = _GLUED.match(text, gloss.bracket.end)
    if behind is None or text[cut.ko.end : gloss.bracket.start].strip():
        return text[start:head], ""
    return text[start:head], _without_particle(behind.group())


def _is_of_word(char: str) -> bool:
    return is_syllable(char) or (char.isascii() and char.isalnum())


@lru_cache(maxsize=1_024)
def _without_particle(word: str) -> str:
    return _PARTICLE.sub("", word, count=1)


def _part_of(prefix: str, korean: str, glued: str) -> str | None:
    """Return the longer name in which the form stands, None where only a particle or a division word (시, 성) follows."""
    if _DIVISION.match(glued) and not prefix:
        return None
    if len(glued) < 2 and not prefix:
        return None
    return f"{prefix}{korean}{glued}" if len(prefix) + len(glued) >= 2 else None
