"""What OmegaT's own reader classes make of our files: every promised pair arrives with its target, and no other.

Needs OmegaT (Debian's ``omegat``, or OMEGAT_JAR naming its jar) and a JDK; skipped with the reason where they are missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from concepts import HASHED, HOSTILE, SAMPLE, pair

from glossary.formats import PROFILES, Options, profile_for, write
from glossary.formats.selection import in_language
from glossary.model import Concept, term_text

SOURCE: Final = Path(__file__).parent / "omegat" / "LoadGlossary.java"
JAR: Final = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
JAXB: Final = Path("/usr/share/java/jaxb-api.jar")
SUFFIX: Final = {"tbx": ".tbx", "omegat": ".txt"}
EXPORTS: Final = Path(__file__).resolve().parent.parent / "exports"

pytestmark = [
    pytest.mark.skipif(
        not JAR.is_file(), reason=f"no OmegaT: {JAR} is missing (apt-get install omegat, or set OMEGAT_JAR)"
    ),
    pytest.mark.skipif(shutil.which("javac") is None, reason="no JDK: javac is missing"),
]


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile the driver."""
    folder = tmp_path_factory.mktemp("classes")
    subprocess.run(
        [
            "javac",
            "-nowarn",
            "-proc:none",
            "-encoding",
            "UTF-8",
            "-cp",
            f"{JAR}{os.pathsep}{JAXB}",
            "-d",
            folder,
            SOURCE,
        ],
        check=True,
        capture_output=True,
    )
    return folder


def load(classes: Path, *files: Path) -> list[tuple[str, str, str]]:
    """Return source, target and comment of every entry that OmegaT finds in *files*."""
    command = [
        "java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", f"-Duser.home={classes}",
        "-Dcom.sun.xml.bind.v2.bytecode.ClassTailor.noOptimize=true", "--add-opens", "java.base/java.lang=ALL-UNNAMED",
        "-cp", os.pathsep.join(map(str, (classes, JAR, JAXB))), "LoadGlossary", "ko", "zh-CN", *map(str, files),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="ascii")
    assert done.returncode == 0, done.stderr
    entries = [line.split("\t") for line in done.stdout.splitlines() if line.startswith("entry\t")]
    return [(decoded(source), decoded(target), decoded(comment)) for _, source, target, comment in entries]


def decoded(text: str) -> str:
    """Undo the escapes of the driver."""
    units = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


def export(folder: Path, profile: str, concepts: Sequence[Concept]) -> Path:
    """Write one export and return its path."""
    path = folder / f"glossary{SUFFIX[profile]}"
    with path.open("wb") as file:
        write(concepts, PROFILES[profile], file)
    return path


def promised(concepts: Sequence[Concept]) -> Counter[tuple[str, str]]:
    """Return the pairs of approved concepts by the definition of the profile: attested sources with targets."""
    options = Options()
    return Counter(
        (source.text, target.text)
        for concept in concepts
        for target in in_language(concept, options.target)
        for source in in_language(concept, options.source)
        if source.derived is None
    )


@pytest.mark.parametrize("profile", SUFFIX)
def test_the_sample_arrives(profile: str, classes: Path, tmp_path: Path) -> None:
    found = load(classes, export(tmp_path, profile, SAMPLE))
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
def test_kind_pinyin_and_flags_stand_in_the_comment(profile: str, classes: Path, tmp_path: Path) -> None:
    comments = {source: comment for source, _, comment in load(classes, export(tmp_path, profile, SAMPLE))}
    assert "place" in comments["웨이하이"] and "Wēihǎi" in comments["웨이하이"]
    assert "own-hanja" in comments["송혜교"]


def test_hostile_text_arrives_in_tbx(classes: Path, tmp_path: Path) -> None:
    concepts = (*HOSTILE, HASHED)
    found = load(classes, export(tmp_path, "tbx", concepts))
    assert Counter((source, target) for source, target, _ in found) == promised(concepts)


def test_hostile_text_arrives_in_tab_text(classes: Path, tmp_path: Path) -> None:
    found = load(classes, export(tmp_path, "omegat", (*HOSTILE, HASHED)))
    # White space of every kind is one space in a line; what begins with # cannot be written.
    expected = Counter((term_text(source), term_text(target)) for source, target in promised(HOSTILE).elements())
    assert Counter((source, target) for source, target, _ in found) == expected


@pytest.mark.parametrize("profile", SUFFIX)
def test_an_empty_glossary_loads(profile: str, classes: Path, tmp_path: Path) -> None:
    assert load(classes, export(tmp_path, profile, ())) == []


@pytest.mark.parametrize("profile", SUFFIX)
def test_a_long_glossary_arrives_whole(profile: str, classes: Path, tmp_path: Path) -> None:
    concepts = [pair(number, f"이름{number}", f"名字{number}", status="approved") for number in range(1, 3001)]
    assert len(load(classes, export(tmp_path, profile, concepts))) == 3000


@pytest.mark.skipif(not (EXPORTS / "glossary.tbx").is_file(), reason="exports/ has not been built")
def test_the_committed_exports_say_the_same_in_both_forms(classes: Path) -> None:
    paths = [EXPORTS / "glossary.tbx", EXPORTS / "glossary.txt"]
    assert [profile_for(path).name for path in paths] == ["tbx", "omegat"]
    tbx, text = ([(source, target) for source, target, _ in load(classes, path)] for path in paths)
    assert tbx and set(tbx) == set(text)
