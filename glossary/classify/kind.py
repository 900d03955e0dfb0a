"""What a pair names: place, person, organization, title, product or term; the first cue that speaks decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from glossary.classify.context import Context
from glossary.model import Kind
from glossary.readings import pinyin

_PLACE_WORDS: Final = tuple(
    "省 市 县 区 州 郡 道 府 镇 乡 村 屯 街 路 巷 里 山 岭 峰 峡 谷 坡 原 江 河 川 湖 海 湾 港 岛 洲 沙漠 盆地 高原 半岛 平原 山脉 山脈 草原 运河 水库 瀑布 "
    "群岛 列岛 公园 动物园 植物园 机场 车站 站 口岸 关 长城 城 宫 殿 寺 庙 庵 观 塔 阁 楼 亭 坛 陵 墓 桥 大桥 铁路 铁道 线 号线 公路 高速公路 隧道 大厦 广场 中心大厦 "
    "故居 遗址 会址 自治区 自治州 自治县 特区 新区 开发区 工业园 产业园 胡同 地区 国 捷运 分歧点 交流道 百货 交叉道".split()
)
_ORGANIZATION_WORDS: Final = tuple(
    "公司 集团 银行 网 网站 大学 学院 学校 中学 小学 高中 幼儿园 委员会 委 党 部 局 署 厅 处 院 会 社 协会 学会 商会 联合会 基金会 联盟 同盟 研究所 研究院 研究中心 中心 工厂 厂 "
    "制片厂 电视台 电台 广播 出版社 报社 通讯社 俱乐部 队 军 师团 军团 舰队 医院 图书馆 博物馆 法院 检察院 政府 国务院 议会 代表大会 乐团 剧团 合唱团 团 组合 财团 株式会社 会社 酒店 "
    "饭店 商场 超市 书店 书局 电影院 工会 教会 派 帮 系 基地 客车 科技 工业 实业 股份 传媒 娱乐 影业 航空 汽车 证券 保险 电力 石油 电信".split()
)
_TITLE_WORDS: Final = tuple(
    "纲要 计划 规划 方案 条例 条约 协定 协议 宣言 声明 宪法 法 法律 办法 规定 意见 通知 决定 报告 白皮书 书 记 传 志 经 史 录 集 论 篇 赋 诗 词 曲 歌 之歌 进行曲 小说 日报 晚报 时报 周刊 "
    "杂志 月刊 新闻 演义 全书 实录 通鉴 通则 教程 图 颂 章程 公报 纪 列传 本纪 世家".split()
)
_PRODUCT_WORDS: Final = tuple(
    "号 型 牌 机 手机 拼音 输入法 系统 软件 游戏 卫星 火箭 飞船 导弹 坦克 战斗机 相机 键盘 酒 茶".split()
)
_TERM_WORDS: Final = tuple(
    "族 语 话 文字 主义 思想 制度 制 学派 学 术 法 派 教 拳 功 节 时代 朝 年间 王朝 革命 运动 战争 之战 起义 事变 事件 之乱 现象 病 症 菜 面 饭 汤 太守 将军 大臣 尚书 侍郎 司马 "
    "都督 刺史 节度使 宰相 丞相 君 侯 公爵".split()
)
_PERSON_ENDS: Final = tuple(
    "帝 王 皇后 太后 公主 皇帝 天皇 太子 大师 法师 先生 夫人 和尚 道人 上人 居士 可汗 大王 妃 嫔".split()
)
_OFFICES: Final = (
    "시장|부시장|성장|부성장|현장|구청장|주석|부주석|총리|부총리|서기|부서기|총서기|주임|부주임|처장|국장|부장|부부장|외교부장|국무위원|위원장|부위원장|위원|의장|장관|대사|총영사|영사|대변인|"
    "회장|부회장|사장|부사장|총재|부총재|이사장|리사장|이사|대표|총경리|행장|원장|소장|관장|교장|총장|교수|부교수|박사|연구원|원사|학자|전문가|기자|작가|소설가|시인|화가|감독|배우|가수|선수|"
    "코치|장군|대장|중장|소장|사령관|사령원|제독|황제|왕|태자|태후|황후|공주|선생|씨|여사|변호사|판사|의사|스님|대사|승려|대통령|국가주석|기업가|창업자|회장님|원수|총통|원장|행정원장|입법원장|촌장|향장"
)
_OFFICE_AFTER: Final = re.compile(
    rf"\s+(?:[가-힣]+\s+){{0,3}}(?:[가-힣]*(?:{_OFFICES}))(?:이|가|은|는|을|를|과|와|의|도|에게|께서|으로|로|,|\.|\s|$)"
)
_OFFICE_BEFORE: Final = re.compile(
    rf"(?:{_OFFICES}|출신의|아들|딸|아내|남편|동생|형|누나|부친|모친|아버지|어머니|손자|조카|제자|부인|아들인|딸인|장남|차남|셋째)(?:인|였던|이던|이었던|,)?\s*$"
)
_LIFE_AFTER: Final = re.compile(
    r"^[은는이가]?\s*[^.]{0,60}?(?:정치인|정치가|군인|배우|가수|작가|소설가|시인|화가|감독|황제|군주|왕족|황족|무장|장수|관료|문신|무신|학자|승려|선수|기업가|기업인|사상가|혁명가|모델|방송인|음악가|"
    r"작곡가|과학자|의사|교육자|언론인|외교관|철학자|역사가|독립운동가|법학자|경제학자|문학가|서예가|공주|후궁|황후|왕후|환관|장군|인물|사람|출신|키보디스트|영화배우)(?:이다|였다|이었다|으로|로서|이며|이자|로|,|\.|다)"
)
_BORN: Final = re.compile(
    r"^(?:이라는 (?:이름|사람)|에게|께|께서|씨|과 결혼|와 결혼|과 짜고|과 함께|와 함께|를 낳|을 낳|를 섬|을 섬|의 아들|의 딸|의 손자|의 동생|의 조카|의 아내|의 부인|의 명령)"
)
_PLACE_AFTER: Final = re.compile(
    r"^(?:성|시|현|구|군|진|향|촌|주|도|강|산|섬|호|만|역|로|성내|자치구|자치주|자치현|특별행정구|지역|지방|일대|공항|항|반도|산맥|분지)(?:[은는이가을를과와의에도로서,.\s]|으로|에서|까지|부터|지|$)"
)
_PLACE_AFTER_LOOSE: Final = re.compile(
    r"^\s*(?:에서|에 위치|에 있|에 도착|에 본사|에 이르|에 머물|에 주둔|까지|으로 이동|을 공격|를 공격|을 점령|를 점령|을 함락|를 지키|을 지키|로 천도|으로 천도|출신|일대|지방|지역|부근|근처|태생|(?:은|는)\s[^.]{0,40}(?:도시|현급시|지급시|행정 ?구역|마을|강이다|산이다|섬이다|지명|호수|위치))"
)
_TITLE_KOREAN: Final = re.compile(
    r"(?:계획|규획|방안|요강|강요|조약|협정|선언|헌법|법|조례|통칙|의견|통지|백서|전|기|록|경|서|지|사|집|행진곡|신문|일보)$"
)
_CORPORATE: Final = re.compile(
    r"(?:공사|회사|유한|주식|그룹|집단|플랫폼|은행|대학|학교|공장|산업원|산업단지|무역단지|센터|협회|법인|기업|병원|연구소|연구원|상사|투자|자본|전자|자동차)"
)
_CORPORATE_END: Final = re.compile(
    r"(?:공사|회사|그룹|집단|플랫폼|사이트|홈페이지|은행|센터|협회|법인|텔레비전|스튜디오|방송국|클럽|리그|위원회|연합회)$"
)
_DEAL: Final = re.compile(
    r"^\s*(?:간|와|과|이|가|은|는|측과|측은)\s[^.]{0,25}(?:협약|계약|체결|MOU|투자|인수|출시|상장|매출|제휴|제품|서비스|본사)"
)


def kind_of(context: Context) -> tuple[Kind, str]:
    """Return the kind and the cue that decided it: a mark, a corporate form, the form's own last word, what stands around, a surname."""
    for rule in _RULES:
        found = rule(context)
        if found is not None:
            return found
    return "term", "no cue"


