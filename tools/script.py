"""Generate the tables of ``normalize/data``: han_fold.tsv, glyphs.tsv, hans.tsv, hant.tsv, hant_printed.tsv, hant_phrases.tsv and hant_words.tsv.

han_fold.tsv is the fold under every Han key: one character to one, repeated until nothing changes, so that folding is
idempotent and parts fold as wholes do. hans.tsv has the characters that OpenCC simplifies otherwise for showing. glyphs.tsv brings Korean and compatibility shapes to the shapes that OpenCC knows (淸 -> 清). hant.tsv lists the
traditional candidates of simplified characters, hant_printed.tsv brings the shapes in which OpenCC is stricter than print to those of Taiwan (羣 -> 群),
hant_words.tsv lists the words that OpenCC converts otherwise than their characters.
Run: python tools/script.py
"""

from __future__ import annotations

import sources
from opencc import OpenCC

from glossary.normalize.script import AMBIGUOUS

BY_HAND = {
    "靑": "青", "淸": "清", "尙": "尚", "裵": "裴", "顚": "顛", "甁": "瓶", "愼": "慎", "槪": "概", "漑": "溉", "喩": "喻",
    "姸": "妍", "屛": "屏", "峀": "岫", "嶋": "島", "廻": "迴", "捿": "棲", "昰": "是", "晄": "晃", "晧": "皓", "楡": "榆", "楕": "橢",
    "熺": "熹", "珤": "寶", "癎": "癇", "皐": "皋", "竗": "妙", "逈": "迥", "髥": "髯", "飮": "飲", "曺": "曹", "朞": "期",
    "碁": "棋", "勅": "敕", "氷": "冰", "竝": "並", "玆": "茲", "強": "強", "敍": "敘", "冐": "冒", "卨": "禼", "耉": "耇",
    "僊": "仙", "陜": "陝",
}  # fmt: skip
"""Korean shapes that Unihan links to nothing, or to the wrong one first. 陜 is 陝 more often than not; the place 陜川 is the
library's business."""
KEY_ONLY = {"藉": "借", "著": "着", "瞭": "了"}
"""Simplifications of some words only (藉口 借口, but 慰藉): shown forms leave them to OpenCC's phrases, a key folds them everywhere."""
REGIONAL = frozenset("着裏污泄檐棱睾齶蔘鮎幺麼梁樑")
"""Characters that Hong Kong prints otherwise than Taiwan, or whose Taiwanese shape is that of some words only."""
SHORT = 4
KEPT = frozenset("畓埼崎埈堺栢悧侁卍")
"""Characters of their own, or names' own shapes, which a variant field would take away."""


def glyphs() -> dict[str, str]:
    """Return Korean glyph variants and compatibility forms with their usual shape."""
    known = sources.opencc("TSCharacters")
    mainland, korean, taiwan = (sources.charset(name) for name in ("gb2312", "euc_kr", "big5"))
    linked = sources.variants("kZVariant", "kSemanticVariant")
    back: dict[str, list[str]] = {}
    for char, others in sources.variants("kZVariant", "kSemanticVariant").items():
        for other in others:
            back.setdefault(other, []).append(char)
    found = sources.compatibility()
    for char in sorted(korean - taiwan - mainland - set(known) - set(found) - KEPT):
        shapes = [
            other for other in [*linked.get(char, []), *back.get(char, [])] if other in mainland or other in known
        ]
        if shapes:
            found[char] = shapes[0]
    found.update({char: shape for char, shape in BY_HAND.items() if char != shape})
    return found


def printed() -> dict[str, str]:
    """Return the shapes that print in Taiwan and mostly in Hong Kong has for OpenCC's traditional ones (爲 -> 為, 峯 -> 峰)."""
    return {char: values[0] for char, values in sources.opencc("TWVariants").items() if char not in REGIONAL}


def fold(shapes: dict[str, str]) -> dict[str, str]:
    """Return the fixed point of shape and simplification for every character that either changes."""
    simplified = {
        char: values[0] for char, values in sources.opencc("TSCharacters").items() if len(values[0]) == 1
    } | KEY_ONLY
    found = {}
    for char in {*shapes, *simplified}:
        seen, now = {char}, char
        while (after := simplified.get(shapes.get(now, now), shapes.get(now, now))) not in seen:
            seen.add(after)
            now = after
        if now != char:
            found[char] = now
    return found


