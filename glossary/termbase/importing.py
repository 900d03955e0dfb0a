"""Taking over what a file says: new, changed, the same, in conflict."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Final

from glossary import store
from glossary.formats.exchange import Incoming, Problem
from glossary.house import House
from glossary.termbase.comparing import Job, Lines, Rules, Tell
from glossary.termbase.findings import ImportReport
from glossary.termbase.narrowing import Languages

if TYPE_CHECKING:
    from glossary.store import Base
    from glossary.store.base import Operation

_PIECE: Final = 1000
"""Lines that are compared and written at a time."""


def import_concepts(
    base: Base,
    items: Iterable[Incoming | Problem],
    *,
    actor: str,
    command: str = "import",
    dry_run: bool = False,
    update: bool = False,
    path: str = "-",
    house: House | None = None,
    rules: Rules | None = None,
    tell: Tell | None = None,
) -> ImportReport:
    """Take over what a file says, in one operation; tell what is new, changed, the same, in conflict, unreadable.

    A concept is known by its uid, else by a Korean and a Chinese form together, or as another reading of its Chinese form, where it is of
    the class that the file says (person, place, the rest); *rules* may say otherwise. A known one gets what it lacks; where the file says
    otherwise than the term base, that is a conflict, unless *update* lets the file win. What the file does not say stays. One that is
    not known needs a Korean and a Chinese form. *path* is for messages. Where a form stands as the *house* shows it, the file was written here
    and says nothing of what the term base prefers.

    Every item is counted once, but for remarks, which are of none. A *dry_run* comes to the same numbers and only reads the term base. *tell* hears of every line, when its piece of the file is done. Raises
    FormatError where no concept of the file has a form of one side, or where it proves to be unreadable later on; then nothing was written.
    """
    chosen = rules or Rules()
    report, languages = ImportReport(path), Languages(chosen.source, chosen.target)

    def take_over(there: Base, operation: Operation, lender: Base | None) -> None:
        job = Job(there, operation, lender, report, languages, chosen, update, house, tell)
        remaining = iter(languages.narrowed(items))
        while piece := list(islice(remaining, _PIECE)):
            Lines(job, piece).take_over()
        if not report.taken:
            languages.check(path)
        languages.check_asked(path)
        if chosen.strict and not report.is_whole:
            raise _Refused

    try:
        if dry_run:
            with base.unchanging(), store.nowhere() as there, there.operation(actor, "import", command) as operation:
                take_over(there, operation, base)
        else:
            with base.operation(actor, "import", command) as operation:
                take_over(base, operation, None)
    except _Refused:
        report.refused = True
    return report


class _Refused(Exception):
    """Not everything could be taken over: ends the transaction without a trace."""
