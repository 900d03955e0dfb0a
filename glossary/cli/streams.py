"""What is written where: data to standard output, notes and errors to standard error, readable on any console.

Widths are counted with the standard library: a character is two cells where Unicode calls it wide (hanzi, Hangul syllables), none
where it combines. A library for it takes longer to load than a whole look-up.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, Final

import click

_LINE_ENDS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def adapt() -> None:
    """Make both streams take any character: one that the console's encoding lacks is written as its number.

    A stream that was closed before the start (``>&-``) is occupied, or the next file that is opened would take its place. What is
    written to such a standard output fails like a full disk; what is said on such a standard error goes nowhere.
    """
    if sys.stdin is None:
        os.open(os.devnull, os.O_WRONLY)  # stays None: who reads from it says so
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_output(*, give_up: bool = False) -> None:
    """Write out what is buffered, so that a full disk or a closed pipe is seen here and not in the interpreter's last breath.

    With *give_up* nothing more can be written: what is left goes nowhere.
    """
    try:
        sys.stdout.flush()
    except OSError:
        _discard_output()
        if not give_up:
            raise


def _discard_output() -> None:
    """Point standard output to nowhere, so that the interpreter does not fail again when it closes."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass  # a stream without a descriptor has nothing that could fail later
    finally:
        os.close(nowhere)


def echo(text: str = "") -> None:
    """Print a line of data; colours are dropped where the output is not a terminal or NO_COLOR is set."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def echo_json(value: dict[str, Any]) -> None:
    """Print *value* as one line of JSON, with its letters as they are where the output is Unicode.

    What some programs take for the end of a line (U+0085, U+2028, U+2029) is always escaped.
    """
    import json  # takes a while to load, and most commands print none

    unicode_out = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not unicode_out).translate(_LINE_ENDS))


def width(text: str) -> int:
    """Return how many cells of a terminal *text* takes; colours take none."""
    text = click.unstyle(text)
    if text.isascii():
        return len(text)
    cells = 0
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.east_asian_width(char) in "WF":
            cells += 2
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            cells += 1
    return cells


def pad(text: str, cells: int) -> str:
    """Return *text* filled up with spaces to *cells* cells."""
    return text + " " * (cells - width(text))


def table(
    rows: Iterable[Sequence[str]], *, right: Sequence[int] = (), indent: str = "", most: int | None = None
) -> list[str]:
    """Return *rows* as lines with aligned columns two spaces apart; the columns numbered in *right* end flush.

    No column is filled up to more than *most* cells: a longer text moves its own line only. Lines do not end in spaces.
    """
    kept = [list(row) for row in rows]
    columns = max(map(len, kept), default=0)
    cells = [max(width(row[column]) for row in kept if column < len(row)) for column in range(columns)]
    if most is not None:
        cells = [min(widest, most) for widest in cells]
    lines = []
    for row in kept:
        parts = [
            " " * (cells[column] - width(text)) + text if column in right else pad(text, cells[column])
            for column, text in enumerate(row)
        ]
        lines.append((indent + "  ".join(parts)).rstrip())
    return lines


def plural(count: int, one: str, many: str = "") -> str:
    """Return ``1 document`` or ``1,204 documents``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
