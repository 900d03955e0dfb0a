"""Every entry that a profile promises arrives in the programs that it is for, with its target, and none that it did not promise.

`python tests/test_readers.py` writes the table of docs/formats.md. It needs every client: OmegaT with a JDK, and GLOSSARY_READERS
(see tests/readers/install.py). A test without its client is skipped with the reason.
"""

from __future__ import annotations

import atexit
import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from clients import CLIENTS, Loaded
from concepts import HASHED, HOSTILE, SAMPLE, concept, pair

from glossary import store
from glossary.collect import collect
from glossary.formats import PROFILES, Options, select, write
from glossary.model import Concept, Document, Term, term_text

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "formats.md"
TABLE: Final = re.compile(r"(?<=<!-- made by tests/test_readers.py -->\n).*?(?=<!-- end -->)", re.DOTALL)
OPTIONS: Final = Options()

Pairs: TypeAlias = list[tuple[str, str]]
Promise: TypeAlias = Callable[[Sequence[Concept]], Pairs]


# What the profiles promise, by their definitions: sources and targets of the concepts that are selected, in the order of the file.


def every_pair(concepts: Sequence[Concept]) -> Pairs:
    """Return each source form with each target form."""
    return [
        (source.text, target.text)
        for one in concepts
        for target in one.in_language(OPTIONS.target)
        for source in one.in_language(OPTIONS.source)
    ]


def in_one_line(pairs: Pairs) -> Pairs:
    """Return pairs of a line each, every one once: what ends a line is a space there."""
    breaks = re.compile("[\u2028\u2029]+")
    return list(dict.fromkeys((breaks.sub(" ", source), breaks.sub(" ", target)) for source, target in pairs))


def but_for(*beginnings: str) -> Promise:
    """Return the promise of lines that do not begin so: with a comment, or with what looks like a byte order mark."""
    return lambda concepts: [one for one in in_one_line(every_pair(concepts)) if not one[0].startswith(beginnings)]


def quoted(concepts: Sequence[Concept]) -> Pairs:
    """Return the pairs of a line each, whatever it begins with."""
    return in_one_line(every_pair(concepts))


def kept_by_weblate(concepts: Sequence[Concept]) -> Pairs:
    """Return the pairs without forms from which Weblate takes quotes away."""
    return [
        pair for pair in quoted(concepts) if not any(re.fullmatch(r"'[=+\-@\\%].*'", form, re.DOTALL) for form in pair)
    ]


def dictionary(longest: int, *beginnings: str) -> Promise:
    """Return the promise of each source form once, with the preferred target, and no text of more than *longest* bytes in UTF-8."""

    def promise(concepts: Sequence[Concept]) -> Pairs:
        sources: dict[str, str] = {}
        for source, target in but_for(*beginnings)(concepts) if beginnings else quoted(concepts):
            if max(len(source.encode()), len(target.encode())) <= longest:
                sources.setdefault(source, target)
        return list(sources.items())

    return promise


def term_sets(concepts: Sequence[Concept]) -> Pairs:
    """Return each preferred source form and each target form once."""
    targets: dict[str, str] = {}
    preferred = [
        replace(
            one,
            terms=tuple(term for term in one.terms if term.language != OPTIONS.source or term.status == "preferred"),
        )
        for one in concepts
    ]
    for source, target in dictionary(10**6)(preferred):
        targets.setdefault(target, source)
    return [(source, target) for target, source in targets.items()]


def leading_forms(concepts: Sequence[Concept]) -> Pairs:
    """Return of each concept the first Korean form and the first simplified one, where it has both."""
    pairs = []
    for one in concepts:
        scripts = one.in_language("zh-Hans", "zh-Hant")
        chinese = [term for term in scripts if term.language == "zh-Hans"] if scripts else one.in_language("zh")
        pairs += [(one.korean[0].text, chinese[0].text)] if one.korean and chinese else []
    return pairs


def without_bars(concepts: Sequence[Concept]) -> Pairs:
    """Return the pairs of forms that hold no bar, which stands between the forms of a cell."""
    return [pair for pair in every_pair(concepts) if not any("|" in form for form in pair)]


def each_once(concepts: Sequence[Concept]) -> Pairs:
    """Return each pair once."""
    return list(dict.fromkeys(every_pair(concepts)))


PROMISES: Final[dict[str, Promise]] = {
    "xlsx": leading_forms,
    "trados": without_bars,
    **dict.fromkeys(("phrase", "matecat", "smartcat"), each_once),
    **dict.fromkeys(("tbx", "omegat-tbx", "weblate-tbx", "lokalize", "phrase-tbx", "crowdin-tbx"), every_pair),
    "tmx": each_once,
    "xliff-glossary": every_pair,
    "omegat": but_for("#", "\ufeff"),
    "omegat-csv": quoted,
    "tsv": but_for("\ufeff"),
    "weblate": kept_by_weblate,
    "utx": but_for("#", "\ufeff"),
    "po": quoted,
    "wordfast": but_for("%", "\ufeff"),
    "deepl": dictionary(1024, "\ufeff"),
    "deepl-v3": dictionary(1024),
    "google": dictionary(10**6),
    "google-terms": term_sets,
    "amazon": dictionary(200),
    "microsoft": dictionary(10**6, "\ufeff"),
}