_Found = tuple[Kind, str] | None


def _ends(hans: str, words: tuple[str, ...], *, least: int = 1) -> str | None:
    """Return the longest of *words* at the end of *hans* that leaves *least* characters before it."""
    fitting = [word for word in words if hans.endswith(word) and len(hans) - len(word) >= least]
    return max(fitting, key=len, default=None)


def _by_life(context: Context) -> _Found:
    if not context.cues.person or context.cues.quoted or not 2 <= len(context.hans) <= 8:
        return None
    if "연호" in context.sentence or context.before.endswith("사용한 "):
        # 건무(建武 : 335년 ~ 348년): the years are those of a reign.
        return "term", "an era name"
    if _ends(context.hans, _TERM_WORDS[:4]) or _ends(context.hans, _PLACE_WORDS, least=2):
        return None
    return "person", "an age or dates of life in the bracket"


def _by_quotes(context: Context) -> _Found:
    if context.cues.quoted and (_ends(context.hans, _TITLE_WORDS, least=1) or _TITLE_KOREAN.search(context.ko)):
        return "title", "title marks and a title's last word"
    if context.cues.quoted and re.search(r"[《〈『「<]\s*$", context.before):
        return "title", "title marks"
    if len(context.hans) >= 8 and _ends(context.hans, _TITLE_WORDS, least=2):
        return "title", "a title's last word"
    return None


