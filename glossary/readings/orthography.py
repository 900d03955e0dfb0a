"""Pinyin in words, as names and terms are written in it: Wēihǎi, Liú Guǎnghuá, Ōuyáng Xiū, Xī'ān, hùliánwǎng."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from glossary.languages import is_han
from glossary.normalize.keys import folded
from glossary.readings.pinyin import SHORT, by_phrases, chunks, front, is_surname, of_person, one_by_one

if TYPE_CHECKING:
    from glossary.model import Kind

_OPENING: Final = tuple("“‘《〈「『（([【<")
_CLOSING: Final = "Pf", "Pe", "Po", "Pd", "Sm"
_DOTS: Final = frozenset("·・‧•")
"""Marks between the parts of a foreign name (史蒂夫·乔布斯)."""
_GIVEN: Final = 2
"""Hanzi of the longest given name."""
_VOWELS: Final = frozenset("aāáǎàeēéěèêếềoōóǒò")
"""Letters before which a syllable is set off from the one before it; i, u and ü begin none."""


def spelt(simplified: str, kind: Kind | None) -> str:
    """Return the pinyin of a form as it is written, in the reading that is preferred."""
    if kind == "person":
        readings, first = of_person(simplified)
        return _spell(readings, first, chunks(simplified), kind, simplified)
    plain = one_by_one(simplified)
    if plain is not None:
        return _of_hanzi(plain, kind)
    cut = chunks(simplified)
    return _spell(by_phrases(cut, kind), 0, cut, kind, simplified)


def spell(readings: Sequence[str], *, kind: Kind | None, text: str) -> str:
    """Return the pinyin of *text* as it is written: Wēihǎi, Liú Guǎnghuá, Ōuyáng Xiū, Xī'ān.

    Persons have their surname apart (foreign ones keep their dots), names of up to four hanzi are one word, longer forms are spaced by syllable with the first
    capitalized; a ruler's title stands apart (Qiánlóng Dì), a master's does not (Kǒngzǐ), and -r is part of the word before it. Only a term of the language (kind ``term``) begins with a small letter. *readings* is a row of `pinyin.pinyin`.
    """
    first = front(text, folded(text))[1] if kind == "person" else 0
    return _spell(readings, first, chunks(text), kind, text)


def _spell(readings: Sequence[str], first: int, cut: Sequence[str], kind: Kind | None, text: str) -> str:
    """Spell the readings of *text*, which is *cut* into chunks; the first word of a person's name has *first* hanzi."""
    if " " in text:
        return " ".join(_words(readings, cut, kind))
    if cut is text:
        if kind == "person" and len(text) > 1:
            return f"{_name(readings[:first])} {_name(readings[first:])}".rstrip()
        if len(readings) <= SHORT or "r" not in readings:
            return _of_hanzi(readings, kind)
    elif kind == "person" and not _DOTS.isdisjoint(cut):
        return "·".join([_name(part) for part in _parts(readings)])
    spaced = ""
    for reading, chunk in zip(readings, cut, strict=True):
        shown = reading.strip()
        glued = not spaced or shown == "r" or spaced.endswith(_OPENING) or (not is_han(chunk[0]) and _closes(chunk[0]))
        spaced += shown if glued else f" {shown}"
    return spaced if kind == "term" else _capital(spaced)


def _words(readings: Sequence[str], cut: Sequence[str], kind: Kind | None) -> list[str]:
    """Spell the words of a form with spaces, each as a form of its own: Àixīnjuéluó Lóngxǐ, Jǐngpíngjūn Lǐ Shēngyīng."""
    spelled: list[str] = []
    has_surname = False
    for word in _parted(readings, cut):
        text = "".join([chunk for _, chunk in word])
        surname, first = front(text, folded(text)) if kind == "person" else (None, 0)
        # a title stands before a name, 景平君 李昇應, and a dynasty before a full one, 唐 李世民
        is_full = surname is not None and bool(spelled) and (not has_surname or len(text) > _GIVEN)
        own = None if kind == "person" and not is_full and _DOTS.isdisjoint(text) else kind
        has_surname = has_surname or is_surname(text)
        parts = text if all(map(is_han, text)) else [chunk for _, chunk in word]
        spelled.append(_spell([reading for reading, _ in word], first, parts, own, text))
    return spelled


def _parted(readings: Sequence[str], cut: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return the words, each as readings with their chunks; what is no hanzi is a chunk with the spaces beside it."""
    words: list[list[tuple[str, str]]] = [[]]
    for reading, chunk in zip(readings, cut, strict=True):
        if is_han(chunk[0]):
            words[-1].append((reading, chunk))
            continue
        first, *others = chunk.split(" ")
        words[-1].append((first, first))
        words += [[(piece, piece)] for piece in others]
    return [kept for word in words if (kept := [pair for pair in word if pair[1]])]


def _of_hanzi(readings: Sequence[str], kind: Kind | None) -> str:
    """Spell a form of nothing but hanzi as one word, a longer one by syllables."""
    if len(readings) <= SHORT:
        return _word(readings) if kind == "term" else _name(readings)
    spaced = " ".join(readings)
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


def _name(readings: Sequence[str]) -> str:
    """Join syllables to one word with a capital."""
    word = _word(readings)
    return word[:1].upper() + word[1:]


def _word(readings: Sequence[str]) -> str:
    """Join syllables to one word, with an apostrophe before a, e and o (Xī'ān)."""
    word = ""
    for reading in readings:
        word += f"'{reading}" if word and reading[0] in _VOWELS else reading
    return word
