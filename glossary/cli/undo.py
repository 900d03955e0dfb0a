"""``glossary undo``: take an operation back."""

from __future__ import annotations

import click

from glossary.cli import operations
from glossary.cli.params import operation_number
from glossary.cli.session import Session
from glossary.cli.streams import echo


@click.command(name="undo", short_help="Take back what was done.")
@click.argument("operation", required=False, type=operation_number)
@click.option("--any", "any_actor", is_flag=True, help="What others did too.")
@click.option("--dry-run", is_flag=True, help="Say what would be undone; write nothing.")
@click.pass_obj
def command(session: Session, operation: int | None, any_actor: bool, dry_run: bool) -> None:
    """Take back the operation of this number, as glossary history shows it; without one, the last of your own that stands.

    All of an operation is undone or, where later changes stand in the way, nothing. To undo the number of an undo brings back what it
    took back.

    \b
    Example: glossary undo --dry-run
    """
    from glossary import termbase

    actor = session.actor
    with session.base(write=True, create=False) as base:
        undone = termbase.undo(base, operation, actor=actor, any_actor=any_actor, dry_run=dry_run)
    if session.quiet:
        return
    what = f"operation {operations.headline(undone.what)}"
    echo(f"{what}: would be undone, nothing is written" if dry_run else f"{what}: undone by operation {undone.by.id}")
    for line in operations.lines(undone.by):
        echo(f"    {line}")
