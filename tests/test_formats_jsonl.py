"""JSON lines: everything comes back, and nothing malformed comes in."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from concepts import REFERENCE, WEIHAI, pair, uid

from glossary.errors import FormatError
from glossary.formats import PROFILES, Incoming, Options, Problem, read, write
from glossary.formats.jsonl import LINE
from glossary.model import APART, SEE, Concept, Note

JSONL = PROFILES["jsonl"]


def written(concept: Concept, options: Options | None = None) -> bytes:
    """Return the line of one concept."""
    out = io.BytesIO()
    write([concept], JSONL, out, options)
    return out.getvalue()


def items(data: bytes) -> list[Incoming | Problem]:
    """Return what is read of *data*."""
    return list(read(io.BytesIO(data), JSONL, "f.jsonl"))


def test_a_reference_keeps_everything_but_the_path() -> None:
    (item,) = items(written(WEIHAI, Options(sentences=True)))
    assert isinstance(item, Incoming)
    assert item.concept.references == (REFERENCE._replace(name="000.txt"),)


def test_the_sentence_of_a_reference_stays_unless_asked_for() -> None:
    (item,) = items(written(WEIHAI))
    assert isinstance(item, Incoming)
    assert item.concept.references == (REFERENCE._replace(name="000.txt", sentence=""),)


def test_references_stand_in_the_order_of_what_is_written_of_them() -> None:
    """Their paths are left behind, and a term base that reads the file orders them without."""
    first, second = (REFERENCE._replace(name=f"{folder}/{name}.txt") for folder, name in (("갑", "2"), ("을", "1")))
    there = replace(WEIHAI, references=(first, second))
    (item,) = items(written(there))
    assert isinstance(item, Incoming)
    assert [reference.name for reference in item.concept.references] == ["1.txt", "2.txt"]
    assert written(item.concept) == written(there)


def test_links_between_concepts_travel_and_other_internal_notes_do_not() -> None:
    links = (
        Note("이것은 비밀", internal=True),
        Note(uid(7), type=APART, internal=True),
        Note(uid(3), type=SEE, internal=True),
    )
    out = io.BytesIO()
    report = write([replace(WEIHAI, notes=links)], JSONL, out)
    assert report.lost == {"internal notes": 1}
    assert json.loads(out.getvalue()) | {"see": [uid(3)], "apart": [uid(7)]} == json.loads(out.getvalue())
    (item,) = items(out.getvalue())
    assert isinstance(item, Incoming)
    assert item.concept.notes == (links[2], links[1])
    assert b"apart" not in written_as("csv", replace(WEIHAI, notes=links))


def written_as(profile: str, concept: Concept) -> bytes:
    """Return what another profile makes of one concept."""
    out = io.BytesIO()
    write([concept], PROFILES[profile], out)
    return out.getvalue()


def test_the_fields_that_a_line_states() -> None:
    (item,) = items('{"terms": [{"lang": "ko", "text": "웨이하이"}], "kind": "place"}\n'.encode())
    assert isinstance(item, Incoming)
    assert item.fields == {"terms", "kind"}
    assert (item.concept.uid, item.concept.kind, item.line) == ("", "place", 1)


def test_line_separators_of_unicode_do_not_break_a_line() -> None:
    data = written(pair(1, "가나", "甲乙", subject="a\u2028b\u2029c"))
    assert len(data.decode("utf-8").splitlines()) == 1
    (item,) = items(data)
    assert isinstance(item, Incoming) and item.concept.subject == "a\u2028b\u2029c"


TERMS = '"terms": [{"lang": "ko", "text": "가"}]'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "f.jsonl:1:2: not JSON: expecting property name"),
        ("[]", "f.jsonl:1: the line is not an object"),
        ("{}", "f.jsonl:1: the concept has no 'terms'"),
        ('{"terms": []}', "f.jsonl:1: the concept has no 'terms'"),
        ('{"terms": {}}', "f.jsonl:1: 'terms' of the line is not a list"),
        ('{"terms": ["가"]}', "f.jsonl:1: a term is not an object"),
        ('{"terms": [{"text": "가"}]}', "f.jsonl:1: a term has no 'lang'"),
        ('{"terms": [{"lang": "ko"}]}', "f.jsonl:1: the ko term is empty"),
        ('{"terms": [{"lang": "ko", "text": "가\\u0000"}]}', "f.jsonl:1: 'text' has a control character U+0000"),
        ('{"terms": [{"lang": "ko", "text": "\\ud800"}]}', "f.jsonl:1: 'text' has a lone surrogate U+D800"),
        ('{"terms": [{"lang": "ko", "text": 1}]}', "f.jsonl:1: 'text' of a term is not a text"),
        ('{"terms": [{"lang": "ko", "text": "가", "flags": ["x"]}]}', "f.jsonl:1: 'flags' of a term"),
        ('{"terms": [{"lang": "ko", "text": "가", "flags": [[]]}]}', "f.jsonl:1: 'flags' of a term"),
        (f'{{{TERMS}, "kind": "river"}}', "f.jsonl:1: not a kind: 'river'"),
        (f'{{{TERMS}, "seen": true}}', "f.jsonl:1: 'seen' of the line is not a whole number"),
        (f'{{{TERMS}, "seen": -1}}', "f.jsonl:1: 'seen' of the line is out of range"),
        (f'{{{TERMS}, "seen": {"9" * 5000}}}', "f.jsonl:1: "),
        (f'{{{TERMS}, "notes": [{{"text": ""}}]}}', "f.jsonl:1: the note is empty"),
        (f'{{{TERMS}, "see": [17]}}', "f.jsonl:1: 'see' of the line has something else than uids"),
        (
            f'{{{TERMS}, "references": [{{"document": "d", "how": "dream"}}]}}',
            "f.jsonl:1: 'how' of a reference is 'dream'",
        ),
        (
            f'{{{TERMS}, "references": [{{"document": "d", "how": "list", "ko": 1}}]}}',
            "f.jsonl:1: 'ko' of a reference is not an object",
        ),
        ("[" * 100_000, "f.jsonl:1: not a concept: nested too deeply"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_told(line: str, problem: str) -> None:
    good = '\n{"terms": [{"lang": "ko", "text": "웨이하이"}]}\n'
    found = items((line + good).encode("utf-8"))
    assert str(found[0]).startswith(problem), str(found[0])
    assert isinstance(found[1], Incoming) and found[1].line == 2


def test_bytes_that_are_no_text_are_told() -> None:
    assert str(items(b'{"uid": "\xbf\xfe"}\n')[0]).startswith("f.jsonl:1:10: not UTF-8 at byte 10 of the line")


def test_a_mark_at_the_beginning_is_passed_over() -> None:
    assert isinstance(items(b"\xef\xbb\xbf" + written(WEIHAI))[0], Incoming)


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(FormatError, match=r"f\.jsonl:1: a line of more than"):
        items(b" " * (LINE + 2))


def test_a_line_is_plain_json() -> None:
    fields = json.loads(written(WEIHAI))
    assert (fields["id"], fields["uid"], fields["terms"][0]["text"]) == ("c1", WEIHAI.uid, "웨이하이")
