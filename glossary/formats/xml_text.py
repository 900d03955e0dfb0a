"""Text as XML holds it: the ground under every writer of a format that is XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from glossary.formats.account import Tally
from glossary.model import Term

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (U+FFFE, U+FFFF), and the controls that the model refuses."""
_PLAIN: Final = re.compile('[^&<>"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*')
"""Text that is written as it is: nearly all of it, and several times faster so."""


def writable(terms: Iterable[Term], tally: Tally) -> tuple[Term, ...]:
    """Return the terms whose text XML can hold, and count the others."""
    given = tuple(terms)
    kept = tuple(term for term in given if not _ILLEGAL.search(term.text))
    tally.lost["forms with characters that XML cannot hold"] += len(given) - len(kept)
    return kept


def escape(text: str, tally: Tally) -> str:
    """Return *text* as XML text or the value of an attribute; what XML cannot hold goes out and is counted."""
    if _PLAIN.fullmatch(text):
        return text
    text, dropped = _ILLEGAL.subn("", text)
    tally.lost["characters that XML cannot hold"] += dropped
    # > for "]]>", " for attributes, and the carriage return, which a parser would make a line feed.
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\r", "&#13;")
    )
