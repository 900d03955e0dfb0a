"""What the exports do to other text: their source forms, looked up by plain matching where they were not collected.

A term base is built from the seed documents and `COLLECTED` sentences of ../shared; its default export for CAT tools is matched in `SEARCHED`
other sentences, and that for machine translation (everything accepted taken as approved) until `TRANSLATED` hits are found. Whether a hit
is that thing was judged by reading: data/damage.tsv holds each verdict by form and sentence, and `--show` names the hits that nobody has read yet.
A wrong hit stands inside another word (이연 in 차이연구), is an ordinary word, or another thing of the same name.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from gold import seeds
from measures import DATA, Section, Share

from glossary import store
from glossary.collect import collect
from glossary.formats import Options, Selection, select
from glossary.model import Concept, Document

SENTENCES: Final = DATA / "kowiki" / "sentences.jsonl.gz"
VERDICTS: Final = Path(__file__).with_name("data") / "damage.tsv"
COLLECTED: Final = 2_000
SEARCHED: Final = 5_000
TRANSLATED: Final = 300


class Sentence(NamedTuple):
    """One sentence with its number in the data."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a source form was found."""

    form: str
    target: str
    sentence: Sentence
    start: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What a verdict is about: the form, its target, the sentence."""
        return self.form, self.target, self.sentence.id

    def __str__(self) -> str:
        """Return it with its surroundings, to be judged."""
        end = self.start + len(self.form)
        text = self.sentence.text
        around = f"{text[max(0, self.start - 25) : self.start]}<{self.form}>{text[end : end + 25]}"
        return f"{self.form}\t{self.target}\t{self.sentence.id}\t{around}"


def sentences() -> list[Sentence]:
    """Return all sentences, in an order that is random and the same in every run."""
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    drawn = [Sentence(row["id"], row["text"]) for row in rows]
    return sorted(drawn, key=lambda sentence: hashlib.sha256(f"{sentence.id}\t{sentence.text}".encode()).digest())


def term_base(drawn: Iterable[Sentence]) -> list[Concept]:
    """Return the concepts of a term base made from the seeds and these sentences, each a document."""
    documents = [Document(item.name, item.text) for item in seeds()]
    documents += [Document(sentence.id, sentence.text) for sentence in drawn]
    with (
        tempfile.TemporaryDirectory() as folder,
        store.open(Path(folder) / "damage.db", create=True) as base,
    ):
        collect(base, documents, actor="benchmark", command="damage")
        return list(base.concepts(removed=None))


def hits(selection: Selection, searched: Iterable[Sentence]) -> Iterator[Hit]:
    """Yield every place where a source form of *selection* stands, inside words too."""
    targets: dict[str, str] = {}
    for concept in selection.concepts:
        for term in concept.korean:
            targets.setdefault(term.text, concept.in_language("zh-CN")[0].text)
    heads = defaultdict(list)
    for form in targets:
        heads[form[:2]].append(form)
    for sentence in searched:
        for start in range(len(sentence.text)):
            for form in heads.get(sentence.text[start : start + 2], ()):
                if sentence.text.startswith(form, start):
                    yield Hit(form, targets[form], sentence, start)


def verdicts() -> dict[tuple[str, str, str], bool]:
    """Return what was read, by form, target and sentence: whether the hit is that thing."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(form, target, sentence): verdict == "right" for form, target, sentence, verdict in rows}


def section() -> Section:
    """Return the share of sentences and of hits that the exports leave alone or get right."""
    drawn = sentences()
    concepts = term_base(drawn[:COLLECTED])
    others = drawn[COLLECTED:]
    searched = others[:SEARCHED]
    known = verdicts()

    cat = select(concepts, "cat", Options())
    found = list(hits(cat, searched))
    open_hits = sum(1 for _ in hits(select(concepts, "cat", Options(guard=False)), searched))
    approved = [replace(concept, status="approved") if concept.status == "auto" else concept for concept in concepts]
    mt = select(approved, "mt", Options())
    translated = list(islice(hits(mt, others), TRANSLATED))

    wrong = {hit.sentence.id for hit in found if known.get(hit.key) is False}
    measures = {
        "clean_sentences": Share(len(searched) - len(wrong), len(searched)),
        "cat_hits": _right(found, known),
        "mt_hits": _right(translated, known),
    }
    measures["read"] = Share(sum(hit.key in known for hit in (*found, *translated)), len(found) + len(translated))
    unread = [hit for hit in (*found, *translated) if hit.key not in known]
    lines = [
        f"  for CAT tools         {len(cat.concepts)} concepts, {_told(cat.left_out)}",
        f"  found in {len(searched):,} others  {len(found)} hits ({open_hits} without guards), wrong ones in {len(wrong)} sentences",
        f"  for translation       {len(mt.concepts)} concepts, {_told(mt.left_out)}",
        f"  found                 {len(translated)} hits",
        *(f"  {name:<22}{share}" for name, share in measures.items()),
    ]
    failures = [f"unread {hit}" for hit in dict.fromkeys(unread)]
    failures += [f"wrong {hit}" for hit in dict.fromkeys((*found, *translated)) if known.get(hit.key) is False]
    return Section("damage", measures, lines, failures)


def _right(found: Sequence[Hit], known: dict[tuple[str, str, str], bool]) -> Share:
    """Return the share of right hits among those that were read."""
    read = [known[hit.key] for hit in found if hit.key in known]
    return Share(sum(read), len(read))


def _told(left_out: Counter[str]) -> str:
    """Return how many concepts were held back, by reason."""
    return "held back: " + ", ".join(f"{reason} {count}" for reason, count in left_out.most_common())
