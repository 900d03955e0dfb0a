"""Terms and concepts by the million: made at a third of what their classes take, from values that have been checked.

A frozen dataclass sets each field by a call. Here the fields are set in an open object of the same slots, which then becomes one of the frozen class.
"""

from __future__ import annotations

from typing import Any, Final, cast

from glossary.formats.exchange import Incoming
from glossary.model import Concept, Term


class _OpenTerm:
    __slots__ = Term.__slots__
    __class__: Any

    def __init__(
        self, language: Any, text: Any, status: Any = "admitted", type: Any = "full", derived: Any = None, flags: Any = (),
        reading: Any = None, official: Any = False, variety: Any = None, seen: Any = 0, held: Any = False,
    ) -> None:  # fmt: skip
        self.language = language
        self.text = text
        self.status = status
        self.type = type
        self.derived = derived
        self.flags = flags
        self.reading = reading
        self.official = official
        self.variety = variety
        self.seen = seen
        self.held = held
        self.__class__ = Term


class _OpenConcept:
    __slots__ = Concept.__slots__
    __class__: Any

    def __init__(
        self, uid: Any, kind: Any, origin: Any, relation: Any, status: Any, terms: Any, id: Any = None, norm: Any = "none",
        part_of: Any = None, region: Any = None, scope: Any = None, subject: Any = None, source: Any = None, removed: Any = False,
        revision: Any = 1, seen: Any = 0, documents: Any = 0, notes: Any = (), references: Any = (),
    ) -> None:  # fmt: skip
        self.uid = uid
        self.kind = kind
        self.origin = origin
        self.relation = relation
        self.status = status
        self.terms = terms
        self.id = id
        self.norm = norm
        self.part_of = part_of
        self.region = region
        self.scope = scope
        self.subject = subject
        self.source = source
        self.removed = removed
        self.revision = revision
        self.seen = seen
        self.documents = documents
        self.notes = notes
        self.references = references
        self.__class__ = Concept


class _OpenIncoming:
    __slots__ = Incoming.__slots__
    __class__: Any

    def __init__(self, concept: Any, line: Any, fields: Any, unsaid: Any = frozenset()) -> None:
        self.concept = concept
        self.line = line
        self.fields = fields
        self.unsaid = unsaid
        self.__class__ = Incoming


make_term: Final = cast("type[Term]", _OpenTerm)
"""Called like the class. The language is a tag, and the text is as `term_text` has it and has passed `check_text`."""
make_concept: Final = cast("type[Concept]", _OpenConcept)
make_incoming: Final = cast("type[Incoming]", _OpenIncoming)
