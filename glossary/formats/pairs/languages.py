"""Of what languages the two sides of a table are: its header says so, else the script of what stands in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Final

from glossary.errors import FormatError
from glossary.hangul import has_hangul
from glossary.languages import has_han, primary_language

ENOUGH: Final = 50
"""Rows without one hanzi, or without Hangul, that are no Korean and Chinese glossary; in fewer CRH may be a Chinese form, WeKoreaGo a Korean one."""
_SHOWN: Final = 20
"""Letters of a form in a message, and of so many at most."""
_SIDES: Final = {"ko": "Korean", "zh": "Chinese"}


def check_languages(languages: Collection[str], named: Iterable[str], path: str, line: int) -> None:
    """Raise FormatError where Korean or Chinese is not among *languages*, which the file calls *named*."""
    have = {primary_language(tag) for tag in languages}
    if missing := [name for tag, name in _SIDES.items() if tag not in have]:
        names = ", ".join(map(legible, islice(named, _SHOWN)))
        raise FormatError(f"{path}:{line}: no {' and no '.join(missing)} among its languages: {names}")


def legible(name: str) -> str:
    """Return the beginning of a name that a file has, as a message may have it."""
    return "".join(filter(str.isprintable, name[:_SHOWN]))


def check_scripts(forms: Sequence[tuple[str, str]], path: str) -> None:
    """Raise FormatError where the first rows of a table are in other scripts than Hangul and Han."""
    texts = [text for pair in forms for text in pair]
    have = {"Korean": any(map(has_hangul, texts)), "Chinese": any(map(has_han, texts))}
    missing = [name for name, there in have.items() if not there]
    if not texts or not missing or (len(missing) == 1 and len(forms) < ENOUGH):
        return
    what = "neither Korean nor Chinese" if len(missing) == 2 else f"no {missing[0]}"
    first = " and ".join(repr(text[:_SHOWN]) for text in forms[0])
    raise FormatError(
        f"{path}: {what} in it, but {_scripts(texts)} such as {first};"
        " a header such as ko, zh-CN says what languages the columns are of"
    )


def _scripts(texts: Iterable[str]) -> str:
    """Name the scripts of *texts* by their letters: ``Hangul and Latin``."""
    letters = {char for text in texts for char in text if char.isalpha()}
    names = {unicodedata.name(char, "unnamed").split()[0].split("-")[0] for char in letters}
    shown = sorted(name if name == "CJK" else name.title() for name in names)
    return f"{' and '.join(shown[:3])} letters" if shown else "no letters"


def goes_to_korean(forms: Iterable[tuple[str, str]]) -> bool:
    """Say whether most of these pairs have their Hangul on the side of the target."""
    return sum(has_hangul(target) - has_hangul(source) for source, target in forms) > 0


def is_reversed(sources: Sequence[str], target: str, *, usually: bool) -> bool:
    """Say whether a target is Korean and its sources are Chinese.

    The script tells: a form in neither (WeKoreaGo, CRH) leaves it to the other side, or to what the file *usually* does.
    """
    if has_hangul(target):
        return not any(map(has_hangul, sources))
    if any(map(has_hangul, sources)):
        return False
    if has_han(target) != any(map(has_han, sources)):
        return not has_han(target)
    return usually
