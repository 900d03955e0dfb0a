"""Generate ``readings/data/hanja.tsv`` and ``hanja_words.tsv``: the Sino-Korean readings of hanzi and of words.

A simplified character is read through all its traditional candidates (发 is 發 and 髮), itself included where it is traditional too (后).
Its own reading in Korean lists comes last, with a cost: those lists take 关 for an old rare hanja 소. The initial-sound forms
(두음법칙) are left out, the library derives them. The main reading is the one that most words of libhangul's list use.
Run: python tools/hanja.py
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import sources

from glossary.hangul import join, split
from glossary.normalize.keys import fold_char
from glossary.readings.hanja import compose, initial_sound

RARE, KOREAN_ONLY, OLD = 0.15, 0.1, 0.3
PAIR, OFTEN = 2, 3
LEADS = {
    "": "ㅇ", "K": "ㄱ", "KK": "ㄲ", "N": "ㄴ", "T": "ㄷ", "L": "ㄹ", "M": "ㅁ", "P": "ㅂ", "PP": "ㅃ", "S": "ㅅ",
    "SS": "ㅆ", "C": "ㅈ", "CH": "ㅊ", "KH": "ㅋ", "TH": "ㅌ", "PH": "ㅍ", "H": "ㅎ",
}  # fmt: skip
VOWELS = {
    "A": "ㅏ", "AY": "ㅐ", "YA": "ㅑ", "E": "ㅓ", "EY": "ㅔ", "YE": "ㅕ", "YEY": "ㅖ", "O": "ㅗ", "WA": "ㅘ", "WAY": "ㅙ",
    "OY": "ㅚ", "YO": "ㅛ", "WU": "ㅜ", "WE": "ㅝ", "WEY": "ㅞ", "WI": "ㅟ", "YU": "ㅠ", "U": "ㅡ", "UY": "ㅢ", "I": "ㅣ",
}  # fmt: skip
TAILS = {"": "", "K": "ㄱ", "N": "ㄴ", "L": "ㄹ", "M": "ㅁ", "P": "ㅂ", "NG": "ㅇ"}
HAN = "[\\u3400-\\u9fff\\uf900-\\ufaff]+"
BY_HAND = {
    "琅邪": "낭야",
    "酈食其": "역이기",
    "趙食其": "조이기",
    "審食其": "심이기",
    "女媧": "여와",
    "薛寶釵": "설보차",
    "冒頓": "묵돌",
    "月氏": "월지",
    "閼氏": "연지",
    "葉公": "섭공",
    "吐谷渾": "토욕혼",
    "般若": "반야",
    "菩提": "보리",
    "南無": "나무",
    "十方": "시방",
    "布施": "보시",
    "樊於期": "번오기",
    "賈詡": "가후",
    "石勒": "석륵",
    "尉遲恭": "울지공",
    "尉遲敬德": "울지경덕",
    "瀋陽": "심양",
    "更新": "갱신",
    "惡寒": "오한",
    "省略": "생략",
    "頻數": "빈삭",
    "標識": "표지",
    "殺到": "쇄도",
    "遊說": "유세",
    "一切": "일체",
    "推敲": "퇴고",
    "則天武后": "측천무후",
    "武則天": "무측천",
    "便所": "변소",
    "木瓜": "모과",
    "議論": "의논",
    "牡丹江": "목단강",
    "牡丹峰": "모란봉",
    "十月": "시월",
    "契丹": "거란",
    "喜怒": "희로",
    "大怒": "대로",
    "樂浪": "낙랑",
    "太行": "태항",
    "太行山": "태항산",
    "煙臺": "연태",
    "番禺": "번우",
    "琿春": "훈춘",
    "會員卡": "회원카",
    "臺灣": "대만",
    "臺北": "대북",
    "臺中": "대중",
    "臺南": "대남",
    "臺東": "대동",
    "臺胞": "대포",
    "臺商": "대상",
    "臺海": "대해",
    "平臺": "평대",
    "電臺": "전대",
    "電視臺": "전시대",
    "邢臺": "형대",
    "釣魚臺": "조어대",
    "特徵": "특징",
    "徵收": "징수",
    "徵用": "징용",
    "徵兵": "징병",
    "關於": "관어",
    "由於": "유어",
    "於是": "어시",
    "醜聞": "추문",
    "醜惡": "추악",
}
"""Words of which the list has several readings, or none: the standard dictionary's one, and the place's own."""
OWN_FIRST = frozenset("于台郁征丑淀")
"""Simplified characters that stand for a hanja of another reading but are hanja in names too: as such they are read first (于 우, 於 어)."""
MODERN = {"卡": "카"}
"""Readings of characters in modern words, which no list of hanja has."""


def yale(syllable: str) -> str | None:
    """Return the Hangul of a kKorean value in Yale romanization (LYU -> 류, MWUL and MUL -> 물)."""
    match = re.fullmatch(r"(KK|PP|SS|CH|KH|TH|PH|[KNTLMPSCH])?([AEIOUWY]+?)(K|NG|N|L|M|P)?", syllable)
    if not match:
        return None
    lead, vowel, tail = (part or "" for part in match.groups())
    if vowel == "U" and lead and lead[0] in "MP":
        vowel = "WU"
    if vowel not in VOWELS:
        return None
    return join(LEADS[lead], VOWELS[vowel], TAILS[tail])


def own_readings() -> dict[str, dict[str, float]]:
    """Return the readings that the lists give each character itself, with the cost of each."""
    hangul: dict[str, list[str]] = defaultdict(list)
    korean: dict[str, list[str]] = defaultdict(list)
    single: dict[str, list[str]] = defaultdict(list)
    for char, field, value in sources.unihan("Readings", "kHangul", "kKorean"):
        if field == "kHangul":
            hangul[char] += [item.split(":")[0] for item in value.split()]
        else:
            korean[char] += filter(None, map(yale, value.split()))
    for reading, char in sources.hanja_lines():
        if len(char) == 1 and len(reading) == 1:
            single[char].append(reading)
    found: dict[str, dict[str, float]] = {}
    for char in {*hangul, *korean, *single}:
        accepted = hangul[char] or korean[char] or single[char]
        costs = dict.fromkeys(accepted, 0.0)
        for reading in korean[char]:
            costs.setdefault(reading, KOREAN_ONLY)
        for reading in single[char]:
            costs.setdefault(reading, RARE)
        if char in MODERN:
            costs.setdefault(MODERN[char], 0.0)
        found[char] = base_only(costs)
    return found


def base_only(costs: dict[str, float]) -> dict[str, float]:
    """Leave out 두음 forms of other readings (유 beside 류); the base takes over the better cost."""
    kept = dict(costs)
    for reading in costs:
        form = initial_sound(reading)
        if form != reading and form in kept:
            kept[reading] = min(kept[reading], kept.pop(form))
    return kept


def words() -> dict[str, list[str]]:
    """Return the words of libhangul's list that are read character by character, with their readings."""
    found: dict[str, list[str]] = defaultdict(list)
    for reading, word in sources.hanja_lines():
        if len(word) == len(reading) > 1 and re.fullmatch("[가-힣]+", reading) and re.fullmatch(HAN, word):
            found[word].append(reading)
    return found


