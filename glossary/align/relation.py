"""Alignment -> relation, flags and band: what the path says about how the two forms correspond."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from glossary.align.exact import Exact
from glossary.align.foreign import SOUTHERN
from glossary.align.form import FAIR, GOOD, Alignment, simplified
from glossary.align.given import METHOD as GIVEN
from glossary.align.korean import korean
from glossary.align.lexicon import Known
from glossary.align.search import GUESSES
from glossary.align.tally import Tally, count, is_patched
from glossary.align.transcription import fits, transcribes
from glossary.hangul import has_hangul, is_syllable
from glossary.model import Band, Flag, Gloss, Relation
from glossary.readings import mandarin, pinyin

_LONG: Final = 6
"""Hanzi from which an added syllable is a slip of the pen (typo) and a left-out hanzi a looser title."""


_MISSPELT: Final = 0.30
"""Cost a hanzi up to which look-alike syllables are a writer's error; what is less like is another language's name."""
_APPROVED: Final = 0.99
_CLOSED: Final = re.compile("(?:에서|에게|으로|[가-힣](?:[를을와과]|이나)|면서|따르면|하고|하며|및|또는|혹은|그리고)$")
"""Ends of words that close what went before: no name goes on behind 대만에서."""
_REMARKS: Final = frozenset("前現现故元新舊旧中美日韓韩北南英佛獨独露印蘇苏臺台男女左右上下可否")
"""Single hanzi that say something of what they follow: 시진핑(中), 의원(前)."""
_ENDED: Final = re.compile("(?:다|는|은|을|를|며|면|서|고|게|지|던|의|에|로|것|등|때|수)$")
"""Ends of words that name nothing: verbs, particles, 것."""


class Judgement(NamedTuple):
    """How a cut pair is related, with what confidence, and why."""

    relation: Relation
    flags: tuple[Flag, ...]
    band: Band
    confidence: float
    why: str
    japanese: bool = False
    """Read in Japanese, if only in part: whatever the relation, such a form is Japan's."""


def judge(gloss: Gloss, cut: Alignment) -> Judgement:
    """Return the relation, the flags and the band of a cut."""
    if cut.known is not None:
        return _approved(cut, cut.known)
    if gloss.cues.defines:
        return Judgement("abbreviation", (), "review", 0.6, "the text defines the short form")
    if cut.method == "whole":
        return _judge_whole(gloss, cut)
    if cut.exact is not None:
        judgement = _judge_exact(cut.exact, cut.glued, _leaves_a_syllable(gloss, cut))
        if judgement.relation == "both" and not _is_read_so(cut):
            return judgement._replace(relation="sino")
        return judgement
    tally = count(cut)
    foreign = _is_foreign(tally, cut) or _is_spelt_otherwise(gloss, cut, tally)
    relation: Relation = "other" if foreign else _relation(tally)
    if relation == "both" and not _is_read_so(cut):
        relation = "sino"
    flags = _flags(tally, relation, cut.size)
    band: Band = (
        "review" if _leaves_a_syllable(gloss, cut) else _band(cut, relation, flags, marked=_is_marked(gloss, cut))
    )
    return Judgement(
        relation,
        flags,
        band,
        _confidence(cut.cost, band, flags),
        f"{cut.method}, {cut.cost:.3f} a hanzi, margin {cut.margin:.2f}",
        tally.japanese and not foreign,
    )


@lru_cache(maxsize=512)
def _judge_exact(exact: Exact, glued: bool, leaves: bool) -> Judgement:
    """Judge what was looked up: one of few judgements, however many forms there are."""
    cost, tally = exact.cost, Tally(1, exact.pinyin, exact.sino, exact.standard)
    relation = _relation(tally)
    flags = _flags(tally, relation, 1)
    band: Band = "review" if leaves else _band_of_one(cost, glued) if exact.size == 1 else "accept"
    return Judgement(relation, flags, band, _confidence(cost, band, flags), f"read, {cost:.3f} a hanzi, margin 1.00")


def _is_read_so(cut: Alignment) -> bool:
    """Say whether the Korean is how Mandarin reads the form, not only each hanzi somewhere: 장 is 長 of 會長, and 長安 창안."""
    hans, spelt = simplified(cut.han.text), korean(cut.ko.text).chars
    readings = (*pinyin.pinyin(hans), pinyin.preferred(hans, kind="person"))
    return any(mandarin.official(reading) == spelt for reading in readings)


def _approved(cut: Alignment, known: Known) -> Judgement:
    """Accept what a person approved: a reading as it is read, anything else as they said, a translation where they said nothing."""
    if cut.path is not None:
        tally = count(cut)
        relation = _relation(tally)
        return Judgement(relation, _flags(tally, relation, cut.size), "accept", _APPROVED, known.why)
    unsaid: Relation = "translation" if has_hangul(cut.ko.text) else "other"
    return Judgement(known.relation or unsaid, (), "accept", _APPROVED, known.why)


def _judge_whole(gloss: Gloss, cut: Alignment) -> Judgement:
    if not has_hangul(cut.ko.text):
        return Judgement("other", (), "review", 0.55, "a Latin name beside a Han form")
    if gloss.cues.quoted and cut.cost <= FAIR:
        return Judgement("translation", (), "review", 0.5, "a quoted form beside a Han form, no reading of it")
    if transcribes(cut.units) and fits(cut.units, len(korean(cut.ko.text).chars)):
        return Judgement("other", (), "review", 0.4, "a transcription of another language")
    if _stands_alone(gloss, cut):
        return Judgement("translation", (), "review", 0.35, "a word that stands alone, not read")
    return Judgement("translation", (), "doubtful", 0.2, "no reading answers; the last word is a guess")


