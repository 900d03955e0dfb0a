"""``glossary remove``: take concepts away, for good as far as the machine is concerned."""

from __future__ import annotations

import click

from glossary.cli.params import concept_id
from glossary.cli.session import Session
from glossary.cli.streams import echo


@click.command(name="remove", short_help="Take concepts away.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=concept_id)
@click.pass_obj
def command(session: Session, ids: tuple[int, ...]) -> None:
    """Take concepts away; all of them or, where one is not there, none. A removed concept is not proposed again.

    It stays known: show and lookup --status removed find it, edit --restore brings it back.

    \b
    Example: glossary remove c17 c23
    """
    from glossary import termbase

    actor = session.actor
    with session.base(write=True, create=False) as base:
        removed = termbase.remove(base, ids, actor=actor)
    if not session.quiet:
        for number in dict.fromkeys(ids):
            echo(f"c{number}: {'removed' if number in removed else 'was removed already'}")
