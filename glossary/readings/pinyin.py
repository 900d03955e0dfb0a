"""Hanzi in pinyin: the readings of one character, and of whole forms in context; `orthography` writes them in words.

The readings are pypinyin's, corrected by three tables: the usual reading of a character (`data/defaults.tsv`: 长 cháng, not zhǎng), places (`data/places.tsv`: 朝阳 Cháoyáng) and surnames (`data/surnames.tsv`: 单 Shàn, in the first place
of a person's name only). Its table of characters is read from the file that it installs, without importing the package: that takes a quarter
of a second, and others may change its state (`load_phrases_dict`). Of its phrases `data/phrases.tsv` keeps those that decide something. Text is matched in simplified characters, for traditional ones are
read wrongly too often (重慶, 銀行).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glossary.languages import is_han
from glossary.normalize.keys import fold_char, folded
from glossary.readings import tables

if TYPE_CHECKING:
    from glossary.model import Kind

Syllables = tuple[str, ...]

_LONGEST: Final = 8
"""Hanzi of the longest phrase that is looked up; longer ones are proverbs."""
SHORT: Final = 4
"""Hanzi of the longest surname, and of the longest form that is read and written as one word."""
_CANDIDATES: Final = 4
_TONES: Final = frozenset("\u0304\u0301\u030c\u0300")
_PARTICLES: Final = frozenset("的了着么们吗呢吧啊呀啦呗嘛麼們嗎")
"""Characters that have no tone of their own in their usual sense; every other one is read with its full tone first (子 zǐ)."""
_NAMES: Final = frozenset({"person", "place", "organization", "product"})
"""Kinds of names: no syllable of them is weakened as in everyday words (二里头 Èrlǐtóu, but 里头 lǐtou)."""
_REIGNS: Final = frozenset(
    "洪武 建文 永乐 洪熙 宣德 正统 景泰 天顺 成化 弘治 正德 嘉靖 隆庆 万历 泰昌 天启 崇祯 顺治 康熙 雍正 乾隆 嘉庆 道光 咸丰 同治 光绪 宣统".split()
)
"""Reigns by which the emperors of Ming and Qing are called."""
_TITLES: Final = frozenset("帝 王 皇帝 大帝 大王 皇后 王后 皇太后 太后 太妃 贵妃 公主 太子 亲王 郡王".split())
_HANZI: Final = re.compile("[\u2e80-\u2fd5々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+").fullmatch
"""A form of nothing but hanzi (`is_han`), as most are."""


@cache
def _characters() -> dict[str, str]:
    """Return pypinyin's table of characters: code point as text -> readings joined by commas."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed")
    table: dict[str, str] = json.loads((Path(spec.origin).parent / "pinyin_dict.json").read_bytes())
    return table


@cache
def _places() -> dict[str, Syllables]:
    return {place: tuple(pinyin.split()) for place, pinyin in tables.rows("places.tsv")}


@cache
def _places_begin() -> frozenset[str]:
    """Return the first two hanzi of every place."""
    return frozenset([place[:2] for place in _places()])


@cache
def _phrases() -> dict[str, str]:
    return tables.pairs("phrases.tsv")


@cache
def _beginnings() -> dict[str, str]:
    """Return the first hanzi of every place and phrase, and the second ones behind it: most pairs of hanzi begin none."""
    found: dict[str, str] = {}
    for table in (_places(), _phrases()):
        for entry in table:
            found[entry[0]] = found.get(entry[0], "") + entry[1]
    return found


@cache
def _surnames() -> dict[str, Syllables]:
    return {surname: tuple(pinyin.split()) for surname, pinyin in tables.rows("surnames.tsv")}


@cache
def _surnames_by_first() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for surname in sorted(_surnames(), key=len, reverse=True):
        found.setdefault(surname[0], []).append(surname)
    return found


class _Beginning(dict[str, list[str]]):
    """The surnames that begin with a hanzi, the longest first, for those that were met: none for most."""

    def __missing__(self, first: str) -> list[str]:
        self[first] = surnames = _surnames_by_first().get(first, [])
        return surnames


_BEGINNING: Final = _Beginning()


