"""Machine evidence: what documents say now against what they said before, and which concept each sighting belongs to.

Evidence belongs to an anchor (folded Chinese key, class, Korean key), and an anchor leads to a concept. Within a *family*, all anchors
of one Chinese key and class, the readings are one concept and every other Korean key is its own, unless it is that of a reading.
A family is resolved from all of its evidence at once, so the order of collecting does not matter: a translation whose
Korean form later turns up as a reading moves over. Anchors of concepts that a person had a hand in never move.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from glossary import consolidate
from glossary.model import Anchor, Band, Concept, Document, Evidence, Pair, Reference
from glossary.store import read, rows, schema
from glossary.store.write import ANCHOR, Writer, create, move_anchor, reconcile

Family: TypeAlias = tuple[str, str]
"""A folded Chinese key and a class."""
Place: TypeAlias = tuple[str, str, str]
"""The identity of an anchor: Chinese key, class, Korean key."""

_BY_HAND: Final = ("manual", "import")
_EVIDENCE: Final = ("document", "anchor", "reading", "digest", *rows.EVIDENCE)
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


@dataclass(slots=True)
class _Anchored:
    """An anchor with its living evidence counted; *id* 0 until its row is written, *concept* 0 until it is resolved."""

    place: Place
    id: int = 0
    concept: int = 0
    pinned: bool = False
    by_hand: bool = False
    evidence: int = 0
    readings: int = 0
    order: int = 0

    @property
    def reading(self) -> bool:
        """Whether its Korean form counts as a reading of the Chinese one."""
        return self.readings > 0 or (self.pinned and self.by_hand)


@dataclass(slots=True)
class _Sighting:
    """Evidence that is to be added, with the document's row and the anchor that it belongs to."""

    document: int
    evidence: Evidence
    digest: str
    anchor: Anchor

    @property
    def place(self) -> Place:
        return (self.anchor.zh_key, self.anchor.group, self.anchor.ko_key)


@dataclass(slots=True)
class _Gone:
    """Evidence that is to be removed."""

    id: int
    place: Place
    concept: int
    reading: bool
    was: str


@dataclass(slots=True)
class _Difference:
    """What documents say now and did not before, and the other way round."""

    added: list[_Sighting] = field(default_factory=list)
    gone: list[_Gone] = field(default_factory=list)

    def families(self) -> set[Family]:
        """The families whose evidence changes."""
        return {one.place[:2] for one in self.added} | {one.place[:2] for one in self.gone}


def evidence_of(pair: Pair, digest: str) -> Evidence:
    """Return the evidence that *pair* is, in the document of this digest."""
    return Evidence(
        document=digest, how=pair.how, ko=pair.ko, zh=pair.zh, relation=pair.relation, origin=pair.origin, kind=pair.kind,
        band=pair.band, confidence=pair.confidence, sentence=pair.sentence, part_of=pair.part_of, flags=pair.flags,
        norm=pair.norm,
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
        anchors = _load_families(writer.connection, difference)
        new = _apply(writer, difference, anchors)
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
) -> _Difference:
    """Compare what documents say with the machine's evidence that is stored of them."""
    there: dict[int, dict[str, int]] = defaultdict(dict)
    columns = schema.evidence.c
    for piece in read.pieces(documents.values()):
        query = select(columns.document, columns.digest, columns.id).where(
            columns.document.in_(piece), columns.how.not_in(_BY_HAND)
        )
        for document, digest, row in connection.execute(query):
            there[document][digest] = row
    difference = _Difference()
    gone: list[int] = []
    for digest, evidence in wanted.items():
        document = documents[digest]
        says = {digest_of(item): item for item in _without_repeats(evidence)}
        for mark, item in says.items():
            if mark not in there[document]:
                difference.added.append(_Sighting(document, item, mark, consolidate.anchor(item)))
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


def _gone(connection: Connection, ids: Collection[int]) -> list[_Gone]:
    """Return what is to be removed, with what its change records."""
    columns, anchor = schema.evidence.c, schema.anchor.c
    found = []
    for piece in read.pieces(sorted(ids)):
        query = (
            select(
                columns.id, anchor.zh_key, anchor["class"], anchor.ko_key, anchor.concept, columns.reading, columns.document,
                columns.ko_text, columns.ko_start, columns.zh_text, columns.zh_start,
            )
            .join(schema.anchor, columns.anchor == anchor.id)
            .where(columns.id.in_(piece))
        )  # fmt: skip
        for row, zh_key, group, ko_key, concept, reading, document, ko, ko_start, zh, zh_start in connection.execute(
            query
        ):
            was = f"document {document}: {ko} at {ko_start}, {zh} at {zh_start}"
            found.append(_Gone(row, (zh_key, group, ko_key), concept, bool(reading), was))
    return found


# --- families -------------------------------------------------------------------------------------------------------


