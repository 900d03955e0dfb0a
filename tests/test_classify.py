"""What a pair names, and whose its Han form is."""

from __future__ import annotations

from time import perf_counter

import pytest
from tables import cases

from glossary.classify import Context, kind_of, origin_of
from glossary.classify.scene import Stage
from glossary.classify.surroundings import neighbours
from glossary.classify.titles import topic
from glossary.classify.variety import variety_of
from glossary.model import Cues, Document, Pair
from glossary.pipeline import extract


def first(text: str) -> Pair:
    return extract(Document("d", text))[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("중국 산동성 웨이하이(威海)시와 협력", "place"),
        ("웨이팡(濰坊)시장이 방문했다", "place"),
        ("처장 손광지(孙广智)는 말했다", "person"),
        ("장후이(張惠) 웨이하이시장은", "person"),
        ("조남기(趙南起·85·사진)", "person"),
        ("마밍저(馬明哲, 1955년 12월 ~ )는 중국의 기업가이다", "person"),
        ("다잉(大鷹)전자상거래플랫폼", "organization"),
        ("베이징 대학(北京大學)에서", "organization"),
        ("《고사적각색(故事的角色)》을", "title"),
        ("을사조약(乙巳條約)에 대해", "title"),
        ("후난성(湖南省) 악양현", "place"),
        ("바오안족(保安族)은", "term"),
        ("주요 사업인 WeKoreaGo(威韩购)는", "product"),
        # well-known names come before surnames
        ("우한(武漢)에서 열렸다", "place"),
        ("장쑤(江蘇) 출신이다", "place"),
        ("북경(北京)과 상해(上海)를 오갔다", "place"),
        ("춘추 시대 진(晉)나라의 대부", "place"),
        ("화웨이(华为)와 계약했다", "organization"),
        ("훠궈(火锅)를 먹었다", "term"),
        ("그들은 통지(同志)라고 불렀다", "term"),
        ("류산(乳山)시농촌전자상거래플랫폼", "place"),
        ("신화(新華)전자상거래플랫폼", "organization"),
        # the last word
        ("화엄종(華嚴宗)과 열반종", "term"),
        ("만주의 한족회(韓族會)를 찾았다", "organization"),
        ("수강 발전소(首江發電所)를 세웠다", "organization"),
        # what stands around
        ("그는 건륭(乾隆) 3년에 태어났다", "term"),
        ("융무(隆武) 연간의 일이다", "term"),
        ("절도사의 장수인 진고(秦誥)와 싸웠다", "person"),
        ("황족 출신 화가 부설재(溥雪齋) 등", "person"),
        ("그의 씨명은 여환(呂環)이며", "person"),
        ("산에서 방사(方士)를 만났다", "term"),
        ("그는 두릉군(杜陵君)에 봉해졌다", "term"),
        ("옥룡(玉龍)은 중국 작가가 쓴 장편 소설이다", "title"),
        ("설해원(雪海原)은 홍콩에서 만든 영화이다", "title"),
        ("기관지 《동풍(東風)》을 냈다", "title"),
        ("루강(鹿港) 출신으로 자랐다", "place"),
        ("구결(口訣)로 토를 달았다", "term"),
        ("칭화 통팡(淸華通方) 그룹의 임원", "organization"),
        ("「다카」(高)라는 글자를 쓴다", "term"),
        ("후량(後梁, 555년 ~ 587년)은 남북조 시대의 왕조이다", "place"),
        ("안산(安山, 1950년 ~ )은 배우이다", "person"),
        ("그가 요나라 세종(世宗)이다", "person"),
        ("한 무제(武帝)의 일이다", "person"),
        # kin, founders, clans and pen names
        ("그의 아버지는 손조(孫操), 조부는 손기(孫機)이다", "person"),
        ("고려의 시조 추엽(秋饁)은 문과에 급제하였다", "person"),
        ("월봉(月峯) 고인후(高因厚)의 직계 후손이다", "person"),
        ("조각승 승일(勝一)이 조성하였다", "person"),
        ("긍엽(亘葉)이라는 승려를 보냈다", "person"),
        ("자는 백순이었다가 뒤에 효전(孝全)으로 개명하였다", "person"),
        ("모용덕 형제의 어머니 공손씨(公孫氏)는", "person"),
        ("그의 아버지는 은언군, 어머니는 상산군부인 진천 송씨(常山郡夫人 鎭川 宋氏)이다", "person"),
        ("일본군 사령관 하세가와(長谷川)가 왔다", "person"),
        # Japanese words, eras and given names without a surname
        ("도시의 공업은 쇼쿠닌(職人)이라 불리는 이들이 맡았다", "term"),
        ("오다가의 유미슈(弓衆)로 일하였다", "term"),
        ("일본의 게이초(慶長) 사절단을 이끌었으며", "term"),
        ("요리나가 사후에 가네나가(兼長), 다카나가(隆長) 형제는 유배되었다", "person"),
        ("단수는 창평(昌平)으로 개원하였다", "term"),
        ("도모 씨의 조상이 진무 동정(神武東征)에서 공을 세워", "term"),
        ("육군 장교 이시와라 간지(石原莞爾)가 참가하였고", "person"),
        ("메이지 유신 이후 모토노리(元徳)로 개명한다", "person"),
        ("후마는 정공(靜公) 때 진나라의 수도가 되었다", "person"),
        ("그 형제를 봉하여 무경(武庚)을 감시하도록 하였다", "person"),
        # an office and its man, and words that begin with a surname
        ("서경의 전중상서 원하(源賀)가 일어서", "person"),
        ("그 뒤에 좌참찬(左參贊), 우찬성을 지냈다", "term"),
        ("지하에는 복류수(伏流水)가 흐른다", "term"),
        ("고려 예종이 지은 도이장가(悼二將歌)를 향가로 보기도 한다", "title"),
        ("후조의 석호(石虎)가 사망해 혼란에 빠졌다", "person"),
        ("진나라를 아우를 때까지는 곡옥 무공(曲沃武公)이라고 한다", "person"),
        ("마르티니(중국명 위광국(衛匡國))는 책을 썼다", "person"),
        ("성(郕)은 중국 춘추시대의 제후국이다", "place"),
        ("용인휴게소(龍仁休憩所)는 영동고속도로에 있다", "place"),
        # rare surnames, and other names of theirs
        ("초평 2년, 순심(荀諶) 등의 설득을 받은", "person"),
        ("말년에는 호를 비암(悲庵)으로 바꾸었다", "person"),
        ("인의현 합하여 태인(泰仁)으로 고쳤다", "place"),
        ("서학은 도총관(都摠管)으로서 싸웠다", "term"),
        ("수행법 가운데 첫 번째는 4념처(四念處)이다", "term"),
        # what is no name, though it begins with a surname
        ("이때도 도원수(都元帥) 강홍립은", "term"),
        ("울릉 현포동 고분군(鬱陵 玄圃洞 古墳群)은 경상북도에 있다", "place"),
        ("노추산(魯鄒山)은 강릉시와 정선군에 걸쳐있는 산이다", "place"),
        ("마안도(馬鞍島)와 말도를 돌았다", "place"),
        ("남극판(南極板)은 남극 대륙을 포함하는 판이다", "term"),
        # seats and old places
        ("그의 본관은 청풍(淸風)이다", "place"),
        ("군 치소는 위의 옛 서울 안읍(安邑)이다", "place"),
        ("993년에 승화(承化)로 개칭하였다", "place"),
        ("부여보광사지(扶餘普光寺址)는 절터이다", "place"),
        ("신라군이 탄현(炭峴)으로 올라왔다", "place"),
        ("부천시 정(富川市丁)은 대한민국의 국회의원 선거구이다", "place"),
        ("무기대여법(武器貸與法, 1940년 - 1945년)은 무기를 빌려준 법이다", "title"),
        ("주요 작품은 “자소상(自塑像)”, “영희” 등이 있다", "title"),
        ("종계변무(宗系辨誣)는 태조가 이인임의 아들로 된 것을 고친 일이다", "term"),
        # a list
        ("이광사(李匡師), 완해(完海), 김정호(金正浩)가 모였다", "person"),
        ("이번에는 조준(趙浚) 등이 반대했다", "person"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert first(text).kind == kind


@pytest.mark.parametrize(("title", "kind"), [("충주 매씨", "person"), ("매 (성씨)", "person"), ("충주시", "term")])
def test_a_page_of_a_clan_tells_of_its_members(title: str, kind: str) -> None:
    document = Document("d", "매우(梅佑)는 1463년 동지중추원사에 올랐다.", title=title)
    assert extract(document)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("웨이하이(威海)시", "zh"),
        ("목단강신휘(晨辉)정보과학기술유한책임회사", "zh"),
        ("조선 후기의 문신 최석정(崔錫鼎, 1646-1715)은", "ko"),
        ("산소(酸素)와 황", "ko"),
        ("중국 후한 말의 원소(袁紹)를", "zh"),
        ("일본의 다케다 신겐(武田信玄)은", "ja"),
        ("누키(抜き)의 뜻은", "ja"),
        ("순더 구(중국어: 順德區)", "zh"),
        # well-known names need no scene, and the other land beside them does not turn them
        ("양귀비(楊貴妃)를 그린 그림", "zh"),
        ("공자(孔子)의 말이다", "zh"),
        ("사기(史記)를 읽었다", "zh"),
        ("장강(長江)의 물", "zh"),
        ("중국을 방문한 문재인(文在寅) 대통령", "ko"),
        ("명나라에 이순신(李舜臣)의 이름을 알렸다", "ko"),
        # an ordinary word is Korean in any scene
        ("중국과의 화의(和議)가 이루어졌다", "ko"),
        ("중국으로의 수출(輸出)이 늘었다", "ko"),
        ("당나라에서 쓰인 복제법(複製法)이다", "ko"),
        ("당나라의 사도(司徒)가 되었다", "zh"),
        ("고려의 사도(司徒)가 되었다", "ko"),
        # the nearest word wins
        ("중국 상하이에 망명하여 지낸 조선의 선비 임경오(林景五)를", "ko"),
        ("조선에 사신으로 온 명나라의 관리 임경오(林景五)를", "zh"),
        ("영정(永定)은 중국 후량 선제의 연호로 쓰였다", "zh"),
        ("유비에게 항복하자 유비는 그를 독군종사(督軍從事)로 삼았다", "zh"),
        ("중국 사신을 맞는 일을 맡은 관청은 나례도감(儺禮都監)이다", "ko"),
        ("《동경공략》(東京攻略)은 홍콩과 도쿄를 배경으로 한 홍콩의 액션 영화이다", "zh"),
        ("원래 순(舜)시대에는 5현이었다", "zh"),
        ("녹동역(鹿洞驛)은 광주광역시 동구 월남동에 위치한 역이다", "ko"),
        # what Korean says in other words is hanja of its own, where nothing tells of China
        ("가장 오래된 돌림노래(輪唱)의 하나이다", "ko"),
        ("지렛대의 손잡이(柄), 힘줄(筋)의 강도", "ko"),
        ("이는 무색의 법(無色之法)에 대한 말이다", "ko"),
        ("중국에서는 가장 오래된 돌림노래(輪唱)의 하나이다", "zh"),
        ("장부에 든 주인환(朱印還) 역시 관로에 올랐다", "ko"),
        # an era of China dates its years, and no 사대부 stands in 어사대부
        ("흥평 2년(195년) 여름에 이봉과 함께 거야(鉅野)에 주둔하였다", "zh"),
        ("중종 2년(1507년) 여름에 이봉과 함께 거야(鉅野)에 주둔하였다", "ko"),
        ("중서알자령(中書謁者令) 석현이 세도를 부릴 때 어사대부 장담은", "zh"),
        # what is in the form, its surname, its list
        ("중국에서 화북조선청년연합회(華北朝鮮靑年聯合會)를 만들었다", "ko"),
        ("수원에서 일본강관주식회사(日本鋼管株式會社)로 옮겼다", "ja"),
        ("이때 풍사귀(馮士貴)가 따랐다", "zh"),
        ("상하이에서 함께 지낸 윤웅선(尹雄善), 김옥균(金玉均)을", "ko"),
        # a king of Korea wherever he is
        ("원나라에서 충목왕(忠穆王)이 돌아왔다", "ko"),
        # letters of Japanese print, where nothing else is told of, and not in words and names of Korea
        ("그는 채람이언(采覧異言)을 완성하였다", "ja"),
        ("그는 대한화사전(大漢和辞典)을 완성하였다", "ja"),
        ("당나라의 채람이언(采覧異言)이라는 글이다", "zh"),
        ("고려의 채람이언(采覧異言)이라는 글이다", "ko"),
        ("이맹희(李孟煕)는 기업인이다", "ko"),
        ("한밤에 강도(強盗)가 들었다", "ko"),
        # what a land is said to have
        ("신라를 떠나 당의 강남(江南) 일대를 공격했다", "zh"),
        ("중국 삼론종의 3대조인 고구려의 승랑(僧朗)은", "ko"),
        ("중국이 펴낸 일본의 『대한사전(大漢辭典)』을", "ja"),
        ("고려의 벽란(碧瀾) 침공을 막았다", "ko"),
        ("당의 벽란(碧瀾) 침공을 고려가 막았다", "ko"),
        ("당의 중앙위원회(中央委員會)를 열었다", "ko"),
        ("남송의 마지막 황제 단종(端宗)이 죽었다", "zh"),
    ],
)
def test_origin(text: str, origin: str) -> None:
    assert first(text).origin == origin


