"""Run whole processes in turn, and hold the bounds of floors.json, on machines that other people use at the same time.

What disturbs a machine lasts longer than one turn, so a ratio is taken within each turn and the median of the turns counts. A bound that is
missed is measured once more, both are printed, and only what is missed twice fails.
It needs `os.wait4`, which Windows does not have.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from measures import DATA, FLOORS, ROOT

SENTENCES: Final = DATA / "kowiki" / "sentences.jsonl.gz"
PYTHON: Final = (sys.executable, "-c")
GLOSSARY: Final = (str(Path(sys.executable).with_name("glossary")),)
"""The command as it was installed beside this interpreter."""
SECTIONS: Final = ("speed", "scan", "exchange")
"""The sections of floors.json that bound ratios and peaks."""
ENVIRONMENT: Final = {
    name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
}
"""Bytecode is kept, as it is for everybody who installs the package; else the compiler would be measured."""


class Run(NamedTuple):
    """What one process took: processor (user and system) and wall seconds, peak MiB, how many lines it printed, and the last of them.

    No more is kept: what this process holds counts as the peak of those that it starts.
    """

    cpu: float
    wall: float
    mib: float
    lines: int
    last: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What one section measured: *figures* by the name of their bound, after a colon what they are of; lines to print; *more* for JSON."""

    figures: Mapping[str, float]
    lines: Sequence[str]
    more: Mapping[str, Any] = field(default_factory=dict)


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
        tail = deque(enumerate(out, 1), maxlen=1)
        lines, last = tail[0] if tail else (0, b"")
        return Run(usage.ru_utime + usage.ru_stime, wall, mib, lines, last.decode("utf-8"))


def take_turns(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, list[Run]]:
    """Run every command *runs* times, one after the other in turn, after one round that warms the disk and writes .pyc files."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            result = run(command)
            if turn:
                taken[name].append(result)
    return taken


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios of the turns."""
    return statistics.median(our / their for our, their in zip(ours, theirs, strict=True))


def row(name: str, runs: Sequence[Run], cpu: Sequence[float] = ()) -> str:
    """Return the line of one command: medians of processor time (*cpu* where that of the whole process is not meant) and of wall time, the highest peak."""
    times = cpu or [one.cpu for one in runs], [one.wall for one in runs]
    middle, wall = (statistics.median(each) * 1000 for each in times)
    return f"  {name:<26}{middle:>10,.0f}{wall:>10,.0f}{max(one.mib for one in runs):>10.0f}"


def missed(figures: Mapping[str, float], bounds: Mapping[str, float]) -> dict[str, str]:
    """Return a line for each figure that misses its bound: a floor for how many *times* faster something is, a ceiling for all others."""
    lines = {}
    for name, value in figures.items():
        figure = name.partition(":")[0]
        bound, floored = bounds[figure], figure.endswith("_times")
        if value < bound if floored else value > bound:
            side = "under its floor" if floored else "over its ceiling"
            lines[name] = f"{name} is {value:.2f}, {side} of {bound}"
    return lines


def hold(sections: Mapping[str, Callable[[], Measured]], *, plain: bool) -> int:
    """Measure every section and print its lines, or with *plain* one JSON object; return the exit status: 1 where a bound is missed twice."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    bounds = {name: bound for section in SECTIONS for name, bound in floors.get(section, {}).items()}
    report, failures = {}, []
    for name, measure in sections.items():
        first = _shown(name, measure(), plain=plain)
        lines, report[name] = missed(first.figures, bounds), first
        if lines:
            print(*lines.values(), f"{name} is measured once more", sep="\n", file=sys.stderr, flush=True)
            report[name] = _shown(name, measure(), plain=plain)
            failures += [line for each, line in missed(report[name].figures, bounds).items() if each in lines]
    if plain:
        print(json.dumps({name: {**each.more, "figures": each.figures} for name, each in report.items()}))
    print("\n".join(failures) if failures else "every bound holds", file=sys.stderr)
    return 1 if failures else 0


def _shown(name: str, measured: Measured, *, plain: bool) -> Measured:
    if not plain:
        figures = [f"  {figure:<36}{value:>20.2f}" for figure, value in measured.figures.items()]
        print(f"{name}:", *measured.lines, *figures, sep="\n", flush=True)
    return measured
