"""The cut of names that are neither Mandarin nor Sino-Korean: read as Japanese, Cantonese or Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from glossary.align.form import GOOD, Alignment, Form, best
from glossary.align.korean import Korean
from glossary.align.search import Path, Segment, search
from glossary.align.sounds import Foreign, Sounds, System, readings_in
from glossary.align.tolerant import has_edge, tolerant
from glossary.align.units import Unit, units
from glossary.languages import is_han

SOUTHERN: Final[Mapping[System, str]] = {"C": "Cantonese", "V": "Vietnamese"}
"""The methods by which names of Hong Kong and Vietnam are cut."""


def foreign(form: Form) -> Alignment | None:
    """Read the form as Japanese, or exactly as Cantonese or Vietnamese where that reads it better."""
    plain = not form.said_japanese and "々" not in form.span.text and all(map(is_han, form.hans))
    found = _japanese(form, plain)
    if (found is not None and found.cost <= GOOD) or form.said_japanese:
        return found
    southern = _southern(form, plain)
    return southern if found is None or (southern is not None and southern.cost < found.cost) else found


def _is_heard(form: Form, system: System) -> bool:
    """Say whether a system may have a part in an exact reading of a form of plain hanzi: else none by it has to be looked for.

    From the end on a name is read in Sino-Korean or by meaning, until a hanzi is read in a way that only such a system has.
    """
    reached, side = form.reach.to_end, form.side
    for size, unit in enumerate(form.units, 1):
        if reached[size]:
            if system == "J" and unit.ends_name():
                return True
            readings = readings_in(system, unit.char)
            for place in reached[size]:
                for ending, _ in readings.among(side.endings(place)):
                    if ending not in unit.sounds:
                        return True
    return False


def _southern(form: Form, plain: bool) -> Alignment | None:
    """Read the form as Cantonese or Vietnamese, from the head of a word.

    Half of its hanzi are read in a way that Mandarin and Sino-Korean have not, or one at length (응우옌 푸 쫑 阮富仲). It may go on in Sino-Korean or by meaning: 끼엔푹 황제(建福帝).
    """
    if len(form.units) < 2 or form.gloss.cues.label == "zh":
        return None
    cuts = []
    for system, name in SOUTHERN.items():
        if plain and not _is_heard(form, system):
            continue
        sounds, paths = _exact(form, system + "S")
        proven = [path for path in paths if _is_southern(path, form, system)]
        cuts.append(best(form, proven, name, sounds))
    return min(filter(None, cuts), key=lambda cut: cut.cost, default=None)


def _is_southern(path: Path, form: Form, system: str) -> bool:
    if not _is_ordered(path, system):
        return False
    at_length = any(part.system == system and part.end - part.start > 1 for part in path.segments)
    found = proofs(path, form, system)
    half = any(part.system == "S" for part in path.segments)
    if found < 2 and half and not at_length and not form.gloss.cues.latin:
        # 감 of 감강(贛江) and 호 of 호현(苦縣) are slips, not Cantonese; beside (西貢, Sai Kung) they are none.
        return False
    return 2 * found >= len(form.units) or (found > 0 and at_length)


def _is_ordered(path: Path, system: str) -> bool:
    """Say whether no reading by *system* follows a Sino-Korean one."""
    return f"S{system}" not in "".join(segment.system for segment in path.segments if segment.system in ("S", system))


def _japanese(form: Form, plain: bool) -> Alignment | None:
    """Read the form as Japanese: exactly, or beside kana and under a Japanese label with tolerance, from the head of a word.

    A syllable that Mandarin or Sino-Korean gives too (山 산) proves nothing: one has to be Japanese alone. A name may go on in
    Sino-Korean (다이호 율령 大宝律令), never the other way round.
    """
    sounds, proven = tuple[Unit, ...](), list[Path]()
    for systems in ("J", "JS") if not plain or _is_heard(form, "J") else ():
        sounds, paths = _exact(form, systems)
        proven = [path for path in paths if proofs(path, form) and _goes_on(path, form)]
        if proven and proven[0].cost <= GOOD * len(sounds):
            break
    if not proven and (form.said_japanese or len(form.units) > 2):
        sounds = sounds or units(form.span.text, systems="JS")
        return _tolerant(form, sounds)
    return best(form, proven, "Japanese", sounds)


def _tolerant(form: Form, sounds: tuple[Unit, ...]) -> Alignment | None:
    """Return a reading that leaves out or adds something, where enough hanzi are read in a way that only Japanese has."""
    least = 1 if form.said_japanese else max(2, len(sounds) // 2)
    if not _is_provable(form, sounds, least):
        return None

    def fits(path: Path) -> bool:
        return (
            path.start in form.side.heads
            and has_edge(path, form.side)
            and proofs(path, form) >= least
            and _goes_on(path, form)
        )

    return tolerant(form, sounds, fits, form.most, "Japanese")


def _is_provable(form: Form, sounds: Sequence[Unit], least: int) -> bool:
    """Say whether some places of the window may answer so many hanzi in a way that only Japanese has; they need not stand beside each other."""
    side, count, left = form.side, 0, len(sounds)
    # Kana are units of Japanese alone, so that the others do not stand beside those of the form.
    shared = form.units if len(form.units) == len(sounds) else ()
    for at, unit in enumerate(sounds):
        left -= 1
        if isinstance(unit.sounds, Foreign):
            count += _is_said(unit.sounds, side, shared[at].sounds if shared else ())
        for length, joint in unit.joint.items():
            count += length if any(map(side.chars.__contains__, joint)) else 0
        if count >= least:
            return True
        if count + left < least and not any(each.joint for each in sounds[at + 1 :]):
            return False
    return False


def _is_said(sounds: Foreign, side: Korean, shared: Sounds | tuple[()]) -> bool:
    """Say whether a character may be read somewhere in a way that is not *shared*."""
    own = sounds.own
    for char, places in side.ends.items():
        if own.may_end(char):
            for place in places:
                for spelling, _ in own.among(side.endings(place)):
                    if spelling not in shared:
                        return True
    return False


def contested(form: Form, cut: Alignment | None) -> Alignment | None:
    """Return the Japanese cut where it is exact and *cut* takes the liberties of writers with Mandarin: 다자이후(大宰府).

    Of two hanzi either may be meant (추주 稠酒, 아베 阿倍): *cut* stays, marked so that a person decides.
    """
    if cut is None or cut.path is None or not cut.cost or not _is_forced(cut.path, form):
        return cut
    sounds = units(form.span.text, systems="J")
    paths = _from_heads(form, search(sounds, form.hans, form.side, cut.path.end, lexicon=form.lexicon))
    exact = [path for path in paths if path.cost < cut.path.cost and all(part.system in "JT" for part in path.segments)]
    if not exact:
        return cut
    if len(sounds) > 2 or form.said_japanese:
        return best(form, exact, "Japanese", sounds)
    return Alignment(cut.ko, cut.han, cut.cost, cut.margin, "contested", cut.path, cut.units, cut.glued)


def _is_forced(path: Path, form: Form) -> bool:
    """Say whether a word is read by a writer's spelling of Mandarin, or half in Mandarin and half in Sino-Korean (도난 道南)."""
    glued = (pair for pair in pairwise(path.segments) if pair[1].start not in form.side.heads)
    return any(_is_odd(segment, form) for segment in path.segments) or any(
        {one.system, other.system} == {"P", "S"} for one, other in glued
    )


