"""Generate the tables of `glossary/classify/data` that dictionaries give: sino_words.tsv, koreans.tsv and gazetteer.tsv.

    pip download --no-deps --no-binary :all: jieba==0.42.1
    python tools/sino_words.py jieba-0.42.1.tar.gz

Sino-Korean words: words of two to four hanja of libhangul's list, in simplified characters. What the tables of names know, what jieba
tags as a name, what the list itself calls a place, and what looks like a person's name is left out, unless the language uses the word
every day; so are words that are made of others of the table (複製法 복제법, 衣冠制度 의관제도), which `shape` takes apart.
Koreans: the persons of libhangul's list who bear three hanja, a Korean surname first, and are unknown to jieba; those of China by the same list are named here.
Gazetteer: the counties, cities and districts of jieba's dictionary without their last hanzi (弥渡县 -> 弥渡), less the words of either language.
"""

from __future__ import annotations

import argparse
import re
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sources import HANGUL_NOTE, HANJA, ROOT

from glossary.classify.shape import CLAN, DERIVING, RARELY_WORDS, looks_korean, surname_of
from glossary.classify.tables import Known, known, tail
from glossary.normalize import script
from glossary.normalize.words import is_ordinary

TARGET: Final = ROOT / "classify" / "data"
HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,4}")
NAMES: Final = ("nr", "ns", "nt", "nrt", "nrfg")
PLACES: Final = re.compile(r"지명|공화국|왕국|^[가-힣]+(?:국|나라)$")
DIVISIONS: Final = "县市区旗"
NO_KOREANS: Final = frozenset(
    "孔绍安 孔颍达 薛季宣 宋敏求 宋会要 宋三彩 潘量豊 刘希夷 李仙得 宋元镜 蔡元定 韩退之 李太祖 赵匡乂 宋宗元 李献吉 李公老 李花纹 李王职 李弥勒 徐那伐 徐耶伐 权停例 朴家粉 朴佥知 蔡同知 郭公虫 孟冬祭 孟子斋 孟宗竹 孟中计 孟仲季 "
    "郭乐园 权设职 权僧正 柳器匠 柳仙花 柳青罗 李书房 柳绿色 柳绿帐 柳星旗 柳叶甲 柳叶桃 柳叶箭 柳曼殊 柳耳孙 柳蚕虫 柳天牛 陆软风 陆稻米 陆战兵 陆镇将 吴茱香 李满敷 沈檀木 沈砂槽 沈砂筒 沈性卵 沈水叶 沈澄池 沈菜酱 沈波船 "
    "韩国美 韩国米 韩墨林 韩墨场 韩方药 韩方医 韩白米 韩药房 韩医药 韩方的 韩方茶 孔贯盘 孔列文 朴曲池 朴谷池".split()
)
"""Words and Chinese of the shape of Koreans' names: 유엽도(柳葉桃), 한퇴지(韓退之)."""
LEAST: Final = 2
"""Occurrences that a division must have in jieba's dictionary."""


def tags(package: Path) -> dict[str, tuple[int, str]]:
    """Return word -> frequency and tag of jieba's dictionary."""
    with tarfile.open(package) as archive:
        member = next(name for name in archive.getnames() if name.endswith("/jieba/dict.txt"))
        file = archive.extractfile(member)
        assert file is not None
        lines = file.read().decode("utf-8").splitlines()
    return {word: (int(frequency), tag) for word, frequency, tag in (line.split(" ") for line in lines)}


def is_name(hans: str, daily: bool, tag: str) -> bool:
    """Say whether an entry of the list is rather a name than a word: 諸葛亮 제갈량, 後漢 후한."""
    told = known(hans)
    if told is not None and told.kind in ("person", "place"):
        return True
    if tag in NAMES and not daily and not (tag == "nr" and is_no_person(hans)):
        return True
    if hans[0] not in RARELY_WORDS:
        return False
    if len(hans) == 2:
        # 조준 is a word, written 照準, and 趙浚 a person: a word with such a surname is one of Chinese too.
        return not tag and hans[1] not in CLAN
    return len(hans) == 3 and not daily and tail(hans, least=2) is None


def is_no_person(hans: str) -> bool:
    """Doubt the tag of persons where no surname stands that names alone begin with: 伯父 백부, 曾孙 증손, 东方学 동방학 bear it too."""
    return hans[0] not in RARELY_WORDS and (len(hans) != 3 or surname_of(hans) is None)