@pytest.mark.parametrize("case", cases("classify"))
def test_press(case: dict[str, str]) -> None:
    pair = first(case["in"])
    assert f"{pair.zh.text} {pair.origin} {pair.kind} {pair.norm}" == case["out"], case["why"]


def test_each_decision_names_its_cue() -> None:
    pair = first("처장 손광지(孙广智)는 말했다")
    cues = {step.rule: step.why for step in pair.steps if step.stage == "classify"}
    assert set(cues) == {"kind", "origin", "norm", "variety"}
    assert all(cues.values())


def test_norms() -> None:
    assert first("중국 산동성 웨이하이(威海)시와 협력").norm == "loanword"
    assert first("당나라의 시인 이백(李白, 701년 ~ 762년)은 당나라 사람이다").norm == "sino"
    assert first("다잉(大鷹)전자상거래플랫폼").norm == "none"
    assert first("홍콩(香港)에서").norm == "custom"


def test_a_koreans_hanja_is_flagged() -> None:
    assert "own-hanja" in first("독립운동가 박용만(朴容萬, 1881년 ~ 1928년)은 대한제국 사람이다").flags


@pytest.mark.parametrize(
    ("title", "text", "origin"),
    [
        ("호건 (전한)", "그의 손녀는 이름이 허아(許娥)이다", "zh"),
        ("제 영공", "씨명은 여환(呂環)이다", "zh"),
        ("주이 (삼국지)", "도륙(都陸)에 머물렀다", "zh"),
        ("당 희종", "묘호는 휘종(僖宗)이며, 능호는 정릉(靖陵)이다", "zh"),
        ("송 소공 (저구)", "그의 이름은 임경오(林景五)이다", "zh"),
        ("불교 용어 목록 (수)", "수습위(修習位)를 뜻한다", "ko"),
        # no cue beside the form: what China's history has is China's where the title is
        ("이연년 (전한)", "이사장군(貳師將軍) 이광리의 형이다", "zh"),
        ("평당 (전한)", "이후 대신들의 추천으로 급사중(給事中)이 되었다", "zh"),
        ("", "이후 대신들의 추천으로 급사중(給事中)이 되었다", "ko"),
        ("초 영왕", "영윤(令尹)의 직을 장악하였다", "zh"),
        ("주 성왕", "성은 희(姬), 이름은 송(誦)이다", "zh"),
        ("주 성왕", "자(字)는 백순이다", "ko"),
        ("리 (수)", "10분이 1전(錢)이다", "ko"),
        ("김창영 (1890년)", "안광훈(安光勳) 등과 함께 만주에 갔다", "ko"),
        ("유인원 (당나라)", "이때 우무위장군(右威衛將軍) 손인사를 보냈다", "zh"),
        ("한성근", "황해도 연안(延安)에까지 미쳤다", "ko"),
        ("초 영왕", "고려의 영윤(令尹)의 직을 장악하였다", "ko"),
        ("홍희제", "남경에서 보여준 실적에도 동생 주고희(朱高熙)와 갈등이 있었다", "zh"),
        # shapes that simplified Chinese and Japanese print share: the title tells whose
        ("일본의 군사사", "호농의 저항이 군도(群盗)의 형태로 출현했다", "ja"),
        ("", "호농의 저항이 군도(群盗)의 형태로 출현했다", "zh"),
        # an article called as Japanese are, and nothing beside the form; words and persons of any land stand there
        ("후쿠자와 유키치", "그는 장합지법(帳合之法)을 가르쳤다", "ja"),
        ("고노에 천황", "그는 《병범기(兵範記)》를 읽었다", "ja"),
        ("후쿠자와 유키치", "그는 중국에서 장합지법(帳合之法)을 가르쳤다", "zh"),
        ("후쿠자와 유키치", "그는 경제(經濟)를 가르쳤다", "ko"),
        ("후쿠자와 유키치", "그는 유길준(俞吉濬)을 가르쳤다", "ko"),
        ("가이우스 마이케나스", "그는 장합지법(帳合之法)을 가르쳤다", "ko"),
        ("코소보 요리", "그는 장합지법(帳合之法)을 가르쳤다", "ko"),
        # what the article says of its headword
        ("십악", "십악(十惡)은 중국의 형법 가운데 가장 무거운 범죄이다", "zh"),
        ("십악", "십악(十惡)은 무거운 범죄이며 중국의 것이 아니다", "ko"),
        ("조총", "조총(鳥銃)은 중국과 조선에서 쓰였다", "ko"),
        ("성동구", "성동구(城東區)는 대한민국 서울특별시의 자치구이다", "ko"),
        ("의병", "의병(義兵)은 일본의 침략에 맞선 군대이다", "ko"),
        ("영은문", "영은문(迎恩門)은 명나라 사신을 맞이하던 문이다", "ko"),
        ("진순신", "진순신(陳舜臣)은 일본의 소설가이다", "zh"),
        ("중화 양씨", "양점형(楊漸亨) 등이 있다", "ko"),
        ("", "양점형(楊漸亨) 등이 있다", "ko"),
    ],
)
def test_the_title_sets_a_scene(title: str, text: str, origin: str) -> None:
    assert extract(Document("d", text, title=title or None))[0].origin == origin


