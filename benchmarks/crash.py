"""Kill commands at random moments, and look at what they leave.

    python benchmarks/crash.py [--kills 500] [--seed N] [--json]

Before each kill a command runs to its end on a copy of the term base: that tells how long it takes and what it makes. Then it runs on the
term base itself and is killed (SIGKILL) at a moment drawn from that time. Afterwards `verify` has to find nothing; a command of one
transaction (import, merge, undo, edit) has left the term base as it was or as the copy is, and as the copy is if it said that it was done;
`collect` has each document whole or not at all, and run again ends where the copy is; of the decisions of `review`, every one that
was acknowledged is there, and at most one more.

The commands run in forked processes, so that the moments fall into their work and not into the start of the interpreter. POSIX only.

Exit status: 0 nothing was lost or left half, 1 something was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, NoReturn
from uuid import UUID

from glossary import cli, store
from glossary.store import schema

_SYLLABLES: Final = (
    "가나다라마바사아자차카타파하거너더러머버서어저처고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치"
)
_HANZI: Final = "山水海江河湖城州县市区镇东西南北中上下大小金银铜铁木火土石田林花草风云雨雪春夏秋冬日月星光明和平安康"
_FEW: Final = 5
"""Concepts under which there is nothing to work on."""
_FRESH: Final = 25
"""Rounds after which a new term base is begun; until then each command works on what the killed ones left."""

State = dict[str, list[tuple[Any, ...]]]
"""Every row of a term base by table, but for the clock."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line to be killed, and what it reads from its standard input."""

    kind: str
    arguments: tuple[str, ...]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status, None where it was killed, what it printed, how long it took."""

    status: int | None
    out: str
    seconds: float


@dataclass(slots=True)
class Tally:
    """What came of the kills, by kind: cut off, or done before; and what was wrong."""

    cut: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many commands were killed or ended just before."""
        return self.cut.total() + self.done.total()


