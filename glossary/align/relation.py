"""Alignment -> relation, flags and band: what the path says about how the two forms correspond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from glossary.align.exact import near
from glossary.align.foreign import SOUTHERN
from glossary.align.form import FAIR, GOOD, Alignment
from glossary.align.lexicon import Known, is_foreign_name
from glossary.align.search import GUESSES, Segment, korean
from glossary.align.transcription import fits, transcribes
from glossary.align.units import Sound, System, Unit, is_standard
from glossary.hangul import has_hangul
from glossary.model import Band, Flag, Gloss, Relation
from glossary.readings import hanja

_LONG: Final = 6
"""Hanzi from which an added syllable is a slip of the pen (typo) and a left-out hanzi a looser title."""


_MISSPELT: Final = 0.30
"""Cost a hanzi up to which look-alike syllables are a writer's error; what is less like is another language's name."""
_APPROVED: Final = 0.99


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a cut pair is related, with what confidence, and why."""

    relation: Relation
    flags: tuple[Flag, ...]
    band: Band
    confidence: float
    why: str


class _Tally(NamedTuple):
    """Which systems explain the segments: *pinyin* and *sino* hold for all read ones, *standard* for 표 5 alone.

    *all_pinyin* and *all_sino* ask less: that most hanzi are read so alone, and each may be. *named* says that the whole is a name that a table gives in another language's sound: 홍콩(香港).
    """

    read: int
    pinyin: bool
    sino: bool
    standard: bool
    japanese: bool = False
    meaning: int = 0
    alike: int = 0
    added: int = 0
    named: bool = False
    all_pinyin: bool = False
    all_sino: bool = False


def judge(gloss: Gloss, cut: Alignment) -> Judgement:
    """Return the relation, the flags and the band of a cut."""
    if cut.known is not None:
        return _approved(cut, cut.known)
    if gloss.cues.defines:
        return Judgement("abbreviation", (), "review", 0.6, "the text defines the short form")
    if cut.method == "whole":
        return _judge_whole(gloss, cut)
    tally = _tally(cut)
    relation: Relation = "other" if _is_foreign(tally, cut) else _relation(tally)
    flags = _flags(tally, relation, cut.size)
    band: Band = (
        "review" if _leaves_a_syllable(gloss, cut) else _band(cut, relation, flags, marked=_is_marked(gloss, cut))
    )
    return Judgement(
        relation,
        flags,
        band,
        _confidence(cut, band, flags),
        f"{cut.method}, {cut.cost:.3f} a hanzi, margin {cut.margin:.2f}",
    )


def _approved(cut: Alignment, known: Known) -> Judgement:
    """Accept what a person approved: a reading as it is read, anything else as they said, a translation where they said nothing."""
    if cut.path is not None:
        tally = _tally(cut)
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
    return Judgement("translation", (), "doubtful", 0.2, "no reading answers; the last word is a guess")


def _tally(cut: Alignment) -> _Tally:
    if cut.exact is not None:
        return _Tally(cut.size, cut.exact.pinyin, cut.exact.sino, cut.exact.standard)
    assert cut.path is not None
    side = korean(cut.ko.text)
    base = cut.path.start
    pinyin = sino = standard = True
    japanese = False
    every, alone = {"P", "S"}, list[str]()
    read = meaning = alike = added = 0
    for segment in cut.path.segments:
        spelling = side.chars[segment.start - base : segment.end - base]
        if segment.system == "X":
            alike += segment.rule == "look-alike"
            added += segment.rule == "added"
        elif segment.system == "T":
            if _is_sino(cut.units[segment.first : segment.last], spelling):
                read, pinyin, standard = read + 1, False, False
                every &= {"S"}
            else:
                meaning += 1
        elif segment.system != "L":
            read += 1
            systems = _systems(cut, segment, spelling)
            japanese = japanese or segment.system == "J"
            pinyin = pinyin and "P" in systems
            standard = standard and "P" in systems and is_standard(systems["P"])
            sino = sino and "S" in systems
            # A further word is what it is: 루 of 하이수 루(海曙楼) and 호 of 선저우 8호(神舟八号) are Sino-Korean.
            further = any(0 < head <= segment.start - base for head in side.heads)
            every &= systems.keys() if further else _offered(cut, segment, spelling)
            alone += systems.keys() if len(systems) == 1 else ()
    named = all(
        segment.system == "T"
        and is_foreign_name(
            "".join(unit.char for unit in cut.units[segment.first : segment.last]),
            side.chars[segment.start - base : segment.end - base],
        )
        for segment in cut.path.segments
    )
    return _Tally(
        read,
        pinyin,
        sino,
        standard,
        japanese,
        meaning,
        alike,
        added,
        named,
        *(system in every and 2 * alone.count(system) > read for system in "PS"),
    )


