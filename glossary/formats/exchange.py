"""What the formats share: profiles, options, what goes out and what comes in. The account of what did not is `glossary.formats.account`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Final, Literal, TypeAlias, TypeVar

from glossary.errors import ValueRefused
from glossary.formats.account import PARTS, Audience, Part, Tally
from glossary.languages import canonical_tag
from glossary.model import (
    KINDS,
    MAX_TEXT,
    ORIGINS,
    RELATIONS,
    STATUSES,
    Concept,
    Kind,
    Norm,
    Origin,
    Relation,
    Status,
    Term,
    Transaction,
    term_order,
)

Source = TypeVar("Source")
Target = TypeVar("Target")
TermDetail: TypeAlias = Literal["language", "status", "type", "reading"]
BETWEEN_NOTES: Final = " / "
"""What stands between the notes of a concept where a format has one place for all of them."""
_CONTROL: Final = re.compile("[\0-\x1f\x7f-\x9f]")
NORMS: Final = ("loanword", "sino", "custom", "none")


@dataclass(frozen=True, slots=True)
class Options:
    """What an export is asked for beyond its profile.

    *statuses*, *kinds*, *origins*: only these; None is what the profile says (statuses) or all. *guard* holds back forms that would be
    found where they do not belong (see `glossary.formats.selection`). *source* and *target* are the two languages of a CAT profile.
    *scope* is the client or project that the file is for: concepts of another stay out.
    *sentences* lets sentences of the documents out, *date* (YYYY-MM-DD) stands in the header of a TBX file. *history* tells of a concept that is
    being written who made and changed it; None keeps that back.
    """

    source: str = "ko"
    target: str = "zh-CN"
    statuses: frozenset[Status] | None = None
    kinds: frozenset[Kind] | None = None
    origins: frozenset[Origin] | None = None
    guard: bool = True
    scope: str | None = None
    sentences: bool = False
    date: str | None = None
    history: Callable[[Concept], Sequence[Transaction]] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be taken over, with its place; the rest of the file is read all the same.

    It is an entry or a row, or a form or note of one, unless *remark*: then it is a property of one, or something beside them. Lines and columns count from 1; 0 is no place.
    """

    path: str
    line: int
    column: int
    what: str
    remark: bool = False

    def __str__(self) -> str:
        """Return it as one line: path, line, column, what."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.path}{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One concept read from a file.

    *fields* names the fields of the concept that the file states; the others hold defaults and say nothing, so that a sparse
    file clears nothing. *unsaid* are details of its terms, as (``status``, text), that it does not state either; of Chinese whose script it
    leaves open that is the ``language``. An empty
    ``concept.uid`` means that the file gives none. *line* is where it begins.
    """

    concept: Concept
    line: int
    fields: frozenset[str]
    unsaid: frozenset[tuple[TermDetail, str]] = frozenset()


Writer: TypeAlias = Callable[[Iterable[Concept], Options, Tally], Iterator[str | bytes]]
"""Takes the concepts that go out, in the order of the file and once; yields its text, or its bytes where the file is not text."""
Reader: TypeAlias = Callable[[BinaryIO, str], Iterator[Incoming | Problem]]


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to write and read a file.

    *suffixes* choose it by file name, the longest match first. *audience* decides who goes out (`glossary.formats.selection`).
    *carries* are the parts that come back when the file is read; *remarks* say what else people have to know: limits, and what becomes of forms.
    *history*: the file has a place for who made and changed a concept, and when. *pairs*: the file has pairs of forms, not concepts. *forbidden*: it has a mark for target forms that nobody shall write, so
    deprecated ones go out. *further*: it has room for languages beside source and target, so their first forms go out too. *never_empty*: its standard asks for an entry; a file without one is written all the same.
    *binary*: the file is no text, but an archive of texts. *unwritable*: the characters that no form in it may have; such a form stays out, and
    a concept without another one of its language.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    audience: Audience
    carries: frozenset[Part]
    remarks: str
    write: Writer
    read: Reader
    pairs: bool = False
    forbidden: bool = False
    further: bool = False
    never_empty: bool = False
    history: bool = False
    encoding: str = "utf-8"
    line_end: str = "\n"
    binary: bool = False
    unwritable: str = ""

    @property
    def cannot(self) -> tuple[Part, ...]:
        """The parts that the file cannot hold."""
        return tuple(part for part in PARTS if part not in self.carries)


_SCRIPTS: Final = {"Hans": "zh-Hans", "chs": "zh-Hans", "Hant": "zh-Hant", "cht": "zh-Hant"}
"""Scripts of Chinese, also as Windows had them before (zh-CHS)."""
_REGIONS: Final = {"CN": "zh-Hans", "SG": "zh-Hans", "MY": "zh-Hans", "TW": "zh-TW", "HK": "zh-HK", "MO": "zh-MO"}