def _stands_alone(gloss: Gloss, cut: Alignment) -> bool:
    """Say whether nothing before the last word can belong to it: 마늘[蒜], …에서 블라디보스토크(海参崴); 농염한 맛(味浓) may be longer."""
    word = cut.ko.text
    if gloss.order != "ko-zh" or gloss.needs or len(word) < 2 or not all(map(is_syllable, word)):
        return False
    if gloss.han.text in _REMARKS or not gloss.han.text.isalpha():
        return False
    if is_syllable(gloss.bracket.text[gloss.han.end - gloss.bracket.start :].lstrip()[:1] or " "):
        # 김민규(現 델리 스파이스 멤버): the Han form begins a sentence of its own.
        return False
    before = gloss.window.text[: cut.ko.start - gloss.window.start].rstrip()
    return _ENDED.search(word) is None and (not before or _CLOSED.search(before) is not None)


def _is_foreign(tally: Tally, cut: Alignment) -> bool:
    """Say whether too little is read for a writer's error: 침사추이(尖沙咀) is Cantonese, 호아썬(火山) Vietnamese."""
    if tally.japanese:
        return False
    if cut.method in SOUTHERN.values() or cut.method == GIVEN or tally.named:
        return True
    if cut.method in ("tolerant", "block") and transcribes(cut.units):
        return tally.alike > 0 or cut.method == "block"
    return 2 * tally.alike > cut.size or (tally.alike > 0 and cut.cost > _MISSPELT)


def _is_spelt_otherwise(gloss: Gloss, cut: Alignment, tally: Tally) -> bool:
    """Say whether a Latin name in the bracket, which is no pinyin, tells that a form which is not read is of another language: 보오시(Boosi, 寶實)."""
    latin = gloss.cues.latin.casefold()
    if not latin.isalpha() or " " in cut.ko.text or tally.japanese:
        return False
    unread = (cut.method == "block" and tally.meaning == 1) or (cut.method == "tolerant" and tally.alike > 0)
    return unread and latin != "".join(map(mandarin.plain, pinyin.pinyin(simplified(cut.han.text))[0]))


def _relation(tally: Tally) -> Relation:
    if tally.japanese:
        # 무쓰 국(陸奥国) and 가쿠슈인 대학(学習院大学) go on in Sino-Korean as 산둥 성(山東省) does; 모토스 군(本巣郡) is Japanese as it stands.
        return "japanese" if tally.all_japanese else "mixed"
    if not tally.read:
        return "translation"
    if tally.meaning:
        return "mixed"
    if tally.sino and tally.pinyin and tally.standard:
        # What is misspelt has no second reading to coincide with: 류산(乳山) misses 루산.
        return "pinyin" if tally.alike else "both"
    if tally.sino:
        return "sino"
    if tally.pinyin or tally.all_pinyin:
        # 송타오루(松涛路) is odd Mandarin as a whole, not Sino-Korean 송 before Mandarin.
        return "pinyin"
    return "sino" if tally.all_sino else "mixed"


def _flags(tally: Tally, relation: Relation, size: int) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if tally.japanese or relation == "other":
        return ()
    if tally.added:
        flags.append("typo" if size >= _LONG else "misspelt")
    elif tally.alike:
        flags.append("misspelt")
    elif relation == "pinyin" and not tally.standard:
        flags.append("nonstandard")
    return tuple(flags)


def _leaves_a_syllable(gloss: Gloss, cut: Alignment) -> bool:
    """Say whether a dear reading leaves one syllable of its word: 이누어 of 애이누어(艾努語) may be 이 by chance, 신휘 of 목단강신휘 is read at no cost."""
    if not cut.glued or not 0.0 < cut.cost <= GOOD or cut.size == 1:
        return False
    before = gloss.window.text[: cut.ko.start - gloss.window.start]
    return len(before.rsplit(" ", 1)[-1]) == 1


def _is_taught(cut: Alignment) -> bool:
    """Say whether a translation is made of words alone, the first of them approved: 씨트립호텔그룹(攜程酒店集團), once 씨트립(携程) is."""
    if cut.path is None or cut.glued:
        return False
    segments = cut.path.segments
    return segments[0].rule not in GUESSES and all(segment.system in "TL" for segment in segments)


def _is_marked(gloss: Gloss, cut: Alignment) -> bool:
    """Say whether quotation marks tell where the Korean form begins, so that a left-out hanzi leaves its edges sure."""
    return gloss.cues.quoted and cut.ko.start == gloss.window.start


def _band(cut: Alignment, relation: Relation, flags: Sequence[Flag], *, marked: bool) -> Band:
    if cut.cost > FAIR:
        return "doubtful"
    if cut.size == 1:
        return _band_of_one(cut.cost, cut.glued)
    if (
        (relation == "translation" and not _is_taught(cut))
        or (relation == "other" and cut.method not in ("read", "skipping"))
        or cut.method in ("block", "contested")
        or (cut.method == "tolerant" and not marked)
        or (relation == "mixed" and is_patched(cut))
        or "misspelt" in flags
        or "typo" in flags
    ):
        return "review"
    return "accept" if cut.cost <= GOOD else "review"


def _band_of_one(cost: float, glued: bool) -> Band:
    """Return the band of a single hanzi, which is read by chance too often: 구(区) stands alone, 토요일(日) does not."""
    return "review" if cost <= GOOD and not glued else "doubtful"


def _confidence(cost: float, band: Band, flags: Sequence[Flag]) -> float:
    """Map the cost to a confidence: 0.99 for an exact reading, 0.9 at the edge of `accept`, 0.3 at the edge of `doubtful`."""
    if band == "doubtful":
        return 0.2
    if band == "accept":
        return round(0.99 - 0.9 * cost, 3)
    return round(max(0.3, 0.85 - cost - 0.1 * len(flags)), 3)
