"""Measure extraction against gold, beside two baselines, and hold the floors of floors.json.

    python benchmarks/accuracy.py [--json] [--show N] [--all]

Gold: the five seed documents (tests/data/seeds_gold.tsv, ours), and the labelled Wikipedia brackets of
../shared/data/kowiki/dev_gold.jsonl where that folder is present. What was skipped is said.

A pair is right when its Chinese text (NFKC, spaces aside) is one of the accepted forms and both texts stand exactly where
the gold has them (it gives the Chinese place for the seeds only). Bands accept and review are answers, doubtful is none; an answer where the gold has nothing is wrong.
An item that labels one bracket judges only the answers that touch the bracket. Doubtful items are left out unless --all.
Relation, origin and kind are judged on the pairs that were found. Intervals are Wilson's, at 95 %.

The baselines answer the same brackets: *last word* takes the word before the bracket, *syllables* as many Hangul syllables
before it as the first run of hanzi in it has characters.

Exit status: 0 every floor holds, 1 one does not.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from glossary.hangul import is_syllable
from glossary.languages import is_han
from glossary.model import Document
from glossary.pipeline import extract

ROOT: Final = Path(__file__).resolve().parent.parent
SEEDS: Final = ROOT / "seeds"
SEEDS_GOLD: Final = ROOT / "tests" / "data" / "seeds_gold.tsv"
KOWIKI_GOLD: Final = ROOT.parent / "shared" / "data" / "kowiki" / "dev_gold.jsonl"
FLOORS: Final = Path(__file__).with_name("floors.json")

LABELS: Final = ("relation", "origin", "kind", "flags")
BRACKET: Final = re.compile(r"[(（\[〔【]([^()（）\[\]〔〕【】\n]*)[)）\]〕】]")
MARKS: Final = "'\"‘’“”《》〈〉<>「」『』·,.;:!?•-–—~"


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair as a method gives it; *labels* holds what it says of relation, origin, kind and flags."""

    ko: str
    ko_start: int
    zh: str
    zh_start: int
    band: str
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One labelled pair; a place that is None accepts any, a label that is absent is not judged."""

    ko: str
    ko_start: int | None
    zh: frozenset[str]
    zh_start: int | None
    labels: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """A text with its labelled pairs; *bracket* bounds what is judged, None judges the whole text."""

    name: str
    text: str
    wanted: tuple[Wanted, ...]
    bracket: tuple[int, int] | None = None


Method = Callable[[Item], Sequence[Answer]]


def fold(text: str) -> str:
    """Return *text* as forms are compared: NFKC without spaces."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def seeds() -> Iterator[Item]:
    """Yield the seed documents with their gold."""
    with SEEDS_GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for path in sorted(SEEDS.glob("*.txt")):
        wanted = tuple(
            Wanted(
                row["ko"],
                int(row["ko_start"]),
                frozenset({fold(row["zh"])}),
                int(row["zh_start"]),
                {
                    "relation": tuple(row["relation"].split("|")),
                    "kind": tuple(row["kind"].split("|")),
                    "flags": (row["flags"],),
                },
            )
            for row in rows
            if row["document"] == path.name
        )
        yield Item(path.name, path.read_bytes().decode("utf-8-sig"), wanted)


