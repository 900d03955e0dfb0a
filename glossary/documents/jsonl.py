"""JSON lines: one document a line, ``{"id": …, "text": …}`` with ``title``, ``date``, ``lang`` and ``url`` where known.

A bad line is told with its line and column, and the other lines are read. A line without an id is named ``FILE:LINE``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

from glossary.documents.parts import Part, divide
from glossary.documents.plain import BOM, decode
from glossary.errors import DocumentError, ValueRefused
from glossary.languages import canonical_tag
from glossary.model import Document, check_text

MAX_LINE: Final = 8 * 1024 * 1024
"""Bytes of the longest line, which is held in memory as a whole; a larger document comes as a text file."""


def read(stream: BinaryIO, name: str, on_problem: Callable[[DocumentError], None]) -> Iterator[Part]:
    """Yield the document of each line of *stream*, a large one in parts; blank lines are passed over, bad ones go to *on_problem*."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            on_problem(
                DocumentError(
                    f"{place}: a line of more than {MAX_LINE // 2**20} MiB; split the document, or give it as a text file"
                )
            )
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            continue
        if number == 1 and line.startswith(BOM):
            line = line[len(BOM) :]
        if not line.strip():
            continue
        try:
            document = _document(line, place)
        except DocumentError as error:
            on_problem(error)
        else:
            yield from divide(document)


def _document(line: bytes, place: str) -> Document:
    """Return the document that *line* describes. Raises DocumentError."""
    record = _record(decode(line.rstrip(b"\r\n"), place), place)
    text = record.get("text")
    if not isinstance(text, str):
        raise DocumentError(f'{place}: no text; a line is {{"id": …, "text": …}}')
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"{place}: the text has a lone surrogate at character {error.start + 1}; remove it"
        ) from None
    language = _attribute(record, "lang", place)
    try:
        language = None if language is None else canonical_tag(language)
    except ValueRefused as error:
        raise DocumentError(f"{place}: {error}") from None
    return Document(
        _attribute(record, "id", place) or place,
        text,
        title=_attribute(record, "title", place),
        date=_attribute(record, "date", place),
        language=language,
        url=_attribute(record, "url", place),
    )


def _record(text: str, place: str) -> dict[str, Any]:
    """Return the object that *text* is in JSON. Raises DocumentError with the column."""
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(f"{place}:{error.pos + 1}: not JSON: {error.msg.lower()}") from None
    except (ValueError, RecursionError):
        raise DocumentError(f"{place}: JSON with a number too long or nested too deep") from None
    if not isinstance(record, dict):
        raise DocumentError(f'{place}: not a JSON object; a line is {{"id": …, "text": …}}')
    return record


def _attribute(record: dict[str, Any], key: str, place: str) -> str | None:
    """Return the text or number under *key*, None where it is missing, null or blank. Raises DocumentError for the rest."""
    value = record.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise DocumentError(f"{place}: {key} is not text")
    if value.isspace():
        return None
    try:
        return check_text(value, f"the {key}", limit=2000)
    except ValueRefused as error:
        raise DocumentError(f"{place}: {error}") from None
