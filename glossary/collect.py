"""Documents into the term base: their pairs are extracted and stored, a batch at a time, under one operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from glossary.align import Lexicon
from glossary.model import Document, Pair, group_of
from glossary.pipeline import extract

if TYPE_CHECKING:
    from glossary.store import Base
    from glossary.store.base import CollectCounts

BATCH: Final = 64
"""Documents whose sightings are written in one transaction."""
BATCH_LETTERS: Final = 4_000_000
"""Code points of the documents in one batch: few large documents are written sooner."""


def lexicon_of(base: Base) -> Lexicon:
    """Return the lexicon with what is learned from the decisions that people made in a term base, as it is now."""
    from glossary.align.learning import learn

    decisions = base.decisions()
    return learn(decisions.approved, decisions.refused)


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What collecting did: the *counts* of the term base, and the pairs of the documents by band and by relation."""

    counts: CollectCounts
    bands: Counter[str]
    relations: Counter[str]


def collect(base: Base, documents: Iterable[Document], *, actor: str, command: str) -> CollectReport:
    """Extract *documents* into the term base, a batch at a time, all under one operation.

    Extraction runs outside the transactions. Interrupted, the batches before stand and the one at hand is not written. What people decided
    in the term base until now is the lexicon of the whole run. A rejected pair stays evidence of its own concept, and founds no other.
    """
    from glossary.store.base import CollectCounts, Operation

    operation = Operation(actor, "machine", command)
    counts = CollectCounts()
    bands: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    lexicon = lexicon_of(base)
    for batch in _batches(documents):
        sightings = [
            (document, extract(document, mentions=True, lexicon=lexicon, refusing=_is_refused_elsewhere))
            for document in batch
        ]
        for _, pairs in sightings:
            bands.update(pair.band for pair in pairs)
            relations.update(pair.relation for pair in pairs)
        counts += base.collect(sightings, operation=operation)
    return CollectReport(counts, bands, relations)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut *documents* into batches by number and by size."""
    batch: list[Document] = []
    letters = 0
    for document in documents:
        batch.append(document)
        letters += len(document.text)
        if len(batch) == BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _is_refused_elsewhere(pair: Pair, lexicon: Lexicon) -> bool:
    """Say whether a person rejected the pair as another thing than it is taken for now: a rejected person is no new place."""
    groups = lexicon.refuses(pair.ko.text, pair.zh.text)
    return bool(groups) and group_of(pair.kind) not in groups
