"""DeepL's glossary as tab-separated text: source, target; no header, no quoting, UTF-8 without BOM, line feeds.

One dictionary a file, one direction, each source form once. DeepL refuses the whole file for a source form that is there twice, for a text
of more than 1,024 bytes, and for more than 10 MiB; what would do that is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from glossary.formats.exchange import Incoming, Options, Problem, Tally
from glossary.formats.omegat import flat, read_pairs
from glossary.model import Concept

LONGEST: Final = 1024
"""Bytes of one text."""
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of one file."""


def write(concepts: Sequence[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one line for each source form, with the preferred target."""
    written: set[str] = set()
    size = 0
    for concept in concepts:
        lines = 0
        target = flat(concept.in_language(options.target)[0].text)
        for term in concept.in_language(options.source):
            source = flat(term.text)
            line = f"{source}\t{target}\n"
            if source.startswith("\ufeff"):
                tally.lost["source forms that begin with a BOM"] += 1
            elif source in written:
                tally.lost["source forms that another concept has too"] += 1
            elif max(len(source.encode()), len(target.encode())) > LONGEST or size + len(line.encode()) > LARGEST:
                tally.lost["forms beyond the sizes that DeepL takes"] += 1
            else:
                written.add(source)
                size += len(line.encode())
                lines += 1
                yield line
        tally.entries += lines
        if not lines:
            tally.left_out["unwritable"] += 1
            continue
        tally.concepts += 1
        tally.lost["notes"] += len(concept.notes)
        for name in ("subject", "source", "part_of", "region", "scope"):
            tally.lost[name] += getattr(concept, name) is not None


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of lines with one target, each source form a term; the script tells the languages.

    Raises FormatError for what is no text in UTF-8.
    """
    return read_pairs(stream, path, comments=False)
