"""``glossary collect``: the pairs of documents into the term base."""

from __future__ import annotations

import click

from glossary.cli.collecting import first_of, tell
from glossary.cli.session import Session
from glossary.cli.sources import SOURCES, Reading


@click.command(name="collect", short_help="Take the pairs of documents into the term base.")
@SOURCES
@click.pass_obj
def command(session: Session, sources: tuple[str, ...]) -> int:
    """Take the pairs of documents into the term base, and tell what is new.

    Doing it twice adds nothing and changes nothing; what people added, edited, accepted or removed stays as it is. Pairs that people approved
    are known, alone and inside longer names; what they rejected is not proposed again.

    \b
    Example: glossary collect articles/
    """
    from glossary.collect import collect as collect_documents

    actor = session.actor
    reading = Reading(session, sources)
    documents = first_of(reading.read("collecting", bar=True))
    if documents is None:
        return reading.status()
    with session.base(write=True) as base:
        report = collect_documents(base, documents, actor=actor, command="collect")
    if not session.quiet:
        tell(reading, report)
    return reading.status()
