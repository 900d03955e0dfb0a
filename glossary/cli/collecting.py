"""Collecting documents into the term base and telling what came of it, as collect and build do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from glossary.cli.sources import Reading
from glossary.cli.streams import echo, table
from glossary.model import BANDS, RELATIONS

if TYPE_CHECKING:
    from glossary.collect import CollectReport
    from glossary.model import Document


def first_of(documents: Iterator[Document]) -> Iterator[Document] | None:
    """Return *documents* with the first one read already; None where there is none, so that nothing is made for it."""
    first = next(documents, None)
    return None if first is None else chain([first], documents)


def tell(reading: Reading, report: CollectReport) -> None:
    """Print the closing summary: documents, pairs by band and relation, concepts and terms new and known."""
    counts = report.counts
    rows = [
        ("documents", reading.summary()),
        ("pairs", _by(report.bands, BANDS)),
        ("", _by(report.relations, RELATIONS)),
        ("concepts", f"{counts.concepts_new:,} new, {counts.concepts_known:,} known"),
        ("terms", f"{counts.terms_added:,} new"),
        ("evidence", f"{counts.evidence_added:,} new, {counts.evidence_removed:,} gone"),
        ("changes", f"{counts.changes:,}"),
    ]
    for line in table(row for row in rows if row[1]):
        echo(line)


def _by(counted: Counter[str], order: tuple[str, ...]) -> str:
    """Return the total and its parts: ``40: 34 accept, 5 review, 1 doubtful``."""
    return ", ".join(f"{counted[name]:,} {name}" for name in order if counted[name])