def _load_families(connection: Connection, difference: _Difference) -> dict[Place, _Anchored]:
    """Return every anchor of the families concerned, its evidence counted as it will be."""
    families = difference.families()
    columns, evidence = schema.anchor.c, schema.evidence.c
    found: dict[Place, _Anchored] = {}
    for piece in read.pieces(sorted({zh_key for zh_key, _ in families})):
        query = (
            select(
                columns.zh_key, columns["class"], columns.ko_key, columns.id, columns.concept, columns.reading,
                schema.concept.c.touched, func.count(evidence.id), func.coalesce(func.sum(evidence.reading), 0),
            )
            .select_from(schema.anchor)
            .join(schema.concept, schema.concept.c.id == columns.concept)
            .outerjoin(schema.evidence, evidence.anchor == columns.id)
            .where(columns.zh_key.in_(piece))
            .group_by(columns.id)
        )  # fmt: skip
        for zh_key, group, ko_key, row, concept, reading, touched, count, readings in connection.execute(query):
            if (zh_key, group) in families:
                place = (zh_key, group, ko_key)
                found[place] = _Anchored(place, row, concept, bool(touched), bool(reading), count, readings)
    for gone in difference.gone:
        found[gone.place].evidence -= 1
        found[gone.place].readings -= gone.reading
    for order, sighting in enumerate(difference.added):
        anchored = found.setdefault(sighting.place, _Anchored(sighting.place, order=order))
        anchored.evidence += 1
        anchored.readings += sighting.anchor.reading
    return found


def _resolve(anchors: Iterable[_Anchored], known: Mapping[str, int]) -> dict[Place, int | str]:
    """Say where each anchor of one family leads: to a concept's id, or to the uid of one that is not there yet.

    *known* are the concepts that are there, by uid.
    """
    living = [anchored for anchored in anchors if anchored.evidence or anchored.pinned]
    home: int | str | None = min((one.concept for one in living if one.pinned and one.reading), default=None)
    if home is None and (readings := [one.place for one in living if one.reading]):
        uid = _uid(min(readings), reading=True)
        home = known.get(uid, uid)
    leads: dict[Place, int | str] = {}
    for one in living:
        if one.pinned:
            leads[one.place] = one.concept
        elif one.reading and home is not None:
            leads[one.place] = home
        else:
            uid = _uid(one.place, reading=False)
            leads[one.place] = known.get(uid, uid)
    return leads


def _uid(place: Place, *, reading: bool) -> str:
    zh_key, group, ko_key = place
    return consolidate.uid(Anchor(zh_key, ko_key, group, reading))  # type: ignore[arg-type]


def _resolve_all(connection: Connection, anchors: Mapping[Place, _Anchored]) -> dict[Place, int | str]:
    """Resolve every family on its own."""
    families: dict[Family, list[_Anchored]] = defaultdict(list)
    for place, anchored in anchors.items():
        families[place[:2]].append(anchored)
    uids = {_uid(place, reading=reading) for place in anchors for reading in (True, False)}
    known = read.by_uid(connection, uids)
    leads: dict[Place, int | str] = {}
    for family in families.values():
        leads.update(_resolve(family, known))
    return leads


def _apply(writer: Writer, difference: _Difference, anchors: Mapping[Place, _Anchored]) -> frozenset[int]:
    """Write the difference and all that follows from it; return the ids of the concepts that were made."""
    leads = _resolve_all(writer.connection, anchors)
    touched = {one.concept for one in anchors.values() if one.concept and one.place in leads}
    touched |= {gone.concept for gone in difference.gone}
    fresh = _make_concepts(writer, leads, anchors, difference)
    for place, lead in leads.items():
        target = fresh[lead] if isinstance(lead, str) else lead
        touched.add(target)
        one = anchors[place]
        if not one.id:
            writer.insert(schema.anchor, ANCHOR, (place[0], place[1], place[2], int(one.readings > 0), target))
        elif one.concept != target:
            move_anchor(writer, one.id, one.concept, target)
    for gone in difference.gone:
        writer.delete(schema.evidence, gone.id)
        writer.changed("evidence", gone.id, gone.concept, "sighting", gone.was, None)
    writer.flush()
    rows_of = _anchor_rows(writer.connection, {sighting.place for sighting in difference.added})
    for sighting in difference.added:
        where = (sighting.document, rows_of[sighting.place], int(sighting.anchor.reading), sighting.digest)
        writer.insert(schema.evidence, _EVIDENCE, (*where, *rows.evidence_values(sighting.evidence)))
    writer.flush()
    _recompute(writer, touched - set(fresh.values()))
    return frozenset(fresh.values())


def _make_concepts(
    writer: Writer, leads: Mapping[Place, int | str], anchors: Mapping[Place, _Anchored], difference: _Difference
) -> dict[str, int]:
    """Make the concepts that are missing, numbered by where they first appear; return their ids by uid."""
    missing: dict[str, int] = {}
    for place, lead in leads.items():
        if isinstance(lead, str):
            missing[lead] = min(anchors[place].order, missing.get(lead, anchors[place].order))
    ordered = sorted(missing, key=lambda uid: (missing[uid], uid))
    if not ordered:
        return {}
    fresh = dict(zip(ordered, writer.new_ids(len(ordered)), strict=True))
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for sighting in difference.added:
        lead = leads[sighting.place]
        if isinstance(lead, str):
            seen[lead].append(sighting.evidence)
    moved = [place for place, lead in leads.items() if isinstance(lead, str) and anchors[place].id]
    stored = _evidence_at(writer.connection, {anchors[place].id: place for place in moved}, difference)
    for place, evidence in stored.items():
        seen[str(leads[place])].extend(evidence)
    for uid, number in fresh.items():
        view = consolidate.concept(seen[uid])
        create(writer, replace(view, id=number, uid=uid, revision=1), held=(), touched=False)
    return fresh


