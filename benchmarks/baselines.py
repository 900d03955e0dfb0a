"""Two ways to answer a bracket without any table, to stand beside ours.

*last word* takes the word before the bracket, *syllables* as many Hangul syllables before it as the first run of hanzi in it
has characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gold import Answer, Item, Method

from glossary.hangul import is_syllable
from glossary.languages import is_han

BRACKET: Final = re.compile(r"[(（\[〔【]([^()（）\[\]〔〕【】\n]*)[)）\]〕】]")
MARKS: Final = "'\"‘’“”《》〈〉<>「」『』·,.;:!?•-–—~"


def brackets(item: Item) -> Iterator[tuple[str, int, str]]:
    """Yield the text before each bracket with hanzi, where its hanzi begin, and the hanzi."""
    start, end = item.bracket or (0, len(item.text))
    for match in BRACKET.finditer(item.text, start, end):
        han = re.search("[\u3400-\u9fff\uf900-\ufaff]+", match[1])
        if han:
            yield item.text[: match.start()], match.start(1) + han.start(), han[0]


def last_word(item: Item) -> list[Answer]:
    """Answer each bracket with the word before it."""
    answers = []
    for left, zh_start, zh in brackets(item):
        word = re.search(r"\S+$", left.rstrip().rstrip(MARKS))
        if word:
            ko = word[0].lstrip(MARKS)
            answers.append(Answer(ko, word.end() - len(ko), zh, zh_start, "review"))
    return answers


def syllables(item: Item) -> list[Answer]:
    """Answer each bracket with as many Hangul syllables before it as it has hanzi."""
    answers = []
    for left, zh_start, zh in brackets(item):
        end = len(left.rstrip().rstrip(MARKS))
        start, count = end, 0
        while start and count < sum(map(is_han, zh)):
            start -= 1
            count += is_syllable(left[start])
        answers.append(Answer(left[start:end], start, zh, zh_start, "review"))
    return answers


BASELINES: Final[tuple[tuple[str, Method], ...]] = (("last word", last_word), ("syllables", syllables))
