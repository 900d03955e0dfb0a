"""``glossary import``: take over what a file says."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from glossary.cli.params import text
from glossary.cli.progress import Progress
from glossary.cli.session import Session, shown_location
from glossary.cli.streams import echo, echo_json, plural
from glossary.errors import FormatError
from glossary.model import STATUSES

if TYPE_CHECKING:
    from glossary.formats import Incoming, Problem
    from glossary.model import Status
    from glossary.store import Base
    from glossary.termbase import Finding, ImportReport
    from glossary.termbase.comparing import Tell
    from glossary.termbase.findings import Told
    from glossary.termbase.matching import Match

MATCHES: Final = ("auto", "uid", "term", "new")
STANDARD_INPUT: Final = Path("-")
_STEP: Final = 100
"""Lines after which the bar may move."""


@click.command(name="import", short_help="Take over what a glossary says.")
@click.argument("file", type=click.Path())
@click.option(
    "--from", "profile_name", metavar="PROFILE", help="What the file is; see glossary formats.  [default: by its name]"
)
@click.option("--dry-run", is_flag=True, help="Say what would be new, changed, the same, in conflict; write nothing.")
@click.option("--list", "listed", is_flag=True, help="Name every concept that is new or changes, and how.")
@click.option("--json", "as_json", is_flag=True, help="What becomes of each line of the file, one object a line.")
@click.option("--update", is_flag=True, help="Where the file says otherwise than the term base, the file wins.")
@click.option("--strict", is_flag=True, help="Import nothing unless all of the file can be: no conflict, all readable.")
@click.option(
    "--match",
    type=click.Choice(MATCHES),
    default="auto",
    show_default=True,
    help="Concepts are known by their uid, else by their forms; by the uid alone; by the forms alone; or not: each is new.",
)
@click.option(
    "--status",
    type=click.Choice(STATUSES),
    default="approved",
    show_default=True,
    help="Of new concepts whose status the file does not say; candidates wait for glossary review.",
)
@click.option("--source-lang", metavar="L", type=text, help="Take forms of this language only: ko, zh-CN, zh-TW …")
@click.option("--target-lang", metavar="L", type=text, help="And of this one; where both are given, of no other.")
@click.pass_obj
def command(
    session: Session,
    file: str,
    profile_name: str | None,
    dry_run: bool,
    listed: bool,
    as_json: bool,
    update: bool,
    strict: bool,
    match: Match,
    status: Status,
    source_lang: str | None,
    target_lang: str | None,
) -> int:
    """Read a glossary (- for standard input) into the term base, all in one operation; what the file does not say stays as it is.

    A concept is known by its uid, else by a Korean and a Chinese form together, or as another reading of its Chinese form. Conflicts and what
    cannot be read are told with their lines, the rest is taken over, and the status is 1. What is not kept of an entry, or stands beside the
    entries, is told as a note.

    \b
    Example: glossary import exports/glossary.csv --dry-run
    """
    from glossary import formats, termbase

    path = Path(file)
    profile = formats.profile_for(path, profile_name)
    actor, house = session.actor, session.house
    rules = termbase.Rules(match, status, strict, source_lang, target_lang)
    remark = (lambda line: session.problem(FormatError(line))) if strict else session.note
    tell = _teller(session, remark, listed=listed or session.verbose, as_json=as_json)
    with _opened(path) as stream, _bar(stream, shown=not session.quiet and tell is None) as bar:
        # The first item is read before a term base is made for it: a file of another kind leaves nothing behind.
        items = _watched(formats.read(stream, profile, str(path)), stream, bar)
        first = next(items, None)
        read = chain([] if first is None else [first], items)
        with _base(session, dry_run=dry_run) as base:
            report = termbase.import_concepts(
                base,
                read,
                actor=actor,
                dry_run=dry_run,
                update=update,
                path=str(path),
                house=house,
                rules=rules,
                tell=tell,
            )
            if report.is_whole and not (dry_run or source_lang or target_lang):
                _remember(base, path)
    return _close(session, remark, report, told=tell is not None, as_json=as_json, dry_run=dry_run)


# --- the file and the term base -------------------------------------------------------------------------------------


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open the file once: a pipe has its bytes but once. Raises FormatError."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise FormatError("-: standard input is closed")
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise FormatError(f"{path}: {getattr(error, 'strerror', None) or error}".lower()) from None
    with stream:
        yield stream


@contextmanager
def _base(session: Session, *, dry_run: bool) -> Iterator[Base]:
    """Open the term base; where there is none yet, a dry run compares with an empty one."""
    from glossary import store
    from glossary.store.places import locate

    if not dry_run or locate(session.location).exists():
        with session.base(write=not dry_run) as base:
            yield base
        return
    session.note(f"{shown_location(session.location)}: no term base there yet; all of the file would be new")
    with store.nowhere() as base:
        yield base


def _remember(base: Base, path: Path) -> None:
    """Let a file that is now wholly in the term base be written over by the next export."""
    from glossary import formats

    digest = formats.digest(path) if path.is_file() else None
    if digest is not None:
        base.remember_export(path, digest)


def _bar(stream: BinaryIO, *, shown: bool) -> Progress:
    """Return a bar for the bytes of the file; a pipe has none."""
    try:
        told = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return Progress("importing", 1, shown=False)
    return Progress("importing", told.st_size, shown=shown and S_ISREG(told.st_mode))


def _watched(items: Iterator[Incoming | Problem], stream: BinaryIO, bar: Progress) -> Iterator[Incoming | Problem]:
    """Yield the items and move the bar to where the file is read."""
    read = 0
    for number, item in enumerate(items):
        if bar.shown and number % _STEP == 0 and not stream.closed and (place := stream.tell()) > read:
            bar.advance(place - read)
            read = place
        yield item


# --- what is told ---------------------------------------------------------------------------------------------------


def _teller(session: Session, remark: Callable[[str], None], *, listed: bool, as_json: bool) -> Tell | None:
    """Return what prints every finding as it comes; None where only the first problems are told, at the end."""

    def tell(finding: Finding) -> None:
        if finding.what in ("conflict", "unreadable"):
            session.problem(FormatError(finding.text))
        elif finding.what == "remark":
            remark(finding.text)
        elif finding.what != "same":
            echo(finding.text)

    if as_json:
        return lambda finding: echo_json(_record(finding))
    return tell if listed else None


def _record(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON; in a conflict ``fields`` has what the term base says, and what the file."""
    return {
        "line": finding.line,
        "what": finding.what,
        "id": None if finding.id is None else f"c{finding.id}",
        "ko": finding.ko,
        "zh": finding.zh,
        "fields": {name: list(step) for name, step in finding.fields.items()},
        "text": finding.text,
    }