def _evidence_at(
    connection: Connection, anchors: Mapping[int, Place], difference: _Difference
) -> dict[Place, list[Evidence]]:
    """Return the evidence that stays at anchors which are about to lead to a new concept."""
    leaving = {gone.id for gone in difference.gone}
    found: dict[Place, list[Evidence]] = defaultdict(list)
    columns = [schema.evidence.c[name] for name in rows.EVIDENCE]
    for piece in read.pieces(sorted(anchors)):
        query = (
            select(schema.evidence.c.anchor, schema.evidence.c.id, schema.document.c.digest, *columns)
            .join(schema.document, schema.document.c.id == schema.evidence.c.document)
            .where(schema.evidence.c.anchor.in_(piece))
        )
        for anchor, row, document, *values in connection.execute(query):
            if row not in leaving:
                found[anchors[anchor]].append(rows.evidence(document, values))
    return found


def _anchor_rows(connection: Connection, places: Collection[Place]) -> dict[Place, int]:
    """Return the rows of anchors."""
    columns = schema.anchor.c
    found: dict[Place, int] = {}
    for piece in read.pieces(sorted({place[0] for place in places})):
        query = select(columns.zh_key, columns["class"], columns.ko_key, columns.id).where(columns.zh_key.in_(piece))
        found.update({(zh_key, group, ko_key): row for zh_key, group, ko_key, row in connection.execute(query)})
    return found


def _recompute(writer: Writer, concepts: Collection[int]) -> None:
    """Bring concepts to what their evidence now says."""
    stored = read.stored(writer.connection, concepts)
    evidence = read.evidence_of(writer.connection, concepts)
    for number in sorted(stored):
        view: Concept | None = consolidate.concept(evidence[number]) if evidence.get(number) else None
        reconcile(writer, stored[number], view)
    writer.flush()


# --- what an import brings ------------------------------------------------------------------------------------------


def attach(writer: Writer, number: int, concept: Concept, references: Sequence[Reference]) -> None:
    """Keep the *references* that came with an imported *concept* as evidence; those without both spans are left.

    Collecting the document itself later replaces them by what the extractor finds in it.
    """
    whole = [reference for reference in references if reference.ko is not None and reference.zh is not None]
    if not whole:
        return
    documents = document_rows(writer, dict.fromkeys(reference.document for reference in whole))
    band: Band = "accept" if concept.status in ("auto", "approved") else "review"
    names = {(documents[one.document], one.name) for one in whole if one.name != one.document}
    columns = schema.document_name.c
    there = writer.connection.execute(
        select(columns.document, columns.name).where(columns.document.in_(sorted({document for document, _ in names})))
    )
    for document, name in sorted(names - {(row.document, row.name) for row in there}):
        writer.insert(schema.document_name, ("document", "name"), (document, name))
    for reference in whole:
        evidence = Evidence(
            document=reference.document, how=reference.how, ko=reference.ko, zh=reference.zh, relation=concept.relation,
            origin=concept.origin, kind=concept.kind, band=band, confidence=1.0, sentence=reference.sentence,
            part_of=concept.part_of, norm=concept.norm,
        )  # fmt: skip
        _attach(writer, number, documents[reference.document], evidence)
    writer.flush()


def _attach(writer: Writer, number: int, document: int, evidence: Evidence) -> None:
    """Write one piece of imported evidence, unless the term base has one of the same spans."""
    assert evidence.ko is not None and evidence.zh is not None
    columns = schema.evidence.c
    spans = (evidence.ko.start, evidence.ko.end, evidence.zh.start, evidence.zh.end)
    same = select(columns.id).where(
        columns.document == document, columns.how == evidence.how, columns.ko_start == spans[0],
        columns.ko_end == spans[1], columns.zh_start == spans[2], columns.zh_end == spans[3],
    )  # fmt: skip
    if writer.connection.execute(same).first() is not None:
        return
    anchor = consolidate.anchor(evidence)
    place = (anchor.zh_key, anchor.group, anchor.ko_key)
    rows_of = _anchor_rows(writer.connection, [place])
    if place not in rows_of:
        writer.insert(schema.anchor, ANCHOR, (*place, int(anchor.reading), number))
        writer.flush()
        rows_of = _anchor_rows(writer.connection, [place])
    where = (document, rows_of[place], int(anchor.reading), digest_of(evidence))
    writer.insert(schema.evidence, _EVIDENCE, (*where, *rows.evidence_values(evidence)))
    writer.flush()
