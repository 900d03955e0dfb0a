"""Chinese titles of a source list whose Korean title stands in the text.

    지난해 발표한 《중국 국민경제와 사회발전 제14차 5개년 규획》에 따르면 …
    출처
    1. 《中华人民共和国国民经济和社会发展第十四个五年规划纲要》

A translated title is read in part only: what speaks for it are the hanzi whose readings stand in it in order (국민경제 国民经济), the same
numbers, and its length. A title that answers several equally well answers none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from glossary.align.korean import korean
from glossary.align.units import Unit, units
from glossary.extract.contents import trimmed
from glossary.extract.windows import sentence_span
from glossary.hangul import has_hangul, is_syllable
from glossary.languages import HAN
from glossary.mentions.variants import QUOTED
from glossary.model import Document, Pair, Span, Step
from glossary.normalize import script
from glossary.normalize.keys import han_key, ko_key

_HEADING: Final = re.compile(
    r"^[\s\[【〔(<*#■▶※◆○●-]*(?:자료\s?출처|출처|자료|참고\s?문헌|참고\s?자료|참고|원문\s?출처|원문\s?제목|원문|원제|관련\s?자료|인용\s?문헌|각주|미주|주석|"
    r"来源|來源|出处|出處|资料来源|資料來源|参考文献|參考文獻|参考资料|參考資料|参考|參考|原文|原题|原題|原标题|文献|文獻|注释|註釋|资料|資料|中文文献)[\s\]】〕)>*]*(?:[:：]|$)",
    re.MULTILINE,
)
_TITLE: Final = re.compile(
    rf"[《〈「『<“]({HAN}[^《》〈〉「」『』<>\n]{{3,100}})[》〉」』>”]|({HAN}(?:[{HAN[1:-1]}A-Za-z0-9·“”+&、（）()—–-]|[,，：:] ?(?={HAN})){{5,100}})"
)
_FEWEST: Final = 5
"""Hanzi and syllables of a title."""
_MOST: Final = 60
"""Titles of either language that are compared."""
_REACH: Final = 6_000
"""Code points of a source list behind its heading."""
_LIKE: Final = 0.5
"""Share of the hanzi that have to be read in the Korean title."""
_MARGIN: Final = 0.08
_NUMBERS: Final = re.compile(r"\d+|[一二三四五六七八九十百]+(?=[个個年届屆次章号號期])")
_DIGITS: Final = {char: place for place, char in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class _Likeness:
    """A Korean and a Chinese title and how much of the Chinese one is read in the Korean one."""

    share: float
    ko: Span
    zh: Span


def listed_titles(document: Document, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the titles of the source lists of *document* with the Korean title that answers each; what *pairs* hold is known already."""
    text = document.text
    stretches = [(match.end(), match.end() + _REACH) for match in _HEADING.finditer(text)]
    if not stretches:
        return
    known = {han_key(pair.zh.text) for pair in pairs if pair.kind == "title" and has_hangul(pair.ko.text)}
    chinese = [span for span in _chinese(text, stretches) if han_key(span.text) not in known][:_MOST]
    if not chinese:
        return
    found = [like for span in chinese for like in _likenesses(span, list(_korean(text))[:_MOST])]
    for like in found:
        if all(like is other or like.share >= other.share + _MARGIN or not _rivals(like, other) for other in found):
            yield _pair(document, like)


def _rivals(one: _Likeness, other: _Likeness) -> bool:
    """Say whether two answers share one title and differ in the other; the same title in two places is no rival."""
    same_ko, same_zh = ko_key(one.ko.text) == ko_key(other.ko.text), han_key(one.zh.text) == han_key(other.zh.text)
    return same_ko != same_zh


def _chinese(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the Chinese titles of the source lists, each once."""
    seen: set[str] = set()
    for start, end in stretches:
        for match in _TITLE.finditer(text, start, end):
            group = match.lastindex or 0
            span = trimmed(text, *match.span(group), " .,，、:：-–—()（）")
            if span is None or sum(char >= "\u4e00" for char in span.text) < _FEWEST or han_key(span.text) in seen:
                continue
            line_end = text.find("\n", span.end)
            line = text[text.rfind("\n", 0, span.start) + 1 : line_end if line_end >= 0 else len(text)]
            if match.group(1) is None and has_hangul(line):
                # A bare run of hanzi is a title in a Chinese line only.
                continue
            seen.add(han_key(span.text))
            yield span


def _korean(text: str) -> Iterator[Span]:
    """Yield the Korean titles: what stands in title or quotation marks, once each."""
    seen: set[str] = set()
    for match in QUOTED.finditer(text):
        group = match.lastindex or 0
        title = match.group(group)
        if sum(map(is_syllable, title)) >= _FEWEST and not re.search(HAN, title) and title not in seen:
            seen.add(title)
            yield Span(*match.span(group), title)


def _likenesses(zh: Span, titles: Sequence[Span]) -> Iterator[_Likeness]:
    han = units(zh.text)
    numbers = _numbers(zh.text)
    for ko in titles:
        chars = korean(ko.text).chars
        if not 0.6 * len(han) <= len(chars) <= 2.5 * len(han) or not numbers <= _numbers(ko.text):
            continue
        share = _read(han, chars) / len(han)
        if share >= _LIKE:
            yield _Likeness(share, ko, zh)


def _read(han: Sequence[Unit], chars: str) -> int:
    """Return how many hanzi are read in *chars* at most, in order: the longest common subsequence over readings."""
    best = [0] * (len(chars) + 1)
    for unit in han:
        row = best[:]
        for end in range(1, len(chars) + 1):
            most = max(row[end - 1], best[end])
            for length in range(1, min(unit.longest, end) + 1):
                if chars[end - length : end] in unit.sounds:
                    most = max(most, best[end - length] + 1)
            row[end] = most
        best = row
    return best[-1]


def _numbers(text: str) -> set[int]:
    """Return the numbers of a title, in digits or hanzi: 第十四个五年 is 14 and 5."""
    return {int(found) if found.isdecimal() else _value(found) for found in _NUMBERS.findall(text)}


def _value(number: str) -> int:
    """Return a number below a thousand in hanzi."""
    total = digit = 0
    for char in number:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _pair(document: Document, like: _Likeness) -> Pair:
    text = document.text
    start, end = sentence_span(text, like.ko.start, like.ko.end)
    hans = script.to_hans(like.zh.form)
    hant = like.zh.form if script.script_of(like.zh.form) == "zh-Hant" else script.to_hant(hans)
    why = f"a Chinese title of the source list, {like.share:.0%} of it read in the Korean title"
    return Pair(
        document=document.name,
        ko=like.ko,
        zh=like.zh,
        relation="translation",
        origin="zh",
        kind="title",
        band="review",
        confidence=round(0.3 + 0.4 * like.share, 3),
        sentence=text[start:end],
        how="variant",
        zh_hans=hans,
        zh_hant=hant,
        steps=(
            Step("mentions", "source", like.ko.text, like.zh.text, why),
            Step("normalize", "t2s", like.zh.form, hans),
            Step("normalize", "s2t", hans, hant),
        ),
    )
