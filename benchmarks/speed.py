"""Measure whole processes side by side in one run, and hold the ceilings of floors.json.

    python benchmarks/speed.py [--json] [--runs N]

Machines differ and are shared, so only ratios between processes that take turns in one run count: `extract seeds` against
a process that only imports opencc and pypinyin, and an exact `lookup` against a bare `python -c pass`. Figures are medians
of processor time (user and system) and of wall time; the ratios are taken from processor time, which other users of the
machine disturb least. Peak memory is the largest resident set of any run.

Where ../shared/data/kowiki/sentences.jsonl.gz is present, the whole extraction is measured on it: brackets a second, the share of them
that took a search, the peak memory, and the ratio to a peer that only converts and reads each Han form (opencc, pypinyin). What was
skipped is said.
The scan of a large text follows (`scan.py`).
It needs `os.wait4`, which Windows does not have.

Exit status: 0 every ceiling holds, 1 one does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SENTENCES: Final = ROOT.parent / "shared" / "data" / "kowiki" / "sentences.jsonl.gz"
FLOORS: Final = Path(__file__).with_name("floors.json")
SENTENCE_COUNT: Final = 20_000

PYTHON: Final = (sys.executable, "-c")
GLOSSARY: Final = (str(Path(sys.executable).with_name("glossary")),)
"""The command as it was installed beside this interpreter."""
ENVIRONMENT: Final = {
    name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
}
"""Bytecode is kept, as it is for everybody who installs the package; else the compiler would be measured."""

ALIGN: Final = """
import json, resource, sys, time
from glossary.align import align
from glossary.extract import glosses
from glossary.model import Document
from glossary.pipeline import extract
extract(Document("warm", "웨이하이(威海), 희귀한 검은황새(黑鹳)"))
forms, pairs, searched, seconds = [], 0, 0, 0.0
with open(sys.argv[1], encoding="utf-8") as file:
    for item in map(json.loads, file):
        document = Document(item["id"], item["text"])
        start = time.process_time()
        pairs += len(extract(document))
        seconds += time.process_time() - start
        for gloss in glosses(document):
            forms.append(gloss.han.text)
            cut = align(gloss)
            searched += cut is None or cut.exact is None
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
from opencc import OpenCC
from pypinyin import pinyin
convert = OpenCC("t2s").convert
pinyin(convert("威海"), heteronym=True)
start = time.process_time()
for form in forms:
    pinyin(convert(form), heteronym=True)
peer = time.process_time() - start
print(json.dumps({"brackets": len(forms), "pairs": pairs, "searched": searched, "seconds": seconds, "peer": peer, "peak": peak}))
"""
"""The program whose process is measured for brackets a second; the time is that of extracting alone, the peak that before the peer.

The peer is what a bracket costs in Python where nothing is aligned: one conversion by opencc and one look-up by pypinyin.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: processor and wall seconds, peak MiB, and what it printed."""

    cpu: float
    wall: float
    mib: float
    out: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The medians over the runs of one command line, and its highest peak."""

    cpu: float
    wall: float
    mib: float


def run(command: Sequence[str]) -> Run:
    """Run *command* to its end and return what it took. Raises RuntimeError when it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=ROOT, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {err.read().decode()[-2000:]}")
        # The unit of ru_maxrss is the byte on macOS and the KiB elsewhere.
        mib = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return Run(usage.ru_utime + usage.ru_stime, wall, mib, out.read().decode("utf-8"))


def take_turns(commands: dict[str, Sequence[str]], runs: int) -> dict[str, Measured]:
    """Run every command *runs* times, one after the other in turn, after one round that warms the disk and writes .pyc files."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            result = run(command)
            if turn:
                taken[name].append(result)
    return {
        name: Measured(
            statistics.median(one.cpu for one in each),
            statistics.median(one.wall for one in each),
            max(one.mib for one in each),
        )
        for name, each in taken.items()
    }