def test_a_form_tells_nothing_of_itself() -> None:
    text = "이 역의 다른 이름은 동주대학(東洲大學)이었다"
    assert Stage(text).lands().zh > 0
    assert Stage(text).lands(own=(11, 21)).zh == 0
    assert first(text).origin == "ko"


def test_the_cue_of_a_scene_is_named() -> None:
    pair = first("조선에 사신으로 온 명나라의 관리 임경오(林景五)를")
    assert next(step.why for step in pair.steps if step.rule == "origin") == "a Chinese scene: 명나라"


def test_a_word_of_two_syllables_must_begin_a_word() -> None:
    assert Stage("호삼성의 글").balance() == 0
    assert Stage("삼성의 글").balance() < 0


def test_a_word_cut_by_the_form_stands_beside_it_and_one_in_it_does_not() -> None:
    text = "그때 한 무제(武帝)가 조선의 왕을"
    around = Stage(text).around(5, 11, (0, len(text)))
    assert around.words["zh"].word == "한 무제"
    assert around.zh > around.ko > 0
    assert not Stage("조선족(朝鮮族)에도").around(0, 8, (0, 10)).words


def test_neighbours_of_a_list() -> None:
    assert neighbours("모인 이광(李光), 김구현(金九賢)·", "와 박안(朴安), 최영(崔瑩)이") == (
        "朴安",
        "崔瑩",
        "金九賢",
        "李光",
    )
    assert neighbours("앞에 이광(李光)이 있고 ", "은 뒤에 선 박안(朴安)을") == ()


