"""``glossary edit``: change a concept."""

from __future__ import annotations

from typing import Any, Final

import click

from glossary.cli.concepts import card
from glossary.cli.params import concept_id, text
from glossary.cli.session import Session
from glossary.cli.streams import echo
from glossary.model import KINDS, NORMS, ORIGINS, RELATIONS, STATUSES, TERM_TYPES

_CLEARS: Final = "an empty text clears it"


@click.command(name="edit", short_help="Change a concept.")
@click.argument("number", metavar="ID", type=concept_id)
@click.option(
    "--prefer",
    metavar="FORM",
    multiple=True,
    type=text,
    help="Make this the preferred form of its language; a new one is added.",
)
@click.option("--add", metavar="FORM", multiple=True, type=text, help="Add a form.")
@click.option("--admit", metavar="FORM", multiple=True, type=text, help="Make this an admitted form.")
@click.option(
    "--deprecate", metavar="FORM", multiple=True, type=text, help="Make this a form that is not to be written."
)
@click.option("--drop", metavar="FORM", multiple=True, type=text, help="Take this form away.")
@click.option(
    "--prefer-for",
    metavar="SCOPE FORM",
    nargs=2,
    multiple=True,
    type=text,
    help="Make this the form that a client or project prefers; a new one is added.",
)
@click.option(
    "--unprefer-for", metavar="SCOPE", multiple=True, type=text, help="Let a client or project prefer nothing."
)
@click.option(
    "--type",
    metavar="FORM TYPE",
    nargs=2,
    multiple=True,
    type=(text, click.Choice(TERM_TYPES)),
    help=f"What kind of form it is: {', '.join(TERM_TYPES)}.",
)
@click.option("--kind", type=click.Choice(KINDS), help="What it names.")
@click.option("--origin", type=click.Choice(ORIGINS), help="The language that the Chinese form belongs to.")
@click.option("--relation", type=click.Choice(RELATIONS), help="How the two sides are related.")
@click.option("--norm", type=click.Choice(NORMS), help="Which norm says how the Korean form should be.")
@click.option("--status", type=click.Choice(STATUSES), help="What was decided about it.")
@click.option("--restore", is_flag=True, help="Bring a removed concept back.")
@click.option("--part-of", metavar="T", type=text, help=f"The longer name it stands in; {_CLEARS}.")
@click.option("--region", metavar="T", type=text, help=f"Where a place is: CN, TW, HK, KR …; {_CLEARS}.")
@click.option("--scope", metavar="T", type=text, help=f"The client or project it holds for; {_CLEARS}.")
@click.option("--subject", metavar="T", type=text, help=f"The field it belongs to; {_CLEARS}.")
@click.option("--source", metavar="T", type=text, help=f"Where the term comes from; {_CLEARS}.")
@click.option("--note", metavar="T", multiple=True, type=text, help="Add a note that is exported.")
@click.option("--internal", metavar="T", multiple=True, type=text, help="Add a note that is never exported.")
@click.option("--note-on", metavar="FORM T", nargs=2, multiple=True, type=text, help="Add a note on a form.")
@click.option("--definition", metavar="T", type=text, help=f"What it is; {_CLEARS}.")
@click.option("--see", metavar="ID", multiple=True, type=concept_id, help="Refer to another concept.")
@click.option("--unsee", metavar="ID", multiple=True, type=concept_id, help="Refer to it no more.")
@click.option("--drop-note", metavar="T", multiple=True, type=text, help="Take away the note that says this.")
@click.option(
    "--revision", type=click.IntRange(min=1), help="Only if it is still of this revision, as show --json gives it."
)
@click.pass_obj
def command(session: Session, /, number: int, revision: int | None, restore: bool, **changes: Any) -> int:
    """Change a concept: its forms, what it is, its notes. What is changed by hand stands against later runs.

    \b
    Example: glossary edit c17 --prefer 루산 --deprecate 류산 --status approved
    """
    from glossary import termbase

    if not restore and not any(value is not None and value != () for value in changes.values()):
        raise click.UsageError("nothing to change: name at least one option")
    wanted = termbase.Edit(removed=False if restore else None, **changes)
    actor = session.actor
    with session.base(write=True, create=False) as base:
        concept, changed = termbase.edit(base, number, wanted, actor=actor, expected=revision, house=session.house)
        renamed = changed and any((restore, wanted.add, wanted.prefer, wanted.prefer_for, wanted.kind))
        twins = termbase.doubles(base, concept) if renamed else []
    if not session.quiet:
        echo(f"{concept.label}: {'changed' if changed else 'was so already, nothing is changed'}")
        for line in card(concept, sentences=False):
            echo(line)
        for twin, ko, zh in twins:
            session.note(f"c{twin} has {ko} {zh} too; glossary merge c{twin} {concept.label} makes them one concept")
    return 0
