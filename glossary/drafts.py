"""Drafts: a file is written beside its place and put there whole, so that nobody ever meets half of it.

A process that is killed leaves its draft behind. Whoever writes to the same place next takes it away.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

BESIDE: Final = ("", "-journal", "-wal", "-shm")
"""What SQLite may put beside a database under way, the database itself first."""
_LONGEST: Final = 80
_OLD: Final = 86_400.0
"""Seconds after which a draft is taken for left behind where the system does not tell which processes live."""


def draft_for(place: Path) -> Path:
    """Return where this process writes what is to stand at *place*, after taking away what killed ones left there."""
    for left in _left_behind(place):
        with suppress(OSError):
            left.unlink()
    return place.with_name(f".{place.name[:_LONGEST]}.{os.getpid()}.part")


def discard(draft: Path) -> None:
    """Take a draft away, and what SQLite put beside it; what is not there is no matter."""
    for suffix in BESIDE:
        with suppress(OSError):
            draft.with_name(draft.name + suffix).unlink()


def _left_behind(place: Path) -> Iterator[Path]:
    """Yield the drafts for *place* whose processes are gone."""
    pattern = re.compile(rf"\.{re.escape(place.name[:_LONGEST])}\.([0-9]{{1,9}})\.(?:part|new)(?:-journal|-wal|-shm)?")
    with suppress(OSError):
        for path in place.parent.iterdir():
            found = pattern.fullmatch(path.name)
            if found and _is_gone(int(found[1]), path):
                yield path


def _is_gone(process: int, path: Path) -> bool:
    """Say whether the process that wrote *path* has ended."""
    if sys.platform == "win32":  # asking for a process would end it there
        return time.time() - path.stat().st_mtime > _OLD
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return process > 0
    except OSError:
        return False
    return False
