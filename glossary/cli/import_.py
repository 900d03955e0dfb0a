"""``glossary import``: take over what a file says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.session import Session
from glossary.cli.streams import echo, plural
from glossary.errors import FormatError

if TYPE_CHECKING:
    from glossary.formats import Profile
    from glossary.house import House
    from glossary.store import Base
    from glossary.termbase import ImportReport


@click.command(name="import", short_help="Take over what a glossary says.")
@click.argument("file", type=click.Path())
@click.option(
    "--from", "profile_name", metavar="PROFILE", help="What the file is; see glossary formats.  [default: by its name]"
)
@click.option("--dry-run", is_flag=True, help="Say what would be new, changed, the same, in conflict; write nothing.")
@click.option("--update", is_flag=True, help="Where the file says otherwise than the term base, the file wins.")
@click.pass_obj
def command(session: Session, file: str, profile_name: str | None, dry_run: bool, update: bool) -> int:
    """Read a glossary into the term base; what the file does not say stays as it is.

    A concept is known by its uid, else by a Korean and a Chinese form together. Conflicts and what cannot be read are told one by one, the
    rest is taken over, and the status is 1.

    \b
    Example: glossary import exports/glossary.csv --dry-run
    """
    from glossary import formats

    path = Path(file)
    profile = formats.profile_for(path, profile_name)
    actor = session.actor
    _check_readable(path)
    with session.base(write=not dry_run) as base:
        report = _take_over(base, path, profile, actor=actor, house=session.house, dry_run=dry_run, update=update)
    for conflict in report.conflicts:
        session.problem(FormatError(f"{path}: conflict: {conflict}"))
    for problem in report.unreadable:
        session.problem(FormatError(problem))
    if not session.quiet:
        echo(_summary(path, report, dry_run=dry_run))
        if report.conflicts and not update:
            session.note("with --update the file wins where it is in conflict")
    if not session.problems:
        return 0
    return 1 if report.new or report.changed or report.same or report.conflicts else 2


def _check_readable(path: Path) -> None:
    """Refuse a file that cannot be opened before a term base is made for it."""
    try:
        with path.open("rb"):
            pass
    except (OSError, ValueError) as error:
        raise FormatError(f"{path}: {getattr(error, 'strerror', None) or error}".lower()) from None


def _take_over(
    base: Base, path: Path, profile: Profile, *, actor: str, house: House, dry_run: bool, update: bool
) -> ImportReport:
    """Import the file; one that is now wholly in the term base may be written over by the next export."""
    from glossary import formats, termbase

    with path.open("rb") as stream:
        items = formats.read(stream, profile, str(path))
        report = termbase.import_concepts(
            base, items, actor=actor, dry_run=dry_run, update=update, path=str(path), house=house
        )
    digest = formats.digest(path)
    if digest is not None and not (dry_run or report.conflicts or report.unreadable):
        base.remember_export(path, digest)
    return report


def _summary(path: Path, report: ImportReport, *, dry_run: bool) -> str:
    """Return the line that says what became of the file."""
    parts = [
        f"{report.new:,} new",
        f"{report.changed:,} changed",
        f"{report.same:,} the same",
        plural(len(report.conflicts), "conflict"),
    ]
    if report.unreadable:
        parts.append(f"{len(report.unreadable):,} unreadable")
    return f"{path}: {', '.join(parts)}" + ("; nothing is written" if dry_run else "")
