"""Which of many texts stand there more than once, in the memory of a bitmap however many there are."""

from __future__ import annotations

from typing import Final

_BITS: Final = 26
"""Bits of a bitmap for as many texts as there may be: with two million, one in thirty that stand there once may have another."""


class Repeats:
    """Texts noted in one pass, so that the next pass has to remember those alone that stand there twice.

    *expected* is how many there will be, roughly; None is any number.
    """

    def __init__(self, expected: int | None = None) -> None:
        bits = _BITS if expected is None else min(_BITS, expected.bit_length() + 6)
        self._mask = (1 << bits) - 1
        self._once = bytearray(1 << bits - 3)
        self._twice = bytearray(1 << bits - 3)

    def note(self, text: str) -> None:
        """Count *text* once more."""
        place = hash(text) & self._mask
        byte, bit = place >> 3, 1 << (place & 7)
        if self._once[byte] & bit:
            self._twice[byte] |= bit
        else:
            self._once[byte] |= bit

    def may(self, text: str) -> bool:
        """Say whether *text* was noted more than once: never wrongly no, seldom wrongly yes."""
        place = hash(text) & self._mask
        return bool(self._twice[place >> 3] & 1 << (place & 7))


class Once:
    """What is written once in a file. *repeats* knows the source forms that more than one concept has; None remembers every one."""

    def __init__(self, repeats: Repeats | None) -> None:
        self._repeats = repeats
        self._met: set[tuple[str, ...]] = set()

    def is_new(self, key: str, *texts: str) -> bool:
        """Say whether *texts* are met for the first time; *key* is the source form as `Repeats` knows it."""
        if self._repeats is not None and not self._repeats.may(key):
            return True
        if texts in self._met:
            return False
        self._met.add(texts)
        return True