@cache
def syllables(char: str) -> Syllables:
    """Return every Mandarin reading of one hanzi with tone marks, the default first; () for what is none.

    A traditional character also has the readings of its simplified one (樂: lè yuè, and what 乐 has besides). Readings in the neutral tone come
    last (子 zǐ zi), but for particles.
    """
    found = _entered(char)
    shape = fold_char(char)
    if shape != char:
        found += _entered(shape)
    if len(found) > 1:
        found = list(dict.fromkeys(found))
        if char not in _PARTICLES:
            found.sort(key=_is_neutral)
    return tuple(found)


def _entered(shape: str) -> list[str]:
    """Return the readings that the tables have of a character in one shape, the default first."""
    usual, row = tables.pairs_kept("defaults.tsv").get(shape), _characters().get(str(ord(shape)))
    found = row.split(",") if row else []
    return [usual, *found] if usual else found


class _Known(dict[str, tuple[str, str, str | None]]):
    """What a form is read by, character by character: what the large tables say of one is looked up when it is met, and one look gives all of it.

    That is the usual reading, itself where there is none, the shape in which the tables have it, and the hanzi behind it with which
    a place or a phrase would begin; None for what is no hanzi.
    """

    def __missing__(self, char: str) -> tuple[str, str, str | None]:
        shape, begun = fold_char(char), _beginnings()
        behind = begun.get(char, "") + (begun.get(shape, "") if shape != char else "")
        self[char] = known = (next(iter(syllables(char)), char), shape, behind if is_han(char) else None)
        return known


_KNOWN: Final = _Known()


def _is_neutral(reading: str) -> bool:
    """Say whether a reading bears no tone mark."""
    return _TONES.isdisjoint(unicodedata.normalize("NFD", reading))


def _in_full(reading: str, char: str) -> str:
    """Return *reading* with the full tone of its character (头 tou -> tóu, 儿 r -> ér), itself where the character has none."""
    if not _is_neutral(reading) or char in _PARTICLES:
        return reading
    if reading == "r":
        return "ér"
    return next((full for full in syllables(char) if not _is_neutral(full) and _toneless(full) == reading), reading)


def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))


def surname_of(simplified: str) -> str | None:
    """Return the surname at the front of a person's name (欧阳修 -> 欧阳, 单田芳 -> 单), None where there is none known.

    A compound surname needs a given name behind it.
    """
    for surname in _BEGINNING[simplified[:1]]:
        if simplified.startswith(surname) and (len(surname) < len(simplified) or len(surname) == 1):
            return surname
    return None


def is_surname(text: str) -> bool:
    """Say whether *text* is a Chinese surname, single or compound, in either script."""
    return text in _surnames() or folded(text) in _surnames()


@lru_cache(maxsize=2048)
def pinyin(simplified: str, *, kind: Kind | None = None) -> tuple[Syllables, ...]:
    """Return the readings of a whole form in context, the preferred one first, at most four.

    One element stands for each hanzi, and one for each stretch of anything else (互联网+ -> hù lián wǎng +), which is passed through. A person's surname
    is read as one; its ordinary reading makes the second candidate (乐峰: Yuè, Lè). A few well-known persons have a reading of their own (米芾 Fú). The reign of an emperor is none (乾隆帝 Qián).
    Neutral tones are those of everyday words: names have none, nor has a word inside a short form.
    """
    found = [preferred(simplified, kind=kind)]
    if not any(map(is_han, simplified)):
        return tuple(found)
    if kind == "person":
        shape = folded(simplified)
        if shape in tables.pairs_kept("persons.tsv"):
            found.append(tuple(_read(simplified, "person")))
        elif surname := front(simplified, shape)[0]:
            length = len(surname)
            found.append((*_read(simplified[:length], "person"), *found[0][length:]))
    if len(simplified) == 1:
        found += [(other,) for other in syllables(simplified)]
    return tuple(dict.fromkeys(found))[:_CANDIDATES]


def preferred(simplified: str, *, kind: Kind | None = None) -> Syllables:
    """Return the first of `pinyin`, which is all that is shown of most forms."""
    return of_person(simplified)[0] if kind == "person" else tuple(_read(simplified, kind))


def of_person(form: str) -> tuple[Syllables, int]:
    """Return the preferred readings of a person's form, and how many hanzi its first word has."""
    shape = folded(form)
    surname, first = front(form, shape)
    known = tables.pairs_kept("persons.tsv").get(shape)
    if known is not None:
        return tuple(known.split(" ")), first
    if surname is None:
        return tuple(_read(form, "person")), first
    return (*_surnames()[surname], *_read(form[len(surname) :], "person")), first


