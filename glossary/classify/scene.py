"""Whose scene a text sets: words like 당나라, 조선, 막부, weighed by how near they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Final

from glossary.classify.patterns import Late
from glossary.classify.tables import Land, eras, known
from glossary.classify.vocabulary import Setting, beginnings
from glossary.hangul import is_syllable
from glossary.normalize import script

_HALF: Final = 12.0
"""Characters over which a cue loses half of its weight: in 중국에 망명한 문재인(文在寅) 대통령 the nearer word wins."""
_BESIDE: Final = 1.5
"""Times that a cue counts which the form follows or goes before: 중국 북조(北朝) among the three kingdoms of Korea."""
_FARTHEST: Final = 60
"""Characters beyond which a cue is left out."""
_FADED: Final = tuple(2.0 ** (-distance / _HALF) for distance in range(_FARTHEST + 1))
"""What is left of a cue by its distance."""


_NAMED: Final = 0.5
"""What a well-known name in a bracket counts in its sentence: less than a word that names a land."""
_INSIDE: Final = (
    r"(?:([㐀-鿿]{2,4})[)）\],，:：;· ]|[商秦漢汉魏晉晋隋唐宋元明淸清遼辽][)）]\s?(?:나라|시대|왕조|대의|말기|초기)"
    r"|([가-힣]{2,4})\s?(?:원년|즉위년|\d{1,2}년?[)）,])|(\d{3,4})년[)）])"
)
_LONGEST_DATE: Final = 12
_DATED: Final = Late(r"([가-힣]{2,4})\s?(?:원년|\d{1,2}년)\s?$")
_REIGNS: Final = frozenset(
    "태조 정종 태종 세종 문종 단종 세조 예종 성종 연산군 중종 인종 명종 선조 광해군 인조 효종 현종 숙종 경종 영조 정조 순조 헌종 철종 고종 순종 "
    "혜종 광종 목종 덕종 선종 의종 신종 희종 강종 원종 충렬왕 충선왕 충숙왕 충혜왕 충목왕 충정왕 공민왕 우왕 창왕 공양왕 광무 융희".split()
)
"""Kings by whose years Korea dates, in brackets: 1421년(세종 4년); the years of China are called by eras."""


# no tuples, because they are made for most pairs and read by each rule
class Cue:
    """A word that sets a scene, with its distance from the form and what it counts there."""

    __slots__ = ("distance", "weight", "word")

    def __init__(self, word: str, distance: int, weight: float) -> None:
        self.word = word
        self.distance = distance
        self.weight = weight


class Lands:
    """What the words of a text count for each land."""

    __slots__ = ("ja", "ko", "zh")

    def __init__(self, zh: float, ko: float, ja: float) -> None:
        self.zh = zh
        self.ko = ko
        self.ja = ja

    @property
    def most(self) -> float:
        """Return what they count for the land that most of them speak for."""
        return max(max(self.zh, self.ko), self.ja)  # of two each, for one function of three is asked in Python


NOTHING_TOLD: Final = Lands(0.0, 0.0, 0.0)


class Scene(Lands):
    """What speaks for each land around a form, and the weightiest word of each."""

    __slots__ = ("words",)

    def __init__(self, zh: float, ko: float, ja: float, words: dict[Land, Cue]) -> None:
        super().__init__(zh, ko, ja)
        self.words = words


NO_SCENE: Final = Scene(0.0, 0.0, 0.0, {})


def _found(text: str) -> tuple[list[int], list[Setting]]:
    """Return the places and the words of the table in *text*, in their order.

    A word of two syllables must begin a word of the text: there is no 삼성 in 호삼성.
    """
    places: list[int] = []
    words: list[Setting] = []
    end = 0
    for place, (offered, _) in beginnings(text):
        if place < end:
            continue
        for setting in offered:
            word = setting[0]
            size = len(word)
            if text[place : place + size] == word if size > 2 else not place or not is_syllable(text[place - 1]):
                end = place + size
                places.append(place)
                words.append(setting)
                break
    return places, words


@cache
def _told_behind(mark: str) -> re.Pattern[str]:
    """Return the pattern of what tells of a land behind an opening *mark*, which it begins with, for so it is soon found."""
    return re.compile(re.escape(mark) + _INSIDE)


def _named(text: str) -> list[tuple[int, Land]]:
    """Return place and land of each well-known person and place whose Han form stands in a bracket of *text*, and of each reign: (湖北省), (蘇軾), (唐)나라, (세종 4년)."""
    marks = [mark for mark in "(（[" if mark in text]
    matches = [match for mark in marks for match in _told_behind(mark).finditer(text)]
    found: list[tuple[int, Land]] = []
    for match in matches:
        form, reign, year = match.groups()
        if year:
            dated = _DATED.search(text[max(0, match.start() - _LONGEST_DATE) : match.start()])
            reign = dated.group(1) if dated is not None else ""
        if reign or year:
            if reign in _REIGNS or reign in eras():
                found.append((match.start(), "ko" if reign in _REIGNS else "zh"))
        elif not form:
            found.append((match.start(), "zh"))
        else:
            told = known(script.to_hans(form))
            if told is not None and told.kind in ("person", "place") and told.land != "any":
                found.append((match.start(), told.land))
    if len(marks) > 1:
        found.sort()
    return found


class Stage:
    """Where the words of the table stand in a document: its text is read once for all of its pairs, when the first asks for its surroundings.

    The names in brackets are read when one asks what a stretch tells of the lands: half of all texts are not asked.
    """

    __slots__ = ("_balance", "_forms", "_lands", "_last", "_places", "_text", "_words")

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[int] | None = None
        self._words: list[Setting] = []
        self._forms: list[int] = []
        self._lands: list[Land] | None = None
        self._last: tuple[tuple[int, ...], Lands] = (), NOTHING_TOLD
        self._balance: float | None = None

    def lands(self, start: int = 0, end: int | None = None, own: tuple[int, int] = (0, 0)) -> Lands:
        """Return what speaks for each land in a stretch of the document, by the words that begin there, those of the form itself at *own* left out.

        동주 in 동주대학(東洲大學) tells nothing of where it is. The last answer is kept, for the pairs of a line mostly ask the same.
        """
        places, named = self._begun(), self._whose()
        if not places and not named:
            return NOTHING_TOLD
        first = bisect_left(places, start) if start else 0
        last = len(places) if end is None else bisect_left(places, end)
        leave, go_on = (bisect_left(places, own[0]), bisect_left(places, own[1])) if own[1] else (last, last)
        if leave == go_on:
            leave = go_on = last
        first_form, last_form = 0, 0
        if named:
            first_form = bisect_left(self._forms, start) if start else 0
            last_form = len(named) if end is None else bisect_left(self._forms, end)
        stretch = (first, leave, go_on, last, first_form, last_form)
        if self._last[0] != stretch:
            words = self._words[first:leave] + self._words[go_on:last]
            self._last = stretch, _sum(words, named[first_form:last_form])
        return self._last[1]

    def _begun(self) -> list[int]:
        """Return the places of the words, which are kept beside."""
        if self._places is None:
            self._places, self._words = _found(self._text)
        return self._places

    def _whose(self) -> list[Land]:
        """Return whose the names in brackets are, whose places are kept beside."""
        if self._lands is None:
            named = _named(self._text)
            self._forms = [place for place, _ in named]
            self._lands = [land for _, land in named]
        return self._lands

    def balance(self) -> float:
        """Return the balance of the document between -1 (all cues Korean) and 1 (all Chinese), 0 without cues."""
        if self._balance is None:
            self._balance = tilt(self.lands())
        return self._balance

    def around(self, start: int, end: int, line: tuple[int, int], inside: int = 0) -> Scene:
        """Return what speaks for each land around the form at ``start:end`` in its *line*, the nearest words loudest.

        A word that the form ends stands beside it: 중국 in 중국공산당(共産黨); so does what its bracket says from *inside* on: 귀주(龜州, 현재의 평안북도 구성시).
        """
        places = self._begun()
        if not places:
            return NO_SCENE
        first = bisect_left(places, max(line[0], start - _FARTHEST))
        last = bisect_left(places, min(line[1], end + _FARTHEST), first)
        if first == last:
            return NO_SCENE
        zh = ko = ja = 0.0
        best: dict[Land, Cue] = {}
        for at in range(first, last):
            place = places[at]
            if start <= place <= end and not (inside and inside <= place < end):
                # In the form; or at once behind its bracket: 전세(田稅)에도 is a particle, not 에도.
                continue
            word, land, weight = self._words[at]
            distance = place - end if place > end else max(0, start - place - len(word))
            weight *= _BESIDE if distance <= 1 else _FADED[distance]
            if land == "zh":
                zh += weight
            elif land == "ko":
                ko += weight
            else:
                ja += weight
            cue = best.get(land)
            if cue is None or cue.weight < weight:
                best[land] = Cue(word, distance, weight)
        return Scene(zh, ko, ja, best)


def _sum(words: list[Setting], named: list[Land]) -> Lands:
    sums: dict[Land, float] = {"zh": 0.0, "ko": 0.0, "ja": 0.0}
    for _, land, weight in words:
        sums[land] += weight
    for land in named:
        sums[land] += _NAMED
    return Lands(sums["zh"], sums["ko"], sums["ja"])


def tilt(told: Lands) -> float:
    """Return how far a stretch leans between -1 (all cues Korean) and 1 (all Chinese)."""
    return (told.zh - told.ko) / (told.zh + told.ko + 1)


# words that begin with a letter each, for a search is fast by those
_PAST: Final = Late(
    "기원전|당대의|송대의|명대의|청대의|원대의|한대의|수대의|진대의|위대의|오대의|촉대의|후한|전한|삼국 ?시대|춘추|전국 ?시대|남북조|오대십국|오호십육국|북위|북제|북주|촉한|동진|서진|남송|북송|황제|황후|태자|왕조|제후|봉해|봉했|즉위|절도사|자사|태수|장군|승상|재상|환관|고승|선사|유학자|"
    + "|".join(f"{digit}(?<!\\d{digit})\\d{{0,2}}년" for digit in range(1, 10))
    + r"|1(?<!\d1)[0-8]\d\d년"
)
_REALM: Final = Late("나라(?<=[가-힣]나라)")
_MODERN: Final = Late(
    "중화인민공화국|중화민국|공산당|국민당|민진당|문화대혁명|주석|총리|총서기|장관|위원장|대변인|배우|가수|감독|선수|모델|기업가|회장|사장|대표|영화|드라마|방송|텔레비전|인터넷|대학교|교수|작가|"
    "항일|국공|인민|정치인|축구|농구|올림픽|1(?<!\\d1)9[1-9]\\d년|2(?<!\\d2)0\\d\\d년"
)


@lru_cache(maxsize=16)
def past_of(sentence: str) -> str:
    """Return the first word that sets a sentence before the revolution of 1911 (당나라, 1632년), "" for none, or where one sets it after (배우, 1998년)."""
    if _MODERN.search(sentence) is not None:
        return ""
    past, realm = _PAST.search(sentence), _REALM.search(sentence)
    if realm is not None and (past is None or realm.start() <= past.start()):
        return sentence[realm.start() - 1 : realm.end()]
    return past.group() if past is not None else ""


def cue_of(around: Scene, land: Land) -> str:
    """Name the weightiest word of *land*, to be shown with the decision."""
    cue = around.words.get(land)
    return land if cue is None else cue.word
