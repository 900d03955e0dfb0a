"""Generate ``readings/data/phrases.tsv``: the phrases that decide the reading of a character with several.

pypinyin lists 47,000 phrases, and reading them all takes a third as long as a whole extraction. Kept are those whose reading is neither that of their
characters nor that of shorter phrases in them, and those with a neutral tone; the ending -儿 is r.
Run: python tools/phrases.py
"""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import sources

from glossary.languages import is_han
from glossary.readings.pinyin import syllables

LONGEST = 8
ERHUA = (
    "一点儿 有点儿 差点儿 早点儿 这儿 那儿 哪儿 花儿 鸟儿 歌儿 画儿 味儿 事儿 没事儿 今儿 明儿 昨儿 块儿 一块儿 样儿 玩儿 玩意儿 好玩儿 好好儿 聊天儿 "
    "小孩儿 女孩儿 男孩儿 老伴儿 冰棍儿 胡同儿 面条儿 羊肉串儿 墨水儿 心眼儿 拔尖儿 一下儿 名牌儿 门口儿 小偷儿 纳闷儿"
).split()
"""Words with the ending -r that the list has not, or has with a full ér; the 儿 of 女儿 and 婴儿 is a child."""
CITATION = {"一": "yī", "不": "bù"}
"""Characters that the list writes as they sound in speech (yí gè); pinyin is spelt without tone sandhi."""


def phrases() -> dict[str, tuple[str, ...]]:
    """Return pypinyin's phrases of hanzi alone with the first reading of each character."""
    spec = find_spec("pypinyin")
    assert spec is not None and spec.origin is not None
    table = json.loads((Path(spec.origin).parent / "phrases_dict.json").read_bytes())
    found = {
        phrase: tuple(written(char, options[0]) for char, options in zip(phrase, readings, strict=True))
        for phrase, readings in table.items()
        if LONGEST >= len(readings) == len(phrase) > 1 and all(map(is_han, phrase)) and all(map(syllables, phrase))
    }
    for word in ERHUA:
        stem = found.get(word, tuple(syllables(char)[0] for char in word))
        found[word] = (*stem[:-1], "r")
    return found


def written(char: str, reading: str) -> str:
    """Return a reading of the list as pinyin spells it: without tone sandhi, and the ending -儿 as r."""
    return "r" if (char, reading) == ("儿", "er") else CITATION.get(char, reading)


def through(phrase: str, kept: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the readings of *phrase* by the shorter phrases in it, the longest from the left, and else by its characters."""
    readings: list[str] = []
    while len(readings) < len(phrase):
        at = len(readings)
        ends = (end for end in range(len(phrase), at + 1, -1) if phrase[at:end] in kept)
        end = next(ends, None)
        readings += kept[phrase[at:end]] if end else syllables(phrase[at])[:1]
    return tuple(readings)


def weak(reading: str, char: str) -> bool:
    """Say whether a character has another reading here than elsewhere in that it has lost its tone (椅子 yǐ zi)."""
    return reading != syllables(char)[0] and reading.isascii()


def main() -> None:
    """Write the table."""
    kept: dict[str, tuple[str, ...]] = {}
    for phrase, readings in sorted(phrases().items(), key=lambda item: (len(item[0]), item[0])):
        if through(phrase, kept) != readings or any(map(weak, readings, phrase)):
            kept[phrase] = readings
    notes = (f"pypinyin {version('pypinyin')} phrases_dict.json (MIT)",)
    remarks = "licence: MIT, Copyright (c) 2016 mozillazg, see NOTICE\nphrases read otherwise than their characters and the shorter phrases in them, and those with a neutral tone"
    rows = [f"{phrase}\t{' '.join(readings)}" for phrase, readings in kept.items()]
    sources.write(sources.ROOT / "readings/data/phrases.tsv", notes, remarks, "phrase\tpinyin", rows)


if __name__ == "__main__":
    main()
