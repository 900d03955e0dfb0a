"""Every TBX that is written is valid by the published schemas: the term bases of the tests, and random ones.

`python tests/test_formats_tbx_valid.py [COUNT]` writes COUNT random term bases (1,000) in every TBX profile, checks each file with
../shared/tools/tbx_validate.py and tells how many are valid; its schemas are parsed once, and its XPath once. A test does so with a few.
Skipped where ../shared is not at hand.
"""

from __future__ import annotations

import importlib.util
import io
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import pytest
from concepts import FULL, HASHED, HOSTILE, REFERENCE, SAMPLE, WEIHAI, concepts
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from glossary.formats import PROFILES, Options, write
from glossary.formats.tbx.writing import NOTE_TYPES
from glossary.model import STATUSES, Concept, Note, Term, Transaction, term_text

ROOT: Final = Path(__file__).resolve().parent.parent
VALIDATOR: Final = ROOT.parent / "shared" / "tools" / "tbx_validate.py"
TBX: Final = tuple(profile for profile in PROFILES.values() if profile.suffixes[0].endswith(".tbx"))
FEW: Final = 60
SEED: Final = 20261122
WITHOUT_SHRINKING: Final[dict[str, Any]] = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.generate,),
}
"""A validator of some ten milliseconds a file would take minutes to find a smaller example."""
DONE: Final = (
    Transaction("origination", "2026-11-22", "A & <B>"),
    Transaction("modification", "2026-11-23", "김"),
)
OPTIONS: Final = (
    Options(guard=False),
    Options(guard=False, statuses=frozenset(STATUSES), sentences=True, date="2026-11-22", history=lambda one: DONE),
    Options(guard=False, statuses=frozenset(STATUSES), source="zh-CN", target="ko"),
)

pytestmark = pytest.mark.skipif(not VALIDATOR.is_file(), reason="the published schemas are not at hand (../shared/tools/tbx_validate.py)")  # fmt: skip


@cache
def validator() -> ModuleType:
    """Return the published validator, with what it makes of its schemas made once."""
    pytest.importorskip("lxml")
    elementpath = pytest.importorskip("elementpath")
    spec = importlib.util.spec_from_file_location("tbx_validate", VALIDATOR)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    grammar: Any = cache(lambda schema: module.etree.RelaxNG(module.etree.parse(str(schema))))

    def relaxng(schema: Path, node: Any) -> list[str]:
        if grammar(schema).validate(node):
            return []
        return [f"line {error.line}: {error.message}" for error in grammar(schema).error_log]

    compiled: dict[tuple[str, tuple[tuple[str, str], ...]], Any] = {}
    trees: list[tuple[Any, Any]] = [(None, None)]

    def select(root: Any, path: str, namespaces: dict[str, str], parser: Any, item: Any = None) -> Any:
        key = path, tuple(namespaces.items())
        if key not in compiled:
            compiled[key] = parser(namespaces).parse(path)
        if trees[0][0] is not root:
            trees[0] = root, elementpath.get_node_tree(root, namespaces)
        return compiled[key].get_results(elementpath.XPathContext(trees[0][1], namespaces, item=item))

    module.relaxng = relaxng  # type: ignore[attr-defined]
    module.elementpath = SimpleNamespace(select=select)  # type: ignore[attr-defined]
    return module


def findings(data: bytes) -> list[str]:
    """Return what the validator finds wrong with a file."""
    module = validator()
    tree = module.etree.parse(io.BytesIO(data), module.etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, huge_tree=True))  # fmt: skip
    check: Callable[[Any], list[str]] = module.check_v2 if tree.getroot().tag == "martif" else module.check_v3
    return check(tree)


def files(given: Sequence[Concept], options: Options) -> Iterator[tuple[str, list[str]]]:
    """Yield for each profile its name, and what is wrong with the file that it makes of a term base.

    A file of version 2 without an entry is not valid whoever writes it: the standard asks for one. It is passed over.
    """
    for profile in TBX:
        out = io.BytesIO()
        report = write(given, profile, out, options)
        if report.entries or not profile.never_empty:
            yield profile.name, findings(out.getvalue())


