"""The measures and their floors: a benchmark that cannot fail measures nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import accuracy
import damage
import exchange
import gold
import measures
import million
import names
import peers
import pool
import pytest
import side
import turns
from concepts import pair
from measures import Section, Share, sunk
from reliability import section as reliability
from turns import Measured, hold, missed, ratio

from glossary import store
from glossary.formats import Options, select
from glossary.model import Document, Pair
from glossary.pipeline import extract

DATA: Final = sorted((measures.ROOT / "benchmarks" / "data").glob("*.tsv"))


def test_wilsons_interval() -> None:
    assert Share(192, 195).interval == (0.956, 0.995)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(37, 37).value == 1.0


@pytest.mark.parametrize(
    ("floors", "lines"),
    [
        ({}, []),
        ({"seeds": {"recall": 0.9}}, []),
        ({"seeds": {"recall": 0.91}}, ["seeds: recall is 0.9000, under its floor of 0.91"]),
        ({"seeds": {"origin": 0.5}}, ["seeds: origin was not measured, and has a floor of 0.5"]),
        ({"names": {"recall": 1.0}}, []),
    ],
)
def test_a_floor_holds_or_is_told(floors: dict[str, dict[str, float]], lines: list[str]) -> None:
    section = Section("seeds", {"recall": Share(9, 10), "origin": Share(0, 0)}, [])
    assert sunk([section], floors) == lines


def test_the_floors_of_the_seeds_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--only", "seeds", "--only", "unbracketed"]) == 0
    printed = capsys.readouterr()
    assert "37/37" in printed.out and "last word" in printed.out
    assert printed.err.endswith("every floor holds\n")


def test_a_floor_that_is_too_high_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"seeds": {"accept_coverage": 0.999}}), encoding="utf-8")
    monkeypatch.setattr(measures, "FLOORS", floors)
    assert accuracy.main(["--only", "seeds"]) == 1


def test_an_extraction_that_misses_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def without_the_first(document: Document, *, mentions: bool = False) -> list[Pair]:
        return extract(document, mentions=mentions)[1:]

    monkeypatch.setattr(gold, "extract", without_the_first)
    assert accuracy.main(["--only", "seeds", "--show", "1"]) == 1
    printed = capsys.readouterr().err
    assert "missed" in printed and "seeds: recall is" in printed


def test_an_extraction_that_cuts_wrong_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gold, "matches", lambda answer, wanted: len(answer.ko) != 4)
    assert accuracy.main(["--only", "seeds"]) == 1
    assert "seeds: precision is" in capsys.readouterr().err


def test_json_has_every_section(capsys: pytest.CaptureFixture[str]) -> None:
    accuracy.main(["--json", "--only", "seeds", "--only", "reliability"])
    report = json.loads(capsys.readouterr().out)
    assert report["seeds"]["precision"]["of"] == 37
    assert set(report["seeds"]["baselines"]) == {"last word", "syllables"}
    assert sum(part["of"] for part in report["reliability"]["bins"]) == 37


def test_calibration_is_the_distance_of_confidence_and_truth() -> None:
    found = reliability([(0.99, True)] * 99 + [(0.99, False)] + [(0.5, True)] * 100)
    assert found.more["error"] == 0.25


def test_particles_follow_the_last_sound() -> None:
    assert names._sentence("중국{}은/는", "류더화", "刘德华") == ("중국류더화(刘德华)는", 2)
    assert names._sentence("{k} 주석({z})이/가", "시진핑", "习近平") == ("시진핑 주석(习近平)이", 0)


def test_a_hit_inside_a_word_is_a_hit() -> None:
    selection = select([pair(1, "이연", "李演")], "cat", Options(guard=False))
    sentence = damage.Sentence("1", "성별 차이연구와 이연")
    assert [hit.start for hit in damage.hits(selection, [sentence])] == [4, 9]


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_a_table_of_verdicts_is_sorted_and_has_no_row_twice(path: Path) -> None:
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert rows == sorted(set(rows))
    assert len({row.rsplit("\t", 1)[0] for row in rows}) == len(rows)
    assert {row.rsplit("\t", 1)[1] for row in rows} == {"right", "wrong"}


def test_a_ratio_is_taken_turn_by_turn() -> None:
    assert ratio([1.0, 4.0, 9.0], [1.0, 2.0, 1.0]) == 2.0


def test_a_bound_of_speed_holds_or_is_told() -> None:
    bounds = {"ratio": 2.0, "naive_times": 10.0, "peak_mib": 150}
    assert missed({"ratio": 2.0, "naive_times": 10.0, "peak_mib: one": 150, "peak_mib: other": 149}, bounds) == {}
    assert missed({"ratio": 2.5, "naive_times: a": 9.0, "peak_mib: one": 151}, bounds) == {
        "ratio": "ratio is 2.50, over its ceiling of 2.0",
        "naive_times: a": "naive_times: a is 9.00, under its floor of 10.0",
        "peak_mib: one": "peak_mib: one is 151.00, over its ceiling of 150",
    }


@pytest.mark.parametrize(
    ("measured", "status", "told"),
    [
        ([(1.0, 1.0)], 0, ["every bound holds"]),
        ([(9.0, 1.0), (1.0, 1.0)], 0, ["a is 9.00, over its ceiling of 2.0", "x is measured once more", "every bound holds"]),
        ([(9.0, 1.0), (1.0, 9.0)], 0, ["a is 9.00, over its ceiling of 2.0", "x is measured once more", "every bound holds"]),
        ([(9.0, 1.0), (8.0, 1.0)], 1, ["a is 9.00, over its ceiling of 2.0", "x is measured once more", "a is 8.00, over its ceiling of 2.0"]),
    ],
)  # fmt: skip
def test_what_is_missed_twice_fails(
    measured: list[tuple[float, float]], status: int, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"speed": {"a": 2.0}, "scan": {"b": 2.0}}), encoding="utf-8")
    monkeypatch.setattr(turns, "FLOORS", floors)
    figures = iter(measured)
    assert hold({"x": lambda: Measured(dict(zip("ab", next(figures), strict=True)), ["  line"])}, plain=False) == status
    printed = capsys.readouterr()
    assert printed.err.splitlines() == told
    assert printed.out.count("x:\n  line\n") == len(measured)
    assert next(figures, None) is None


def test_a_large_term_base_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(million, "QUERIES", 20)
    report = million.Report()
    base = tmp_path / "glossary.db"
    million.writing(report, base, 300, tmp_path)
    million.sizes(report, base)
    million.look_ups(report, base)
    million.recall(report, base)
    assert report.figures["recall, 1 error, of 20"] == 1.0
    with store.open(base) as opened:
        assert opened.counts().concepts == 300
        assert not [line for line in opened.verify() if "are one" not in line]


@pytest.fixture(scope="module")
def pools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pools")
    for name in ("tbx", "tbx-v3"):
        pool.make(folder / name, name, 60)
    return folder


def test_no_form_number_or_uid_comes_twice(pools: Path) -> None:
    concepts = list(pool.concepts(pools / "tbx", 300))
    once = list(pool.concepts(pools / "tbx", 60))
    forms = {(term.language, term.text) for one in concepts for term in one.terms}
    assert len(forms) == 5 * len({(term.language, term.text) for one in once for term in one.terms})
    assert len({one.uid for one in concepts}) == len({one.id for one in concepts}) == 300


def test_the_clock_stands_while_concepts_are_made() -> None:
    def slowly() -> Iterator[int]:
        for number in range(3):
            end = time.process_time() + 0.05
            while time.process_time() < end:
                pass
            yield number

    clock = pool.Clock()
    assert list(clock.ready(slowly())) == [0, 1, 2]
    assert clock.seconds() < 0.1


@pytest.mark.parametrize(("name", "version"), [("tbx", 2), ("tbx-v3", 3)])
def test_lxml_writes_the_document_of_our_writer(name: str, version: int, pools: Path, tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    assert side.write(name, side.Work(150, ours, pools / name)) == 150
    assert peers.lxml_writes(pool.concepts(pools / name, 150), theirs, version) == 150
    blank = etree.XMLParser(remove_blank_text=True)
    documents = [etree.tostring(etree.parse(path, blank), method="c14n") for path in (ours, theirs)]
    assert documents[0] == documents[1] and documents[0].count(b"<term>") > 300
    assert side.read(name, side.Work(150, ours, ours)) == 150
    assert peers.iterparse_reads(ours, "termEntry" if version == 2 else "conceptEntry") == 150


def test_writing_is_measured_beside_others(capsys: pytest.CaptureFixture[str]) -> None:
    exchange.main(["--concepts", "200", "--only", "write csv", "--json"])
    figures = json.loads(capsys.readouterr().out)["write csv"]["figures"]
    assert set(figures) == {"csv_times: write csv", "exchange_peak_mib: write csv"}


def test_a_peer_that_is_not_there_is_skipped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(exchange, "interpreter_with", lambda module: None)
    figures = exchange.Exchange(tmp_path, 20, 1).tbx_written("tbx").figures
    assert list(figures) == ["exchange_peak_mib: write tbx"]
    assert "skipped: translate-toolkit: tbx" in capsys.readouterr().err
