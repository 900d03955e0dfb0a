"""DeepL's glossary as tab-separated text: source, target; no header, no quoting, UTF-8 without BOM, line feeds.

One dictionary a file, one direction, each source form once. DeepL refuses the whole file for a source form that is there twice, for a text
of more than 1,024 bytes, and for more than 10 MiB; what would do that is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from glossary.formats.account import Tally
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.formats.guards import fold
from glossary.formats.omegat import flat, read_pairs
from glossary.formats.repeats import Once
from glossary.model import Concept

LONGEST: Final = 1024
"""Bytes of one text."""
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of one file."""


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one line for each source form, with the preferred target."""
    written = Once(tally.repeats)
    size = 0
    for concept in concepts:
        lines = 0
        target = flat(concept.in_language(options.target)[0].text)
        for term in concept.in_language(options.source):
            source = flat(term.text)
            line = f"{source}\t{target}\n"
            if source.startswith("\ufeff"):
                tally.lost["pairs whose source form begins with a BOM"] += 1
            elif max(len(source.encode()), len(target.encode())) > LONGEST or size + len(line.encode()) > LARGEST:
                tally.lost["pairs beyond the sizes that DeepL takes"] += 1
            elif not written.is_new(fold(source), source):
                tally.lost["pairs whose source form another concept has too"] += 1
            else:
                size += len(line.encode())
                lines += 1
                yield line
        if lines:
            tally.wrote(concept, lines)
        else:
            tally.refused()


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of lines with one target, each source form a term; the script tells the languages.

    Raises FormatError for what is no text in UTF-8.
    """
    return read_pairs(stream, path, comments=False)


DEEPL: Final = Profile(
    "deepl",
    "DeepL glossary, tab-separated text",
    (".deepl.tsv",),
    "mt",
    frozenset(),
    "each source form once, with the preferred target; texts of at most 1,024 bytes, at most 10 MiB",
    write,
    read,
    pairs=True,
)
