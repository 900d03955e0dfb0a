"""Japanese readings in Hangul (외래어 표기법 표 4 and what writers make of it), to tell a Japanese name from a Chinese one.

Not a transliterator: a `Kanji` says whether a Hangul spelling is a plausible one of it inside a name, voiced or not,
at the head of a word or inside it; `word_spellings` are those of names that no readings of their kanji explain (服部 핫토리).
What these explain and Mandarin and Sino-Korean do not is Japanese. A kanji has a hundred spellings, and a text holds few of them: so a reading
is kept as a row of Hangul syllables, each with its alternatives, and a spelling is compared with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from glossary.hangul import join, split
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
_STEM_ENDS: Final = frozenset(("i", *_ROWS))
_CUT_SHORT: Final = ("tsu", "chi", "ku", "ki", "fu")
"""Morae that give way to a doubled consonant: 日 nichi, 日光 nikkou."""
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
_GENITIVE: Final = "노"
"""미나모토노 요시쓰네(源義経): the genitive is heard, not written, behind a reading of two syllables and more."""


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
    dictionary, names = _lines("japanese.tsv").get(shape, ""), _lines("japanese_names.tsv").get(shape, "")
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


class _Way(NamedTuple):
    """One way to write a reading: what its length costs, and the spellings of each of its Hangul syllables with what they cost."""

    price: float
    syllables: tuple[dict[str, float], ...]


_Ending: TypeAlias = tuple[int, float, tuple[dict[str, float], ...]]
"""A way that ends with some syllable: of how many it is, what it costs at least, and the spellings of those before."""


class Kanji:
    """The ways to write one kanji or kana, or a name: worked out for the readings that end with a syllable that is asked for."""

    __slots__ = ("_ending", "_last", "_lasts", "_readings")

    def __init__(self, readings: Sequence[str]) -> None:
        self._readings = readings
        self._ending: dict[str, list[_Ending]] = {}
        self._lasts = [_last(reading) for reading in readings]
        # one string, which is searched faster than so small a set
        self._last = "".join(self._lasts)

    def may_end(self, syllable: str) -> bool:
        """Say whether a reading may end in *syllable*."""
        return syllable in self._last or syllable == _GENITIVE

    def among(self, endings: Sequence[str]) -> list[tuple[str, float]]:
        """Return which of the *endings* of one text, the shortest first, are readings in a name, with what they cost.

        *endings* are all up to some length.
        """
        last = endings[0] if endings else ""
        if not last or not self.may_end(last):
            return []
        found = self._compare(endings) if last in self._last else []
        if last == _GENITIVE:
            sizes = dict(found)
            for size, price in self._compare([ending[:-1] for ending in endings[1:]]):
                if size > 1:
                    sizes.setdefault(size + 1, price + _ODD)
            found = sorted(sizes.items())
        return [(endings[size - 1], price) for size, price in found]

    def _compare(self, endings: Sequence[str]) -> list[tuple[int, float]]:
        """Return the numbers of syllables at which there is a way to write what stands there, and the least that it costs."""
        found: list[tuple[int, float]] = []
        last, longest = endings[0] if endings else "", len(endings)
        ways = self._ending.get(last)
        if ways is None:
            ways = self._ending[last] = self._ways_ending(last)
        for size, dearest, before in ways:
            if size > longest:
                break
            ending = endings[size - 1]
            for place, spellings in enumerate(before):
                price = spellings.get(ending[place])
                if price is None:
                    break
                if price > dearest:
                    dearest = price
            else:
                if not found or found[-1][0] < size:
                    found.append((size, dearest))
                elif dearest < found[-1][1]:
                    found[-1] = (size, dearest)
        return found

    def _ways_ending(self, last: str) -> list[_Ending]:
        """Return the ways that end with this syllable, the shortest first."""
        ending = [
            (len(syllables), max(price, syllables[-1][last]), syllables[:-1])
            for reading, lasts in zip(self._readings, self._lasts, strict=True)
            if last in lasts
            for price, syllables in _ways(reading)
            if last in syllables[-1]
        ]
        return sorted(ending, key=itemgetter(0))

    def cost(self, hangul: str) -> float | None:
        """Return what it costs to take *hangul* for a reading in a name, None where it is none."""
        endings = [hangul[start:] for start in range(len(hangul) - 1, -1, -1)]
        return next((cost for ending, cost in self.among(endings) if ending == hangul), None)

    def spellings(self) -> dict[str, float]:
        """Return every spelling and what it costs."""
        found: dict[str, float] = {}
        for price, syllables in [way for reading in self._readings for way in _ways(reading)]:
            for row in product(*(spellings.items() for spellings in syllables)):
                spelling = "".join(text for text, _ in row)
                dearest = max(price, *(cost for _, cost in row))
                found[spelling] = min(dearest, found.get(spelling, dearest))
        for spelling, price in list(found.items()):
            if len(spelling) > 1:
                found.setdefault(spelling + _GENITIVE, price + _ODD)
        return found


@lru_cache(maxsize=4_096)
def kanji(char: str) -> Kanji:
    """Return the ways to write one kanji or kana; none for a character that Japanese does not use."""
    if is_kana(char):
        kana = chr(ord(char) - 0x60) if "ァ" <= char <= "ヴ" else char
        return Kanji((KANA[kana],) if kana in KANA else ())
    return Kanji(_readings(fold(char)))


def may_end_word(last: str) -> bool:
    """Say whether the two characters *last* end any name that `word_spellings` knows: most do not."""
    before = _word_endings().get(last[1])
    return before is not None and fold(last[0]) in before


@cache
def _word_endings() -> dict[str, str]:
    """Return the last kanji of every such name, in all of its shapes, and the folded ones that stand before it."""
    found: dict[str, str] = {}
    for ending in {word[-2:] for word in _words()}:
        found[ending[1]] = found.get(ending[1], "") + ending[0]
    shapes = {char: fold(char) for char in (*han_table(), *_shapes())}
    return found | {char: found[shape] for char, shape in shapes.items() if shape in found}


@lru_cache(maxsize=256)
def word_spellings(word: str) -> dict[str, float]:
    """Return the Hangul spellings of a name whose kanji do not explain it (武蔵 무사시, 服部 핫토리), none for what is no such name."""
    readings = _words().get("".join(map(fold, word)))
    return Kanji(readings).spellings() if readings else {}


def _stems(reading: str) -> tuple[str, ...]:
    """Return the stems of a kun reading: 高 takai -> taka, 抜 nuku -> nu, nuki."""
    parts = morae(reading)
    if len(parts) < 2 or parts[-1] not in _STEM_ENDS:
        return ()
    stem = "".join(parts[:-1])
    return (stem, stem + _ROWS.get(parts[-1], "i"))


def _cut_short(reading: str) -> tuple[str, ...]:
    """Return a reading as it stands before a doubled consonant: 日 nichi -> niS."""
    if not reading.endswith(_CUT_SHORT):
        return ()
    parts = morae(reading)
    return (parts[0] + "S",) if len(parts) == 2 and parts[1] in _CUT_SHORT else ()


@lru_cache(maxsize=2_048)
def morae(reading: str) -> tuple[str, ...]:
    """Cut romaji into morae: shinjuku -> shi n ju ku, shin'ichi -> shi n i chi, naSta -> na S ta."""
    out = []
    start = 0
    for place, char in enumerate(reading):
        if char in "aiueoS":
            out.append(reading[start : place + 1])
            start = place + 1
        elif char == "n" and reading[place + 1 : place + 2] not in tuple("aiueoy"):
            out.append("n")
            start = place + 1
        elif char == "'":
            start = place + 1
    if start < len(reading):
        out.append(reading[start:])
    return tuple(out)


