"""``glossary settings``: what holds here, and where it is said."""

from __future__ import annotations

from typing import Any

import click

from glossary.cli.session import Session, shown_location
from glossary.cli.streams import echo, echo_json, table
from glossary.errors import StoreError


@click.command(name="settings", short_help="Show what holds here, and where it is said.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Show which term bases are used, the scope, the house norm, the scopes that the term base knows and who works, each with what says so: an option, the environment, glossary.toml.

    \b
    Example: glossary settings
    """
    held = _held(session)
    if as_json:
        echo_json({name: {"value": value, "from": whence} for name, value, whence in held})
        return
    rows = []
    for name, value, whence in held:
        values = (value or [None]) if isinstance(value, list) else [value]
        for place, one in enumerate(values):
            rows.append(("" if place else name.replace("_", "-"), one or "none", "" if place else whence or ""))
    for line in table(rows, most=40):
        echo(line)


def _held(session: Session) -> list[tuple[str, Any, str | None]]:
    """Return each setting with its value and what says so, None where nothing does."""
    return [
        ("db", [shown_location(place) for place in session.locations], session.location_from),
        *((name, getattr(session.house, name), session.house_from(name)) for name in session.house._fields),
        ("scopes", _known_scopes(session), "the term base"),
        ("user", session.actor, session.actor_from),
    ]


def _known_scopes(session: Session) -> list[str]:
    """Return the clients and projects that the term base knows of; where it cannot be read, say why."""
    try:
        with session.base(write=False) as base:
            return base.scopes()
    except StoreError as error:
        session.note(str(error))
        return []
