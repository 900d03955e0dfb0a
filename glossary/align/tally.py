"""What explains each hanzi of a cut: Mandarin, Sino-Korean, both, Japanese, a meaning, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossary.align.exact import near
from glossary.align.form import Alignment
from glossary.align.korean import Korean, korean
from glossary.align.lexicon import is_foreign_name
from glossary.align.search import Segment
from glossary.align.sounds import Sound, is_standard
from glossary.align.units import Unit
from glossary.model import made
from glossary.readings import hanja


class Tally(NamedTuple):
    """Which systems explain the segments: *pinyin* and *sino* hold for all read ones, *standard* for 표 5 alone.

    *japanese* says that some are read in Japanese, *all_japanese* that all are; of the others nothing is asked then. *all_pinyin* and *all_sino* ask less: that most hanzi are read so alone, and each may be. *named* says that the whole is a name that a table gives in another language's sound: 홍콩(香港).
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
    all_japanese: bool = False


def count(cut: Alignment) -> Tally:
    """Count the segments of a cut by what explains them."""
    if cut.exact is not None:
        return Tally(cut.size, cut.exact.pinyin, cut.exact.sino, cut.exact.standard)
    assert cut.path is not None
    side, segments = korean(cut.ko.text), cut.path.segments
    base = cut.path.start
    second_word = base + _second_word(side)
    pinyin = sino = standard = True
    every, alone = {"P", "S"}, list[str]()
    read = in_japanese = by_word = meaning = alike = added = 0
    for segment in segments:
        spelling = side.chars[segment.start - base : segment.end - base]
        if segment.system == "X":
            alike += segment.rule == "look-alike"
            added += segment.rule == "added"
        elif segment.system == "T":
            by_word += 1
            if _is_sino(cut.units[segment.first : segment.last], spelling):
                read, pinyin, standard = read + 1, False, False
                every &= {"S"}
            else:
                meaning += 1
        elif segment.system == "J":
            read, in_japanese = read + 1, in_japanese + 1
        elif segment.system != "L":
            read += 1
            sounds = _sounds(cut, segment, spelling)
            systems = near(sounds)
            in_japanese += "J" in systems
            pinyin = pinyin and "P" in systems
            standard = standard and "P" in systems and is_standard(systems["P"])
            sino = sino and "S" in systems
            # A further word is what it is: 루 of 하이수 루(海曙楼) and 호 of 선저우 8호(神舟八号) are Sino-Korean.
            every &= systems.keys() if segment.start >= second_word else {sound.system for sound in sounds}
            if len(systems) == 1:
                alone += systems
    if in_japanese:
        whole = in_japanese == read and not meaning
        return made(Tally, (read, False, False, False, True, meaning, alike, added, False, False, False, whole))
    named = by_word == len(segments) and _is_named(cut, side, base)
    all_pinyin, all_sino = [system in every and 2 * alone.count(system) > read for system in ("P", "S")]
    fields = (read, pinyin, sino, standard, False, meaning, alike, added, named, all_pinyin, all_sino, False)
    return made(Tally, fields)


def _second_word(side: Korean) -> int:
    """Return where the second word of the Korean form begins, its length where it has one word."""
    size = len(side.chars)
    return size if size == len(side.text) else min([head for head in side.heads if head], default=size)


def _is_named(cut: Alignment, side: Korean, base: int) -> bool:
    """Say whether all words of a form are names by the sound of another language."""
    return cut.path is not None and all(
        is_foreign_name(
            "".join(unit.char for unit in cut.units[segment.first : segment.last]),
            side.chars[segment.start - base : segment.end - base],
        )
        for segment in cut.path.segments
    )


def _sounds(cut: Alignment, segment: Segment, spelling: str) -> tuple[Sound, ...]:
    """Return every way to read a segment so, far-fetched or not; a word that is read as a whole has one."""
    if segment.last - segment.first > 1:
        return (Sound(segment.system, segment.cost, segment.rule),)
    return cut.units[segment.first].sounds.get(spelling, ())


def _is_sino(part: Sequence[Unit], spelling: str) -> bool:
    """Say whether a head word's rendering is its Sino-Korean reading after all (大學 대학), taken syllable by syllable.

    What Korean leaves off at the end of a long name stays Sino-Korean: 중앙군사위(中央军事委员会).
    """
    if len(part) < len(spelling):
        return False
    for unit, syllable in zip(part, spelling, strict=False):
        readings = {reading.hangul for reading in hanja.sino(unit.char)}
        if syllable not in readings | {hanja.initial_sound(reading) for reading in readings}:
            return False
    return True


def is_patched(cut: Alignment) -> bool:
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
        systems = near(_sounds(cut, segment, spelling))
        if len(systems) == 1:
            seen.append("S" if "S" in systems else "P" if is_standard(systems["P"]) else "p")
    order = "".join(seen)
    return any(patch in order for patch in ("SP", "Sp", "pS")) and "PpS" not in order and "ppS" not in order
