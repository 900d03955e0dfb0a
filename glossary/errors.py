"""Every error that this library raises on purpose.

    GlossaryError
    ├── ValueRefused        a value that the model does not take (a NUL in a term, an empty note)
    ├── DocumentError       a document that cannot be read: path, line, column or byte offset in the message
    ├── FormatError         an exchange file that cannot be read or written
    │   ├── UnknownProfile
    │   └── EditedExport    the file was edited after we wrote it
    ├── NotFound            no such concept
    ├── Conflict            somebody else changed it first, or it is there already
    └── StoreError          the term base
        ├── NoTermBase      there is none at that place
        ├── NotATermBase    the file is something else
        ├── NewerSchema     written by a newer version
        ├── OlderSchema     to be upgraded first
        ├── ReadOnlyBase    it can be read, not written
        ├── BaseBusy        another program holds it
        └── BaseFull        the disk or the database is full

A message is one line in lower case: it quotes the offending value with its place and says what to do next.
Bugs raise anything else and show a traceback.
"""

from __future__ import annotations


class GlossaryError(Exception):
    """Root of the tree; `str(error)` is the line that the user reads."""


class ValueRefused(GlossaryError, ValueError):
    """A value that the model does not take."""


class DocumentError(GlossaryError):
    """A document that cannot be read."""


class FormatError(GlossaryError):
    """An exchange file that cannot be read or written."""


class UnknownProfile(FormatError):
    """No profile of that name, or none for that file name."""


class EditedExport(FormatError):
    """The file was edited after it was written; it is not overwritten without being told to."""


class NotFound(GlossaryError):
    """No such concept."""


class Conflict(GlossaryError):
    """Somebody else changed it first, or it is there already."""


class StoreError(GlossaryError):
    """The term base cannot be used."""


class NoTermBase(StoreError):
    """There is no term base at that place."""


class NotATermBase(StoreError):
    """The file is not a term base."""


class NewerSchema(StoreError):
    """The term base was written by a newer version."""


class OlderSchema(StoreError):
    """The term base has to be upgraded first."""


class ReadOnlyBase(StoreError):
    """The term base can be read, not written."""


class BaseBusy(StoreError):
    """Another program holds the term base."""


class BaseFull(StoreError):
    """The disk or the database is full."""
