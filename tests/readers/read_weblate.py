"""Reads files with Weblate's format classes, as they load a file that is uploaded.

Of Weblate only the classes that read are wanted: what they import for its database, its log, git and the check flags of a unit is replaced by
empty modules, which no reading calls.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

from lines import Entry, Read, answer


def stand_in(name: str, **names: object) -> None:
    """Put a module with *names* in the place of *name*."""
    module = ModuleType(name)
    vars(module).update(names)
    sys.modules[name] = module


def set_up() -> None:
    """Make Weblate's format classes importable."""
    found = importlib.util.find_spec("weblate")
    assert found is not None and found.submodule_search_locations
    root = Path(found.submodule_search_locations[0])
    stand_in("weblate.utils", __path__=[str(root / "utils")])  # its own starts the task queue
    stand_in("weblate.utils.errors", add_breadcrumb=MagicMock(), report_error=MagicMock())
    stand_in("weblate.utils.version")
    stand_in("weblate.lang.models", Plural=MagicMock())
    stand_in("weblate.checks.flags", Flags=MagicMock())
    stand_in("weblate.trans.file_format_params", get_params_for_file_format=lambda name: ())  # all are about writing
    from django.conf import settings

    settings.configure(USE_I18N=False)


def reading(module: str, name: str) -> Read:
    """Return what reads files with the format class called *name*."""

    def read(path: str, source: str, target: str) -> Iterator[Entry]:
        format_class = getattr(importlib.import_module(module), name)
        store = format_class(path, language_code=target.replace("-", "_"), source_language=source)
        store.check_valid()
        kept: dict[int, Any] = {}
        for unit in store.content_units:  # of several units with one source and one context Weblate keeps the first
            kept.setdefault(unit.id_hash, unit)
        for unit in kept.values():
            yield unit.source, unit.target, unit.notes

    return read


if __name__ == "__main__":
    set_up()
    answer(
        {
            "tbx": reading("weblate.formats.ttkit", "TBXFormat"),
            "csv": reading("weblate.formats.ttkit", "CSVUtf8Format"),
            "po": reading("weblate.formats.ttkit", "PoFormat"),
            "xliff": reading("weblate.formats.ttkit", "XliffFormat"),
            "xlsx": reading("weblate.formats.external", "XlsxFormat"),
        }
    )
