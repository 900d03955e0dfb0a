"""The profiles of TBX: which dialect in which version and style, and for whom."""

from __future__ import annotations

from functools import partial
from typing import Final

from glossary.formats.account import EVERYTHING, Part
from glossary.formats.exchange import Profile
from glossary.formats.tbx import reading, writing
from glossary.formats.tbx.dialects import (
    BASIC_2,
    BASIC_DCA,
    BASIC_DCT,
    CORE,
    DEFAULT_2,
    LINGUIST_DCA,
    LINGUIST_DCT,
    MIN_DCA,
    MIN_DCT,
)
from glossary.formats.tbx.writing import Edition

_ALL: Final[frozenset[Part]] = EVERYTHING - {"uids", "numbers of sightings", "references"}
_ALL_FORMS: Final = "all languages and forms, deprecated ones too"
_FOR_CAT: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "sources", "longer names", "regions", "clients", "notes", "types of notes", "notes on a language", "notes on a form",
     "statuses of forms", "deprecated forms", "types of forms", "pinyin", "flags", "varieties", "derivations")
)  # fmt: skip
_WITHOUT_STATUSES: Final = _FOR_CAT - {"statuses of forms", "deprecated forms"}


def _interchange(name: str, title: str, suffix: str, edition: Edition, remarks: str = _ALL_FORMS) -> Profile:
    """Return a profile for interchange, with everything that a concept says of itself."""
    writer = partial(writing.write, edition=edition)
    never_empty = edition.dialect.version == 2  # version 3 lets the body be missing
    history = bool(edition.dialect.element("transactionType", "concept"))
    return Profile(
        name,
        title,
        (suffix,),
        "interchange",
        _ALL,
        remarks,
        writer,
        reading.read,
        never_empty=never_empty,
        history=history,
    )


def _cat(
    name: str,
    title: str,
    suffix: str,
    edition: Edition,
    carries: frozenset[Part],
    remarks: str,
    *,
    forbidden: bool = False,
) -> Profile:
    """Return a profile for CAT tools: two languages, the source first."""
    return Profile(
        name, title, (suffix,), "cat", carries, remarks, partial(writing.write, edition=edition), reading.read,
        pairs=edition.pairs, forbidden=forbidden, never_empty=True,
    )  # fmt: skip


TBX: Final = _cat(
    "tbx",
    "TBX-Basic, version 2 (ISO 30042:2008), for CAT tools",
    ".tbx",
    Edition(BASIC_2),
    _FOR_CAT,
    "two languages (ko and zh-CN); every attested source form, preferred and admitted target forms",
)
TBX_DEFAULT: Final = _interchange(
    "tbx-default",
    "TBX-Default, version 2 (ISO 30042:2008), for interchange",
    ".default.tbx",
    Edition(DEFAULT_2, working=True),
)
TBX_V3: Final = _interchange(
    "tbx-v3",
    "TBX-Basic, version 3 (ISO 30042:2019), DCA style, for interchange",
    ".v3.tbx",
    Edition(BASIC_DCA, working=True),
)
TBX_V3_DCT: Final = _interchange(
    "tbx-v3-dct",
    "TBX-Basic, version 3 (ISO 30042:2019), DCT style, for interchange",
    ".v3-dct.tbx",
    Edition(BASIC_DCT, working=True),
)
TBX_LINGUIST: Final = _interchange(
    "tbx-linguist",
    "TBX-Linguist, version 3 (ISO 30042:2019), DCA style, for interchange",
    ".linguist.tbx",
    Edition(LINGUIST_DCA, working=True),
    f"{_ALL_FORMS}; pinyin as the reading of a term",
)
TBX_LINGUIST_DCT: Final = _interchange(
    "tbx-linguist-dct",
    "TBX-Linguist, version 3 (ISO 30042:2019), DCT style, for interchange",
    ".linguist-dct.tbx",
    Edition(LINGUIST_DCT, working=True),
    f"{_ALL_FORMS}; pinyin as the reading of a term",
)
TBX_MIN: Final = _interchange(
    "tbx-min",
    "TBX-Min, version 3 (ISO 30042:2019), DCA style, for interchange",
    ".min.tbx",
    Edition(MIN_DCA, working=True),
    f"{_ALL_FORMS}; subject, client, part of speech and status have data categories, the rest stands in notes",
)
TBX_MIN_DCT: Final = _interchange(
    "tbx-min-dct",
    "TBX-Min, version 3 (ISO 30042:2019), DCT style, for interchange",
    ".min-dct.tbx",
    Edition(MIN_DCT, working=True),
    f"{_ALL_FORMS}; subject, client, part of speech and status have data categories, the rest stands in notes",
)
TBX_CORE: Final = _interchange(
    "tbx-core",
    "TBX-Core, version 3 (ISO 30042:2019), for interchange",
    ".core.tbx",
    Edition(CORE, working=True),
    f"{_ALL_FORMS}; there are no data categories, all but the forms stands in notes",
)
OMEGAT_TBX: Final = _cat(
    "omegat-tbx",
    "OmegaT glossary, TBX-Basic, version 2",
    ".omegat.tbx",
    Edition(BASIC_2, standing=False),
    _WITHOUT_STATUSES,
    "as tbx, without parts of speech and statuses, which OmegaT would show beside every hit",
)
WEBLATE_TBX: Final = _cat(
    "weblate-tbx",
    "Weblate glossary, TBX-Default, version 2",
    ".weblate.tbx",
    Edition(DEFAULT_2, standing=False, pairs=True, note='<descrip type="explanation">%s</descrip>'),
    _WITHOUT_STATUSES,
    "one entry a pair of forms, for Weblate reads the first of each language; kind, pinyin and notes as explanation",
)
LOKALIZE: Final = _cat(
    "lokalize",
    "Lokalize glossary, TBX-Basic, version 2",
    ".lokalize.tbx",
    Edition(BASIC_2, defining=True),
    _FOR_CAT - {"types of notes"},
    "as tbx, with the notes of a concept as definitions: Lokalize shows the first one and the subject, and reads nothing else",
)
PHRASE_TBX: Final = _cat(
    "phrase-tbx",
    "Phrase TMS term base, TBX-Basic, version 2",
    ".phrase.tbx",
    Edition(BASIC_2, standing=False),
    _WITHOUT_STATUSES,
    "as tbx, without parts of speech and statuses, whose words Phrase does not know; its marks for preferred and forbidden terms are in no dialect of TBX",
)
CROWDIN_TBX: Final = _cat(
    "crowdin-tbx",
    "Crowdin glossary, TBX-Basic, version 2",
    ".crowdin.tbx",
    Edition(BASIC_2),
    _FOR_CAT,
    "as tbx, with deprecated target forms, which Crowdin shows as not recommended",
    forbidden=True,
)
