"""``glossary build``: the main job, from documents to glossaries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from glossary.cli import collecting, exporting
from glossary.cli.session import Session
from glossary.cli.sources import SOURCES, Reading
from glossary.cli.streams import echo
from glossary.errors import FormatError

if TYPE_CHECKING:
    from glossary.store import Base

FILES: Final = {
    "glossary.tbx": "tbx",
    "glossary.v3.tbx": "tbx-v3",
    "glossary.csv": "csv",
    "glossary.txt": "omegat",
}
"""What a build writes, and the profile of each."""


@click.command(name="build", short_help="Documents to pairs, term base and glossaries: the main job.")
@SOURCES
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False),
    default="exports",
    show_default=True,
    help="Where the glossaries go.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite glossaries that were edited since, or that were not written from this term base.",
)
@click.pass_obj
def command(session: Session, sources: tuple[str, ...], out: str, force: bool) -> int:
    """Take the pairs of documents into the term base and write all glossaries: TBX for CAT tools and for interchange, CSV, OmegaT.

    Doing it twice adds nothing, changes nothing and gives the same files; what people added, edited, accepted or removed stays as it is.

    \b
    Example: glossary build articles/ --out exports
    """
    from glossary.collect import collect as collect_documents

    actor, _ = session.actor, session.house  # both are refused before anything is done
    reading = Reading(session, sources)
    documents = collecting.first_of(reading.read("collecting", bar=True))
    if documents is None:
        return reading.status()
    _check_folder(Path(out))
    with session.base(write=True) as base:
        folder = _folder(out)  # after the term base is opened: where it is refused, no empty folder is left behind
        report = collect_documents(base, documents, actor=actor, command="build")
        if not session.quiet:
            collecting.tell(reading, report)
        exporting.check_scope(session, base)
        written = _write(session, base, folder, force=force)
    if not session.quiet:
        for line in exporting.summary(written, session.house, losses=session.verbose):
            echo(line)
    return max(reading.status(), 1 if len(written) < len(FILES) else 0)


def _check_folder(folder: Path) -> None:
    """Refuse a folder that cannot be made before a term base is made for it. Raises FormatError."""
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        raise FormatError(f"{folder}: cannot be made: {there} is a file")
    if there != folder.absolute() and not os.access(there, os.W_OK | os.X_OK):
        raise FormatError(f"{folder}: cannot be made: nothing may be written in {there}")


def _folder(out: str) -> Path:
    """Return the folder for the glossaries, made where it is not there. Raises FormatError."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FormatError(f"{folder}: cannot be made: {(error.strerror or str(error)).lower()}") from None
    return folder


def _write(session: Session, base: Base, folder: Path, *, force: bool) -> list[exporting.Written]:
    """Write every glossary; one that was edited or cannot be written is told, the others are written all the same.

    Each is remembered as soon as it is there: a build that is cut short leaves no file that the term base does not know.
    """
    from glossary import formats

    written, house = [], session.house
    options = formats.Options(target=house.target, scope=house.scope)
    for name, profile in FILES.items():
        try:
            file = exporting.write_file(base, folder / name, formats.PROFILES[profile], options, house, force=force)
        except FormatError as error:
            session.problem(error)
            continue
        if file.digest:
            base.remember_export(file.path, file.digest)
        written.append(file)
    return written