@pytest.mark.parametrize("filler", ["가", "의 ", "(李光), ", "은 "])
def test_a_long_line_costs_no_more_than_its_length(filler: str) -> None:
    def seconds(times: int) -> float:
        around = filler * times
        context = Context("임경오", "林景五", "林景五", "sino", Cues(), around, around, "", "", "")
        start = perf_counter()
        for _ in range(20):
            origin_of(context, kind_of(context)[0])
        return perf_counter() - start

    seconds(10)
    assert seconds(4_000) < 40 * seconds(400) + 0.05


@pytest.mark.parametrize(
    ("text", "variety"),
    [
        ("로동자들의 리익을 위해 론의하였다. 할빈에서 회의가 진행되였다.", "CN"),
        ("조선로동당 중앙위원회 전원회의가 진행되였다. 경애하는 김정은동지께서 력사적인 연설을 하시였다.", "KP"),
        ("양국은 노동자의 이익을 논의했다.", "KR"),
        ("조선로동당이 노동신문에서 밝혔다. 양국의 이익이다.", "KR"),
        ("하루 종일 바로 동쪽으로 걸었다.", None),
    ],
)
def test_variety(text: str, variety: str | None) -> None:
    assert variety_of(text)[0] == variety


def test_the_variety_of_a_document_is_that_of_its_pairs() -> None:
    pair = first("로동자들의 리익을 위해 론의하였다. 할빈(哈尔滨)에서 회의가 진행되였다.")
    assert pair.variety == "CN"
    assert next(step for step in pair.steps if step.rule == "variety").after == "CN"


