"""A writer's slip beside a well-known name: one hanzi exchanged for another of the same sound (칭다오(淸島) for 青岛), or half of a name read in another way.

Only what hardly can be anything else is named. In the first case the Korean form is the official spelling of a well-known name of China, the Han form differs
from it in one hanzi and is itself no name or word of any table. Names that end in a word for a division or a landscape (沂州 and 宜州, 이저우) have too many
namesakes of one sound, and so have persons (李强, 李蔷); they are left alone unless the right form stands in the same document.
In the second the Han form is a well-known place read half in Mandarin and half in Sino-Korean (청다오(青岛)), or a person one of whose syllables nothing
explains (러룽(何龙)).
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from glossary.classify import tables
from glossary.classify.context import Context
from glossary.model import Flag, Kind
from glossary.readings import hanja, mandarin, pinyin

_DIVISIONS: Final = ("特别行政区", "省", "市", "县", "区")
_NAMESAKES: Final = frozenset("州山江河湖海县城阳安乡镇村岭口平原水陵")
"""Last hanzi that many names of places share: one sound before them may be several places."""
_COMMON: Final = _NAMESAKES | frozenset("省市区府郡道路街站线湾港桥宫门寺国")
"""Last hanzi that Korean has a word for: 헤이룽강(黑龙江) is half translated, not misread."""
_LONGEST: Final = 4
_ANY: Final = "?"


class Slip(NamedTuple):
    """What is wrong: the *flag* of it, the *right* form, and why."""

    flag: Flag
    right: str
    why: str


def slip_of(context: Context, kind: Kind, text: str) -> Slip | None:
    """Return the slip of a Chinese pair, None where there is none to be sure of; *text* is the whole document."""
    korean = "".join(context.ko.split())
    if context.relation == "pinyin":
        right = _meant(context.hans, korean, kind, text)
        return (
            None if right is None else Slip("typo", right, f"{korean} is {right}, a well-known name of the same sound")
        )
    if context.relation != "mixed":
        return None
    official = _misread(context.hans, korean) if kind == "place" else _misspelt(context.hans, korean, kind)
    return None if official is None else Slip("misspelt", official, f"{context.hans} is officially {official}")


def _meant(hans: str, korean: str, kind: Kind, text: str) -> str | None:
    """Return the well-known name in simplified characters that a writer meant by *hans*, None where it may be a name of its own."""
    if kind not in ("place", "person") or not 2 <= len(hans) <= _LONGEST + 1 or tables.known(hans) is not None:
        return None
    tail = next((tail for tail in _DIVISIONS if hans.endswith(tail) and len(hans) > len(tail) + 1), "")
    name = hans.removesuffix(tail)
    for at in range(len(name)):
        for right in _by_gap().get(name[:at] + _ANY + name[at + 1 :], ()):
            if _may_be_meant(right, kind, text) and mandarin.official_hangul(right + tail, kind=kind) == korean:
                return None if _is_name(hans) or (tail and _is_name(name)) else right + tail
    return None


def _may_be_meant(right: str, kind: Kind, text: str) -> bool:
    """Say whether a well-known name of the sound is what was meant, and not the namesake of another thing.

    A place of three hanzi may look like a person when it is written wrong; one of two may be somebody.
    """
    known = tables.known(right)
    if known is None or (known.kind != kind and (known.kind != "place" or len(right) < 3)):
        return False
    return (known.kind == "place" and right[-1] not in _NAMESAKES) or right in text


def _is_name(hans: str) -> bool:
    return tables.known(hans) is not None or tables.is_in_gazetteer(hans) or tables.is_sino(hans)


def _misread(hans: str, korean: str) -> str | None:
    """Return the official spelling of a well-known place of two or three hanzi that *korean* spells half in Mandarin, half in Sino-Korean."""
    if (
        not 2 <= len(hans) <= 3
        or hans[-1] in _COMMON
        or hans[2:] == "岛"
        or tables.known(hans) != tables.Known("place", "zh")
    ):
        return None
    official = mandarin.official_hangul(hans, kind="place")
    return None if official is None or official == korean or korean in tables.customary(hans) else official


def _misspelt(hans: str, korean: str, kind: Kind) -> str | None:
    """Return the official spelling of a person whose name *korean* spells so but for syllables that no reading of their hanzi explains.

    러룽(何龙) is 허룽, while 마젠충(马建忠) is half Sino-Korean.
    """
    if kind != "person" or not 2 <= len(hans) <= 3:
        return None
    spelt = [mandarin.official((syllable,)) for syllable in pinyin.preferred(hans, kind=kind)]
    if len(spelt) != len(hans) or len("".join(spelt)) != len(korean):
        return None
    wrong = []
    for char, syllables in zip(hans, spelt, strict=True):
        written, korean = korean[: len(syllables)], korean[len(syllables) :]
        if written != syllables:
            wrong.append(
                written
                not in {
                    form
                    for reading in hanja.sino(char)
                    for form in (reading.hangul, hanja.initial_sound(reading.hangul))
                }
            )
    return "".join(spelt) if wrong and all(wrong) and len(wrong) < len(hans) else None


@cache
def _by_gap() -> dict[str, tuple[str, ...]]:
    """Return the well-known names by what is left of them without one hanzi: ?岛 -> 青岛, 黄岛 …"""
    found: dict[str, tuple[str, ...]] = {}
    for name in tables.well_known("zh"):
        if 2 <= len(name) <= _LONGEST:
            for at in range(len(name)):
                gap = name[:at] + _ANY + name[at + 1 :]
                found[gap] = (*found.get(gap, ()), name)
    return found