def first_forms(concepts: Sequence[Concept]) -> Pairs:
    """one pair an entry, the first form of either language"""
    return [(one.in_language(OPTIONS.source)[0].text, one.in_language(OPTIONS.target)[0].text) for one in concepts]


@dataclass(frozen=True, slots=True)
class Row:
    """A client that reads a profile.

    *format* is the driver's name for it, *suffix* that of the file. *takes* says what the client takes of the profile, where it does not take
    all. Where *spaces* is false, it makes white space of every kind one space.
    """

    client: str
    profile: str
    format: str
    suffix: str
    takes: Promise | None = None
    spaces: bool = True


ROWS: Final = (
    Row("OmegaT", "tbx", "", ".tbx"),
    Row("OmegaT", "omegat", "", ".txt"),
    Row("OmegaT", "omegat-csv", "", ".csv"),
    Row("OmegaT", "omegat-tbx", "", ".tbx"),
    Row("translate-toolkit", "tbx", "tbx", ".tbx"),
    Row("translate-toolkit", "lokalize", "tbx", ".tbx"),
    Row("translate-toolkit", "phrase-tbx", "tbx", ".tbx"),
    Row("translate-toolkit", "crowdin-tbx", "tbx", ".tbx"),
    Row("translate-toolkit", "omegat", "omegat", ".utf8"),
    Row("translate-toolkit", "tsv", "omegat", ".utf8"),
    Row("translate-toolkit", "weblate", "csv", ".csv"),
    Row("Weblate", "tbx", "tbx", ".tbx", takes=first_forms),
    Row("Weblate", "weblate-tbx", "tbx", ".tbx"),
    Row("translate-toolkit", "tmx", "tmx", ".tmx"),
    Row("translate-toolkit", "xliff-glossary", "xliff2", ".xliff", takes=first_forms),
    Row("translate-toolkit", "utx", "utx", ".utx"),
    Row("translate-toolkit", "po", "po", ".po"),
    Row("Weblate", "po", "po", ".po"),
    Row("Weblate", "weblate", "csv", ".csv"),
    Row("DeepL's client", "deepl", "tsv", ".tsv"),
    Row("DeepL's client", "deepl-v3", "json", ".json"),
    Row("openpyxl", "xlsx", "xlsx", ".xlsx"),
    Row("openpyxl", "trados", "trados", ".xlsx"),
    Row("openpyxl", "phrase", "phrase", ".xlsx"),
    Row("openpyxl", "matecat", "matecat", ".xlsx"),
    Row("openpyxl", "smartcat", "smartcat", ".xlsx"),
)


def seeds() -> list[Concept]:
    """The term base of the seeds, as if a person had approved all of it."""
    documents = [
        Document(path.name, path.read_bytes().decode("utf-8-sig")) for path in sorted(ROOT.glob("seeds/*.txt"))
    ]
    with tempfile.TemporaryDirectory() as folder, store.open(Path(folder, "seeds.db"), create=True) as base:
        collect(base, documents, actor="reader", command="collect")
        return [replace(one, status="approved") for one in base.concepts()]


def hostile() -> list[Concept]:
    """Text that breaks files, several forms a side, one form for several things."""
    texts = (
        ("작은'따옴표", "‘单引号’'"), ("'=양쪽'", "'=两边'"), ('"여는 따옴표만', "开“引号"), ("%s 개 {0}", "%s个{0}"), ("줄\\n문자", "行\\n字"),
        ("\ufeff머리", "头\ufeff"), ("전각　공백", "全角　空格"), ("긴" * 400, "长" * 400), ("같은 말", "第一"), ("같은 말", "第二"), ("같은 말", "第一"),
        ("1,234", "1，234"), ("true", "假"), ("a\u00a0b 단어", "词\u00a0语"), ("$&'26; \\'93;", "&'82;"), ("source", "target"), ("", ""),
    )  # fmt: skip
    several = concept(
        300,
        Term("ko", "여러", "preferred", seen=1),
        Term("ko", "# 여럿", "admitted", seen=1),
        Term("ko", "여러개", "deprecated", seen=1),
        Term("zh-Hans", "几个", "preferred", seen=1),
        Term("zh-Hans", "若干", "admitted", seen=1),
        Term("zh-Hans", "好些", "deprecated", seen=1),
        Term("zh-Hant", "幾個", "preferred", seen=1),
        status="approved",
    )
    pairs = (pair(200 + number, *forms, status="approved") for number, forms in enumerate(texts) if all(forms))
    return [*SAMPLE, *HOSTILE, HASHED, *pairs, several]


