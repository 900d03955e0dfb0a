"""Concepts by the million out of a pool of some thousands, and a clock that stands while they are made.

The pool is made once, in a process of its own (`invented.py` loads opencc and the readings), selected for its profile, and pickled. Each side of
`exchange.py` goes through it over and over; every turn gives each concept another number and uid and each form another ending, so that no form
comes twice and nothing can be remembered from the last turn. They come in pieces, and each piece is ready before the clock goes on: what it
costs to make them and to let them go is in no figure of speed, what they take is in the memory of either side.
"""

from __future__ import annotations

import gc
import pickle
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from glossary.model import Concept, Term

SIZE: Final = 20_000
"""Concepts of a pool."""
PIECE: Final = 500
"""Concepts that are made before the clock goes on."""
_ENDINGS: Final = {"ko": 0xAC00, "zh": 0x4E00}
"""By primary language: the character that the first turn puts behind a form; the next ones follow."""

Item = TypeVar("Item")


class Clock:
    """Processor seconds (user and system) of this process, without those that pass while something is made ready."""

    def __init__(self) -> None:
        self._start = time.process_time()
        self._stopped = 0.0

    def seconds(self) -> float:
        """Return what has passed."""
        return time.process_time() - self._start - self._stopped

    def ready(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield *items*, made in pieces while the clock stands."""
        for piece in self.pieces(items):
            yield from piece

    def pieces(self, items: Iterable[Item]) -> Iterator[list[Item]]:
        """Yield *items* in pieces, each made while the clock stands."""
        items = iter(items)
        piece: list[Item] = []
        while True:
            start = time.process_time()
            piece.clear()  # or whoever has the list would let its items go while the clock goes
            piece = list(islice(items, PIECE))
            self._stopped += time.process_time() - start
            if not piece:
                return
            yield piece


def make(path: Path, profile: str, size: int) -> None:
    """Write the pool of those who go out by *profile* to *path*: invented concepts, in the order of a file."""
    from invented import entries

    from glossary.formats import PROFILES, Options, select

    everyone = Options(guard=False, statuses=frozenset(("candidate", "auto", "approved")))
    concepts = select([entry.concept for entry in entries(size)], PROFILES[profile].audience, everyone).concepts
    path.write_bytes(pickle.dumps(concepts, pickle.HIGHEST_PROTOCOL))


def concepts(path: Path, count: int) -> Iterator[Concept]:
    """Yield *count* concepts out of the pool at *path*, no two with a form, number or uid in common but those that share one in the pool."""
    pool: list[Concept] = pickle.loads(path.read_bytes())
    gc.collect()
    gc.freeze()  # or the collector would go through the pool again and again, on either side
    for number in range(count):
        turn, place = divmod(number, len(pool))
        yield _varied(pool[place], number, turn)


def _varied(concept: Concept, number: int, turn: int) -> Concept:
    return Concept(
        f"{number:08x}{concept.uid[8:]}",
        concept.kind,
        concept.origin,
        concept.relation,
        concept.status,
        tuple([_with_ending(term, turn) for term in concept.terms]),
        number + 1,
        seen=concept.seen,
        documents=concept.documents,
    )


def _with_ending(term: Term, turn: int) -> Term:
    first = _ENDINGS.get(term.language[:2])
    return Term(
        term.language,
        term.text + chr(first + turn) if first else f"{term.text} {turn}",
        term.status,
        term.type,
        term.derived,
        term.flags,
        f"{term.reading} {turn}" if term.reading else None,
        seen=term.seen,
    )


def peak() -> float:
    """Return the largest resident set of this process in MiB, without that of the one that started it where the system tells them apart."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":  # python benchmarks/pool.py FILE PROFILE SIZE
    make(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
