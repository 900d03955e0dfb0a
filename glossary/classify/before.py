"""Patterns for the text before a form, which are asked for every form: tried only behind the letters in which they can end, and only that far back."""

from __future__ import annotations

import re
from typing import Final

from glossary.classify.patterns import Late

REACH: Final = 24
"""Letters before a form in which all that most such patterns match stands, spaces too."""


class Before:
    """A pattern that ends where the form begins, spaces aside, with the *ends* of it: in what letters, one or two, all that it matches can end.

    It is only tried behind those, for most texts end otherwise, and in no more letters than its *reach*.
    """

    __slots__ = ("ends", "pattern", "reach")

    def __init__(self, text: str, ends: str, reach: int = REACH) -> None:
        self.pattern = Late(text)
        self.ends = frozenset(ends.split("|"))
        self.reach = reach

    def search(self, before: str) -> re.Match[str] | None:
        """Return the match at the end of *before*, if any."""
        two, one = last_letters(before)
        if two in self.ends or one in self.ends or one.isspace():
            return self.pattern.search(before, max(0, len(before) - self.reach))
        return None


def last_letters(before: str) -> tuple[str, str]:
    """Return the last two letters of a text, those before one space, and the last of them."""
    of, two, one = _LAST[0]
    if of is not before:
        two = before[-3:-1] if before[-1:] == " " else before[-2:]
        one = two[-1:]
        _LAST[0] = before, two, one
    return two, one


_LAST: Final[list[tuple[str, str, str]]] = [("", "", "")]
"""The text that was asked last with its last letters, for several patterns ask of one form; one value, whoever else asks."""