BASES: Final = {"seeds": cache(seeds), "hostile": cache(hostile)}


@cache
def folder() -> Path:
    """Return a folder for the exports of this run."""
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    return Path(made.name)


def export(row: Row, base: str) -> Path:
    """Write one export and return its path."""
    path = folder() / f"{row.profile}.{base}{row.suffix}"
    with path.open("wb") as file:
        write(BASES[base](), PROFILES[row.profile], file, OPTIONS)
    return path


def outgoing(profile: str, base: str) -> list[Concept]:
    """Return the concepts that go out."""
    chosen = PROFILES[profile]
    return select(BASES[base](), chosen.audience, OPTIONS, forbidden=chosen.forbidden).concepts


def promised(row: Row, base: str, promise: Promise | None = None) -> Counter[tuple[str, str]]:
    """Return what is to arrive: by the definition of the profile, or by *promise*."""
    return as_read(row, (promise or PROMISES[row.profile])(outgoing(row.profile, base)))


def as_read(row: Row, pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Count *pairs*, with white space as the client leaves it."""
    return Counter(pairs if row.spaces else ((term_text(source), term_text(target)) for source, target in pairs))


@cache
def loaded(client: str) -> dict[tuple[Row, str], Loaded]:
    """Run a client once on everything that it reads."""
    read = [(row, base) for row in ROWS if row.client == client for base in BASES]
    return dict(zip(read, CLIENTS[client].load([(row.format, export(row, base)) for row, base in read]), strict=True))


def arrived(row: Row, base: str) -> Counter[tuple[str, str]]:
    """Return what the client has of an export."""
    found = loaded(row.client)[row, base]
    assert not isinstance(found, str), f"{row.client} refuses {row.profile} of the {base}: {found}"
    return as_read(row, ((source, target) for source, target, _ in found))


def line(row: Row) -> str:
    """Return one line of the table: entries promised and received from either term base."""
    counts = ((promised(row, base), arrived(row, base)) for base in BASES)
    cells = [f"{sent.total():,} | {(sent & received).total():,}" for sent, received in counts]
    remark = (row.takes and row.takes.__doc__) or ""
    return f"| {row.client} | `{row.profile}` ({row.suffix}) | {' | '.join(cells)} | {remark} |"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "profile", [name for name in PROMISES if PROFILES[name].audience != "interchange" and not PROFILES[name].unwritable]
)
def test_what_was_not_promised_is_accounted_for(profile: str, base: str) -> None:
    going = outgoing(profile, base)
    promise = PROMISES[profile](going)
    report = write(BASES[base](), PROFILES[profile], io.BytesIO(), OPTIONS)
    assert report.entries == len(promise if PROFILES[profile].pairs else going)
    untold = sum(count for what, count in report.lost.items() if what.startswith("pairs "))
    assert len(promise) + untold == len(every_pair(going))


def id_of(row: Row) -> str:
    """Name a row for the list of tests."""
    return f"{row.client}-{row.profile}"


@pytest.fixture(params=ROWS, ids=id_of)
def row(request: pytest.FixtureRequest) -> Row:
    """A row whose client is here."""
    chosen: Row = request.param
    if why := CLIENTS[chosen.client].missing():
        pytest.skip(why)
    return chosen


@pytest.mark.parametrize("base", BASES)
def test_what_was_promised_arrives_and_nothing_else(row: Row, base: str) -> None:
    sent, received = promised(row, base, row.takes), arrived(row, base)
    assert sent
    assert (sent - received, received - sent) == (Counter(), Counter())


def test_the_page_says_so(row: Row) -> None:
    table = TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert table and line(row) in table[0].splitlines(), "read the difference that python tests/test_readers.py makes"


def test_the_page_has_no_other_rows() -> None:
    table = TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert table
    clients = [tuple(cell.strip() for cell in one.split("|")[1:3]) for one in table[0].splitlines()[2:]]
    assert clients == [(row.client, f"`{row.profile}` ({row.suffix})") for row in ROWS]


if __name__ == "__main__":
    if missing := {row.client: why for row in ROWS if (why := CLIENTS[row.client].missing())}:
        sys.exit("\n".join(f"{client}: {why}" for client, why in missing.items()))
    head = "| client | profile | seeds: sent | received | hostile: sent | received | |\n|---|---|--:|--:|--:|--:|---|\n"
    text = PAGE.read_text(encoding="utf-8")
    made = head + "".join(f"{line(row)}\n" for row in ROWS)
    PAGE.write_text(TABLE.sub(lambda _: made, text), encoding="utf-8", newline="\n")
