"""``glossary show``: concepts with all that is known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from glossary.cli.concepts import card, headline, record
from glossary.cli.params import concept_id
from glossary.cli.session import Session
from glossary.cli.streams import echo, echo_json
from glossary.errors import NotFound
from glossary.house import view
from glossary.model import APART, SEE

if TYPE_CHECKING:
    from glossary.model import Concept, Reference
    from glossary.store import Base


@click.command(name="show", short_help="Show concepts with all that is known.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=concept_id)
@click.option("--json", "as_json", is_flag=True, help="One object a line, with notes and evidence.")
@click.pass_obj
def command(session: Session, ids: tuple[int, ...], as_json: bool) -> int:
    """Show concepts: their forms with the reason for each mark, their notes, and where they were seen.

    \b
    Example: glossary show c1
    """
    shown, house = 0, session.house
    with session.base(write=False) as base:
        for number in ids:
            try:
                concept = base.concept(number)
            except NotFound as error:
                session.problem(error)
                continue
            shown += 1
            into = base.merged_into(number) if concept.removed else None
            if as_json:
                merged = {"merged": None if into is None else f"c{into}"}
                echo_json(whole_record(view(concept, house)) | merged)
            else:
                for line in [*card(concept, house=house), *related(base, concept, into)]:
                    echo(line)
    if not session.problems:
        return 0
    return 1 if shown else 2


def related(base: Base, concept: Concept, into: int | None) -> list[str]:
    """Return a line for each concept that this one is part of, refers to, or is kept apart from."""
    told = [("merged into", into)] if into is not None else []
    for kind, words in ((SEE, "see also"), (APART, "not the same as")):
        uids = [note.text for note in concept.notes if note.type == kind]
        there = base.by_uid(uids)
        told += [(words, there[uid]) for uid in uids if uid in there]
    return [f"    {words} {' '.join(headline(base.concept(number))[0].split())}" for words, number in told]


def whole_record(concept: Concept) -> dict[str, Any]:
    """Return everything about *concept* as JSON."""
    return record(concept) | {
        "origin": concept.origin,
        "relation": concept.relation,
        "norm": concept.norm,
        "part_of": concept.part_of,
        "region": concept.region,
        "scope": concept.scope,
        "subject": concept.subject,
        "source": concept.source,
        "removed": concept.removed,
        "revision": concept.revision,
        "documents": concept.documents,
        "notes": [
            {
                "text": note.text,
                "level": note.level,
                "type": note.type,
                "lang": note.language or None,
                "term": note.term or None,
                "internal": note.internal,
            }
            for note in concept.notes
        ],
        "seen": [_reference_record(reference) for reference in concept.references],
    }


def _reference_record(reference: Reference) -> dict[str, Any]:
    """Return where a concept was seen as JSON."""
    ko, zh = reference.ko, reference.zh
    return {
        "document": reference.name,
        "how": reference.how,
        "ko": ko.text if ko else None,
        "ko_start": ko.start if ko else None,
        "ko_end": ko.end if ko else None,
        "zh": zh.text if zh else None,
        "zh_start": zh.start if zh else None,
        "zh_end": zh.end if zh else None,
        "sentence": reference.sentence,
    }
