"""``glossary export``: one file from the term base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.exporting import Written, check_languages, check_scope, summary, write_file
from glossary.cli.params import text
from glossary.cli.session import Session
from glossary.errors import StoreError, ValueRefused
from glossary.model import KINDS, ORIGINS, STATUSES

if TYPE_CHECKING:
    from glossary.model import Kind, Origin, Status


@click.command(name="export", short_help="Write one glossary.")
@click.argument("file", type=click.Path())
@click.option(
    "--to",
    "profile_name",
    metavar="PROFILE",
    help="What to write; see glossary formats.  [default: by the name of the file]",
)
@click.option(
    "--source-lang", metavar="L", type=text, default="ko", show_default=True, help="Source language of a CAT profile."
)
@click.option(
    "--target-lang",
    metavar="L",
    type=text,
    help="Target language of a CAT profile: zh-CN, zh-TW …  [default: zh-CN; by the script of glossary.toml]",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Only concepts of this status; may be repeated.",
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only concepts of this kind; may be repeated."
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    type=click.Choice(ORIGINS),
    help="Only concepts of this origin; may be repeated.",
)
@click.option(
    "--unguarded",
    is_flag=True,
    help="Also what CAT and translation profiles hold back: ordinary words, forms of one or two syllables …",
)
@click.option("--with-sentences", "sentences", is_flag=True, help="With the sentences of the documents.")
@click.option(
    "--history", is_flag=True, help="Who made and changed each concept, and when; a TBX file for interchange has it."
)
@click.option("--date", metavar="D", help="The date (YYYY-MM-DD) in the header; without it no date stands in the file.")
@click.option(
    "--force", is_flag=True, help="Overwrite a file that was edited since, or that was not written from this term base."
)
@click.option("--strict", is_flag=True, help="Write nothing where the format cannot hold something of it.")
@click.pass_obj
def command(
    session: Session,
    file: str,
    profile_name: str | None,
    source_lang: str,
    target_lang: str | None,
    statuses: tuple[Status, ...],
    kinds: tuple[Kind, ...],
    origins: tuple[Origin, ...],
    unguarded: bool,
    sentences: bool,
    history: bool,
    date: str | None,
    force: bool,
    strict: bool,
) -> None:
    """Write a glossary to FILE (- for standard output), and tell what was left out, why, and how to have it.

    The same term base gives the same bytes.

    \b
    Example: glossary export wuzhen.tbx --target-lang zh-TW
    """
    from glossary import formats
    from glossary.languages import canonical_tag

    house = session.house
    options = formats.Options(
        source=canonical_tag(source_lang),
        target=canonical_tag(target_lang or house.target),
        statuses=frozenset(statuses) or None,
        kinds=frozenset(kinds) or None,
        origins=frozenset(origins) or None,
        guard=not unguarded,
        scope=house.scope,
        sentences=sentences,
        date=_checked(date),
    )
    path = Path(file)
    profile = formats.profile_for(path, profile_name)
    with session.base(write=False) as base:
        check_languages(base, profile, options)
        check_scope(session, base)
        written = write_file(
            base, path, profile, options, house, history=history, force=force, strict=strict, quiet=session.quiet
        )
    _remember(session, written)
    if not session.quiet:
        for line in summary([written], house, losses=True):
            click.echo(line, err=not written.digest)  # what is no file may be standard output


def _checked(date: str | None) -> str | None:
    """Return *date* where it is one. Raises ValueRefused."""
    from datetime import date as day

    try:
        return None if date is None else day.fromisoformat(date).isoformat()
    except ValueError:
        raise ValueRefused(f"not a date: {date!r}; write it as YYYY-MM-DD") from None


def _remember(session: Session, written: Written) -> None:
    """Note in the term base what was written, so that an edited file is known as such; one that cannot be written to forgets."""
    from glossary import store

    if not written.digest:
        return
    try:
        with store.open(session.location, write=True) as base:
            base.remember_export(written.path, written.digest)
    except StoreError as error:
        session.note(f"{written.path} will not be known as ours: {error}")
