"""What the words around a form say of it: that it is somebody, a place, a work, a body, a word.

Every pattern is anchored at the form or begins with a literal, so that each takes linear time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from glossary.classify.before import Before
from glossary.classify.patterns import QUOTED, After, Late, Told, by_letter, ends_of, one_of, openings, spaced
from glossary.hangul import is_syllable

_QUOTES: Final = "\"|'|“|‘"
_OPENING: Final = "《|〈|「|『|<"
_DIGITS: Final = "0123456789０１２３４５６７８９"

OFFICES: Final = (
    "시장|부시장|성장|부성장|현장|구청장|주석|부주석|총리|부총리|서기|부서기|총서기|주임|부주임|처장|차장|과장|실장|팀장|본부장|센터장|지배인|매니저|총지배인|국장|부장|부부장|외교부장|국무위원|위원장|부위원장|위원|의장|장관|대사|총영사|영사|대변인|"
    "회장|부회장|사장|부사장|총재|부총재|이사장|리사장|이사|대표|총경리|행장|원장|소장|관장|교장|총장|교수|부교수|박사|연구원|원사|학자|전문가|기자|작가|소설가|시인|화가|감독|배우|가수|선수|"
    "코치|장군|대장|중장|사령관|사령원|제독|황제|왕|태자|태후|황후|공주|선생|씨|여사|변호사|판사|의사|스님|대통령|국가주석|기업가|창업자|자사|태수|현령|도독|절도사|부사|현감|목사|판서|참판|승상|재상|대부|사도|시중|상서|교위|도위|회장님|원수|총통|행정원장|입법원장|촌장|향장|국회의원"
)
_TRADES: Final = (
    "정치인|정치가|군인|배우|가수|작가|소설가|시인|화가|서예가|감독|황제|군주|왕족|황족|무장|장수|관료|문신|무신|학자|유학자|승려|고승|선승|선수|기업가|기업인|사상가|혁명가|모델|방송인|음악가|작곡가|과학자|의사|"
    "제후|잔당|두목|호족|명사|외척|종친|족장|추장|지휘관|국왕|임금|아나운서|앵커|기사|교육자|언론인|외교관|철학자|역사가|역사학자|명장|독립운동가|법학자|경제학자|문학가|공주|후궁|황후|왕후|환관|장군|인물|사람|문인|도사|의원|무용가|번역가|운동가|활동가|경제인|군벌|신라인|고구려인|백제인|고려인|조선인|중국인|한국인|일본인|한인|성악가|건축가|조각가|사진작가|영화인|연극인|체육인|법조인|변호사|종교인|간신|명신|공신|노비|기녀|궁녀|무사|검객|협객|키보디스트|영화배우|농구인|축구인"
)
_KIN: Final = (
    "아들|딸|아내|남편|동생|형|누나|누이|오빠|언니|부친|모친|아버지|어머니|손자|손녀|조카|사위|며느리|제자|스승|부인|장남|차남|장녀|차녀|셋째|조부|증조부|외조부|숙부|백부|사촌|육촌|양자|후손|부하|수하|측근|심복|동료|친구|"
    "형제|사촌형제|자매|고모|이모|삼촌|외삼촌|처남|장인|할아버지|할머니|어머니|생모|양녀|양부|친아들|서자|맏아들|둘째|왕손|왕자|태자|신하|재상|충신|장수|책사|모사|참모|상관|선생|화가|시인|승려|고승|장군|무장|황족|왕족|문신|무신|학자|군벌|상인|목사|신부|도사|의원|기생|총신|후궁|왕비|비빈"
)

OFFICE_AFTER: Final = After(
    rf"\s+(?:[가-힣]{{1,12}}\s+){{0,4}}(?:[가-힣]{{0,12}}{one_of(OFFICES)})(?:이|가|은|는|을|를|과|와|의|도|에게|께서|으로|로|,|\.|\s|$)",
    " ",
)
OFFICE_GLUED: Final = Late(rf"(?:{by_letter(OFFICES)})$")
OFFICE_BEFORE: Final = Before(
    rf"(?:{by_letter(f'{OFFICES}|출신의|{_KIN}')})(?:\([^()]{{2,12}}\))?(?:인|였던|이던|이었던|이자|,)?\s*[\"'“‘]?\s*$",
    f"{ends_of(f'{OFFICES}|{_KIN}|출신의|)', '|,|인|였던|이던|이었던|이자')}|{_QUOTES}",
    reach=40,
)
_MONKS: Final = "승려|고승|선승|화상|선사|조각승|화승|금어|수화승|편수|도편수|비구니|율사|법사"
ROLE_BEFORE: Final = Before(
    rf"(?:{_MONKS})(?:인)?\s$|(?:의|인|한|된|던|출신|제\d+대|나라|시대|말기|말|초)\s{one_of(f'{_KIN}|{_TRADES}')}(?:인|였던|이던|이었던)?\s*$",
    ends_of(f"{_MONKS}|{_KIN}|{_TRADES}", "|인|였던|이던|이었던"),
)
"""A role with what it belongs to: 진종권의 장수인 진고(秦誥), 황족 출신 화가 부설재(溥雪齋)."""
_KIN_OF: Final = r"의\s(?:아들|딸|동생|부인|아내|손자|증손|현손|제자|후손|아버지|어머니|누이|조카|사위|후궁|측근|부하)"
_IS: Final = r"(?:이다|였다|이었다|으로|로서|이며|이자|로(?! 된)|,|\.|다)"
LIFE_AFTER: Final = Told(
    rf"(?:[은는이가]\s[^.]{{0,60}}?(?:{one_of(f'{_TRADES}|출신')}|{_KIN_OF})|\s[^.]{{0,60}}?{one_of(_TRADES)}){_IS}",
    rf"(?:{by_letter(f'{_TRADES}|출신')}|{_KIN_OF}){_IS}",
    "은 |는 |이 |가 | ",
)
_BEGINS: Final = "태어났|태어나|출생하|출생했|졸업하|졸업했|사망하|사망했|결혼하|결혼했|즉위하|즉위했"
BORN: Final = Told(
    rf"[은는이가]\s[^.]{{0,60}}?{one_of(_BEGINS)}",
    by_letter(_BEGINS),
    "은 |는 |이 |가 ",
)
HAPPENED: Final = Late(
    r"[가-힣]의 (?:난|변|역|화)$|(?:전쟁|전투|대전|사건|사변|혁명|운동|봉기|정변|반란|내전|항쟁|대회|시대|왕조|조약)$"
)
"""백련교도의 난(白蓮敎徒-亂, 1796년 ~ 1804년): years, but no life."""
EVENT: Final = Late(r"[가-힣]의 (?:난|변|역)$|(?:전쟁|전투|사변|정변|반란|항쟁|총파업)$")
"""나카센다이의 난(中先代の乱)에서: where somebody fought, but no place."""
_STATES: Final = "왕조|나라|국가|제국|왕국|정권|황조|공화국|제후국"
_STATE_IS: Final = "(?:이다|였다|이었다|로서|이며|로)"
STATE_IS: Final = Told(
    rf"[은는이가]\s[^.]{{0,80}}?{one_of(_STATES)}{_STATE_IS}",
    rf"(?:{by_letter(_STATES)}){_STATE_IS}",
    "은 |는 |이 |가 ",
)
"""대요(大遼, 916년 ~ 1125년)는 거란족이 세운 왕조이다: its dates are no life."""
_NATIONS: Final = "나라|왕조|조선|고려|신라|백제|고구려|전한|후한|북송|남송|동진|서진|말기|초기|시대|출신"
NATION_BEFORE: Final = Before(rf"(?:{_NATIONS})(?:의)?\s$", ends_of(_NATIONS, "|의"))
SUBJECT: Final = Late(r"(?:[은는이가]|에게|의)\s")
"""송나라 사효(思孝)가: whom a people has, and who does something."""
_FAMILY: Final = "씨|부인|태후|황후|왕후|귀비|귀인"
FAMILY_AFTER: Final = After(_FAMILY, _FAMILY)
"""What stands behind a family's name: 채(蔡)부인, 등(鄧)태후."""
SIDE: Final = Late(r"\s?(?:측|씨|가문|일족|집안)")
NOTION_AFTER: Final = Late(r"\s(?:작전|시대|제도|사상|정책|양식|문화|방식|연간|유파)")
ACTS: Final = After(
    r"이?라는 (?:이름의|사람|인물|자[가는를])|에게|께|께서|(?:으)?로 활동|씨(?:[와는가를의]|$)|과 결혼|와 결혼|과 짜고|를 낳|을 낳|를 섬|을 섬|의 (?:아들|딸|손자|증손|\d+대손|시조|고손|현손|후예|동생|조카|아내|부인|명령|휘하|부하|제자|후손|아버지|어머니|탄핵|사위|후원을|추천을|천거로|권유로|"
    r"누이|형(?=[은는이가을를과와의도인,.\s]|$)|장남|차남|스승|반란|군대|군사|시호|묘(?=[은는이가을를과와의도에,.\s]|$))|[를을] (?:죽|살해|처형|사사|암살|만나|등용|추천|보내|임명|체포|탄핵|유배|감시|감금|석방|폐위|옹립|추대)"
    r"|[를을]\s(?:[가-힣]+\s){1,2}?(?:죽이|죽여|죽였|살해|처형|참수|사로잡|독살|암살|발탁|파견)"
    r"|[이가]\s(?:[가-힣]+(?:[를을에]|에게)\s)?(?:(?:살해|사망|병사|전사|자결|자살|급제)[하해했]|죽이|죽었|죽자|상소|간언|아뢰|말하|말했|대답|거병|군사를|병사를|태어나|태어났)",
    f"이라는|라는 |에게|께|으로|로 활|씨|과 결|와 결|과 짜|과 함|와 함|{openings('의', '아딸손증시고현후동조부명휘제어탄사누형장차스반군묘추천권' + _DIGITS)}|을 |를 |이 |가 ",
)
RULES: Final = After(
    r"[은는]\s[^.]{0,40}?\d+대\s(?:군주|임금|왕|국왕|황제|칸)",
    "은 |는 ",
)
"""설(泄)은 하나라의 10대 군주이다."""
ALSO_ACTS: Final = After(
    r"[과와] 함께|[이가] (?:반란|모반|난을|지휘|이끌|이끄|거느|통솔|인솔)|\s(?:부자|형제|부부|모자|남매|자매)(?:의|를|가|는|에게|와|\s|,)",
    f"과 함|와 함|{openings('이|가', '반모난지이거통인')}|{spaced('부형모남자')}",
)
"""무생지(無生智)와 함께: what notions and peoples do too."""
SHARED: Final = Late(r"\s?(?:등의|등이|등과|등을|등에게|등)(?:\s|$)")
NAMED: Final = Before(
    # what stands before a word comes first, for few letters begin one
    r"(?<![^\s,(·'‘\"])(?:"
    r"(?:이름|성명|본명|원명|휘|자|호|아명|초명|법명|필명|예명|씨명|이칭|개명|시호|별명|별호|아호|개명)(?:[(（][㐀-鿿]{1,2}[)）])?(?:은|는|가|이|인|:)\s*$"
    r"|(?<![·'‘\"])(?:글|저자|작자|지은이|감독|주연|출연|각본|작곡|작사)\s?:\s?$"
    r"|(?<![,·'‘\"])(?:아호|필명|예명|법명|세례명|아명|초명|중국명|한국명|일본명|조선명)\s[\"'“‘]?$)",
    f"{ends_of('름|명|휘|자|호|칭|)|）', '은|는|가|이|인|:')}|:|{ends_of('아호|필명|예명|법명|세례명|아명|초명|중국명|일본명|조선명')}|{_QUOTES}",
)
"""여환 in 씨명은 여환(呂環)이며: a name of somebody."""
WORD: Final = After(
    r"[」』》〉>”’\"']?\s*(?:이라는|라는|이란|란)\s(?:글자|한자|말|단어|낱말|용어|뜻|표현|개념|의미|직책|관직|벼슬|칭호|호를|호가|존호|시호|성을|성씨)|(?:자|字)\s?(?:모양|형)",
    f"{QUOTED}|이라|라는|란 |이란|{spaced(' 이라란')}|자|字",
)
NAME_GIVEN: Final = After(
    r"[」』》〉>”’\"']?\s*이?라는 (?:이름을|별호|별명|가명|본명|예명|필명|법명|아명|호를|자를)",
    f"{QUOTED}|이라|라는|{spaced(' 이라')}",
)
"""정기(正己)라는 이름을 하사받았다."""
NAME_BEFORE: Final = Before(r"(?:자신의|그의|그녀의|아들의|딸의|황제의)\s이름\s$", "이름")
OLD_NAME: Final = Late(r"(?:옛|현재|원래|다른|새|도시의|마을의|지역의) 이름(?:은|이|인)\s*$|지명(?:은|이|인)\s*$")
OFFICE_NAME: Final = Late(r"[」』》〉>”’\"']?\s*이?라는 (?:시호|존호|관직|벼슬|칭호|작위|연호|묘호)")
_PRODUCTS: Final = "우주정거장|우주선|탐사선|탐사차|위성|로켓|미사일|전투기|여객기|항공모함|구축함|잠수함|드론|무인기|전기차|승용차|스마트폰|앱|애플리케이션|메신저|브랜드|소셜미디어|게임|신제품|명주|백주|고량주|맥주|약품|백신|검색엔진|운영체제"
PRODUCT_BEFORE: Final = Before(rf"(?:{_PRODUCTS})(?:인)?\s*[\"'‘“]?$", f"{ends_of(_PRODUCTS, '|인')}|{_QUOTES}")
"""우주정거장 톈궁(天宮), 탐사선 창어(嫦娥)."""
PLATFORM_AFTER: Final = Late(
    r"\s(?:앱|계정|결제|플랫폼|게시글|라이브|메신저|브랜드|시리즈|스마트폰|모델)|에 (?:글|영상|사진|댓글)|\s?\d호[가기는의]"
)
CAMPUS: Final = Late(r"\s(?:[가-힣]+\s)?(?:교수|총장|학과|대학원|병원|졸업|연구|캠퍼스|학생|[가-힣]+학과|[가-힣]+학부)")
_SHIPS: Final = (
    "구축함|순양함|호위함|초계함|상륙함|프리깃함|포함|기함|항공모함|함선|전함|군함|어뢰정|잠수함|상선|여객선|화객선"
)
SHIP: Final = Told(
    rf"[은는이가]\s[^.]{{0,50}}?{one_of(_SHIPS)}(?:이다|이며|의|으로|,)",
    rf"(?:{by_letter(_SHIPS)})(?:이다|이며|의|으로|,)",
    "은 |는 |이 |가 ",
)
INVESTED: Final = After(
    r"(?:\s[\d,천백만]+호)?(?:에|으로|로)\s(?:추|책|진|습|피|개|다시\s)?봉(?:해|하|되|한|했)|의\s작위|이?라는 작위|에\s(?:임명|제수|추증|올랐|오르)|[을를]\s(?:추증|제수|역임|겸임|지냈|지낸|지내|맡)",
    f"{spaced(_DIGITS + ',천백만')}|으로|이라|라는|{openings('에|로', '추책진습피개다봉임제오올')}|의 작|{openings('을|를', '추제역겸지맡')}",
)
"""두릉군(杜陵君)에 봉했다, 보궐(補闕)을 지냈다: a rank, whatever its last hanzi is."""
BECAME: Final = After(
    r"[이가]\s되(?:었|어|고|며|자|니|는|면|기|ㄴ|$)|[이가]\s(?:된|될|됐)",
    "이 되|가 되|이 된|가 된|이 될|가 될|이 됐|가 됐",
)
"""상서(尙書)가 되었다."""
BEARER: Final = After(
    r"\s[가-힣]{1,6}\s?[(（][㐀-鿿]",
    " ",
)
"""망갈라 in 안서왕(安西王) 망갈라(忙哥剌)."""
CLIMBED: Final = Late(r"에\s(?:올랐|오르)")
_NAMED_NEXT: Final = "시조|중시조|생부|양부|조부|증조부|고조부|외조부|아들|딸|아내|남편|동생|형|누이|부친|모친|아버지|어머니|생모|손자|손녀|조카|사위|장남|차남|장녀|차녀|사촌|사촌형제|공자|태자|세자|왕자|공주|부인|부장|장수|제자|양녀|첩|애첩|처남|신하|환관|자객|시종|대부"
KIN_BEFORE: Final = Before(
    rf"(?<![^\s(,·'‘\"“])(?:[가-힣]{{1,3}}의\s)?(?:{_NAMED_NEXT})(?:인|였던|이던)?\s$",
    ends_of(_NAMED_NEXT, "|인|였던|이던"),
)
"""Kin and attendants, who are named next: 요는 아들 단주(丹朱)가, 공자 완(岏)을."""
DIVISION_BEFORE: Final = Before(
    r"(?:성|시|현|주|부|도|구|군)\s?(?:[(（][^()（）]{1,24}[)）])?\s$", "성|시|현|주|부|도|구|군|)|）", reach=40
)
INVESTED_BEFORE: Final = Before(
    r"(?:에게|를|을)\s봉한\s*$|(?:벼슬|관직|작위|직책)(?:인|은|이)\s*$",
    f"봉한|{ends_of('벼슬|관직|작위|직책', '인|은|이')}",
)
ERA: Final = After(
    r"\s?(?:원년|연간|년간|\d{1,2}년)|으?로 (?:개원|건원)",
    f"으로|로 개|로 건|원년|연간|년간|{spaced('원연년' + _DIGITS)}|{'|'.join(_DIGITS)}",
)
"""융경(隆慶) 연간, 영화(永和) 11년."""
ERA_IS: Final = After(
    r"[은는]\s[^.]{0,60}?연호",
    "은 |는 ",
)
"""봉상(鳳翔)은 하나라 무열제의 두 번째 연호이다."""
ERA_BEFORE: Final = Before(r"연호(?:는|인|를|로|가)?\s*[\"'“‘]?\s*$", f"{ends_of('연호', '|는|인|를|로|가')}|{_QUOTES}")

