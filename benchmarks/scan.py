"""Measure the scan of a large text beside ripgrep and beside the naive pattern, and the extraction of a large file.

    python benchmarks/scan.py [--json] [--runs N] [--megabytes N] [--extract N]

The text is made for the run in a temporary folder, 200 MB of it. Where ../shared/data/kowiki/sentences.jsonl.gz is present it is these sentences
over and over; each was chosen for its brackets, so nine of ten lose those with Han letters, which leaves about 0.8 of the yardstick's
hits in a KB, as in newspapers. Elsewhere it is the lines of the seeds over and over, as sparse, with names of the tests' table of places
in their brackets.

Three programs count the places that ``rg -j1 -o '\\p{Hangul}+\\s?[(（]\\p{Han}{2,}[)）]'`` finds, ripgrep, our
scan (one process: blocks of 1 MiB, everything that `glossary.extract.scan` looks for, looking back by hand), and a Python pattern that
begins with a run of Hangul (and knows fewer letters). The first two must find the same number. Time is that of the processor, of the two
Python programs without their start. Then ``glossary extract --json`` reads the first 16 MB of the text and must stay under the ceiling of memory.
Without ripgrep the ratio to it is skipped, which is said. It needs `os.wait4`, which Windows lacks.

Exit status: 0 every bound of floors.json holds, 1 one does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Final

from speed import FLOORS, GLOSSARY, PYTHON, ROOT, SENTENCES, Run, run

YARDSTICK: Final = r"\p{Hangul}+\s?[(（]\p{Han}{2,}[)）]"
MEGABYTES: Final = 200
EXTRACTED: Final = 16
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
with open(sys.argv[1], encoding="utf-8") as file:
    while lines := file.readlines(2**20):
        hits += sum(1 for _ in pattern.finditer("".join(lines)))
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


def measure(text: Path, large: Path, runs: int) -> tuple[dict[str, list[Run]], Run]:
    """Return the runs of the programs that count the hits, and the one that extracts; the naive pattern and the extraction run once."""
    commands: dict[str, Sequence[str]] = {"scan": [*PYTHON, SCAN, str(text)]}
    if rg := shutil.which("rg"):
        commands["rg"] = [rg, "-j1", "-o", YARDSTICK, str(text)]
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run(command))
    return {**taken, "naive": [run([*PYTHON, NAIVE, str(text)])]}, run([*GLOSSARY, "extract", "--json", str(large)])


def broken(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each bound that does not hold."""
    bounds: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["scan"]
    for name, value in figures.items():
        if name == "naive_times" and value < bounds[name]:
            yield f"the naive pattern takes {value:.1f} times as long as the scan, under the floor of {bounds[name]}"
        elif name != "naive_times" and name in bounds and value > bounds[name]:
            yield f"{name} is {value:.2f}, over its ceiling of {bounds[name]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each program took, the ratios and the peak, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the scan of a large text.")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of the scan and of ripgrep (default 3)")
    parser.add_argument("--megabytes", type=int, default=MEGABYTES, metavar="N", help="size of the text (default 200)")
    parser.add_argument(
        "--extract", type=int, default=EXTRACTED, metavar="N", help="MB that are extracted (default 16)"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        text, large = Path(folder, "text.txt"), Path(folder, "large.txt")
        write_text(text, options.megabytes * 10**6)
        write_text(large, options.extract * 10**6)
        taken, extracted = measure(text, large, options.runs)
        kilobytes = text.stat().st_size / 1000
    hits = {
        name: each[0].out.count("\n") if name == "rg" else int(each[0].out.split()[0]) for name, each in taken.items()
    }
    cpu = {
        name: statistics.median(one.cpu if name == "rg" else float(one.out.split()[1]) for one in each)
        for name, each in taken.items()
    }
    pairs = extracted.out.count("\n")
    figures = {"naive_times": cpu["naive"] / cpu["scan"], "extract_peak_mib": extracted.mib}
    if "rg" in cpu:
        figures["rg_ratio"] = cpu["scan"] / cpu["rg"]
    if options.json:
        seconds = {**cpu, "extract": extracted.cpu}
        print(json.dumps({"kilobytes": kilobytes, "hits": hits, "pairs": pairs, "cpu": seconds, "figures": figures}))
    else:
        print(
            f"{kilobytes / 1000:.0f} MB, {hits['scan'] / kilobytes:.2f} hits a KB{'hits':>12}{'cpu ms':>10}{'wall ms':>10}{'peak MiB':>10}"
        )
        for name, each in taken.items():
            wall, peak = statistics.median(one.wall for one in each), max(one.mib for one in each)
            print(f"  {name:<26}{hits[name]:>12,}{cpu[name] * 1000:>10,.0f}{wall * 1000:>10,.0f}{peak:>10.0f}")
        print(
            f"  {f'extract, {options.extract} MB':<26}{pairs:>12,}{extracted.cpu * 1000:>10,.0f}{extracted.wall * 1000:>10,.0f}{extracted.mib:>10.0f}"
        )
        for figure, value in figures.items():
            print(f"  {figure:<26}{value:>12.2f}")
    if "rg" not in cpu:
        print("skipped: the ratio to ripgrep (no rg here; Debian has it in the package ripgrep)", file=sys.stderr)
    failures = list(broken(figures))
    if hits["scan"] != hits.get("rg", hits["scan"]):
        failures.append(f"the scan does not find the hits of ripgrep: {hits}")
    print("\n".join(failures) if failures else "every bound holds", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
