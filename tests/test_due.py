"""Rules that are not asked are those that would say nothing."""

from __future__ import annotations

import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from tables import cases

from glossary import classify, pipeline
from glossary.classify import Context, offices, origin
from glossary.classify.before import Before
from glossary.classify.due import Due, Rule
from glossary.classify.kind import RULES, kind_of
from glossary.classify.patterns import After, Told
from glossary.classify.writing import is_telling
from glossary.model import Cues, Document

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ANY = "\0"
"""Stands for any letter in the letters that a pattern may begin or end with."""
LONGEST = 3


def patterns(side: str) -> list[Any]:
    """Return the patterns of the rules on one side of the form."""
    found = {id(pattern): pattern for rule in RULES for pattern in getattr(rule, side)}
    return [pytest.param(pattern, id=at) for at, pattern in zip(map(str, range(99)), found.values(), strict=False)]


@pytest.mark.parametrize("pattern", patterns("after"))
def test_a_pattern_begins_with_an_opener(pattern: After) -> None:
    for letters in edges(parser.parse(pattern.text), LONGEST):
        assert letters.startswith(pattern.openers), f"no opener for {letters!r} of {pattern.text}"


@pytest.mark.parametrize("pattern", patterns("before"))
def test_a_pattern_ends_with_an_end(pattern: Before) -> None:
    for letters in edges(list(parser.parse(pattern.pattern.text))[::-1], LONGEST, back=True):
        bare = letters.removesuffix(" ")
        if not bare.endswith(" "):
            assert bare.endswith(tuple(pattern.ends)), f"no end for {letters!r} of {pattern.pattern.text}"


@pytest.fixture(scope="module")
def met() -> list[Context]:
    """Return the pairs of the cases and the seeds as the rules meet them."""
    if not str(pipeline.__file__).endswith(".py"):
        pytest.skip("nothing can be put into a compiled module")
    found: list[Context] = []

    def keep(context: Context) -> Any:
        found.append(context)
        return kind_of(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "kind_of", keep)
        for text in texts():
            pipeline.extract(Document("d", text))
    assert found
    return found


def named(kind: type) -> list[Any]:
    """Return the patterns of a kind that the modules of the classifier name, whether a rule says that it needs them or not."""
    modules = [import_module(f"glossary.classify.{found.name}") for found in iter_modules(classify.__path__)]
    return [
        pytest.param(pattern, id=name)
        for module in modules
        for name, pattern in vars(module).items()
        if isinstance(pattern, kind)
    ]


@pytest.mark.parametrize("pattern", named(Before))
def test_what_stands_before_a_form_is_within_reach(pattern: Before) -> None:
    text = pattern.pattern.text.replace(r"\s*", "").replace(r"\d+", r"\d{1,3}")
    assert parser.parse(text).getwidth()[1] + 8 < pattern.reach


@pytest.mark.parametrize("pattern", named(Told))
def test_what_a_sentence_tells_is_found_by_itself(pattern: Told) -> None:
    behind = (text[place + 1 :] for text in texts() for place, char in enumerate(text) if char in ")）")
    afters = ["는 거란족이 세운 왕조이다.", "는 북양함대의 순양함이다.", *behind]
    matched = [after for after in afters if pattern.match(after)]
    assert matched
    assert all(pattern.told.search(after) for after in matched)


def test_a_rule_of_kinds_that_is_not_due_says_nothing(met: list[Context]) -> None:
    due = Due(RULES)
    for context in met:
        asked = due.rules(context)
        for rule in RULES:
            if rule.lengths[0] <= len(context.hans) <= rule.lengths[1]:
                assert rule.ask in asked or rule.ask(context) is None, (rule.ask.__name__, context)


def test_a_rule_of_origins_that_is_not_asked_says_nothing(met: list[Context]) -> None:
    for context in met:
        for rule in origin.RULES:
            least, most = rule.lengths
            length = min(len(context.hans), origin.RULES[0].lengths[1])
            asked = least <= length <= most and (not rule.writing or is_telling(context))
            if context.relation in rule.relations and not asked:
                for kind in rule.kinds:
                    assert rule.ask(context, kind, context.scene) is None, (rule.ask.__name__, context)


def test_a_rule_is_asked_where_its_word_may_stand() -> None:
    rule = Rule(lambda context: None, after=(After("씨", "씨"),), ends=offices.ENDS)
    due = Due((rule,))
    assert not due.rules(between("", ""))
    assert due.rules(between("", "씨는")) == (rule.ask,)
    assert due.rules(between("낭장 ", "")) == (rule.ask,)
    assert due.rules(between("", "\t씨")), "a space of another width"


def between(before: str, after: str) -> Context:
    """Return a person's name with what stands on either side."""
    return Context("임경오", "林景五", "林景五", "sino", Cues(), before, after, "", "", "")


def texts() -> Iterator[str]:
    """Yield the texts of the cases and the seeds."""
    for name in ("classify", "brackets", "spans", "lists", "contents"):
        for case in cases(name):
            given = case.values[0]["in"]
            yield given if isinstance(given, str) else "\n".join(str(value) for value in given.values())
    for path in sorted(SEEDS.glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def edges(nodes: Sequence[Any], length: int, *, back: bool = False) -> set[str]:
    """Return the first *length* letters with which what a parsed pattern matches can begin, or *back* wards the last ones."""
    found = {""}
    for node in nodes:
        if all(len(letters) >= length for letters in found):
            break
        found = {join(letters, more, length, back) for letters in found for more in ways(node, length, back)}
    return found


def join(letters: str, more: str, length: int, back: bool) -> str:
    if len(letters) >= length:
        return letters
    return (more + letters)[-length:] if back else (letters + more)[:length]


def ways(node: Any, length: int, back: bool) -> set[str]:
    """Return what one node of a parsed pattern adds."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return {chr(value)}
    if kind == "IN":
        return set().union(*map(letters_of, value))
    if kind in ("ANY", "NOT_LITERAL"):
        return {ANY}
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return {""}
    if kind == "BRANCH":
        return set().union(*(edges(turned(way, back), length, back=back) for way in value[1]))
    if kind == "SUBPATTERN":
        return edges(turned(value[3], back), length, back=back)
    least, most, inner = value  # MAX_REPEAT, MIN_REPEAT
    once = turned(inner, back)
    return set().union(*(edges(once * times, length, back=back) for times in range(least, min(most, least + 4) + 1)))


def turned(nodes: Any, back: bool) -> list[Any]:
    return list(nodes)[::-1] if back else list(nodes)


def letters_of(item: Any) -> set[str]:
    """Return the letters of one part of a class; a space for all spaces, digits of ASCII for all digits."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return {chr(value)}
    if kind == "CATEGORY":
        return {" "} if str(value) == "CATEGORY_SPACE" else set("0123456789")
    return {ANY}
