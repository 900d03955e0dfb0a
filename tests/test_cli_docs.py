"""docs/cli.md is what --help says."""

from __future__ import annotations

import runpy
from pathlib import Path

from glossary.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


def test_command_line_page_is_current() -> None:
    page = runpy.run_path(str(ROOT / "tools" / "cli_docs.py"))["page"]()
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == page, "stale; run python tools/cli_docs.py"


def test_command_line_page_has_every_command() -> None:
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## glossary {name}\n" in written
