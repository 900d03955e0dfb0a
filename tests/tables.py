"""The linguistic cases of ``tests/cases/*.toml``, as parameters with readable ids."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Return the cases of one file as pytest parameters: each a table with ``id``, ``why``, ``in`` and mostly ``out``."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        tables = tomllib.load(file)["case"]
    return [pytest.param(table, id=table["id"]) for table in tables]