class Scene:
    """A term base, and commands to be killed over it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        """Make a term base in *folder*."""
        self._folder = folder
        self._chance = chance
        self._number = 0
        self.base = folder / "glossary.db"
        self.twin = folder / "twin.db"
        made = run(self.base, self._collect())
        if made.status != 0:
            raise RuntimeError(f"no term base to begin with: {made}")

    def command(self) -> Command:
        """Return a command that would change something."""
        self._number += 1
        if len(self._living()) < _FEW:  # all was merged or undone
            return self._collect()
        kinds = (self._collect, self._import, self._merge, self._undo, self._edit, self._review)
        return self._chance.choice(kinds)()

    def _collect(self) -> Command:
        """Articles that are new, and some that speak of what is known."""
        folder = self._folder / f"articles {self._number}"
        folder.mkdir()
        for number in range(8):
            pairs = [self._pair() for _ in range(self._chance.randrange(1, 9))]
            text = "".join(f"중국 {ko}({zh})시와 검은{ko[:2]}({zh[::-1]})를 보았다.\n" for ko, zh in pairs)
            (folder / f"{number}.txt").write_text(f"{self._number} {number}\n{text}", encoding="utf-8")
        return Command("collect", ("collect", str(folder)))

    def _pair(self) -> tuple[str, str]:
        from glossary.readings.hanja import sino_forms

        zh = "".join(self._chance.choices(_HANZI, k=2))
        return next(iter(sino_forms(zh)), "가나"), zh

    def _import(self) -> Command:
        """A file that adds concepts and changes one."""
        file = self._folder / f"{self._number}.jsonl"
        lines = []
        for number in range(self._chance.randrange(1, 60)):
            ko = f"{''.join(self._chance.choices(_SYLLABLES, k=3))}{number}"
            zh = f"{''.join(self._chance.choices(_HANZI, k=3))}{number}"
            terms = [
                {"lang": "ko", "text": ko, "status": "preferred"},
                {"lang": "zh", "text": zh, "status": "preferred"},
            ]
            uid = str(UUID(int=self._chance.getrandbits(128), version=4))
            lines.append(
                json.dumps({"uid": uid, "kind": "place", "status": "approved", "terms": terms}, ensure_ascii=False)
            )
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return Command("import", ("import", str(file)))

    def _living(self) -> list[str]:
        with store.open(self.base) as base:
            return [concept.label for concept in base.concepts(references=False)]

    def _merge(self) -> Command:
        return Command("merge", ("merge", *self._chance.sample(self._living(), self._chance.randrange(2, _FEW))))

    def _undo(self) -> Command:
        return Command("undo", ("undo", "--any"))

    def _edit(self) -> Command:
        return Command(
            "edit", ("edit", self._chance.choice(self._living()), "--note", f"적요 {self._number}", "--subject", "지리")
        )

    def _review(self) -> Command:
        return Command("review", ("review",), "".join(self._chance.choices("aaarrs", k=12)))


def kill(scene: Scene, chance: random.Random, tally: Tally) -> None:
    """Kill one command, and look at what it left."""
    command = scene.command()
    copy(scene.base, scene.twin)
    whole = run(scene.twin, command)
    before, after = state(scene.base), state(scene.twin)
    if whole.status != 0 or before == after:  # it was refused, or had nothing to do
        return
    cut = run(scene.base, command, within=chance.uniform(0, whole.seconds * 1.05))
    (tally.cut if cut.status is None else tally.done)[command.kind] += 1
    with store.open(scene.base) as base:
        wrong = base.verify()
    there = state(scene.base)
    if command.kind == "collect":
        wrong += _half_documents(before, after, there)
        if run(scene.base, command).status != 0 or exported(scene.base) != exported(scene.twin):
            wrong.append("collecting again does not end where it would have ended")
    elif command.kind == "review":
        wrong += _lost_decisions(before, after, there, cut)
    elif there != after and (cut.status == 0 or cut.out or there != before):
        tables = ", ".join(name for name in there if there[name] not in (before[name], after[name])) or "several tables"
        wrong.append(
            f"is not done, though it said so: {tables}" if cut.status == 0 or cut.out else f"is half done: {tables}"
        )
    tally.wrong += [f"{command.kind} {' '.join(command.arguments)}: {line}" for line in wrong]


def _half_documents(before: State, after: State, there: State) -> list[str]:
    """Return a line for each document that is neither as before nor as it was to be."""

    def sightings(state: State) -> dict[str, list[object]]:
        digests = {row[0]: row[1] for row in state["document"]}
        found: dict[str, list[object]] = {digest: [] for digest in digests.values()}
        for row in state["evidence"]:
            found[digests[row[1]]].append(row[4])
        return {digest: sorted(each, key=str) for digest, each in found.items()}

    was, wanted, now = sightings(before), sightings(after), sightings(there)
    return [
        f"document {digest[:8]} is half there"
        for digest in now
        if now[digest] not in (was.get(digest), wanted.get(digest))
    ]


def _lost_decisions(before: State, after: State, there: State, cut: Ended) -> list[str]:
    """Return a line where decisions that were acknowledged are not there, or others are."""

    def statuses(state: State) -> dict[int, str]:
        return {row[0]: row[5] for row in state["concept"]}

    was, wanted, now = statuses(before), statuses(after), statuses(there)
    decided = {number for number in now if now[number] != was[number]}
    told = sum(line.endswith((": accepted", ": rejected")) for line in cut.out.splitlines())
    wrong = [f"c{number} was decided otherwise" for number in sorted(decided) if now[number] != wanted[number]]
    if not told <= len(decided) <= told + 1:
        wrong.append(f"{told} decisions were acknowledged, {len(decided)} are there")
    return wrong


def run(base: Path, command: Command, *, within: float | None = None) -> Ended:
    """Run a command over *base* in a process of its own; kill it after *within* seconds, if it still runs."""
    out, keys = base.with_name("out"), base.with_name("keys")
    keys.write_text(command.keys, encoding="utf-8")
    out.write_text("", encoding="utf-8")  # what the command before it said is not of this one
    start = time.monotonic()
    process = os.fork()
    if not process:
        _be(base, command, out, keys)
    status: int | None = None
    if within is None:
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    else:
        time.sleep(within)
        os.kill(process, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        status = None if code == -signal.SIGKILL else code
    return Ended(status, out.read_text(encoding="utf-8", errors="replace"), time.monotonic() - start)


def _be(base: Path, command: Command, out: Path, keys: Path) -> NoReturn:
    """Be the process of a command."""
    status = 70
    try:
        with (
            out.open("w", encoding="utf-8", buffering=1) as printed,
            keys.open(encoding="utf-8") as read,
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        ):
            os.dup2(read.fileno(), 0)
            sys.stdin, sys.stdout, sys.stderr = read, printed, nowhere
            status = cli.run(["--db", str(base), "--user", "검사", *command.arguments])
    finally:
        os._exit(status)


def copy(base: Path, twin: Path) -> None:
    """Copy a term base with all that it has in its log."""
    for suffix in ("", "-wal", "-shm"):
        twin.with_name(twin.name + suffix).unlink(missing_ok=True)
    with store.open(base) as opened:
        opened.backup(twin)


def state(base: Path) -> State:
    """Return every row of a term base, but for the clock and for what was exported or read where."""
    found: State = {}
    with closing(sqlite3.connect(base)) as connection:
        for table in schema.metadata.sorted_tables:
            if table is schema.written_export:
                continue
            columns = ", ".join(
                column.name for column in table.columns if (table.name, column.name) != ("operation", "at")
            )
            found[table.name] = sorted(connection.execute(f"SELECT {columns} FROM {table.name}").fetchall(), key=repr)
    return found


def exported(base: Path) -> list[str]:
    """Return what is exported of a term base, whatever numbers its concepts have."""
    with store.open(base) as opened:
        concepts = [replace(concept, id=None, revision=1) for concept in opened.concepts(removed=None)]
    return sorted(map(repr, concepts))


def main(arguments: list[str] | None = None) -> int:
    """Kill as often as asked; print what came of it."""
    parser = argparse.ArgumentParser(description="Kill commands at random moments, and look at what they leave.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    chance, tally = random.Random(options.seed), Tally()
    while tally.kills < options.kills:
        with tempfile.TemporaryDirectory(prefix="glossary-crash-") as folder:
            scene = Scene(Path(folder), chance)
            until = min(tally.kills + _FRESH, options.kills)
            while tally.kills < until:
                kill(scene, chance, tally)
    if options.json:
        print(json.dumps({"cut": tally.cut, "done": tally.done, "wrong": tally.wrong}, ensure_ascii=False))
    else:
        for kind in sorted(tally.cut | tally.done):
            print(f"{kind:<8} {tally.cut[kind]:>4} cut off, {tally.done[kind]:>4} done before")
        print(f"{tally.kills} kills, {len(tally.wrong)} wrong")
        for line in tally.wrong:
            print(f"  wrong: {line}")
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main())
