"""Keys: what falls together, what stays apart, and that folding twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import sha256
from glossary.normalize import keys
from glossary.normalize.keys import fold_char, han_key, han_table, ko_key, ko_loose, pinyin_key

KEYS = [han_key, ko_key, ko_loose, pinyin_key]
TEXT = st.one_of(
    st.text(max_size=12),
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=6),
    st.text("류유녀여라나리이톈티엔앤구오궈후아위안렬률ㄱㅏ각㉠ 9·", max_size=8),
    st.text("淸青靑⽇日陜廣广乾《》“”·（）ＡＢ１é\u0301\u200d\ufe00\u1100\u1161", max_size=8),
)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.__name__)
@given(text=TEXT)
def test_a_key_is_its_own_key(key: Callable[[str], str], text: str) -> None:
    assert key(key(text)) == key(text)


@pytest.mark.parametrize(
    "forms",
    [("刘广华", "劉廣華", "劉 廣華"), ("清华", "淸華", "清華"), ("上韩网", "上韓網", "上韩網"), ("日照", "⽇照"), ("乐天", "樂天", "\uf914天"),
     ("威海市“互联网+”", "威海市「互聯網＋」", "威海市互联网+"), ("《13·5规划》", "13・5規劃"), ("陕西", "陝西", "陜西"), ("乾隆", "干隆"), ("借口", "藉口")],
    ids=lambda forms: forms[0],
)  # fmt: skip
def test_han_forms_that_are_one(forms: tuple[str, ...]) -> None:
    assert len({han_key(form) for form in forms}) == 1


@pytest.mark.parametrize(
    "pair", [("乳山", "庐山"), ("光州", "广州"), ("C&A", "CA"), ("互联网", "互联网+")], ids=lambda pair: pair[0]
)
def test_han_forms_that_are_two(pair: tuple[str, str]) -> None:
    assert han_key(pair[0]) != han_key(pair[1])


def test_parts_fold_as_wholes_do() -> None:
    assert han_key("乾隆皇帝").startswith(han_key("乾隆"))
    assert han_key("藉口").startswith(han_key("藉"))


def test_no_fold_leads_to_another() -> None:
    assert all(fold_char(folded) == folded for folded in han_table().values())
    assert all(len(char) == len(folded) == 1 for char, folded in han_table().items())


@pytest.mark.parametrize(
    ("one", "other"),
    [("13·5 규획", "13ㆍ5규획"), ("ＷｅＫｏｒｅａＧｏ", "wekoreago"), ("웨이하이", "웨이하이"), ("산둥 성", "산둥성")],
)
def test_korean_forms_that_are_one(one: str, other: str) -> None:
    assert ko_key(one) == ko_key(other)


def test_compatibility_letters_stay_letters() -> None:
    assert ko_key("ㅇㅎ") == "ㅇㅎ"


@pytest.mark.parametrize(
    ("one", "other"),
    [("류광화", "유광화"), ("신녀성", "신여성"), ("라주", "나주"), ("따궁팡", "다궁팡"), ("텐진", "톈진"), ("티엔진", "톈진"), ("더커롱", "더커룽"),
     ("리우", "류"), ("구오", "궈"), ("비률", "비율"), ("시에", "셰"), ("쟝", "장"),
     ("중국로동", "중국노동"), ("흑룡강", "흑용강"), ("목단강림업", "목단강임업")],
)  # fmt: skip
def test_korean_variants_fall_together(one: str, other: str) -> None:
    assert ko_loose(one) == ko_loose(other)
    assert ko_key(one) != ko_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("왕량", "왕양"), ("왕린", "왕인"), ("웨이하이", "위하이"), ("베이징", "난징")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert ko_loose(one) != ko_loose(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Wēihǎi", "weihai"), ("wei hai", "weihai"), ("Xī'ān", "xian"), ("Lǜ", "lv"), ("lv", "lv"), ("LÜ", "lv")],
)
def test_pinyin(text: str, key: str) -> None:
    assert pinyin_key(text) == key


def test_marks_alone_keep_their_text() -> None:
    assert han_key("《》") == "《》"
    assert ko_key(" · ") == "·"


@pytest.mark.parametrize(
    ("reading", "initials"),
    [
        ("Liú Guǎnghuá", "lgh"),
        ("Wēihǎi", "wh"),
        ("Xī'ān", "xa"),
        ("Hā’ěrbīn", "heb"),
        ("Shíjiāzhuāng", "sjz"),
        ("Cháng'ān", "ca"),
        ("Lǜsè", "ls"),
        ("Lǚliáng", "ll"),
        ("wēi hǎi shì", "whs"),
        ("Yún'ān Dàxué", "yadx"),
        ("135 guīhuà", "1gh"),
        ("", ""),
    ],
)
def test_first_letters_of_pinyin(reading: str, initials: str) -> None:
    assert keys.pinyin_initials(reading) == initials


def test_parts_are_the_pairs_that_do_not_begin_a_key() -> None:
    assert keys.grams("웨이하이") == {"이하", "하이"}
    assert keys.grams("威海市") == {"海市", keys.skipping("威", "市")}
    assert keys.grams("威海") == keys.grams("威") == set()


def test_keys_that_change_are_a_new_version() -> None:
    """Raise `keys.VERSION` together with this digest: term bases that are there keep the keys that they have until `db upgrade`."""
    samples = [
        "威海市“互联网＋”",
        "淸島",
        "13ㆍ5 규획",
        "류광화",
        "티엔진",
        "흑룡강",
        "ＷｅＫｏｒｅａＧｏ",
        "Liú Guǎnghuá",
        "Xī'ān",
    ]
    makers = (keys.han_key, keys.ko_key, keys.ko_loose, keys.pinyin_key, keys.pinyin_initials)
    made = (
        [make(sample) for sample in samples for make in makers]
        + sorted(keys.grams("威海市"))
        + sorted(keys.han_table().items())
    )
    assert (keys.VERSION, sha256(repr(made))[:16]) == (2, "8c1559d639b3346f")
