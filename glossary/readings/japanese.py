"""Japanese readings in Hangul (외래어 표기법 표 4 and what writers make of it), to tell a Japanese name from a Chinese one.

Not a transliterator: `spellings` offers every plausible Hangul spelling of one kanji or kana inside a name, voiced or not,
at the head of a word or inside it. What these explain and Mandarin and Sino-Korean do not is Japanese.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Final

from glossary.hangul import is_syllable, join, split
from glossary.languages import is_kana
from glossary.readings.tables import pairs_kept

_VOWELS: Final = {"a": "ㅏ", "i": "ㅣ", "u": "ㅜ", "e": "ㅔ", "o": "ㅗ"}
_GLIDES: Final = {"ya": "ㅑ", "yu": "ㅠ", "yo": "ㅛ"}
# Consonant -> Hangul leads, at the head of a word and inside it, with the voiced forms that compounds take (연탁 連濁).
_LEADS: Final = {
    "": "ㅇ", "k": "ㄱㅋ", "s": "ㅅㅈ", "t": "ㄷㅌ", "n": "ㄴ", "h": "ㅎㅂㅍ", "f": "ㅎㅂㅍ", "m": "ㅁ", "r": "ㄹ", "g": "ㄱ", "z": "ㅈ",
    "d": "ㄷ", "b": "ㅂ", "p": "ㅍ", "sh": "ㅅㅈ", "ch": "ㅈㅊ", "ts": "ㅆㅊㅈ", "j": "ㅈ", "w": "ㅇ", "y": "ㅇ",
}  # fmt: skip
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
_KANA: Final = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽヶ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o "
        "ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po ga".split(),
        strict=True,
    )
)


def _readings(char: str) -> set[str]:
    """Return the readings of one kanji: those of the dictionary with their stems, those of names as they are."""
    found = set(pairs_kept("japanese_names.tsv").get(char, "").split())
    for reading in pairs_kept("japanese.tsv").get(char, "").split():
        found |= _forms(reading)
    return found


@cache
def spellings(char: str) -> frozenset[str]:
    """Return the Hangul spellings of one kanji or kana in names, none for a character that Japanese does not use."""
    if is_kana(char):
        kana = chr(ord(char) - 0x60) if "ァ" <= char <= "ヴ" else char
        return frozenset(_hangul(_KANA[kana])) if kana in _KANA else frozenset()
    found: set[str] = set()
    for reading in _readings(char):
        for spelling in _hangul(reading):
            found.add(spelling)
            # 미나모토노 요시쓰네(源義経): the genitive is heard, not written.
            if len(spelling) > 1:
                found.add(spelling + "노")
    return frozenset(found)


def _forms(reading: str) -> set[str]:
    """Return a reading with its stem: 高 takai -> taka, 抜 nuku -> nuki; 日 nichi -> niS (a doubled consonant follows)."""
    morae = _morae(reading)
    forms = {reading}
    if len(morae) > 1 and morae[-1] in {"i", *_ROWS}:
        stem = "".join(morae[:-1])
        forms.add(stem)
        forms.add(stem + _ROWS.get(morae[-1], ""))
    if len(morae) == 2 and morae[-1] in ("tsu", "chi", "ku", "ki", "fu"):
        forms.add(morae[0] + "S")
    return forms


@cache
def _morae(reading: str) -> tuple[str, ...]:
    """Cut romaji into morae: shinjuku -> shi n ju ku."""
    out = []
    start = 0
    for place, char in enumerate(reading):
        if char in "aiueo":
            out.append(reading[start : place + 1])
            start = place + 1
        elif char == "n" and reading[place + 1 : place + 2] not in (*"aiueoy",):
            out.append("n")
            start = place + 1
    if start < len(reading):
        out.append(reading[start:])
    return tuple(out)


def _hangul(reading: str) -> set[str]:
    """Return the Hangul spellings of one reading, long vowels written short (표 4) or out (코우)."""
    words = {"".join(parts) for parts in product(*map(_mora, _morae(reading)))}
    folded: set[str] = set()
    for word in words:
        folded.add(_compose(word))
        for long, short in (
            ("ㅗ우", "ㅗ"),
            ("ㅗ오", "ㅗ"),
            ("ㅜ우", "ㅜ"),
            ("ㅛ우", "ㅛ"),
            ("ㅠ우", "ㅠ"),
            ("ㅣ이", "ㅣ"),
        ):
            if long in word:
                folded.add(_compose(word.replace(long, short)))
        if word.startswith(("ㅇㅗ우", "ㅇㅗ오")):
            folded.add(_compose("ㅇㅗ" + word[3:]))
    return {word for word in folded if word and all(map(is_syllable, word))}


def _mora(mora: str) -> tuple[str, ...]:
    """Return one mora as jamo: lead and vowel; a bare vowel behind another stays a syllable of its own (우)."""
    if mora in ("n", "S"):
        return ({"n": "ㄴ", "S": "ㅅ"}[mora],)
    if mora in ("u", "o", "i"):
        return ({"u": "우", "o": "오", "i": "이"}[mora],)
    consonant = mora[:-1]
    vowel = _VOWELS.get(mora[-1], "")
    if consonant.endswith("y"):
        consonant, vowel = consonant[:-1], _GLIDES["y" + mora[-1]]
    elif consonant in ("sh", "ch", "j") and mora[-1] in "auo":
        vowel = _GLIDES["y" + mora[-1]] if consonant == "sh" else vowel
    if consonant == "w":
        vowel = "ㅘ" if mora[-1] == "a" else vowel
    if mora in ("su", "tsu", "zu"):
        vowel = "ㅡ"
    return tuple(lead + vowel for lead in _LEADS.get(consonant, "")) + (("ㅉㅡ", "ㅆㅡ") if mora == "tsu" else ())


def _compose(word: str) -> str:
    """Join jamo to syllables; ㄴ and ㅅ behind a vowel close the syllable."""
    out: list[str] = []
    place = 0
    while place < len(word):
        char = word[place]
        follows = word[place + 1 : place + 2]
        if is_syllable(char):
            out.append(char)
            place += 1
        elif follows and "ㅏ" <= follows <= "ㅣ":
            out.append(join(char, follows))
            place += 2
        elif out and is_syllable(out[-1]) and not split(out[-1])[2]:
            lead, vowel, _ = split(out[-1])
            out[-1] = join(lead, vowel, char)
            place += 1
        else:
            return ""
    return "".join(out)
