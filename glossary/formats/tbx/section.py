"""One term of a TBX file under way: what its notes say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from glossary.formats.making import make_term
from glossary.formats.tbx.words import (
    DECIDED,
    DRAFTS,
    GRAMMAR,
    NOTES,
    NOUNS,
    SILENT,
    STANDINGS,
    STATUSES,
    SWITCHES,
    TYPES,
    word,
)
from glossary.model import (
    FLAGS,
    MAX_TEXT,
    MAX_VARIETY,
    TERM_STATUSES,
    TERM_TYPES,
    Term,
    TermStatus,
    TermType,
    check_text,
    term_text,
)

Tell: TypeAlias = Callable[[str, str], None]
"""Takes a kind of problem and its sentence, and tells it once for each kind."""
_REGION: Final = re.compile("(?:[A-Za-z]{2,3}[-_])?([A-Za-z]{2})")
_DERIVED: Final = 100
"""Code points of what a term is derived by, at most."""


class Section:
    """One term under way. *tell* is told what has no place."""

    __slots__ = (
        "_rank",
        "decided",
        "draft",
        "notes",
        "properties",
        "status",
        "tell",
        "type",
        "variety",
    )

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.status: TermStatus | None = None
        self.type: TermType | None = None
        self.variety: str | None = None
        self.draft = False
        self.decided = False
        self.properties: dict[str, str] = {}
        self.notes: list[tuple[str, str]] = []
        self._rank = len(STANDINGS)

    def term(self, language: str, text: str) -> Term:
        """Return the term with its text as it stands in the file. Raises ValueRefused."""
        properties = self.properties
        reading = properties.get("pinyin")
        if reading is not None:
            check_text(reading, "the reading", limit=MAX_TEXT)
        return make_term(
            language,
            check_text(term_text(text), f"the {language} term"),
            self.status or "admitted",
            self.type or "full",
            check_text(properties["derived"], "what it is derived by", limit=_DERIVED)
            if "derived" in properties
            else None,
            tuple(flag for flag in FLAGS if flag in properties.get("flags", "").split(", ")),
            reading,
            "official" in properties,
            self.variety,
        )

    def take(self, category: str, value: str) -> None:
        """Take a term note."""
        name = word(category)
        if name in STANDINGS:
            self.stand(name, value)
        elif name == "termtype":
            self._take_type(category, value)
        elif name == "geographicalusage" and (region := _REGION.fullmatch(value)):
            self.variety = region[1].upper()
        elif name == "pronunciation":
            self.add_property("pinyin", value)
        elif name in SWITCHES:
            self._switch(name, category, value)
        elif name in GRAMMAR:
            if word(value) not in NOUNS:
                self.tell(
                    f"note {category}", f"term note {category[:40]!r} is not kept, here and wherever else it stands"
                )
        else:
            self.add_note(NOTES.get(name, category), value)

    def add_note(self, kind: str, text: str) -> None:
        """Add a note of the term."""
        self.notes.append((kind, text))

    def add_property(self, name: str, value: str) -> None:
        """Add what a note such as ``pinyin: Wēihǎi`` says; where that is none of our words it is a note after all."""
        if name == "status" and value in TERM_STATUSES:
            self.status, self._rank = STATUSES[value], 0
        elif name == "type" and value in TERM_TYPES:
            self.type = TYPES[value]
        elif name == "variety" and len(value) <= MAX_VARIETY and value.isprintable():
            self.variety = value
        elif name in ("status", "type", "variety"):
            self.add_note("note", f"{name}: {value}")
        else:
            self.properties[name] = value

    def stand(self, category: str, value: str) -> None:
        """Take what a word of some category (in the form of `word`) says of the term's standing."""
        said, rank = word(value), STANDINGS.index(category)
        if said in STATUSES:
            if rank <= self._rank:
                self.status, self._rank = STATUSES[said], rank
        elif said in DRAFTS:
            self.draft = True
        elif said in DECIDED:
            self.decided = True
        elif said not in SILENT:
            self.tell(f"status {value}", f"status {value[:40]!r} is not known, and is passed over")

    def _take_type(self, category: str, value: str) -> None:
        type_ = TYPES.get(word(value))
        if type_ is None:
            self.add_note(category, value)
        else:
            self.type = type_

    def _switch(self, name: str, category: str, value: str) -> None:
        if word(value) not in ("true", "yes"):
            return
        status = SWITCHES[name]
        if status is None:
            self.tell(f"note {category}", f"term note {category[:40]!r} is not kept, here and wherever else it stands")
        elif status == "deprecated" or self.status is None:
            self.status, self._rank = status, 0
