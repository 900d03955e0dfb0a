"""``glossary stats``: how much the term base holds, and of what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import click

from glossary.cli.session import Session
from glossary.cli.streams import echo, echo_json, table

_GROUPS: Final = {
    "by_kind": "kind",
    "by_status": "status",
    "by_relation": "relation",
    "by_origin": "origin",
    "by_how": "source of the evidence",
}


@click.command(name="stats", short_help="Count what the term base holds.")
@click.option("--json", "as_json", is_flag=True, help="One object with every count.")
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Count concepts by kind, status, relation and origin, and the evidence by where it comes from.

    \b
    Example: glossary stats
    """
    with session.base(write=False) as base:
        counts = asdict(base.counts())
    if as_json:
        echo_json(counts)
        return
    totals = [(name, f"{number:,}") for name, number in counts.items() if isinstance(number, int)]
    for line in table(totals, right=(1,)):
        echo(line)
    for group, title in _GROUPS.items():
        if counts[group]:
            echo(f"\n{title}")
            rows = sorted(counts[group].items(), key=lambda item: (-item[1], item[0]))
            for line in table([(name, f"{number:,}") for name, number in rows], right=(1,), indent="  "):
                echo(line)
