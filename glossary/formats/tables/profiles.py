"""The profiles whose files are tables with a header, and where what the consumers read is known from.

- Phrase TMS (vendor's pages, in part): a plain list of terms can be imported; concept_domain, concept_subdomain, concept_definition and concept_note
  before the languages; locales such as zh_cn; forbidden and preferred are booleans of Excel; a term has at most 1,000 characters. Not documented in what was
  at hand: the headers of the columns behind a language (after the vendor's words for them), what numbers (CID) new concepts may have, and so how
  synonyms come in: each pair is a row, and a concept of Phrase.
- MateCat (vendor's page, and its validator read): this header in this order, and nothing behind it; RFC 3066 tags with a region; TRUE in the first
  column marks the pair of a row. Not documented: sizes, several terms in a cell.
- Crowdin (its client's description of the API): the keys of its import scheme, which are the headers here; statuses and types in its words. Not documented:
  the header of its own exports, several terms of one language in a row, quoting.
- Smartcat: not documented in what was at hand, neither columns nor values; the file has at most 10 MB.
"""

from __future__ import annotations

from functools import partial
from typing import BinaryIO, Final

from glossary.formats import delimited
from glossary.formats.account import Part
from glossary.formats.comments import COMMENTED
from glossary.formats.exchange import Profile, Reader
from glossary.formats.tables import reading, writing
from glossary.formats.tables.reading import Reading
from glossary.formats.tables.writing import Field, Table, of_source, one_of
from glossary.formats.xlsx import reading as xlsx_reading

_WHAT: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "notes", "types of notes", "pinyin", "flags", "deprecated forms")
)  # fmt: skip
_STATUSES: Final = {"preferred": "preferred", "admitted": "admitted", "deprecated": "not recommended"}
_TYPES: Final = {
    "acronym": "acronym", "abbreviation": "abbreviation", "short": "short form", "variant": "variant",
    "phrase": "phrase",
}  # fmt: skip


def reader(way: Reading, *, workbook: bool) -> Reader:
    """Return what reads a table as CSV or as a workbook."""

    def read(stream: BinaryIO, path: str) -> reading.Items:
        rows = xlsx_reading.rows(stream, path) if workbook else delimited.rows(stream, path)
        return reading.concepts(rows, path, way)

    return read


_PHRASE: Final = Table(
    "Phrase",
    (
        Field("concept_domain", writing.kind),
        Field("concept_subdomain", writing.subject, 18),
        Field("concept_definition", writing.definition, 30),
        Field("concept_note", writing.note, 30),
        Field("{source}", writing.source, 30),
        Field("preferred", of_source(writing.is_preferred), 10, boolean=True),
        Field("status", writing.approval({"approved": "Approved", "auto": "New", "candidate": "New"}), 10),
        Field("{target}", writing.target, 24),
        Field("forbidden", writing.is_forbidden, 10, boolean=True),
        Field("preferred", writing.is_preferred, 10, boolean=True),
        Field("status", writing.approval({"approved": "Approved", "auto": "New", "candidate": "New"}), 10),
        Field("note", writing.remark, 24),
    ),
    {"zh-CN": "zh_cn", "zh-Hans": "zh_cn", "zh-TW": "zh_tw", "zh-HK": "zh_hk", "zh-Hant": "zh_hant"},
    "Terms",
)
_MATECAT: Final = Table(
    "MateCat",
    (
        Field("Forbidden", writing.forbidden, 10, boolean=True),
        Field("Domain", writing.kind),
        Field("Subdomain", writing.subject, 18),
        Field("Definition", writing.definition, 30),
        Field("{source}", writing.source, 30),
        Field("Notes", writing.note, 30),
        Field("{target}", writing.target, 24),
        Field("Notes", writing.remark, 24),
    ),
    {"ko": "ko-KR", "zh-CN": "zh-CN", "zh-Hans": "zh-CN", "zh-TW": "zh-TW", "zh-HK": "zh-HK", "en": "en-US", "ja": "ja-JP"},
    "Glossary",
    known=True,
)  # fmt: skip
_SMARTCAT: Final = Table(
    "Smartcat",
    (
        Field("{source}", writing.source, 30),
        Field("{target}", writing.target, 24),
        Field("Comment", writing.comment, 40),
    ),
    {},
    "Glossary",
)
_CROWDIN: Final = Table(
    "Crowdin",
    (
        Field("conceptSubject", writing.kind_and_subject),
        Field("conceptDefinition", writing.definition),
        Field("conceptNote", writing.note),
        Field("term_{source}", writing.source),
        Field("status_{source}", of_source(one_of(_STATUSES, "status"))),
        Field("type_{source}", of_source(one_of(_TYPES, "type"))),
        Field("term_{target}", writing.target),
        Field("status_{target}", one_of(_STATUSES, "status")),
        Field("type_{target}", one_of(_TYPES, "type")),
        Field("note_{target}", writing.remark),
    ),
    {"zh-Hans": "zh-CN"},
)


def _profile(
    name: str, title: str, table: Table, carries: frozenset[Part], remarks: str, *, forbidden: bool = True
) -> Profile:
    suffix = f".{name}.{'xlsx' if table.sheet else 'csv'}"
    return Profile(
        name, title, (suffix,), "cat", carries, remarks,
        partial(writing.write, table), reader(Reading(), workbook=bool(table.sheet)),
        pairs=True, forbidden=forbidden, binary=bool(table.sheet),
    )  # fmt: skip


PHRASE: Final = _profile(
    "phrase",
    "Phrase TMS term base, Excel workbook",
    _PHRASE,
    _WHAT | {"workflow statuses"},
    "pairs of forms, approved or new; phrase-tbx keeps the synonyms of a concept together",
)
MATECAT: Final = _profile(
    "matecat",
    "MateCat glossary, Excel workbook",
    _MATECAT,
    _WHAT,
    "pairs of forms; those that nobody shall write are marked as forbidden",
)
SMARTCAT: Final = _profile(
    "smartcat",
    "Smartcat glossary, Excel workbook",
    _SMARTCAT,
    COMMENTED,
    "pairs of forms; kind, pinyin and notes as comment; the vendor documents no columns",
    forbidden=False,
)
CROWDIN: Final = _profile(
    "crowdin",
    "Crowdin glossary, comma-separated values",
    _CROWDIN,
    _WHAT | {"statuses of forms", "types of forms"},
    "pairs of forms; the headers are the keys of Crowdin's import scheme; crowdin-tbx keeps the synonyms of a concept together",
)
