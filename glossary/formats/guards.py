"""What would be found where it does not belong, and is held back until a person approves it.

CAT tools and translation engines look a source form up by its letters alone, inside words too. A form is held back that

- is one syllable or one hanzi (구);
- is an ordinary word (평안, 위해 "for the sake of"), or one with a particle (자유로, which stands in 자유로운);
- has two syllables, unless it spells Mandarin with a syllable that Korean words hardly have (톈진): 이연(李演) stands in 차이연구, and 광주 is 光州 as well as 廣州;
  or has two hanzi, unless Korean text spells it so: 府中 stands in 联合政府中;
- is a short reading that other things share, as long as one document alone has it: Korean names of three syllables (김정훈: 金正薰, 金正勳),
  Japanese ones of four (요시타카: 義高, 義隆), Chinese ranks (진국공: 晉國公, 陳國公), spellings of several places (타이저우: 台州, 泰州);
- is an abbreviation defined in one document (13·5규획);
- names several things of the term base (루산: 乳山, 庐山).

`benchmarks/damage.py` measures what these leave.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from glossary.formats.repeats import Repeats
from glossary.hangul import has_hangul, is_hangul
from glossary.languages import is_han
from glossary.model import Concept, Origin, Term
from glossary.normalize.words import has_namesakes, is_inflected, is_ordinary, rarest_syllable

SHORT: Final = 2
"""Letters of a form that stands inside other words by chance."""
FOREIGN: Final = {2: 50, 3: 300}
"""By letters: in so many ordinary words at most stands the rarest syllable of a Mandarin spelling that goes out.
톈진 (톈 in none), 산둥 (둥 49) and 상하이 (하 208) do; 난성 (of 윈난성) and 장자이 (in 적장자이다) do not."""
SHARED: Final[dict[Origin, int]] = {"ko": 3, "ja": 4, "other": 3}
"""By origin: letters of a name that is borne by many. Chinese names of three syllables proved to be one thing mostly (제갈량, 주원장)."""
RANKS: Final = ("郡", "军", "君", "公", "王", "侯", "夫人")
"""Ranks and what they ruled share their sounds: 광양군 is 廣陽郡 and 光陽君, 진국공 晉國公 and 陳國公."""
OFFICES: Final = ("事", "使", "司", "史")
"""The last hanzi of offices, all read 사."""
STRICT: Final = 4
"""Letters of a Sino-Korean reading that is shared where nobody looks (간의대부: 諫議大夫, 諫義大夫)."""
HOUSES: Final = ("초등학교", "고등학교", "중학교", "학교", "서원", "서당", "씨")
"""What is not counted among those letters: 성지중학교 is 城池中學校 and 盛智中學校, 남원 양씨 南原 梁氏 and 南原 楊氏."""

Homographs = frozenset[tuple[str, str]]


def guard(concept: Concept, term: Term, language: str, homographs: Homographs, *, strict: bool = False) -> str | None:
    """Return why one source form is held back (a key of `REASONS`), or None.

    *strict* is for what nobody looks at: there more names are shared, Chinese ones of three syllables among them (공손연: 公孫淵, 公孫延), and
    a second document does not tell two towns or two Koreans apart. What a person entered or imported, and no document has (인공지능), is taken for
    what it says; names of persons are not.
    """
    if is_single(term.text):
        return "single"
    if is_ordinary(term.text, language):
        return "ordinary"
    if language == "ko" and is_inflected(term.text) and not _is_sounded(concept, term):
        return "ordinary"
    if _is_short(concept, term, language):
        return "short"
    if language == "ko" and _is_shared(concept, term, strict=strict):
        return "shared"
    if term.type == "abbreviation" and concept.documents <= 1:
        return "abbreviation"
    return "homograph" if (concept.uid, fold(term.text)) in homographs else None


def is_single(text: str) -> bool:
    """Say whether *text* is one character, or marks around one syllable or hanzi (《红》); C++ is not."""
    letters = [char for char in text if char.isalnum()]
    return len(text) == 1 or (len(letters) == 1 and (is_hangul(letters[0]) or is_han(letters[0])))


def _is_sounded(concept: Concept, term: Term) -> bool:
    """Say whether a form is the official spelling of a Mandarin sound, and of that alone (상하이, not 류광화)."""
    return concept.relation == "pinyin" and term.official


def _is_short(concept: Concept, term: Term, language: str) -> bool:
    """Say whether a form stands inside other words by chance.

    In Chinese 山村, 大都 or 府中 (联合政府中) do, but hardly a place or person that Korean text spells by its Mandarin sound.
    """
    letters = fold(term.text)
    if language.startswith("zh"):
        return len(letters) == SHORT and not any(
            form.derived is None and _is_sounded(concept, form) for form in concept.korean
        )
    if len(letters) not in FOREIGN or not has_hangul(letters):
        return False
    if not _is_sounded(concept, term):
        return len(letters) == SHORT
    return rarest_syllable(letters) > FOREIGN[len(letters)]


def _is_shared(concept: Concept, term: Term, *, strict: bool) -> bool:
    """Say whether other things are likely to bear the name, as far as one document tells.

    오사카 is known from two; a full Japanese name (오다 노부나가) is a name of one person. A word of one syllable has many hanzi: 진 양공 is 秦襄公 and 晉襄公.
    """
    if has_namesakes(term.text) or _is_korean_person(concept, term):
        return strict or concept.documents <= 1
    if concept.documents > 1 or not has_hangul(term.text):
        return False
    known = concept.documents == 0 and concept.kind != "person"
    if strict and not known and _is_shared_strictly(concept, term):
        return True
    if _is_sounded(concept, term):
        return False
    words = term.text.split()
    if concept.relation in ("sino", "both") and (1 in map(len, words) or _is_rank(concept, term)):
        return True
    return len(words) == 1 and len(fold(term.text)) <= SHARED.get(concept.origin, 0)


def _is_korean_person(concept: Concept, term: Term) -> bool:
    """Say whether a form is the name of a Korean, three syllables that many bear: 이광수 is more than the writer."""
    return concept.origin == "ko" and concept.kind == "person" and len(fold(term.text)) <= SHARED["ko"]


def _is_rank(concept: Concept, term: Term) -> bool:
    return len(fold(term.text)) <= SHARED["ko"] and any(form.text.endswith(RANKS) for form in concept.chinese)


def _is_shared_strictly(concept: Concept, term: Term) -> bool:
    """Say whether a name is shared where nobody looks: by its sound, in whatever language it is read.

    Mandarin: two syllables (쉬커: 徐克, 徐珂), and persons of two hanzi, with whom others begin (량샤오 in 량샤오치). Japanese readings have
    many spellings (혼다 마사시게: 本多正重, 本多政重), whatever rank goes on in Sino-Korean behind them (모리요시 친왕: 護良親王). Sino-Korean: short ones, and offices (동지중추원사: 同知中樞院事, 同知中樞院使).
    """
    letters = len(fold(term.text))
    if concept.kind == "person" and concept.origin == "ja" and concept.relation in ("japanese", "mixed"):
        return True
    if concept.relation == "pinyin":
        hanzi = min(len(form.text) for form in concept.chinese)
        return letters == SHORT or (concept.kind == "person" and hanzi == SHORT)
    house = next((len(tail) for tail in HOUSES if term.text.endswith(tail)), 0)
    office = any(form.text.endswith(OFFICES) for form in concept.chinese)
    return concept.relation in ("sino", "both") and (office or letters - house <= STRICT)


def fold(text: str) -> str:
    """Return *text* for comparing spellings: compatibility forms, case, spaces and marks do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded)) or folded


def source_keys(terms: Iterable[Term]) -> set[str]:
    """Return the spellings of source forms as they are compared."""
    return {fold(term.text) for term in terms}


def find_homographs(
    concepts: Iterable[Concept],
    sources: Callable[[Concept], Iterable[Term]],
    targets: Callable[[Concept], Iterable[Term]],
    repeats: Repeats,
) -> Homographs:
    """Return (uid, folded source form) of every form that another concept bears with other target forms.

    Only what is about to go out counts: a doubtful candidate does not block a good name. *repeats* has noted every source form once for each concept.
    """
    bearers: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for concept in concepts:
        shared = [key for key in source_keys(sources(concept)) if repeats.may(key)]
        if shared:
            meant = frozenset(fold(term.text) for term in targets(concept))
            for key in shared:
                bearers[key].append((concept.uid, meant))
    return frozenset(
        (uid, key)
        for key, group in bearers.items()
        if len(group) > 1
        for uid, meant in group
        if any(meant.isdisjoint(others) for other, others in group if other != uid)
    )
