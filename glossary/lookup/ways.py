"""The ways of finding, in the order in which they are tried, and what each is worth.

Scores are places in one order, not probabilities. From the top:

    1.00       the very text
    0.95       the same letters: 劉廣華 for 刘广华, 135규획 for 13·5 규획
    0.90       the same sound: 유광화 for 류광화, weihai for 威海; 0.80 where tones were typed and are others
    0.85       a term with particles behind it: 웨이하이에서; 0.82 where they do not suit its last sound
    0.75       its first letters: ㅇㅇㅎㅇ; 0.72 for those of pinyin, which many names share: lgh
    0.5–0.7    the term begins so, the more the less is missing; 0.4–0.6 by first letters (ㅇㅇㅎ)
    0.5–0.7    the term holds it as a word, or three hanzi of it or more, the more of it the better
    0.3–0.5    the term holds it otherwise
    0.3–0.7    one typing error or two: the more was typed beside them the better, so that one error in a long name stands above a beginning
               that covers little of one; 0.02 less where particles stand behind

Of equal score, what people approved comes first, then what somebody wrote before forms that were derived, then what the machine is sure of, then what
was seen more often, then what is older.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from glossary.hangul import LEADS, has_hangul
from glossary.languages import is_han
from glossary.normalize import keys
from glossary.store.lookup_sql import Finder, Hit, Only

How: TypeAlias = Literal["exact", "key", "reading", "choseong", "prefix", "part", "fuzzy"]
HOWS: Final = ("exact", "key", "reading", "choseong", "prefix", "part", "fuzzy")

WHOLE: Final = 0.8
"""A score from here on says that the query was meant as a whole form; where there is one, typing errors are not thought of."""
_CANDIDATES: Final = 30
"""Terms that a way ranks at least, however few are asked for."""
_SURE: Final = 3
"""Letters from which on a stem is looked for with errors, and what holds the query as a word counts for more than an error: fewer are in everything."""
_NAMESAKES: Final = 500
"""Terms of one key or sound that are looked at, at most."""


class Query:
    """What is looked for: the text, and its keys once they are asked for. *limit* None wants everything."""

    def __init__(self, text: str, only: Only, limit: int | None) -> None:
        self.text = text
        self.only = only
        self.limit = limit
        self.hangul = has_hangul(text)
        self.han = not self.hangul and any(map(is_han, text))
        self.letters = keys.han_key(text) if self.han else keys.ko_key(text)

    @property
    def candidates(self) -> int | None:
        """How many terms a way has to rank."""
        return None if self.limit is None else max(2 * self.limit, _CANDIDATES)

    def wants(self, found: Sequence[Hit]) -> bool:
        """Say whether there is room for more of what is found less surely."""
        return self.limit is None or len({hit.concept for hit in found}) < self.limit

    @property
    def sound(self) -> str:
        """The key by sound: of Hangul, or of pinyin; "" for what is not read."""
        if self.hangul:
            return keys.ko_loose(self.text)
        return "" if self.han else keys.pinyin_key(_without_tone_numbers(self.text))


class Found:
    """A hit with the way in which it was found, what that is worth, and in words what lies between."""

    __slots__ = ("hit", "how", "score", "why")

    def __init__(self, how: How, score: float, hit: Hit, why: str = "") -> None:
        self.how = how
        self.score = score
        self.hit = hit
        self.why = why


Way: TypeAlias = Callable[[Finder, Query], Iterable[Found]]


def search(finder: Finder, query: Query, hows: Collection[str]) -> dict[int, Found]:
    """Try the ways that report one of *hows*, as long as the next could still show something; return the best of each concept."""
    best: dict[int, Found] = {}
    for hows_of_it, ceiling, find, always in WAYS:
        scores = [found.score for found in best.values()]
        enough = query.limit is not None and sum(score >= ceiling for score in scores) >= query.limit
        if enough or not any(how in hows for how in hows_of_it) or not (always or max(scores, default=0) < WHOLE):
            continue
        for found in find(finder, query):
            there = best.get(found.hit.concept)
            if found.how in hows and (there is None or found.score > there.score):
                best[found.hit.concept] = found
    return best


def _letters(finder: Finder, query: Query) -> Iterator[Found]:
    """Find what is written as the query is, and what has the same letters: 劉廣華 and 刘广华, 13·5 규획 and 135규획."""
    for hit in finder.equal("key", [query.letters], query.only):
        if hit.text == query.text:
            yield Found("exact", 1.0, hit)
        else:
            yield Found("key", 0.95, hit, "same letters")


def _sound(finder: Finder, query: Query) -> Iterator[Found]:
    """Find by sound: 유광화 and 류광화, weihai and Wēi hǎi for 威海. With tones in the query, other tones are less sure."""
    tones = "" if query.hangul else _toned(query.text)
    for hit in _of_sound(finder, query, _NAMESAKES if tones else _CANDIDATES):
        if not tones or hit.reading is None or _toned(hit.reading) == tones:
            yield Found("reading", 0.9, hit, "same sound" if query.hangul else "")
        else:
            yield Found("reading", 0.8, hit, "other tones")


def _of_sound(finder: Finder, query: Query, most: int) -> list[Hit]:
    """Return the terms of the same sound: those that have it as theirs, and those whose letters it is; *most* of them unless all are wanted."""
    if not query.sound:
        return []
    limit = None if query.limit is None else max(most, query.limit)
    found = finder.equal("loose", [query.sound], query.only, limit=limit)
    return found + finder.equal("key", [query.sound], query.only, limit=limit) if query.hangul else found


def _particles(finder: Finder, query: Query) -> Iterator[Found]:
    """Find a term with particles behind it: 웨이하이에서, 류광화는, 옌타이로부터도."""
    if not query.hangul:
        return
    from glossary.lookup.particles import stems

    for stem in stems(query.text):
        of_stem = Query(stem.text, query.only, query.limit)
        score = 0.85 if stem.suits else 0.82
        found = [
            Found("key", score, hit, f"with {stem.particles}")
            for hit in finder.equal("key", [of_stem.letters], query.only)
        ]
        if not found:
            sounds = _of_sound(finder, of_stem, _CANDIDATES)
            found = [Found("key", score - 0.02, hit, f"same sound, with {stem.particles}") for hit in sounds]
        if found:
            yield from found
            return


def _initials(finder: Finder, query: Query) -> Iterator[Found]:
    """Find by the first letters of the syllables: ㅇㅇㅎㅇ for 웨이하이, lgh for 刘广华, ㅇㅇㅎ for what begins so."""
    leads = choseong_of(query.letters)
    letters = leads or (query.letters if query.letters.isascii() and query.letters.isalpha() else "")
    if len(letters) < 2:
        return
    found = finder.equal("initials", [letters], query.only, limit=query.candidates)
    for hit in found:
        yield Found("choseong", 0.75, hit, "first letters") if leads else Found("reading", 0.72, hit, "first letters")
    if leads and query.wants(found):
        for hit in finder.beginning("initials", leads, query.only, limit=query.candidates):
            yield Found("choseong", 0.4 + 0.2 * _share(leads, hit.key), hit, "first letters")


def _beginning(finder: Finder, query: Query) -> Iterator[Found]:
    """Find what begins as the query does: 威海 in 威海市跨境电子商务…, 웨이하 in 웨이하이, weih in Wēihǎi."""
    letters, sound = query.letters, query.sound
    found = finder.beginning("key", letters, query.only, limit=query.candidates)
    for hit in found:
        yield Found("prefix", 0.5 + 0.2 * _share(letters, hit.key), hit, "begins so")
    if not (sound and query.wants(found)):
        return
    found = finder.beginning("loose", sound, query.only, limit=query.candidates)
    if query.hangul and sound != letters:
        found += finder.beginning("key", sound, query.only, limit=query.candidates)
    for hit in found:
        yield Found("prefix", 0.48 + 0.2 * _share(sound, hit.loose or hit.key), hit, "begins so by sound")


def _part(finder: Finder, query: Query) -> Iterator[Found]:
    """Find what holds the query behind its first letter: 海市 in 威海市, 신휘 in 목단강신휘정보과학기술유한책임회사."""
    if len(query.letters) < 2:
        return
    for hit in finder.containing(query.letters, query.only, limit=query.candidates):
        least = 0.5 if len(query.letters) >= _SURE and (query.han or query.text in hit.text.split()) else 0.3
        yield Found("part", least + 0.2 * _share(query.letters, hit.key), hit, "holds it")


def _mistyped(finder: Finder, query: Query) -> Iterator[Found]:
    """Find what was meant where something was mistyped, 류관화, or else 류관화를; its tables load only now."""
    from glossary.lookup.mistyped import meant

    found = False
    for errors, size, hit, why in meant(finder, query):
        found = True
        yield Found("fuzzy", _worth(errors, size), hit, why)
    if found or not query.hangul:
        return
    from glossary.lookup.particles import stems

    for stem in stems(query.text):
        if stem.suits and len(stem.text) >= _SURE:
            for errors, size, hit, why in meant(finder, Query(stem.text, query.only, query.limit)):
                yield Found("fuzzy", _worth(errors, size) - 0.02, hit, f"{why}, with {stem.particles}")


def _worth(errors: float, size: int) -> float:
    """Return the score of a term that is so many *errors* in *size* letters away."""
    return 0.3 + 0.4 * max(0.0, 1 - 3 * errors / size)


WAYS: Final[tuple[tuple[tuple[How, ...], float, Way, bool], ...]] = (
    (("exact", "key"), 1.0, _letters, True),  # first: where the very text is there, little else is needed
    (("reading",), 0.9, _sound, True),
    (("key",), 0.85, _particles, False),  # 제주도 is no 제주 with 도
    (("choseong", "reading"), 0.75, _initials, True),
    (("prefix",), 0.7, _beginning, True),
    (("fuzzy",), 0.7, _mistyped, False),  # 루산 is not thought to be a slip for 두산
    (("part",), 0.7, _part, True),  # last: it finds most
)
"""What each way may report, the best score that it gives, what finds, and whether it is tried even where a whole form was found."""


_JOINED: Final = str.maketrans(
    {
        "ㄳ": "ㄱㅅ",
        "ㄵ": "ㄴㅈ",
        "ㄶ": "ㄴㅎ",
        "ㄺ": "ㄹㄱ",
        "ㄻ": "ㄹㅁ",
        "ㄼ": "ㄹㅂ",
        "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ",
        "ㄿ": "ㄹㅍ",
        "ㅀ": "ㄹㅎ",
        "ㅄ": "ㅂㅅ",
    }
    | {chr(0x1100 + place): lead for place, lead in enumerate(LEADS)}  # conjoining ones, as some systems send them
)


def choseong_of(letters: str) -> str:
    """Return *letters* as first letters, "" where they are anything else; two that the keyboard joined are two again (ㄳ -> ㄱㅅ)."""
    leads = letters.translate(_JOINED)
    return leads if leads and all(char in LEADS for char in leads) else ""


def _share(asked: str, form: str) -> float:
    """Return how much of *form* was typed."""
    return min(len(asked) / len(form), 1.0) if form else 0.0


def _without_tone_numbers(text: str) -> str:
    """Return pinyin without the numbers of its tones: wei1hai3 -> weihai. A number of two digits is none (G20)."""
    if not any(digit in text for digit in "12345"):
        return text
    import re

    return re.sub(r"(?<=[A-Za-z\u00fc\u00dc:])[1-5](?!\d)", "", text)


def _toned(text: str) -> str:
    """Return the letters of pinyin with their tones, "" where no tone is marked (ü alone is none)."""
    letters = "".join(char for char in unicodedata.normalize("NFKC", text.casefold()) if char.isalpha())
    return "" if letters.replace("ü", "u").isascii() else letters