def sino_words(tag_of: dict[str, tuple[int, str]]) -> set[str]:
    """Return the words of libhangul's list that are no names, in simplified characters."""
    words: set[str] = set()
    places: set[str] = set()
    for line in HANJA.read_text(encoding="utf-8").splitlines():
        hangul, hanja, meaning = (*line.split(":", 2), "", "")[:3]
        if not HAN.fullmatch(hanja) or len(hangul) != len(hanja):
            continue
        hans = script.to_hans(hanja)
        if PLACES.search(meaning):
            places.add(hans)
        elif not is_name(hans, is_ordinary(hangul, "ko"), tag_of.get(hans, (0, ""))[1]):
            words.add(hans)
    words -= places
    return {word for word in words if not is_made(word, words)}


def koreans(tag_of: dict[str, tuple[int, str]], words: set[str]) -> set[str]:
    """Return the Koreans of libhangul's list: 정중부(鄭仲夫), not the words 한방약(韓方藥) and 류청라(柳青羅) nor the Chinese 송민구(宋敏求)."""
    found: set[str] = set()
    for line in HANJA.read_text(encoding="utf-8").splitlines():
        hangul, hanja = (*line.split(":", 2), "")[:2]
        if not HAN.fullmatch(hanja) or len(hangul) != len(hanja) or len(hanja) != len("鄭仲夫"):
            continue
        hans = script.to_hans(hanja)
        told = known(hans)
        if told is not None and told != Known("person", "ko"):
            continue
        a_word = is_ordinary(hangul, "ko") or hans in tag_of or not words.isdisjoint((hans, hans[:2], hans[1:]))
        if looks_korean(hans) and hans[0] in RARELY_WORDS and hans not in NO_KOREANS and not a_word:
            found.add(hans)
    return found


def is_made(word: str, words: set[str]) -> bool:
    """Say whether *word* is another one with a suffix, or two."""
    if len(word) == 3:
        return word[:2] in words and word[2:] in DERIVING
    return len(word) == 4 and word[:2] in words and word[2:] in words


def gazetteer(tag_of: dict[str, tuple[int, str]], words: set[str]) -> set[str]:
    """Return the divisions of China without their last hanzi."""
    found = set()
    for name, (frequency, tag) in tag_of.items():
        stem = name[:-1]
        if tag != "ns" or name[-1] not in DIVISIONS or not 2 <= len(stem) <= 3 or frequency < LEAST:
            continue
        if (
            (stem not in words or tag_of.get(stem, (0, ""))[1] == "nr")
            and not is_ordinary(stem, "zh")
            and known(stem) is None
            and stem[-1] not in "新老城郊县市区"
        ):
            found.add(stem)
    return found


def write(name: str, head: Iterable[str], words: set[str]) -> None:
    """Write one list, sorted by code point."""
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{word}\n" for word in sorted(words))
    (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(words):,} words, {len(text.encode()):,} bytes")


def main() -> None:
    """Read both sources and write both tables."""
    parser = argparse.ArgumentParser(description="generate the tables of Sino-Korean words and of places of China")
    parser.add_argument("package", type=Path, help="jieba-0.42.1.tar.gz")
    tag_of = tags(parser.parse_args().package)
    words = sino_words(tag_of)
    head = f"source: {HANGUL_NOTE}; names left out by jieba 0.42.1 (MIT)", "revision: generated by tools/sino_words.py"
    write(
        "sino_words.tsv",
        (
            *head,
            "licence: BSD-3-Clause AND MIT, see NOTICE",
            "Words of two to four hanja that Korean dictionaries list and that are no names, in simplified characters.",
        ),
        words,
    )
    write(
        "koreans.tsv",
        (
            *head,
            "licence: BSD-3-Clause AND MIT, see NOTICE",
            "Koreans that dictionaries list, in simplified characters; persons.tsv has more.",
        ),
        koreans(tag_of, words),
    )
    write(
        "gazetteer.tsv",
        (
            "source: jieba 0.42.1, dict.txt",
            "revision: generated by tools/sino_words.py",
            "licence: MIT, see NOTICE",
            "Counties, cities and districts of China without their last hanzi, in simplified characters.",
        ),
        gazetteer(tag_of, words),
    )


if __name__ == "__main__":
    main()