def _close(
    session: Session, remark: Callable[[str], None], report: ImportReport, *, told: bool, as_json: bool, dry_run: bool
) -> int:
    """Tell what went wrong, as far as it was not told, and the numbers; return the exit status."""
    if not told or as_json:
        for line in _lines(report.conflicts, report.path) + _lines(report.unreadable, report.path):
            session.problem(FormatError(line))
        for line in _lines(report.remarks, report.path):
            remark(line)
    if not session.quiet:
        click.echo(_summary(report, dry_run=dry_run), err=as_json)
        if report.open:
            session.note("with --update the file wins where it is in conflict")
    if report.refused or not (report.taken or report.is_whole):
        return 2
    return 1 if report.conflicts or report.unreadable else 0


def _lines(told: Told, path: str) -> list[str]:
    """Return the lines that were kept, and how many there are beside them."""
    more = (f"{path}: {count:,} more like that: {reason}; --list names them all" for reason, count in told.more.items())
    return [*told, *more]


def _summary(report: ImportReport, *, dry_run: bool) -> str:
    """Return the line that says what became of the file."""
    parts = [
        f"{report.new:,} new",
        f"{report.changed:,} changed",
        f"{report.same:,} the same",
        plural(report.contested, "conflict") + (f" ({report.partly:,} changed in part)" if report.partly else ""),
    ]
    if report.unreadable:
        parts.append(f"{report.unreadable.total:,} unreadable")
    written = (
        "; nothing is written" if dry_run else "; nothing is imported, since not all can be" if report.refused else ""
    )
    return f"{report.path}: {', '.join(parts)}{written}"
