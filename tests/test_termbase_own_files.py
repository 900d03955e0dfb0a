"""What a term base has written, in any format and either script, says nothing new to it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from concepts import SAMPLE, concept

from glossary import formats, termbase
from glossary.errors import FormatError
from glossary.formats import PROFILES, Options
from glossary.model import Term
from glossary.store.base import Base, Entry

TWINS = [
    concept(
        number,
        Term("ko", korean, "preferred", seen=1),
        Term("zh-Hans", "人工智能技术", "preferred", seen=1),
        relation="translation",
        kind="term",
        status="approved",
        documents=2,
    )
    for number, korean in ((1, "인공지능기술"), (2, "인공지혜기술"))
]


@pytest.mark.parametrize("direction", [("ko", "zh-CN"), ("zh-CN", "ko")], ids=["ko-zh", "zh-ko"])
@pytest.mark.parametrize("name", [name for name, profile in PROFILES.items() if profile.pairs])
def test_two_concepts_with_one_chinese_form_stay_two(base: Base, name: str, direction: tuple[str, str]) -> None:
    with base.operation("갑", "person", "add") as operation:
        base.put([Entry(replace(twin, id=None)) for twin in TWINS], operation=operation)
    out = io.BytesIO()
    source, target = direction
    formats.write(list(base.concepts()), PROFILES[name], out, Options(guard=False, source=source, target=target))
    out.seek(0)
    told = termbase.import_concepts(base, formats.read(out, PROFILES[name], "f"), actor="갑", dry_run=True)
    assert (told.new, told.changed, told.contested) == (0, 0, 0) and told.same


@pytest.mark.parametrize("target", ["zh-CN", "zh-Hant", "zh-TW"])
@pytest.mark.parametrize("name", PROFILES)
def test_a_file_of_its_own_changes_nothing(base: Base, name: str, target: str) -> None:
    profile = PROFILES[name]
    with base.operation("갑", "person", "add") as operation:
        base.put([Entry(replace(concept, id=None)) for concept in SAMPLE], operation=operation)
    out = io.BytesIO()
    try:
        report = formats.write(list(base.concepts()), profile, out, Options(guard=False, target=target))
    except FormatError as error:
        assert target in str(error)  # MateCat has no name for traditional Chinese as such
        return
    out.seek(0)
    told = termbase.import_concepts(base, formats.read(out, profile, "f"), actor="갑", dry_run=True)
    assert (told.new, told.changed, told.contested) == (0, 0, 0)
    assert told.same >= min(1, report.concepts)
