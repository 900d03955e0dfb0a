"""``glossary readings``: how forms are read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from glossary.cli.params import text
from glossary.cli.session import Session
from glossary.cli.streams import echo, echo_json, table
from glossary.errors import ValueRefused
from glossary.model import KINDS

if TYPE_CHECKING:
    from glossary.model import Kind
    from glossary.readings.forms import Readings


_NAMES: Final = {
    "zh_hant": "traditional",
    "pinyin": "pinyin",
    "mandarin": "official Hangul",
    "sino": "Sino-Korean",
}


@click.command(name="readings", short_help="Show how forms are read.")
@click.argument("forms", metavar="FORM...", nargs=-1, required=True, type=text)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="Read a Chinese form as this: surnames and places have readings of their own.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One object a line; in each list the preferred reading comes first, `why` has the rules.",
)
@click.pass_obj
def command(session: Session, forms: tuple[str, ...], kind: Kind | None, as_json: bool) -> int:
    """Show how Chinese forms are read in Korean and in pinyin, and what Korean forms could spell, with the rule that gives each candidate.

    \b
    Example: glossary readings 刘广华 单县 류광화
    """
    from glossary.readings.forms import read_form

    shown = 0
    for form in forms:
        try:
            readings = read_form(form, kind=kind)
        except ValueRefused as error:
            session.problem(error)
            continue
        shown += 1
        if as_json:
            echo_json(asdict(readings))
        else:
            _print(readings)
    if not session.problems:
        return 0
    return 1 if shown else 2


def _print(readings: Readings) -> None:
    """Print the readings of one form for people."""
    echo(click.style(readings.form, bold=True))
    rows = [("simplified", readings.zh_hans, "")] if readings.zh_hans else []
    named = ""
    for why in readings.why:
        rows.append(("" if why.of == named else _NAMES[why.of], why.form, why.rule))
        named = why.of
    for line in table(rows, indent="    "):
        echo(line)
    if not rows:
        echo("    no reading")
