"""Generate ``readings/data/phrases.tsv``: the phrases that decide the reading of a character with several.

pypinyin lists 47,000 phrases, and reading them all takes a third as long as a whole extraction. Kept are those whose reading is neither that of their
characters nor that of shorter phrases in them.
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
CITATION = {"一": "yī", "不": "bù"}
"""Characters that the list writes as they sound in speech (yí gè); pinyin is spelt without tone sandhi."""


def phrases() -> dict[str, tuple[str, ...]]:
    """Return pypinyin's phrases of hanzi alone with the first reading of each character."""
    spec = find_spec("pypinyin")
    assert spec is not None and spec.origin is not None
    table = json.loads((Path(spec.origin).parent / "phrases_dict.json").read_bytes())
    return {
        phrase: tuple(CITATION.get(char, options[0]) for char, options in zip(phrase, readings, strict=True))
        for phrase, readings in table.items()
        if LONGEST >= len(readings) == len(phrase) > 1 and all(map(is_han, phrase)) and all(map(syllables, phrase))
    }


def through(phrase: str, kept: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the readings of *phrase* by the shorter phrases in it, the longest from the left, and else by its characters."""
    readings: list[str] = []
    while len(readings) < len(phrase):
        at = len(readings)
        ends = (end for end in range(len(phrase), at + 1, -1) if phrase[at:end] in kept)
        end = next(ends, None)
        readings += kept[phrase[at:end]] if end else syllables(phrase[at])[:1]
    return tuple(readings)


def main() -> None:
    """Write the table."""
    kept: dict[str, tuple[str, ...]] = {}
    for phrase, readings in sorted(phrases().items(), key=lambda item: (len(item[0]), item[0])):
        if through(phrase, kept) != readings:
            kept[phrase] = readings
    notes = (f"pypinyin {version('pypinyin')} phrases_dict.json (MIT)",)
    remarks = "licence: MIT, Copyright (c) 2016 mozillazg, see NOTICE\nphrases read otherwise than their characters and the shorter phrases in them"
    rows = [f"{phrase}\t{' '.join(readings)}" for phrase, readings in kept.items()]
    sources.write(sources.ROOT / "readings/data/phrases.tsv", notes, remarks, "phrase\tpinyin", rows)


if __name__ == "__main__":
    main()
