"""What would be found where it does not belong, and is held back until a person approves it.

CAT tools and translation engines look a source form up by its letters alone, inside words too. A form is held back that

- is one syllable or one hanzi (구);
- is an ordinary word (평안, 위해 "for the sake of"), or one with a particle (자유로, which stands in 자유로운);
- has two syllables, unless it spells Mandarin with a syllable that Korean words hardly have (톈진): 이연(李演) stands in 차이연구, and 광주 is 光州 as well as 廣州;
  or has two hanzi, unless Korean text spells it so: 府中 stands in 联合政府中;
- is a short reading that other things share, as long as one document alone has it: Korean names of three syllables (김정훈: 金正薰, 金正勳),
  Japanese ones of four (요시타카: 義高, 義隆), lordships and commanderies (광양군: 光陽君, 廣陽郡), spellings of several places (타이저우: 台州, 泰州);
- is an abbreviation defined in one document (13·5규획);
- names several things of the term base (루산: 乳山, 庐山).

`benchmarks/damage.py` measures what these leave.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

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
COMMANDERY: Final = "군"
"""郡, 軍 and 君 in Sino-Korean: commandery, army, lord."""

Homographs = frozenset[tuple[str, str]]


def guard(concept: Concept, term: Term, language: str, homographs: Homographs, *, strict: bool = False) -> str | None:
    """Return why one source form is held back (a key of `REASONS`), or None.

    *strict* is for what nobody looks at: there a Chinese name of three syllables is shared like any other (공손연: 公孫淵, 公孫延), and
    a second document does not tell two towns apart.
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
    """Say whether other things are likely to bear the name: 오사카 is known from two documents, a full name (오다 노부나가) is a name of one."""
    if has_namesakes(term.text):
        return strict or concept.documents <= 1
    if concept.documents > 1 or _is_sounded(concept, term) or " " in term.text or not has_hangul(term.text):
        return False
    by_sound = concept.relation in ("sino", "both") and (strict or term.text.endswith(COMMANDERY))
    limit = SHARED["ko"] if concept.origin == "zh" and by_sound else SHARED.get(concept.origin, 0)
    return len(fold(term.text)) <= limit


def fold(text: str) -> str:
    """Return *text* for comparing spellings: compatibility forms, case, spaces and marks do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded)) or folded


def find_homographs(
    concepts: Sequence[Concept],
    sources: Callable[[Concept], Iterable[Term]],
    targets: Callable[[Concept], Iterable[Term]],
) -> Homographs:
    """Return (uid, folded source form) of every form that another concept bears with other target forms.

    Only what is about to go out counts: a doubtful candidate does not block a good name.
    """
    bearers: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for concept in concepts:
        meant = frozenset(fold(term.text) for term in targets(concept))
        for key in {fold(term.text) for term in sources(concept)}:
            bearers[key].append((concept.uid, meant))
    return frozenset(
        (uid, key)
        for key, group in bearers.items()
        if len(group) > 1
        for uid, meant in group
        if any(meant.isdisjoint(others) for other, others in group if other != uid)
    )
