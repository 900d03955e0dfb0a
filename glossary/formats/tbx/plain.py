"""Entries of plain markup, read without the parser: several times as fast, and to the same effect.

Between the terms of a file stands the same markup over and over. It is read once, by a grammar that knows nothing but elements of TBX with their
texts, and remembered by its bytes: so nearly all of an entry is looked up. Whatever is not as plain as that (a reference to a character, a
comment, a CDATA section, an element or attribute that is not of TBX, anything that is to be told) is left to the parser.

    entry    = blank <termEntry id="…"> markup { <term> text </term> markup } </termEntry>

What stands before the first term, and between two, leads from one state to another: which elements are open, and in which language.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, NoReturn

from glossary.errors import ValueRefused
from glossary.formats.exchange import Incoming
from glossary.formats.names import LARGEST, Names
from glossary.formats.tbx.entry import ROMANIZED, Entry, Said
from glossary.formats.tbx.section import READING, Section
from glossary.formats.tbx.words import CATEGORIES, GROUPS, LANGUAGES, LEAVES, PASSED, SECTIONS
from glossary.model import Note, Status

_REMEMBERED: Final = 4_000
"""Pieces of markup that are remembered."""
_STATES: Final = 200
_DIGITS: Final = 19
"""Digits that no number of a concept has."""
_ZERO: Final = ord("0")

_BLANK: Final = r"(?:[ \t\n]|\r\n)*+"
_ATTRIBUTES: Final = r'((?: (?:type|target|id|xml:lang|from)="[^"<&\x00-\x1f]*+")*+)'
_OPENED: Final = re.compile(rf'{_BLANK}<(termEntry|conceptEntry)(?: id="([^"<&\x00-\x1f]*+)")?+'.encode())
_TOKEN: Final = re.compile(
    rf"<([A-Za-z:-]++){_ATTRIBUTES}>(?:([^<&]++)</\1>)?+{_BLANK}|</([A-Za-z:]++)>{_BLANK}".encode()
)
"""An element with text, the start of an element, or the end of one, and the white space behind it."""
_START: Final = re.compile(_BLANK.encode())
_ATTRIBUTE: Final = re.compile(' ([a-z:]+)="([^"]*)"')

_PINYIN: Final = b"<note>pinyin: "
"""How the note that nearly every Chinese term of ours has begins."""


class _NotPlain(Exception):
    """The parser has to read it."""


def _refuse(*_: object) -> NoReturn:
    raise _NotPlain


class _State:
    """Where an entry is between two pieces of markup, and the pieces that are known to go on from there (None: not plain)."""

    __slots__ = ("language", "pieces", "stack")

    def __init__(self, stack: tuple[str, ...], language: str) -> None:
        self.stack = stack
        self.language = language
        self.pieces: dict[bytes, _Piece | None] = {}


class _Piece:
    """What a piece of markup says, and the state that it leads to.

    *section* is what it says of the term before it, *ends* whether the section of that term ends in it.
    """

    __slots__ = ("after", "ends", "ends_silently", "notes", "said", "section", "status", "takes_reading")

    def __init__(self, before: _State, after: _State, section: Section, trial: Entry, *, ends: bool) -> None:
        self.after = after
        self.section = section
        self.ends = ends
        self.notes: tuple[Note, ...] = tuple(trial.notes)
        self.said: Said | None = trial.said
        self.status: Status | None = trial.status
        self.takes_reading = not ends and section.is_simple and after is before
        """Whether a note with a reading may follow, and what is said before it leaves it at that."""
        self.ends_silently = ends and section.is_silent


class _Opening(NamedTuple):
    """The start tag of an entry up to its id."""

    lines: int
    two_languages: bool


def may_be_plain(markup: bytes) -> bool:
    """Say whether nothing in *markup* may be more than it seems: no reference to a character, no end of a CDATA section."""
    return b"&" not in markup and b"]]>" not in markup


class Plain:
    """The plain entries of one file."""

    def __init__(self, names: Names) -> None:
        self.name = b""
        """The element of an entry."""
        self._names = names
        self._states: dict[tuple[tuple[str, ...], str], _State] = {}
        self._start = self.state((), "")
        self._count = 0
        self._openings: dict[bytes, _Opening] = {}

    def read(self, markup: bytes, line: int) -> Incoming | None:
        """Return what an entry up to its end tag says, or None where the parser has to read it.

        *line* is where *markup* begins, which `may_be_plain`.
        """
        head, *parts = markup.split(b"<term>")
        start, _, rest = head.partition(b">")
        try:
            opening, id_ = self._opening(start)
            digits = id_[1:]
            number = int(digits) if id_[:1] == b"c" and digits.isdigit() and len(digits) < _DIGITS else None
            entry = Entry(_refuse, line + opening.lines, number, two_languages=opening.two_languages)
            piece = self._start.pieces.get(rest) or self._piece(self._start, rest)
            entry.said, entry.status = piece.said, piece.status
            for part in parts:
                if piece.notes:
                    entry.notes += piece.notes
                piece = self._term(entry, piece.after, part)
            if piece.after.stack:
                return None  # an element is open still
            entry.notes += piece.notes
            item = entry.finished()
            if item is None:
                return None
            if number and number < LARGEST and digits[0] != _ZERO:
                is_new = self._names.is_new_number("c", number)
            else:
                is_new = self._names.is_new(_text(id_))
        except (_NotPlain, ValueRefused, UnicodeDecodeError):
            return None
        return item if is_new else None

    def _opening(self, start: bytes) -> tuple[_Opening, bytes]:
        """Return what a start tag without its end says, and the id in it."""
        parts = start.split(b'"')
        opening = self._openings.get(parts[0])
        if opening is None or len(parts) != 3 or parts[2]:
            opened = _OPENED.fullmatch(start)
            if opened is None or opened[1] != self.name:
                raise _NotPlain
            opening = _Opening(start.count(b"\n"), opened[1] == b"termEntry")
            if opened[2] is None:
                return opening, b""
            if len(self._openings) < _STATES:
                self._openings[parts[0]] = opening
        return opening, parts[1]

    def _term(self, entry: Entry, state: _State, part: bytes) -> _Piece:
        """Take a term and what stands behind it, up to the next one."""
        data, _, tail = part.partition(b"</term>")
        text = data.decode()
        if not text.isprintable() or "<" in text or not state.stack:
            raise _NotPlain
        entry.language = state.language
        piece = state.pieces.get(tail)
        if piece is not None and piece.ends:
            entry.add(piece.section, text)
            return piece
        before, _, rest = tail.partition(_PINYIN)
        reading, _, after = rest.partition(b"</note>")
        within, piece = state.pieces.get(before), state.pieces.get(after)
        if within is not None and piece is not None and within.takes_reading and piece.ends_silently:
            pinyin = _text(reading).rstrip()
            if 0 < len(pinyin) <= READING:
                entry.add(within.section, text, pinyin)
                return piece
        return self._term_with_notes(entry, state, text, tail)

    def _term_with_notes(self, entry: Entry, state: _State, text: str, tail: bytes) -> _Piece:
        """Take a term whose notes are its own: they are cut out of the markup, for the rest of it to be known."""
        before, more, rest = tail.partition(b"<note>")
        within = self._known(state, before)
        if within is None or within.ends:
            piece = self._piece(state, tail)  # what notes there are are none of the term's
            if not piece.ends:
                raise _NotPlain
            entry.add(piece.section, text)
            return piece
        entry.section = section = within.section.copy()
        state = within.after
        ends = False
        while not ends:
            note, closed, tail = rest.partition(b"</note>")
            if not more or not closed:
                raise _NotPlain
            entry.take("note", "", _text(note))
            before, more, rest = tail.partition(b"<note>")
            piece = self._piece(state, before)
            state = piece.after
            ends = piece.ends
            if not piece.section.is_silent or (more and ends):
                raise _NotPlain
        entry.section = None
        entry.add(section, text)
        return piece

    def _piece(self, state: _State, markup: bytes) -> _Piece:
        """Return what a piece of markup says. Raises _NotPlain."""
        piece = self._known(state, markup)
        if piece is None:
            raise _NotPlain
        return piece

    def _known(self, state: _State, markup: bytes) -> _Piece | None:
        """Return what a piece of markup says, None where it is not plain."""
        try:
            return state.pieces[markup]
        except KeyError:
            return self._learn(state, markup)

    def _learn(self, state: _State, markup: bytes) -> _Piece | None:
        """Read a piece of markup for the first time, and remember it."""
        if self._count == _REMEMBERED:
            for known in self._states.values():
                known.pieces.clear()
            self._count = 0
        self._count += 1
        try:
            piece = _Lesson(self, state).read(markup)
        except (_NotPlain, ValueRefused, UnicodeDecodeError):
            piece = None
        state.pieces[markup] = piece
        return piece

    def state(self, stack: tuple[str, ...], language: str) -> _State:
        """Return the state in which the elements of *stack* are open. Raises _NotPlain where there are too many."""
        key = (stack, language)
        state = self._states.get(key)
        if state is None:
            if len(self._states) == _STATES:
                raise _NotPlain
            state = self._states[key] = _State(stack, language)
        return state


class _Lesson:
    """A piece of markup under way, on a trial entry."""

    def __init__(self, plain: Plain, state: _State) -> None:
        self.plain = plain
        self.state = state
        self.stack = list(state.stack)
        self.is_head = not state.stack
        self.trial = Entry(_refuse, 0, None)
        self.trial.language = state.language
        self.section = Section(_refuse)
        """What is said of the term before the piece."""
        self.ends = self.is_head
        self.begins = False
        """Whether the section of the next term has begun."""
        if not self.is_head:
            self.trial.section = self.section

    def read(self, markup: bytes) -> _Piece:
        """Return what the piece says."""
        trial = self.trial
        blank = _START.match(markup)
        place = blank.end() if blank else 0
        while place < len(markup):
            token = _TOKEN.match(markup, place)
            if token is None:
                raise _NotPlain
            place = token.end()
            name, attributes, text, closed = token.groups()
            if closed is not None:
                self._close(closed.decode())
            elif text is not None:
                self._leaf(name.decode(), _attributes(attributes), _text(text))
            else:
                self._open(name.decode(), _attributes(attributes))
        if trial.group is not None or self.begins != (self.ends and bool(self.stack)):
            raise _NotPlain
        if self.is_head:
            said = len(trial.notes)
            trial.said = trial.say()
            if len(trial.notes) > said:
                raise _NotPlain
        elif trial.properties or trial.texts or trial.status is not None:
            raise _NotPlain
        after = self.plain.state(tuple(self.stack), trial.language)
        return _Piece(self.state, after, self.section, trial, ends=self.ends)

    def _leaf(self, name: str, attributes: dict[str, str], text: str) -> None:
        local = name.rpartition(":")[2]
        if local == "term" or self.begins or (local not in LEAVES and local not in CATEGORIES):
            raise _NotPlain
        if local in LEAVES:
            self.trial.take_leaf(local, attributes.get("type", ""), text, attributes.get("target", ""))
        else:
            self.trial.take_leaf(CATEGORIES[local], local, text, attributes.get("target", ""))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        local, trial = name.rpartition(":")[2], self.trial
        if self.begins and local not in PASSED:
            raise _NotPlain
        if local in LANGUAGES and not trial.language and trial.section is None:
            trial.open_language(attributes.get("xml:lang", ""))
            if trial.language.startswith(ROMANIZED):
                raise _NotPlain
        elif local in SECTIONS and trial.language and trial.section is None:
            self.begins = True
        elif local in GROUPS:
            trial.group = ""
        elif local not in PASSED:
            raise _NotPlain
        self.stack.append(name)

    def _close(self, name: str) -> None:
        if not self.stack or self.stack.pop() != name or self.begins:
            raise _NotPlain
        local, trial = name.rpartition(":")[2], self.trial
        if local in SECTIONS:
            trial.section = None
            self.ends = True
        elif local in LANGUAGES:
            trial.language = ""
        elif local in GROUPS:
            trial.group = None


def _attributes(data: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(_text(data))
    attributes = dict(found)
    if len(attributes) < len(found):
        raise _NotPlain
    return attributes


def _text(data: bytes) -> str:
    """Return a text that is the same to the parser."""
    text = data.decode()
    if not text.isprintable() or "<" in text:
        raise _NotPlain
    return text