def shown(shapes: dict[str, str], folded: dict[str, str]) -> dict[str, str]:
    """Return the simplified form of the characters that OpenCC simplifies otherwise than the fold: 著 is not 着, and rare ones have shapes of their own (㑮 𫝈)."""
    convert = OpenCC("t2s").convert
    chars = {*folded, *sources.opencc("TSCharacters"), *sources.opencc("TSCharactersExt")}
    converted = {char: convert(shapes.get(char, char)) for char in chars}
    return {char: form for char, form in converted.items() if form != folded.get(char, char)}


def deciding() -> dict[str, str]:
    """Return OpenCC's short phrases with an ambiguous character that no shorter phrase in them decides."""
    kept: dict[str, str] = {}
    for phrase, values in sorted(sources.opencc("STPhrases").items(), key=lambda item: len(item[0])):
        open_at = {at for at, char in enumerate(phrase) if char in AMBIGUOUS}
        for start in range(len(phrase)):
            for end in range(start + 2, len(phrase) + 1):
                if phrase[start:end] in kept:
                    open_at.difference_update(range(start, end))
        if open_at and len(phrase) <= SHORT:
            kept[phrase] = values[0]
    return kept


def words() -> list[str]:
    """Return OpenCC's phrases that it converts otherwise than their characters, without those that hold another of them."""
    single = {char: values[0] for char, values in sources.opencc("STCharacters").items()}
    kept: set[str] = set()
    for table in ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"):
        for phrase, values in sorted(sources.opencc(table).items(), key=lambda item: len(item[0])):
            parts = {phrase[start:end] for start in range(len(phrase)) for end in range(start + 2, len(phrase) + 1)}
            if values[0] != "".join(single.get(char, char) for char in phrase) and kept.isdisjoint(parts):
                kept.add(phrase)
    return sorted(kept)


def main() -> None:
    """Write the tables."""
    data = sources.ROOT / "normalize/data"
    shapes = glyphs()
    licence = "licence: Unicode-3.0 AND Apache-2.0, see NOTICE\n"
    notes = (sources.UNIHAN_NOTE, sources.OPENCC_NOTE)
    rows = [f"{char}\t{shape}" for char, shape in shapes.items()]
    sources.write(
        data / "glyphs.tsv", notes, licence + "Korean and compatibility shapes -> the usual shape", "char\tshape", rows
    )
    folds = fold(shapes)
    rows = [f"{char}\t{folded}" for char, folded in folds.items()]
    sources.write(
        data / "han_fold.tsv",
        notes,
        licence + "any shape -> the simplified one, to a fixed point",
        "char\tfolded",
        rows,
    )
    rows = [f"{char}\t{form}" for char, form in shown(shapes, folds).items()]
    remarks = licence + "characters that are shown in another simplified shape than that of han_fold.tsv"
    sources.write(data / "hans.tsv", notes, remarks, "char\tshown", rows)
    traditional = {char: values for char, values in sources.opencc("STCharacters").items() if values != [char]}
    usual = printed()
    rows = [
        f"{char}\t{' '.join(dict.fromkeys(shape for value in values for shape in (usual.get(value, value), value)))}"
        for char, values in traditional.items()
    ]
    remarks = "licence: Apache-2.0, see NOTICE\nsimplified -> traditional candidates, the default first, itself among them where it is traditional too"
    sources.write(data / "hant.tsv", notes[1:], remarks, "char\tcandidates", rows)
    rows = [f"{char}\t{shape}" for char, shape in usual.items()]
    remarks = "licence: Apache-2.0, see NOTICE\ntraditional shapes -> those that are printed in Taiwan"
    sources.write(data / "hant_printed.tsv", notes[1:], remarks, "char\tprinted", rows)
    decided = [f"{phrase}\t{form}" for phrase, form in deciding().items()]
    remarks = "licence: Apache-2.0, see NOTICE\nshort phrases that decide the traditional form of an ambiguous character in them"
    sources.write(data / "hant_phrases.tsv", notes[1:], remarks, "phrase\ttraditional", decided)
    remarks = "licence: Apache-2.0, see NOTICE\nwords that OpenCC converts otherwise than their characters"
    sources.write(data / "hant_words.tsv", notes[1:], remarks, "word", words())


if __name__ == "__main__":
    main()