def processes(folder: Path, runs: int) -> dict[str, Measured]:
    """Measure the command lines and their peers, with a term base built from the seeds in *folder*."""
    base = str(folder / "glossary.db")
    run([*GLOSSARY, "--db", base, "build", "seeds", "--out", str(folder / "exports")])
    return take_turns(
        {
            "python -c pass": [*PYTHON, "pass"],
            "import opencc, pypinyin": [*PYTHON, "import opencc, pypinyin"],
            "lookup, exact": [*GLOSSARY, "--db", base, "lookup", "威海"],
            "extract seeds": [*GLOSSARY, "extract", "seeds"],
        },
        runs,
    )


def alignment(folder: Path) -> dict[str, float]:
    """Align the brackets of the first sentences; return the counts with brackets a second, the seconds of the peer, and the peak in MiB."""
    sample = folder / "sentences.jsonl"
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as source, sample.open("w", encoding="utf-8") as target:
        target.writelines(islice(source, SENTENCE_COUNT))
    counts: dict[str, float] = json.loads(run([*PYTHON, ALIGN, str(sample)]).out)
    return {**counts, "a second": counts["brackets"] / counts["seconds"]}


def too_high(ratios: dict[str, float], peaks: dict[str, float]) -> Iterator[str]:
    """Yield a line for each ceiling that does not hold."""
    ceilings: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["speed"]
    for name, ratio in ratios.items():
        if ratio > ceilings[name]:
            yield f"{name} is {ratio:.2f}, over its ceiling of {ceilings[name]}"
    for name, mib in peaks.items():
        if mib > ceilings["peak_mib"]:
            yield f"{name} takes {mib:.0f} MiB, over the ceiling of {ceilings['peak_mib']}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the medians, ratios and peaks, and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure whole processes side by side.")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    parser.add_argument("--runs", type=int, default=11, metavar="N", help="runs of each command (default 11)")
    options = parser.parse_args(arguments)

    aligned: dict[str, float] | None = None
    with tempfile.TemporaryDirectory() as name:
        measured = processes(Path(name), options.runs)
        peaks = {command: each.mib for command, each in measured.items()}
        if SENTENCES.is_file():
            aligned = alignment(Path(name))
            peaks["aligning"] = aligned["peak"]
    ratios = {
        "extract_ratio": measured["extract seeds"].cpu / measured["import opencc, pypinyin"].cpu,
        "lookup_ratio": measured["lookup, exact"].cpu / measured["python -c pass"].cpu,
    }
    if aligned is not None:
        ratios["aligning_ratio"] = aligned["seconds"] / aligned["peer"]
    if options.json:
        figures = {command: {"cpu": each.cpu, "wall": each.wall} for command, each in measured.items()}
        print(
            json.dumps({"processes": figures, "ratios": ratios, "peaks": peaks, "aligned": aligned}, ensure_ascii=False)
        )
    else:
        print(f"medians of {options.runs} runs{'cpu ms':>15}{'wall ms':>10}{'peak MiB':>10}")
        for command, each in measured.items():
            print(f"  {command:<24}{each.cpu * 1000:>10.0f}{each.wall * 1000:>10.0f}{each.mib:>10.0f}")
        for ratio, value in ratios.items():
            print(f"  {ratio:<24}{value:>10.2f}")
        if aligned:
            print(f"  brackets aligned a second{aligned['a second']:>9,.0f}  ({aligned['brackets']:,.0f} brackets)")
            print(f"  of them searched{aligned['searched'] / aligned['brackets']:>18.1%}")
            print(f"  peak of aligning{peaks['aligning']:>38.0f}")
    if aligned is None:
        print("skipped: brackets a second (no ../shared/data/kowiki/sentences.jsonl.gz here)", file=sys.stderr)
    failures = list(too_high(ratios, peaks))
    print("\n".join(failures) if failures else "every ceiling holds", file=sys.stderr)
    from scan import main as scan  # it measures with the functions of this module

    return max(1 if failures else 0, scan(["--json"] if options.json else []))


if __name__ == "__main__":
    sys.exit(main())
