"""``glossary history``: who did what, when, from what to what."""

from __future__ import annotations

import click

from glossary.cli import operations
from glossary.cli.params import concept_id, text
from glossary.cli.session import Session
from glossary.cli.streams import echo, echo_json


@click.command(name="history", short_help="Show who changed what, and when.")
@click.argument("number", metavar="[ID]", required=False, type=concept_id)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many operations.")
@click.option("--all", "everything", is_flag=True, help="All of them.")
@click.option("--user", metavar="NAME", type=text, help="Only what this user did.")
@click.option("--json", "as_json", is_flag=True, help="One object a line; times in UTC.")
@click.pass_obj
def command(session: Session, number: int | None, limit: int, everything: bool, user: str | None, as_json: bool) -> int:
    """Show what was done to the term base or to one concept, the newest first: who, when, by which command, before and after.

    Times are local. A large operation is summed up; glossary --verbose history tells all of it, with the books that are kept for undoing.

    \b
    Example: glossary history c17
    """
    with session.base(write=False) as base:
        if number is not None:
            base.concept(number)
        told = base.history(concept=number, actor=user, limit=None if everything else limit, details=session.verbose)
    for done in told:
        if as_json:
            echo_json(operations.record(done))
            continue
        echo(operations.headline(done))
        for line in operations.lines(done):
            echo(f"    {line}")
    if not told and not as_json and not session.quiet:
        session.note("nothing was done yet" if user is None else f"nothing was done by {user}")
    return 0
