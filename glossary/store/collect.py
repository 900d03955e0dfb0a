"""Machine evidence: what documents say now against what they said before; only what differs is written.

Which concept a sighting belongs to is decided in `glossary.store.families`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from glossary import consolidate
from glossary.model import Document, Evidence, Pair
from glossary.store import read, rows, schema
from glossary.store.families import Difference, Gone, Sighting, apply
from glossary.store.writer import Writer

_BY_HAND: Final = ("manual", "import")
_DOCUMENT_NAME: Final = ("title", "date", "language", "url")


@dataclass(frozen=True, slots=True)
class CollectCounts:
    """What one collecting did. *new* and *met* are the ids of the concepts made, and of all that the documents speak of."""

    documents: int = 0
    evidence_added: int = 0
    evidence_removed: int = 0
    terms_added: int = 0
    changes: int = 0
    new: frozenset[int] = frozenset()
    met: frozenset[int] = frozenset()

    @property
    def concepts_new(self) -> int:
        """How many concepts were made."""
        return len(self.new)

    @property
    def concepts_known(self) -> int:
        """How many concepts the documents speak of that were there before."""
        return len(self.met - self.new)

    def __add__(self, other: CollectCounts) -> CollectCounts:
        return CollectCounts(
            self.documents + other.documents,
            self.evidence_added + other.evidence_added,
            self.evidence_removed + other.evidence_removed,
            self.terms_added + other.terms_added,
            self.changes + other.changes,
            self.new | other.new,
            self.met | other.met,
        )


def evidence_of(pair: Pair, digest: str) -> Evidence:
    """Return the evidence that *pair* is, in the document of this digest."""
    return Evidence(
        document=digest, how=pair.how, ko=pair.ko, zh=pair.zh, relation=pair.relation, origin=pair.origin, kind=pair.kind,
        band=pair.band, confidence=pair.confidence, sentence=pair.sentence, part_of=pair.part_of, flags=pair.flags,
        norm=pair.norm, variety=pair.variety,
    )  # fmt: skip


def collect(writer: Writer, sightings: Sequence[tuple[Document, Sequence[Pair]]]) -> CollectCounts:
    """Replace the machine's evidence of these documents by what is sighted now; write only what differs."""
    documents = _documents(writer, sightings)
    wanted = {
        digest: [evidence_of(pair, digest) for pair in pairs]
        for digest, pairs in {document.digest: pairs for document, pairs in sightings}.items()
    }
    difference = _difference(writer.connection, documents, wanted)
    new: frozenset[int] = frozenset()
    if difference.added or difference.gone:
        new = apply(writer, difference)
    met = read.concepts_of_documents(writer.connection, documents.values())
    return CollectCounts(
        len(documents),
        len(difference.added),
        len(difference.gone),
        writer.terms_added,
        writer.changes,
        new,
        frozenset(met),
    )


# --- documents ------------------------------------------------------------------------------------------------------


def _documents(writer: Writer, sightings: Iterable[tuple[Document, object]]) -> dict[str, int]:
    """Return the rows of the documents by digest; write those that are new, and their names and attributes."""
    named: dict[str, dict[str, Document]] = defaultdict(dict)
    for document, _ in sightings:
        named[document.digest][document.name] = document
    lengths = {digest: len(next(iter(names.values())).text) for digest, names in named.items()}
    known = document_rows(writer, lengths)
    columns = schema.document_name.c
    there: dict[tuple[int, str], Any] = {}
    for piece in read.pieces(known.values()):
        for row in writer.connection.execute(select(schema.document_name).where(columns.document.in_(piece))):
            there[row.document, row.name] = row
    for digest, names in named.items():
        for name, document in names.items():
            _name(writer, known[digest], name, document, there.get((known[digest], name)))
    writer.flush()
    return known


def document_rows(writer: Writer, lengths: Mapping[str, int | None]) -> dict[str, int]:
    """Return the row of each document, by digest; those that are not known yet are written, with their lengths."""
    columns = schema.document.c
    known: dict[str, int] = {}

    def look(digests: Iterable[str]) -> None:
        for piece in read.pieces(digests):
            for digest, row in writer.connection.execute(
                select(columns.digest, columns.id).where(columns.digest.in_(piece))
            ):
                known[digest] = row

    look(lengths)
    missing = [digest for digest in lengths if digest not in known]
    for digest in missing:
        writer.insert(schema.document, ("digest", "length"), (digest, lengths[digest]))
    writer.flush()
    look(missing)
    return known


def _name(writer: Writer, document: int, name: str, said: Document, there: Any) -> None:
    """Write a name of a document with the attributes it comes with, where they differ from what is there."""
    values = tuple(getattr(said, attribute) for attribute in _DOCUMENT_NAME)
    if there is None:
        writer.insert(schema.document_name, ("document", "name", *_DOCUMENT_NAME), (document, name, *values))
        return
    for attribute, value in zip(_DOCUMENT_NAME, values, strict=True):
        before = getattr(there, attribute)
        if before != value:
            writer.update(schema.document_name, (attribute,), (value,), there.id)
            writer.changed("document_name", there.id, None, attribute, before, value)


# --- the difference -------------------------------------------------------------------------------------------------


def _difference(
    connection: Connection, documents: Mapping[str, int], wanted: Mapping[str, Sequence[Evidence]]
) -> Difference:
    """Compare what documents say with the machine's evidence that is stored of them."""
    there: dict[int, dict[str, int]] = defaultdict(dict)
    columns = schema.evidence.c
    for piece in read.pieces(documents.values()):
        query = select(columns.document, columns.digest, columns.id).where(
            columns.document.in_(piece), columns.how.not_in(_BY_HAND)
        )
        for document, digest, row in connection.execute(query):
            there[document][digest] = row
    difference = Difference()
    gone: list[int] = []
    for digest, evidence in wanted.items():
        document = documents[digest]
        says = {digest_of(item): item for item in _without_repeats(evidence)}
        for mark, item in says.items():
            if mark not in there[document]:
                difference.added.append(Sighting(document, item, mark, consolidate.anchor(item)))
        gone.extend(row for mark, row in there[document].items() if mark not in says)
    difference.gone = _gone(connection, gone)
    return difference


def _without_repeats(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Keep one of several that say something of the same spans in the same way: the surest, then the first by its digest."""
    best: dict[tuple[object, ...], Evidence] = {}
    for item in evidence:
        place = (rows.places(item), item.how)
        if place not in best or (-item.confidence, digest_of(item)) < (-best[place].confidence, digest_of(best[place])):
            best[place] = item
    return list(best.values())


def digest_of(evidence: Evidence) -> str:
    """Return a digest of all that a piece of evidence says."""
    return hashlib.blake2b(
        repr(rows.evidence_values(evidence)).encode("utf-8", "backslashreplace"), digest_size=16
    ).hexdigest()


def _gone(connection: Connection, ids: Collection[int]) -> list[Gone]:
    """Return what is to be removed, with what its change records."""
    anchor = schema.anchor.c
    found = []
    for piece in read.pieces(sorted(ids)):
        query = (
            select(anchor.zh_key, anchor["class"], anchor.ko_key, anchor.concept, schema.evidence)
            .join(schema.anchor, schema.evidence.c.anchor == anchor.id)
            .where(schema.evidence.c.id.in_(piece))
        )
        for zh_key, group, ko_key, concept, *values in connection.execute(query):
            row = dict(zip(schema.evidence.c.keys(), values, strict=True))
            found.append(Gone((zh_key, group, ko_key), concept, row))
    return found
