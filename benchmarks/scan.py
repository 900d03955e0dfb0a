"""Measure the scan of a large text beside ripgrep and beside the naive pattern, and the extraction of a large file.

    python benchmarks/scan.py [--json] [--runs N] [--megabytes N] [--extract N]

The text is made for the run in a temporary folder, 200 MB of it. Where ../shared/data/kowiki/sentences.jsonl.gz is present it is these sentences
over and over; each was chosen for its brackets, so nine of ten lose those with Han letters, which leaves about 0.8 of the yardstick's
hits in a KB, as in newspapers. Elsewhere it is the lines of the seeds over and over, as sparse, with names of the tests' table of places
in their brackets.

Three programs take turns to count the places that ``rg -j1 -o '\\p{Hangul}+\\s?[(（]\\p{Han}{2,}[)）]'`` finds, ripgrep, our
scan (one process: blocks of 1 MiB, everything that `glossary.extract.scan` looks for, looking back by hand), and a Python pattern that
begins with a run of Hangul (and knows fewer letters), which reads only the first tenth of the text, for it is slow. The first two must find
the same number. Time is that of the processor, of the two Python programs without their start. Then ``glossary extract --json`` reads the
first 16 MB of the text and must stay under the ceiling of memory.
Without ripgrep the ratio to it is skipped, which is said.

Exit status: 0 every bound of floors.json holds, 1 one does not (`turns.py`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Final

from measures import ROOT
from turns import GLOSSARY, PYTHON, SENTENCES, Measured, hold, ratio, row, run, take_turns

YARDSTICK: Final = r"\p{Hangul}+\s?[(（]\p{Han}{2,}[)）]"
MEGABYTES: Final = 200
EXTRACTED: Final = 16
TURNS: Final = 9
_PART: Final = 10
"""The naive pattern reads one part of so many."""
_ONE_IN: Final = 10
"""One sentence of so many keeps its brackets."""
_APART: Final = 1_200
"""Bytes from one bracket to the next in the text that is made of the seeds."""
_TIMES: Final = 200
"""How often the seeds are gone through before the same brackets come again."""
_HAN_BRACKET: Final = re.compile(r"\s?[(（][^()（）]*[㐀-鿿豈-龎][^()（）]*[)）]")

SCAN: Final = """
import re, sys, time
from itertools import repeat
from glossary.extract.scan import anchors
from glossary.hangul import is_hangul
HAN = rb"(?:[\\xe4-\\xe9][\\x80-\\xbf]{2}|\\xe3[\\x90-\\xbf][\\x80-\\xbf]|\\xe3\\x80[\\x85\\x87]|\\xe2[\\xba-\\xbf][\\x80-\\xbf]|\\xef[\\xa4-\\xab][\\x80-\\xbf]|\\xf0[\\xa0-\\xbf][\\x80-\\xbf]{2})"
BRACKET = rb"(?:\\(|\\xef\\xbc\\x88)(?:[\\xe4-\\xe9\\x80-\\xbf]{6,}+|" + HAN + rb"{2,})(?:\\)|\\xef\\xbc\\x89)"
SYLLABLE = rb"(?:\\xea[\\xb0-\\xbf]|[\\xeb\\xec][\\x80-\\xbf]|\\xed[\\x80-\\x9d])[\\x80-\\xbf]"
# the group is where no syllable stands before: that is looked at again
bracket = re.compile(b"(?:(?<=" + SYLLABLE + b")|())" + BRACKET).match
def korean_before(block, place):
    before = block[max(0, place - 9):place].decode("utf-8", "ignore")
    if before[-1:].isspace() and before[-1] != "\\n":
        before = before[:-1]
    return is_hangul(before[-1:])
hits = 0
start = time.process_time()
with open(sys.argv[1], "rb") as file:
    while block := file.read(2**20):
        block += file.readline()
        for match in filter(None, map(bracket, repeat(block), anchors(block))):
            if match.lastindex is None or korean_before(block, match.start()):
                hits += 1
print(hits, time.process_time() - start)
"""
NAIVE: Final = """
import re, sys, time
hits = 0
start = time.process_time()
pattern = re.compile(r"[가-힣ᄀ-ᇿㄱ-ㆎ]+\\s?[(（][㐀-鿿豈-龎々〇]{2,}[)）]")
left = int(sys.argv[2])
with open(sys.argv[1], encoding="utf-8") as file:
    while left > 0 and (lines := file.readlines(min(left, 2**20))):
        text = "".join(lines)
        hits += sum(1 for _ in pattern.finditer(text))
        left -= len(text.encode())
