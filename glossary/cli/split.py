"""``glossary split``: make a concept of its own of some forms."""

from __future__ import annotations

import click

from glossary.cli.concepts import card
from glossary.cli.params import concept_id, text
from glossary.cli.session import Session
from glossary.cli.streams import echo


@click.command(name="split", short_help="Make a concept of its own of some forms.")
@click.argument("number", metavar="ID", type=concept_id)
@click.argument("forms", metavar="FORM...", nargs=-1, required=True, type=text)
@click.option(
    "--revision", type=click.IntRange(min=1), help="Only if it is still of this revision, as show --json gives it."
)
@click.pass_obj
def command(session: Session, number: int, forms: tuple[str, ...], revision: int | None) -> None:
    """Make a concept of its own of some forms, with their sightings; where forms of one language are named, both keep those of the other.

    \b
    Example: glossary split c3 위해
    """
    from glossary import termbase

    actor = session.actor
    with session.base(write=True, create=False) as base:
        parts = termbase.split(base, number, forms, actor=actor, expected=revision)
    if session.quiet:
        return
    echo(f"{parts.left.label}: {parts.made.label} was split from it")
    for concept in (parts.left, parts.made):
        for line in card(concept, sentences=False):
            echo(line)
