"""One concept of a table on its way: what the vendors' words for the status and the type of a form mean, and what of a row is of the concept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from glossary.formats.columns import written
from glossary.formats.exchange import Incoming, TermDetail, arranged, is_reading, kind_of
from glossary.formats.tables import header
from glossary.formats.tables.header import FLAGS, PINYIN
from glossary.model import FLAGS as KNOWN_FLAGS
from glossary.model import (
    KINDS,
    MAX_TEXT,
    Concept,
    Flag,
    Note,
    Status,
    Term,
    TermStatus,
    TermType,
    check_text,
    term_text,
)

Facts: TypeAlias = tuple[tuple[str, str], ...]
"""What a row says of the concept: fields (see `header`) and texts."""

STATUSES: Final[dict[str, TermStatus]] = {
    **dict.fromkeys(("preferred", "standardized", "선호", "우선"), "preferred"),
    **dict.fromkeys(("admitted", "acceptable", "allowed", "허용"), "admitted"),
    **dict.fromkeys(("deprecated", "forbidden", "not recommended", "notrecommended", "obsolete", "superseded", "prohibited", "금지", "禁用"), "deprecated"),
}  # fmt: skip
"""The vendors' words for how a form stands."""
WORKFLOW: Final[dict[str, Status]] = {
    "approved": "approved", "final": "approved", "new": "auto", "reviewed": "auto",
    **dict.fromkeys(("draft", "candidate", "proposed", "provisional", "unreviewed", "working"), "candidate"),
}  # fmt: skip
"""The vendors' words for how far a concept has come, the furthest first; what nobody has looked at yet goes to review."""
_BACK: Final = tuple(dict.fromkeys(WORKFLOW.values()))
TYPES: Final[dict[str, TermType]] = {
    "fullform": "full", "full": "full", "acronym": "acronym", "abbreviation": "abbreviation", "shortform": "short", "short": "short",
    "variant": "variant", "phrase": "phrase",
}  # fmt: skip
"""The vendors' words for the type of a form, their letters alone: FULL_FORM, full form and fullForm are one."""
YES: Final = frozenset(("true", "yes", "1", "x", "y", "wahr", "vrai", "verdadero", "예", "참", "是", "真"))
"""What stands for TRUE in the cells of the world's spreadsheets."""
BETWEEN_FIELDS: Final = " / "
"""Stands between kind and subject where a table has one column for both."""
_NON_TERM: Final = "nonterm"


@dataclass(slots=True)
class Form:
    """One form of a row, with what the row says of it."""

    language: str
    text: str
    status: TermStatus | None = None
    type: TermType | None = None
    reading: str | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def is_forbidden(self) -> bool:
        """Whether nobody shall write it."""
        return self.status == "deprecated"

    def say(self, name: str, text: str) -> bool:
        """Take over what a field of the form says; False if it is nothing that a form has."""
        plain = text.lower()
        if name in (header.FORBIDDEN, header.PREFERRED):
            if plain in YES:
                self.status = "deprecated" if name == header.FORBIDDEN else self.status or "preferred"
            return True
        if name == header.INFO:
            if _NON_TERM in (token.strip() for token in plain.split(";")):
                self.status = "deprecated"
            return True
        if name == header.STATUS and plain in STATUSES:
            self.status = STATUSES[plain]
            return True
        if name == header.TYPE and (kind := TYPES.get("".join(filter(str.isalpha, plain)))) is not None:
            self.type = kind
            return True
        return self._has(name, text)

    def _has(self, name: str, text: str) -> bool:
        if name == PINYIN and is_reading(text):
            self.reading = text
            return True
        words = [word.strip() for word in text.split(",")]
        if name != FLAGS or not set(words) <= set(KNOWN_FLAGS):
            return False
        self.flags = tuple(flag for flag in KNOWN_FLAGS if flag in words)
        return True


class TableEntry:
    """A concept under way. What the model refuses raises ValueRefused."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], Form] = {}
        self._texts: dict[str, str] = {}
        self._notes: list[Note] = []
        self._taken: set[Facts] = set()
        self._status: Status | None = None
        self._reading: str | None = None

    def take(self, facts: Facts) -> None:
        """Take over what a row says of the concept, once; what is none of our fields is a note of that type."""
        if facts in self._taken:
            return
        self._taken.add(facts)
        for name, text in facts:
            if name in (header.DOMAIN, header.SUBJECT, header.CLIENT, header.SOURCE):
                self._texts.setdefault(name, check_text(text, f"the {name}", limit=MAX_TEXT, lines=True))
            elif name == PINYIN and is_reading(text):
                self._reading = self._reading or text
            elif name == header.STATUS and text.lower() in WORKFLOW:
                status = WORKFLOW[text.lower()]
                self._status = max(status, self._status or status, key=_BACK.index)
            elif name not in (header.PREFERRED, header.INFO):
                kind = check_text(name, "the note's type", limit=100)
                self._notes.append(Note(text, type=kind))

    def add(self, form: Form) -> None:
        """Add a form, or what a further row says of it."""
        known = self._forms.setdefault((form.language, term_text(form.text)), form)
        known.status = known.status or form.status

    def finished(self, line: int) -> Incoming:
        """Return the concept."""
        unsaid: set[tuple[TermDetail, str]] = set()
        terms = tuple(arranged(self._terms(unsaid), frozenset(written(form.language) for form in self._forms.values())))
        kind, subject = self._kind_and_subject()
        scope, source = self._texts.get(header.CLIENT), self._texts.get(header.SOURCE)
        concept = Concept(
            uid="",
            kind=kind_of(kind or "term"),
            origin="zh",
            relation="other",
            status=self._status or "approved",
            terms=terms,
            scope=scope,
            subject=subject,
            source=source,
            notes=tuple(self._notes),
        )
        stated = {
            "kind": kind,
            "subject": subject,
            "scope": scope,
            "source": source,
            "notes": self._notes,
            "status": self._status,
        }
        fields = frozenset({"terms", *(name for name, value in stated.items() if value)})
        return Incoming(concept, line, fields, frozenset(unsaid))

    def _terms(self, unsaid: set[tuple[TermDetail, str]]) -> Iterator[Term]:
        """Yield the terms; of a language of which no form is said to be preferred or admitted, the first is preferred."""
        led = {form.language for form in self._forms.values() if form.status in ("preferred", "admitted")}
        for (language, text), form in self._forms.items():
            status = form.status
            if status in (None, "admitted"):
                unsaid.add(
                    ("status", text)
                )  # what goes to a CAT tool and is not to be preferred is called admitted, whatever it is
            if status is None:
                status = "admitted" if language in led else "preferred"
            if form.type is None:
                unsaid.add(("type", text))
            if status != "deprecated":
                led.add(language)
            reading = form.reading
            if reading is None and language.startswith("zh"):
                reading, self._reading = self._reading, None
            tag = written(language)
            if tag != language:
                unsaid.add(("language", text))
            yield Term(tag, text, status, form.type or "full", reading=reading, flags=form.flags)

    def _kind_and_subject(self) -> tuple[str | None, str | None]:
        """Return kind and subject: what is called domain is ``place``, ``place / 인명``, or the subject of somebody else."""
        domain, subject = self._texts.get(header.DOMAIN, ""), self._texts.get(header.SUBJECT, "")
        kind, _, rest = domain.partition(BETWEEN_FIELDS)
        if kind.lower() not in KINDS:
            kind, rest = "", domain
        return kind.lower() or None, BETWEEN_FIELDS.join(filter(None, (rest, subject))) or None
