"""Whose the text says outright that a form is: the headword whose article defines it as a land's, and what a land is said to have."""

from __future__ import annotations

from typing import Final, cast

from glossary.classify.before import Before
from glossary.classify.context import Context
from glossary.classify.nationality import CHINA, KOREA
from glossary.classify.patterns import Late
from glossary.classify.scene import Scene
from glossary.classify.shape import looks_korean
from glossary.model import Kind, Origin

_DEFINED: Final = Late(
    r"[」』》〉”’]?\s?(?:은|는|이란|란)\s(?P<said>(?:고대 |옛 |현대 )?"
    rf"(?:(?P<zh>{CHINA})|(?P<ko>{KOREA})|(?P<ja>일본))"
    # of the land, of a time of it or of a province of it: what is done to it or there (일본에 파견된 사절) defines nothing
    r"(?:의 (?![가-힣]+(?:에|에서|에게|을|를|과|와|이|가|은|는|도|으로|로) )| (?:[가-힣]+ ){0,2}?(?:시대|시기|말기|말|초기|초|중기|전기|후기|때)의 | [가-힣]{2,7}[성도시]의? )[^.\n]{0,110}"
    r"(?:이다|였다|이었다|[가-힣]다|으로|이며)(?=[.,\s]|$))"
)
"""십악(十惡)은 중국의 형법 가운데 … 범죄이다: what is said of a headword."""
_OTHERS: Final = {
    "zh": Late("한국|조선|고려|신라|백제|고구려|발해|대한|일본|베트남|북한"),
    "ko": Late("중국|[가-힣]나라|타이완|대만|홍콩|일본|베트남"),
    "ja": Late("중국|한국|조선|신라|백제|고구려|대한|타이완|대만|만주"),
}
"""Other lands, beside which nothing is said outright."""
_HAD: Final = Before(
    rf"(?<![^\s,(‘“「『《〈])(?:(?P<zh>{CHINA}|당|송|청)|(?P<ko>{KOREA}|우리나라)|(?P<ja>일본))의\s?[‘“「『《〈'\"]?$",
    "의|‘|“|「|『|《|〈|'|\"",
)
_AFFECTED: Final = Late(
    r"[」』》〉”’]?\s(?:[가-힣]{1,6}(?<![을를에의은는이가로서])\s)?(?:침공|침략|침입|점령|정벌|원정|공격|공략|지배|통치|병합|강점|영유|유학|사신|사절|연구|번역|진출|진격|방문|여행|공장|지사|주재|영사)"
)
"""일본의 독도(獨島) 영유권 주장: whose the deed is, not the form."""
_NAMES: Final = ("person", "place", "organization", "title")

_Found = tuple[Origin, str] | None


def by_definition(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take a headword for the land's by which its article defines it, where no other land is told of: 방천화극(方天畵戟)은 중국 삼국 시대의."""
    if context.title.partition(" (")[0] != context.ko or context.before.strip(" 《〈「『“‘'\""):
        return None
    found = _DEFINED.match(context.after)
    if found is None:
        return None
    land = next(land for land in _OTHERS if found.group(land))
    if _OTHERS[land].search(found.group("said")) or (land == "ja" and kind == "person"):
        # 진순신(陳舜臣) is a novelist of Japan, and his name no Japanese one
        return None
    return cast(Origin, land), f"defined as of this land: {found.group(land)}"


def by_owner(context: Context, kind: Kind, around: Scene) -> _Found:
    """Take a name for the land's that is said to have it: 당나라의 손인사(孫仁師), 신라의 삭주(朔州)."""
    found = _HAD.search(context.before) if kind in _NAMES else None
    if found is None or _AFFECTED.match(context.after):
        return None
    land = found.group(found.lastgroup or 0)
    if kind == "person" and (found.lastgroup == "ja" or (len(land) == 1 and looks_korean(context.hans))):
        return None
    if len(land) == 1 and kind not in ("person", "place"):
        # 당의 중앙위원회(中央委員會): a party is called as the dynasty is
        return None
    return cast(Origin, found.lastgroup), f"said to be of this land: {land}"
