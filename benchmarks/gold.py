"""Labelled texts: the five seed documents (tests/data, ours) and brackets of Korean Wikipedia (../shared, not ours).

A pair is right when its Chinese text (NFKC, spaces aside) is one of the accepted forms and both texts stand exactly where
the gold has them (it gives the Chinese place for the seeds only). Bands accept and review are answers, doubtful is none; an answer where the gold has nothing is wrong.
An item that labels one bracket judges only the answers that touch the bracket. Relation, origin and kind are judged on the
pairs that were found.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from measures import DATA, ROOT, Share

from glossary.model import Document
from glossary.pipeline import extract

SEEDS: Final = ROOT / "seeds"
SEEDS_GOLD: Final = ROOT / "tests" / "data" / "seeds_gold.tsv"
UNBRACKETED_GOLD: Final = ROOT / "tests" / "data" / "seeds_gold_unbracketed.tsv"
KOWIKI_GOLD: Final = DATA / "kowiki" / "dev_gold.jsonl"
LABELS: Final = ("relation", "origin", "kind", "flags")


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair as a method gives it; *labels* holds what it says of relation, origin, kind and flags."""

    ko: str
    ko_start: int
    zh: str
    zh_start: int
    band: str
    confidence: float = 0.0
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One labelled pair; a place that is None accepts any, a label that is absent is not judged."""

    ko: str
    ko_start: int | None
    zh: frozenset[str]
    zh_start: int | None
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A text with its labelled pairs and the title of its document; *bracket* bounds what is judged, None judges the whole text."""

    name: str
    text: str
    wanted: tuple[Wanted, ...]
    bracket: tuple[int, int] | None = None
    title: str | None = None


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


def unbracketed() -> Share:
    """Return how many of the forms that stand in the seeds without a bracket are found."""
    with UNBRACKETED_GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = 0
    for item in seeds():
        pairs = extract(Document(item.name, item.text), mentions=True)
        mentioned = {(pair.ko.start, pair.ko.text, pair.zh.text) for pair in pairs}
        found += sum(
            (int(row["ko_start"]), row["ko"], row["zh"]) in mentioned for row in rows if row["document"] == item.name
        )
    return Share(found, len(rows))


def kowiki(*, doubtful: bool) -> Iterator[Item]:
    """Yield the labelled Wikipedia brackets; the doubtful ones only where they are asked for."""
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
            yield Item(item["id"], item["text"], wanted, (item["paren_start"], item["paren_end"]), item.get("title"))


def ours(item: Item) -> list[Answer]:
    """Return what the library answers."""
    return [
        Answer(
            pair.ko.text,
            pair.ko.start,
            pair.zh.text,
            pair.zh.start,
            pair.band,
            pair.confidence,
            {"relation": pair.relation, "origin": pair.origin, "kind": pair.kind, "flags": " ".join(pair.flags)},
        )
        for pair in extract(Document(item.name, item.text, title=item.title))
    ]


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


@dataclass(slots=True)
class Tally:
    """What a method got right: *count* by measure, *failures* as lines, *sure* as (confidence, right) of every answer."""

    count: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)


def tally(items: Sequence[Item], method: Method) -> Tally:
    """Count what *method* gets right on *items*."""
    result = Tally()
    for item in items:
        answers = judged(item, method(item))
        _judge_answers(item, answers, result)
        _judge_wanted(item, answers, result)
    return result


def _judge_answers(item: Item, answers: Sequence[Answer], result: Tally) -> None:
    for answer in answers:
        right = any(matches(answer, wanted) for wanted in item.wanted)
        result.count.update({"answers": 1, "right": right, answer.band: 1, f"{answer.band} right": right})
        result.sure.append((answer.confidence, right))
        if not right:
            result.failures.append(f"wrong  {item.name}: {answer.ko} = {answer.zh} ({answer.band})")


def _judge_wanted(item: Item, answers: Sequence[Answer], result: Tally) -> None:
    for wanted in item.wanted:
        result.count["gold"] += 1
        hit = next((answer for answer in answers if matches(answer, wanted)), None)
        if hit is None:
            result.failures.append(f"missed {item.name}: {wanted.ko} = {'|'.join(sorted(wanted.zh))}")
            continue
        result.count["found"] += 1
        for label, accepted in wanted.labels.items():
            given = hit.labels.get(label)
            result.count.update({f"{label} asked": 1, f"{label} right": given in accepted})
            if given is not None and given not in accepted:
                result.failures.append(f"{label:<6} {item.name}: {wanted.ko} is {'|'.join(accepted)}, not {given}")


def measures(count: Counter[str]) -> dict[str, Share]:
    """Return the measures of a tally."""
    return {
        "precision": Share(count["right"], count["answers"]),
        "recall": Share(count["found"], count["gold"]),
        "accept_precision": Share(count["accept right"], count["accept"]),
        "accept_coverage": Share(count["accept right"], count["gold"]),
        **{label: Share(count[f"{label} right"], count[f"{label} asked"]) for label in LABELS},
    }


def f1(count: Counter[str]) -> float:
    """Return the harmonic mean of precision and recall."""
    if not count["right"]:
        return 0.0
    precision, recall = count["right"] / count["answers"], count["found"] / count["gold"]
    return round(2 * precision * recall / (precision + recall), 4)
