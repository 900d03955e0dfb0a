"""The comment of a pair, where a format has one field for what is known of it: ``[place] Wēihǎi — note`` or ``[person, own-hanja]``.

Kind and the flags of the target, its pinyin, the notes of the concept; it is read back as such.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from glossary.formats.account import Part, Tally
from glossary.formats.exchange import BETWEEN_NOTES, Options, is_reading, kind_of
from glossary.model import FLAGS, KINDS, Concept, Flag, Kind, Term

COMMENTED: Final[frozenset[Part]] = frozenset(("kinds", "notes", "pinyin", "flags"))
"""What a comment carries."""
DASH: Final = " — "
_COMMENT: Final = re.compile(r"\[([a-z]+)((?:, [a-z-]+)*)\](?:(?! — ) ((?:(?! — ).)+))?(?: — (.*))?", re.DOTALL)
# What ends a line for some program that reads such files; white space of every kind is one space in a term anyway.
_SPACES: Final = re.compile("[\t\n\r\v\f\x1c-\x1e\u0085\u2028\u2029]+")


def flat(text: str) -> str:
    """Return *text* on one line and without tabs."""
    return _SPACES.sub(" ", text).strip()


def comment_of(concept: Concept, target: Term) -> str:
    """Return the comment of a pair of *concept* with this *target*, on one line."""
    notes = BETWEEN_NOTES.join(flat(note.text) for note in concept.notes if note.level == "concept")
    reading = flat(target.reading or "").replace(DASH, " - ")
    return (
        f"[{', '.join((concept.kind, *target.flags))}]"
        + (f" {reading}" if reading else "")
        + (f"{DASH}{notes}" if notes else "")
    )


def of_sources(concept: Concept, options: Options, tally: Tally) -> None:
    """Count what the source forms of a concept have, where a file has a place for that of targets alone."""
    for term in concept.in_language(options.source):
        if term.flags:
            tally.lost["flags of source forms"] += 1
        if term.reading:
            tally.lost["pinyin of source forms"] += 1


class Comment(NamedTuple):
    """What a comment says."""

    kind: Kind | None = None
    flags: tuple[Flag, ...] = ()
    reading: str | None = None
    note: str = ""


def read_comment(comment: str) -> Comment:
    """Return what a comment that `comment_of` made says; any other comment is a note."""
    found = _COMMENT.fullmatch(comment)
    words = found[2].split(", ")[1:] if found else []
    flags: tuple[Flag, ...] = tuple(flag for flag in FLAGS if flag in words)
    if found is None or found[1] not in KINDS or len(flags) != len(words) or not is_reading(found[3] or ""):
        return Comment(note=comment)
    return Comment(kind_of(found[1]), flags, found[3], (found[4] or "").strip())
