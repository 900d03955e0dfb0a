"""Reads files with translate-toolkit's storage classes, chosen by the suffix as its own programs do."""

from __future__ import annotations

from collections.abc import Iterator

from lines import Entry, answer
from translate.storage import factory
from translate.storage.base import TranslationStore
from translate.storage.xliff2 import Xliff2File


def read_store(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the entries of a store with one form a side."""
    return _entries(factory.getobject(path))


def read_tmx(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the entries of the two languages."""
    store = factory.getobject(path)
    store.setsourcelanguage(source)
    store.settargetlanguage(target)
    return _entries(store)


def read_xliff2(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the units of XLIFF 2, which the suffix does not tell from XLIFF 1."""
    return _entries(Xliff2File.parsefile(path))


def _entries(store: TranslationStore) -> Iterator[Entry]:
    for unit in store.units:
        if not (unit.isheader() or unit.isblank() or unit.isobsolete()):
            yield unit.source or "", unit.target or "", unit.getnotes() or ""


def read_tbx(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield each form of the source with each of the target."""
    store = factory.getobject(path)
    store.setsourcelanguage(source)
    store.settargetlanguage(target)
    for unit in store.units:
        if not unit.isobsolete():
            for left in unit.get_source_terms():
                for right in unit.get_target_terms():
                    yield left.text, right.text, "\n".join(note.text for note in right.notes)


if __name__ == "__main__":
    stores = dict.fromkeys(("omegat", "csv", "utx", "po", "xliff"), read_store)
    answer({"tbx": read_tbx, "tmx": read_tmx, "xliff2": read_xliff2, **stores})
