"""``glossary build``: the main job, from documents to glossaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from glossary.cli import collecting, exporting
from glossary.cli.session import Session
from glossary.cli.sources import SOURCES, Reading
from glossary.cli.streams import echo
from glossary.errors import EditedExport, FormatError

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
    from glossary import pipeline

    actor = session.actor
    reading = Reading(session, sources)
    documents = collecting.first_of(reading.read("collecting", bar=True))
    if documents is None:
        return reading.status()
    folder = _folder(out)
    with session.base(write=True) as base:
        report = pipeline.collect(base, documents, actor=actor, command="build")
        if not session.quiet:
            collecting.tell(reading, report)
        written = _write(session, base, folder, force=force)
    if not session.quiet:
        for line in exporting.summary(written, losses=session.verbose):
            echo(line)
    return max(reading.status(), 1 if len(written) < len(FILES) else 0)


def _folder(out: str) -> Path:
    """Return the folder for the glossaries, made where it is not there. Raises FormatError."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FormatError(f"{folder}: cannot be made: {(error.strerror or str(error)).lower()}") from None
    return folder


def _write(session: Session, base: Base, folder: Path, *, force: bool) -> list[exporting.Written]:
    """Write every glossary; one that was edited is told and left as it is, the others are written all the same."""
    from glossary import formats

    written = []
    for name, profile in FILES.items():
        try:
            written.append(
                exporting.write_file(base, folder / name, formats.PROFILES[profile], formats.Options(), force=force)
            )
        except EditedExport as error:
            session.problem(error)
    base.remember_exports({str(file.path): file.digest for file in written})
    return written
