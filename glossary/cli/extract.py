"""``glossary extract``: the pairs of documents, without a term base."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from glossary.cli.session import Session
from glossary.cli.sources import SOURCES, Reading
from glossary.cli.streams import echo, echo_json, table

if TYPE_CHECKING:
    from glossary.align import Lexicon
    from glossary.documents import Part
    from glossary.model import Pair


_WIDEST: Final = 24
"""Cells to which a column is filled up; the titles of plans are longer and push their own line only."""


@click.command(name="extract", short_help="Print the pairs of documents.")
@SOURCES
@click.option("--json", "as_json", is_flag=True, help="One object a line, with positions and steps.")
@click.option("--mentions", is_flag=True, help="Also find the forms where they stand without a bracket.")
@click.option(
    "--lexicon", "learned", is_flag=True, help="Learn from what people approved and rejected in the term base."
)
@click.pass_obj
def command(session: Session, sources: tuple[str, ...], as_json: bool, mentions: bool, learned: bool) -> int:
    """Print the pairs of documents; no term base is touched.

    SOURCE is a file, a folder (searched for .txt and .jsonl) or - for standard input.

    A text of more than half a MiB is read in parts, and memory does not grow with it. The pairs of a part are printed when it has been
    read: where a byte is not UTF-8 those of the parts before stand, the error names the byte, and the status is 1.

    With --lexicon the term base is read, and not written: pairs that a person approved are cut as they were, alone and inside longer names,
    and pairs that a person rejected or removed are left out. What only the machine accepted teaches nothing.

    \b
    Example: glossary extract --json articles/ > pairs.jsonl
    """
    from glossary import pipeline
    from glossary.align import SHIPPED

    lexicon = _learned(session) if learned else SHIPPED
    reading = Reading(session, sources)
    # A bar among the results would tear them apart where both go to the same terminal.
    headed = False
    for part in reading.parts("extracting", bar=not sys.stdout.isatty()):
        pairs = pipeline.extract_part(part, mentions=mentions, lexicon=lexicon)
        headed = headed and part.start > 0
        if as_json:
            for pair in pairs:
                echo_json(record(pair))
        elif pairs:
            if not headed:
                echo(part.document.name)
            headed = True
            _print(session, part, pairs)
    return reading.status()


def _learned(session: Session) -> Lexicon:
    """Return the lexicon with what the term base teaches; a note where it teaches nothing. Raises StoreError."""
    from glossary.collect import lexicon_of

    with session.base(write=False) as base:
        lexicon = lexicon_of(base)
    if not (lexicon.known or lexicon.refused):
        session.note("nobody approved or rejected anything in the term base yet; glossary edit --status does")
    return lexicon


def record(pair: Pair) -> dict[str, Any]:
    """Return *pair* as ``extract --json`` prints it."""
    return {
        "document": pair.document,
        "ko": pair.ko.text,
        "ko_start": pair.ko.start,
        "ko_end": pair.ko.end,
        "zh": pair.zh.text,
        "zh_start": pair.zh.start,
        "zh_end": pair.zh.end,
        "zh_hans": pair.zh_hans or None,
        "zh_hant": pair.zh_hant or None,
        "pinyin": pair.pinyin,
        "official": pair.official,
        "relation": pair.relation,
        "origin": pair.origin,
        "kind": pair.kind,
        "part_of": pair.part_of,
        "flags": list(pair.flags),
        "band": pair.band,
        "confidence": round(pair.confidence, 3),
        "sentence": pair.sentence,
        "how": pair.how,
        "steps": [
            {"stage": step.stage, "rule": step.rule, "before": step.before, "after": step.after, "why": step.why}
            for step in pair.steps
        ],
    }


def _print(session: Session, part: Part, pairs: list[Pair]) -> None:
    """Print the pairs of one part for people: a line a pair, and why it is not accepted, with its steps where asked to be verbose."""
    seen = Counter((pair.ko.text, pair.zh_hans) for pair in pairs)
    rows = [
        (
            str(line),
            " ".join(pair.ko.text.split()),
            " ".join(pair.zh.text.split()),
            pair.kind,
            pair.relation,
            " ".join((pair.band, *pair.flags)),
            pair.pinyin or "",
            _doubt(pair, seen[pair.ko.text, pair.zh_hans]),
        )
        for pair, line in zip(pairs, _lines(part, pairs), strict=True)
    ]
    for pair, line in zip(pairs, table(rows, right=(0,), indent="  ", most=_WIDEST), strict=True):
        echo(line)
        if session.verbose:
            for step in pair.steps:
                echo(f"      {step.stage}: {step.rule}: {step.before} -> {step.after} {step.why}".rstrip())


def _doubt(pair: Pair, seen: int) -> str:
    """Return in a few words why the pair is to be reviewed, "" for one that is accepted."""
    if pair.band == "accept":
        return ""
    why = {step.rule: step.why for step in pair.steps if step.stage in ("align", "mentions") or step.rule == "slip"}
    if "slip" in why:
        return why["slip"]
    if "band" not in why:
        return next(iter(why.values()), "")
    if "misspelt" in pair.flags and pair.official not in (None, pair.ko.text):
        return f"misspelt: official {pair.official}"
    if why["band"] == "translation":
        return f"translation, seen {'once' if seen == 1 else f'{seen} times'}"
    return why["band"] or "nothing beside it supports it"


def _lines(part: Part, pairs: list[Pair]) -> Iterator[int]:
    """Yield the number of the line of each pair: pairs come all but in order, so only the way from one to the next is counted."""
    place, line = 0, part.line + 1
    for pair in pairs:
        there = pair.ko.start - part.start
        text = part.document.text
        line += text.count("\n", place, there) if there >= place else -text.count("\n", there, place)
        place = there
        yield line
