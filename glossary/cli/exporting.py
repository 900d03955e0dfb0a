"""Writing exports and telling what became of each concept, as export and build do."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from glossary.cli.session import shown_location
from glossary.cli.streams import echo, plural

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

    def lines(self) -> list[str]:
        """Return what is told of the file: its size, and everything left out with the reason and the remedy."""
        state = "" if self.changed else ", unchanged"
        report = self.report
        head = f"{shown_location(str(self.path))}: {plural(report.concepts, 'concept')}, {plural(report.entries, 'entry', 'entries')}{state}"
        return [head, *(f"    {line}" for line in report.lines())]


def write_file(base: Base, path: Path, profile: Profile, options: Options, *, force: bool) -> Written:
    """Write one file from the term base; ``-`` is standard output. Raises EditedExport, FormatError."""
    from glossary import formats

    concepts = base.concepts(removed=None)
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


def tell(files: list[Written]) -> None:
    """Print what was written; reasons that a file shares with the one before it are not repeated."""
    told: list[str] = []
    for file in files:
        head, *reasons = file.lines()
        echo(head)
        if reasons != told:
            for reason in reasons:
                echo(reason)
        told = reasons
