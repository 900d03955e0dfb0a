"""What the sentence says outright that a form is: called a shop, played as a role, explained in its bracket, counted with a number."""

from __future__ import annotations

from typing import Final

from glossary.classify import surroundings as around
from glossary.classify.before import Before
from glossary.classify.context import Context
from glossary.classify.offices import is_office_before
from glossary.classify.patterns import QUOTED, After, Late, ends_of, openings, spaced
from glossary.classify.shape import is_listed, is_name_shaped, is_plain, is_rank, surname
from glossary.classify.tables import tail
from glossary.model import Kind

_Found = tuple[Kind, str] | None

CALLED: Final = After(
    r"[」』》〉>”’\"']?\s?이?라(?:는|고 하는|고 불리는|고 부르는) (?:[가-힣]{1,6} ){0,2}?(?:"
    r"(?P<place>곳|마을|고을|지역|섬|산|강|도시|동네|유적|유적지|지명|절|사찰|암자|정자|누각|호수|거리|골목)|"
    r"(?P<organization>회사|업체|기업|약국|약방|상점|가게|식당|음식점|찻집|서점|학교|서원|단체|조직|모임|출판사|극단|신문사|은행|병원|객잔|여관)|"
    r"(?P<person>(?:사람|인물|승려|스님|남자|여자|여인|장수|신하|선비|학자|관리|상인|노인|청년|도사|기생|무당|의원)(?!의))|"
    r"(?P<title>소설|책|영화|드라마|노래|글|작품|그림|서적|잡지|신문|프로그램|논문|연극|시집|문집|시를|시가|경전))"
    r"(?:[은는이가을를과와의에도로]|으로|에서|이다|였다|,|\s|$)",
    f"{QUOTED}|이라|라는|라고|{spaced('이라')}",
)
"""태화당(太和堂)이라는 약국, 난정(蘭亭)이라는 유적."""
PLAYED: Final = After(
    r"\s?역(?:을|으로|에|의)?\s(?:[가-힣]{1,8}\s){0,3}(?:맡|연기|소화|분한|분했|캐스팅|열연|출연|발탁|낙점)",
    "역| 역",
)
"""황용(黃蓉) 역을 맡았다: a role, no station."""
_NOW: Final = Late(
    r"[,，:;·]\s?(?:지금|현재|오늘날)의?\s[^()（）]{0,16}?[가-힣](?:성|시|현|구|군|진|향|촌|지역|일대|부근|근처)"
)
"""영주(潁州, 지금의 안후이성 푸양시)."""
_DIVISION: Final = Late(r"[:：]\s?[㐀-鿿]{1,4}[省市縣县]\s?[)）]?$")
"""신주(新州:廣東省)."""
_AWARDED: Final = Late(r"[’'”\"」』]로\s(?:[가-힣\d]+\s){0,4}?(?:[가-힣]{0,6}상을|데뷔|스타덤)")
"""영화제에서 '인어(人魚)'로 최우수 여우주연상을: what is quoted and awarded is a work."""
_COUNTED: Final = Late(r"[\d조억만천백]\s?$")
"""2조 위안(元), 3백 리(里)."""
_CITIZENS: Final = "관광객|촌민|유학생|대학생|여행객|승객|관객|책임자|담당자|관계자|누리꾼|네티즌|자원봉사자"
CITIZEN: Final = Before(rf"(?<!\S)(?:{_CITIZENS})(?:인)?\s$", ends_of(_CITIZENS, "|인"))
_TITLES: Final = "황제|임금|추장|대칸|칸|가한|선우|족장|부족장|승상|재상|장군|대장군|태자|황태자|세자|국왕|군주|우두머리|촌장|도독|태수|자사"
TITLED: Final = Before(rf"(?<!\S)(?:{_TITLES}|[가-힣]?왕)\s$", ends_of(f"{_TITLES}|왕"))
"""3세 황제 자영(子嬰), 추장 아구다(阿骨打): a title and who bears it."""
_ROLES: Final = "시조|중시조|조부|증조부|고조부|외조부|생부|양부|장인|저자|지은이|작가|창시자|설립자|창업자|창립자|발명가|발견자|주인공|감독|연출자|대표|회장|총장|원장|후보|우승자|부인|아내|남편|아버지|어머니|아들|딸|형|동생|스승|제자|후손"
PREDICATED: Final = Before(rf"(?<!\S)(?:{_ROLES})(?:은|는)\s$", ends_of(_ROLES, "은|는"))
"""시조는 감규(甘揆): what somebody is, and who."""
_CUP: Final = Late(r"(?:배|컵)(?:[에을를는은이가의]|에서|와|로|$)")
"""춘란(春蘭)배: a cup by its sponsor."""
IS: Final = After(
    r"\s?(?:이다|이었다|였다|이며|이고|이었으며|였으며|이었고|였고)",
    "이다|이었|였다|이며|이고|였으|였고| 이| 였",
)
HOLDS: Final = Before(
    rf"(?:{around.OFFICES})(?:였던|이던|이었던|이자|인)\s$", ends_of(around.OFFICES, "인|였던|이던|이었던|이자")
)
"""총통이었던 장제스(蔣介石): whoever holds an office is a person, whatever the surname."""
MADE: Final = After(
    r"[이가]\s(?:[^.,]{0,14}\s)?(?:지은|쓴|편찬한|저술한|펴낸|그린|집필한|창시한|창건한|제창한|설립한|창업한|세운|운영하는|만든|번역한|연출한|감독한|작곡한)\s",
    "이 |가 ",
)
"""주린(朱璘)이 1696년 편찬한."""
OWNED: Final = After(
    r"의\s(?:요리책|저서|저작|주석|글씨|그림|글을|글이|글은|작품|문집|서예|임모본|소설|시집|논문|연설|서한|편지|초상|무덤|묘지|생가|고택|필적|친필|정사|자서전|회고록)",
    openings("의", "요저주글그작문서임소시논연편초무묘생고필친정자회"),
)
"""임홍(林洪)의 요리책."""


