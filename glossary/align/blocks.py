"""The cut by blocks: one end of the form is read, the rest is translated from or to the edge of a word.

난징 영상 스튜디오(南京电影制片厂), 씨트립관광사이트(携程旅行网); also the name of another language before a word that is read: 아카사카 이궁(赤坂離宮).
"""

from __future__ import annotations

import re
from typing import Final

from glossary.align.form import Alignment, Form, best
from glossary.align.search import Path, Segment, endings, search
from glossary.languages import is_han

# A translated block: once, a hanzi, a Korean character, and where it begins inside a word (난징영상스튜디오).
_BLOCK: Final = 0.12
_BLOCK_HANZI: Final = 0.10
_BLOCK_SYLLABLE: Final = 0.01
_BLOCK_INSIDE_WORD: Final = 0.08
_MOST_SYLLABLES: Final = 8
"""Korean characters that may translate a hanzi."""
# A translated head (씨트립 of 씨트립관광사이트): once, and a hanzi.
_HEAD: Final = 0.15
_HEAD_HANZI: Final = 0.25
_HEAD_APART: Final = 0.05
_TAIL_OF_ONE: Final = 0.10
"""One syllable at the end of a word is read by chance more often than the whole word is: 구 of 지쿠시 출입구(筑紫口)."""
_PARTICLE: Final = re.compile("(?:은|는|로|서|을|를|와|과|라고|까지|부터)$")
"""A word that ends so is no name: 줄여서 고황제(太祖高皇帝), 한자어로는 장(獐). 의 may be part of one (별의 신 星辰), 이 and 가 end names."""


def block(form: Form) -> Alignment | None:
    """Read the head of the form from the head of a word and take the rest as translated, or the other way round."""
    side, length = form.side, form.end
    starts = []
    for left in range(2, len(form.units)):
        rest = len(form.units) - left
        first = max(2, length - _MOST_SYLLABLES * rest)
        for end in sorted([end for end in form.reach.from_heads[left] if first <= end < length]):
            price = _BLOCK + _BLOCK_HANZI * rest + _BLOCK_SYLLABLE * (length - end)
            starts.append((left, end, price if end in side.heads else price + _BLOCK_INSIDE_WORD))
    found = _translated_head(form)
    if starts:
        paths = search(form.units, form.hans, side, length, starts=starts, lexicon=form.lexicon)
        found += [path for path in paths if path.start in side.heads]
    return best(form, found, "block")


def _translated_head(form: Form) -> list[Path]:
    """Take the end of the form by its sound or meaning and the head as a brand, a translation or a name of another language.

    It fills its word (씨트립관광사이트 携程旅行网), or is the word before (아카사카 이궁 赤坂離宮, 사타케 씨 佐竹氏), and has no fewer syllables than hanzi.
    """
    out = list[Path]()
    if not any(form.reach.to_end[1:-1]):
        return out
    for first, paths in enumerate(endings(form.units, form.hans, form.side, form.lexicon), 1):
        for path in paths:
            start = max([head for head in form.side.heads if head <= path.start], default=0)
            price = _TAIL_OF_ONE if form.end - path.start == 1 else 0.0
            if start == path.start:
                start = max([head for head in form.side.heads if head < path.start], default=start)
                price = _HEAD_APART
                if _PARTICLE.search(form.side.chars[start : path.start]):
                    continue
            if not sum(is_han(unit.char) for unit in form.units[:first]) <= path.start - start <= 4 * first + 3:
                continue
            price += _HEAD + _HEAD_HANZI * first
            head = Segment(0, first, start, path.start, "T", price, "translated block")
            out.append(Path(path.cost + price, (head, *path.segments)))
    return out
