"""One side of `exchange.py`: one way to write or read a file, in a process of its own.

    python benchmarks/side.py NAME COUNT FILE [SOURCE]

NAME is a key of `SIDES`, FILE what is written or read, SOURCE the pool or the CSV file that the concepts or rows come from. Prints one line of
JSON: how many *items*, processor *seconds*, peak *mib*. Imports are over before the clock goes.
"""

from __future__ import annotations

import codecs
import csv
import importlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

sys.path.append(str(Path(__file__).resolve().parent.parent))  # the environment of other programs has no glossary

import peers
from pool import Clock, concepts, peak

from glossary.model import Concept


class Work:
    """What one side is given; *clock* runs from `start` on."""

    def __init__(self, count: int, file: Path, source: Path) -> None:
        self.count = count
        self.file = file
        self._source = source
        self.clock = Clock()

    def start(self, *modules: str) -> None:
        """Import *modules*, then start the clock."""
        for module in modules:
            importlib.import_module(module)
        self.clock = Clock()

    def concepts(self) -> Iterator[Concept]:
        """Yield the concepts, made while the clock stands."""
        return self.clock.ready(concepts(self._source, self.count))

    def rows(self) -> Iterator[list[list[str]]]:
        """Yield the rows of our own CSV file in pieces, read while the clock stands."""
        with self._source.open(encoding="utf-8", newline="") as file:
            yield from self.clock.pieces(csv.reader(file))


# --- ours -----------------------------------------------------------------------------------------------------------


def write(name: str, work: Work) -> int:
    """Write the concepts by the writer of a profile, as `formats.write` does after it has selected them."""
    from glossary.formats import PROFILES, Options
    from glossary.formats.account import Tally
    from glossary.formats.repeats import Repeats

    profile = PROFILES[name]
    tally = Tally(profile.carries, repeats=Repeats())
    encode = codecs.getincrementalencoder(profile.encoding)("backslashreplace").encode
    work.start()
    with work.file.open("wb") as out:
        for chunk in profile.write(work.concepts(), Options(), tally):
            out.write(encode(chunk) if isinstance(chunk, str) else chunk)
    tally.settle()
    return tally.concepts


def read(name: str, work: Work) -> int:
    """Read the file into Incoming; a problem in it is a failure."""
    from glossary.formats import PROFILES, Problem
    from glossary.formats import read as items

    work.start()
    count = 0
    with work.file.open("rb") as file:
        for item in items(file, PROFILES[name], work.file.name):
            if isinstance(item, Problem):
                raise ValueError(str(item))
            count += 1
    return count


def write_sheet(work: Work) -> int:
    """Write ready rows as a workbook, the header among them."""
    from glossary.formats.xlsx.workbook import Column, Sheet, workbook

    work.start()
    rows = chain.from_iterable(work.rows())
    sheet = Sheet("glossary", tuple(Column(name) for name in next(rows)))
    with work.file.open("wb") as out:
        out.writelines(workbook(rows, sheet))
    return work.count + 1


# --- theirs ---------------------------------------------------------------------------------------------------------


def lxml_writes(version: int, work: Work) -> int:
    """Write the same TBX by lxml."""
    work.start("lxml.etree")
    return peers.lxml_writes(work.concepts(), work.file, version)


def toolkit_writes(work: Work) -> int:
    """Write the same TBX by translate-toolkit."""
    work.start("translate.storage.tbx")
    return peers.toolkit_writes(work.concepts(), work.file)


def iterparse_reads(entry: str, work: Work) -> int:
    """Read TBX by lxml."""
    work.start("lxml.etree")
    return peers.iterparse_reads(work.file, entry)


def csv_writes(work: Work) -> int:
    """Write ready rows by the standard library."""
    work.start()
    return peers.csv_writes(work.rows(), work.file)


def openpyxl_writes(work: Work) -> int:
    """Write ready rows by openpyxl."""
    work.start("openpyxl")
    return peers.openpyxl_writes(chain.from_iterable(work.rows()), work.file)


SIDES: Final[dict[str, Callable[[Work], int]]] = {
    **{f"write {name}": partial(write, name) for name in ("tbx", "tbx-v3", "csv", "jsonl", "xlsx")},
    **{f"read {name}": partial(read, name) for name in ("tbx", "tbx-v3", "csv", "jsonl", "xlsx")},
    "write rows as xlsx": write_sheet,
    "lxml xmlfile: tbx": partial(lxml_writes, 2),
    "lxml xmlfile: tbx-v3": partial(lxml_writes, 3),
    "translate-toolkit: tbx": toolkit_writes,
    "lxml iterparse: tbx": partial(iterparse_reads, "termEntry"),
    "lxml iterparse: tbx-v3": partial(iterparse_reads, "conceptEntry"),
    "csv.writer": csv_writes,
    "openpyxl": openpyxl_writes,
}


def main(arguments: Sequence[str]) -> None:
    """Do one side and print what it took."""
    name, count, file = arguments[:3]
    work = Work(int(count), Path(file), Path(arguments[3] if len(arguments) > 3 else file))
    items = SIDES[name](work)
    print(json.dumps({"items": items, "seconds": work.clock.seconds(), "mib": peak()}))


if __name__ == "__main__":
    main(sys.argv[1:])