@lru_cache(maxsize=8_192)
def _last(reading: str) -> str:
    """Return the syllables that may stand at the end of one reading."""
    found = ""
    for chosen, _ in _lengths(morae(reading)):
        place = len(chosen) - 1
        while place > 0 and chosen[place] in _TAILS:
            place -= 1
        found += "".join(_syllable(chosen[place], "".join(chosen[place + 1 :]), not place))
    return found


@lru_cache(maxsize=4_096)
def _ways(reading: str) -> tuple[_Way, ...]:
    """Return the ways to write one reading, long vowels short (표 4) or out (코우)."""
    found = []
    for chosen, price in _lengths(morae(reading)):
        syllables = _syllables(chosen)
        if syllables and all(syllables):
            found.append(_Way(price, syllables))
    return tuple(found)


def _syllables(parts: tuple[str, ...]) -> tuple[dict[str, float], ...]:
    """Return the spellings of each Hangul syllable of a row of morae; one that nothing can be written with has none."""
    rows: list[tuple[str, str]] = []
    for part in parts:
        if part in _TAILS and rows:
            rows[-1] = (rows[-1][0], rows[-1][1] + part)
        else:
            rows.append((part, ""))
    return tuple([_syllable(mora, tails, not place) for place, (mora, tails) in enumerate(rows)])


@cache
def _syllable(mora: str, tails: str, head: bool) -> dict[str, float]:
    """Return the spellings of one mora, closed by *tails*, with what each costs: none where there is nothing to close, or it is closed twice."""
    found: dict[str, float] = {}
    for text, price in _mora(mora, head=head):
        found[text] = min(price, found.get(text, price))
    for tail in tails:
        usual, *odd = _TAILS[tail]
        closed: dict[str, float] = {}
        for text, price in found.items():
            lead, vowel, end = split(text)
            if not end:
                closed[join(lead, vowel, usual)] = price
                closed |= {join(lead, vowel, other): _ODD for other in odd}
        found = closed
    return found


def _lengths(parts: tuple[str, ...]) -> list[tuple[tuple[str, ...], float]]:
    """Return the morae without those that lengthen the vowel before them (o u, o o, u u), then with some or all of them."""
    long = [
        place
        for place, part in enumerate(parts)
        if place and part in ("u", "o") and parts[place - 1][-1] in ("ou" if part == "u" else "o")
    ]
    if not long:
        return [(parts, _USUAL)]
    found = []
    for dropped in product((True, False), repeat=len(long)):
        gone = {place for place, drop in zip(long, dropped, strict=True) if drop}
        kept = tuple([part for place, part in enumerate(parts) if place not in gone])
        found.append((kept, _USUAL if len(gone) == len(long) else _ODD))
    return found


def _mora(mora: str, *, head: bool) -> tuple[tuple[str, float], ...]:
    """Return the spellings of one mora, at the head of a reading or inside it, with what each costs; none where it has no vowel."""
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
