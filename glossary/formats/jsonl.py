"""JSON lines: one concept a line, everything that a concept holds. Null, empty and default values are not written.

A reference names its document by digest and file name, never by path, so that the same term base gives the same bytes wherever its
documents stood; its sentence goes out only when asked for. ``see`` and ``apart`` hold the uids of the concepts that one refers to, and from
which it is kept apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

from glossary.errors import FormatError, ValueRefused
from glossary.formats.account import EVERYTHING, Tally
from glossary.formats.exchange import (
    Incoming,
    Options,
    Problem,
    Profile,
    TermDetail,
    kind_of,
    norm_of,
    origin_of,
    relation_of,
    status_of,
)
from glossary.formats.signature import refuse
from glossary.languages import MAX_TAG
from glossary.model import (
    FLAGS,
    HOWS,
    LINKS,
    MAX_NOTE,
    MAX_VARIETY,
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Note,
    Reference,
    Span,
    Term,
    check_text,
    term_order,
    term_text,
)

LINE: Final = 16 * 1024 * 1024
"""Bytes of the longest line that is read."""
TEXTS: Final = ("part_of", "region", "scope", "subject", "source")
DETAILS: Final[tuple[TermDetail, ...]] = ("status", "type")
NUMBERS: Final = ("seen", "documents")
"""Not the revision: it counts what was done in one term base, and an undone change is to leave the file as it was."""
_BREAKS: Final = re.compile("[\u0085\u2028\u2029]")
_MISSING: Final[Any] = object()


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one line a concept."""
    for concept in concepts:
        tally.wrote(concept)
        line = json.dumps(record(concept, sentences=options.sentences), ensure_ascii=False)
        # Line separators of Unicode are legal in JSON, but many programs would end the line there.
        yield _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def record(concept: Concept, *, sentences: bool = False) -> dict[str, Any]:
    """Return *concept* as the object of its line."""
    fields: dict[str, Any] = {
        "uid": concept.uid,
        "id": None if concept.id is None else concept.label,
        "kind": concept.kind,
        "origin": concept.origin,
        "relation": concept.relation,
        "status": concept.status,
        "norm": concept.norm,
        **{name: getattr(concept, name) for name in TEXTS},
        "removed": concept.removed or None,
        **{name: getattr(concept, name) for name in NUMBERS},
        "terms": [_term(term) for term in concept.terms],
        "notes": [_note(note) for note in concept.notes if not note.internal],
        **{kind: [note.text for note in concept.notes if note.internal and note.type == kind] for kind in LINKS},
        "references": [_reference(reference, sentences) for reference in sorted(concept.references, key=_place)],
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _term(term: Term) -> dict[str, Any]:
    fields = {
        "lang": term.language,
        "text": term.text,
        "status": term.status,
        "type": term.type,
        "derived": term.derived,
        "flags": list(term.flags),
        "reading": term.reading,
        "official": term.official or None,
        "variety": term.variety,
        "seen": term.seen or None,
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _note(note: Note) -> dict[str, Any]:
    fields = {"text": note.text, "level": note.level, "type": note.type, "lang": note.language, "term": note.term}
    return {name: value for name, value in fields.items() if value}


def _place(reference: Reference) -> tuple[str | int, ...]:
    """Sort key of references by what is written of them: the path that orders them in a term base is not."""
    starts = (-1 if span is None else span.start for span in (reference.ko, reference.zh))
    ends = (-1 if span is None else span.end for span in (reference.ko, reference.zh))
    return (_file_name(reference), reference.document, *starts, *ends, reference.how)


def _file_name(reference: Reference) -> str:
    return re.split(r"[/\\]", reference.name)[-1]


def _reference(reference: Reference, sentences: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {"document": reference.document, "name": _file_name(reference), "how": reference.how}
    for side, span in (("ko", reference.ko), ("zh", reference.zh)):
        if span is not None:
            fields[side] = {"start": span.start, "end": span.end, "text": span.text}
    if sentences and reference.sentence:
        fields["sentence"] = reference.sentence
    return fields


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concept of each line, or what is wrong with it; blank lines are nothing.

    Raises FormatError for a line of more than `LINE` bytes: that is no file of this kind.
    """
    number = 0
    while data := stream.readline(LINE + 1):
        number += 1
        if len(data) > LINE:
            raise FormatError(f"{path}:{number}: a line of more than {LINE:,} bytes; this is not one concept a line")
        if number == 1:
            refuse(data, path)
            data = data.removeprefix(b"\xef\xbb\xbf")
        if data.strip():
            yield _line(data, path, number)


def _line(data: bytes, path: str, number: int) -> Incoming | Problem:
    try:
        fields = _Fields(json.loads(data.rstrip(b"\r\n").decode("utf-8")), "the line")
        return _concept(fields, number)
    except UnicodeDecodeError as error:
        return Problem(
            path, number, error.start + 1, f"not UTF-8 at byte {error.start + 1} of the line; save the file as UTF-8"
        )
    except json.JSONDecodeError as error:
        return Problem(path, number, error.colno, f"not JSON: {error.msg.lower()}")
    except RecursionError:
        return Problem(path, number, 0, "not a concept: nested too deeply")
    except ValueError as error:  # ValueRefused among them, and integers beyond every limit
        return Problem(path, number, 0, str(error))


class _Fields:
    """One JSON object whose values are fetched with their type checked. Raises ValueRefused for a wrong one."""

    def __init__(self, value: object, what: str) -> None:
        if not isinstance(value, dict):
            raise ValueRefused(f'{what} is not an object; write one concept a line: {{"uid": …, "terms": […]}}')
        self.values: Mapping[str, object] = value
        self.what = what

    def get(self, name: str, kind: type[Any], default: Any = _MISSING) -> Any:
        """Return the value of *name*, which is of *kind*, or *default*."""
        value = self.values.get(name)
        if value is None:
            if default is _MISSING:
                raise ValueRefused(f"{self.what} has no {name!r}")
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueRefused(f"{name!r} of {self.what} is not {_KINDS[kind]}")
        return value

    def text(self, name: str, default: Any = _MISSING, *, limit: int = MAX_NOTE) -> Any:
        """Return a text that the model takes."""
        value = self.get(name, str, default)
        return check_text(value, repr(name), limit=limit, lines=True) if value else default

    def choice(self, name: str, known: Sequence[str], default: Any = _MISSING) -> Any:
        """Return a word of *known*."""
        value = self.get(name, str, default)
        if value not in known:
            raise ValueRefused(f"{name!r} of {self.what} is {value[:40]!r}; one of {', '.join(known)}")
        return value

    def number(self, name: str, default: int) -> int:
        """Return a count that a database can hold."""
        value: int = self.get(name, int, default)
        if not 0 <= value < 1 << 31:
            raise ValueRefused(f"{name!r} of {self.what} is out of range")
        return value

    def objects(self, name: str, what: str) -> list[_Fields]:
        """Return the objects of a list."""
        return [_Fields(value, what) for value in self.get(name, list, [])]


_KINDS: Final = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


def _concept(fields: _Fields, line: int) -> Incoming:
    texts = {name: fields.text(name, None) for name in TEXTS}
    terms = tuple(sorted((_read_term(term) for term in fields.objects("terms", "a term")), key=term_order))
    if not terms:
        raise ValueRefused("the concept has no 'terms'")
    concept = Concept(
        uid=fields.text("uid", "", limit=100),
        id=_id(fields.get("id", str, None)),
        kind=kind_of(fields.get("kind", str, "term")),
        origin=origin_of(fields.get("origin", str, "zh")),
        relation=relation_of(fields.get("relation", str, "other")),
        status=status_of(fields.get("status", str, "approved")),
        norm=norm_of(fields.get("norm", str, "none")),
        removed=fields.get("removed", bool, False),
        terms=terms,
        notes=(*(_read_note(note) for note in fields.objects("notes", "a note")), *_links(fields)),
        references=tuple(_read_reference(reference) for reference in fields.objects("references", "a reference")),
        seen=fields.number("seen", 0),
        documents=fields.number("documents", 0),
        **texts,
    )
    return Incoming(concept, line, frozenset(fields.values) & _NAMES, frozenset(_unsaid(fields)))


def _unsaid(fields: _Fields) -> Iterator[tuple[TermDetail, str]]:
    for term in fields.objects("terms", "a term"):
        for detail in DETAILS:
            if detail not in term.values:
                yield detail, term_text(term.text("text", ""))


_NAMES: Final = frozenset(Concept.__slots__)


def _id(label: str | None) -> int | None:
    """Return the number of ``c17``; what is none says nothing about identity and is passed over."""
    found = re.fullmatch("c([0-9]{1,18})", label or "")
    return int(found[1]) if found else None


def _read_term(fields: _Fields) -> Term:
    flags = fields.get("flags", list, [])
    if any(flag not in FLAGS for flag in flags):
        raise ValueRefused(f"'flags' of a term has something else than {', '.join(FLAGS)}")
    return Term(
        language=fields.text("lang", limit=MAX_TAG),
        text=term_text(fields.text("text", "")),
        status=fields.choice("status", TERM_STATUSES, "admitted"),
        type=fields.choice("type", TERM_TYPES, "full"),
        derived=fields.text("derived", None, limit=100),
        flags=tuple(flags),
        reading=fields.text("reading", None),
        official=fields.get("official", bool, False),
        variety=fields.text("variety", None, limit=MAX_VARIETY),
        seen=fields.number("seen", 0),
    )


def _read_note(fields: _Fields) -> Note:
    return Note(
        text=fields.get("text", str),
        level=fields.choice("level", ("concept", "language", "term"), "concept"),
        type=fields.text("type", "note", limit=100),
        language=fields.text("lang", "", limit=MAX_TAG),
        term=fields.text("term", ""),
    )


def _links(fields: _Fields) -> Iterator[Note]:
    for kind in LINKS:
        for uid in fields.get(kind, list, []):
            if not isinstance(uid, str):
                raise ValueRefused(f"{kind!r} of the line has something else than uids")
            yield Note(check_text(uid, repr(kind), limit=100), type=kind, internal=True)


def _read_reference(fields: _Fields) -> Reference:
    return Reference(
        document=fields.text("document", limit=100),
        name=fields.text("name", ""),
        how=fields.choice("how", HOWS),
        ko=_span(fields, "ko"),
        zh=_span(fields, "zh"),
        sentence=fields.text("sentence", ""),
    )


def _span(fields: _Fields, side: str) -> Span | None:
    value = fields.get(side, dict, None)
    if value is None:
        return None
    span = _Fields(value, f"{side!r} of a reference")
    return Span(span.number("start", 0), span.number("end", 0), span.text("text"))


JSONL: Final = Profile(
    "jsonl",
    "JSON lines; one concept a line",
    (".jsonl",),
    "interchange",
    EVERYTHING | {"links"},
    "without loss, but for the history of changes and internal notes",
    write,
    read,
)