def by_called(context: Context) -> _Found:
    """Read what stands right behind the form and leaves no choice."""
    if PLAYED.match(context.after) and len(context.hans) <= 5 and not is_plain(context):
        return "person", "a role that is played"
    called = CALLED.match(context.after)
    if called is None or is_plain(context):
        return None
    return called.lastgroup, f"called so: {called.group().strip()}"  # type: ignore[return-value]


def by_one_counted(context: Context) -> _Found:
    """Know one hanzi by the title or the number before it."""
    if TITLED.search(context.before) and context.relation in ("sino", "both"):
        # 진왕 정(政) 13년
        return "person", "a title before it"
    return ("term", "a measure behind a number") if is_counted(context) else None


def by_award(context: Context) -> _Found:
    return ("title", "a work that brought a prize") if context.cues.quoted and _AWARDED.match(context.after) else None


def by_cup(context: Context) -> _Found:
    return ("term", "a cup that is played for") if _CUP.fullmatch(context.glued) else None


def by_bracket(context: Context) -> _Found:
    """Know a place by what its bracket says of it."""
    if context.cues.person or is_rank(context.hans):
        return None
    where = _NOW.search(context.inside) or _DIVISION.search(context.inside)
    return ("place", "its bracket says where it lies") if where else None


def is_counted(context: Context) -> bool:
    """Say whether a single hanzi read as Mandarin is what a number counts: 2조 위안(元)."""
    return context.relation == "pinyin" and _COUNTED.search(context.before) is not None


def by_person(context: Context) -> _Found:
    """Read what the sentence says of somebody; the dictionaries are asked after that, for few forms have such words beside them."""
    cue = _person_cue(context)
    return ("person", cue) if cue and not is_plain(context) else None


def _person_cue(context: Context) -> str:
    hans, before, is_read = context.hans, context.before, context.relation in ("sino", "both", "pinyin")
    if context.relation == "pinyin" and HOLDS.search(before):
        return "in an office named before it"
    if is_read and len(hans) == 3 and CITIZEN.search(before) and _is_unlisted(context):
        return "somebody of no office"
    if context.relation != "mixed" and TITLED.search(before) and _is_unlisted(context):
        return "a title before it"
    if is_read and IS.match(context.after) and _is_office_told(before) and _is_unlisted(context):
        return "who holds an office"
    if PREDICATED.search(before) and surname(context):
        return "who somebody is"
    if is_read and MADE.match(context.after) and surname(context):
        return "makes or writes something"
    return "somebody's work or grave" if is_read and OWNED.match(context.after) and surname(context) else ""


def _is_office_told(before: str) -> bool:
    """Say whether an office is the subject before a form: 첫 번째 장군은 명서(明瑞)였다."""
    return before.endswith(("은 ", "는 ")) and is_office_before(before[:-2] + " ")


def _is_unlisted(context: Context) -> bool:
    return tail(context.hans, least=1) is None and not is_listed(context)


_GLOSS: Final = Late(r"[㐀-鿿]\s?[,，:;]\s?(?P<gloss>[가-힣][가-힣 ·]*)\s?[)）]?$")
_SAID: Final = Late("발음|이름|본명|별칭|옛|지금|현재")
_MEANT: Final = Late(
    r"(?:뜻|의미)(?:인|의|하는|을 가진|을 지닌|을 담은)\s*[\"'‘“]?$|(?:유행어|신조어|용어|단어|표현|개념|속어)(?:인|로|로는|는)?\s*[\"'‘“]?$"
)


def is_explained(context: Context) -> bool:
    """Say whether a form is a word whose sense the text gives: 잉콩(硬控, 하드컨트롤), 넘어선다는 뜻인 '차오웨(超越)'; 쓰촨(四川, 사천) only reads it."""
    if _MEANT.search(context.before):
        return True
    found = _GLOSS.search(context.inside)
    if found is None or is_name_shaped(context):
        return False
    gloss = found.group("gloss")
    return gloss != context.ko and not _SAID.search(gloss) and len(gloss.replace(" ", "")) > len(context.hans)
