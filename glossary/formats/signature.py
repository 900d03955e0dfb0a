"""What a file is by its first bytes that is of no format here, whatever its name says, and what to do with it."""

from __future__ import annotations

from typing import Final

from glossary.errors import FormatError

ZIP: Final = b"PK\x03\x04"
_KNOWN: Final = {
    b"%PDF-": "a PDF; have the table that it was made from saved as .csv or .xlsx",
    ZIP: "a workbook or another ZIP archive; name a workbook .xlsx, unpack anything else",
    bytes.fromhex("d0cf11e0a1b11ae1"): "an old workbook (.xls) or one with a password; save it as .xlsx without one",
    b"\x1f\x8b": "packed by gzip; unpack it first",
}


def refuse(begin: bytes, path: str) -> None:
    """Refuse a file that begins like one of another kind. Raises FormatError, which says what it is."""
    for mark, what in _KNOWN.items():
        if begin.startswith(mark):
            raise FormatError(f"{path}: {what}")
