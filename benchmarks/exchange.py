"""Measure writing and reading of files beside what others would do it with, and hold the bounds of floors.json.

    python benchmarks/exchange.py [--concepts N] [--turns N] [--only SECTION] [--base FILE] [--json]

Each side is a process of its own (`side.py`), and they take turns. What counts is the ratio of the processor time (user and system) from the
first concept to the closed file, or from the file to the last concept; to import modules, to make concepts (`pool.py`) and to make the rows that others
write is in no time. Memory is the largest resident set over that of a bare interpreter; the pool of concepts is in it (some 30 MiB).

- tbx, tbx-v3: the writer of the profile against lxml and translate-toolkit, which write the same document, and the same terms, statuses and notes
  (`peers.py`); reading it into Incoming, checked, against lxml's iterparse, which fetches the text of every element of an entry;
- csv: the writer of the profile against csv.writer with the same rows, which are ready; the files have to be equal;
- xlsx: the profile from concepts, or before there is one the sheet with ready rows, against openpyxl with ready rows;
- read: reading csv, jsonl and xlsx, for information;
- whole: with --base (a term base, as `million.py --keep` leaves it) the command from the term base to a file, for information.

lxml is looked for in this interpreter, openpyxl and translate-toolkit in the environment of other programs as well (GLOSSARY_READERS, see
`tests/readers/install.py`); what is not found is skipped, and said. Exit status: 0 every bound holds, 1 one does not.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

from pool import SIZE
from turns import GLOSSARY, PYTHON, Measured, hold, ratio, run

from glossary.formats import PROFILES

HERE: Final = Path(__file__).resolve().parent
PEAK: Final = """
import resource, sys
try:
    kib = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**10 if sys.platform == "darwin" else 1)
