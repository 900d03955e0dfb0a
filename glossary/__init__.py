"""Build and keep Korean–Chinese term bases from documents.

    documents -> extract -> align (with readings) -> classify -> normalize -> consolidate -> store -> look up / export

Wherever an author wrote a name or term together with its form in the other language, as in 웨이하이(威海)시 or
목단강신휘(晨辉)정보과학기술유한책임회사, the two strings that correspond are cut out, explained, joined with other sightings of the
same thing, kept with their evidence, and written as glossaries that CAT tools load.

The names below are what the stages exchange. The work is done by the modules: `glossary.documents.read`,
`glossary.pipeline.extract`, `glossary.collect.collect`, `glossary.store.open`, `glossary.lookup.find`, `glossary.termbase`, `glossary.formats`.
Importing this package loads no third-party library, and the names only when they are asked for: a command sets up the interpreter first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.errors import GlossaryError
    from glossary.model import Anchor, Concept, Document, Evidence, Gloss, Note, Pair, Reference, Span, Step, Term

__all__ = [
    "Anchor",
    "Concept",
    "Document",
    "Evidence",
    "Gloss",
    "GlossaryError",
    "Note",
    "Pair",
    "Reference",
    "Span",
    "Step",
    "Term",
]


def __getattr__(name: str) -> object:
    """Return one of the names above, from the module that has it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from glossary import errors, model

    return getattr(errors if name == "GlossaryError" else model, name)
