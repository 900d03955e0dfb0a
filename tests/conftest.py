"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites golden files instead of comparing with them; their difference is then read in git."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what comes out over the golden files")
