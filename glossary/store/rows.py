"""Rows <-> the dataclasses of the model: which columns are read, in which order, and what they mean.

Shared by the statements of SQLAlchemy and by those of a look-up; standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from glossary.hangul import choseong, has_hangul
from glossary.model import Concept, Note, Reference, Span, Term, term_order
from glossary.normalize import keys

if TYPE_CHECKING:
    from glossary.model import Evidence

Row: TypeAlias = Sequence[Any]

CONCEPT: Final = (
    "id", "uid", "kind", "origin", "relation", "status", "norm", "part_of", "region", "scope", "subject", "source",
    "removed", "revision", "seen", "documents",
)  # fmt: skip
TERM: Final = (
    "language", "text", "status", "type", "derived", "flags", "reading", "official", "variety", "seen",
)  # fmt: skip
STORED_TERM: Final = (*TERM, "held")
"""A term with what is told of a stored one: whether a person last decided it."""
MACHINE_FIELDS: Final = ("kind", "origin", "relation", "norm", "status", "part_of", "removed")
"""What of a concept the machine derives from evidence, unless a person holds it."""
FIELDS: Final = (*MACHINE_FIELDS, "region", "scope", "subject", "source")
"""What of a concept can be changed; each change is recorded."""
_EVERY_FIELD: Final = "*"
KEYS: Final = ("key", "loose", "initials")
NOTE: Final = ("text", "level", "type", "language", "term", "internal")
EVIDENCE: Final = (
    "how", "ko_start", "ko_end", "ko_text", "zh_start", "zh_end", "zh_text", "relation", "origin", "kind", "band",
    "confidence", "sentence", "part_of", "flags", "norm", "locator", "count", "variety",
)  # fmt: skip


def concept(
    row: Row, terms: Iterable[Term], notes: Iterable[Note] = (), references: Iterable[Reference] = ()
) -> Concept:
    """Make the concept of a row in the order of `CONCEPT`, its terms put in canonical order."""
    number, uid, kind, origin, relation, status, norm, part_of, region, scope, subject, source, *state = row
    removed, revision, seen, documents = state
    return Concept(
        uid=uid, kind=kind, origin=origin, relation=relation, status=status, terms=tuple(sorted(terms, key=term_order)),
        id=number, norm=norm, part_of=part_of, region=region, scope=scope, subject=subject, source=source,
        removed=bool(removed), revision=revision, seen=seen, documents=documents, notes=tuple(notes),
        references=tuple(references),
    )  # fmt: skip


def concept_values(concept: Concept) -> tuple[Any, ...]:
    """Return the values of *concept* in the order of `CONCEPT`."""
    values = tuple(getattr(concept, name) for name in CONCEPT)
    return tuple(int(value) if isinstance(value, bool) else value for value in values)


def term(row: Row) -> Term:
    """Make the term of a row in the order of `TERM` or `STORED_TERM`."""
    language, text, status, kind, derived, flags, reading, official, variety, seen, *held = row
    return Term(
        language=language, text=text, status=status, type=kind, derived=derived, flags=split(flags), reading=reading,
        official=bool(official), variety=variety, seen=seen, held=any(held),
    )  # fmt: skip


def term_values(term: Term) -> tuple[Any, ...]:
    """Return the values of *term* in the order of `TERM`."""
    return (
        term.language, term.text, term.status, term.type, term.derived, joined(term.flags), term.reading,
        int(term.official), term.variety, term.seen,
    )  # fmt: skip


def term_keys(term: Term) -> tuple[str, str | None, str | None]:
    """Return what a look-up finds a term by, in the order of `KEYS`: its letters, its sound, the first letters of its syllables.

    Korean: `ko_key`, `ko_loose` (유광화 = 류광화) and 초성 (ㄹㄱㅎ). Chinese: `han_key` (大鷹 = 大鹰), and of the pinyin the letters without tones and
    the first of each syllable (lgh). Other languages have their letters alone. The sound is None where there is none, and in Korean where it is
    no other than the letters: as those are their own sound, who looks for a sound looks for it in both.
    """
    if term.language.startswith("zh"):
        key, reading = keys.han_key(term.text), term.reading
        return (key, keys.pinyin_key(reading), keys.pinyin_initials(reading)) if reading else (key, None, None)
    key = keys.ko_key(term.text)
    if term.language != "ko":
        return key, None, None
    loose = keys.ko_loose(term.text)
    return key, loose if loose != key else None, choseong(key) if has_hangul(key) else None


def parts(key: str, term: int) -> list[tuple[str, int, int]]:
    """Return the rows of the table `part` for the term of this id."""
    return [(gram, len(key), term) for gram in keys.grams(key)]


def note(row: Row) -> Note:
    """Make the note of a row in the order of `NOTE`."""
    text, level, kind, language, of_term, internal = row
    return Note(text=text, level=level, type=kind, language=language, term=of_term, internal=bool(internal))


def note_values(note: Note) -> tuple[Any, ...]:
    """Return the values of *note* in the order of `NOTE`."""
    return (note.text, note.level, note.type, note.language, note.term, int(note.internal))


def evidence(document: str, row: Row) -> Evidence:
    """Make the evidence of a row in the order of `EVIDENCE`; *document* is the digest."""
    from glossary.model import Evidence  # a look-up reads none

    how, ko_start, ko_end, ko_text, zh_start, zh_end, zh_text, relation, origin, kind, band, *rest = row
    confidence, sentence, part_of, flags, norm, locator, count, variety = rest
    return Evidence(
        document=document, how=how, ko=span(ko_start, ko_end, ko_text), zh=span(zh_start, zh_end, zh_text),
        relation=relation, origin=origin, kind=kind, band=band, confidence=confidence, sentence=sentence,
        part_of=part_of, flags=split(flags), norm=norm, locator=locator, count=count, variety=variety,
    )  # fmt: skip


def evidence_values(evidence: Evidence) -> tuple[Any, ...]:
    """Return the values of *evidence* in the order of `EVIDENCE`."""
    ko = evidence.ko or _NOWHERE
    zh = evidence.zh or _NOWHERE
    return (
        evidence.how, ko.start, ko.end, ko.text, zh.start, zh.end, zh.text, evidence.relation, evidence.origin,
        evidence.kind, evidence.band, evidence.confidence, evidence.sentence, evidence.part_of, joined(evidence.flags),
        evidence.norm, evidence.locator, evidence.count, evidence.variety,
    )  # fmt: skip


_NOWHERE: Final = Span(-1, -1, "")
"""A side that was not seen; NULL would make two such rows differ in a unique index."""


def places(evidence: Evidence) -> tuple[int, int, int, int]:
    """Return where both sides of *evidence* begin and end; -1 for a side that was not seen."""
    ko, zh = evidence.ko or _NOWHERE, evidence.zh or _NOWHERE
    return (ko.start, ko.end, zh.start, zh.end)


def span(start: int, end: int, text: str) -> Span | None:
    """Make a span, or None where that side was not seen."""
    return None if start < 0 else Span(start, end, text)


def reference_order(reference: Reference) -> tuple[str | int, ...]:
    """Sort key of references: by the document's name, then by position."""
    ko, zh = reference.ko or _NOWHERE, reference.zh or _NOWHERE
    return (reference.name, reference.document, ko.start, zh.start, ko.end, zh.end, reference.how)


def held(fields: Iterable[str]) -> str:
    """Write the names of the fields that a person decided; nearly always it is all of them."""
    names = sorted(fields)
    return _EVERY_FIELD if len(names) == len(FIELDS) else joined(names)


def fields_held(text: str) -> frozenset[str]:
    """Read what `held` wrote."""
    return frozenset(FIELDS if text == _EVERY_FIELD else split(text))


def joined(words: Iterable[str]) -> str:
    """Write words that hold no comma (flags, names of fields) as one value."""
    return ",".join(words)


def split(words: str) -> tuple[Any, ...]:
    """Read what `joined` wrote."""
    return tuple(words.split(",")) if words else ()
