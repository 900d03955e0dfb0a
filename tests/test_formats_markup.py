"""The ground under every reader of XML: what it hands over, and what it refuses of any file."""

from __future__ import annotations

import io
from typing import ClassVar, Final

import pytest

from glossary.errors import FormatError
from glossary.formats.exchange import Problem
from glossary.formats.markup import CHUNK, ITEM, KINDS_TOLD, Markup

LONG: Final = f"<w>{'가' * 10_000}</w>"


class Words(Markup[tuple[str, str]]):
    """Yields the text of every <w>, each <row> an item, and whatever attribute ``told`` says."""

    what: ClassVar[str] = "a list"
    roots: ClassVar[tuple[str, ...]] = ("list", "words")
    item: ClassVar[str] = "a row"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.begin_item()
        if name == "w":
            self.gather()
        if "told" in attributes:
            self.once(attributes["told"], f"{attributes['told']} at {self.line}")

    def end(self, name: str) -> None:
        if name == "w":
            self.ready.append((self.namespace, self.take()))


class Spaced(Words):
    """Tells names apart by namespace."""

    namespaced: ClassVar[bool] = True


def words(text: str | bytes, reader: type[Words] = Words) -> list[tuple[str, str]]:
    """Return what is read of a file without problems."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    found = []
    for item in reader("f.xml").read(io.BytesIO(data)):
        assert not isinstance(item, Problem)
        found.append(item)
    return found


def told(text: str) -> list[str]:
    """Return the problems of a file."""
    return [str(item) for item in Words("f.xml").read(io.BytesIO(text.encode())) if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w>웨이하이</w>", "웨이하이"),
        ("밖<w>웨이<b>하<i/></b>이</w>밖", "웨이하이"),
        ("<w>가<!-- 나 -->다<?라 마?>바</w>", "가다바"),
        ("<w>&lt;&#xC704;&amp;<![CDATA[<b>]]></w>", "<위&<b>"),
        ("<w/>", ""),
        ("<x:w>산둥\r\n성</x:w>", "산둥\n성"),
        (f"<w>{'가' * 3 * CHUNK}</w>", "가" * 3 * CHUNK),
    ],
    ids=["plain", "elements", "comment", "entities", "empty", "line end", "chunks"],
)
def test_text_is_gathered_whatever_stands_in_it(inside: str, text: str) -> None:
    assert words(f"<list>{inside}</list>") == [("", text)]


def test_namespaces_are_those_in_scope() -> None:
    text = """<words xmlns='urn:a' xmlns:b='urn:b'><w>1</w><b:w>2</b:w><row xmlns='urn:c' xmlns:b='urn:d'><w>3</w><b:w>4</b:w></row>
    <w>5</w><none:w>6</none:w><w xmlns=''>7</w></words>"""
    spaces = ["urn:a", "urn:b", "urn:c", "urn:d", "urn:a", "", ""]
    assert words(text, Spaced) == list(zip(spaces, map(str, range(1, 8)), strict=True))


def test_problems_stand_in_the_order_of_the_file_and_each_kind_once() -> None:
    rows = "".join(f"<row told='k{number % 3}'/>\n" for number in range(9))
    assert told(f"<list>\n{rows}</list>") == ["f.xml:2:1: k0 at 2", "f.xml:3:1: k1 at 3", "f.xml:4:1: k2 at 4"]


def test_a_file_with_ever_new_kinds_is_not_told_for_ever() -> None:
    assert (
        len(told("<list>" + "".join(f"<row told='k{number}'/>" for number in range(3_000)) + "</list>")) == KINDS_TOLD
    )


@pytest.mark.parametrize(
    ("said", "encoding", "told"),
    [
        ("UTF-8", "utf-16", "in UTF-16"),
        ("UTF-8", "utf-16-be", "in UTF-16"),
        ("UTF-16", "utf-8", "in an encoding of single bytes"),
    ],
)
def test_an_encoding_that_the_first_line_does_not_say_is_told(said: str, encoding: str, told: str) -> None:
    data = f"<?xml version='1.0' encoding='{said}'?><list/>".encode(encoding)
    with pytest.raises(
        FormatError, match=rf"f\.xml:1:\d+: {told}, which its first line does not say; save the file as UTF-8"
    ):
        list(Words("f.xml").read(io.BytesIO(data)))


def test_text_that_nobody_asked_for_is_not_held() -> None:
    assert words(f"<list>{'가' * (ITEM + 1)}<w>나</w></list>") == [("", "나")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<rows/>", r"f\.xml:1:1: not a list: the root is <rows>, not <list> or <words>"),
        ("<list>\n <w>", r"f\.xml:2:5: not well-formed XML: no element found"),
        ("<list>\n <w></list>", r"f\.xml:2:7: not well-formed XML: mismatched tag"),
        ("<list/><list/>", r"f\.xml:1:8: not well-formed XML: junk after document element"),
        (f"<list><w>{'가' * (ITEM + 1)}</w></list>", r"f\.xml:1:\d+: a row of more than 4,000,000 characters"),
        (f"<list><row>{LONG * 401}</row></list>", "a row of more than 4,000,000 characters"),
        (f"<list><!--{'가' * 3_000_000}--></list>", "one tag of more than 4,194,304 bytes"),
        ("<!DOCTYPE list [<!ENTITY a 'b'>]><list/>", r"f\.xml:1:\d+: entity declarations are refused: 'a'"),
    ],
    ids=["root", "cut", "crossed", "two", "text", "row", "comment", "entity"],
)
def test_what_is_refused_of_any_file(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        words(text)


def test_a_row_is_counted_for_itself() -> None:
    row = f"<row>{LONG * 300}</row>"
    assert len(words(f"<list>{row * 3}</list>")) == 900
