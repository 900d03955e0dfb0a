"""``glossary formats``: the profiles, with what each can and cannot carry."""

from __future__ import annotations

import click

from glossary.cli.session import Session
from glossary.cli.streams import echo, echo_json


@click.command(name="formats", short_help="List the formats and what each carries.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """List the profiles that export and import know, the file names that choose them, and what each carries.

    \b
    Example: glossary formats
    """
    from glossary.formats import PROFILES
    from glossary.formats.account import PARTS

    for profile in PROFILES.values():
        if as_json:
            echo_json(
                {
                    "name": profile.name,
                    "title": profile.title,
                    "suffixes": list(profile.suffixes),
                    "audience": profile.audience,
                    "carries": [part for part in PARTS if part in profile.carries],
                    "cannot": list(profile.cannot),
                    "remarks": profile.remarks,
                }
            )
            continue
        echo(f"{click.style(profile.name, bold=True)}  {profile.title}  ({' '.join(profile.suffixes) or '--to'})")
        echo(f"    {profile.remarks}")
        echo(f"    carries: {', '.join(part for part in PARTS if part in profile.carries) or 'the forms alone'}")
        echo(f"    cannot:  {', '.join(profile.cannot) or 'nothing is lost'}")
