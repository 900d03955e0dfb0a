"""Measure everything that the library answers, beside two baselines, and hold the floors of floors.json.

    python benchmarks/accuracy.py [--json] [--show N] [--all] [--only SECTION]…

    seeds, kowiki   labelled texts: exact pairs, bands, relation, origin, kind (gold.py), and two baselines (baselines.py)
    names           names in sentences of our own (names.py)
    reliability     confidence against the share right (reliability.py)
    norms           official Hangul and traditional forms (norms.py)
    damage          wrong hits of the exports, looked up in other text (damage.py)

Intervals are Wilson's, at 95 %. What needs data of ../shared is skipped where that folder is missing, and said.
Exit status: 0 every floor holds, 1 one does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import damage
import names
import norms
import reliability
from baselines import BASELINES
from gold import KOWIKI_GOLD, LABELS, Item, Tally, f1, kowiki, measures, ours, seeds, tally, unbracketed
from measures import Section, Share, listed, read_floors, sunk

MEASURES: Final = ("precision", "recall", "accept_precision", "accept_coverage", *LABELS)


def labelled(name: str, items: Sequence[Item]) -> tuple[Section, Tally]:
    """Return the section of one labelled set, the baselines beside us."""
    result = tally(items, ours)
    others = {other: tally(items, method) for other, method in BASELINES}
    shares = measures(result.count)
    lines = [f"  {'':<17}" + "".join(f"{method:<32}" for method in ("glossary", *others))]
    for measure in MEASURES:
        cells = [str(shares[measure]) if shares[measure].of else "–"]
        if measure in ("precision", "recall"):
            cells += [str(measures(other.count)[measure]) for other in others.values()]
        lines.append(f"  {measure:<17}" + "".join(f"{cell:<32}" for cell in cells).rstrip())
    scores = [f"{f1(one.count):.3f}" for one in (result, *others.values())]
    lines.append(f"  {'f1':<17}" + "".join(f"{score:<32}" for score in scores).rstrip())
    beside: dict[str, Any] = {
        other: {measure: measures(one.count)[measure].plain() for measure in ("precision", "recall")}
        for other, one in others.items()
    }
    return Section(name, shares, lines, result.failures, {"f1": f1(result.count), "baselines": beside}), result


def sections(*, doubtful: bool, wanted: Callable[[str], bool]) -> Iterator[Section]:
    """Yield every section that is wanted and whose data is here; reliability is of what was measured before it."""
    answers: list[tuple[float, bool]] = []
    sets: dict[str, Callable[[], Iterator[Item]]] = {"seeds": seeds}
    if KOWIKI_GOLD.is_file():
        sets["kowiki"] = lambda: kowiki(doubtful=doubtful)
    for name, items in sets.items():
        if wanted(name):
            section, result = labelled(name, list(items()))
            answers += result.sure
            yield section
    if wanted("unbracketed"):
        found: dict[str, Share] = {"recall": unbracketed()}
        yield Section("unbracketed", found, listed(found))
    if wanted("names") and names.NAMES.is_file():
        result = tally(list(names.sentences()), ours)
        answers += result.sure
        yield Section("names", measures(result.count), listed(measures(result.count)), result.failures)
    if wanted("reliability") and answers:
        yield reliability.section(answers)
    if wanted("norms"):
        yield norms.section()
    if wanted("damage") and damage.SENTENCES.is_file():
        yield damage.section()


SKIPPED: Final = (
    ("kowiki", KOWIKI_GOLD),
    ("names", names.NAMES),
    ("official_examples", norms.EXAMPLES),
    ("damage", damage.SENTENCES),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures of every section that is present and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure what the library answers against gold, beside two baselines.")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="name the first N failures of each section")
    parser.add_argument("--all", action="store_true", help="keep the items labelled doubtful")
    parser.add_argument("--only", action="append", metavar="SECTION", help="measure this section; may be repeated")
    options = parser.parse_args(arguments)

    measured = []
    for section in sections(doubtful=options.all, wanted=lambda name: options.only is None or name in options.only):
        measured.append(section)
        if not options.json:
            print(f"{section.name}:", *section.lines, sep="\n", flush=True)
        for failure in section.failures[: options.show]:
            print(failure, file=sys.stderr)
    if options.json:
        print(json.dumps({section.name: section.plain() for section in measured}, ensure_ascii=False))
    for name, path in SKIPPED:
        if not path.is_file():
            print(f"skipped: {name} (no {path} here)", file=sys.stderr)
    failures = sunk(measured, read_floors())
    print("\n".join(failures) if failures else "every floor holds", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