def order(own: dict[str, dict[str, float]], listed: dict[str, list[str]]) -> None:
    """Sort the readings of each character by cost, then by how many words use them."""
    used: Counter[tuple[str, str]] = Counter()
    for word, forms in listed.items():
        for form in forms:
            for char, syllable in zip(word, form, strict=True):
                for reading in own.get(char, {}):
                    if syllable in (reading, initial_sound(reading)):
                        used[char, reading] += 1
    for char, costs in own.items():
        ranked = sorted(costs, key=lambda reading: (costs[reading], -used[char, reading]))
        own[char] = {reading: costs[reading] for reading in ranked}


def through(chars: list[str], own: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the readings of all these characters, those of the first one first."""
    merged: dict[str, float] = {}
    for char in chars:
        for reading, cost in own.get(char, {}).items():
            merged[reading] = min(cost, merged.get(reading, 1.0))
    return merged


def table(own: dict[str, dict[str, float]]) -> dict[str, tuple[dict[str, float], str]]:
    """Return the readings and the source of every character that anything is known of."""
    traditional = sources.opencc("STCharacters")
    compat = sources.compatibility()
    korean = sources.charset("euc_kr")
    found: dict[str, tuple[dict[str, float], str]] = {}
    for char in {*own, *traditional} - set(compat):
        candidates = [
            c for c in traditional.get(char, [char]) if c != char or c in korean or len(traditional.get(char, "")) < 2
        ]
        if char in OWN_FIRST:
            candidates.sort(key=lambda candidate: candidate != char)
        readings = through(candidates, own)
        source = "unihan" if candidates == [char] else "traditional"
        for reading, cost in own.get(char, {}).items():
            readings.setdefault(reading, cost + OLD)
        if readings:
            found[char] = readings, source
    for shaped, usual in korean_shapes():
        for reading, cost in own.get(usual, {}).items():
            found.setdefault(shaped, ({}, "variant"))[0].setdefault(reading, cost)
    add_variants(found)
    for char, unified in compat.items():
        readings = dict(own.get(char, {}))
        for reading, cost in found.get(unified, ({}, ""))[0].items():
            readings.setdefault(reading, max(cost, 0.05) if own.get(char) else cost)
        if readings:
            found[char] = readings, "compatibility"
    return found


def korean_shapes() -> list[tuple[str, str]]:
    """Return Korean glyph variants with their usual shape: 陜 is read 합, and 섬 as 陝 is."""
    lines = (sources.ROOT / "normalize/data/glyphs.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    compat = sources.compatibility()
    return [(shape, usual) for shape, usual in cells if shape not in compat]


def add_variants(found: dict[str, tuple[dict[str, float], str]]) -> None:
    """Read what no list reads through its variants: 竜 as 龍, 户 as 戶, 说 as 說."""
    linked = sources.variants(
        "kTraditionalVariant", "kZVariant", "kSemanticVariant", "kSpecializedSemanticVariant", "kSimplifiedVariant"
    )
    for shinjitai, old in sources.opencc("JPShinjitaiCharacters").items():
        linked[shinjitai] = [*old, *linked.get(shinjitai, [])]
    for simplified, sound in sources.opencc("TSCharacters").items():
        linked.setdefault(simplified, []).extend(sound)
    for char, others in linked.items():
        if char not in found:
            readings = next((found[other][0] for other in others if other in found), None)
            if readings:
                found[char] = readings, "variant"


def decided(listed: dict[str, list[str]], own: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the words, folded, whose reading neither their characters nor the shorter words in them give.

    Where the list has both a regular form and a 속음 of ㄴ and ㄹ (困難 곤난 곤란), the latter is the word's own. Simplified characters count
    too (徵 and 征 are both 征: 象徵 상징), but 著, which a key folds to 着. Readings that are no Sino-Korean at all (西寧 시닝) are left out.
    """
    kept = {fold(word): form for word, form in BY_HAND.items()}
    everything = {**listed, **stems(listed)}
    for word in sorted(everything, key=len):
        forms = [form for form in everything[word] if sino_korean(word, form, own)]
        key = fold(word)
        plain, folded = (
            compose(words_in(key, [own.get(char, ("",))[0] for char in shape], kept))
            for shape in (word, word if "著" in word else key)
        )
        better = [form for form in forms if plain != form and (liquid(word, form, plain) or inner(word, form, listed))]
        if key not in kept and forms and (better or not {plain, folded} <= {*forms}):
            kept[key] = (better or forms)[0]
    return kept


def liquid(word: str, form: str, plain: str) -> bool:
    """Say whether *form* is a word of two syllables whose ㄴ and ㄹ are not those of its characters (곤란)."""
    return len(word) == PAIR and all(map(liquid_pair, plain, form))


def inner(word: str, form: str, listed: dict[str, list[str]]) -> bool:
    """Say whether a prefix stands before a word that keeps its initial sound (역이용 逆利用, 신여성), which the list has beside 역리용."""
    tails = listed.get(word[1:], ())
    return (
        len(word) == PAIR + 1
        and form[1:] in tails
        and any(initial_sound(tail[0]) == form[1] != tail[0] for tail in tails)
    )


def fold(word: str) -> str:
    """Return *word* in simplified shapes: the table is looked up in either script."""
    return "".join(map(fold_char, word))


def words_in(key: str, row: list[str], kept: dict[str, str]) -> list[str]:
    """Return the readings of the characters with the words already kept read as wholes."""
    for start in range(len(key)):
        for end in range(len(key), start + 1, -1):
            if key[start:end] in kept:
                row[start:end] = kept[key[start:end]]
    return row


def stems(listed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return beginnings of two characters that are no word of the list, but are read alike in three words or more (樂天 in 낙천적 …)."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, forms in listed.items():
        if len(word) > PAIR and word[:PAIR] not in listed:
            found[word[:PAIR]].update(form[:PAIR] for form in forms)
    return {stem: [*forms] for stem, forms in found.items() if len(forms) == 1 and forms.total() >= OFTEN}


def liquid_pair(one: str, other: str) -> bool:
    """Say whether two syllables are equal but for ㄴ and ㄹ at their front (난 란)."""
    return one == other or (
        split(one)[0] in "ㄴㄹ" and split(other)[0] in "ㄴㄹ" and split(one)[1:] == split(other)[1:]
    )


def sino_korean(word: str, form: str, own: dict[str, tuple[str, ...]]) -> bool:
    """Say whether at least half the syllables of *form* are readings of their characters, or initial-sound forms of one."""
    regular = [
        syllable in own.get(char, ()) or syllable in map(initial_sound, own.get(char, ()))
        for char, syllable in zip(word, form, strict=True)
    ]
    return 2 * sum(regular) >= len(word)


def main() -> None:
    """Write both tables."""
    own, listed = own_readings(), words()
    order(own, listed)
    found = table(own)
    rows = []
    for char, (readings, source) in found.items():
        ranked = sorted(readings, key=lambda reading: readings[reading])
        cells = [f"{reading}" if readings[reading] == 0 else f"{reading}:{readings[reading]:.2g}" for reading in ranked]
        rows.append(f"{char}\t{' '.join(cells)}\t{source}")
    notes = (sources.UNIHAN_NOTE, sources.HANGUL_NOTE, sources.OPENCC_NOTE)
    licence = "licence: Unicode-3.0 AND BSD-3-Clause AND Apache-2.0, see NOTICE\n"
    remarks = (
        licence + "base readings, main one first; reading:cost where it is doubtful; source: how the character was read"
    )
    sources.write(sources.ROOT / "readings/data/hanja.tsv", notes, remarks, "char\treadings\tsource", rows)
    ranked_readings = {
        char: tuple(sorted(readings, key=lambda r: readings[r])) for char, (readings, _) in found.items()
    }
    exceptions = decided(listed, ranked_readings)
    remarks = (
        licence
        + "words whose reading is not that of their characters' main readings (속음: 困难 곤란; 音乐 음악; 新女性 신여성), folded"
    )
    sources.write(
        sources.ROOT / "readings/data/hanja_words.tsv",
        notes[1:2],
        remarks,
        "word\treading",
        map("\t".join, exceptions.items()),
    )


if __name__ == "__main__":
    main()
