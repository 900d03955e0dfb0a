"""Reads files with translate-toolkit's storage classes, chosen by the suffix as its own programs do."""

from __future__ import annotations

from collections.abc import Iterator

from lines import Entry, answer
from translate.storage import factory


def read_store(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the entries of a store with one form a side."""
    for unit in factory.getobject(path).units:
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
    answer({"tbx": read_tbx, **dict.fromkeys(("omegat", "csv", "utx", "tmx", "po", "xliff"), read_store)})
