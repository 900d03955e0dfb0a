"""Text -> key, for comparing and looking up: never shown, always stored beside the text.

Standard library and our own tables only, so that a look-up starts fast. Every key is idempotent: each function repeats its step until
nothing changes, which only odd input (marks between dropped characters) ever needs.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache, lru_cache
from typing import Final

from glossary.hangul import is_syllable, join, split

VERSION: Final = 2
"""Raise it with every change of what a key is: `db upgrade` then makes the keys of older term bases anew."""
_TABLE: Final = os.path.join(os.path.dirname(__file__), "data", "han_fold.tsv")
_KEPT_MARKS: Final = frozenset("&%#@*/\\+")
"""Punctuation that tells names apart (C&A, 24/7); all other is dropped."""

_LETTER_DOTS: Final = frozenset("ㆍᆞ")
"""The old vowel 아래아, which Korean keyboards offer as a middle dot (13ㆍ5규획)."""


@cache
def han_table() -> dict[str, str]:
    """Return the one-to-one fold of Han characters: traditional, Korean and compatibility shapes -> the simplified one."""
    lines = _table_text().splitlines()
    return dict([line.split("\t", 1) for line in lines if line[0] != "#"][1:])


@cache
def _table_text() -> str:
    with open(_TABLE, encoding="utf-8") as table:
        return table.read()


def fold_char(char: str) -> str:
    """Return the simplified shape that stands for *char* under every Han key (淸 -> 清, 樂 -> 乐), or *char* itself."""
    return _FOLDS[ord(char)]


class _Folds(dict[int, str]):
    """The shapes of the characters that were met.

    The text of the table is searched for each: a look-up folds few, and to cut all lines takes longer than everything else that it does.
    """

    def __missing__(self, code: int) -> str:
        table = _table_text()
        place = table.find(f"\n{chr(code)}\t")
        self[code] = shape = table[place + 3] if place >= 0 else chr(code)
        return shape


_FOLDS: Final = _Folds()


def folded(text: str) -> str:
    """Return *text* with each character in the shape of `fold_char`."""
    return text.translate(_FOLDS)


class _Plain(dict[int, str]):
    """A translation table filled on demand: width and case folded, spaces and punctuation dropped."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        text = char if "ㄱ" <= char <= "ㆎ" else unicodedata.normalize("NFKC", char).casefold()
        kept = "".join(self.fold(part) for part in text if not _dropped(part))
        self[code] = kept
        return kept

    def fold(self, char: str) -> str:
        """Fold one character further."""
        return char


class _Han(_Plain):
    """The same, with every Han character in its simplified shape."""

    def fold(self, char: str) -> str:
        return fold_char(char)


_PLAIN: Final = _Plain()
_HAN: Final = _Han()


def _dropped(char: str) -> bool:
    """Say whether *char* carries nothing that a key keeps: spaces, punctuation, format and variation marks."""
    if char in _KEPT_MARKS:
        return False
    if char in _LETTER_DOTS:
        return True
    category = unicodedata.category(char)
    return category[0] in "PZC" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _settle(text: str, table: _Plain) -> str:
    """Apply *table* and NFC until nothing changes; marks alone (《》) keep their own text as the key."""
    before, after = "", text
    while after != before:
        before = after
        after = unicodedata.normalize("NFC", before.translate(table))
    return after or text.strip()


@lru_cache(maxsize=65536)
def han_key(text: str) -> str:
    """Return the key of a Chinese form: 威海市“互联网+”, 威海市「互聯網＋」 -> 威海市互联网+.

    Characters are folded one to one, never by phrase, so that prefixes and parts fold as wholes do (乾隆 -> 干隆).
    """
    return _settle(text, _HAN)


@lru_cache(maxsize=65536)
def ko_key(text: str) -> str:
    """Return the key of a Korean form: 13·5 규획 -> 135규획, ＷｅＫｏｒｅａＧｏ -> wekoreago."""
    return _settle(text, _PLAIN)


