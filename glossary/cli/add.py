"""``glossary add``: a concept by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from glossary.cli.concepts import card
from glossary.cli.params import text
from glossary.cli.session import Session, shown_location
from glossary.cli.streams import echo
from glossary.model import KINDS, STATUSES

if TYPE_CHECKING:
    from glossary.model import Kind, Status
    from glossary.termbase import Added


@click.command(name="add", short_help="Add a concept by hand.")
@click.argument("forms", metavar="FORM FORM...", nargs=-1, required=True, type=text)
@click.option("--kind", type=click.Choice(KINDS), help="What it names.  [default: term, until a document says more]")
@click.option("--status", type=click.Choice(STATUSES), help="[default: approved]")
@click.option("--note", metavar="T", type=text, help="A note that is exported.")
@click.option("--internal", metavar="T", type=text, help="A note that is never exported.")
@click.option("--definition", metavar="T", type=text, help="What it is; exported.")
@click.option("--source", metavar="T", type=text, help="Where the term comes from.")
@click.option("--subject", metavar="T", type=text, help="The field it belongs to.")
@click.option("--join", is_flag=True, help="Take an equal Chinese form alone for the same concept.")
@click.option(
    "--apart", is_flag=True, help="Make a new concept beside one that is written the same: another thing of that name."
)
@click.pass_obj
def command(
    session: Session,
    forms: tuple[str, ...],
    kind: Kind | None,
    status: Status | None,
    note: str | None,
    internal: str | None,
    definition: str | None,
    source: str | None,
    subject: str | None,
    join: bool,
    apart: bool,
) -> None:
    """Add a concept with Korean and Chinese forms in any order; they are told apart by script, the first of each is preferred.

    Where it is there already, it is that one: it is approved, and gets the forms and notes that are new in it, and what it lacks of the rest.

    \b
    Example: glossary add 칭다오 青岛 --kind place
    """
    from glossary import termbase

    if join and apart:
        raise click.UsageError("--join makes one of them and --apart two: give one or the other")
    actor = session.actor
    elsewhere = _elsewhere(session, forms)
    with session.base(write=True) as base:
        added = termbase.add(
            base,
            forms,
            actor=actor,
            kind=kind,
            status=status,
            note=note,
            internal=internal,
            definition=definition,
            source=source,
            subject=subject,
            join=join,
            apart=apart,
        )
    if not session.quiet:
        echo(_outcome(added))
        for line in card(added.concept, sentences=False):
            echo(line)
        if added.refused:
            session.note(_refusal(added))
        if others := [number for number in added.homographs if number not in added.joinable]:
            session.note("written the same, and something else: " + ", ".join(f"c{number}" for number in others))
        if added.joinable:
            session.note(_offer(added))
        for told in elsewhere:
            session.note(told)


def _elsewhere(session: Session, forms: tuple[str, ...]) -> list[str]:
    """Return a line for each further term base that has the same; all of them are read before anything is written."""
    from glossary import store, termbase

    told = []
    for location in session.locations[1:]:
        with store.open(location) as base:
            numbers = termbase.having(base, forms)
        if numbers:
            told.append(f"{shown_location(location)} has it too: {', '.join(f'c{number}' for number in numbers)}")
    return told


def _outcome(added: Added) -> str:
    """Say what adding did."""
    if not added.existing:
        return f"{added.concept.label}: added"
    fresh = (*added.forms, *added.stored)
    new_in_it = f"; new in it: {', '.join(fresh)}" if fresh else ""
    if added.was is not None:
        return f"{added.concept.label}: was there as {added.was}, and is {added.concept.status} now{new_in_it}"
    if fresh:
        return f"{added.concept.label}: was there already{new_in_it}"
    return f"{added.concept.label}: was there already, nothing is new"


def _offer(added: Added) -> str:
    """Say what has the same Chinese form, and how it becomes one with what was added."""
    ids, own = [f"c{number}" for number in added.joinable], [added.concept.label]
    have = "have" if len(ids) > 1 else "has"
    merged = own + ids if added.existing and added.concept.seen else ids + own  # the first one stays: what was seen
    return f"{', '.join(ids)} {have} the same Chinese form; glossary merge {' '.join(merged)} makes them one concept"


def _refusal(added: Added) -> str:
    """Say what an existing concept did not take, and how it is changed."""
    options = " ".join(f"--{name} …" for name in added.refused)
    names = " and ".join(added.refused)
    return f"{added.concept.label} has another {names}, which stays; glossary edit {added.concept.label} {options} changes it"