PLACE_AFTER: Final = After(
    r"\s?등지(?:[에를의와]|로)|(?:나라|특별행정구|자치구|자치주|자치현|성|시|현|구|군|진|향|촌|주|섬|역|산맥|반도|분지|강|산|호|성내|지역|지방|일대|공항|항)(?:[은는이가을를과와의에도서,.\s]|으로|에서|까지|부터|$)",
    f"등지|{spaced('등')}|나라|특별|자치|성|시|현|구|군|진|향|촌|주|섬|역|산|반도|분지|강|호|지역|지방|일대|공항|항",
)
"""An administrative word glued to the bracket. 로, 도, 만 are particles far more often (구결(口訣)로 현토)."""
PLACE_AFTER_SPACED: Final = After(
    r"\s(?:성|시|현|구|군|진|향|섬|역|산맥|반도|분지|강|산|호수|땅|고을|지역|지방|일대|공항|항구|부근|근처|황조|왕조|제국|나라)(?:[은는이가을를과와의에도로서,.\s(]|으로|에서|까지|부터|$)",
    spaced("성시현구군진향섬역산반분강호땅고지일공항부근황왕제나"),
)
DIVISION_END: Final = Late(r"[가-힣]\s?(?:성|시|현|군|진|향|촌|산|강|섬)$")
CAPITAL_BEFORE: Final = Before(
    r"(?<![^\s(])(?:서울|수도|도읍|도성|치소|소재지|왕도|옛 이름|옛 지명|옛 명칭)(?:은|는|인|을|를|이던|이었던|였던)\s$",
    ends_of("서울|수도|도읍|도성|치소|소재지|왕도|이름|지명|명칭", "은|는|인|을|를|이던|이었던|였던"),
)
"""서울은 고완(高宛)에 두었다, 수도인 성도(成都)."""
STATE_AFTER: Final = Late(
    r"나라|왕조|황조|제국|\s(?:황조|왕조|나라|말기|초기|시대)|\s?[말초](?:의|에|기)|대(?:의|에)|의\s"
)
PLACE_AFTER_LOOSE: Final = After(
    r"\s*(?:에서(?!는\s|\s?(?:나온|나오|나왔|비롯|유래|기인|파생|따온|따왔|벗어나|착안|출발하|출발한))|에 (?:위치|있|도착|본사|머물|주둔|거주|정착|입성|체류|들어|가서|갔|살|당도|도읍|진을|묻히|묻혔|매장|유배|귀양|숨어|피신|은거)|까지|(?:으로|로) ?(?:이동|천도|망명|이주|피난|건너|옮|갔|가서|떠났|떠나|향했|향하|돌아|유배|귀양|압송|출병|진격|진군|도주|달아|도망|피신|퇴각|후퇴|철수|출정|부임|좌천|호송|끌려)|[을를] (?:공격|점령|함락|지키|방비|수비|탈환|포위|정벌|침공|방문|떠나|경계로|사이에 두고)|(?:출신|사람|태생)(?:으로|이다|이자|이며|이고|이었|의|\s|\.|,)|"
    r"일대|지방|지역|부근|근처|(?:은|는)\s[^.]{0,40}(?:도시(?!적)|현급시|지급시|행정 ?구역|마을(?!버스)|강이다|산이다|섬이다|(?<!묘)지명|호수|위치|수도|선거구이다|절터이다|고개이다|폭포이다|다리이다))",
    f"에서|까지|으로|출신|사람|태생|일대|지방|지역|부근|근처|은 |는 |{openings('에', '위있도본머주거정입체들가갔살당진묻매유귀숨피은')}|로|{openings('을|를', '공점함지방수탈포정침떠경사')}|{spaced(' 에까으로을를출사태일지부근은는')}",
)
TAKEN: Final = After(
    r"\s?(?:[을를] (?:공격|점령|함락|지키|포위|건너|지나)|에 (?:위치|있|주둔|가[ 게서]|갔|도착|들어)|에서\s(?:태어|열|출토|싸|전투|교전))",
    f"에서|{spaced('을를에')}|{openings('을|를', '공점함지포건')}|{openings('에', '위있주가갔도들')}",
)
"""루거우차오(盧溝橋)를 점령했다."""
_WORKS_TOLD: Final = "소설|영화|드라마|앨범|음반|노래|시집|저서|문헌|경전|역사책|역사서|사서|지리지|잡지|신문|만화|게임|예능|프로그램|희곡|연극|작품|농서|역서|유서|총서|약서|저작|저술|연대기|백과사전|시문집|사료|의서|병법서|서적|사전|웹툰|동화|가요|불경|법률|조약"
_WORK_IS: Final = r"(?:이다|입니다|이며|으로|으로서|으로써|로서|로써|로|다|이자|였다|이었다)(?:[\s,.]|$)"
WORK_AFTER: Final = Told(
    rf"[」』》〉>”’\"']?\s?(?:은|는)\s[^.]{{0,70}}?(?:{one_of(_WORKS_TOLD)}|\s[책시곡]|\s그림){_WORK_IS}",
    rf"(?:{by_letter(f'{_WORKS_TOLD}|책|시|그림|곡')}){_WORK_IS}",
    f"{QUOTED}|은 |는 | 은| 는",
)
_WORKS: Final = "소설|영화|드라마|다큐멘터리|앨범|음반|예능|예능 프로그램|버라이어티|시트콤|뮤지컬|애니메이션|오페라|가극|무협소설|사극"
WORK_BEFORE: Final = Before(
    rf"(?:{_WORKS})\s$|(?:소설|영화|드라마|앨범|노래|저서|기관지|잡지|신문|주간지|월간지|일간지|시집|단편|장편|희곡|수필|만화|논문|가극|시|요리책|의서|병서|의학서|농서|역사서)(?:인|집)?\s*(?:[\"'“‘《〈「『<]|&lt;)\s*$",
    f"{ends_of(_WORKS)}|{_QUOTES}|{_OPENING}|;",
)
TITLE_MARK: Final = Before(r"(?:[《〈『「<≪]|&lt;)\s*$", f"{_OPENING}|≪|;")
TITLE_KOREAN: Final = Late(
    r"(?:계획|규획|방안|요강|강요|조약|협정|선언|헌법|법|조례|통칙|의견|통지|백서|전|기|록|경|서|지|사|집|행진곡|신문|일보)$"
)
CORPORATE: Final = Late(
    r"공사|회사|유한|주식|그룹|집단|플랫폼|은행|대학|학교|공장|산업원|산업단지|무역단지|센터|협회|법인|기업|병원|연구소|연구원|상사|투자|자본|전자|자동차|통신|증권|보험|항공|미술관|박물관|도서관|출판사|극단|축구단|구단|재단|호텔|식당|주점|반점"
)
CORPORATE_AFTER: Final = After(
    r"\s(?:(?:[가-힣]+\s){0,4}?(?:유한회사|유한공사|주식회사|유한책임회사|집단공사)|그룹|회사|공사|은행|대학교|대학|학교|병원|신문사|출판사|재단|협회|미술관|박물관|축구단|구단|극단)(?:[은는이가을를과와의에도로서,.\s]|$)",
    " ",
)
BODY_HEADS: Final = frozenset("주식회사|유한회사|합자회사|재단법인|사단법인|학교법인".split("|"))
CORPORATE_START: Final = Late(rf"(?:{'|'.join(sorted(BODY_HEADS))})\s?[가-힣]")
PLACE_END: Final = Late(
    r"[성시현구군진향촌산강천하호섬도역로길가항만교탑사궁릉성문고개령국주대루각정읍면리동부선원봉암곡담평해협]$"
)
_BODIES: Final = "공사|회사|그룹|집단|플랫폼|사이트|홈페이지|은행|센터|협회|법인|텔레비전|스튜디오|방송국|클럽|리그|위원회|연합회|학당|발전소|거래소|대사관"
CORPORATE_END: Final = Late(rf".(?:{_BODIES})$")
BODY_ENDS: Final = frozenset(word[-2:] for word in _BODIES.split("|"))
HEADED: Final = Late(r"(?:주석|회장|부회장|사장|총재|부총재|대표)(?:인|이|은|는|의|을|를)?$")
"""The head of a firm glued to its name: 헝디(恒地)주석인."""
DEAL: Final = Late(
    r"\s*(?:간|와|과|이|가|은|는|측과|측은)\s[^.]{0,25}(?:협약|계약|체결|MOU|투자|인수|출시|상장|매출|제휴|제품|서비스|본사)"
)

