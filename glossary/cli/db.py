"""``glossary db``: care of the term base."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.session import Session, shown_location
from glossary.cli.streams import echo
from glossary.errors import StoreError


@click.group(name="db", short_help="Check, copy, restore or upgrade the term base.")
def command() -> None:
    """Check the term base, copy it, bring it to the schema of this version.

    \b
    Example: glossary db backup before-the-import.db
    """


@command.command()
@click.pass_obj
def verify(session: Session) -> int:
    """Check that the term base is whole; print what is wrong and leave with status 1. Concepts that look like one are noted.

    \b
    Example: glossary db verify
    """
    with session.base(write=False) as base:
        problems = base.verify()
        advice = [] if problems else base.advice()
    for problem in problems:
        session.problem(StoreError(problem))
    if problems:
        return 1
    for line in advice:
        session.note(line)
    if not session.quiet:
        echo(f"{shown_location(session.location)}: no problems")
    return 0


@command.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.pass_obj
def backup(session: Session, file: str) -> None:
    """Write a copy of the term base to FILE, also while others use it; an existing FILE is not overwritten.

    \b
    Example: glossary db backup before-the-import.db
    """
    with session.base(write=False) as base:
        base.backup(Path(file))
    if not session.quiet:
        echo(f"{shown_location(file)}: written")


@command.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.pass_obj
def restore(session: Session, file: str) -> None:
    """Make a term base from the backup FILE, where there is none yet: so a file moves to a server, or back.

    \b
    Example: glossary --db postgresql+psycopg://terms@host/team db restore before-the-import.db
    """
    from glossary import store

    store.restore(file, session.location)
    if not session.quiet:
        echo(f"{shown_location(session.location)}: restored")


@command.command()
@click.pass_obj
def upgrade(session: Session) -> None:
    """Bring the term base to the schema of this version.

    \b
    Example: glossary db upgrade
    """
    from glossary import store

    changed = store.upgrade(session.location)
    if not session.quiet:
        echo(f"{shown_location(session.location)}: {'upgraded' if changed else 'nothing to do'}")
