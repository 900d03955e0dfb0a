"""Writing exports and telling what became of each concept, as export and build do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glossary.cli.session import Session, shown_location
from glossary.cli.streams import plural, table
from glossary.errors import ValueRefused
from glossary.house import House, outward
from glossary.model import term_text

if TYPE_CHECKING:
    from glossary.formats import Options, Profile, Report
    from glossary.store import Base

STANDARD_OUTPUT: Final = Path("-")


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


def write_file(base: Base, path: Path, profile: Profile, options: Options, house: House, *, force: bool) -> Written:
    """Write one file from the term base, its forms preferred as the house does; ``-`` is standard output. Raises EditedExport, FormatError.

    The term base itself is refused (ValueRefused): no *force* is meant to lose it.
    """
    from glossary import formats

    if base.owns(path):
        raise ValueRefused(f"{path}: is the term base itself; name another file")
    concepts = (outward(concept, house) for concept in base.concepts(removed=None))
    if path == STANDARD_OUTPUT:
        sys.stdout.flush()
        return Written(path, formats.write(concepts, profile, sys.stdout.buffer, options), "", True)
    saved = formats.save(
        path,
        lambda out: formats.write(concepts, profile, out, options),
        known=base.export_digest(path),
        force=force,
    )
    return Written(path, saved.result, saved.digest, saved.changed)


def check_scope(session: Session, base: Base) -> None:
    """Note where nothing in the term base is said of the client or project at work: its name may be mistyped."""
    scope = session.house.scope
    if scope is None:
        return
    known = [term_text(name) for name in base.scopes()]
    if scope not in known:
        session.note(f"no preference and no concept is for {scope!r}; known: {', '.join(known) or 'nobody'}")


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