def test_two_spaces_in_a_form_are_as_one() -> None:
    assert first("광양 이안세(光陽  李安世)는 고려의 문신이다").kind == "person"


@pytest.mark.parametrize(
    "text", ["본명은 아이신줴뤄 룽시(愛新覺羅 隆禧)이다.", "본명은 아이신줴뤄 징(愛新覺羅 敬)이다."]
)
def test_the_space_behind_a_surname_is_no_letter_of_a_name(text: str) -> None:
    assert first(text).kind == "person"


@pytest.mark.parametrize(
    ("title", "told"), [("박지원 (1737년)", 1.0), ("김창영", 1.0), ("박물지", 0.0), ("박람회", 0.0)]
)
def test_a_koreans_name_as_title_tells_of_korea(title: str, told: float) -> None:
    assert topic(title).ko == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("유예 (완구후)", 1.0),
        ("유원 (하간왕)", 1.0),
        ("보대 (요)", 1.0),
        ("금 희종", 1.0),
        ("조백 양", 1.0),
        ("공자 영제", 1.0),
        ("토구스테무르 우스칼 칸", 1.0),
        # queens and a king of Korea, a number, a word
        ("순릉 (공혜왕후)", 0.0),
        ("장화 (신라왕)", 0.0),
        ("극 (수)", 0.0),
        ("오후 네시", 0.0),
        ("왕자 호동", 0.0),
        ("이은 (영친왕)", 0.0),
        ("왕건 (고려왕)", 0.0),
        ("이승엽 (홈런왕)", 0.0),
        ("기후 변화", 0.0),
        ("진공 펌프", 0.0),
        ("금 본위제", 0.0),
        ("왕숙 지구", 0.0),
    ],
)
def test_a_fief_a_dynasty_or_a_khan_as_title_tells_of_china(title: str, told: float) -> None:
    assert topic(title).zh == told


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("류광화(刘广华)회사는 크다.", "류광화회사"),
        ("위해(威海)시는 크다.", None),
        ("시호를 장(莊)이라 하고", None),
        ("호는 태암(太巖)이었으므로", None),
        ("이를 공산(公山)이라고도 한다.", None),
        ("황제로 추증(追贈)되었다.", None),
        ("이를 개명(改名)하여", None),
        ("그를 재상(宰相)으로서는", None),
        ("한국(韓國)이라크협회", "한국이라크협회"),
        ("중국(中國)하천학회", "중국하천학회"),
        ("동해(東海)해군기지", "동해해군기지"),
        ("난사(南沙)군도는", "난사군도"),
        ("우창(武昌)기의는", "우창기의"),
        ("사회(社會)주의를", "사회주의"),
        ("매립(埋立)하도급법", "매립하도급법"),
        ("왕으로 추존(追尊)합니다.", None),
        ("왕으로 즉위(卽位)하셨다.", None),
        ("그는 파면(罷免)당하였다.", None),
        ("호는 현덕(玄德)이거나", None),
        ("이를 손자(孫子)병법이라", "손자병법"),
        ("상하이(上海)만큼", None),
        ("동탁(董卓)에게까지", None),
    ],
)
def test_the_longer_name_ends_before_particles_and_verbs(text: str, longer: str | None) -> None:
    assert first(text).part_of == longer


def test_what_a_posthumous_name_is_called_is_no_part_of_a_word() -> None:
    document = Document("d", "문제 12년에 죽어 시호를 장(莊)이라 하고, 아들이 뒤를 이었다.", title="양무 (전한)")
    assert extract(document)[0].origin == "zh"
