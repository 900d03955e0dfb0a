"""One reader under fire, in a process of its own with bounded memory: `fuzz.py` starts one for each.

    python benchmarks/probe.py TARGET SECONDS DICE FOLDER

TARGET is a key of `demands.targets`, SECONDS are of processor time, DICE is the number that all changes come from. FOLDER/seeds has the files to
begin with, TARGET's own by the name of the folder. What is found goes to FOLDER/found, the file under way stands in FOLDER/current, in case that the
process is killed over it. Prints one line of JSON: an `Account`. With --guided libFuzzer (atheris) chooses what is changed next, by the lines that it
reached.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from mutations import LARGEST, worse
from pool import peak

if TYPE_CHECKING:
    from demands import Target

    from glossary.model import Concept

SLOW: Final = 2.0
"""Processor seconds that reading a file of at most `mutations.LARGEST` bytes may take, unless it brings so many items that each takes no more than `ITEM`."""
ITEM: Final = 50e-6
"""Half a million rows of one letter fit into such a file."""
LARGE: Final = 300.0
"""MiB that it may take."""
SPACE: Final = 3 << 30
"""Bytes of address space that the process may have."""
HANGING: Final = 20.0
"""Processor seconds after which a file is given up."""
WATCHED: Final = 10
"""How many times as long a reader may take whose code is watched by atheris."""
KINDS: Final = 30
"""Kinds of findings that are kept of one reader."""


class TooLong(BaseException):
    """The time of one file is over; no ``except Exception`` holds it up."""


@dataclass
class Account:
    """What became of the files; *found* has a file that shows it, by the kind of what is wrong."""

    runs: int = 0
    accepted: int = 0
    seconds: float = 0.0
    mib: float = 0.0
    found: dict[str, str] = field(default_factory=dict)


class Probe:
    """A reader with its account; where its code is watched, it may take *slowed* times as long."""

    def __init__(self, target: Target, folder: Path, seconds: float, *, slowed: int = 1) -> None:
        self.account = Account()
        self._slowed = slowed
        self._target = target
        self._folder = folder
        self._end = time.process_time() + seconds
        signal.signal(signal.SIGPROF, _give_up)

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.process_time() > self._end

    def run(self, data: bytes) -> None:
        """Read one file; keep it, as short as it can be, where something is wrong that was not before."""
        (self._folder / "current").write_bytes(data)
        for kind in self._wrong(data):
            if kind not in self.account.found and len(self.account.found) < KINDS:
                self.account.found[kind] = str(
                    place := self._folder / "found" / f"{os.getpid()}-{len(self.account.found)}"
                )
                place.write_bytes(data)
                place.write_bytes(smallest(data, lambda less, kind=kind: kind in self._wrong(less)))  # type: ignore[misc]

    def _wrong(self, data: bytes) -> list[str]:
        """Return the kinds of what is wrong."""
        from demands import kind_of, read_all, write_again

        kinds: list[str] = []
        kept: list[Concept] = []
        before, start = _resident(), time.process_time()
        signal.setitimer(signal.ITIMER_PROF, HANGING * self._slowed)
        try:
            self.account.accepted += read_all(self._target, data, kept)
        except TooLong:
            kinds.append(f"no end in {HANGING:.0f} s")
        except Exception as error:
            kinds.append(kind_of(error))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        seconds, mib = time.process_time() - start, peak() - before
        if seconds > SLOW * self._slowed and not kinds:
            seconds, items = self._bare(data)  # to look the concepts over takes longer than to read them
            kinds += [f"more than {SLOW:.0f} s"] if seconds > max(SLOW, items * ITEM) * self._slowed else []
        if mib > LARGE:
            kinds.append(f"more than {LARGE:.0f} MiB")
        account = self.account
        account.runs += 1
        account.seconds, account.mib = max(account.seconds, seconds), max(account.mib, mib)
        if kept and not kinds:
            try:
                write_again(self._target, kept)
            except Exception as error:
                kinds.append(kind_of(error))
        return kinds

    def _bare(self, data: bytes) -> tuple[float, int]:
        """Read *data* and do nothing else; return the seconds, and the number of items."""
        from glossary.errors import FormatError

        start, items = time.process_time(), 0
        try:
            for _ in self._target.read(io.BytesIO(data), "file"):
                items += 1
        except FormatError:
            pass
        return time.process_time() - start, items


def _give_up(*_: object) -> NoReturn:
    raise TooLong


def _resident() -> float:
    """Return the resident set in MiB and let its peak begin anew; where the system knows no such thing, the peak so far."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 2**20