_MARKS: Final = ",·ㆍ‧・、/"
_AND: Final = rf"(?:\s?[{_MARKS}]\s?|[와과]\s|\s(?:및|또는|혹은)\s|이나\s)"
MEMBER: Final = After(
    rf"{_AND}(?:[가-힣]{{1,8}}(?<![은는]) )?[가-힣]{{1,8}}\s?[(（]([㐀-鿿\uf900-\ufaff]{{1,10}})[^()（）]{{0,40}}[)）]",
    f"{'|'.join(_MARKS)}|{spaced(_MARKS + '및또혹')}|와 |과 |이나 ",
)
MEMBER_BEFORE: Final = Before(
    rf"[(（]([㐀-鿿\uf900-\ufaff]{{1,10}})[^()（）]{{0,40}}[)）]{_AND}$",
    "|".join(f"{last}{mark}" for last in ")） " for mark in _MARKS) + f"|{ends_of(')|）', '와|과')}|및|또는|혹은|이나",
    reach=72,
)
_LISTED: Final = 4
_JOINT: Final = 5
"""Letters of a closing bracket and the longest of `_AND`, 또는 between spaces."""


def _is_behind_bracket(before: str) -> bool:
    """Say whether a bracket ends so near that no more than what joins the members of a list can stand behind it."""
    end = before[-_JOINT:]
    return ")" in end or "）" in end


