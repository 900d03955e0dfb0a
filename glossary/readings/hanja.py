"""Hanzi in Sino-Korean: the readings of one character, and of whole forms.

Characters are read from `data/hanja.tsv`, which takes simplified ones through all their traditional candidates; words whose reading is
decided by the word (속음: 困難 곤란) from `data/hanja_words.tsv`. The initial-sound rule (두음법칙) is derived here:
South Korean orthography applies it (유광화), Chinese-Korean and North Korean do not (류광화); both are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from glossary.hangul import is_syllable, join, split
from glossary.model import made
from glossary.normalize.keys import fold_char, folded, han_table
from glossary.readings import tables

_DROPPED: Final = frozenset("ㅑㅕㅖㅛㅠㅣ")
"""Vowels before which an initial ㄴ or ㄹ falls silent: 녀 -> 여, 류 -> 유; before the others ㄹ becomes ㄴ: 라 -> 나."""
_SURNAME: Final = 2
"""Characters of the longest surname with a reading of its own."""
LONGEST_WORD: Final = 7
"""Characters of the longest word that is looked up in the word table inside a form."""
_PAIRED: Final = 4
"""Characters of a form that may be two words of two, each with the initial-sound rule (중국노동 中國勞動, 사천요리 四川料理)."""


class SinoReading(NamedTuple):
    """One Sino-Korean reading of a character: *cost* is 0.0 for an accepted one, more for a doubtful one."""

    hangul: str
    cost: float
    source: str


@cache
def sino(char: str) -> tuple[SinoReading, ...]:
    """Return the Sino-Korean readings of one hanzi, the main one first, doubtful ones last; () where none is known.

    Traditional and simplified characters, Korean glyph variants, compatibility ideographs (which say what reading is
    meant) and Kangxi radicals are all read. Forms by the initial-sound rule are not here: see `initial_sound`.
    """
    row = tables.large("hanja.tsv").get(char)
    if row is None:
        return ()
    cells, source = row.split("\t")
    readings = []
    for cell in cells.split(" "):
        hangul, _, cost = cell.partition(":")
        readings.append(made(SinoReading, (hangul, float(cost or 0), source)))
    return tuple(readings)


@cache
def initial_sound(syllable: str) -> str:
    """Return the form of one syllable at the start of a word by 두음법칙 (류 -> 유, 녀 -> 여, 라 -> 나, 뢰 -> 뇌), else itself."""
    if not is_syllable(syllable):
        return syllable
    lead, vowel, tail = split(syllable)
    if lead in "ㄴㄹ" and vowel in _DROPPED:
        return join("ㅇ", vowel, tail)
    if lead == "ㄹ":
        return join("ㄴ", vowel, tail)
    return syllable


def compose(readings: Sequence[str], *, first: bool = True) -> str:
    """Join base readings as South Korean orthography does: 두음법칙 at the front of each word (when *first*), 렬 and 률 as 열 and 율.

    The latter behind a vowel or ㄴ only: 비율(比率), 선열(先烈), but 법률(法律).
    """
    written: list[str] = []
    for reading in readings:
        if not written or written[-1].isspace():
            written.append(initial_sound(reading) if first else reading)
        elif (
            reading in ("렬", "률") and written[-1] and is_syllable(written[-1]) and split(written[-1])[2] in ("", "ㄴ")
        ):
            written.append(initial_sound(reading))
        else:
            written.append(reading)
    return "".join(written)


def may_end_word(last: str) -> bool:
    """Say whether the two characters *last* end any word that `words_ending` knows: most do not."""
    before = _word_endings().get(last[1])
    return before is not None and fold_char(last[0]) in before


@cache
def _word_endings() -> dict[str, str]:
    """Return the last hanzi of every word, in all of its shapes, and the folded ones that stand before it."""
    words = (line.partition("\t")[0] for name in ("hanja_usage.tsv", "hanja_words.tsv") for line in tables.lines(name))
    found: dict[str, str] = {}
    for ending in {word[-2:] for word in words}:
        found[ending[1]] = found.get(ending[1], "") + ending[0]
    return found | {char: found[shape] for char, shape in han_table().items() if shape in found}


def words_ending(text: str) -> dict[int, str]:
    """Return by their length the readings of the words that end *text*, where its characters do not give them (十月 시월, 毘盧遮那 비로자나)."""
    key, found = folded(text), dict[int, str]()
    usage, words = tables.pairs_kept("hanja_usage.tsv"), tables.large("hanja_words.tsv")
    for length in range(2, len(key) + 1):
        reading = usage.get(key[-length:]) or words.get(key[-length:])
        if reading:
            found[length] = reading
    return found


def sino_forms(text: str, *, limit: int = 16, person: bool = False) -> tuple[str, ...]:
    """Return the Sino-Korean readings of a whole form, the preferred one first (劉廣華 -> 유광화, 류광화).

    Order: a reading that the word decides, the South Korean form (of four characters also that of two words), the base form, then those with less usual readings of single
    characters, at most *limit* in all. With *person* the surname's own reading goes first (金 김, 沈 심, 葉 섭 엽). Parts
    that are not hanzi pass through; () where a hanzi has no known reading or there is none in *text*.
    """
    if not any(sino(char) for char in text):
        return ()
    choices = [_choices(char) for char in text]
    if person:
        _put_surname_first(choices, text)
    rows: list[tuple[str, ...]] = []
    decided = _decided(text)
    if decided and not person:
        rows.append(decided)
    for row in _rows(choices, limit):
        if row not in rows:
            rows.append(row)
    forms: dict[str, None] = {}
    for row in rows:
        forms[compose(row)] = None
        if len(row) == _PAIRED:
            forms[compose(row[:2]) + compose(row[2:])] = None
        forms["".join(_bare(text, row) if row is decided else row)] = None
    return tuple(forms)[:limit]


def _bare(text: str, row: Sequence[str]) -> list[str]:
    """Return the readings of a word of the table without the initial-sound rule, as Chinese-Korean papers write it (신녀성, 랑야)."""
    return [
        next((base for base in _bases(char) if initial_sound(base) == written), written)
        if written not in _bases(char)
        else written
        for char, written in zip(text, row, strict=True)
    ]


def _bases(char: str) -> list[str]:
    return [reading.hangul for reading in sino(char)]


def _put_surname_first(choices: list[list[tuple[str, float]]], text: str) -> None:
    """Put the readings of the surname at the front of *text* before the others of its characters."""
    surnames = tables.pairs_kept("surnames_sino.tsv")
    front = folded(text[:_SURNAME])
    for length in range(len(front), 0, -1):
        readings = surnames.get(front[:length])
        if readings is None:
            continue
        for at in range(length):
            own = dict.fromkeys(reading[at] for reading in readings.split(" "))
            choices[at] = [(hangul, 0.0) for hangul in own] + [choice for choice in choices[at] if choice[0] not in own]
        return


def _choices(char: str) -> list[tuple[str, float]]:
    """Return the accepted readings of one character, the best doubtful one where it has no other, itself where it has none."""
    readings = [(reading.hangul, reading.cost) for reading in sino(char)]
    return [choice for choice in readings if choice[1] == 0] or readings[:1] or [(char, 0.0)]


def _rows(choices: list[list[tuple[str, float]]], limit: int) -> list[tuple[str, ...]]:
    """Return the combinations of readings, those with the fewest unusual ones first."""
    narrowed = [options[: 3 if len(choices) <= 6 else 1] for options in choices]
    ranked = product(*[list(enumerate(options)) for options in narrowed])
    best = sorted(ranked, key=lambda row: sum(rank + 4 * cost for rank, (_, cost) in row))
    return [tuple(reading for _, (reading, _) in row) for row in best[:limit]]


def _decided(text: str) -> tuple[str, ...] | None:
    """Return the readings, character by character, where words of the word table stand in *text*; None where none does.

    The longest word goes first from the left, so that 牡丹江 is not read through 牡丹.
    """
    words = tables.large("hanja_words.tsv")
    key = folded(text)
    readings: list[str] = []
    found = False
    at = 0
    while at < len(text):
        for end in range(min(len(text), at + LONGEST_WORD), at + 1, -1):
            word = words.get(key[at:end])
            if word is not None:
                readings += word
                found = True
                at = end
                break
        else:
            own = sino(text[at])
            readings.append(own[0].hangul if own else text[at])
            at += 1
    return tuple(readings) if found else None
