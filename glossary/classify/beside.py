"""What the words beside a form and the forms beside it say it is: 웨이하이(威海)시, 숙부 요소(姚紹)에게, 김윤식(金允植)·어윤중(魚允中)."""

from __future__ import annotations

from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.before import Before
from glossary.classify.context import Context
from glossary.classify.offices import is_office_before, is_rank_before
from glossary.classify.patterns import After, Late, ends_of
from glossary.classify.shape import (
    intrinsic,
    is_japanese_person,
    is_listed,
    is_name_shaped,
    is_place_ended,
    is_plain,
    is_rank,
    surname,
)
from glossary.classify.tables import is_in_gazetteer, known, tail
from glossary.model import Kind
from glossary.normalize.words import is_ordinary

_Found = tuple[Kind, str] | None

SEAT_BEFORE: Final = Before(r"(?:본관|관향|옛 서울|옛 수도)(?:은|이)?\s$", ends_of("본관|관향|서울|수도", "|은|이"))
"""본관은 전의(全義)이다: where a clan has its seat, whatever the word means."""
RENAMED: Final = After(
    r"(?:으로|로)\s(?P<person>개명|이름을 (?:바꾸|바꿨|고치|고쳤))|(?:으로|로)\s(?P<place>개칭|승격|강등|환원|명칭이|이름이|고쳐|고쳤|고치|바뀌|바꾸|바꿨)",
    "으로|로 ",
)
"""효전(孝全)으로 개명하였다, 승화(承化)로 개칭하였다."""
_NAMES_TOLD: Final = Late(
    r"(?:^|[\s,(])(?:(?<![주군현부도시성촌리진]의 )이름|초명|본명|아명|편?휘|자|호)(?:\([㐀-鿿]\))?(?:은|는|이|을|를|도)\s"
)
_DOES: Final = Late(r"(?:[은는이가을를과와의]|에게)\s")
_TOLD: Final = 60
"""Letters before a form in which its other names may be told of."""
_HAPPENS: Final = "where something is or happens"


def by_neighbours(context: Context) -> _Found:
    """Go by the words right at the form: an administrative one, kin, a capital, what happens there."""
    after = context.after
    if SEAT_BEFORE.search(context.before) and len(context.hans) == 2 and context.hans[1] != "氏":
        return "place", "a clan's seat or an old capital"
    if around.PLACE_AFTER.match(after) or around.PLACE_AFTER_SPACED.match(after):
        return "place", f"an administrative word follows: {after[:4].strip()}"
    named = _by_named_before(context) or _by_new_name(context)
    if named is not None or len(context.hans) == 1:
        return named
    loose = around.PLACE_AFTER_LOOSE.match(after)
    if len(context.hans) > 6:
        return ("place", _HAPPENS) if loose else None
    if around.CAPITAL_BEFORE.search(context.before) and not is_plain(context):
        return "place", "a capital or seat named before it"
    if is_place_ended(context.hans) and around.TAKEN.match(after) and _is_own(context):
        return "place", "ends as places do, and is taken or lies somewhere"
    if loose and not _is_own(context):
        return ("term", "no cue") if _is_noun_here(context) else ("place", _HAPPENS)
    return None


def _by_new_name(context: Context) -> _Found:
    renamed = RENAMED.match(context.after)
    if (
        renamed is None
        or not 2 <= len(context.hans) <= 3
        or is_listed(context)
        or is_rank(context.hans)
        or context.hans[-1] == "氏"
    ):
        return None
    own = context.relation == "japanese" and renamed.lastgroup == "person"
    if own or _NAMES_TOLD.search(context.before[-_TOLD:]):
        return "person", "what somebody is called anew"
    return ("place", "what a place is called anew") if renamed.lastgroup == "place" else None


def _by_named_before(context: Context) -> _Found:
    """Know whom kin names and what a division does: 요는 아들 단주(丹朱)가, 휘주(徽州) 자림(柘林) 출신."""
    if (
        len(context.hans) <= 4
        and around.KIN_BEFORE.search(context.before)
        and not is_ordinary(context.hans, "zh")
        and context.relation in ("sino", "both", "pinyin")
    ):
        return "person", "kin or somebody's man before it"
    if (
        around.DIVISION_BEFORE.search(context.before)
        and around.PLACE_AFTER_LOOSE.match(context.after)
        and len(context.hans) <= 3
    ):
        return "place", "in a division named before it"
    return None


def by_one_hanzi(context: Context) -> _Found:
    """Know a family, a ruler or a place by one hanzi and what follows: 채(蔡)부인, 설(泄)은 하나라의 10대 군주이다."""
    if around.FAMILY_AFTER.match(context.after):
        return "person", "a family by its name"
    if around.RULES.match(context.after):
        return "person", "said to be a ruler"
    if context.after.startswith(("은 ", "는 ")) and around.is_told(around.STATE_IS, context.after):
        return "place", "said to be a state"
    if context.relation == "japanese":
        # 다섯 구니(国)는 수도 주위에 설치되었다.
        return None
    return ("place", _HAPPENS) if around.PLACE_AFTER_LOOSE.match(context.after) else None


