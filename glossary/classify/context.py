"""The surroundings that the classifiers look at."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import Cues, Relation


@dataclass(frozen=True, slots=True)
class Context:
    """One cut pair in its place.

    *hans* is the Han form in simplified characters; *before* and *after* are the text on either side (the bracket left out), *sentence*
    the line, *document* the counts of cues in the whole document (see `origin.weigh`). *glued* is the rest of the word
    after the bracket, its particle taken off, and *prefix* the word's beginning before the Korean form. *title* is the document's, *inside* the bracket with what stands in it, *elsewhere* what follows
    the Korean form where else it stands in the document.
    """

    ko: str
    zh: str
    hans: str
    relation: Relation
    cues: Cues
    before: str
    after: str
    sentence: str
    glued: str
    prefix: str
    balance: float
    title: str = ""
    inside: str = ""
    elsewhere: tuple[str, ...] = ()