def front(form: str, shape: str) -> tuple[str | None, int]:
    """Return the surname that is read as one at the front of a person's form, whose folded *shape* is given, and how many hanzi the first word has.

    A reign is no surname (乾隆), and a master's is one word with what he is called (孔子).
    """
    if begins_with_reign(form, shape):
        return None, 2
    surname = surname_of(shape)
    if len(form) == len("孔子") and form.endswith("子"):
        return surname, 2
    return surname, len(surname or form[:1])


def begins_with_reign(form: str, shape: str) -> bool:
    """Say whether a person's form, whose folded *shape* is given, begins with a name of two hanzi by which a ruler is called, not with a surname.

    That is a reign (乾隆帝, 康熙), a phrase before any title, or anything before a title of several hanzi (文成公主, 慈禧太后). Before a
    single one the first hanzi may be a state, which is spelt apart as surnames are (楚庄王).
    """
    title = shape[2:]
    if title and title not in _TITLES:
        return False
    names = form[:2], shape[:2]
    if not title:
        return not _REIGNS.isdisjoint(names)
    return len(title) > 1 or any(name in _REIGNS or name in _phrases() for name in names)


def chunks(text: str) -> Sequence[str]:
    """Cut *text* into single hanzi and stretches of everything else; a text of nothing but hanzi is that already, and returned."""
    if _HANZI(text):
        return text
    cut: list[str] = []
    for char in text:
        if is_han(char) or not cut or is_han(cut[-1]):
            cut.append(char)
        else:
            cut[-1] += char
    return cut


def _read(form: str, kind: Kind | None) -> list[str]:
    """Return the readings of a form, chunk by chunk."""
    readings = one_by_one(form)
    return by_phrases(chunks(form), kind) if readings is None else readings


def one_by_one(form: str) -> list[str] | None:
    """Return the readings of a form hanzi by hanzi, None where two of them may begin a place or a phrase, and where it has anything else."""
    readings: list[str] = []
    begun = ""
    for char in form:
        reading, shape, behind = _KNOWN[char]
        if behind is None or (begun and (shape in begun or char in begun)):
            return None
        readings.append(reading)
        begun = behind
    return readings


def by_phrases(parts: Sequence[str], kind: Kind | None) -> list[str]:
    """Return the readings of the chunks: places, then the longest phrases from the left, then single characters."""
    written = parts if isinstance(parts, str) else "".join([char if is_han(char[0]) else "\0" for char in parts])
    shape = folded(written)
    taken: list[str | None] = [None] * len(parts)
    _fill(taken, shape)
    weak = _weak_from(len(parts), kind)
    _fill_phrases(taken, written, weak)
    if shape != written:
        _fill_phrases(taken, shape, weak)
    return [
        (reading or _KNOWN[chunk][0]) if is_han(chunk[0]) else chunk
        for reading, chunk in zip(taken, parts, strict=True)
    ]


def _weak_from(length: int, kind: Kind | None) -> int:
    """Return how many hanzi a phrase must have for its neutral tones to hold in a form of *length*.

    In a name none has enough, in a short form only the whole (里头 lǐtou, 二里头 lǐtóu); longer ones are made of words.
    """
    if kind in _NAMES:
        return length + 1
    return length if length <= SHORT else 0


def _fill(taken: list[str | None], text: str) -> None:
    """Enter the readings of every place in *text*, the longest from each character."""
    places, beginnings = _places(), _places_begin()
    for at in range(len(text) - 1):
        if text[at : at + 2] not in beginnings:
            continue
        for end in range(min(len(text), at + _LONGEST), at + 1, -1):
            row = places.get(text[at:end])
            if row is not None and taken[at:end] == [None] * (end - at):
                taken[at:end] = row
                break


def _fill_phrases(taken: list[str | None], text: str, weak: int) -> None:
    """Enter the readings of phrases, the longest from the left, where nothing is entered yet.

    Those of fewer than *weak* hanzi are entered with full tones.
    """
    phrases, beginnings = _phrases(), _beginnings()
    at = 0
    while at < len(text) - 1:
        longest = min(len(text), at + _LONGEST) if text[at + 1] in beginnings.get(text[at], "") else at
        for end in range(longest, at + 1, -1):
            row = phrases.get(text[at:end])
            if row is not None and taken[at:end] == [None] * (end - at):
                readings = row.split(" ")
                taken[at:end] = readings if end - at >= weak else map(_in_full, readings, text[at:end])
                at = end
                break
        else:
            at += 1
