"""OmegaT's tab text: source, target, comment; no header, no quoting, UTF-8 without BOM, line feeds.

One line for each source form with each target form. The comment reads ``[place] Wēihǎi — note`` or ``[person, own-hanja]``: kind and the flags of the target,
pinyin, notes; it is read back as such. OmegaT takes a line that begins with # for a comment and has no way to quote it: such a form is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, Final

from glossary.errors import FormatError, ValueRefused
from glossary.formats.account import Tally
from glossary.formats.exchange import BETWEEN_NOTES, Incoming, Options, Problem, Profile, TermDetail, arranged, kind_of
from glossary.formats.guards import fold
from glossary.formats.repeats import Once
from glossary.hangul import has_hangul
from glossary.languages import has_han
from glossary.model import FLAGS, KINDS, Concept, Flag, Kind, Note, Term, term_text

LINE: Final = 1024 * 1024
"""Bytes of the longest line that is read."""
DASH: Final = " — "
_UNSAID: Final[tuple[TermDetail, ...]] = ("status", "type")
_COMMENT: Final = re.compile(r"\[([a-z]+)((?:, [a-z-]+)*)\](?:(?! — ) ((?:(?! — ).)+))?(?: — (.*))?", re.DOTALL)
# What ends a line for some program that reads such files; white space of every kind is one space in a term anyway.
_SPACES: Final = re.compile("[\t\n\r\v\f\x1c-\x1e\u0085\u2028\u2029]+")


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one line for each pair of forms; a pair that two concepts share is written once."""
    written = Once(tally.repeats)
    for concept in concepts:
        sources = [term for term in concept.in_language(options.source) if _is_writable(term)]
        targets = concept.in_language(options.target)
        skipped = len(concept.in_language(options.source)) - len(sources)
        tally.lost["pairs whose source form begins with # or a BOM"] += skipped * len(targets)
        lines = list(_lines_of(concept, sources, targets, written, tally))
        if lines:
            tally.wrote(concept, len(lines))
            yield from lines
        else:
            tally.refused()


def _lines_of(
    concept: Concept, sources: Sequence[Term], targets: Sequence[Term], written: Once, tally: Tally
) -> Iterator[str]:
    for target in targets:
        comment = _comment(concept, target)
        for source in sources:
            pair = flat(source.text), flat(target.text)
            if written.is_new(fold(source.text), *pair):
                yield "\t".join((*pair, comment)).rstrip("\t") + "\n"
            else:
                tally.lost["pairs that another concept has too"] += 1


def _is_writable(term: Term) -> bool:
    """Say whether the line would be read as it is: one that begins with # is a comment, a BOM at the beginning goes."""
    return not flat(term.text).startswith(("#", "\ufeff"))


def flat(text: str) -> str:
    """Return *text* on one line and without tabs."""
    return _SPACES.sub(" ", text).strip()


def _comment(concept: Concept, target: Term) -> str:
    notes = BETWEEN_NOTES.join(flat(note.text) for note in concept.notes if note.level == "concept")
    reading = flat(target.reading or "").replace(DASH, " - ")
    return (
        f"[{', '.join((concept.kind, *target.flags))}]"
        + (f" {reading}" if reading else "")
        + (f"{DASH}{notes}" if notes else "")
    )


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of lines with one target and one comment, each source form a term.

    The languages are told by script: the side with Hangul is Korean. Lines that begin with # are comments. Raises FormatError for
    what is no text in UTF-8.
    """
    return read_pairs(stream, path, comments=True)


def read_pairs(stream: BinaryIO, path: str, *, comments: bool) -> Iterator[Incoming | Problem]:
    """Yield what the lines of pairs hold; with *comments* a line that begins with # is one."""
    run: _Run | None = None
    for number, line in _lines(stream, path):
        if (comments and line.startswith("#")) or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            yield Problem(path, number, 0, "no target; write source, tab, target, and tab, comment if there is one")
            continue
        comment = " ".join(cell for cell in cells[2:] if cell)
        if run is not None and (run.target, run.comment) == (cells[1], comment):
            run.sources.append(cells[0])
            continue
        if run is not None:
            yield run.finished(path)
        run = _Run(number, cells[0], cells[1], comment)
    if run is not None:
        yield run.finished(path)


def _lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    number = 0
    while data := stream.readline(LINE + 1):
        number += 1
        if len(data) > LINE:
            raise FormatError(f"{path}:{number}: a line of more than {LINE:,} bytes; this is no glossary")
        try:
            text = data.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{path}:{number}: not UTF-8 at byte {error.start + 1} of the line; save the file as UTF-8"
            ) from None
        yield number, text.rstrip("\r\n")


class _Run:
    """Lines with one target and one comment, on their way to a concept."""

    def __init__(self, line: int, source: str, target: str, comment: str) -> None:
        self.line = line
        self.sources = [source]
        self.target = target
        self.comment = comment

    def finished(self, path: str) -> Incoming | Problem:
        """Return the concept, or what the model refuses in it."""
        try:
            return self._concept()
        except ValueRefused as error:
            return Problem(path, self.line, 0, str(error))

    def _is_reversed(self) -> bool:
        """Say whether the file goes from Chinese to Korean: the script tells, and a form in neither (WeKoreaGo, CRH) leaves it open."""
        if has_hangul(self.target):
            return not any(map(has_hangul, self.sources))
        return not has_han(self.target) and any(has_han(text) and not has_hangul(text) for text in self.sources)

    def _concept(self) -> Incoming:
        kind, flags, reading, notes = _read_comment(self.comment)
        korean, chinese = ([self.target], self.sources) if self._is_reversed() else (self.sources, [self.target])
        terms = [Term("ko", term_text(text)) for text in korean]
        terms += [Term("zh-Hans", term_text(text)) for text in chinese]
        target = term_text(self.target)
        terms = [replace(term, reading=reading, flags=flags) if term.text == target else term for term in terms]
        fields = {"terms"} | ({"kind"} if kind else set()) | ({"notes"} if notes else set())
        concept = Concept(
            uid="",
            kind=kind or "term",
            origin="zh",
            relation="other",
            status="approved",
            terms=arranged(terms),
            notes=(Note(notes),) if notes else (),
        )
        unsaid = frozenset((detail, term.text) for term in terms for detail in _UNSAID)
        return Incoming(concept, self.line, frozenset(fields), unsaid)


def _read_comment(comment: str) -> tuple[Kind | None, tuple[Flag, ...], str | None, str]:
    """Return kind, flags, pinyin and notes of a comment that `write` made; any other comment is a note."""
    found = _COMMENT.fullmatch(comment)
    words = found[2].split(", ")[1:] if found else []
    flags: tuple[Flag, ...] = tuple(flag for flag in FLAGS if flag in words)
    if found is None or found[1] not in KINDS or len(flags) != len(words):
        return None, (), None, comment
    return kind_of(found[1]), flags, found[3], (found[4] or "").strip()


OMEGAT: Final = Profile(
    "omegat",
    "OmegaT glossary, tab-separated text",
    (".txt", ".tab", ".utf8"),
    "cat",
    frozenset(("kinds", "notes", "pinyin", "flags")),
    "pairs of forms; kind, pinyin and notes as comment; no form that begins with #",
    write,
    read,
    pairs=True,
)
