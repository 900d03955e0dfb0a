"""The command line of every driver in this folder, and what it prints.

    read_X.py SOURCE TARGET FORMAT PATH [FORMAT PATH]…

A line of JSON for each entry of each file: ``{"file": 0, "source": …, "target": …, "note": …}``; for a file that the reader refuses
``{"file": 0, "error": …}``. *file* counts the paths. ASCII only, so that no console's encoding matters.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

Entry: TypeAlias = tuple[str, str, str]
"""Source, target and note of one entry, as the program has them."""
Read: TypeAlias = Callable[[str, str, str], Iterable[Entry]]
"""Reads a path; the two languages follow."""


def answer(formats: Mapping[str, Read]) -> None:
    """Read the files of the command line, each by its format, and print what arrived."""
    source, target, *rest = sys.argv[1:]
    for number, (name, path) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
        try:
            entries = list(formats[name](path, source, target))
        except Exception as error:
            print(json.dumps({"file": number, "error": f"{type(error).__name__}: {error}"}))
            continue
        for left, right, note in entries:
            print(json.dumps({"file": number, "source": left, "target": right, "note": note}))