@st.composite
def rich(draw: st.DrawFn) -> Concept:
    """Draw a concept with notes of every type on every level, varieties, and sentences."""
    one = draw(concepts())
    terms = tuple(replace(term, variety=draw(st.sampled_from([None, "KR", "CN", "KP"]))) for term in one.terms)
    return replace(
        one,
        terms=terms,
        notes=(*one.notes, *draw(st.lists(_notes(terms), max_size=4))),
        references=(REFERENCE,) * draw(st.integers(0, 1)),
        region=draw(st.none() | _TEXTS),
    )


_CHARS: Final = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("&<>\"']\n\t\u2028\ufffe")
_TEXTS: Final = st.text(_CHARS, min_size=1, max_size=20).map(term_text).filter(bool)


def _notes(terms: Sequence[Term]) -> st.SearchStrategy[Note]:
    types = st.sampled_from([*NOTE_TYPES, "note", "remark"])
    on_concept = st.builds(Note, _TEXTS, type=types)
    there = st.sampled_from(terms)
    on_language = st.builds(
        lambda term, text, type_: Note(text, "language", type_, term.language), there, _TEXTS, types
    )
    on_term = st.builds(
        lambda term, text, type_: Note(text, "term", type_, term.language, term.text), there, _TEXTS, types
    )
    return on_concept | on_language | on_term


BASES: Final = st.lists(
    rich(), min_size=1, max_size=4, unique_by=(lambda drawn: drawn.uid, lambda drawn: drawn.id or drawn.uid)
)


@pytest.mark.parametrize("options", OPTIONS, ids=["plain", "all", "reversed"])
@pytest.mark.parametrize(
    "given",
    [(), SAMPLE, (*HOSTILE, HASHED), (FULL, replace(FULL, uid="b")), (replace(WEIHAI, notes=(Note("가" * 9000),)),)],
    ids=["empty", "sample", "hostile", "full", "long"],
)
def test_exports_are_valid_by_the_published_schemas(given: Sequence[Concept], options: Options) -> None:
    assert {name: found for name, found in files(given, options) if found} == {}


@seed(SEED)
@settings(max_examples=FEW, **WITHOUT_SHRINKING)
@given(base=BASES, options=st.sampled_from(OPTIONS))
def test_random_term_bases_are_valid_by_the_published_schemas(base: list[Concept], options: Options) -> None:
    assert {name: found for name, found in files(base, options) if found} == {}


def test_the_committed_exports_are_valid() -> None:
    paths = sorted(ROOT.glob("exports/*.tbx"))
    assert {path.name: found for path in paths if (found := findings(path.read_bytes()))} == {}


def test_what_is_not_valid_is_found() -> None:
    out = io.BytesIO()
    write(SAMPLE, PROFILES["tbx-v3"], out)
    assert findings(out.getvalue().replace(b">noun<", b">properNoun<"))
    assert findings(out.getvalue().replace(b"conceptEntry", b"termEntry"))


def main(count: int) -> int:
    """Write and check *count* random term bases; return the exit status."""
    checked: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    bases = 0

    @seed(SEED)
    @settings(max_examples=count, **WITHOUT_SHRINKING)
    @given(base=BASES, options=st.sampled_from(OPTIONS))
    def check(base: list[Concept], options: Options) -> None:
        nonlocal bases
        bases += 1
        for name, found in files(base, options):
            checked[name] += 1
            if found:
                wrong[name] += 1
                print(f"{name}: {found[0]}")

    start = time.process_time()
    check()
    for profile in TBX:
        print(f"{profile.name:<18}{checked[profile.name]:>7,} files, {wrong[profile.name]} not valid")
    print(f"{bases:,} term bases, {checked.total():,} files, {wrong.total()} not valid, {time.process_time() - start:.0f} s")  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
