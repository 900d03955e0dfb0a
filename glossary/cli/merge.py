"""``glossary merge``: make several concepts one."""

from __future__ import annotations

import click

from glossary.cli.concepts import card
from glossary.cli.params import concept_id
from glossary.cli.session import Session
from glossary.cli.streams import echo


@click.command(name="merge", short_help="Make several concepts one.")
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True, type=concept_id)
@click.option(
    "--revision",
    type=click.IntRange(min=1),
    help="Only if the first is still of this revision, as show --json gives it.",
)
@click.pass_obj
def command(session: Session, ids: tuple[int, ...], revision: int | None) -> None:
    """Make several concepts one, the first: it gets the forms, notes and sightings of the others, and their fields where it has none.

    The others are removed and lead to it. What it has otherwise stays, and what was not taken is told. glossary undo takes it all back.

    \b
    Example: glossary merge c3 c5
    """
    from glossary import termbase

    actor = session.actor
    with session.base(write=True, create=False) as base:
        merged = termbase.merge(base, ids, actor=actor, expected=revision)
    if session.quiet:
        return
    others = ", ".join(f"c{number}" for number in dict.fromkeys(ids) if number != merged.concept.id)
    echo(f"{others}: merged into {merged.concept.label}")
    for line in card(merged.concept, sentences=False):
        echo(line)
    for number, name, value in merged.differences:
        session.note(f"not taken of c{number}: {name} {value}")
