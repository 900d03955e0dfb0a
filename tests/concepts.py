"""Concepts for tests: a handful with real names, a hostile set, and hypothesis strategies."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Final

from hypothesis import strategies as st

from glossary.languages import has_han
from glossary.model import (
    FLAGS,
    KINDS,
    ORIGINS,
    RELATIONS,
    TERM_TYPES,
    Concept,
    Note,
    Reference,
    Span,
    Term,
    term_order,
    term_text,
)


def uid(number: int) -> str:
    """Return a fixed UUID."""
    return str(uuid.UUID(int=number))


def concept(number: int, *terms: Term, **fields: object) -> Concept:
    """Return an accepted concept with these terms; *fields* replace the defaults."""
    values: dict[str, object] = {
        "kind": "organization",
        "origin": "zh",
        "relation": "pinyin",
        "status": "auto",
        "seen": 1,
        "documents": 1,
    }
    return Concept(uid=uid(number), id=number, terms=tuple(sorted(terms, key=term_order)), **(values | fields))  # type: ignore[arg-type]


def pair(number: int, korean: str, chinese: str, **fields: object) -> Concept:
    """Return a concept with one form a side."""
    terms = Term("ko", korean, "preferred", seen=1), Term("zh", chinese, "preferred", seen=1)
    return concept(number, *terms, **fields)


REFERENCE: Final = Reference(
    "0" * 64,
    "/home/somebody/seeds/000.txt",
    "bracket",
    Span(376, 380, "웨이하이"),
    Span(381, 383, "威海"),
    "중국 산동성 웨이하이(威海)시와",
)
WEIHAI: Final = concept(
    1,
    Term("ko", "웨이하이", "preferred", official=True, seen=3),
    Term("ko", "위해", seen=1),
    Term("zh", "威海", "preferred", reading="Wēihǎi", seen=3),
    kind="place",
    norm="loanword",
    region="CN",
    seen=3,
    documents=2,
    references=(REFERENCE,),
    notes=(Note("산둥성 동쪽 끝의 도시", type="definition"), Note("나만 본다", internal=True)),
)
DAYING: Final = concept(
    2,
    Term("ko", "다잉", "preferred", official=True, seen=1),
    Term("zh-Hant", "大鷹", "preferred", reading="Dàyīng", seen=1),
    Term("zh-Hans", "大鹰", "preferred", derived="opencc:t2s", reading="Dàyīng"),
    part_of="다잉전자상거래플랫폼",
)
RUSHAN: Final = concept(
    3,
    Term("ko", "루산", "preferred", derived="table5", official=True),
    Term("ko", "류산", flags=("misspelt",), seen=1),
    Term("zh", "乳山", "preferred", reading="Rǔshān", seen=1),
    kind="place",
    norm="loanword",
)
PINGAN: Final = pair(4, "평안", "平安", relation="sino", kind="product")
DISTRICT: Final = pair(5, "구", "区", relation="sino", kind="term")
PLAN: Final = pair(6, "13·5규획", "威海市国民经济和社会发展第十三个五年规划纲要", relation="abbreviation", kind="title")
LIU: Final = concept(
    7,
    Term("ko", "류광화", "preferred", official=True, seen=1),
    Term("ko", "유광화", "deprecated", seen=1),
    Term("zh-Hans", "刘广华", "preferred", reading="Liú Guǎnghuá", seen=1),
    Term("zh-Hant", "劉廣華", "preferred", derived="opencc:s2t", reading="Liú Guǎnghuá"),
    kind="person",
    relation="both",
    status="approved",
    documents=2,
    subject="인명",
    source="보도자료",
)
CANDIDATE: Final = pair(8, "국가인터넷", "國網", relation="translation", status="candidate")
REJECTED: Final = pair(9, "뤠이하이", "威海", status="rejected")
REMOVED: Final = pair(10, "다롄", "大连", removed=True)
HULL: Final = pair(11, "선체", "船體", origin="ko", relation="sino", kind="term")
SONG: Final = concept(
    12,
    Term("ko", "송혜교", "preferred", seen=1),
    Term("zh", "宋慧敎", "preferred", flags=("own-hanja",), seen=1),
    origin="ko",
    relation="sino",
    kind="person",
    documents=2,
)
FULL: Final = replace(
    LIU,
    id=None,
    kind="term",
    part_of="류광화회사",
    region="CN",
    scope="의뢰인",
    notes=(
        Note("정의", type="definition"),
        Note("쓰임", type="usage"),
        Note("언어의 정의", "language", "definition", "ko"),
        Note("문맥에서 류광화는", "term", "context", "ko", "류광화"),
        Note("없는 말", "term", "note", "ko", "리우광화"),
    ),
    terms=tuple(
        sorted(
            (*LIU.terms, Term("ko", "KP 류광화", variety="KP", type="variant", flags=("nonstandard",))), key=term_order
        )
    ),
)
SAMPLE: Final = (WEIHAI, DAYING, RUSHAN, PINGAN, DISTRICT, PLAN, LIU, CANDIDATE, REJECTED, REMOVED, HULL, SONG)

HOSTILE: Final = tuple(
    pair(
        100 + number,
        korean,
        chinese,
        status="approved",
        notes=(Note(note),),
        subject="A & B <c>",
        part_of='"인용" & <표>',
    )
    for number, (korean, chinese, note) in enumerate(
        (
            ("<b>굵은</b>", "<b>粗</b>", "a <note> & more"),
            ("사과 & 배", "苹果&梨", "첫 줄\n둘째 줄\t탭"),
            ("]]> 끝", "]]>终", "]]>"),
            ('"따옴표"', "“引号”", '"'),
            ("=SUM(A1)", "=合计", "=1+1"),
            ("+82", "+八十二", "-1"),
            ("@골뱅이", "@符号", "@"),
            ("-빼기", "-减号", "\t탭으로 시작"),
            ("'=이미", "'=已经", "'"),
            ("쉼표, 쌍반점; 막대 | 괄호 [ 표 ]", "逗号,|[标]", "a | b [c] \\ d"),
            ("역사선\\", "反斜线\\", "\\"),
            ("𠀀아스트랄", "𠀀𪚥", "😀"),
            ("\u202e거꾸로", "\u202e反向", "\u202e"),
            ("שלום 인사", "שלום问候", "עברית"),
            ("kind: place", "种类: 地方", "kind: place"),
            ("[place] 표시", "[place] 标记", "note: note: 두 번"),
            ("&amp; 엔티티", "&#38;实体", "&lt;"),
            ("줄\u2028나눔", "行\u2028分", "줄\u2028나눔"),
            ("C++", "C++语言", "pinyin: x"),
        )
    )
)
HASHED: Final = pair(150, "#해시", "#话题", status="approved")

_CHARS: Final = st.one_of(
    st.sampled_from(
        "웨이하이위해류유광화威海刘劉广廣华華大鷹鹰 \"'<>&|[]\\,;:=+-@#·《》“”\u00a0\u200b\u202e\u2028😀𠀀אé"
    ),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
)
_TEXTS: Final = st.text(_CHARS, min_size=1, max_size=12).map(term_text).filter(bool)
_LONG: Final = st.text(_CHARS | st.sampled_from("\n\t"), min_size=1, max_size=30).map(str.strip).filter(bool)
_READINGS: Final = st.sampled_from([None, "Wēihǎi", "Liú Guǎnghuá", "Xī'ān"])
_HAN: Final = st.text(st.sampled_from("威海刘劉广廣华華大鷹鹰山东東"), min_size=1, max_size=6)


@st.composite
def _terms(draw: st.DrawFn) -> tuple[Term, ...]:
    """Draw terms of at least one Korean and one Chinese form, none twice, one preferred at most in each language."""
    terms: dict[tuple[str, str], Term] = {}
    led: set[str] = set()
    languages = ["ko", draw(st.sampled_from(["zh", "zh-Hans"]))]
    languages += draw(st.lists(st.sampled_from(["ko", "zh", "zh-Hans", "zh-Hant", "en"]), max_size=4))
    for language in languages:
        statuses = ["preferred", "admitted", "deprecated"] if language not in led else ["admitted", "deprecated"]
        term = Term(
            language,
            draw(_HAN if language.startswith("zh") else _TEXTS),
            status=draw(st.sampled_from(statuses)),
            type=draw(st.sampled_from(TERM_TYPES)),
            derived=draw(st.sampled_from([None, None, "table5" if language == "ko" else "opencc:t2s"])),
            flags=tuple(sorted(draw(st.sets(st.sampled_from(FLAGS), max_size=2)), key=FLAGS.index)),
            reading=draw(_READINGS) if has_han(language) or language.startswith("zh") else None,
        )
        if term.status == "preferred":
            led.add(language)
        terms.setdefault((term.language, term.text), term)
    return tuple(sorted(terms.values(), key=term_order))


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    """Draw a concept with everything that a concept may hold."""
    optional = st.none() | _TEXTS
    return Concept(
        uid=str(draw(st.uuids(version=4))),
        id=draw(st.none() | st.integers(1, 10**9)),
        kind=draw(st.sampled_from(KINDS)),
        origin=draw(st.sampled_from(ORIGINS)),
        relation=draw(st.sampled_from(RELATIONS)),
        status=draw(st.sampled_from(["candidate", "auto", "approved"])),
        norm=draw(st.sampled_from(["loanword", "sino", "custom", "none"])),
        terms=draw(_terms()),
        part_of=draw(optional),
        region=draw(st.sampled_from([None, "CN", "TW"])),
        scope=draw(optional),
        subject=draw(optional),
        source=draw(optional),
        seen=draw(st.integers(0, 99)),
        documents=draw(st.integers(0, 9)),
        notes=tuple(
            draw(st.lists(st.builds(Note, _LONG, type=st.sampled_from(["note", "definition", "usage"])), max_size=3))
        ),
    )


lists_of_concepts: Final = st.lists(
    concepts(), max_size=4, unique_by=(lambda drawn: drawn.uid, lambda drawn: drawn.id or drawn.uid)
)
