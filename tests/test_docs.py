"""Documents keep pace with the repository: links lead somewhere, maps name what is there, the version has its entry."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path
from typing import Final

import pytest

from glossary.formats import PROFILES

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")])
LINK: Final = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    """Return the path below the repository, with slashes."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(CODE.sub("", path.read_text(encoding="utf-8"))):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{name(path)} links to {target}"


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md", "README.zh.md"])
def test_the_map_names_every_part_of_the_package(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    package = ROOT / "glossary"
    parts = [path for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]
    for part in parts:
        if not part.name.startswith("__"):
            assert part.name + "/" * part.is_dir() in text, f"{readme} does not name {part.name}"


def test_every_mapped_path_exists() -> None:
    block = re.search(
        r"^```text\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert block
    inside = ROOT
    for line in block[1].splitlines():
        mapped, indent = line.split()[0], len(line) - len(line.lstrip())
        inside = ROOT if indent == 0 else ROOT / "glossary"
        assert (inside / mapped).exists(), f"README.md maps {mapped}"


def test_the_base_dependencies_each_have_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["project"]["dependencies"]
    for requirement in listed:
        assert re.search(rf'^    "{re.escape(requirement)}",\s+# \S', text, re.MULTILINE), (
            f"{requirement} has no reason"
        )


def test_constraints_pin_what_decides_bytes() -> None:
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower()
    for library in ("opencc", "pypinyin", "sqlalchemy", "alembic", "click"):
        assert re.search(rf"^{library}==[0-9.]+$", pinned, re.MULTILINE), f"{library} is not pinned"


def test_the_table_of_profiles_is_current() -> None:
    page = runpy.run_path(str(ROOT / "tools" / "format_docs.py"))["page"]()
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == page, "stale; run python tools/format_docs.py"
    assert all(f"| `{name}` |" in page for name in PROFILES)