def before_list(before: str) -> str:
    """Return what stands before the list that a form goes on with: 자는 탁지(琢之), 성지(成之) is told of by 자는 too."""
    for _ in range(_LISTED):
        if not _is_behind_bracket(before):
            break
        start = max(before.rfind("("), before.rfind("（"))
        if start < 0 or MEMBER_BEFORE.pattern.match(before, start) is None:
            break
        before = before[: _word_start(before, start)]
    return before


def _word_start(text: str, end: int) -> int:
    """Return where the Korean word begins that ends at *end*."""
    while end and is_syllable(text[end - 1]):
        end -= 1
    return end


def is_told(pattern: Told, after: str) -> bool:
    """Say whether what stands behind a form tells that of it."""
    return pattern.told.search(after) is not None and pattern.match(after) is not None


def is_era(before: str, after: str, *, dated: bool) -> bool:
    """Say whether a form stands as an era's name does: 융경(隆慶) 연간, 연호 시건국(始建國), 사용한 건무(建武 : 335년 ~ 348년), the last *dated*."""
    if dated:
        return ERA_BEFORE.search(before) is not None or before.endswith("사용한 ")
    return ERA_BEFORE.search(before) is not None or (after[:1] in ERA.firsts and ERA.match(after) is not None)


def is_era_here(before: str, after: str) -> bool:
    """Say whether an era is named, by what stands at the form or what the sentence says it is."""
    return is_era(before, after, dated=False) or ("연호" in after[:70] and ERA_IS.match(after) is not None)


def neighbours(before: str, after: str) -> tuple[str, ...]:
    """Return the Han forms of the list in which a form stands: 김윤식(金允植)·어윤중(魚允中), X(…), the nearest first, a few a side; kept, for kind and origin ask both."""
    return _members(before, after) if after[:1] in MEMBER.firsts or _is_behind_bracket(before) else ()


@lru_cache(maxsize=4)
def _members(before: str, after: str) -> tuple[str, ...]:
    found: list[str] = []
    place = 0
    while len(found) < _LISTED and (match := MEMBER.match(after, place)) is not None:
        found.append(match.group(1))
        place = match.end()
    end = len(before) if _is_behind_bracket(before) else 0
    for _ in range(_LISTED):
        start = max(before.rfind("(", 0, end), before.rfind("（", 0, end))
        match = MEMBER_BEFORE.pattern.match(before, start, end) if start >= 0 else None
        if match is None:
            break
        found.append(match.group(1))
        end = _word_start(before, start)
    return tuple(found)
