"""Language tags and scripts: what a character belongs to, and which tags this library keeps."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from glossary.errors import ValueRefused
from glossary.hangul import is_hangul

HAN: Final = "[㐀-鿿\uf900-\ufaff]"
"""A common Han letter, in patterns; `is_han` knows them all."""
_ANY_HAN: Final = "[\u2e80-\u2fd5々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
"""`is_han` as a pattern, for texts."""
_ANY_KANA: Final = "[ぁ-ゟァ-ヺㇰ-ㇿｦ-ﾝ]"
CHINESE: Final = ("zh", "zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "zh-MO")
_TAG: Final = (
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language: zh, yue, zh-cmn
    r"(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"  # script and region: zh-Hant-TW, es-419
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants: zh-Latn-pinyin, de-1996
    r"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"  # extensions, private use
)
"""The form of a tag in BCP 47 (RFC 5646, section 2.1); whether its subtags are registered is not looked up. It is compiled
where a tag is asked for: a look-up needs none."""
MAX_TAG: Final = 40
"""Characters of the longest tag; RFC 5646 asks for room for 35."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern where it is asked for first: a look-up needs none, and has to start at once."""
    return re.compile(pattern)


def is_han(char: str) -> bool:
    """Say whether *char* is an ideograph, a compatibility ideograph, a radical, 々 or 〇."""
    if "\u4e00" <= char <= "\u9fff":
        return True  # asked first, for so are nearly all
    if char < "\u2e80":
        return False
    if char < "\u4e00":
        return "\u3400" <= char <= "\u4dbf" or char <= "\u2fd5" or char in "々〇"
    return "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def has_han(text: str) -> bool:
    """Say whether any character of *text* is Han script."""
    return _compiled(_ANY_HAN).search(text) is not None


def is_kana(char: str) -> bool:
    """Say whether *char* is hiragana or katakana; marks that Chinese and Korean text shares (・ ー) are not."""
    return "ぁ" <= char <= "ゟ" or "ァ" <= char <= "ヺ" or "ㇰ" <= char <= "ㇿ" or "ｦ" <= char <= "ﾝ"


def has_kana(text: str) -> bool:
    """Say whether any character of *text* is hiragana or katakana."""
    return _compiled(_ANY_KANA).search(text) is not None


def is_latin(char: str) -> bool:
    """Say whether *char* is a Latin letter, with or without marks."""
    return char.isalpha() and (char < "ʰ" or "Ḁ" <= char <= "ỿ" or "Ａ" <= char <= "ｚ")


def canonical_tag(tag: str) -> str:
    """Return a BCP 47 tag in its usual case (``zh_cn`` -> ``zh-CN``, ``ZH-hans`` -> ``zh-Hans``).

    Raises ValueRefused for what is not a tag, or longer than any that is in use.
    """
    if len(tag) > MAX_TAG:
        raise _no_tag(tag)
    return _canonical_tag(tag)


@lru_cache(512)  # readers ask for the few tags of a file again and again
def _canonical_tag(tag: str) -> str:
    parts = tag.strip().replace("_", "-").split("-")
    if not re.fullmatch(_TAG, "-".join(parts), re.ASCII | re.IGNORECASE):
        raise _no_tag(tag)
    shaped = [parts[0].lower()]
    for part in parts[1:]:
        shaped.append(
            part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) == 2 else part.lower()
        )
    return "-".join(shaped)


def _no_tag(tag: str) -> ValueRefused:
    return ValueRefused(f"not a language tag: {tag[:60]!r}; write one like ko, zh-Hans or zh-TW")


def primary_language(tag: str) -> str:
    """Return the primary language subtag of a tag: ``zh`` of ``zh-Hant``."""
    return tag.partition("-")[0]


def language_of(text: str) -> str:
    """Return the language a bare form is taken for: ``ko`` with any Hangul, ``zh`` with any hanzi, else ``en``.

    Which Chinese script it is takes a conversion table: `glossary.normalize.script.script_of`.
    """
    if any(map(is_hangul, text)):
        return "ko"
    return "zh" if has_han(text) else "en"
