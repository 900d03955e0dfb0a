"""The header of a table that a CAT tool exports: which column holds the forms of which language, and what the others say of what.

A column is known by its name, wherever it stands. What belongs to a form says so itself (Crowdin's ``status_ko``, Trados' ``>>T<<Status``) or stands behind
the column of its language, as memoQ's Term_Info, Phrase's forbidden and MateCat's Notes do. The names are those of memoQ, Trados and its Glossary
Converter, Phrase, MateCat, Smartcat and Crowdin, and what translators write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glossary.formats.columns import language_named

FORM: Final = "form"
DOMAIN: Final = "domain"
SUBJECT: Final = "subject"
CLIENT: Final = "client"
SOURCE: Final = "source"
DEFINITION: Final = "definition"
NOTE: Final = "note"
USAGE: Final = "usage"
EXAMPLE: Final = "example"
CONCEPT: Final = "concept"
FORBIDDEN: Final = "forbidden"
PREFERRED: Final = "preferred"
STATUS: Final = "status"
TYPE: Final = "type"
PINYIN: Final = "pinyin"
FLAGS: Final = "flags"
INFO: Final = "info"
PASSED_OVER: Final = ""
"""A column that is known and says nothing that a concept keeps: who changed what and when, numbers of other term bases, settings of a search."""

_NAMES: Final = {
    DOMAIN: "domain|entry_domain|concept_domain|conceptsubject|concept subject|kind|category",
    SUBJECT: "subdomain|concept_subdomain|subject|entry_subject|subject field|분야|领域|领域分类",
    CLIENT: "client|customer|project|entry_clientid",
    SOURCE: "source|출처|来源",
    DEFINITION: "definition|concept_definition|conceptdefinition|concept definition|description|정의|定义",
    NOTE: "note|notes|concept_note|conceptnote|concept note|entry_note|comment|comments|remark|remarks|설명|비고|메모|备注|说明|注释",
    USAGE: "usage|usage note",
    EXAMPLE: "example|example of use|term_example|context|예문|例句",
    CONCEPT: "cid|entry_id|entry number|concept id|conceptid",
    FORBIDDEN: "forbidden|term_forbidden",
    PREFERRED: "preferred",
    STATUS: "status|term status|usage status|administrative status|상태|状态",
    TYPE: "type|term_type|term type|termtype",
    PINYIN: "pinyin|reading|병음|拼音",
    FLAGS: "flags",
    INFO: "term_info",
    PASSED_OVER: "|tid|id|no|no.|entry_projectid|entry_created|entry_creator|entry_lastmodified|entry_modifier|entry_image|entry_imagecaption|case|exact"
    "|part_of_speech|partofspeech|part of speech|gender|number|conceptfigure|품사|词性|term_casesensitivity|term_prefixmatching|term_caption|created_by|created_at|last_modified_by|last_modified_at|번호|序号|编号",
}
_FIELDS: Final = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_OF_FORMS: Final = frozenset((NOTE, USAGE, EXAMPLE, FORBIDDEN, PREFERRED, STATUS, TYPE, PINYIN, FLAGS, INFO))
"""Fields that belong to the form behind whose column they stand, if they stand behind one."""
_ANNOTATED: Final = re.compile(r">>([A-Z]{1,3})<<\s*(.*)", re.IGNORECASE)
_KEYED: Final = re.compile(r"([a-z ]{3,20})(?:_(.{2,40})|\s*[\[(](.{2,40})[\])])", re.IGNORECASE)
_DEFINED: Final = re.compile("(.{2,60})_def", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column holds: a *field* of the concept, or of the form whose column has the place *form*; forms have a *language*."""

    field: str
    language: str = ""
    form: int = -1


def slots(headers: Sequence[str]) -> list[Slot | None]:
    """Return what each column holds, None for those that are not known."""
    found: list[Slot | None] = []
    form = -1
    for place, header in enumerate(headers):
        slot = _slot(header, form)
        if slot is not None and slot.field == FORM:
            form = place
        found.append(slot)
    first = {slot.language: place for place, slot in reversed([*enumerate(found)]) if slot and slot.field == FORM}
    return [_placed(slot, first) if slot else None for slot in found]


def _placed(slot: Slot, first: dict[str, int]) -> Slot:
    """Return the slot of a field that names its language with the place of its first form."""
    if slot.field == FORM or not slot.language:
        return slot
    return Slot(slot.field, form=first.get(slot.language, -1) if slot.field in _OF_FORMS else -1)


def _slot(header: str, form: int) -> Slot | None:
    """Return what the column with this header holds; *form* is the place of the last column of forms before it."""
    name = " ".join(header.split())
    if annotated := _ANNOTATED.fullmatch(name):
        return _annotated(annotated[1].upper(), annotated[2], form)
    field = _FIELDS.get(name.lower())
    if field is not None:
        return Slot(field, form=form if field in _OF_FORMS else -1)
    if (language := language_named(name)) is not None:
        return Slot(FORM, language)
    if (keyed := _KEYED.fullmatch(name)) and (language := language_named(keyed[2] or keyed[3])) is not None:
        return _keyed(keyed[1].lower(), language)
    if (defined := _DEFINED.fullmatch(name)) and language_named(defined[1]) is not None:
        return Slot(DEFINITION)
    return None


def _annotated(level: str, name: str, form: int) -> Slot | None:
    """Return what a column holds whose header says its level, as the Glossary Converter writes it: entry, language, index, term; X is passed over."""
    if "X" in level:
        return Slot(PASSED_OVER)
    if level == "L":
        language = language_named(name)
        return None if language is None else Slot(FORM, language)
    field = _FIELDS.get(name.lower())
    return None if field is None else Slot(field, form=form if level == "T" else -1)


def _keyed(name: str, language: str) -> Slot | None:
    if name.strip() == "term":
        return Slot(FORM, language)
    field = _FIELDS.get(name.strip())
    return None if field is None else Slot(field, language)