def _systems(cut: Alignment, segment: Segment, spelling: str) -> dict[System, Sound]:
    """Return the systems that explain a segment; a word that is read as a whole has one."""
    if segment.last - segment.first > 1:
        return {segment.system: Sound(segment.system, segment.cost, segment.rule)}
    return near(cut.units[segment.first].sounds.get(spelling, ()))


def _offered(cut: Alignment, segment: Segment, spelling: str) -> set[str]:
    """Return every system that has the spelling, far-fetched or not."""
    if segment.last - segment.first > 1:
        return {segment.system}
    return {sound.system for sound in cut.units[segment.first].sounds.get(spelling, ())}


def _is_foreign(tally: _Tally, cut: Alignment) -> bool:
    """Say whether too little is read for a writer's error: 침사추이(尖沙咀) is Cantonese, 호아썬(火山) Vietnamese."""
    if tally.japanese:
        return False
    if cut.method in SOUTHERN.values() or tally.named:
        return True
    if cut.method in ("tolerant", "block") and transcribes(cut.units):
        return tally.alike > 0 or cut.method == "block"
    return 2 * tally.alike > cut.size or (tally.alike > 0 and cut.cost > _MISSPELT)


def _is_sino(part: Sequence[Unit], spelling: str) -> bool:
    """Say whether a head word's rendering is its Sino-Korean reading after all (大學 대학), taken syllable by syllable."""
    if len(part) != len(spelling):
        return False
    for unit, syllable in zip(part, spelling, strict=True):
        readings = {reading.hangul for reading in hanja.sino(unit.char)}
        if syllable not in readings | {hanja.initial_sound(reading) for reading in readings}:
            return False
    return True


def _relation(tally: _Tally) -> Relation:
    if tally.japanese:
        return "japanese"
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


def _is_patched(cut: Alignment) -> bool:
    """Say whether Mandarin and Sino-Korean are mixed within a word as no name mixes them: a Sino-Korean misreading, or a spelling by chance.

    A name may go on in Sino-Korean behind Mandarin that is spelt by 표 5 (촨극 川劇, 쓰촨청음 四川淸音), not the other way round
    (전부 典薄, 내서사인 內史舍人), nor behind a writer's spelling of one hanzi (닌교 寧橋).
    """
    if cut.path is None:
        return False
    side = korean(cut.ko.text)
    base = cut.path.start
    seen: list[str] = []
    for segment in cut.path.segments:
        if segment.start - base in side.heads:
            seen = []
        if segment.system not in "PS":
            continue
        spelling = side.chars[segment.start - base : segment.end - base]
        systems = _systems(cut, segment, spelling)
        if len(systems) == 1:
            seen.append("S" if "S" in systems else "P" if is_standard(systems["P"]) else "p")
    order = "".join(seen)
    return any(patch in order for patch in ("SP", "Sp", "pS")) and "PpS" not in order and "ppS" not in order


def _flags(tally: _Tally, relation: Relation, size: int) -> tuple[Flag, ...]:
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
        # A single hanzi is read by chance too often: 구(区) stands alone, 토요일(日) does not.
        return "review" if cut.cost <= GOOD and not cut.glued else "doubtful"
    if (
        (relation == "translation" and not _is_taught(cut))
        or (relation == "other" and cut.method not in ("read", "skipping"))
        or cut.method in ("block", "contested")
        or (cut.method == "tolerant" and not marked)
        or (relation == "mixed" and _is_patched(cut))
        or "misspelt" in flags
        or "typo" in flags
    ):
        return "review"
    return "accept" if cut.cost <= GOOD else "review"


def _confidence(cut: Alignment, band: Band, flags: Sequence[Flag]) -> float:
    """Map the cost to a confidence: 0.99 for an exact reading, 0.9 at the edge of `accept`, 0.3 at the edge of `doubtful`."""
    if band == "doubtful":
        return 0.2
    if band == "accept":
        return round(0.99 - 0.9 * cut.cost, 3)
    return round(max(0.3, 0.85 - cut.cost - 0.1 * len(flags)), 3)
