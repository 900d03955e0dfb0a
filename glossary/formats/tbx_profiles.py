"""The profiles of TBX: which version, which dialect, for whom."""

from __future__ import annotations

from typing import Final

from glossary.formats import tbx, tbx_reading
from glossary.formats.account import EVERYTHING, Part
from glossary.formats.exchange import Profile

_FOR_CAT: Final[frozenset[Part]] = frozenset(
    ("kinds", "subjects", "sources", "longer names", "regions", "clients", "notes", "types of notes", "notes on a language", "notes on a form",
     "statuses of forms", "types of forms", "pinyin", "flags", "varieties", "derivations")
)  # fmt: skip


TBX: Final = Profile(
    "tbx",
    "TBX-Basic, version 2 (ISO 30042:2008), for CAT tools",
    (".tbx",),
    "cat",
    _FOR_CAT,
    "two languages (ko and zh-CN); every attested source form, preferred and admitted target forms",
    tbx.write_v2,
    tbx_reading.read,
    never_empty=True,
)


TBX_V3: Final = Profile(
    "tbx-v3",
    "TBX-Basic, version 3 (ISO 30042:2019), DCA style, for interchange",
    (".v3.tbx",),
    "interchange",
    EVERYTHING - {"uids", "numbers of sightings", "references"},
    "all languages and forms, deprecated ones too",
    tbx.write_v3,
    tbx_reading.read,
    never_empty=True,
)
