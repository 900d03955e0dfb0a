"""Concepts <-> files: pure, no term base. One module or package a format; versions, dialects and consumers are parameters.

    outgoing (who goes out, and what of it) -> write (one format) -> save (beside, then renamed)
    read -> Incoming concepts and Problems, one at a time

Both ways stream: a million concepts pass by, they are never all in memory. A file name or a name chooses the profile; `PROFILES` is the whole list.
"""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Final

from glossary.errors import UnknownProfile
from glossary.formats import jsonl, multiterm, po, tmx, utx, xliff
from glossary.formats.account import REASONS, Report, Tally
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.formats.incoming import checked
from glossary.formats.pairs import deepl
from glossary.formats.pairs import profiles as pair_profiles
from glossary.formats.saving import Saved, digest, save
from glossary.formats.selection import Selection, outgoing, select
from glossary.formats.sheet import profiles as sheet_profiles
from glossary.formats.tables import memoq, trados
from glossary.formats.tables import profiles as table_profiles
from glossary.formats.tbx import profiles as tbx_profiles
from glossary.model import Concept

__all__ = [
    "PROFILES",
    "REASONS",
    "Incoming",
    "Options",
    "Problem",
    "Profile",
    "Report",
    "Saved",
    "Selection",
    "digest",
    "profile_for",
    "read",
    "save",
    "select",
    "write",
]

PROFILES: Final = {
    profile.name: profile
    for profile in (
        tbx_profiles.TBX,
        tbx_profiles.TBX_V3,
        tbx_profiles.TBX_V3_DCT,
        tbx_profiles.TBX_DEFAULT,
        tbx_profiles.TBX_LINGUIST,
        tbx_profiles.TBX_LINGUIST_DCT,
        tbx_profiles.TBX_MIN,
        tbx_profiles.TBX_MIN_DCT,
        tbx_profiles.TBX_CORE,
        sheet_profiles.XLSX,
        sheet_profiles.CSV,
        sheet_profiles.CSV_EXCEL,
        jsonl.JSONL,
        pair_profiles.OMEGAT,
        pair_profiles.OMEGAT_CSV,
        pair_profiles.TSV,
        pair_profiles.WEBLATE,
        pair_profiles.WORDFAST,
        tbx_profiles.OMEGAT_TBX,
        tbx_profiles.WEBLATE_TBX,
        tbx_profiles.LOKALIZE,
        tbx_profiles.PHRASE_TBX,
        tbx_profiles.CROWDIN_TBX,
        utx.UTX,
        po.PO,
        multiterm.MULTITERM,
        memoq.MEMOQ,
        trados.TRADOS,
        table_profiles.PHRASE,
        table_profiles.MATECAT,
        table_profiles.SMARTCAT,
        table_profiles.CROWDIN,
        tmx.TMX,
        xliff.XLIFF,
        pair_profiles.DEEPL,
        deepl.DEEPL_V3,
        pair_profiles.GOOGLE,
        pair_profiles.GOOGLE_TERMS,
        pair_profiles.AMAZON,
        pair_profiles.MICROSOFT,
    )
}
"""Every way to write and read a file, each defined where its format is; people read them in this order."""
SPREADSHEETS: Final = (".xls", ".xlsb", ".ods")
"""Names of workbooks that are not read: their programs save them as .xlsx too."""


def profile_for(path: str | PurePath, name: str | None = None) -> Profile:
    """Return the profile called *name*, or the one that the file name of *path* chooses (the longest suffix that fits).

    Raises UnknownProfile.
    """
    if name is not None:
        if name not in PROFILES:
            near = ", ".join(difflib.get_close_matches(name.lower(), PROFILES))
            raise UnknownProfile(f"unknown profile: {name!r}; {near and f'near it: {near}; '}see glossary formats")
        return PROFILES[name]
    file = PurePath(path).name.lower()
    fitting = [
        (len(suffix), profile) for profile in PROFILES.values() for suffix in profile.suffixes if file.endswith(suffix)
    ]
    if not fitting:
        remedy = "save it as .xlsx" if file.endswith(SPREADSHEETS) else "name one with --to or --from"
        raise UnknownProfile(f"no profile for the file name {file!r}; {remedy}, see glossary formats")
    return max(fitting, key=lambda fit: fit[0])[1]


def write(concepts: Iterable[Concept], profile: Profile, out: BinaryIO, options: Options | None = None) -> Report:
    """Write what goes out of *concepts* to *out*, and account for the rest. Equal concepts give equal bytes.

    A sequence of concepts is put in order; what is none comes in order already (see `outgoing`).
    """
    chosen = options or Options()
    tally = Tally(profile.carries)
    going = outgoing(concepts, profile.audience, chosen, tally, forbidden=profile.forbidden, further=profile.further)
    # Lone surrogates never pass the model; were one to, an escape in the file is better than half an export.
    encode = codecs.getincrementalencoder(profile.encoding)("backslashreplace").encode
    for chunk in profile.write(going, chosen, tally):
        out.write(encode(chunk) if isinstance(chunk, str) else chunk)
    tally.settle()
    return Report(
        profile.name, profile.audience, tally.concepts, tally.entries, +tally.left_out, +tally.lost, tally.elsewhere, profile.never_empty
    )  # fmt: skip


def read(stream: BinaryIO, profile: Profile, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of a file one at a time, and in their place the problems; *path* is for messages.

    Raises FormatError where the file as a whole is not of this format.
    """
    return checked(profile.read(stream, path), path)
