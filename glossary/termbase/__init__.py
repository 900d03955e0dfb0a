"""What people do to a term base: add, edit, remove, merge, split, import, and take it back.

What they say stands: it is held against later runs of the machine (see `glossary.store.write`). Nothing is erased, a removed concept
stays known so that it is not proposed again.
"""

from __future__ import annotations

from glossary.termbase.adding import Added, add
from glossary.termbase.comparing import Rules
from glossary.termbase.doubling import doubles
from glossary.termbase.editing import Edit, edit, remove
from glossary.termbase.elsewhere import having
from glossary.termbase.findings import Finding, ImportReport
from glossary.termbase.importing import import_concepts
from glossary.termbase.merging import Merged, Split, merge, split
from glossary.termbase.undoing import Undone, undo

__all__ = [
    "Added",
    "Edit",
    "Finding",
    "ImportReport",
    "Merged",
    "Rules",
    "Split",
    "Undone",
    "add",
    "doubles",
    "edit",
    "having",
    "import_concepts",
    "merge",
    "remove",
    "split",
    "undo",
]
