"""What a file of a million lines has named so far, in a few bytes a line."""

from __future__ import annotations

from array import array
from collections import defaultdict
from hashlib import blake2b
from typing import Final

_BYTES: Final = 4096
_BITS: Final = _BYTES * 8


class Numbers:
    """A set of concepts by their ids, which stand close together: one bit each."""

    def __init__(self) -> None:
        self._pages: defaultdict[int, bytearray] = defaultdict(lambda: bytearray(_BYTES))

    def add(self, number: int) -> None:
        """Put a number into the set."""
        page, bit = divmod(number, _BITS)
        self._pages[page][bit >> 3] |= 1 << (bit & 7)

    def __contains__(self, number: int) -> bool:
        page, bit = divmod(number, _BITS)
        return page in self._pages and bool(self._pages[page][bit >> 3] & 1 << (bit & 7))


class Texts:
    """A set of texts, known by eight bytes of their digests: in a million of them two are taken for one once in 37 million sets."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, text: str) -> bool:
        """Put a text into the set; say whether it is new there."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        place = self._place(int.from_bytes(digest, "little") or 1)
        if place is None:
            return False
        self._count += 1
        if self._count * 3 > len(self._slots) * 2:
            self._grow()
        return True

    def _place(self, mark: int) -> int | None:
        """Keep *mark* in the first free slot from its own on and return which that is; None where it is kept already."""
        slots = self._slots
        last = len(slots) - 1
        place = mark & last
        while there := slots[place]:
            if there == mark:
                return None
            place = (place + 1) & last
        slots[place] = mark
        return place

    def _grow(self) -> None:
        kept, self._slots = self._slots, array("Q", bytes(8 * 2 * len(self._slots)))
        for mark in kept:
            if mark:
                self._place(mark)
