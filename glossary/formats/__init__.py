"""Concepts <-> files: pure, no term base. One module a format; versions and dialects are parameters.

    select (who goes out, and what of it) -> write (one format) -> save (beside, then renamed)
    read -> Incoming concepts and Problems, one at a time

A file name or a name chooses the profile; `PROFILES` is the whole list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Final

from glossary.errors import UnknownProfile
from glossary.formats import deepl, delimited, jsonl, omegat, tbx, tbx_reading
from glossary.formats.exchange import REASONS, Incoming, Options, Problem, Profile, Report, Tally
from glossary.formats.incoming import checked
from glossary.formats.saving import Saved, digest, save
from glossary.formats.selection import Selection, select
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
        Profile(
            "tbx",
            "TBX-Basic, version 2 (ISO 30042:2008), for CAT tools",
            (".tbx",),
            "cat",
            "two languages (ko and zh-CN), statuses, term types, kinds, pinyin, flags, definitions, notes, subjects, sources",
            "deprecated targets, further languages and scripts, origin, relation, workflow status, uid, references",
            tbx.write_v2,
            tbx_reading.read,
        ),
        Profile(
            "tbx-v3",
            "TBX-Basic, version 3 (ISO 30042:2019), DCA style, for interchange",
            (".v3.tbx",),
            "interchange",
            "all languages, deprecated forms, derivation, statuses, kinds, origin, relation, notes, subjects, sources",
            "uid, numbers of sightings, references, internal notes",
            tbx.write_v3,
            tbx_reading.read,
        ),
        Profile(
            "csv",
            "comma-separated values, for people; one concept a row",
            (".csv",),
            "interchange",
            "all forms, pinyin, flags, kinds, statuses, notes, subjects, sources, uid (an import finds its concept again)",
            "origin, relation, region, scope, references, notes of one language or term, internal notes",
            delimited.write,
            delimited.read,
        ),
        Profile(
            "jsonl",
            "JSON lines; one concept a line",
            (".jsonl",),
            "interchange",
            "everything: concepts, terms, notes, references, uid",
            "the history of changes, internal notes",
            jsonl.write,
            jsonl.read,
        ),
        Profile(
            "omegat",
            "OmegaT glossary, tab-separated text",
            (".txt", ".tab", ".utf8"),
            "cat",
            "pairs of forms; kind, pinyin and notes as comment",
            "statuses, flags, subjects, sources, uid, forms that begin with #",
            omegat.write,
            omegat.read,
        ),
        Profile(
            "deepl",
            "DeepL glossary, tab-separated text",
            (".deepl.tsv",),
            "mt",
            "source forms, each with the preferred target",
            "further targets, kinds, pinyin, notes, statuses, flags, subjects, sources, uid",
            deepl.write,
            deepl.read,
        ),
    )
}


def profile_for(path: str | PurePath, name: str | None = None) -> Profile:
    """Return the profile called *name*, or the one that the file name of *path* chooses (the longest suffix that fits).

    Raises UnknownProfile.
    """
    if name is not None:
        if name not in PROFILES:
            raise UnknownProfile(f"unknown profile: {name!r}; one of {', '.join(PROFILES)}")
        return PROFILES[name]
    file = PurePath(path).name.lower()
    fitting = [
        (len(suffix), profile) for profile in PROFILES.values() for suffix in profile.suffixes if file.endswith(suffix)
    ]
    if not fitting:
        raise UnknownProfile(
            f"no profile for the file name {file!r}; name one with --to or --from: {', '.join(PROFILES)}"
        )
    return max(fitting, key=lambda fit: fit[0])[1]


def write(concepts: Iterable[Concept], profile: Profile, out: BinaryIO, options: Options | None = None) -> Report:
    """Write what `select` chooses of *concepts* to *out*, and account for the rest. Equal concepts give equal bytes."""
    chosen = options or Options()
    selection = select(concepts, profile.audience, chosen)
    tally = Tally(lost=selection.lost, left_out=selection.left_out, elsewhere=selection.elsewhere)
    for text in profile.write(selection.concepts, chosen, tally):
        # Lone surrogates never pass the model; were one to, an escape in the file is better than half an export.
        out.write(text.encode("utf-8", errors="backslashreplace"))
    # Adding nothing drops the zeros.
    left_out, lost = tally.left_out + Counter(), tally.lost + Counter()
    return Report(profile.name, profile.audience, tally.concepts, tally.entries, left_out, lost, tally.elsewhere)


def read(stream: BinaryIO, profile: Profile, path: str) -> Iterator[Incoming | Problem]:
    """Yield the concepts of a file one at a time, and in their place the problems; *path* is for messages.

    Raises FormatError where the file as a whole is not of this format.
    """
    return checked(profile.read(stream, path), path)
