"""The rows of the sheet for people, term by term: what is worked out once for each kind of concept comes to the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from concepts import SAMPLE, concepts
from hypothesis import given
from hypothesis import strategies as st

from glossary.formats.account import PARTS, Tally
from glossary.formats.sheet import layout
from glossary.formats.sheet.layout import COLUMNS, NAMES
from glossary.model import Concept, Note, Term

twins = concepts().map(
    lambda drawn: replace(
        drawn,
        terms=(
            *(term for term in drawn.terms if not term.language.startswith("zh")),
            Term("zh-Hans", "甲乙", "preferred", reading="Jiǎ yǐ"),
            Term("zh-Hant", "甲乙", "admitted"),
        ),
    )
)
"""Concepts with one text as their simplified and as their traditional form."""


def listed(items: Iterable[tuple[str, list[str]]]) -> str:
    """Return a list with its marks."""
    return " | ".join(
        re.sub(r"([\\|\[\]])", r"\\\1", text) + (f" [{', '.join(marks)}]" if marks else "") for text, marks in items
    )


def marks(term: Term, status: str, language: str) -> list[str]:
    """Return what sets a term apart."""
    said = [term.language] if term.language != language else []
    said += [term.status] if term.status != status else []
    said += [term.type] if term.type != "full" else []
    said += [f"derived:{term.derived}"] if term.derived else []
    return said + list(term.flags)


def one_by_one(concept: Concept) -> tuple[dict[str, str], int]:
    """Return the row of a concept, as its definition says, and how many readings no column says."""
    leading = {column: terms[0] for column in ("ko", "zh-Hans", "zh-Hant") if (terms := concept.in_language(column))}
    both = concept.in_language("zh")
    if both and not {"zh-Hans", "zh-Hant"} & leading.keys():
        leading["zh-Hans"] = leading["zh-Hant"] = both[0]
    elif "zh-Hans" in leading and "zh-Hant" in leading and leading["zh-Hans"].text == leading["zh-Hant"].text:
        del leading["zh-Hant"]
    chinese = leading.get("zh-Hans") or leading.get("zh-Hant")
    reading = chinese.reading if chinese else None
    others = [term for term in concept.terms if not any(term is shown for shown in leading.values())]
    flags = []
    for column, term in leading.items():
        if column == "zh-Hant" and term is leading.get("zh-Hans"):
            continue
        own = marks(term, "preferred", term.language)
        flags += own if column == "ko" else [f"{column} {mark}" for mark in own]
    unread = sum(
        term.reading is not None and (any(term is other for other in others) or term.reading != reading)
        for term in concept.terms
    )
    row = {
        "id": "" if concept.id is None else concept.label,
        **{column: term.text for column, term in leading.items()},
        "pinyin": reading or "",
        "kind": concept.kind,
        "status": concept.status,
        "flags": ", ".join(flags),
        "ko_other": listed((term.text, marks(term, "admitted", "ko")) for term in others if term.language == "ko"),
        "zh_other": listed((term.text, marks(term, "admitted", "zh-Hans")) for term in others if term.language != "ko"),
        "official": next((term.text for term in concept.korean if term.official), ""),
        "part_of": concept.part_of or "",
        "subject": concept.subject or "",
        "note": listed((note.text, [note.type] if note.type != "note" else []) for note in concept.notes if note.level == "concept"),
        "seen": str(concept.seen),
        "source": concept.source or "",
        "uid": concept.uid,
    }  # fmt: skip
    return row, unread


@given(st.lists(st.sampled_from(SAMPLE) | concepts() | twins, max_size=5))
def test_rows_are_what_the_terms_say_one_by_one(drawn: list[Concept]) -> None:
    tally = Tally(layout.CARRIES)
    made = [dict(zip(NAMES, cells, strict=True)) for cells in layout.rows(drawn, tally)]
    expected = [one_by_one(one) for one in drawn]
    assert made == [{name: row.get(name, "") for name in NAMES} for row, _ in expected]
    assert tally.lost["pinyin of further forms"] == sum(unread for _, unread in expected)
    tally.settle()
    for part in PARTS.keys() - layout.CARRIES:
        assert tally.lost[part] == sum(PARTS[part](one) for one in drawn)
    assert tally.concepts == len(drawn)


def test_many_kinds_of_concepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_KINDS", 2)
    made = [dict(zip(NAMES, cells, strict=True)) for cells in layout.rows(SAMPLE * 2, Tally())]
    assert made == [{name: one_by_one(one)[0].get(name, "") for name in NAMES} for one in SAMPLE * 2]


def test_the_columns_have_room_for_their_headers() -> None:
    assert all(column.width > len(column.header) for column in COLUMNS)


def test_a_type_of_a_note_with_brackets_is_escaped() -> None:
    noted = replace(SAMPLE[0], notes=(Note("말", type="a [b] | c"),))
    (cells,) = layout.rows([noted], Tally())
    assert cells[NAMES.index("note")] == r"말 [a \[b\] \| c]"
