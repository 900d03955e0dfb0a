"""Tell Han forms that spell the sound of another language: 鐵木兒 테무르, 達魯花赤 다루가치, 拉薩 라싸.

There is no table from such a form to its Hangul: Korean writes Mongol, Manchu, Tibetan and Uyghur names by their own sound. So they
are known by their hanzi, and nothing but the length of the Hangul is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from glossary.align.units import Unit

_HANZI: Final = frozenset(
    "爾尔兒儿剌喇帖赤忽禿秃兀撒札扎塔脫脱額额勒里哩噶喀薩萨桑朵朶迭貝贝穆瑪玛麻魯鲁答達达哈阿布特克巴圖图拉木花不思失只者烏乌索孛牙察納纳那努兌兑伯顔颜台罕汗迪阔闊歹歡欢"
    "諤敦沁臘腊肅蘇苏斡訥讷圪旺丹杜格古吉多羅罗奇尼別别泰合海臺滿满蘭兰默濟济齊齐莫摩"
)
"""Hanzi that such names are written with more than other names are."""
_SURE: Final = frozenset(
    "爾尔兒儿剌喇帖忽禿秃兀撒札扎脫脱額额勒哩噶喀薩萨朵朶迭穆瑪玛魯鲁答哈阿布特克巴拉赤孛斡訥讷歹罕"
)
_SHARE: Final = 0.6


def transcribes(han: Sequence[Unit]) -> bool:
    """Say whether the hanzi of a form are mostly those of transcriptions, and some of them those of little else."""
    chars = [unit.char for unit in han]
    few = len(chars) <= 2
    sure = sum(char in _SURE for char in chars)
    return sum(char in _HANZI for char in chars) >= _SHARE * len(chars) and sure >= (
        2 if few else max(1, len(chars) // 3)
    )


def fits(han: Sequence[Unit], syllables: int) -> bool:
    """Say whether so many syllables of Hangul may be what a transcription stands for: 完者不花 욀제이부카, 搠不罕 사부칸."""
    return len(han) - 1 <= syllables <= len(han) + 3 and syllables > 1