print(hits, time.process_time() - start)
"""


def write_text(path: Path, size: int) -> None:
    """Write the text to *path*, over and over up to *size* bytes and to the end of that line.

    Little is held here on the way: what a process held counts as the peak of those that it starts.
    """
    with path.open("wb") as file:
        for line in _sentences() if SENTENCES.is_file() else _seeds():
            file.write(f"{line}\n".encode())
            if file.tell() >= size:
                return
        length = file.tell()
    with path.open("rb") as source, path.open("ab") as target:
        while (left := size - target.tell()) > 0:
            source.seek(target.tell() % length)
            target.write(
                source.read(min(left, 2**20, length - source.tell())) + (source.readline() if left <= 2**20 else b"")
            )


def _sentences() -> Iterator[str]:
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as file:
        for place, line in enumerate(file):
            text = json.loads(line)["text"]
            yield text if place % _ONE_IN == 0 else _HAN_BRACKET.sub("", text)


def _seeds() -> Iterator[str]:
    rows = (ROOT / "tests" / "data" / "official_places.tsv").read_text(encoding="utf-8").splitlines()
    places = cycle([row.split("\t") for row in rows if not row.startswith(("#", "simplified\t"))])
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    plain = [_HAN_BRACKET.sub("", line) for text in texts for line in text.splitlines() if line.strip()]
    since = _APART
    for _ in range(_TIMES):
        for line in plain:
            if since >= _APART:
                chinese, _, korean, *_ = next(places)
                yield f"{korean}({chinese})에서 {line}"
                since = 0
            else:
                yield line
            since += len(line.encode())


def counted(text: Path, turns: int) -> Measured:
    """Return how many times ripgrep the scan takes, and how many times the scan the naive pattern takes for as many bytes."""
    commands: dict[str, Sequence[str]] = {"scan": [*PYTHON, SCAN, str(text)]}
    size = text.stat().st_size
    if rg := shutil.which("rg"):
        commands["rg"] = [rg, "-j1", "-o", YARDSTICK, str(text)]
    else:
        print("skipped: the ratio to ripgrep (no rg here; Debian has it in the package ripgrep)", file=sys.stderr)
    taken = take_turns({**commands, "naive": [*PYTHON, NAIVE, str(text), str(size // _PART)]}, turns)
    hits, cpu = {}, {}
    for name, runs in taken.items():
        printed = [one.last.split() for one in runs if name != "rg"]
        hits[name] = int(printed[0][0]) if printed else runs[0].lines
        cpu[name] = [float(seconds) for _, seconds in printed] or [one.cpu for one in runs]
    figures = {"naive_times": _PART * ratio(cpu["naive"], cpu["scan"])}
    if rg:
        figures["rg_ratio"] = ratio(cpu["scan"], cpu["rg"])
        figures["hits_apart"] = abs(hits["scan"] - hits["rg"])
    head = f"  {f'{size / 10**6:.0f} MB, {turns} turns':<26}    cpu ms   wall ms  peak MiB      hits"
    rows = [f"{row(name, runs, cpu[name])}{hits[name]:>10,}" for name, runs in taken.items()]
    return Measured(figures, [head, *rows], {"bytes": size, "hits": hits, "cpu": cpu})


def extracted(large: Path) -> Measured:
    """Return the peak of extracting *large*."""
    one = run([*GLOSSARY, "extract", "--json", str(large)])
    name = f"extract {large.stat().st_size / 10**6:.0f} MB"
    return Measured(
        {"extract_peak_mib": one.mib},
        [f"{row(name, [one])}{one.lines:>10,} pairs"],
        {"pairs": one.lines, "cpu": one.cpu},
    )


def sections(
    folder: Path, *, turns: int = TURNS, megabytes: int = MEGABYTES, extract: int = EXTRACTED
) -> dict[str, Callable[[], Measured]]:
    """Write the texts in *folder* and return what measures each section on them."""
    text, large = folder / "text.txt", folder / "large.txt"
    write_text(text, megabytes * 10**6)
    write_text(large, extract * 10**6)
    return {"scan": partial(counted, text, turns), "large text": partial(extracted, large)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each program took, the ratios and the peak, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the scan of a large text.")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    parser.add_argument("--runs", type=int, default=TURNS, metavar="N", help=f"turns of the programs (default {TURNS})")
    parser.add_argument(
        "--megabytes", type=int, default=MEGABYTES, metavar="N", help=f"size of the text (default {MEGABYTES})"
    )
    parser.add_argument(
        "--extract", type=int, default=EXTRACTED, metavar="N", help=f"MB that are extracted (default {EXTRACTED})"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measured = sections(Path(folder), turns=options.runs, megabytes=options.megabytes, extract=options.extract)
        return hold(measured, plain=options.json)


if __name__ == "__main__":
    sys.exit(main())
