"""Which of many texts stand there more than once, in the memory of a bitmap however many there are."""

from __future__ import annotations

from typing import Final

_BITS: Final = 26
"""Of two million texts, in one of thirty that stand there once `Repeats.may` says that there may be another."""


class Repeats:
    """Texts noted in one pass, so that the next pass has to remember those alone that stand there twice."""

    def __init__(self) -> None:
        self._once = bytearray(1 << _BITS - 3)
        self._twice = bytearray(1 << _BITS - 3)

    def note(self, text: str) -> None:
        """Count *text* once more."""
        place = hash(text) & (1 << _BITS) - 1
        byte, bit = place >> 3, 1 << (place & 7)
        if self._once[byte] & bit:
            self._twice[byte] |= bit
        else:
            self._once[byte] |= bit

    def may(self, text: str) -> bool:
        """Say whether *text* was noted more than once: never wrongly no, seldom wrongly yes."""
        place = hash(text) & (1 << _BITS) - 1
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
