"""Measure whole processes side by side in one run, and hold the bounds of floors.json.

    python benchmarks/speed.py [--json] [--runs N] [--compiled PYTHON]

Machines differ and are shared, so only ratios between processes that take turns in one run count (`turns.py`): `extract seeds` against
a process that only imports opencc and pypinyin, and an exact `lookup`, which is short and takes three times as many turns, against a bare
`python -c pass`. Figures are medians of processor time (user and system) and of wall time; the ratios are taken from processor time, which
other users of the machine disturb least. Peak memory is the largest resident set of any run.

Where ../shared/data/kowiki/sentences.jsonl.gz is present, the whole extraction is measured on it: brackets a second, the share of them
that took a search, the peak memory, and the ratio to a peer that only converts and reads each Han form (opencc, pypinyin): once as the
package stands here, once compiled by mypyc, as the interpreter of --compiled has it (see `compiled.py`, which is asked for one where none is
named and a C compiler is there). What was skipped is said.
The scan of a large text follows (`scan.py`).

Exit status: 0 every bound holds, 1 one does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import scan
from compiled import install
from turns import GLOSSARY, PYTHON, SENTENCES, Measured, hold, ratio, row, run, take_turns

ALIGN: Final = """
import json, resource, subprocess, sys, time
from itertools import islice
from glossary.align import align
from glossary.extract import glosses
from glossary.model import Document
from glossary.pipeline import extract
extract(Document("warm", "웨이하이(威海), 희귀한 검은황새(黑鹳)"))
peer = subprocess.Popen([sys.executable, "-c", sys.argv[2]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
brackets, pairs, searched, ours, theirs = 0, 0, 0, 0.0, 0.0
with open(sys.argv[1], encoding="utf-8") as file:
    while documents := [Document(item["id"], item["text"]) for item in map(json.loads, islice(file, 200))]:
        start = time.process_time()
        for document in documents:
            pairs += len(extract(document))
        ours += time.process_time() - start
        found = [gloss for document in documents for gloss in glosses(document)]
        brackets += len(found)
        searched += sum((cut := align(gloss)) is None or cut.exact is None for gloss in found)
        print(json.dumps([gloss.han.text for gloss in found]), file=peer.stdin, flush=True)
        theirs += float(peer.stdout.readline())
peer.communicate()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(json.dumps({"brackets": brackets, "pairs": pairs, "searched": searched, "seconds": ours, "peer": theirs, "peak": peak}))
"""
"""The program whose process is measured for brackets a second; the time is that of extracting alone."""
PEER: Final = """
import json, sys, time
from opencc import OpenCC
from pypinyin import pinyin
convert = OpenCC("t2s").convert
pinyin(convert("威海"), heteronym=True)
for line in sys.stdin:
    forms = json.loads(line)
    start = time.process_time()
    for form in forms:
        pinyin(convert(form), heteronym=True)
    print(time.process_time() - start, flush=True)
"""
"""What a bracket costs in Python where nothing is aligned: one conversion by opencc and one look-up by pypinyin. It takes its turn after
every 200 sentences, in a process of its own, so that its memory is not in the peak."""
BARE: Final = "python -c pass"
IMPORTS: Final = "import opencc, pypinyin"


def compared(commands: Mapping[str, Sequence[str]], figure: str, runs: int) -> Measured:
    """Return the ratio of the second command to the first, which is its peer, and the peak of the second."""
    taken = take_turns(commands, runs)
    peer, command = taken
    times = {name: [one.cpu for one in each] for name, each in taken.items()}
    return Measured(
        {figure: ratio(times[command], times[peer]), f"peak_mib: {command}": max(one.mib for one in taken[command])},
        [
            f"  {f'medians of {runs} turns':<26}    cpu ms   wall ms  peak MiB",
            *(row(name, each) for name, each in taken.items()),
        ],
        {name: {"cpu": [one.cpu for one in each], "wall": [one.wall for one in each]} for name, each in taken.items()},
    )


def alignment(sample: Path, python: str, figure: str) -> Measured:
    """Extract the sentences of *sample* with the package that *python* has; return the ratio to the peer as *figure*, and the peak."""
    # -P: not the sources in the folder at hand, but what is installed, which may be compiled.
    counts: dict[str, float] = json.loads(run([python, "-P", "-c", ALIGN, str(sample), PEER]).last)
    rate = counts["brackets"] / counts["seconds"]
    return Measured(
        {figure: counts["seconds"] / counts["peer"], f"peak_mib: {figure}": counts["peak"]},
        [
            f"  brackets extracted a second{rate:>9,.0f}  ({counts['brackets']:,.0f} brackets)",
            f"  of them searched{counts['searched'] / counts['brackets']:>20.1%}",
        ],
        {**counts, "a second": rate},
    )


def sections(folder: Path, runs: int, compiled: str) -> dict[str, Callable[[], Measured]]:
    """Return what measures each section, with a term base built from the seeds in *folder*, and the interpreter of *compiled* if there is one."""
    base = str(folder / "glossary.db")
    run([*GLOSSARY, "--db", base, "build", "seeds", "--out", str(folder / "exports")])
    lookup = {BARE: [*PYTHON, "pass"], "lookup, exact": [*GLOSSARY, "--db", base, "lookup", "威海"]}
    extract = {IMPORTS: [*PYTHON, IMPORTS], "extract seeds": [*GLOSSARY, "extract", "seeds"]}
    measured: dict[str, Callable[[], Measured]] = {
        "lookup": partial(compared, lookup, "lookup_ratio", 3 * runs),
        "extract": partial(compared, extract, "extract_ratio", runs),
    }
    if SENTENCES.is_file():
        sample = folder / "sentences.jsonl"
        with gzip.open(SENTENCES, "rt", encoding="utf-8") as source, sample.open("w", encoding="utf-8") as target:
            target.writelines(source)
        measured["extraction"] = partial(alignment, sample, sys.executable, "aligning_ratio")
        compiled = compiled or _compiled(folder)
        if compiled:
            measured["extraction, compiled"] = partial(alignment, sample, compiled, "compiled_ratio")
    else:
        print(f"skipped: brackets a second (no {SENTENCES} here)", file=sys.stderr)
    return measured


def _compiled(folder: Path) -> str:
    """Return an interpreter with the package compiled, made in *folder*; "" without a C compiler."""
    if shutil.which("cc") is None:
        print("skipped: extraction compiled (no C compiler here)", file=sys.stderr)
        return ""
    print("compiling the package, which takes a while (--compiled names an interpreter that has it)", file=sys.stderr)
    try:
        return install(folder / "compiled")
    except subprocess.CalledProcessError as error:
        print(f"skipped: extraction compiled ({error})", file=sys.stderr)
        return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each section measured and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure whole processes side by side.")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    parser.add_argument(
        "--runs", type=int, default=11, metavar="N", help="turns of extracting and its peer (default 11)"
    )
    parser.add_argument("--compiled", default="", metavar="PYTHON", help="an interpreter that has the package compiled")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return hold(sections(folder, options.runs, options.compiled) | scan.sections(folder), plain=options.json)


if __name__ == "__main__":
    sys.exit(main())
