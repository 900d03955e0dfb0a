"""Whether the confidence of an answer means something: by bins of confidence, the share that is right.

The answers are those to the seeds, the labelled Wikipedia brackets, and the names in sentences. The expected calibration error is the
distance between mean confidence and share right, weighted by the answers of each bin (Naeini et al., 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from measures import Section, Share

EDGES: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
"""Finer where most answers lie."""


def section(answers: Sequence[tuple[float, bool]]) -> Section:
    """Return the reliability table of (confidence, right)."""
    lines = ["  confidence    mean   right  interval     answers"]
    bins = []
    error = 0.0
    for low, high in pairwise(EDGES):
        inside = [(sure, right) for sure, right in answers if low <= sure < high]
        if not inside:
            continue
        mean = sum(sure for sure, _ in inside) / len(inside)
        share = Share(sum(right for _, right in inside), len(inside))
        error += abs(mean - share.value) * len(inside) / len(answers)
        bins.append({"from": low, "to": min(high, 1.0), "mean": round(mean, 3), **share.plain()})
        first, last = share.interval
        lines.append(
            f"  {low:.2f}–{min(high, 1.0):.2f}   {mean:.3f}   {share.value:.3f}  {first:.3f}–{last:.3f}  {share.of:7}"
        )
    lines.append(f"  expected calibration error {error:.3f}")
    calibrated = Share(round(len(answers) * (1 - error)), len(answers))
    return Section("reliability", {"calibrated": calibrated}, lines, more={"bins": bins, "error": round(error, 4)})
