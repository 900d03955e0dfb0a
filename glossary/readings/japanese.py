"""Japanese readings in Hangul (외래어 표기법 표 4 and what writers make of it), to tell a Japanese name from a Chinese one.

Not a transliterator: `spellings` offers every plausible Hangul spelling of one kanji or kana inside a name, voiced or not,
at the head of a word or inside it; `word_spellings` those of names that no readings of their kanji explain (服部 핫토리).
What these explain and Mandarin and Sino-Korean do not is Japanese.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Final

from glossary.hangul import is_syllable, join, split
from glossary.languages import is_kana
from glossary.normalize.keys import fold_char, han_table
from glossary.readings.tables import pairs, pairs_kept

LONGEST_WORD: Final = 4
"""Kanji of the longest word in japanese_words.tsv."""
_USUAL: Final = 0.0
_ODD: Final = 0.02
"""A spelling other than 표 4: long vowels written out (코우), 츠 and 쯔 for 쓰, tense letters, ㅇ and ㅁ for ん."""

_VOWELS: Final = {"a": "ㅏ", "i": "ㅣ", "u": "ㅜ", "e": "ㅔ", "o": "ㅗ"}
_GLIDES: Final = {"a": "ㅑ", "u": "ㅠ", "o": "ㅛ"}
# Consonant -> Hangul leads, at the head of a word and inside it; behind the bar those of older spellings.
_LEADS: Final = {
    "": "ㅇ", "k": "ㄱㅋ|ㄲ", "s": "ㅅ|ㅆ", "t": "ㄷㅌ|ㄸ", "n": "ㄴ", "h": "ㅎ", "f": "ㅎ", "m": "ㅁ", "r": "ㄹ", "g": "ㄱ|ㅇ",
    "z": "ㅈ", "d": "ㄷ", "b": "ㅂ", "p": "ㅍ|ㅃ", "sh": "ㅅ", "ch": "ㅈㅊ|ㅉ", "ts": "ㅆ|ㅊㅉ", "j": "ㅈ", "w": "ㅇ", "y": "ㅇ",
}  # fmt: skip
_VOICED: Final = {"s": "ㅈ", "sh": "ㅈ", "ts": "ㅈ", "h": "ㅂㅍ", "f": "ㅂㅍ"}
"""What a kanji's first consonant becomes in a compound (연탁 連濁, 반탁음): 川 kawa, 小川 ogawa; ㄱ and ㄷ are there already."""
_FLAT: Final = ("su", "tsu", "zu")
_ROWS: Final = {
    "u": "i",
    "ku": "ki",
    "gu": "gi",
    "su": "shi",
    "tsu": "chi",
    "nu": "ni",
    "bu": "bi",
    "mu": "mi",
    "ru": "ri",
}
KANA: Final = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽヶ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa i e o "
        "ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po ga".split(),
        strict=True,
    )
)
_TAILS: Final = {"n": ("ㄴ", "ㅇ", "ㅁ"), "S": ("ㅅ",)}
"""ん and the doubled consonant close the syllable before them, the first so that 표 4 has it."""


@cache
def _shapes() -> dict[str, str]:
    """Return kanji in their Japanese shape -> the older shape: 頼 -> 賴."""
    return pairs("shinjitai.tsv")


def fold(char: str) -> str:
    """Return the shape under which the readings of a kanji are found: one for 賴 頼 赖, for 敎 教, for 実 實."""
    return fold_char(_shapes().get(char, char))


@cache
def _lines(table: str) -> dict[str, str]:
    """Return folded kanji -> its lines in a table: they are taken apart for the few kanji that are asked for."""
    found: dict[str, str] = {}
    folded, older = han_table(), _shapes()
    for char, line in pairs(table).items():
        shape = older.get(char, char)
        shape = folded.get(shape, shape)
        found[shape] = f"{found[shape]}\n{line}" if shape in found else line
    return found


def _readings(shape: str) -> tuple[str, ...]:
    """Return the readings of a folded kanji: those of the dictionary with their stems, those of names as they are."""
    dictionary, names = (_lines(table).get(shape, "") for table in ("japanese.tsv", "japanese_names.tsv"))
    found = [reading for line in dictionary.splitlines() for reading in _told(line)]
    return tuple(dict.fromkeys(found + names.split()))


def known_readings() -> dict[str, list[str]]:
    """Return kanji -> what `japanese.tsv` gives: on and kun readings, those cut short before a doubled consonant, the stems of the kun."""
    return {char: _told(line) for char, line in pairs("japanese.tsv").items()}


def _told(line: str) -> list[str]:
    on, kun = line.split("\t")
    readings = [reading for cell in (on, kun) for reading in cell.split(" ") if cell != "-"]
    forms = [form for reading in readings for form in (reading, *_cut_short(reading))]
    return forms + [stem for reading in kun.split(" ") for stem in _stems(reading)]


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, readings in pairs_kept("japanese_words.tsv").items():
        found.setdefault("".join(map(fold, word)), []).extend(readings.split(" "))
    return found


@lru_cache(maxsize=256)
def spellings(char: str) -> dict[str, float]:
    """Return the Hangul spellings of one kanji or kana in names and what each costs; none for a character that Japanese does not use."""
    if is_kana(char):
        kana = chr(ord(char) - 0x60) if "ァ" <= char <= "ヴ" else char
        return _spelt((KANA[kana],)) if kana in KANA else {}
    return _spelt(_readings(fold(char)))


def may_end_word(last: str) -> bool:
    """Say whether the two characters *last* end any name that `word_spellings` knows: most do not."""
    return "".join(map(fold, last)) in _word_endings()


@cache
def _word_endings() -> frozenset[str]:
    return frozenset(word[-2:] for word in _words())


@lru_cache(maxsize=256)
def word_spellings(word: str) -> dict[str, float]:
    """Return the Hangul spellings of a name whose kanji do not explain it (武蔵 무사시, 服部 핫토리), none for what is no such name."""
    return _spelt(tuple(_words().get("".join(map(fold, word)), ())))


def _spelt(readings: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for reading in readings:
        for spelling, cost in _hangul(reading).items():
            found[spelling] = min(cost, found.get(spelling, cost))
    for spelling, cost in list(found.items()):
        # 미나모토노 요시쓰네(源義経): the genitive is heard, not written.
        if len(spelling) > 1:
            found.setdefault(spelling + "노", cost + _ODD)
    return found


def _stems(reading: str) -> tuple[str, ...]:
    """Return the stems of a kun reading: 高 takai -> taka, 抜 nuku -> nu, nuki."""
    *stem, last = morae(reading)
    if not stem or last not in {"i", *_ROWS}:
        return ()
    return ("".join(stem), "".join(stem) + _ROWS.get(last, "i"))


def _cut_short(reading: str) -> tuple[str, ...]:
    """Return a reading as it stands before a doubled consonant: 日 nichi -> niS."""
    parts = morae(reading)
    return (parts[0] + "S",) if len(parts) == 2 and parts[1] in ("tsu", "chi", "ku", "ki", "fu") else ()


@lru_cache(maxsize=512)
def morae(reading: str) -> tuple[str, ...]:
    """Cut romaji into morae: shinjuku -> shi n ju ku, shin'ichi -> shi n i chi, naSta -> na S ta."""
    out = []
    start = 0
    for place, char in enumerate(reading):
        if char in "aiueoS":
            out.append(reading[start : place + 1])
            start = place + 1
        elif char == "n" and reading[place + 1 : place + 2] not in (*"aiueoy",):
            out.append("n")
            start = place + 1
        elif char == "'":
            start = place + 1
    if start < len(reading):
        out.append(reading[start:])
    return tuple(out)


@lru_cache(maxsize=512)
def _hangul(reading: str) -> dict[str, float]:
    """Return the Hangul spellings of one reading, long vowels written short (표 4) or out (코우)."""
    found: dict[str, float] = {}
    for chosen, price in _lengths(morae(reading)):
        for row in product(*(_mora(part, head=not place) for place, part in enumerate(chosen))):
            spelling = _closed("".join(text for text, _ in row))
            cost = max(price, max((cost for _, cost in row), default=0.0))
            if spelling and cost <= found.get(spelling, cost):
                found[spelling] = cost
    return found


def _lengths(parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the morae without those that lengthen the vowel before them (o u, o o, u u), then with some or all of them."""
    long = [
        place
        for place, part in enumerate(parts)
        if place and part in ("u", "o") and parts[place - 1][-1] in ("ou" if part == "u" else "o")
    ]
    for dropped in product((True, False), repeat=len(long)):
        gone = {place for place, drop in zip(long, dropped, strict=True) if drop}
        kept = tuple(part for place, part in enumerate(parts) if place not in gone)
        yield kept, _USUAL if len(gone) == len(long) else _ODD


@cache
def _mora(mora: str, *, head: bool) -> tuple[tuple[str, float], ...]:
    """Return the spellings of one mora, at the head of a reading or inside it, with what each costs; what closes a syllable is a lone jamo."""
    if mora in _TAILS:
        usual, *others = _TAILS[mora]
        return ((usual, _USUAL), *((tail, _ODD) for tail in others))
    consonant, vowel = mora[:-1], _VOWELS.get(mora[-1])
    if vowel is None:
        return ()
    vowels = [(vowel, _USUAL)]
    if consonant.endswith("y"):
        consonant = consonant[:-1]
        vowels = [(_GLIDES.get(mora[-1], vowel), _USUAL)]
    elif consonant in ("sh", "ch", "j") and mora[-1] in _GLIDES:
        # 샤 but 자, 차 in 표 4, for ㅈ and ㅊ take no glide there.
        vowels = [(_GLIDES[mora[-1]], _USUAL if consonant == "sh" else _ODD), (vowel, _USUAL)]
    elif consonant == "w" and mora[-1] == "a":
        vowels = [("ㅘ", _USUAL)]
    elif mora in _FLAT:
        vowels = [("ㅡ", _USUAL), ("ㅜ", _ODD)]
    usual_leads, _, odd_leads = _LEADS.get(consonant, "").partition("|")
    if head:
        usual_leads += _VOICED.get(consonant, "")
    leads = [(lead, _USUAL) for lead in usual_leads] + [(lead, _ODD) for lead in odd_leads]
    return tuple((join(lead, jamo), max(one, other)) for lead, one in leads for jamo, other in vowels)


def _closed(text: str) -> str:
    """Return syllables with the lone jamo behind them as their tails; "" where one has no syllable to close."""
    out: list[str] = []
    for char in text:
        if is_syllable(char):
            out.append(char)
        elif out and not split(out[-1])[2]:
            lead, vowel, _ = split(out[-1])
            out[-1] = join(lead, vowel, char)
        else:
            return ""
    return "".join(out)
