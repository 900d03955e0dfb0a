"""Text as XML holds it: the ground under every writer of a format that is XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from glossary.formats.account import Tally
from glossary.model import Term

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (U+FFFE, U+FFFF), and the controls that the model refuses. None of it is printable, as nearly all text is."""


def writable(terms: Sequence[Term], tally: Tally) -> Sequence[Term]:
    """Return the terms whose text XML can hold, and count the others."""
    for term in terms:
        if not term.text.isprintable():
            break
    else:
        return terms
    kept = [term for term in terms if not _ILLEGAL.search(term.text)]
    tally.lost["forms with characters that XML cannot hold"] += len(terms) - len(kept)
    return kept


def escape(text: str, tally: Tally) -> str:
    """Return *text* as XML text or the value of an attribute; what XML cannot hold goes out and is counted."""
    if text.isalnum():
        return text
    if not text.isprintable():
        text, dropped = _ILLEGAL.subn("", text)
        tally.lost["characters that XML cannot hold"] += dropped
    if not ("&" in text or "<" in text or ">" in text or '"' in text or "\r" in text):
        return text  # asked so, it is half of what a pattern takes
    # > for "]]>", " for attributes, and the carriage return, which a parser would make a line feed.
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\r", "&#13;")
    )
