"""Let processes write to one term base at once, on a file and on a PostgreSQL server, and count what came of it.

    python benchmarks/writers.py [--processes 8] [--seconds 120] [--only sqlite|postgresql] [--json]

Each process does by turns what people and machines do: adds a concept, adds a note to one of a few concepts that all of them edit (from
the revision that it read before; whoever comes second is told and reads again), collects a document with sightings of concepts that others
sight too, undoes its last edit, looks something up. What it was told that is done, it counts. In the end the term base has to hold exactly that:
every concept, every note once, every sighting; `verify` finds nothing, nobody was refused or waited in vain.

Exit status: 0 all counts are exact, 1 one is not.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import servers

from glossary import lookup, store, termbase
from glossary.errors import Conflict
from glossary.model import Document, Note, Pair, Span
from glossary.store.base import Base, Entry, Operation

SHARED: Final = 5
"""Concepts that every process edits."""
_SYLLABLES: Final = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
_HANZI: Final = "山水海江河湖城州县市区镇东西南北中上下大小金银铜铁木火土石田林花草风云雨雪春夏秋冬日月星"


class Worker:
    """One process's share of the work, and what it was told that is done."""

    def __init__(self, base: Base, place: str, number: int) -> None:
        """Work as the user ``w<number>``."""
        self._base = base
        self._place = place
        self._name = f"w{number}"
        self._chance = random.Random(number)
        self.done: Counter[str] = Counter()
        self.notes: list[str] = []
        self.slowest = 0.0

    def run(self, until: float) -> None:
        """Do one thing after the other until the clock says *until*."""
        acts = (self._add, self._note, self._note, self._collect, self._undo, self._look_up)
        while time.time() < until:
            start = time.monotonic()
            self._chance.choice(acts)()
            self.slowest = max(self.slowest, time.monotonic() - start)

    def _word(self, letters: str, count: int) -> str:
        return "".join(self._chance.choice(letters) for _ in range(count))

    def _add(self) -> None:
        """Add a concept that nobody else adds."""
        number = self.done["added"]
        ko, zh = f"{self._word(_SYLLABLES, 3)}{self._name}{number}", f"{self._word(_HANZI, 3)}{self._name}{number}"
        added = termbase.add(self._base, (ko, zh), actor=self._name, kind="place")
        assert not added.existing
        self.done["added"] += 1

    def _note(self) -> None:
        """Add a note to a concept that all edit, from what was read before."""
        there = self._base.concept(self._chance.randrange(SHARED) + 1)
        text = f"{self._name} {self.done['notes']}"
        try:
            with self._base.operation(self._name, "person", "edit") as operation:
                entry = Entry(replace(there, notes=(*there.notes, Note(text))), expected=there.revision)
                self._base.put([entry], operation=operation)
        except Conflict:
            self.done["told"] += 1
            return
        self.done["notes"] += 1
        self.notes.append(text)

    def _collect(self) -> None:
        """Collect a document that sights a concept of its own and one that others sight too."""
        number = self.done["documents"]
        text = f"{self._name} {number}"
        own = f"{self._name}자{number}"
        shared = self._chance.randrange(20)
        forms = ((own, f"{self._name}字{number}"), (f"공유{shared}", f"共有{shared}"))
        pairs = [
            Pair(
                text, Span(at, at + len(ko), ko), Span(at + 20, at + 20 + len(zh), zh), "sino", "zh", "organization", "accept", 0.9,
                f"{text} {at}",
            )
            for at, (ko, zh) in zip((0, 50), forms, strict=True)
        ]  # fmt: skip
        counts = self._base.collect(
            [(Document(text, text), pairs)], operation=Operation(self._name, "machine", "collect")
        )
        self.done["sightings"] += counts.evidence_added
        self.done["documents"] += 1

    def _undo(self) -> None:
        """Undo an edit of one's own."""
        text = f"{self._name} not kept {self.done['undone']}"
        number = self._chance.randrange(SHARED) + 1
        termbase.edit(self._base, number, termbase.Edit(note=(text,)), actor=self._name)
        termbase.edit(self._base, number, termbase.Edit(drop_note=(text,)), actor=self._name)
        self.done["undone"] += 1

    def _look_up(self) -> None:
        """Look a shared concept up, which has to be there whatever the others do."""
        assert lookup.find(self._place, f"모두{self._chance.randrange(SHARED)}")
        self.done["look-ups"] += 1


