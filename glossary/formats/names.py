"""The ids that a file has given so far, in little memory."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

_LARGEST: Final = 10_000_000
"""The number from which on numbers are names."""
_DIGITS: Final = 9
_PREFIXES: Final = 8
_NAMES: Final = 100_000
_LONGEST: Final = 100


class Names:
    """Ids met so far: what is a number behind a prefix (``c17``, ``IATE-33032``) is a bit, other ids are kept while there is room for them.

    A million ids in sequence take 125 kB, numbers of seven digits up to 1.25 MB; of ids that are words the first 100,000 are kept.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._names: set[str] = set()

    def is_new(self, name: str) -> bool:
        """Say whether *name* comes for the first time, and keep it; no name is always new."""
        prefix = name.rstrip("0123456789")
        digits = name[len(prefix) :]
        number = int(digits) if 0 < len(digits) < _DIGITS and digits[0] != "0" else _LARGEST
        if number >= _LARGEST:
            return not name or self._is_new_name(name)
        if prefix not in self._numbers and (len(self._numbers) == _PREFIXES or len(prefix) > _LONGEST):
            return self._is_new_name(name)
        bits = self._numbers[prefix]
        place, bit = number >> 3, 1 << (number & 7)
        if place >= len(bits):
            bits.extend(bytes(place + 1 - len(bits)))
        elif bits[place] & bit:
            return False
        bits[place] |= bit
        return True

    def _is_new_name(self, name: str) -> bool:
        if name in self._names:
            return False
        if len(self._names) < _NAMES and len(name) <= _LONGEST:
            self._names.add(name)
        return True
