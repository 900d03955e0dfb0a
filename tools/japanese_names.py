"""Write the tables of Japanese names under ``readings/data/``: ``japanese_names.tsv`` (readings of single kanji), ``japanese_words.tsv`` (of
whole names) and ``shinjitai.tsv`` (Japanese shapes of kanji and the older ones).

    python tools/japanese_names.py /usr/share/mecab/dic/ipadic

Debian's ``mecab-ipadic`` holds surnames, given names and places with their kana. What the on and kun readings of
`japanese.tsv` do not give is learnt by aligning: 信長 のぶなが, of whose kanji one is known, tells the other. A reading enters that
two names bear; a name that no readings of its kanji explain (服部 はっとり) enters the table of words.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sources import OPENCC_NOTE, ROOT, opencc, write

from glossary.classify import tables
from glossary.languages import is_han
from glossary.normalize.keys import fold_char
from glossary.readings import japanese

DATA = ROOT / "readings/data"
IPADIC_NOTE = "mecab-ipadic 2.7.0-20070801, Noun.name.csv, Noun.place.csv, Noun.proper.csv (NAIST and ICOT licences)"
LEAST = 2
"""Names that must bear a reading."""
LONGEST = 4
"""Morae of the longest reading that is learnt."""
ROUNDS = 4
SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
Name = tuple[str, str, bool]


@cache
def romaji(kana: str) -> str:
    """Return katakana in Hepburn, long vowels as written; S for a doubled consonant, n' before a vowel. "" for what is no kana."""
    out: list[str] = []
    text = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヴ" else char for char in kana)
    for place, char in enumerate(text):
        if char in SMALL and out and out[-1].endswith("i"):
            stem, glide = out[-1][:-1], SMALL[char]
            out[-1] = stem + (glide[1:] if stem in ("sh", "ch", "j") else glide)
        elif char == "ん":
            out.append("n'" if japanese.KANA.get(text[place + 1 : place + 2], "")[:1] in [*"aiueoy"] else "n")
        elif char == "っ":
            out.append("S")
        elif char in japanese.KANA:
            out.append(japanese.KANA[char])
        else:
            return ""
    return "".join(out)


def entries(folder: Path) -> Iterator[Name]:
    """Yield each name of kanji alone, its reading, and whether it is a surname or a given name."""
    for name in ("name", "place", "proper"):
        with (folder / f"Noun.{name}.csv").open(encoding="euc_jp") as file:
            for row in csv.reader(file):
                reading = romaji(row[11])
                if reading and "々" not in row[0] and all(map(is_han, row[0])) and len(row[0]) <= japanese.LONGEST_WORD:
                    yield row[0], reading, row[7] in ("姓", "名")


def voiceless(reading: str) -> str:
    """Return a reading without the voice that it takes inside a word: gawa -> kawa."""
    for voiced, plain in (("j", "sh"), ("g", "k"), ("z", "s"), ("d", "t"), ("b", "h")):
        if reading.startswith(voiced):
            return plain + reading[len(voiced) :]
    return reading


@cache
def is_whole(part: str) -> bool:
    """Say whether *part* is made of whole morae."""
    return part[-1] in "aiueonS'" and part[0] not in "'S" and len(japanese.morae(part)) <= LONGEST


def gaps(word: str, reading: str, known: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Return the readings that one kanji of *word* must have if all others are read as known; ("", "") where all are."""
    found = set()
    stack = [(0, 0, "", "")]
    while stack:
        at, place, char, learnt = stack.pop()
        if at == len(word):
            if place == len(reading):
                found.add((char, learnt))
            continue
        for end in range(place + 1, len(reading) + 1):
            part = reading[place:end].rstrip("'")
            if part in known[word[at]] or voiceless(part) in known[word[at]]:
                stack.append((at + 1, end, char, learnt))
            elif not char and is_whole(reading[place:end]):
                stack.append((at + 1, end, word[at], part))
    return found


def is_foreign(word: str) -> bool:
    """Say whether *word* is a name of China or Korea, which the dictionary lists too (釜山 プサン)."""
    told = tables.known("".join(map(fold_char, word)))
    return told is not None and told.land in ("zh", "ko")


def learn(names: list[Name], known: dict[str, set[str]]) -> None:
    """Add to *known* the readings that names tell.

    Where a name could tell of either of two kanji (慶信 よしのぶ: yo + shinobu, yoshi + nobu), it votes for the reading that more names allow.
    """
    for _ in range(ROUNDS):
        allowed: Counter[tuple[str, str]] = Counter()
        told = []
        for word, reading, person in names:
            if len(word) == 1:
                allowed[(word, reading)] += LEAST if person else 1
                told.append([(word, reading)] * (LEAST if person else 1))
                continue
            found = gaps(word, reading, known)
            if ("", "") not in found:
                allowed.update(found)
                told.append(sorted(found))
        votes: Counter[tuple[str, str]] = Counter()
        for choices in told:
            if len(set(choices)) == 1:
                votes.update(choices)
            elif choices:
                votes[max(choices, key=lambda choice: allowed[choice])] += 1
        for (char, reading), times in votes.items():
            if times >= LEAST:
                known[char].add(reading)


def main() -> None:
    shapes = [f"{new}\t{old[-1]}" for new, old in opencc("JPShinjitaiCharacters").items() if old[-1] != new]
    licence = "licence: Apache-2.0, see NOTICE\n"
    write(DATA / "shinjitai.tsv", [OPENCC_NOTE], licence + "Japanese shapes of kanji", "new\told", shapes)
    base = {char: set(readings) for char, readings in japanese.known_readings().items()}
    known = defaultdict(set, {char: set(readings) for char, readings in base.items()})
    names = sorted(set(entries(Path(sys.argv[1]))))
    learn(names, known)
    licence = "licence: NAIST-2003 AND ICOT-Free, see NOTICE\n"
    rows = []
    for char, readings in known.items():
        own = readings - base.get(char, set())
        own = {reading for reading in own if voiceless(reading) == reading or voiceless(reading) not in readings}
        # The end of the kanji before it: 慶信 is yoshi + nobu, not yo + shinobu.
        own = {reading for reading in own if not (reading.startswith("shi") and reading[3:] in readings)}
        rows += [f"{char}\t{' '.join(sorted(own))}"] if own else []
    remark = "Readings that kanji take in names, those that on and kun do not give, in romaji"
    write(DATA / "japanese_names.tsv", [IPADIC_NOTE], licence + remark, "kanji\treadings", rows)
    words: dict[str, set[str]] = defaultdict(set)
    for word, reading, person in names:
        if len(word) == 1 or is_foreign(word) or len(word) > (LONGEST if person else LONGEST - 1):
            continue
        if ("", "") not in gaps(word, reading, known):
            words[word].add(reading)
    remark = "Names that no readings of their kanji explain, in romaji"
    rows = [f"{word}\t{' '.join(sorted(readings))}" for word, readings in words.items()]
    write(DATA / "japanese_words.tsv", [IPADIC_NOTE], licence + remark, "word\treadings", rows)


if __name__ == "__main__":
    main()