def kowiki(*, doubtful: bool) -> Iterator[Item]:
    """Yield the labelled Wikipedia brackets."""
    with KOWIKI_GOLD.open(encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            if item.get("doubtful") and not doubtful:
                continue
            wanted = tuple(
                Wanted(
                    pair["ko"],
                    pair.get("ko_start"),
                    frozenset(map(fold, pair["zh"])),
                    None,
                    {label: tuple(pair[label]) for label in LABELS if pair.get(label)},
                )
                for pair in item["gold"]
            )
            yield Item(item["id"], item["text"], wanted, (item["paren_start"], item["paren_end"]))


def ours(item: Item) -> list[Answer]:
    """Return what the library answers."""
    return [
        Answer(
            pair.ko.text,
            pair.ko.start,
            pair.zh.text,
            pair.zh.start,
            pair.band,
            {"relation": pair.relation, "origin": pair.origin, "kind": pair.kind, "flags": " ".join(pair.flags)},
        )
        for pair in extract(Document(item.name, item.text))
    ]


def brackets(item: Item) -> Iterator[tuple[str, int, int, str]]:
    """Yield the text before each bracket with hanzi, where the bracket and its hanzi begin, and the hanzi."""
    start, end = item.bracket or (0, len(item.text))
    for match in BRACKET.finditer(item.text, start, end):
        han = re.search("[\u3400-\u9fff\uf900-\ufaff]+", match[1])
        if han:
            yield item.text[: match.start()], match.start(), match.start(1) + han.start(), han[0]


def last_word(item: Item) -> list[Answer]:
    """Answer each bracket with the word before it."""
    answers = []
    for left, _, zh_start, zh in brackets(item):
        word = re.search(r"\S+$", left.rstrip().rstrip(MARKS))
        if word:
            ko = word[0].lstrip(MARKS)
            answers.append(Answer(ko, word.end() - len(ko), zh, zh_start, "review"))
    return answers


def syllables(item: Item) -> list[Answer]:
    """Answer each bracket with as many Hangul syllables before it as it has hanzi."""
    answers = []
    for left, _, zh_start, zh in brackets(item):
        end = len(left.rstrip().rstrip(MARKS))
        start, count = end, 0
        while start and count < sum(map(is_han, zh)):
            start -= 1
            count += is_syllable(left[start])
        answers.append(Answer(left[start:end], start, zh, zh_start, "review"))
    return answers


METHODS: Final[tuple[tuple[str, Method], ...]] = (
    ("glossary", ours),
    ("last word", last_word),
    ("syllables", syllables),
)


def judged(item: Item, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers that count: not doubtful, and touching the labelled bracket where the item labels one.

    A second Korean reading inside the bracket is neither right nor wrong, unless the gold pair itself stands there.
    """
    answers = [answer for answer in answers if answer.band != "doubtful"]
    if item.bracket is None:
        return answers
    inside = range(*item.bracket)
    reverse = any(wanted.ko_start in inside for wanted in item.wanted)
    return [
        answer
        for answer in answers
        if (answer.zh_start in inside or answer.ko_start in inside) and (reverse or answer.ko_start not in inside)
    ]


def matches(answer: Answer, wanted: Wanted) -> bool:
    """Say whether *answer* has the wanted pair exactly."""
    return (
        answer.ko == wanted.ko
        and wanted.ko_start in (None, answer.ko_start)
        and fold(answer.zh) in wanted.zh
        and wanted.zh_start in (None, answer.zh_start)
    )


def tally(items: Sequence[Item], method: Method, *, show: int = 0) -> Counter[str]:
    """Count what *method* gets right on *items*, and name the first *show* failures on standard error."""
    count: Counter[str] = Counter()
    for item in items:
        answers = judged(item, method(item))
        count["gold"] += len(item.wanted)
        count["answers"] += len(answers)
        for answer in answers:
            right = any(matches(answer, wanted) for wanted in item.wanted)
            count["right"] += right
            count[answer.band] += 1
            count[f"{answer.band} right"] += right
            if not right and (show := show - 1) >= 0:
                print(f"wrong  {item.name}: {answer.ko} = {answer.zh} ({answer.band})", file=sys.stderr)
        for wanted in item.wanted:
            hit = next((answer for answer in answers if matches(answer, wanted)), None)
            if hit is None:
                if (show := show - 1) >= 0:
                    print(f"missed {item.name}: {wanted.ko} = {'|'.join(sorted(wanted.zh))}", file=sys.stderr)
                continue
            count["found"] += 1
            for label, accepted in wanted.labels.items():
                count[f"{label} asked"] += 1
                count[f"{label} right"] += hit.labels.get(label) in accepted
    return count


def wilson(right: int, asked: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval for *right* out of *asked*."""
    centre = (right + z * z / 2) / (asked + z * z)
    half = z * (right * (asked - right) / asked + z * z / 4) ** 0.5 / (asked + z * z)
    return centre - half, centre + half


def scores(count: Counter[str]) -> dict[str, Any]:
    """Return each measure as ``{"value", "right", "of", "interval"}``; a measure that nothing was asked of is absent."""
    asked = {
        "precision": (count["right"], count["answers"]),
        "recall": (count["found"], count["gold"]),
        "accept_precision": (count["accept right"], count["accept"]),
        "accept_coverage": (count["accept right"], count["gold"]),
        **{label: (count[f"{label} right"], count[f"{label} asked"]) for label in LABELS},
    }
    measured: dict[str, Any] = {
        name: {
            "value": round(right / of, 4),
            "right": right,
            "of": of,
            "interval": [round(bound, 3) for bound in wilson(right, of)],
        }
        for name, (right, of) in asked.items()
        if of
    }
    if count["right"]:
        precision, recall = count["right"] / count["answers"], count["found"] / count["gold"]
        measured["f1"] = {"value": round(2 * precision * recall / (precision + recall), 4)}
    return measured


def table(methods: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of one set: a measure a line, a method a column; labels and bands are ours alone."""
    yield "  " + " " * 17 + "".join(f"{name:<32}" for name in methods)
    for measure in ("precision", "recall", "f1", "accept_precision", "accept_coverage", *LABELS):
        cells = []
        for name, measured in methods.items():
            found = measured.get(measure)
            if found is None or (name != "glossary" and measure not in ("precision", "recall", "f1")):
                cells.append("–")
            elif "of" in found:
                low, high = found["interval"]
                cells.append(f"{found['value']:.3f}  {low:.3f}–{high:.3f}  {found['right']}/{found['of']}")
            else:
                cells.append(f"{found['value']:.3f}")
        yield f"  {measure:<17}" + "".join(f"{cell:<32}" for cell in cells).rstrip()


def sunk(results: dict[str, dict[str, dict[str, Any]]]) -> list[str]:
    """Return a line for each floor that does not hold, among the sets that were measured."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    lines = []
    for name, methods in results.items():
        for measure, floor in floors[name].items():
            value = methods["glossary"].get(measure, {"value": 0.0})["value"]
            if value < floor:
                lines.append(f"{name}: {measure} is {value:.4f}, under its floor of {floor}")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures of every set that is present and return the exit status."""
    parser = argparse.ArgumentParser(description="Measure extraction against gold, beside two baselines.")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="name the first N failures of each set")
    parser.add_argument("--all", action="store_true", help="keep the items labelled doubtful")
    options = parser.parse_args(arguments)

    sets: dict[str, list[Item]] = {"seeds": list(seeds())}
    if KOWIKI_GOLD.is_file():
        sets["kowiki"] = list(kowiki(doubtful=options.all))
    results = {
        name: {
            method: scores(tally(items, answer, show=options.show if method == "glossary" else 0))
            for method, answer in METHODS
        }
        for name, items in sets.items()
    }
    if options.json:
        print(json.dumps(results, ensure_ascii=False))
    else:
        for name, methods in results.items():
            print(f"{name}: {len(sets[name])} texts, {sum(len(item.wanted) for item in sets[name])} pairs")
            print("\n".join(table(methods)))
    if "kowiki" not in sets:
        print("skipped: kowiki (no ../shared/data/kowiki/dev_gold.jsonl here)", file=sys.stderr)
    failures = sunk(results)
    print("\n".join(failures) if failures else "every floor holds", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
