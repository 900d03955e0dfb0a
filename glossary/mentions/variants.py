"""Variants of the pairs of a document that stand elsewhere in the same document.

    류광화(刘广华) … 유광화 웨이하이시 부시장          the same man by the initial-sound rule
    류산(乳山)시 … 루산시                              the official spelling of an odd one
    류더화(劉德華) … 리우더화                          an odd spelling of the official one
    《…상거래상거래 발전행동계획(威海市…计划)》 … 《…상거래발전행동계획》   the title without the slip of the pen

The form as the bracket has it is not repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import Final

from glossary.align.sounds import Sound, Spoken
from glossary.align.units import units
from glossary.extract.windows import sentence_span
from glossary.hangul import is_syllable
from glossary.model import READING_RELATIONS, Document, Flag, Pair, Relation, Span, Step
from glossary.normalize.keys import ko_key

_MOST: Final = 200
"""Mentions of one variant in one document."""
_LONGEST_NAME: Final = 5
"""Hanzi of a name whose spellings are looked for; what is longer is mostly words."""
_TITLE: Final = 8
"""Syllables from which a title is long enough to be known again by likeness."""
_LIKE: Final = 0.85
QUOTED: Final = re.compile(
    r"《([^《》\n]{4,120})》|<([^<>\n]{4,120})>|〈([^〈〉\n]{4,120})〉|「([^「」\n]{4,120})」|『([^『』\n]{4,120})』|“([^“”\n]{4,120})”|‘([^‘’\n]{4,120})’"
)
_DIVISIONS: Final = ("성", "시", "현", "구", "군", "진", "향", "촌", "강", "산", "섬", "항", "호", "자치구", "자치주")
# What may follow a name inside its word: a division word, a particle, or nothing.
_FOLLOWS: Final = re.compile(
    "(?:은|는|이|가|을|를|과|와|의|에|에서|에게|로|으로|도|만|까지|부터|보다|처럼|라는|이라는|이다|측|간|씨|시장|부시장|"
    + "|".join(_DIVISIONS)
    + r")(?![가-힣])|(?:"
    + "|".join(_DIVISIONS)
    + ")|(?![가-힣])"
)


@dataclass(frozen=True, slots=True)
class _Variant:
    """One other spelling of a pair and the rule that gives it; *bound* asks for a division word behind it."""

    text: str
    relation: Relation
    rule: str
    bound: bool
    flags: tuple[Flag, ...] = ()


def variants(document: Document, pair: Pair, written: set[tuple[str, str]], *, odd: bool = True) -> Iterator[Pair]:
    """Yield the mentions of other spellings of *pair*, with *odd* those of no rule too.

    *written* are the Chinese and Korean forms that stand in brackets.
    """
    if pair.relation not in READING_RELATIONS or pair.kind in ("title", "term") or len(pair.zh_hans) < 2:
        return
    for variant in _spellings(pair):
        if (pair.zh_hans, variant.text) in written or len(variant.text) < 2:
            continue
        for start in _places(document.text, variant):
            yield _mention(document, pair, Span(start, start + len(variant.text), variant.text), variant)
    if odd:
        yield from _odd_spellings(document, pair, written)


def _odd_spellings(document: Document, pair: Pair, written: set[tuple[str, str]]) -> Iterator[Pair]:
    """Yield where the Mandarin sound is spelt as writers spell it, 리우더화 for 류더화: three syllables and more, or a division word behind."""
    if pair.kind not in ("person", "place", "organization") or not 2 <= len(pair.zh_hans) <= _LONGEST_NAME:
        return
    known = {text for hans, text in written if hans == pair.zh_hans} | {pair.official}
    for match in islice(_odd(pair.zh_hans).finditer(document.text), _MOST):
        text = match.group()
        variant = _Variant(text, "pinyin", "another spelling", len(text) < 3, ("nonstandard",))
        if text not in known and _fits(document.text, match.start(), variant):
            yield _mention(document, pair, Span(match.start(), match.end(), text), variant)


@lru_cache(maxsize=4_096)
def _odd(hans: str) -> re.Pattern[str]:
    """Return a pattern of every spelling of the Mandarin sound of a name."""
    ways = (
        "|".join(
            sorted(
                (spelling for spelling, ways in sounds.spellings.items() if _is_mandarin(ways)), key=len, reverse=True
            )
        )
        for sounds in (unit.sounds for unit in units(hans))
        if isinstance(sounds, Spoken)
    )
    return re.compile("(?<![가-힣])" + "".join(f"(?:{way or '(?!)'})" for way in ways))


def _is_mandarin(sounds: Sequence[Sound]) -> bool:
    return any(sound.system == "P" for sound in sounds)


def _spellings(pair: Pair) -> Iterator[_Variant]:
    """Yield the official spelling and the Sino-Korean readings of a pair.

    A Sino-Korean reading is taken as it stands for persons of three syllables and more; of a place it may be an ordinary
    word (위해 威海, 대응 大鷹), so a division word has to follow (위해시).
    """
    from glossary.readings import hanja

    if pair.official is not None:
        yield _Variant(pair.official, "pinyin", "the official spelling", False)
    if pair.kind not in ("person", "place"):
        return
    for text in hanja.sino_forms(pair.zh_hant, limit=4):
        person = pair.kind == "person" and len(text) >= 3
        yield _Variant(text, "sino", "the Sino-Korean reading", not person)


def _places(text: str, variant: _Variant) -> Iterator[int]:
    """Yield where a variant stands at the head of a word with nothing but a division word or a particle behind it."""
    start = text.find(variant.text)
    for _ in range(_MOST):
        if start < 0:
            return
        if _fits(text, start, variant):
            yield start
        start = text.find(variant.text, start + len(variant.text))


def _fits(text: str, start: int, variant: _Variant) -> bool:
    """Say whether a variant is a word of its own, with a division word behind it where it has to have one."""
    end = start + len(variant.text)
    head = start == 0 or not is_syllable(text[start - 1])
    return head and (text.startswith(_DIVISIONS, end) if variant.bound else _FOLLOWS.match(text, end) is not None)


def retitled(document: Document, pair: Pair) -> Iterator[Pair]:
    """Yield quoted titles that are all but equal to the Korean title of *pair*."""
    key = ko_key(pair.ko.text)
    if pair.kind != "title" or len(key) < _TITLE:
        return
    for match in list(QUOTED.finditer(document.text))[: 5 * _MOST]:
        text = match.group(match.lastindex or 0)
        other = ko_key(text)
        if text == pair.ko.text or other[:3] != key[:3] or abs(len(other) - len(key)) > len(key) * (1 - _LIKE) + 1:
            continue
        if SequenceMatcher(None, key, other, autojunk=False).ratio() >= _LIKE:
            start = match.start(match.lastindex or 0)
            yield _mention(
                document,
                pair,
                Span(start, start + len(text), text),
                _Variant(text, pair.relation, "all but the same title", False),
            )


def _mention(document: Document, pair: Pair, span: Span, variant: _Variant) -> Pair:
    start, end = sentence_span(document.text, span.start, span.end)
    step = Step(
        "mentions",
        variant.rule,
        pair.ko.text,
        span.text,
        f"{variant.rule} of {pair.ko.text}({pair.zh.text}) in the same document",
    )
    return pair._replace(
        ko=span,
        relation=variant.relation,
        band="review",
        confidence=0.7,
        sentence=document.text[start:end],
        how="variant",
        part_of=None,
        flags=variant.flags,
        steps=(step, *(step for step in pair.steps if step.stage == "normalize")),
    )
