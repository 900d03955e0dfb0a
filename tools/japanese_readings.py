"""Write ``glossary/readings/data/japanese.tsv``: the on and kun readings of kanji, in romaji, from Unihan.

    python tools/japanese_readings.py /usr/share/unicode/Unihan_Readings.txt.bz2

Debian's ``unicode-data`` holds the source. Only characters of JIS X 0208 are kept: names in the press use no others.
"""

from __future__ import annotations

import bz2
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "glossary/readings/data/japanese.tsv"
HEADER = """\
# Japanese readings of kanji: on and kun in romaji
# source: Unicode Character Database, Unihan_Readings.txt, kJapaneseOn and kJapaneseKun
# revision: Unicode 15.0.0 (2022-08-01)
# licence: Unicode licence, see NOTICE
kanji\ton\tkun
"""


def in_jis(char: str) -> bool:
    """Say whether *char* is in JIS X 0208 (two bytes of EUC-JP)."""
    try:
        return len(char.encode("euc_jp")) == 2
    except UnicodeEncodeError:
        return False


def main() -> None:
    readings: dict[str, dict[str, str]] = {}
    with bz2.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or "\tkJapanese" not in line:
                continue
            code, field, value = line.rstrip("\n").split("\t")
            char = chr(int(code[2:], 16))
            if field in ("kJapaneseOn", "kJapaneseKun") and in_jis(char):
                readings.setdefault(char, {})[field] = " ".join(dict.fromkeys(value.lower().split()))
    rows = "".join(
        f"{char}\t{readings[char].get('kJapaneseOn', '-')}\t{readings[char].get('kJapaneseKun', '-')}\n"
        for char in sorted(readings)
    )
    TARGET.write_text(HEADER + rows, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
