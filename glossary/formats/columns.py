"""What the columns of a table hold, by their header: a language, the source or the target, a comment; not by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from glossary.errors import ValueRefused
from glossary.formats.exchange import model_tag
from glossary.languages import primary_language

SOURCE: Final = "source"
TARGET: Final = "target"
COMMENT: Final = "comment"
CONTEXT: Final = "context"
_NAMED: Final = 10
"""Columns that are named in a message."""
_SHOWN: Final = 40
"""Characters of a name in it."""


def quoted(names: Sequence[str]) -> str:
    """Return the first of some names of columns as a message has them, whatever stands in them."""
    all_of_them = [repr(name[:_SHOWN]) for name in names if name.strip()]
    shown = [name if len(name) <= _SHOWN + 2 else f"{name[:_SHOWN]}…'" for name in all_of_them[:_NAMED]]
    return ", ".join(shown) + (f" and {len(all_of_them) - _NAMED:,} more" if len(all_of_them) > _NAMED else "")


CONCEPT: Final = "concept"
STATUS: Final = "status"
DRAFT: Final = "draft"
PASSED_OVER: Final = ""
"""A column that is known and says nothing that a concept keeps."""
_NAMES: Final = {
    SOURCE: "source|src|source term|source text|original|untranslated|원문|원어|출발어|原文|源文|源语言|源语|原语",
    TARGET: "target|tgt|target term|target text|translated|translation|번역|번역문|역어|도착어|译文|目标语言|目标语|译语|翻译",
    COMMENT: "comment|comments|note|notes|remark|remarks|description|definition|explanation|tgt:comment|src:comment|translator_comments"
    "|translator comments|developer_comments|developer comments|설명|비고|메모|참고|주석|备注|说明|注释|解释",
    CONTEXT: "context|문맥|上下文|语境",
    CONCEPT: "concept id|concept",
    STATUS: "term status|status",
    DRAFT: "fuzzy|state",
    PASSED_OVER: "|id|no|no.|key|label|identified|location|pos|src:pos|tgt:pos|part of speech|번호|품사|序号|编号|词性",
}
_ROLES: Final = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_LANGUAGES: Final = {
    name: tag
    for tag, names in {
        "ko": "korean|korean korea|korean south korea|한국어|조선어|한국말|韩语|韩文|韩国语|朝鲜语|韓語|韓文|韓國語",
        "zh": "chinese|중국어|中文|汉语|中国语",
        "zh-Hans": "chinese simplified|simplified chinese|chinese prc|chinese china|chinese simplified prc|chinese simplified china|chinese simplified han"
        "|chinese simplified mainland china|chinese people's republic of china|chinese singapore|chinese simplified singapore|중국어 간체|중국어 간체자|중국어 중국|간체|간체자"
        "|简体|简体中文|中文 简体|中文 中国",
        "zh-Hant": "chinese traditional|traditional chinese|chinese traditional han|중국어 번체|중국어 번체자|번체|번체자|繁体|繁體|繁体中文|繁體中文|中文 繁體|中文 繁体|漢語",
        "zh-TW": "chinese taiwan|chinese traditional taiwan|대만어|중국어 대만|台湾中文|中文 台湾|中文 台灣",
        "zh-HK": "chinese hong kong|chinese hong kong s a r|chinese hong kong sar|chinese traditional hong kong|chinese traditional hong kong s a r"
        "|chinese traditional hong kong sar|중국어 홍콩|中文 香港",
        "zh-MO": "chinese macao|chinese macau|chinese macao s a r|chinese macao sar|chinese traditional macao|chinese traditional macao s a r",
        "en": "english|english united states|english united kingdom|english us|english uk|영어|英语|英文|英語",
        "ja": "japanese|japanese japan|일본어|日语|日文|日語|日本語",
    }.items()
    for name in names.split("|")
}
"""By the words of a name: memoQ's Chinese_PRC, Windows' Chinese (Simplified, PRC) and a translator's 중국어(간체) differ in what stands between."""
_BETWEEN: Final = re.compile(r"[\s_,.()（）［］\[\]-]+")
_CODES: Final = frozenset(
    "aa ab af am ar as az ba be bg bn bo br bs ca cs cy da de dv dz el en eo es et eu fa fi fo fr fy ga gd gl gn gu ha he hi hr ht hu hy ia "
    "ig is it iu iw ja jv ka kk kl km kn ko ks ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn oc om or pa pl ps pt qu rm ro ru "
    "rw sa sd se si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tl tn tr ts tt ug uk ur uz vi wo xh yi yo zh zu "
    "chi cmn deu eng fra jpn kor rus spa yue zho".split()
)
"""Primary languages by which a column is headed. Two are not among them: id and no head other columns too often."""
_THREE: Final = {"kor": "ko", "zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en", "jpn": "ja"}


def language_named(name: str) -> str | None:
    """Return the tag of the model for a language by its tag or name (``ko-KR``, ``zh_Hans``, ``Korean``, ``중국어(간체)``), None for what is neither."""
    plain = " ".join(name.split()).lower()
    words = _BETWEEN.sub(" ", plain).strip()
    if words in _LANGUAGES:
        return _LANGUAGES[words]
    first, *rest = re.split("[-_]", plain)
    if first not in _CODES:
        return None
    try:
        return model_tag("-".join((_THREE.get(first, first), *rest)))
    except ValueRefused:
        return None


def written(tag: str) -> str:
    """Return the tag of the forms of a column: Chinese that names no script is simplified, for nothing else is called Chinese more often."""
    return "zh-Hans" if tag == "zh" else tag


def role_of(name: str) -> str | None:
    """Return what a column with this name holds: a language, one of the words of this module, or None for a name that is not known."""
    plain = " ".join(name.split()).lower()
    return _ROLES[plain] if plain in _ROLES else language_named(name)


def _is_code(name: str) -> bool:
    """Say whether a name is the code of a language, with a script or a region or without."""
    return language_named(name) is not None and re.split("[-_]", name.strip().lower())[0] in _CODES


def is_language(role: str | None) -> bool:
    """Say whether a role is a language."""
    return role is not None and role not in _NAMES


def header(cells: Sequence[str]) -> list[str | None] | None:
    """Return what each column holds if *cells* are a header, None if they are entries.

    A header names two languages, or a source and a target: 한국어⇥韩语 names one language twice, and is an entry; codes of two scripts (zh,zh-TW) are none.
    """
    roles = [role_of(cell) for cell in cells]
    languages = {primary_language(role) for role in roles if role is not None and is_language(role)}
    if len(languages) > 1 or (len(set(roles)) > 1 and all(map(_is_code, cells))):
        return roles
    return [None if is_language(role) else role for role in roles] if {SOURCE, TARGET} <= set(roles) else None
