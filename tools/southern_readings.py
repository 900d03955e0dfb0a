"""Write ``readings/data/`` cantonese.tsv and vietnamese.tsv: the readings of hanzi in jyutping and quốc ngữ, from Unihan.

    python tools/southern_readings.py

Only characters of GB 2312 and Big5 are kept; Debian's ``unicode-data`` holds the source.
"""

from __future__ import annotations

from collections import defaultdict

from sources import ROOT, UNIHAN_NOTE, charset, unihan, write

TABLES = {"kCantonese": "cantonese", "kVietnamese": "vietnamese"}


def main() -> None:
    kept = charset("gb2312") | charset("big5")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for char, field, value in unihan("Readings", *TABLES):
        if char in kept:
            found[field][char] = value
    for field, name in TABLES.items():
        write(
            ROOT / f"readings/data/{name}.tsv",
            [f"{UNIHAN_NOTE}, {field}"],
            "licence: Unicode-3.0, see NOTICE",
            "char\treadings",
            (f"{char}\t{value}" for char, value in found[field].items()),
        )


if __name__ == "__main__":
    main()
