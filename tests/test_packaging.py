"""What is handed on: tables, migrations and the type marker are in the wheel, other people's documents are not."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Build wheel and sdist and return the names in each, the sdist's without its top folder."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive, tarfile.open(sdist) as source:
        return {
            "wheel": archive.namelist(),
            "sdist": [member.partition("/")[2] for member in source.getnames()],
        }


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_seeds_exports_and_tests_stay_out(built: dict[str, list[str]], kind: str) -> None:
    tops = {member.split("/")[0] for member in built[kind]}
    assert not tops & {"seeds", "exports", "tests", "benchmarks", ".ci"}


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_everything_of_the_package_is_in(built: dict[str, list[str]], kind: str) -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "glossary").rglob("*") if path.is_file()}
    # Caches of the interpreter and of the tools are no part of it.
    assert {name for name in files if "/." not in name and "/__pycache__/" not in name} <= set(built[kind])


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_licence_and_notice_travel(built: dict[str, list[str]], kind: str) -> None:
    names = {member.rsplit("/", 1)[-1] for member in built[kind]}
    assert {"LICENSE", "NOTICE"} <= names


def test_wheel_is_pure_unless_compiling_is_asked_for(built: dict[str, list[str]]) -> None:
    assert not [name for name in built["wheel"] if name.endswith((".so", ".pyd"))]


def test_sdist_can_be_compiled(built: dict[str, list[str]]) -> None:
    assert "hatch_build.py" in built["sdist"]
