"""Hanzi in pinyin: the readings of one character, of whole forms in context, and their spelling.

The readings are pypinyin's, corrected by two tables: places (`data/places.tsv`: 朝阳 Cháoyáng) and surnames (`data/surnames.tsv`: 单 Shàn, in the first place
of a person's name only). Its table of characters is read from the file that it installs, without importing the package: that takes a quarter
of a second, and others may change its state (`load_phrases_dict`). Of its phrases `data/phrases.tsv` keeps those that decide something. Text is matched in simplified characters, for traditional ones are
read wrongly too often (重慶, 銀行).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glossary.languages import is_han
from glossary.normalize.keys import fold_char
from glossary.readings import tables

if TYPE_CHECKING:
    from glossary.model import Kind

Syllables = tuple[str, ...]

_LONGEST: Final = 8
"""Hanzi of the longest phrase that is looked up; longer ones are proverbs."""
_JOINED: Final = 4
"""Hanzi of the longest name that is spelt in one word."""
_CANDIDATES: Final = 4
_OPENING: Final = tuple("“‘《〈「『（([【<")
_DOTS: Final = frozenset("·・‧•")
"""Marks between the parts of a foreign name (史蒂夫·乔布斯)."""
_CLOSING: Final = "Pf", "Pe", "Po", "Pd", "Sm"


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
def _surnames() -> dict[str, Syllables]:
    return {surname: tuple(pinyin.split()) for surname, pinyin in tables.rows("surnames.tsv")}


@cache
def syllables(char: str) -> Syllables:
    """Return every Mandarin reading of one hanzi with tone marks, the default first; () for what is none.

    A traditional character also has the readings of its simplified one (樂: lè yuè, and what 乐 has besides).
    """
    found: dict[str, None] = {}
    for shape in (char, fold_char(char)):
        row = _characters().get(str(ord(shape)), "")
        found.update(dict.fromkeys(filter(None, row.split(","))))
    return tuple(found)


def surname_of(simplified: str) -> str | None:
    """Return the surname at the front of a person's name (欧阳修 -> 欧阳, 单田芳 -> 单), None where there is none known.

    A compound surname needs a given name behind it.
    """
    names = _surnames()
    for length in range(min(_JOINED, len(simplified) - 1), 1, -1):
        if simplified[:length] in names:
            return simplified[:length]
    return simplified[:1] if simplified[:1] in names else None


def is_surname(text: str) -> bool:
    """Say whether *text* is a Chinese surname, single or compound, in either script."""
    return text in _surnames() or "".join(map(fold_char, text)) in _surnames()


@lru_cache(maxsize=8192)
def pinyin(simplified: str, *, kind: Kind | None = None) -> tuple[Syllables, ...]:
    """Return the readings of a whole form in context, the preferred one first, at most four.

    One element stands for each hanzi, and one for each stretch of anything else (互联网+ -> hù lián wǎng +), which is passed through. A person's surname
    is read as one; its ordinary reading makes the second candidate (乐靖宜: Yuè, Lè).
    """
    chunks = _chunks(simplified)
    preferred = _read(chunks)
    if not any(map(is_han, simplified)):
        return (preferred,)
    found = [preferred]
    if kind == "person":
        surname = surname_of("".join(map(fold_char, simplified)))
        if surname is not None:
            given = _read(chunks[len(surname) :])
            found = [_surnames()[surname] + given, _read(chunks[: len(surname)]) + given]
    if len(simplified) == 1:
        found += [(other,) for other in syllables(simplified)]
    return tuple(dict.fromkeys(found))[:_CANDIDATES]


def _chunks(text: str) -> list[str]:
    """Cut *text* into single hanzi and stretches of everything else."""
    chunks: list[str] = []
    for char in text:
        if is_han(char) or not chunks or is_han(chunks[-1]):
            chunks.append(char)
        else:
            chunks[-1] += char
    return chunks


def _read(chunks: Sequence[str]) -> Syllables:
    """Return the readings of the chunks: places, then the longest phrases from the left, then single characters."""
    key = ["".join(map(fold_char, chunk)) if is_han(chunk[0]) else "\0" for chunk in chunks]
    taken: list[str | None] = [None] * len(chunks)
    folded, written = "".join(key), "".join(chunk if is_han(chunk[0]) else "\0" for chunk in chunks)
    _fill(taken, folded, _places())
    _fill_phrases(taken, written)
    _fill_phrases(taken, folded)
    return tuple(
        reading or next(iter(syllables(chunk)), chunk) if is_han(chunk[0]) else chunk
        for reading, chunk in zip(taken, chunks, strict=True)
    )


def _fill(taken: list[str | None], text: str, table: dict[str, Syllables]) -> None:
    """Enter the readings of every entry of *table* in *text*, the longest from each place."""
    for at in range(len(text)):
        for end in range(min(len(text), at + _LONGEST), at + 1, -1):
            row = table.get(text[at:end])
            if row is not None and taken[at:end] == [None] * (end - at):
                taken[at:end] = row
                break


def _fill_phrases(taken: list[str | None], text: str) -> None:
    """Enter the readings of phrases, the longest from the left, where nothing is entered yet."""
    phrases = tables.large("phrases.tsv")
    at = 0
    while at < len(text):
        for end in range(min(len(text), at + _LONGEST), at + 1, -1):
            row = phrases.get(text[at:end])
            if row is not None and taken[at:end] == [None] * (end - at):
                taken[at:end] = row.split(" ")
                at = end
                break
        else:
            at += 1


def spell(readings: Sequence[str], *, kind: Kind | None, text: str) -> str:
    """Return the pinyin of *text* as it is written: Wēihǎi, Liú Guǎnghuá, Ōuyáng Xiū, Xī'ān.

    Persons have their surname apart (foreign ones keep their dots), names of up to four hanzi are one word, longer forms are spaced by syllable with the first
    capitalized. Only a term of the language (kind ``term``) begins with a small letter. *readings* is a row of `pinyin`.
    """
    chunks = _chunks(text)
    if kind == "person" and any(mark in chunks for mark in _DOTS):
        return "·".join(_word(part) for part in _parts(readings))
    if kind == "person" and len(chunks) > 1 and all(is_han(chunk[0]) for chunk in chunks):
        length = len(surname_of("".join(map(fold_char, text))) or chunks[0])
        return f"{_word(readings[:length])} {_word(readings[length:])}"
    if len(readings) <= _JOINED and all(is_han(chunk[0]) for chunk in chunks):
        return _word(readings) if kind != "term" else _word(readings).lower()
    spaced = ""
    for reading, chunk in zip(readings, chunks, strict=True):
        shown = reading.strip()
        glued = not spaced or spaced.endswith(_OPENING) or (not is_han(chunk[0]) and _closes(chunk[0]))
        spaced += shown if glued else f" {shown}"
    return spaced if kind == "term" else _capital(spaced)


def _parts(readings: Sequence[str]) -> list[list[str]]:
    """Cut the readings of a foreign name at its dots."""
    parts: list[list[str]] = [[]]
    for reading in readings:
        if reading in _DOTS:
            parts.append([])
        else:
            parts[-1].append(reading)
    return parts


def _closes(mark: str) -> bool:
    return unicodedata.category(mark) in _CLOSING


def _capital(text: str) -> str:
    """Put the first letter in upper case, marks before it left alone."""
    for at, char in enumerate(text):
        if char.isalpha():
            return text[:at] + char.upper() + text[at + 1 :]
    return text


def _word(readings: Sequence[str]) -> str:
    """Join syllables to one word, with an apostrophe before a, e and o (Xī'ān), and a capital."""
    word = ""
    for reading in readings:
        bare = unicodedata.normalize("NFD", reading)[:1]
        word += f"'{reading}" if word and bare in ("a", "e", "o") else reading
    return word[:1].upper() + word[1:]