print(kib / 2**10)
"""
"""Prints the peak MiB of a bare interpreter, as `pool.peak` tells it."""
PEERS: Final = {
    "lxml xmlfile": ("lxml.etree", "lxml_times"),
    "lxml iterparse": ("lxml.etree", "iterparse_times"),
    "translate-toolkit": ("translate.storage.tbx", "toolkit_times"),
    "csv.writer": ("csv", "csv_times"),
    "openpyxl": ("openpyxl", "openpyxl_times"),
}
"""By peer: the module that it needs, and the bound of how many times its speed ours is."""

WHOLE: Final = ("tbx", "csv", "jsonl")
"""Profiles that a whole term base is exported by."""


class Taken(NamedTuple):
    """What one side took: items, processor seconds, and peak MiB over a bare interpreter."""

    items: int
    seconds: float
    mib: float

    @property
    def rate(self) -> float:
        """Items a second."""
        return self.items / self.seconds


@cache
def interpreter_with(module: str) -> str | None:
    """Return an interpreter that has *module*: this one, or that of the environment of other programs."""
    readers = os.environ.get("GLOSSARY_READERS", "")
    for python in (sys.executable, str(Path(readers, "clients", "bin", "python")) if readers else ""):
        if python and Path(python).exists():
            probe = subprocess.run([python, "-c", f"import {module}"], capture_output=True)
            if probe.returncode == 0:
                return python
    return None


class Side(NamedTuple):
    """One way to write or read *file* (a key of `side.SIDES`); what is written comes from *source*, a pool or a CSV file."""

    name: str
    file: Path
    source: Path

    @property
    def peer(self) -> tuple[str, str] | None:
        """The module that a peer needs, and its bound; None for ours."""
        return PEERS.get(self.name.partition(":")[0])


class Exchange:
    """The files of one run, and the sides that write and read them, so many *turns* each."""

    def __init__(self, folder: Path, count: int, turns: int) -> None:
        self.folder = folder
        self.count = count
        self.turns = turns
        self._bare = float(run([*PYTHON, PEAK]).last)

    def pool(self, name: str) -> Path:
        """Return the pool of those who go out by the profile called *name*, made when it is first asked for."""
        audience = PROFILES[name].audience
        path = self.folder / f"{audience}.pool"
        if not path.exists():
            run([sys.executable, str(HERE / "pool.py"), str(path), name, str(min(self.count, SIZE))])
        return path

    def writer(self, name: str) -> Side:
        """Return our writer of the profile called *name*; as long as there is none of XLSX, the sheet."""
        file = self.folder / f"ours.{name}"
        if name in PROFILES:
            return Side(f"write {name}", file, self.pool(name))
        return Side("write rows as xlsx", file, self.written("csv"))

    def written(self, name: str) -> Path:
        """Return the file of our writer, written when it is first asked for."""
        side = self.writer(name)
        if not side.file.exists():
            self.take(side)
        return side.file

    def take(self, side: Side) -> Taken:
        """Run one side. Raises RuntimeError where it did not go through every concept."""
        python = interpreter_with(side.peer[0]) if side.peer else sys.executable
        command = [python or sys.executable, str(HERE / "side.py"), side.name, str(self.count), str(side.file), str(side.source)]  # fmt: skip
        taken = json.loads(run(command).last)
        if taken["items"] not in (self.count, self.count + 1):  # a header is a row
            raise RuntimeError(f"{side.name}: {taken['items']:,} items of {self.count:,}")
        return Taken(self.count, taken["seconds"], taken["mib"] - self._bare)

    def compare(self, ours: Side, *peers: Side) -> Measured:
        """Run *ours* and its peers in turn; those that are not there are skipped, and said."""
        taken: dict[Side, list[Taken]] = {ours: []}
        for peer in peers:
            if peer.peer and interpreter_with(peer.peer[0]):
                taken[peer] = []
            else:
                print(f"skipped: {peer.name} is neither here nor in GLOSSARY_READERS", file=sys.stderr)
        for _ in range(self.turns):
            for side, each in taken.items():
                each.append(self.take(side))
        rates = {side: [one.rate for one in each] for side, each in taken.items()}
        figures = {f"{side.peer[1]}: {ours.name}": ratio(rates[ours], rates[side]) for side in taken if side.peer}
        figures[f"exchange_peak_mib: {ours.name}"] = max(one.mib for one in taken[ours])
        return Measured(figures, [HEAD, *(_row(side.name, each) for side, each in taken.items())])

    # --- sections ---

    def tbx_written(self, name: str) -> Measured:
        """Write TBX beside lxml, and beside translate-toolkit, which knows version 2 alone."""
        theirs, pool = self.folder / "theirs", self.pool(name)
        peers = [Side(f"lxml xmlfile: {name}", theirs, pool)]
        if name == "tbx":
            peers.append(Side("translate-toolkit: tbx", theirs, pool))
        return self.compare(self.writer(name), *peers)

    def tbx_read(self, name: str) -> Measured:
        """Read the TBX that our writer wrote, beside lxml."""
        file = self.written(name)
        return self.compare(Side(f"read {name}", file, file), Side(f"lxml iterparse: {name}", file, file))

    def csv_written(self) -> Measured:
        """Write CSV beside the standard library with the rows of the same file. Raises RuntimeError where it writes others."""
        ours, theirs = self.written("csv"), self.folder / "theirs"
        measured = self.compare(self.writer("csv"), Side("csv.writer", theirs, ours))
        if not filecmp.cmp(ours, theirs, shallow=False):
            raise RuntimeError("csv.writer wrote other rows than our writer")
        return measured

    def xlsx_written(self) -> Measured:
        """Write XLSX beside openpyxl with the rows of CSV."""
        return self.compare(self.writer("xlsx"), Side("openpyxl", self.folder / "theirs", self.written("csv")))

    def read(self, name: str) -> Measured:
        """Read what our writer wrote, beside nobody."""
        file = self.written(name)
        return self.compare(Side(f"read {name}", file, file))

    def whole(self, base: Path) -> Measured:
        """Export the term base at *base* by the command, from start to end."""
        rows = [f"  {'':<28}{'cpu s':>12}{'wall s':>10}{'MiB over bare':>16}"]
        for name in WHOLE:
            file = self.folder / f"whole.{name}"
            taken = run([*GLOSSARY, "--db", str(base), "export", str(file), "--to", name])
            rows.append(
                f"  {f'export --to {name}':<28}{taken.cpu:>12.1f}{taken.wall:>10.1f}{taken.mib - self._bare:>16.0f}"
            )
            file.unlink()
        return Measured({}, rows)


HEAD: Final = f"  {'':<28}{'a second':>12}{'MiB over bare':>16}"


def _row(name: str, taken: Sequence[Taken]) -> str:
    rate = statistics.median(one.rate for one in taken)
    return f"  {name:<28}{rate:>12,.0f}{max(one.mib for one in taken):>16.0f}"


def sections(exchange: Exchange, base: Path | None) -> dict[str, Callable[[], Measured]]:
    """Return what measures each section."""
    measured: dict[str, Callable[[], Measured]] = {}
    for name in ("tbx", "tbx-v3"):
        measured[f"write {name}"] = partial(exchange.tbx_written, name)
        measured[f"read {name}"] = partial(exchange.tbx_read, name)
    measured |= {"write csv": exchange.csv_written, "write xlsx": exchange.xlsx_written}
    measured["write jsonl"] = lambda: exchange.compare(exchange.writer("jsonl"))
    for name in ("csv", "jsonl", "xlsx"):
        if name in PROFILES:
            measured[f"read {name}"] = partial(exchange.read, name)
    if base is not None:
        measured["whole"] = partial(exchange.whole, base)
    return measured


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each section measured and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure writing and reading of files beside others.")
    parser.add_argument("--concepts", type=int, default=1_000_000, metavar="N", help="how many (default 1,000,000)")
    parser.add_argument("--turns", type=int, default=1, metavar="N", help="how often each side runs (default 1)")
    parser.add_argument("--only", action="append", metavar="SECTION", help="measure these sections alone")
    parser.add_argument(
        "--base", type=Path, metavar="FILE", help="export this term base too, as million.py --keep leaves it"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        measured = sections(Exchange(Path(name), options.concepts, options.turns), options.base)
        if unknown := set(options.only or ()) - set(measured):
            parser.error(f"no section {unknown.pop()!r}; one of {', '.join(measured)}")
        return hold({each: measured[each] for each in options.only or measured}, plain=options.json)


if __name__ == "__main__":
    sys.exit(main())