def smallest(data: bytes, wrong: Callable[[bytes], bool], seconds: float = 20.0) -> bytes:
    """Return as little of *data* as is still *wrong*, as far as so many *seconds* of leaving out ever shorter stretches lead."""
    size, end = len(data) // 2, time.process_time() + seconds
    while size:
        place = 0
        while place < len(data):
            if time.process_time() > end:
                return data
            less = data[:place] + data[place + size :]
            if wrong(less):
                data = less
            else:
                place += size
        size //= 2
    return data


def unguided(probe: Probe, seeds: Sequence[bytes], others: Sequence[bytes], number: int) -> None:
    """Read the seeds, then files made of them, until the time is over."""
    for seed in seeds:
        probe.run(seed)
    dice = random.Random(number)
    while not probe.is_over:
        probe.run(worse(dice.choice(seeds), dice, others))


def guided(probe: Probe, seeds: Sequence[bytes], others: Sequence[bytes], number: int, folder: Path) -> None:
    """Let libFuzzer choose which file is changed next. It ends the process, so the account is printed before."""
    import atheris

    corpus = folder / "corpus" / str(os.getpid())
    corpus.mkdir(parents=True)
    for place, seed in enumerate(seeds):
        (corpus / str(place)).write_bytes(seed)

    def read_one(data: bytes) -> None:
        probe.run(data)
        if probe.is_over:
            finish(probe)

    def changed(data: bytes, largest: int, drawn: int) -> bytes:
        dice = random.Random(drawn)
        if dice.random() < 0.1:
            mutated: bytes = atheris.Mutate(data, largest)
            return mutated
        # Files grow ever worse, and what is no XML any more tells nothing new: begin anew now and then.
        return worse(dice.choice(seeds) if dice.random() < 0.4 else bytes(data), dice, others)[:largest]

    options = f"-max_len={LARGEST} -len_control=0 -timeout=600 -rss_limit_mb=0 -seed={number % 2**31 or 1} -verbosity=0"
    atheris.Setup([sys.argv[0], *options.split(), str(corpus)], read_one, custom_mutator=changed)
    atheris.Fuzz()


def finish(probe: Probe) -> NoReturn:
    """Print the account and end the process, whatever would come after."""
    sys.stdout.write(json.dumps(asdict(probe.account)) + "\n")
    sys.stdout.flush()
    os._exit(0)


def main(arguments: Sequence[str]) -> None:
    """Put one reader under fire."""
    is_guided = arguments[-1] == "--guided"
    name, seconds, number, folder = arguments[0], float(arguments[1]), int(arguments[2]), Path(arguments[3])
    watched: Any = nullcontext()
    if is_guided:
        import atheris

        watched = atheris.instrument_imports(include=["glossary.formats"])
    with watched:
        from demands import targets
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds + 600), int(seconds + 610)))
    seeds = [file.read_bytes() for file in sorted((folder / "seeds" / name).iterdir())]
    others = [file.read_bytes() for file in sorted((folder / "seeds").glob("*/*"))]
    probe = Probe(targets()[name], folder, seconds, slowed=WATCHED if is_guided else 1)
    if is_guided:
        guided(probe, seeds, others, number, folder)
    unguided(probe, seeds, others, number)
    finish(probe)


if __name__ == "__main__":
    main(sys.argv[1:])
