"""Reviewing: what waits and in which order, decisions that stand, and everybody told of what others did meanwhile."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from places import Empty

from glossary import cli, store, termbase
from glossary.errors import Conflict
from glossary.model import Band, Document, Kind, Pair, Relation, Span
from glossary.store.base import Base, Operation
from glossary.termbase.reviewing import Choice, decide, decide_all, queue

Keys = Callable[..., tuple[int, str, str]]


def collect(
    base: Base, ko: str, zh: str, *, kind: Kind = "place", band: Band = "review", relation: Relation = "pinyin", times: int = 1, name: str = "신문.txt"
) -> None:  # fmt: skip
    text = f"{name} {ko}"
    pairs = [
        Pair(name, Span(at, at + len(ko), ko), Span(at + 9, at + 9 + len(zh), zh), relation, "zh", kind, band, 0.9, f"{at} {ko}({zh})시가")
        for at in range(0, 50 * times, 50)
    ]  # fmt: skip
    base.collect([(Document(name, text), pairs)], operation=Operation("machine", "machine", "collect"))


def fill(base: Base) -> None:
    collect(base, "웨이하이", "威海")  # c1
    collect(base, "칭다오", "青岛", times=3, name="기사/둘.txt")  # c2
    collect(base, "류광화", "刘广华", kind="person", times=2)  # c3
    collect(base, "다잉", "大鹰", kind="organization", band="doubtful", relation="translation")  # c4
    collect(base, "옌타이", "烟台", band="accept")  # c5: nobody has to look at it


@pytest.fixture
def filled(base: Base) -> Base:
    fill(base)
    return base


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), [2, 3, 1, 4]),
        (Choice(kinds=("place",)), [2, 1]),
        (Choice(kinds=("person", "organization")), [3, 4]),
        (Choice(bands=("doubtful",)), [4]),
        (Choice(bands=("review", "accept")), [2, 3, 1]),
        (Choice(relations=("translation",)), [4]),
        (Choice(origins=("ko",)), []),
        (Choice(documents=("둘.txt",)), [2]),
        (Choice(documents=("기사/둘.txt", "없음.txt")), [2]),
        (Choice(documents=("_",)), []),
        (Choice(statuses=("auto",)), [5]),
        (Choice(statuses=("candidate", "auto"), kinds=("place",)), [2, 1, 5]),
    ],
)
def test_what_waits_the_most_sighted_first(filled: Base, choice: Choice, expected: list[int]) -> None:
    assert list(queue(filled, choice, actor="갑")) == expected


def test_what_is_decided_waits_no_more_and_stands(filled: Base) -> None:
    decide(filled, filled.concept(1), "accept", actor="갑")
    decide(filled, filled.concept(3), "reject", actor="갑")
    assert list(queue(filled, Choice(), actor="을")) == [2, 4]
    collect(filled, "류광화", "刘广华", kind="person", band="accept", name="셋.txt")
    assert [filled.concept(number).status for number in (1, 3)] == ["approved", "rejected"]


def test_what_one_skipped_comes_last_for_them_alone(filled: Base) -> None:
    operations = filled.counts().operations
    filled.skip("갑", 2)
    filled.skip("갑", 2)
    assert (list(queue(filled, Choice(), actor="갑")), queue(filled, Choice(), actor="갑").skipped) == (
        [3, 1, 4, 2],
        (2,),
    )
    assert list(queue(filled, Choice(), actor="을")) == [2, 3, 1, 4]
    filled.unskip("갑")
    assert list(queue(filled, Choice(), actor="갑")) == [2, 3, 1, 4]
    assert (filled.counts().operations, filled.verify()) == (operations, [])


def test_who_decides_second_is_told(filled: Base) -> None:
    seen = filled.concept(1)
    decide(filled, seen, "reject", actor="갑")
    with pytest.raises(Conflict, match="c1"):
        decide(filled, seen, "accept", actor="을")
    assert filled.concept(1).status == "rejected"


def test_many_are_decided_in_one_operation_that_is_undone_at_once(filled: Base) -> None:
    before = [filled.concept(number) for number in range(1, 6)]
    assert decide_all(filled, Choice(kinds=("place", "person")), "accept", actor="갑") == 3
    assert [filled.concept(number).status for number in range(1, 6)] == [
        "approved",
        "approved",
        "approved",
        "candidate",
        "auto",
    ]
    termbase.undo(filled, actor="갑")
    after = [filled.concept(number) for number in range(1, 6)]
    assert [one.terms for one in after] == [one.terms for one in before]
    assert [one.status for one in after] == ["candidate"] * 4 + ["auto"]
    collect(filled, "칭다오", "青岛", band="accept", name="넷.txt")  # and the machine may go on
    assert filled.concept(2).status == "auto"


# --- at the keyboard ------------------------------------------------------------------------------------------------


@pytest.fixture
def path(empty: Empty) -> Iterator[str]:
    place = empty.new_place()
    with store.open(place, create=True) as base:
        fill(base)
    yield place


@pytest.fixture
def review(path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Keys:
    """Runs a review with keys from a pipe; returns its status and what it printed."""

    def run(keys: str, *options: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(keys))
        status = cli.run(["--db", path, "--user", "갑", "review", *options])
        return (status, *capsys.readouterr())

    return run


def statuses(path: str) -> list[str]:
    with store.open(path) as base:
        return [base.concept(number).status for number in range(1, 5)]


def decided(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("c") and ": " in line]


def test_one_key_decides(review: Keys, path: str) -> None:
    status, out, err = review("arsq")
    assert (status, decided(out)) == (0, ["c2: accepted", "c3: rejected", "c1: skipped"])
    assert ("1 of 4" in out, "4 of 4" in out, "1 accepted, 1 rejected, 1 skipped; 1 left" in err) == (True, True, True)
    assert "[칭다오]([青岛])시가" in out
    assert statuses(path) == ["candidate", "approved", "rejected", "candidate"]


def test_a_review_goes_on_where_it_was_left(review: Keys) -> None:
    review("sq")
    assert decided(review("aaaa")[1]) == ["c3: accepted", "c1: accepted", "c4: accepted", "c2: accepted"]
    assert "nothing waits" in review("")[2]


def test_what_was_skipped_is_forgotten_when_asked(review: Keys) -> None:
    review("ss")
    assert decided(review("a", "--again")[1]) == ["c2: accepted"]


@pytest.mark.parametrize("keys", ["a", "A", "ㅁ", "x\n a"], ids=["plain", "large", "in Hangul", "behind others"])
def test_keys_as_keyboards_give_them(review: Keys, keys: str) -> None:
    assert decided(review(keys)[1]) == ["c2: accepted"]


def test_undo_takes_back_the_last_decision_of_this_review(review: Keys, path: str) -> None:
    _, out, err = review("auruuq")
    assert decided(out) == ["c2: accepted", "c2: accepted no more", "c2: rejected", "c2: rejected no more"]
    assert ("nothing of this review" in err, statuses(path)) == (True, ["candidate"] * 4)


def test_editing_shows_the_concept_again(review: Keys, path: str) -> None:
    _, out, err = review("e칭따오\n\norganization\na")
    assert (decided(out), err.count("error")) == (["c2: changed", "c2: accepted"], 0)
    with store.open(path) as base:
        concept = base.concept(2)
        assert ([term.text for term in concept.korean if term.status == "preferred"], concept.kind) == (
            ["칭따오"],
            "organization",
        )


def test_a_wrong_answer_is_told_and_nothing_is_changed(review: Keys, path: str) -> None:
    status, out, err = review("e\n\ntown\nuq")
    assert (status, "no kind 'town'" in err, decided(out), statuses(path)) == (0, True, [], ["candidate"] * 4)


def test_what_others_decided_meanwhile_is_told(review: Keys, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from glossary.cli import review as module

    keys = iter("aaaq")

    def key() -> str:
        with store.open(path, write=True) as other:
            if other.concept(2).status == "candidate":
                decide(other, other.concept(2), "reject", actor="을")
        return next(keys)

    monkeypatch.setattr(module, "_key", key)
    status, out, err = review("")
    assert (status, decided(out)) == (0, ["c3: accepted", "c1: accepted"])
    assert "error: c2: was changed meanwhile" in err and "을" in err
    assert "note: c2: was decided meanwhile, it is rejected" in err


def test_all_at_once_says_the_number_first(review: Keys, path: str) -> None:
    status, _, err = review("", "--accept", "--kind", "place")
    assert (status, err) == (2, "error: 2 concepts would be accepted; add --yes to do so\n")
    assert statuses(path) == ["candidate"] * 4
    assert review("", "--accept", "--kind", "place", "--yes")[1].startswith("2 concepts accepted")
    assert statuses(path) == ["approved", "approved", "candidate", "candidate"]
    assert review("", "--reject", "--origin", "ko", "--yes")[2] == "note: 0 concepts would be rejected\n"


def test_a_place_without_a_term_base_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--db", str(tmp_path / "none.db"), "review"]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--accept", "--reject", "--yes"), "exclude each other"), (("--document", "none.txt"), "no document 'none.txt'")],
    ids=["accept and reject", "no such document"],
)
def test_what_cannot_be_meant_is_refused(review: Keys, path: str, options: tuple[str, ...], words: str) -> None:
    status, out, err = review("a", *options)
    assert (status, out, err.count("\n"), words in err) == (2, "", 1, True)
    assert statuses(path) == ["candidate"] * 4
