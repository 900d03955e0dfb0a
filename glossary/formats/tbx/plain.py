"""Entries of plain markup, read without the parser: several times as fast, and to the same effect.

Between the texts of a file stands the same markup over and over. An entry is cut at its free texts (terms, readings, notes, definitions); for markup that
was not met before, the parser reads the entry with marks in place of the texts, and where the marks come out tells what becomes of texts there.

    <termEntry id="…"> markup text markup text … markup </termEntry>        (the end tag is cut off)

The rest is left to the parser: whatever is told of, a text that would not come out as it stands (references to characters, elements in it, odd white
space, not in NFC, too long), markup in which a text would be more than a text (a comment, two sections in one).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple, TypeAlias
from unicodedata import is_normalized

from glossary.formats.exchange import Incoming, TermDetail
from glossary.formats.making import make_concept, make_incoming, make_term
from glossary.formats.names import Names
from glossary.formats.tbx.writing import ENTRY_PROPERTIES, NOTE_TYPES, TERM_PROPERTIES
from glossary.model import MAX_TERM, Concept, Note, Term, term_order

Parse: TypeAlias = Callable[[bytes], Incoming | None]
"""Returns what the parser makes of one entry, None where it tells of anything."""

_FREE: Final = "|".join(("pinyin", "note", *(name for name in NOTE_TYPES if name not in ENTRY_PROPERTIES)))
"""What is said of a note in its text, before the text that is free."""
_VALUES: Final = "|".join((*ENTRY_PROPERTIES, *TERM_PROPERTIES))
"""Words of which a note says a value: it is part of the markup."""
_TEXT: Final = re.compile(
    rf'(<term>|<note>(?:(?:{_FREE}): |(?!(?:{_VALUES}): ))|<descrip type="(?:definition|context)">)([^<]*+)'.encode()
)
_START: Final = re.compile(rb'([ \t\r\n]*+)<(termEntry|conceptEntry)(?: id="([^"<&]++)")?+>')
_MARK: Final = "⸺"
"""What no text in the markup of a pattern has."""
_BETWEEN: Final = "<"
"""Between the texts of an entry, none of which has it."""
_ODD: Final = re.compile("<<|<\u0020|\u0020<|\u0020\u0020")
_LONGEST: Final = 10_000
"""Bytes of the longest markup that is remembered."""
_REMEMBERED: Final = 4_000_000
"""Bytes that the patterns take in memory, about."""
_PART: Final = 500
"""Bytes that a pattern takes for each part of its markup."""
_CREDIT: Final = 200
_MOST: Final = 5_000
_PRICE: Final = 5
"""Entries that a pattern has to be met in before it was worth to be learnt. Where that is too seldom, the parser reads on."""


class _Slot(NamedTuple):
    """A term, and which of the texts are its own and its reading (-1: its reading stands in the markup)."""

    term: Term
    text: int
    reading: int


class _Pattern(NamedTuple):
    """What becomes of entries of one markup: a concept, the places of the texts in it, and the terms of which details are left open.

    *lines* are the line ends in the markup, *notes* has of each note the places of its text and of its term (-1: as it stands).
    *tied*: two terms are of one language.
    """

    lines: int
    concept: Concept
    slots: tuple[_Slot, ...]
    notes: tuple[tuple[Note, int, int], ...]
    fields: frozenset[str]
    unsaid: tuple[tuple[TermDetail, int], ...]
    tied: bool


def may_be_plain(markup: bytes) -> bool:
    """Say whether nothing in *markup* may be more than it seems: no reference to a character, no end of a CDATA section."""
    return b"&" not in markup and b"]]>" not in markup


def _has_other_line_ends(markup: bytes) -> bool:
    return b"\r" in markup and markup.count(b"\r") != markup.count(b"\r\n")


class Plain:
    """The plain entries of one file."""

    def __init__(self, names: Names, parse: Parse) -> None:
        self._names = names
        self._parse = parse
        self.lines = 0
        """Line ends in the entry that was read last."""
        self._patterns: dict[tuple[bytes, ...], _Pattern | None] = {}
        self._size = 0
        self._credit = _CREDIT

    def read(self, markup: bytes, line: int, end: bytes) -> Incoming | None:
        """Return what an entry up to its *end* tag says, or None where the parser has to read it.

        *line* is where *markup* begins, which `may_be_plain`.
        """
        start = _START.match(markup)
        if start is None or self._credit < 0 or end[2:-1] != start[2] or _has_other_line_ends(markup):
            return None
        parts: list[bytes] = _TEXT.split(markup[start.end() :])
        texts = parts[2::3]
        del parts[2::3]
        key = tuple(parts)
        try:
            words = b"<".join([b"", *texts, b""]).decode()
            pattern = self._patterns[key] if key in self._patterns else self._learn(key, end)
            id_ = (start[3] or b"").decode()
        except UnicodeDecodeError:
            return None
        if pattern is None or not words.isprintable() or not id_.isprintable() or not is_normalized("NFC", words):
            return None
        if _ODD.search(words):
            return None
        before = start[1].count(b"\n")
        self.lines = before + pattern.lines
        item = _filled(pattern, words.split(_BETWEEN)[1:-1], line + before, id_)
        if item is None or not self._names.is_new(id_):
            return None
        self._credit = min(self._credit + 1, _MOST)
        return item

    def _learn(self, parts: Sequence[bytes], end: bytes) -> _Pattern | None:
        """Have the parser read an entry of this markup, and remember what it makes of it."""
        self._credit -= _PRICE
        size = sum(map(len, parts))
        if size > _LONGEST:
            return None
        size += _PART * len(parts)
        if self._size + size > _REMEMBERED:
            self._patterns.clear()
            self._size = 0
        self._size += size
        pattern = self._patterns[tuple(parts)] = self._pattern(parts, end)
        return pattern

    def _pattern(self, parts: Sequence[bytes], end: bytes) -> _Pattern | None:
        marks = [f"{_MARK}{place}{_MARK}" for place in range(len(parts) // 2)]
        texts = (mark.encode() for mark in marks)
        markup = b"".join(chain.from_iterable(zip(parts[:-1:2], parts[1::2], texts, strict=True)))
        if _MARK.encode() in b"".join(parts):
            return None
        item = self._parse(end.replace(b"/", b"") + markup + parts[-1] + end)
        return None if item is None else _pattern(item, marks, markup.count(b"\n") + parts[-1].count(b"\n"))


def number_of(name: str) -> int | None:
    """Return the number of an id that we gave (``c17``), None of another."""
    digits = name[1:]
    return int(digits) if name[:1] == "c" and digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def _pattern(item: Incoming, marks: Sequence[str], lines: int) -> _Pattern | None:
    """Return where the marks are; None where one of them did not come out in one place, as it stands."""
    concept = item.concept
    places: dict[str | None, int] = {mark: place for place, mark in enumerate(marks)}
    slots = tuple(_Slot(term, places.get(term.text, -1), places.get(term.reading, -1)) for term in concept.terms)
    notes = tuple((note, places.get(note.text, -1), places.get(note.term, -1)) for note in concept.notes)
    unsaid = tuple((detail, places.get(text, -1)) for detail, text in item.unsaid)
    found = [*(slot.reading for slot in slots), *(text for _, text, _ in notes)]
    found = [*(slot.text for slot in slots), *(place for place in found if place >= 0)]
    if sorted(found) != list(range(len(marks))):
        return None
    languages = [term.language for term in concept.terms]
    return _Pattern(lines, concept, slots, notes, item.fields, unsaid, len(set(languages)) < len(languages))


def _filled(pattern: _Pattern, texts: list[str], line: int, id_: str) -> Incoming | None:
    """Return the concept of a pattern with these texts; None where the parser would have them otherwise."""
    if texts and max(map(len, texts)) > MAX_TERM:
        return None
    like, terms = pattern.concept, []
    for term, text, reading in pattern.slots:
        made = make_term(
            term.language, texts[text], term.status, term.type, term.derived, term.flags,
            texts[reading] if reading >= 0 else term.reading, term.official, term.variety,
        )  # fmt: skip
        terms.append(made)
    if pattern.tied:
        if len({(term.language, term.text) for term in terms}) < len(terms):
            return None
        terms.sort(key=term_order)
    notes = like.notes
    if notes:
        notes = tuple([_note(note, texts, text, term) for note, text, term in pattern.notes])
    concept = make_concept(
        "", like.kind, like.origin, like.relation, like.status, tuple(terms), number_of(id_), like.norm, like.part_of, like.region,
        like.scope, like.subject, like.source, False, 1, 0, 0, notes,
    )  # fmt: skip
    return make_incoming(
        concept, line, pattern.fields, frozenset([(detail, texts[text]) for detail, text in pattern.unsaid])
    )


def _note(like: Note, texts: Sequence[str], text: int, term: int) -> Note:
    if text < 0 and term < 0:
        return like
    return replace(like, text=texts[text] if text >= 0 else like.text, term=texts[term] if term >= 0 else like.term)
