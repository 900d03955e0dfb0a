"""The lexicon: Chinese words with the Korean that renders them, shipped and learned, frozen at the start of a run.

What is shipped are head words, which Korean names render by meaning (中心 센터) or always by one reading (大學 대학). What is learned comes
from what people decided in a term base, never from what only the machine accepted; `glossary.align.learning` works it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Final

from glossary.model import Kind, Origin, Relation
from glossary.normalize.keys import folded, han_key, ko_key


@dataclass(frozen=True, slots=True)
class Word:
    """A rendering that was learned: *why* tells from which concept; *last* keeps it to the end of a name."""

    why: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A Korean form that a person approved for a Chinese one, with what they said of it (None: nothing).

    *korean* is written as the search compares it: no spaces, no dots. *read* says that it is a reading of the Chinese form.
    """

    korean: str
    why: str
    read: bool
    kind: Kind | None = None
    origin: Origin | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words, pairs and refusals. Two are equal only where they are one, so it may be a key of what is remembered.

    *words* maps Chinese words to their renderings, in simplified characters, or folded one to one where anything is *learned*; *longest*
    is the length of the longest. *known* has the approved pairs by the key of their Chinese form, *refused* the rejected ones by both
    keys, with the classes (person, place, rest) in which they were rejected. *endings* is filled when it is asked for first, see `word_endings`.
    """

    words: Mapping[str, tuple[str, ...]]
    longest: int
    learned: Mapping[tuple[str, str], Word] = field(default_factory=dict)
    known: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    refused: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    endings: dict[str, tuple[tuple[int, ...], str]] = field(default_factory=dict, init=False, repr=False)

    def fold(self, hans: str) -> str:
        """Return simplified characters as the keys of `words` are written."""
        return folded(hans) if self.learned else hans

    def pairs(self, chinese: str) -> tuple[Known, ...]:
        """Return the Korean forms that people approved for a Chinese one, the longest first."""
        return self.known.get(han_key(chinese), ())

    def refuses(self, korean: str, chinese: str) -> frozenset[str]:
        """Return the classes in which a person rejected this pair, none where nobody did."""
        return self.refused.get((han_key(chinese), ko_key(korean)), frozenset()) if self.refused else frozenset()


def _table(name: str) -> dict[str, tuple[str, ...]]:
    """Return the first column of a table, simplified Chinese, -> the words of the second."""
    text = resources.files("glossary.align").joinpath(f"data/{name}").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith(("#", "chinese\t")))
    return {cells[0]: tuple(cells[1].casefold().split(" ")) for cells in rows}


def words_ending(hans: str, size: int, lexicon: Lexicon) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Return the words of the lexicon with which the first *size* characters of *hans* end, the shortest first, with their renderings."""
    return words_within(hans, lexicon)[min(size, len(hans))]


@lru_cache(maxsize=64)
def words_within(hans: str, lexicon: Lexicon) -> list[Sequence[tuple[str, tuple[str, ...]]]]:
    """Return the words at the end of each head of *hans*: every search of a form asks for them."""
    words, endings = lexicon.words, word_endings(lexicon)
    found: list[Sequence[tuple[str, tuple[str, ...]]]] = [()]
    for end, last in enumerate(hans, 1):
        ending = endings.get(last)
        if ending is None:
            found.append(())
        else:
            starts = [end - length for length in ending[0] if length <= end]
            found.append([(hans[at:end], words[hans[at:end]]) for at in starts if hans[at:end] in words])
    return found


def word_endings(lexicon: Lexicon) -> dict[str, tuple[tuple[int, ...], str]]:
    """Return by last hanzi how long the words of the lexicon are, and in what syllables their renderings end: few, however many words were learned."""
    if not lexicon.endings:
        lexicon.endings.update(_endings(lexicon))
    return lexicon.endings


def _endings(lexicon: Lexicon) -> dict[str, tuple[tuple[int, ...], str]]:
    lengths: dict[str, set[int]] = {}
    syllables: dict[str, set[str]] = {}
    for word, renderings in lexicon.words.items():
        lengths.setdefault(word[-1], set()).add(len(word))
        syllables.setdefault(word[-1], set()).update([rendering[-1:] for rendering in renderings])
    return {last: (tuple(sorted(sizes)), "".join(syllables[last])) for last, sizes in lengths.items()}


def _shipped() -> Lexicon:
    """Return the head words, and the names that are written by the sound of another language, keyed by simplified Chinese."""
    words = _table("head_words.tsv")
    for chinese, korean in _FOREIGN.items():
        words[chinese] = tuple(dict.fromkeys((*words.get(chinese, ()), *korean)))
    return Lexicon(words, max(map(len, words)))


_FOREIGN: Final = _table("foreign_names.tsv")
SHIPPED: Final = _shipped()
"""What is used where nothing else is said."""


def is_foreign_name(chinese: str, korean: str) -> bool:
    """Say whether *korean* is how Korean calls *chinese* by the sound of another language than Mandarin: 홍콩(香港), 칭기즈칸(成吉思汗)."""
    return korean in _FOREIGN.get(folded(chinese), ())
