"""Reading the tables of ``data/``: well-known names, the last words of names, the words that set a scene.

The tables are read when they are first needed, never on import, and kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from glossary.model import Kind

DATA: Final = Path(__file__).with_name("data")

Land = Literal["zh", "ko", "ja", "any"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables say of a form: its kind, and whose it is (``any`` where several have the name: 廣州 광저우, 경기도 광주)."""

    kind: Kind
    land: Land


def known(hans: str) -> Known | None:
    """Return what the tables say of a form in simplified characters: 武汉 a place of China, 李舜臣 a person of Korea."""
    return (_NAMES or names()).get(hans)


def well_known(land: Land) -> Iterator[str]:
    """Yield the places and persons of the tables that are of one land."""
    return (name for name, what in names().items() if what.land == land and what.kind in ("place", "person"))


def tail(hans: str, *, least: int) -> tuple[str, Kind] | None:
    """Return the longest last word that leaves *least* hanzi before it, and what a form with it names: 北京大学 -> 大学."""
    tails, lengths = _tails()
    for length in lengths.get(hans[-1:], ()):
        if length <= len(hans) - least:
            found = tails.get(hans[-length:])
            if found is not None:
                return found
    return None


def is_sino(hans: str) -> bool:
    """Say whether Korean dictionaries list a form in simplified characters as a word: 藩屏 번병, not 延州 연주, which sounds as 演奏 does."""
    if not 2 <= len(hans) <= 4 or "\n" in hans:
        return False
    text, words, places = _dictionary()
    before = bisect_right(words, hans)
    return before > 0 and text.find(f"\n{hans}\n", places[before - 1], places[before] + 1) >= 0


def is_in_gazetteer(hans: str) -> bool:
    """Say whether a county, city or district of China is called so."""
    return hans in _listed("gazetteer.tsv")


def is_modern(hans: str) -> bool:
    """Say whether a well-known person of China lived after 1911: 鲁迅, not 李白."""
    return hans in _listed("persons_modern.tsv")


def is_past_place(hans: str) -> bool:
    """Say whether a place or state of China is one of the past: 长安, 后汉, not 洛阳."""
    return hans in _listed("places_past.tsv")


def customary(hans: str) -> str:
    """Return the Korean forms by which usage calls a place, "" for most: 上海 상해, 香港 홍콩."""
    return _customary().get(hans, "")


@cache
def orthography() -> dict[str, str]:
    """Return Korean word -> whether the initial-sound rule and the spelling of the South are ``applied`` in it: 노동, or ``unapplied``: 로동."""
    return dict(_rows("orthography.tsv"))


@cache
def scene_words() -> dict[str, tuple[Land, float]]:
    """Return Korean word -> whose scene it sets, and how much it counts: 조선 ko, 당나라 zh."""
    return {cue: (cast(Land, land), float(weight)) for cue, land, weight in _rows("scene.tsv")}


@cache
def eras() -> frozenset[str]:
    """Return the eras of China by which a year in Korean text is China's: 흥평 2년."""
    return _listed("eras.tsv")


@cache
def _customary() -> dict[str, str]:
    return dict(_rows("customary.tsv"))


_NAMES: Final[dict[str, Known]] = {}
"""The well-known names once they are read; a cache of a function costs more than a look-up in what it keeps."""


def names() -> dict[str, Known]:
    """Return the well-known names in simplified characters with what the tables say of them."""
    if not _NAMES:
        found = dict.fromkeys(_listed("koreans.tsv"), Known("person", "ko"))
        found |= {name: Known(cast(Kind, kind), cast(Land, land)) for name, kind, land in _rows("names.tsv")}
        found |= {person: Known("person", cast(Land, land)) for person, land in _rows("persons.tsv")}
        found |= {place: Known("place", cast(Land, land)) for place, land in _rows("places.tsv")}
        _NAMES.update(found)
    return _NAMES


@cache
def _tails() -> tuple[dict[str, tuple[str, Kind]], dict[str, tuple[int, ...]]]:
    """Return the last words, each with what it names, and by last hanzi how long they may be, the longest first."""
    tails = {word: (word, cast(Kind, kind)) for word, kind in _rows("tails.tsv")}
    lengths: dict[str, set[int]] = {}
    for word in tails:
        lengths.setdefault(word[-1], set()).add(len(word))
    return tails, {last: tuple(sorted(known, reverse=True)) for last, known in lengths.items()}


@cache
def _listed(name: str) -> frozenset[str]:
    """Return the words of a list of one column."""
    return frozenset(line for line in _text(name).splitlines() if not line.startswith("#"))


def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


_STRIDE: Final = 128
"""Letters between the lines of the dictionary that are marked."""


@cache
def _dictionary() -> tuple[str, list[str], list[int]]:
    """Return the text of the dictionary, words of it at even distances, and where the lines before them end; and where the last line ends.

    It is searched as it is: a set of its words would take ten times its room.
    """
    text = _text("sino_words.tsv")
    places = [text.find("\n", place) for place in range(0, len(text) - _STRIDE, _STRIDE)]
    return text, [text[place + 1 : text.find("\n", place + 1)] for place in places], [*places, len(text) - 1]


def _rows(name: str) -> Iterator[list[str]]:
    every = _text(name).splitlines()
    start = next(at for at, line in enumerate(every) if not line.startswith("#"))
    return (line.split("\t") for line in every[start + 1 :])