def pinyin_key(text: str) -> str:
    """Return the key of a pinyin form: Wēihǎi, wei hai, Wei'hai -> weihai; lǜ and lv -> lv."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    letters = decomposed.replace("u\u0308", "v")
    return "".join(char for char in letters if char.isalnum())


_VOWELS: Final = frozenset("aeiouv")


def pinyin_initials(text: str) -> str:
    """Return the first letters of the syllables of a pinyin form: Liú Guǎnghuá -> lgh, Xī'ān -> xa, Shíjiāzhuāng -> sjz.

    A syllable begins with a word, behind an apostrophe, and at a consonant (zh ch sh count as one) before a vowel: the n or ng at the
    end of one has none behind it, or the orthography would write an apostrophe.
    """
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()).replace("u\u0308", "v")
    letters = "".join(char for char in letters if not unicodedata.combining(char)) + "  "
    found, begins = [], True
    for place, char in enumerate(letters):
        if not char.isalnum():
            begins = True
            continue
        after = letters[place + 1]
        if after == "h" and char in "zcs":
            after = letters[place + 2]
        of_both = char == "h" and place and letters[place - 1] in "zcs"
        if begins or (char not in _VOWELS and after in _VOWELS and not of_both):
            found.append(char)
        begins = False
    return "".join(found)


def grams(key: str) -> set[str]:
    """Return the pairs of letters in *key* that do not begin it, as it is searched for by parts; of three Han letters also the outer two.

    What begins a key is found by the index of keys: 威海市 -> 海市 and 威\u00a0市 (`skipping`).
    """
    found = {key[place : place + 2] for place in range(1, len(key) - 1)}
    if len(key) == 3 and "㐀" <= key[0] <= "鿿" and "㐀" <= key[2] <= "鿿":
        found.add(skipping(key[0], key[2]))
    return found


def skipping(first: str, last: str) -> str:
    """Return the gram of three letters whose middle one is not known; no key holds its mark."""
    return f"{first}\u00a0{last}"


_PLAIN_LEADS: Final = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
_Y: Final = {"ㅏ": "ㅑ", "ㅐ": "ㅖ", "ㅓ": "ㅕ", "ㅔ": "ㅖ", "ㅗ": "ㅛ", "ㅜ": "ㅠ"}
_W: Final = {"ㅏ": "ㅘ", "ㅐ": "ㅙ", "ㅓ": "ㅝ", "ㅗ": "ㅝ", "ㅔ": "ㅞ"}
_HARD: Final = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}
_GLIDES: Final = frozenset("ㅑㅕㅖㅛㅠㅣ")
_MID: Final = dict(
    zip(
        "녀년념녕뇨락람랍랭략려력련렬렴렵령례로록론뢰료룡륙륜률륭륵름릉림립",
        "여연염영요낙남납냉약여역연열염엽영예노녹논뇌요용육윤율융늑늠능임입",
        strict=True,
    )
)
"""The initial-sound rule inside a word (신여성, 신녀성; 중국노동, 중국로동; 흑룡강), for syllables that no Mandarin one is written with: 량 and 양 are two names."""


@lru_cache(maxsize=65536)
def ko_loose(text: str) -> str:
    """Return a key under which Korean variants of one name are equal: 류광화 = 유광화, 따궁팡 = 다궁팡, 텐진 = 티엔진 = 톈진, 롱 = 룽.

    Folded: the initial-sound rule at the front (elsewhere for syllables that are Sino-Korean alone: 려 력 론, for 량 and 양 are two Mandarin
    names), tense letters, split vowels, 옹 and 웅, 예 and 에. Different names may fall together, so it proposes and never decides.
    """
    before, after = "", ko_key(text)
    while after != before:
        before = after
        after = _loosen(before)
    return after


def _loosen(text: str) -> str:
    """Take one step of `ko_loose`: merge split vowels, then fold each syllable."""
    merged: list[str] = []
    for char in text:
        joined = _merge(merged[-1], char) if merged else None
        if joined is None:
            merged.append(char)
        else:
            merged[-1] = joined
    folded = [_syllable(char) if is_syllable(char) else char for char in (_MID.get(char, char) for char in merged)]
    if folded and is_syllable(folded[0]):
        folded[0] = _front(folded[0])
    return "".join(folded)


def _merge(left: str, right: str) -> str | None:
    """Return 티 + 엔 as 톈 and 구 + 오 as 궈, None where the two are no split vowel."""
    if not (is_syllable(left) and is_syllable(right)):
        return None
    lead, vowel, tail = split(left)
    silent, second, coda = split(right)
    if tail or silent != "ㅇ" or lead == "ㅇ":
        return None
    glide = {"ㅣ": _Y, "ㅜ": _W}.get(vowel, {}).get(second)
    return None if glide is None else join(lead, glide, coda)


def _syllable(syllable: str) -> str:
    """Fold one syllable: plain lead, 예 to 에, 옹 to 웅, no glide behind ㅈ and ㅊ."""
    lead, vowel, tail = split(syllable)
    lead = _PLAIN_LEADS.get(lead, lead)
    if vowel == "ㅖ" and lead != "ㅇ":
        vowel = "ㅔ"
    if lead in "ㅈㅊ":
        vowel = _HARD.get(vowel, vowel)
    if tail == "ㅇ":
        vowel = {"ㅗ": "ㅜ", "ㅛ": "ㅠ"}.get(vowel, vowel)
    return join(lead, vowel, tail)


def _front(syllable: str) -> str:
    """Apply the initial-sound rule."""
    lead, vowel, tail = split(syllable)
    if lead in "ㄴㄹ" and vowel in _GLIDES:
        return join("ㅇ", vowel, tail)
    return join("ㄴ", vowel, tail) if lead == "ㄹ" else syllable
