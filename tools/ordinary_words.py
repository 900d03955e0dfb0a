"""Generate the tables of ordinary words that guard exports: glossary/normalize/data/{ko,zh}_words.tsv.

    pip download --no-deps python-mecab-ko-dic==2.1.1.post2 jieba==0.42.1
    python tools/ordinary_words.py python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl jieba-0.42.1.tar.gz

Korean: words of two to four syllables of mecab-ko-dic that its training corpus knows as anything but a name: common nouns
(평안, 무한, 소주), adverbs, and the inflected forms of verbs, among which 위해 "for the sake of" stands. A noun that the dictionary lists
without having met it (신휘, 광삼: both carry the default cost) is not ordinary. Chinese: words of two to four
hanzi of jieba's dictionary that are no names, by frequency.
"""

from __future__ import annotations

import argparse
import array
import re
import struct
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).resolve().parent.parent / "glossary" / "normalize" / "data"

KOREAN_HEAD: Final = """\
# source: mecab-ko-dic 2.1.1 (the Eunjeon project), from the PyPI package python-mecab-ko-dic 2.1.1.post2; selection by tools/ordinary_words.py
# revision: 2.1.1-20180720
# licence: Apache License 2.0
# Korean words of two to four syllables that are ordinary words of the language: not looked for in running text until a person approves.
"""
CHINESE_HEAD: Final = """\
# source: jieba 0.42.1, dict.txt; selection by tools/ordinary_words.py
# revision: 0.42.1
# licence: MIT
# Chinese words of two to four hanzi that are ordinary words of the language: not looked for in running text until a person approves.
"""

HANGUL: Final = re.compile("[가-힣]{2,4}")
HANZI: Final = re.compile("[\u4e00-\u9fff]{2,4}")
PLACES: Final = ("장소", "지명")
"""Semantic classes of nouns that are as good as names (동방, 연변)."""
NOUN_COST: Final = 2600
"""2639 and up is the cost of a noun without a semantic class that the training corpus did not hold."""
INFLECTED_COST: Final = {2: 2500, 3: 1300}
"""By length. Longer inflected forms than three syllables do not look like names."""
CHINESE_FREQUENCY: Final = 150
CHINESE_NAMES: Final = ("nr", "ns", "nt", "nz", "nrt", "nrfg", "x", "eng", "g", "zg")


def ordinary_korean(word: str, cost: int, tag: str, meaning: str) -> bool:
    """Say whether one reading of the dictionary makes *word* an ordinary word."""
    if tag == "NNG":
        return cost < NOUN_COST or (meaning != "*" and meaning not in PLACES)
    if tag in ("MAG", "MAJ", "MM", "NP", "NR"):
        return len(word) < 4
    return tag.startswith(("VV+", "VA+", "VX+")) and cost < INFLECTED_COST.get(len(word), -(1 << 15))


def mecab_entries(data: bytes) -> Iterator[tuple[str, int, str, str]]:
    """Yield surface, cost, tag and semantic class of every entry of a compiled MeCab dictionary.

    Layout: ten 32-bit numbers, the charset in 32 bytes, a double array of (base, check), tokens of 16 bytes, features.
    """
    _, _, _, _, _, _, trie_size, token_size, _, _ = struct.unpack_from("<10I", data)
    tokens = 72 + trie_size
    features = tokens + token_size
    units = array.array("i", data[72:tokens])
    children = defaultdict(list)
    for place in range(2, len(units), 2):
        if units[place] or units[place + 1]:
            children[units[place + 1]].append(place // 2)
    waiting = [(0, b"")]
    while waiting:
        node, key = waiting.pop()
        base = units[2 * node]
        for child in children[base]:
            byte = child - base - 1
            if 0 <= byte < 256:
                waiting.append((child, key + bytes((byte,))))
            elif byte == -1 and units[2 * child] < 0:
                first, count = divmod(-units[2 * child] - 1, 256)
                for token in range(first, first + count):
                    cost, feature = struct.unpack_from("<hI", data, tokens + 16 * token + 6)
                    start = features + feature
                    fields = data[start : data.index(b"\0", start)].decode("utf-8").split(",")
                    yield key.decode("utf-8"), cost, fields[0], fields[1]


def korean(wheel: Path) -> Iterator[str]:
    """Yield the ordinary Korean words of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read("mecab_ko_dic/dictionary/sys.dic")
    for word, cost, tag, meaning in mecab_entries(data):
        if HANGUL.fullmatch(word) and ordinary_korean(word, cost, tag, meaning):
            yield word


def chinese(package: Path) -> Iterator[str]:
    """Yield the ordinary Chinese words of the source package."""
    with tarfile.open(package) as archive:
        member = next(name for name in archive.getnames() if name.endswith("/jieba/dict.txt"))
        file = archive.extractfile(member)
        assert file is not None
        lines = file.read().decode("utf-8").splitlines()
    for line in lines:
        word, frequency, tag = line.split(" ")
        if HANZI.fullmatch(word) and int(frequency) >= CHINESE_FREQUENCY and tag not in CHINESE_NAMES:
            yield word


def write(name: str, head: str, words: Iterable[str]) -> None:
    """Write one table, sorted and unique."""
    text = head + "".join(f"{word}\n" for word in sorted(set(words)))
    path = TARGET / name
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {text.count(chr(10)) - head.count(chr(10)):,} words, {len(text.encode()):,} bytes")


def main() -> None:
    """Read both packages and write both tables."""
    parser = argparse.ArgumentParser(description="generate the tables of ordinary words")
    parser.add_argument("wheel", type=Path, help="python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl")
    parser.add_argument("package", type=Path, help="jieba-0.42.1.tar.gz")
    args = parser.parse_args()
    write("ko_words.tsv", KOREAN_HEAD, korean(args.wheel))
    write("zh_words.tsv", CHINESE_HEAD, chinese(args.package))


if __name__ == "__main__":
    main()
