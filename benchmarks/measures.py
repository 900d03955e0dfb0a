"""What every benchmark of accuracy hands over: measures with their intervals, and the lines that people read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
DATA: Final = ROOT.parent / "shared" / "data"
"""Evaluation data that is not ours to keep here; what needs it is skipped where it is missing."""
FLOORS: Final = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Share:
    """So many right *of* so many asked; no share at all where nothing was asked."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return round(self.right / self.of, 4) if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval at 95 %."""
        if not self.of:
            return 0.0, 1.0
        square = 1.96**2
        centre = (self.right + square / 2) / (self.of + square)
        half = 1.96 * (self.right * (self.of - self.right) / self.of + square / 4) ** 0.5 / (self.of + square)
        return round(max(centre - half, 0.0), 3), round(min(centre + half, 1.0), 3)

    def __str__(self) -> str:
        """Return it as a table shows it: ``0.985  0.956–0.995  192/195``."""
        low, high = self.interval
        return f"{self.value:.3f}  {low:.3f}–{high:.3f}  {self.right}/{self.of}"

    def plain(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {"value": self.value, "right": self.right, "of": self.of, "interval": list(self.interval)}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: what was measured, *lines* for people, and *failures* that ``--show`` names.

    *measures* are held to the floors of the section's name; *more* is for JSON alone (baselines, bins).
    """

    name: str
    measures: Mapping[str, Share]
    lines: Sequence[str]
    failures: Sequence[str] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {name: share.plain() for name, share in self.measures.items() if share.of} | dict(self.more)


def listed(measures: Mapping[str, Share]) -> list[str]:
    """Return a line for each measure of which something was asked."""
    return [f"  {name:<22}{share}" for name, share in measures.items() if share.of]


def sunk(sections: Sequence[Section], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each floor that does not hold, among the sections that were measured.

    A floor whose measure is gone does not hold either.
    """
    lines = []
    for section in sections:
        for measure, floor in floors.get(section.name, {}).items():
            share = section.measures.get(measure)
            if share is None or not share.of:
                lines.append(f"{section.name}: {measure} was not measured, and has a floor of {floor}")
            elif share.value < floor:
                lines.append(f"{section.name}: {measure} is {share.value:.4f}, under its floor of {floor}")
    return lines


def read_floors() -> dict[str, dict[str, float]]:
    """Return the pinned floors, by section and measure."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors
