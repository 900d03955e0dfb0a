"""Official Hangul (외래어 표기법 표 5) and traditional forms: what a form should be, asked of the tables alone.

Official spellings are those of ../shared/data/names (140 examples) and the places and surnames of tests/data; traditional forms are those of
persons whose surname or given name has several (余华 stays 余華, 范曾 stays 范曾).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from measures import DATA, ROOT, Section, Share, listed

from glossary.model import KINDS, Kind
from glossary.normalize import script
from glossary.readings.chosen import reading

LISTS: Final = ROOT / "tests" / "data"
EXAMPLES: Final = DATA / "names" / "mandarin_hangul_examples.tsv"
GIVEN: Final = ("建国", "젠궈")
"""A given name that makes a person of a surname."""


class Case(NamedTuple):
    """What is asked, what comes of it, and what should."""

    form: str
    given: str | None
    expected: str


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of one table by the names of its columns; lines that begin with # are its source and licence."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def official(form: str, kind: Kind) -> str | None:
    """Return the official Hangul of a form in either script."""
    return reading(script.to_hans(form), kind=kind).official


def example(row: Mapping[str, str]) -> Case:
    """Ask for the Hangul of one example of the norm."""
    kind: Kind = next((known for known in KINDS if known == row["kind"]), "term")
    return Case(row["zh"], official(row["zh"], kind), row["ko"])


def place(row: Mapping[str, str]) -> Case:
    """Ask for the Hangul of a place."""
    return Case(row["simplified"], official(row["simplified"], "place"), row["hangul"])


def surname(row: Mapping[str, str]) -> Case:
    """Ask for the Hangul of a person of this surname."""
    hanzi, hangul = GIVEN
    return Case(row["simplified"], official(row["simplified"] + hanzi, "person"), row["hangul"] + hangul)


def traditional(row: Mapping[str, str]) -> Case:
    """Ask for the traditional form of a person's name."""
    return Case(row["simplified"], script.to_hant(row["simplified"], person=True), row["traditional"])


ASKED: Final[tuple[tuple[str, Path, Callable[[Mapping[str, str]], Case]], ...]] = (
    ("official_examples", EXAMPLES, example),
    ("official_places", LISTS / "official_places.tsv", place),
    ("official_surnames", LISTS / "official_surnames.tsv", surname),
    ("traditional_persons", LISTS / "traditional_persons.tsv", traditional),
)


def section() -> Section:
    """Return how much of every list comes out as it should; a list that is not here is left out."""
    measures: dict[str, Share] = {}
    failures = []
    for name, path, ask in ASKED:
        if path.is_file():
            cases = [ask(row) for row in rows(path)]
            wrong = [case for case in cases if case.given != case.expected]
            measures[name] = Share(len(cases) - len(wrong), len(cases))
            failures += [f"{name}: {case.form} is {case.expected}, not {case.given}" for case in wrong]
    return Section("norms", measures, listed(measures), failures)