def _is_odd(segment: Segment, form: Form) -> bool:
    """Say whether a hanzi is read by a writer's spelling of Mandarin that is not its Sino-Korean reading too."""
    if segment.system != "P" or not segment.cost:
        return False
    sounds = form.units[segment.first].sounds.get(form.side.chars[segment.start : segment.end], ())
    return all(sound.system != "S" for sound in sounds)


def _exact(form: Form, systems: str) -> tuple[tuple[Unit, ...], list[Path]]:
    """Return the units of the form in these systems and its exact readings from the head of a word."""
    sounds = units(form.span.text, systems=systems)
    return sounds, _from_heads(form, search(sounds, form.hans, form.side, form.end, lexicon=form.lexicon))


def _from_heads(form: Form, paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.start in form.side.heads]


def _goes_on(path: Path, form: Form) -> bool:
    """Say whether Sino-Korean readings stand behind Japanese ones, or at the head of a word (시바 사관 司馬史観).

    Glued to them, one Japanese syllable is a chance: 도 for 吐 is Japanese, and 도노번한성(吐魯番漢城) is not.
    """
    firm = form.said_japanese or proofs(path, form) > 1
    if not firm and any(segment.system == "T" for segment in path.segments):
        own = [segment for segment in path.segments if segment.system == "J"]
        if len(own) < 2 and own[0].end - own[0].start < 2:
            # One syllable beside a translation is a chance: 에센카(也先哥).
            return False
    for before, after in pairwise(path.segments):
        if before.system == after.system:
            continue
        if (before.system, after.system) == ("S", "J") and (not firm or after.start not in form.side.heads):
            return False
        if after.start in form.side.heads:
            continue
        if (before.system, after.system) == ("J", "S") and not firm and before.end - before.start == 1:
            return False
    return True


def proofs(path: Path, form: Form, system: str = "J") -> int:
    """Count the hanzi that are read in a way that only *system* has."""
    return sum(
        segment.last - segment.first
        for segment in path.segments
        if segment.system == system
        and not _is_shared(form.units[segment.first : segment.last], form, segment.start, segment.end)
    )


def _is_shared(han: Sequence[Unit], form: Form, start: int, end: int) -> bool:
    """Say whether a syllable of one hanzi is also a reading of it in Mandarin or in Sino-Korean."""
    return len(han) == 1 and form.side.chars[start:end] in han[0].sounds