def model_tag(tag: str) -> str:
    """Return the tag that the model uses for *tag*: zh-CN and its like are zh-Hans, ko-KR and kor are ko, zh-Hant-TW is zh-TW.

    Raises ValueRefused for what is not a tag.
    """
    return _model_tag(canonical_tag(tag))


@lru_cache(256)
def _model_tag(shaped: str) -> str:
    language, *rest = shaped.split("-")
    if "Latn" in rest or "Hani" in rest:
        return shaped  # a reading, or hanja: no form as it is written
    if language in ("ko", "kor"):
        return "ko"
    if language not in ("zh", "zho", "chi", "cmn"):
        return shaped
    known = [part for part in rest if part != "cmn"]
    script = next((_SCRIPTS[part] for part in known if part in _SCRIPTS), None)
    region = next((_REGIONS[part] for part in known if part in _REGIONS), None)
    if script and region:
        return region if script == "zh-Hant" and region != "zh-Hans" else script
    return script or region or "-".join(("zh", *known))


def arranged(terms: Iterable[Term], stated: Container[str] = ()) -> tuple[Term, ...]:
    """Return terms in canonical order, without repeats of one text in one language.

    In a language outside *stated* (where the file gave a status to no term) the first form becomes the preferred one.
    """
    terms = list(terms)
    led = ""
    kept = []
    for term in terms:
        language = term.language
        if language <= led:
            return _sorted(terms, stated)
        led = language
        kept.append(term if language in stated else _with_status(term))
    return tuple(kept)  # one term a language, as nearly always, and in order


def _sorted(terms: Sequence[Term], stated: Container[str]) -> tuple[Term, ...]:
    kept: dict[tuple[str, str], Term] = {}
    led: set[str] = set()
    for term in terms:
        language = term.language
        if language not in led:
            led.add(language)
            if language not in stated:
                term = _with_status(term)
        kept.setdefault((language, term.text), term)
    return tuple(sorted(kept.values(), key=term_order))


def _with_status(term: Term) -> Term:
    return Term(
        term.language,
        term.text,
        "preferred",
        term.type,
        term.derived,
        term.flags,
        term.reading,
        term.official,
        term.variety,
        term.seen,
    )


def is_reading(text: str) -> bool:
    """Say whether a text can be a reading: not too long, and without a control character; else it is a note."""
    return len(text) <= MAX_TEXT and not _CONTROL.search(text)


def named(names: Mapping[str, str], tag: str) -> str | None:
    """Return how a client calls a language, by its tag, or by that of the model (ko-KR is ko); None where nothing says."""
    return names.get(tag) or names.get(model_tag(tag))


def paired(sources: Iterable[Source], targets: Iterable[Target], source: str) -> Iterator[tuple[Source, Target]]:
    """Yield each source form with each target form, those with one Chinese form one after the other; *source* is the tag of the sources.

    So they come back as one concept. The preferred forms stand first.
    """
    if source.startswith("zh"):
        yield from itertools.product(sources, targets)
    else:
        yield from ((one, other) for other, one in itertools.product(targets, sources))


# One function a field, so that each value is checked against its own registry and has its own type.


def kind_of(value: str) -> Kind:
    """Return *value* as a kind. Raises ValueRefused."""
    for known in KINDS:
        if value == known:
            return known
    raise ValueRefused(_unknown("kind", value, KINDS))


def origin_of(value: str) -> Origin:
    """Return *value* as an origin. Raises ValueRefused."""
    for known in ORIGINS:
        if value == known:
            return known
    raise ValueRefused(_unknown("origin", value, ORIGINS))


def relation_of(value: str) -> Relation:
    """Return *value* as a relation. Raises ValueRefused."""
    for known in RELATIONS:
        if value == known:
            return known
    raise ValueRefused(_unknown("relation", value, RELATIONS))


def status_of(value: str) -> Status:
    """Return *value* as the status of a concept. Raises ValueRefused."""
    for known in STATUSES:
        if value == known:
            return known
    raise ValueRefused(_unknown("status", value, STATUSES))


def norm_of(value: str) -> Norm:
    """Return *value* as a norm. Raises ValueRefused."""
    for known in NORMS:
        if value == known:
            return known
    raise ValueRefused(_unknown("norm", value, NORMS))


def _unknown(what: str, value: str, known: Sequence[str]) -> str:
    return f"not a {what}: {value[:40]!r}; one of {', '.join(known)}"
