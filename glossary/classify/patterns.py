"""Patterns for the text around a form: compiled when they are first asked, and asked only where they can match."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

QUOTED: Final = "」|』|》|〉|>|”|’|\"|'"
"""Openers of what may stand behind a closing mark."""

_Asked = Callable[..., re.Match[str] | None]


class Late:
    """A pattern that is compiled when it is first asked: there are many, of which a short document asks few, and all are imported."""

    __slots__ = ("fullmatch", "match", "search", "text")

    fullmatch: _Asked
    match: _Asked
    search: _Asked

    def __init__(self, text: str) -> None:
        self.text = text

    def __getattr__(self, name: str) -> Any:
        if name not in ("fullmatch", "match", "search"):
            raise AttributeError(name)
        pattern = re.compile(self.text)
        self.fullmatch, self.match, self.search = pattern.fullmatch, pattern.match, pattern.search
        return getattr(pattern, name)


def ends_of(words: str, suffixes: str = "") -> str:
    """Return the ends of the words of an alternation with each of *suffixes*, of which one may be nothing."""
    found = {f"{word}{suffix}"[-2:] for word in words.split("|") for suffix in suffixes.split("|")}
    return "|".join(sorted(found))


class After(Late):
    """A pattern that begins where the form ends, with the *openers* of it: in what letters, three at most, all that it matches can begin.

    A rule that looks for it is not asked where the text goes on with others (see `due`).
    """

    __slots__ = ("firsts", "openers")

    def __init__(self, text: str, openers: str) -> None:
        super().__init__(text)
        self.openers = tuple(openers.split("|"))
        self.firsts = frozenset(opener[0] for opener in self.openers)


class Told(After):
    """A pattern for what a sentence tells of the form some letters on: what must stand there is looked for by itself first, for few sentences have it."""

    __slots__ = ("told",)

    def __init__(self, text: str, told: str, openers: str) -> None:
        super().__init__(text, openers)
        self.told = Late(told)


def openings(firsts: str, nexts: str) -> str:
    """Return the openers of which each begins with one of *firsts*, a space behind it, and goes on with a letter of *nexts*."""
    return "|".join(f"{first} {letter}" for first in firsts.split("|") for letter in nexts)


def spaced(letters: str) -> str:
    """Return the openers that are a space and one of *letters*."""
    return "|".join(f" {letter}" for letter in letters)


def one_of(words: str) -> str:
    """Return a pattern for an alternation that asks for its first letter first: where a sentence is searched, most letters begin no word."""
    letters = {word[:2] if word[0] == "\\" else word[0] for word in words.split("|")}
    return f"(?=[{''.join(sorted(letters))}])(?:{by_letter(words)})"


def by_letter(words: str) -> str:
    """Return an alternation in which the words that begin alike are one: a search looks at the first letters alone."""
    firsts: dict[str, list[str]] = {}
    for word in words.split("|"):
        head = 2 if word[:1] == "\\" else 1
        firsts.setdefault(word[:head], []).append(word[head:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in firsts.items())
