"""Writing exports and telling what became of each concept, as export and build do."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from glossary.cli.progress import Progress
from glossary.cli.session import Session, shown_location
from glossary.cli.streams import plural, table
from glossary.errors import FormatError, ValueRefused
from glossary.house import House, outward
from glossary.model import Concept, Transaction, term_text

if TYPE_CHECKING:
    from glossary.formats import Options, Profile, Report
    from glossary.store import Base

STANDARD_OUTPUT: Final = Path("-")
_PIECE: Final = 1_000
"""Concepts whose transactions are fetched at once."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file: what went into it, its digest ("" for what is no file), and whether it is new or different."""

    path: Path
    report: Report
    digest: str
    changed: bool

    @property
    def size(self) -> str:
        """How much there is in it: ``21 concepts, 22 entries``."""
        state = "" if self.changed else ", unchanged"
        return f"{plural(self.report.concepts, 'concept')}, {plural(self.report.entries, 'entry', 'entries')}{state}"

    def account(self, *, losses: bool) -> tuple[str, ...]:
        """Return a line for each reason why concepts were left out; with *losses* also for what the written ones lost."""
        return tuple(self.report.lines(losses=losses))


@dataclass(frozen=True, slots=True)
class _Outward:
    """The concepts of a term base as the house shows them, in the order of a file; gone through as often as a writer has to.

    With *history* the transactions of those that come next are at hand.
    """

    base: Base
    house: House
    total: int
    references: bool
    shown: bool
    history: bool
    _transactions: dict[int, list[Transaction]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Concept]:
        with Progress("export", self.total, shown=self.shown) as progress:
            for concept in self._concepts():
                yield outward(concept, self.house)
                progress.advance(1)

    def _concepts(self) -> Iterator[Concept]:
        concepts = self.base.concepts(removed=None, references=self.references, by_form=True)
        if not self.history:
            yield from concepts
            return
        while piece := list(islice(concepts, _PIECE)):
            self._transactions.clear()
            self._transactions.update(self.base.transactions([concept.id for concept in piece if concept.id]))
            yield from piece

    def transactions_of(self, concept: Concept) -> Sequence[Transaction]:
        """Return who made and changed the concept that was yielded last, and when."""
        return self._transactions[concept.id or 0]


def write_file(
    base: Base,
    path: Path,
    profile: Profile,
    options: Options,
    house: House,
    *,
    history: bool = False,
    force: bool = False,
    strict: bool = False,
    quiet: bool = False,
) -> Written:
    """Write one file from the term base, its forms preferred as the house does; ``-`` is standard output. Raises EditedExport, FormatError.

    The term base itself is refused (ValueRefused): no *force* is meant to lose it; *history* where the format has no place for it is so, too. With *strict* nothing is written where the format cannot hold
    something (FormatError).
    """
    from glossary import formats

    if base.owns(path):
        raise ValueRefused(f"{path}: is the term base itself; name another file")
    if history and not profile.history:
        able = ", ".join(one.name for one in formats.PROFILES.values() if one.history)
        raise ValueRefused(f"{profile.name} has no place for who changed what; leave out --history, or take {able}")

    def write(out: BinaryIO) -> Report:
        with base.unchanging():
            report = formats.write(concepts, profile, out, options)
        if strict and report.losses:
            raise FormatError(
                f"{profile.name} cannot hold {', '.join(report.losses)}; nothing was written: leave out --strict, or take another profile (jsonl holds everything)"
            )
        return report

    counts = base.counts()
    references = options.sentences or "references" in profile.carries
    concepts = _Outward(base, house, counts.concepts + counts.removed, references, not quiet, history)
    if history:
        options = replace(options, history=concepts.transactions_of)
    if path == STANDARD_OUTPUT:
        return Written(path, _to_standard_output(write, held_back=strict), "", True)
    saved = formats.save(path, write, known=base.export_digest(path), force=force)
    return Written(path, saved.result, saved.digest, saved.changed)


def _to_standard_output(write: Callable[[BinaryIO], Report], *, held_back: bool) -> Report:
    """Write to standard output, *held_back* until all of it is there."""
    sys.stdout.flush()
    if not held_back:
        return write(sys.stdout.buffer)
    with tempfile.TemporaryFile() as draft:
        report = write(draft)
        draft.seek(0)
        shutil.copyfileobj(draft, sys.stdout.buffer)
        return report


def check_scope(session: Session, base: Base) -> None:
    """Note where nothing in the term base is said of the client or project at work: its name may be mistyped."""
    scope = session.house.scope
    if scope is None:
        return
    known = [term_text(name) for name in base.scopes()]
    if scope not in known:
        session.note(f"no preference and no concept is for {scope!r}; known: {', '.join(known) or 'nobody'}")


def check_languages(base: Base, profile: Profile, options: Options) -> None:
    """Refuse two languages that are one, or one that no concept has. Raises ValueRefused. A file for interchange has them all."""
    from glossary.formats.selection import tags

    if profile.audience == "interchange":
        return
    if tags(options.source) == tags(options.target):
        raise ValueRefused(
            f"{options.source} and {options.target} are one language; name two with --source-lang and --target-lang"
        )
    counts = base.languages()
    for tag in (options.source, options.target):
        if counts and counts.keys().isdisjoint(tags(tag)):
            there = ", ".join(f"{language} ({count:,})" for language, count in counts.items())
            raise ValueRefused(f"no concept has a form in {tag}; the term base has {there}")


def summary(files: Sequence[Written], house: House, *, losses: bool) -> list[str]:
    """Return what is told of *files*: the size of each, by what rules of the house, and once for all files that share it what was left out and why."""
    lines = table((shown_location(str(file.path)), file.size) for file in files)
    if told := house.told():
        lines.append(f"settings: {told}")
    accounts: dict[tuple[str, ...], list[str]] = {}
    for file in files:
        accounts.setdefault(file.account(losses=losses), []).append(shown_location(file.path.name))
    for account, names in accounts.items():
        if account:
            lines += [f"{', '.join(names)}:", *(f"    {reason}" for reason in account)]
    return lines