def work(place: str, number: int, until: float) -> None:
    """Be one of the processes; print what was done."""
    with store.open(place, write=True) as base:
        worker = Worker(base, place, number)
        worker.run(until)
    print(json.dumps({"done": worker.done, "notes": worker.notes, "slowest": round(worker.slowest, 2)}))


def measure(place: str, processes: int, seconds: float) -> dict[str, Any]:
    """Let *processes* write to a new term base at *place*; return the counts and what is wrong with them."""
    with store.open(place, create=True) as base:
        for number in range(SHARED):
            termbase.add(base, (f"모두{number}", f"皆{number}"), actor="first", kind="organization")
    until = time.time() + seconds
    command = [sys.executable, __file__, "--work", place, "--until", str(until)]
    running = [
        subprocess.Popen(
            [*command, "--number", str(number)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        for number in range(processes)
    ]
    ended = [(process.communicate(timeout=seconds + 120), process.returncode) for process in running]
    wrong = [err.strip().splitlines()[-1] for (_, err), status in ended if status]
    reports = [json.loads(out) for (out, _), status in ended if not status]
    done = sum((Counter(report["done"]) for report in reports), Counter[str]())
    with store.open(place) as base:
        wrong += _differences(base, done, [note for report in reports for note in report["notes"]])
    slowest = max((report["slowest"] for report in reports), default=0.0)
    return {"done": dict(sorted(done.items())), "slowest": slowest, "wrong": wrong}


def _differences(base: Base, done: Counter[str], notes: list[str]) -> list[str]:
    """Return a line for each count that is not exact."""
    counts = base.counts()
    kept = [note.text for number in range(SHARED) for note in base.concept(number + 1).notes]
    shared = sum(concept.korean[0].text.startswith("공유") for concept in base.concepts(references=False))
    expected = {
        "concepts": (counts.concepts, SHARED + done["added"] + done["documents"] + shared),
        "documents": (counts.documents, done["documents"]),
        "sightings": (counts.evidence, done["sightings"]),
        "notes": (len(kept), len(notes)),
    }
    wrong = [f"{name}: {there:,} of {told:,}" for name, (there, told) in expected.items() if there != told]
    if sorted(kept) != sorted(notes):
        wrong.append("the notes are not those that were added")
    return wrong + base.verify()


@contextmanager
def _places(only: str | None) -> Iterator[Iterator[tuple[str, str]]]:
    """Give the databases that are there, each with an empty place."""
    with tempfile.TemporaryDirectory(prefix="glossary-writers-") as folder:

        def places() -> Iterator[tuple[str, str]]:
            if only in (None, "sqlite"):
                yield "sqlite", str(Path(folder) / "glossary.db")
            if only in (None, "postgresql"):
                if why := servers.missing():
                    print(f"skipped: postgresql: {why}", file=sys.stderr)
                    return
                with servers.running(durable=True) as server:
                    yield "postgresql", server.place()

        yield places()


def main(arguments: list[str] | None = None) -> int:
    """Run the measurement, or be one of its processes."""
    parser = argparse.ArgumentParser(description="Let processes write to one term base at once.")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--json", action="store_true")
    for hidden, kind in (("--work", str), ("--number", int), ("--until", float)):
        parser.add_argument(hidden, type=kind, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.work:
        work(options.work, options.number, options.until)
        return 0
    wrong = False
    with _places(options.only) as places:
        for name, place in places:
            result = measure(place, options.processes, options.seconds)
            wrong |= bool(result["wrong"])
            if options.json:
                print(json.dumps({"database": name, **result}, ensure_ascii=False))
                continue
            done = ", ".join(f"{count:,} {what}" for what, count in result["done"].items())
            print(
                f"{name}: {options.processes} processes, {options.seconds:g} s: {done}; the longest step took {result['slowest']} s"
            )
            for line in result["wrong"]:
                print(f"  wrong: {line}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