def _is_own(context: Context) -> bool:
    """Say whether a form is somebody's by its shape, or by its surname behind an office."""
    named = surname(context) is not None and (is_name_shaped(context) or is_office_before(context.before))
    return named or is_japanese_person(context, "")


def _is_noun_here(context: Context) -> bool:
    """Know what dictionaries list for no place, though things happen there: 서연(書筵)에서 강론하다, 소지문(訴志文)에서; but 해하(垓下)에서 포위했다."""
    if is_plain(context):
        return True
    return (
        context.after.startswith(("에서", "까지"))
        and context.relation in ("sino", "both")
        and context.scene.zh <= context.scene.ko
        and not is_place_ended(context.hans)
        and not is_in_gazetteer(context.hans)
        and is_listed(context)
    )


def _person(context: Context, cue: str) -> _Found:
    """Take a form for somebody, unless it is an ordinary word: such have callings, kin, offices and deeds too."""
    return None if is_plain(context) else ("person", cue)


def _has_surname(context: Context) -> bool:
    return context.relation == "japanese" or surname(context) is not None


def by_life(context: Context) -> _Found:
    """Know somebody by what the sentence says he is or was born as."""
    told = around.is_told(around.LIFE_AFTER, context.after) or around.is_told(around.BORN, context.after)
    if not told or (is_place_ended(context.hans) and not _is_own(context)):
        return None
    return _person(context, "said to be somebody")


def by_role(context: Context) -> _Found:
    return _person(context, "a role before it") if around.ROLE_BEFORE.search(context.before) else None


def by_acts(context: Context) -> _Found:
    """Know somebody by what he does and has."""
    acts = around.ACTS.match(context.after) and (len(context.hans) <= 3 or _has_surname(context))
    if acts or (around.ALSO_ACTS.match(context.after) and _has_surname(context)):
        return _person(context, "acts as a person")
    return None


def by_office(context: Context) -> _Found:
    """Know somebody by the office before the name."""
    before = context.before
    if len(context.hans) <= 3 and is_rank_before(before) and context.relation in ("sino", "both", "pinyin"):
        return _person(context, "a rank in its own bracket before it")
    if _has_surname(context) and (around.OFFICE_BEFORE.search(before) or is_office_before(before)):
        return _person(context, "an office or kinship word before it")
    return None


def by_office_behind(context: Context) -> _Found:
    behind = around.OFFICE_AFTER.match(context.after) is not None and _has_surname(context)
    return _person(context, "an office behind it") if behind else None


def by_man_of_office(context: Context) -> _Found:
    """Know an office and its man, whatever the surname, by a form that no dictionary lists: 전중상서 원하(源賀)가."""
    if context.relation not in ("sino", "both") or _DOES.match(context.after) is None:
        return None
    is_name = is_office_before(context.before) and tail(context.hans, least=1) is None and not is_listed(context)
    return ("person", "an office before what no dictionary lists") if is_name else None


def by_elsewhere(context: Context) -> _Found:
    """Look at what follows the same Korean form in the rest of the document: 류산 … 루산시, 따궁팡 간 상호 업무협약."""
    for after in context.elsewhere:
        if around.PLACE_AFTER.match(after):
            return "place", f"elsewhere an administrative word follows: {after[:4].strip()}"
        if around.OFFICE_AFTER.match(after) and surname(context) is not None:
            return "person", "elsewhere an office behind it"
        if around.DEAL.match(after) and not is_plain(context):
            return "organization", "elsewhere a party to an agreement"
    return None


def _may_be_state(context: Context) -> bool:
    """Say whether one hanzi of a list may be a state as its neighbours are, not an element (목(木)·화(火)·금(金)) or a surname (김(金)·나(羅)·한(韓)씨)."""
    if context.hans in "木火土水日月" or "성(姓)" in context.sentence or "성씨" in context.sentence:
        return False
    return known(context.hans) is not None or context.scene.zh > context.scene.ko


def by_list(context: Context) -> _Found:
    """Give a name of a list the kind of its neighbours: 김용(金龍), 김구(金龜), 마진(馬晉); 마늘(蒜) beside them is no name."""
    if context.relation == "translation" and len(context.hans) == 1:
        return None
    if len(context.hans) == 1 and not _may_be_state(context):
        return None
    others = around.neighbours(context.before, context.after)
    if not others or is_plain(context) or is_japanese_person(context, ""):
        return None
    kinds = [kind for kind in [intrinsic(form)[0] for form in others] if kind != "term"]
    if kinds:
        kind = max(kinds, key=kinds.count)
        if kind == "title" and len(context.hans) <= 3 and surname(context):
            # 《한학당총서》 beside its author 황석(黃奭)
            return None
        if kind == "place" and len(context.hans) == 3 and is_name_shaped(context) and not is_place_ended(context.hans):
            # 안재홍(安在鴻) beside 권동진(權東鎭), which ends as places do
            return None
        return kind, f"its neighbours in a list are of this kind: {kind}"
    return None
