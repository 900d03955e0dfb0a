"""TMX 1.4b as a glossary: one translation unit for each pair of forms, UTF-8 without BOM, line feeds.

Readers differ on several forms of one language in a unit, so none has them; a form that nobody shall write stays out, since TMX has no mark for it. The kind
and the subject stand in ``prop`` elements, notes in ``note``. A DOCTYPE is not written: readers must not fetch one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, ClassVar, Final

from glossary.errors import ValueRefused
from glossary.formats.account import REPEATED, Tally
from glossary.formats.entry import Entry
from glossary.formats.exchange import Incoming, Options, Problem, Profile, paired
from glossary.formats.guards import fold
from glossary.formats.markup import Markup
from glossary.formats.repeats import Once
from glossary.formats.xml_text import escape, writable
from glossary.model import Concept, term_order

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="glossary" creationtoolversion="1" segtype="phrase" o-tmf="glossary" adminlang="en" srclang="{source}" datatype="plaintext"/>
  <body>
"""
_TAIL: Final = "  </body>\n</tmx>\n"
PROPS: Final = {"x-kind": "kind", "x-subject": "subject"}
"""Properties that are fields of an entry; other programs' are named once."""
MOST: Final = 400
"""Units of one concept; where there are more, another one begins."""
CODES: Final = ("bpt", "ept", "it", "ph", "ut")
"""Elements in a segment whose text is markup of the document that it comes from."""


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield one unit for each source form with each target form; a pair that two concepts share is written once."""
    written = Once(tally.repeats)
    source, target = escape(options.source, tally), escape(options.target, tally)
    yield _HEAD.format(source=source)
    for concept in concepts:
        promised = len(concept.in_language(options.source)) * len(concept.in_language(options.target))
        terms = writable(concept.terms, tally)
        sources = [term.text for term in terms if term.language == options.source]
        targets = [term.text for term in terms if term.language == options.target]
        pairs = [*paired(sources, targets, options.source)]
        tally.lost["pairs with characters that XML cannot hold"] += promised - len(pairs)
        fresh = [pair for pair in pairs if written.is_new(fold(pair[0]), *pair)]
        tally.lost[REPEATED] += len(pairs) - len(fresh)
        if not fresh:
            tally.refused("repeated" if pairs else "unwritable")
            continue
        tally.wrote(concept, len(fresh))
        about = _about(concept, tally)
        for one, other in fresh:
            yield (
                f'    <tu>{about}<tuv xml:lang="{source}"><seg>{escape(one, tally)}</seg></tuv>'
                f'<tuv xml:lang="{target}"><seg>{escape(other, tally)}</seg></tuv></tu>\n'
            )
    yield _TAIL


def _about(concept: Concept, tally: Tally) -> str:
    """Return what stands before the forms in every unit of a concept."""
    notes = "".join(f"<note>{escape(note.text, tally)}</note>" for note in concept.notes if note.level == "concept")
    subject = f'<prop type="x-subject">{escape(concept.subject, tally)}</prop>' if concept.subject else ""
    return f'{notes}<prop type="x-kind">{concept.kind}</prop>{subject}'


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of units with one Chinese form that say the same of it; several forms of one language are synonyms.

    Raises FormatError with path, line and column for what is not well-formed, not TMX, or hostile.
    """
    return _joined(_Reading(path).read(stream))


def _joined(items: Iterable[Incoming | Problem]) -> Iterator[Incoming | Problem]:
    """Yield the items, those that follow each other and differ in their Korean form alone as one."""
    run: list[Incoming] = []
    for item in items:
        if run and (isinstance(item, Problem) or len(run) == MOST or not _is_same(run[0], item)):
            yield _together(run)
            run = []
        if isinstance(item, Problem):
            yield item
        else:
            run.append(item)
    if run:
        yield _together(run)


def _is_same(item: Incoming, other: Incoming) -> bool:
    """Say whether two units, each a Korean form and others, are of one concept."""
    one, two = ([term for term in each.concept.terms if term.language != "ko"] for each in (item, other))
    lone = len(item.concept.terms) == len(one) + 1 and len(other.concept.terms) == len(two) + 1
    if one != two or not lone or not any(term.language.startswith("zh") for term in one):
        return False
    return replace(item.concept, terms=()) == replace(other.concept, terms=()) and item.fields == other.fields


def _together(run: Sequence[Incoming]) -> Incoming:
    """Return the units of one concept as one, the Korean form of the first preferred."""
    first = run[0]
    if len(run) == 1:
        return first
    korean = {term.text: term for item in reversed(run) for term in item.concept.korean}
    others = (replace(term, status="admitted") for term in korean.values() if term.text != first.concept.korean[0].text)
    terms = tuple(sorted((*first.concept.terms, *others), key=term_order))
    unsaid = frozenset(said for item in run for said in item.unsaid)
    return replace(first, concept=replace(first.concept, terms=terms), unsaid=unsaid)


class _Reading(Markup[Incoming]):
    """The state of one file under way."""

    what: ClassVar[str] = "TMX"
    roots: ClassVar[tuple[str, ...]] = ("tmx",)
    item: ClassVar[str] = "a unit"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._entry: Entry | None = None
        self._tag = ""
        self._property = ""
        self._segment: list[str] | None = None
        self._codes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name == "tu":
            self.begin_item()
            self._entry = Entry(self.line)
        elif name == "tuv":
            self._tag = attributes.get("xml:lang") or attributes.get("lang") or ""
        elif name == "seg":
            self._segment = []
            self.gather()
        elif self._segment is not None:
            self._piece()
            self._codes += name in CODES
        elif name in ("note", "prop"):
            self._property = attributes.get("type", "")
            self.gather()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        entry = self._entry
        if entry is None:
            return
        try:
            if name == "seg" and self._segment is not None:
                self._piece()
                segment, self._segment = self._segment, None
                entry.add_term(self._tag, "".join(segment))
            elif self._segment is not None:
                self._piece()
                self._codes -= name in CODES
            elif name == "note":
                self._note(entry, self.take().strip())
            elif name == "prop":
                self._prop(entry, self.take().strip())
        except ValueRefused as error:
            self.refused(f"{error}; it is left out")
        if name == "tuv":
            self._tag = ""
        elif name == "tu":
            self._entry = None
            self.ready.append(entry.finished(self.path))

    def _piece(self) -> None:
        """Keep the text of a segment up to here, unless it is markup of the document."""
        text = self.take()
        if self._segment is not None and not self._codes:
            self._segment.append(text)
        self.gather()

    def _note(self, entry: Entry, text: str) -> None:
        if text and not self._tag:
            entry.take("note", text)
        elif text:
            self.once("note", "notes on one language (<note> in <tuv>) are not kept, here and wherever else they stand")

    def _prop(self, entry: Entry, text: str) -> None:
        if text and self._property in PROPS and not self._tag:
            entry.take(PROPS[self._property], text)
        elif text:
            what = f"<prop type={self._property[:40]!r}>"
            self.once(what, f"{what} is not kept, here and wherever else it stands")


TMX: Final = Profile(
    "tmx",
    "TMX 1.4b, for translation memories and machine translation",
    (".tmx",),
    "cat",
    frozenset(("kinds", "subjects", "notes")),
    "pairs of forms, one unit each",
    write,
    read,
    pairs=True,
)