def _by_company(context: Context) -> _Found:
    """Take the middle of a firm's or a project's name for a name, whatever its hanzi mean: 다잉(大鷹)전자상거래플랫폼."""
    longer = f"part of a longer name: {context.prefix}{context.ko}{context.glued}"
    if context.relation == "abbreviation":
        return None
    if _CORPORATE.search(context.glued):
        return "organization", longer
    if _CORPORATE_END.search(context.ko):
        return "organization", "a corporate word at its end"
    if (
        len(context.glued) >= 4
        and not _PLACE_AFTER.match(context.after)
        and not re.search(rf"(?:{_OFFICES})$", context.glued)
    ):
        return ("term" if context.relation == "sino" else "product"), longer
    if context.relation == "other" and not re.search("[가-힣]", context.ko):
        return "product", "a brand in Latin letters"
    return None


def _by_last_word(context: Context) -> _Found:
    if len(context.hans) < 2:
        return None
    best: tuple[int, Kind, str] | None = None
    order: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("organization", _ORGANIZATION_WORDS),
        ("place", _PLACE_WORDS),
        ("person", _PERSON_ENDS),
        ("title", _TITLE_WORDS),
        ("product", _PRODUCT_WORDS),
        ("term", _TERM_WORDS),
    )
    for kind, words in order:
        # One hanzi at the end of a two-hanzi form is as often part of a name (张慧, 李江): it needs three.
        word = _ends(context.hans, words, least=2)
        if word is not None and (best is None or len(word) > best[0]):
            best = (len(word), kind, word)
    if best is None:
        return None
    if best[0] == 1 and len(context.hans) == 3 and best[1] != "person" and _looks_like_person(context):
        return None
    return best[1], f"ends in {best[2]}"


def _by_neighbours(context: Context) -> _Found:
    after = context.after
    if _PLACE_AFTER.match(after):
        return "place", f"an administrative word follows: {after[:4].strip()}"
    if 2 <= len(context.hans) <= 6:
        if _LIFE_AFTER.match(after):
            return "person", "said to be somebody"
        if _BORN.match(after) and pinyin.surname_of(context.hans) is not None:
            return "person", "acts as a person"
        if _OFFICE_BEFORE.search(context.before) and (
            pinyin.surname_of(context.hans) or context.relation == "japanese"
        ):
            return "person", "an office or kinship word before it"
        if _OFFICE_AFTER.match(after) and pinyin.surname_of(context.hans) is not None:
            return "person", "an office behind it"
    if _PLACE_AFTER_LOOSE.match(after):
        return "place", "where something is or happens"
    return None


def _by_elsewhere(context: Context) -> _Found:
    """Look at what follows the same Korean form in the rest of the document: 류산 … 루산시, 따궁팡 간 상호 업무협약."""
    for after in context.elsewhere:
        if _PLACE_AFTER.match(after):
            return "place", f"elsewhere an administrative word follows: {after[:4].strip()}"
        if _OFFICE_AFTER.match(after) and pinyin.surname_of(context.hans) is not None:
            return "person", "elsewhere an office behind it"
        if _DEAL.match(after):
            return "organization", "elsewhere a party to an agreement"
    return None


def _by_two_hanzi(context: Context) -> _Found:
    """Take the last hanzi of a two-hanzi place (泰山, 珠江, 重慶市) for its kind once nothing speaks for a person."""
    if len(context.hans) == 2:
        word = context.hans[1]
        if word in "省市县州郡山江河湖岛港湾村镇乡站寺庙宫陵路街":
            return "place", f"ends in {word}"
        if word in "族语法术学教派制税":
            return "term", f"ends in {word}"
    return None


def _by_surname(context: Context) -> _Found:
    if _looks_like_person(context):
        return "person", f"a surname: {pinyin.surname_of(context.hans)}"
    return None


def _looks_like_person(context: Context) -> bool:
    """Say whether a form reads like a person's name: a surname, two to four hanzi, a name's relation."""
    surname = pinyin.surname_of(context.hans)
    if surname is None or not len(surname) < len(context.hans) <= len(surname) + 2:
        return False
    if len(context.hans) == 2 and context.relation in ("sino", "both"):
        # 文藝 begins with a surname too: two hanzi in Sino-Korean are a word unless something else speaks.
        return context.cues.person
    return context.relation in ("pinyin", "both", "sino")


def _by_sound(context: Context) -> _Found:
    if context.relation == "pinyin" and len(context.hans) <= 3:
        return "place", "a name by its Mandarin sound, no other cue"
    if context.relation == "japanese":
        return ("person" if " " in context.ko and len(context.hans) >= 3 else "place"), "a Japanese name by its shape"
    return None


_RULES: Final[tuple[Callable[[Context], _Found], ...]] = (
    _by_company,  # before the last word, because 다잉(大鷹)전자상거래플랫폼 is a firm whatever 鷹 is
    _by_quotes,
    _by_life,  # before the last word, because 李江(1960~) is no river
    _by_last_word,
    _by_neighbours,
    _by_elsewhere,  # after the bracket's own neighbours, because one form may name two things in a document
    _by_two_hanzi,
    _by_surname,
    _by_sound,
)
