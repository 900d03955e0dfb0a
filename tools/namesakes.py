"""Generate ``normalize/data/ko_namesakes.tsv``: official Hangul spellings that several Chinese places have (타이저우: 台州, 泰州), or
that end the spelling of another place (이위안 沂源, which stands in 타이위안 太原).

Taken are the counties, cities and districts of ``classify/data/gazetteer.tsv`` and what ``classify/data/places.tsv`` knows as Chinese.
Run: python tools/namesakes.py
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from glossary.readings.mandarin import official_hangul

PACKAGE: Final = Path(__file__).resolve().parent.parent / "glossary"
TARGET: Final = PACKAGE / "normalize" / "data" / "ko_namesakes.tsv"
HEAD: Final = """\
# source: the names of classify/data/gazetteer.tsv and places.tsv, spelt by readings/data; tools/namesakes.py
# revision: generated with them
# licence: MIT, as this package and the sources of those tables (see NOTICE)
# Hangul spellings of several Chinese places, and such as end the spelling of another: which one a text means, its letters do not say.
"""


def places() -> Iterator[str]:
    """Yield the names of Chinese places."""
    for table in ("gazetteer", "places"):
        text = (PACKAGE / "classify" / "data" / f"{table}.tsv").read_text(encoding="utf-8")
        for line in text.splitlines():
            name, _, land = line.partition("\t")
            if not line.startswith("#") and land in ("", "zh"):
                yield name


def ends_another(hangul: str, spelt: Mapping[str, set[str]]) -> bool:
    """Say whether a spelling stands at the end of a longer one whose hanzi do not end with its own."""
    return any(
        longer.endswith(hangul) and not any(other.endswith(name) for other in spelt[longer] for name in spelt[hangul])
        for longer in spelt
        if len(longer) > len(hangul) > 2
    )


def main() -> None:
    """Write the table."""
    spelt = defaultdict(set)
    for name in places():
        hangul = official_hangul(name, kind="place")
        if hangul is not None:
            spelt[hangul].add(name)
    shared = sorted(hangul for hangul, names in spelt.items() if len(names) > 1 or ends_another(hangul, spelt))
    TARGET.write_text(HEAD + "".join(f"{hangul}\n" for hangul in shared), encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(shared)} spellings")


if __name__ == "__main__":
    main()
