"""What OmegaT's own reader classes make of our files beside the pairs, which `test_readers` counts: comments, length, none at all.

Needs OmegaT (Debian's ``omegat``, or OMEGAT_JAR naming its jar) and a JDK; skipped with the reason where they are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from clients import load_in_omegat, omegat_missing
from concepts import SAMPLE, pair

from glossary.formats import PROFILES, profile_for, write
from glossary.model import Concept

SUFFIX: Final = {"tbx": ".tbx", "omegat": ".txt"}
EXPORTS: Final = Path(__file__).resolve().parent.parent / "exports"

pytestmark = pytest.mark.skipif(bool(omegat_missing()), reason=omegat_missing())


def load(*files: Path) -> list[tuple[str, str, str]]:
    """Return source, target and comment of every entry that OmegaT finds in *files*."""
    found = []
    for loaded in load_in_omegat([("", path) for path in files]):
        assert not isinstance(loaded, str), loaded
        found.extend(loaded)
    return found


def export(folder: Path, profile: str, concepts: Sequence[Concept]) -> Path:
    """Write one export and return its path."""
    path = folder / f"glossary{SUFFIX[profile]}"
    with path.open("wb") as file:
        write(concepts, PROFILES[profile], file)
    return path


@pytest.mark.parametrize("profile", SUFFIX)
def test_the_sample_arrives(profile: str, tmp_path: Path) -> None:
    found = load(export(tmp_path, profile, SAMPLE))
    assert sorted((source, target) for source, target, _ in found) == sorted(
        [
            ("다잉", "大鹰"),
            ("류광화", "刘广华"),
            ("유광화", "刘广华"),
            ("송혜교", "宋慧敎"),
            ("웨이하이", "威海"),
        ]
    )


@pytest.mark.parametrize("profile", SUFFIX)
def test_kind_pinyin_and_flags_stand_in_the_comment(profile: str, tmp_path: Path) -> None:
    comments = {source: comment for source, _, comment in load(export(tmp_path, profile, SAMPLE))}
    assert "place" in comments["웨이하이"] and "Wēihǎi" in comments["웨이하이"]
    assert "own-hanja" in comments["송혜교"]


@pytest.mark.parametrize("profile", SUFFIX)
def test_an_empty_glossary_loads(profile: str, tmp_path: Path) -> None:
    assert load(export(tmp_path, profile, ())) == []


@pytest.mark.parametrize("profile", SUFFIX)
def test_a_long_glossary_arrives_whole(profile: str, tmp_path: Path) -> None:
    concepts = [pair(number, f"이름{number}", f"名字{number}", status="approved") for number in range(1, 3001)]
    assert len(load(export(tmp_path, profile, concepts))) == 3000


@pytest.mark.skipif(not (EXPORTS / "glossary.tbx").is_file(), reason="exports/ has not been built")
def test_the_committed_exports_say_the_same_in_both_forms() -> None:
    paths = [EXPORTS / "glossary.tbx", EXPORTS / "glossary.txt"]
    assert [profile_for(path).name for path in paths] == ["tbx", "omegat"]
    tbx, text = ([(source, target) for source, target, _ in load(path)] for path in paths)
    assert tbx and set(tbx) == set(text)
