"""The shape of the library, read from its import statements: arrows, single importers, names, and what loads when."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).resolve().parent.parent / "glossary"
MODULES: Final = sorted(PACKAGE.rglob("*.py"))

GROUND: Final = frozenset({"model", "sightings", "errors", "languages", "hangul"})
TOP: Final = frozenset({"cli", "web", "corpus"})
EVERYTHING: Final = frozenset(path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES)

ARROWS: Final[dict[str, frozenset[str]]] = {
    "errors": frozenset(),
    "drafts": frozenset(),
    "hangul": frozenset(),
    "model": frozenset({"errors", "sightings"}),  # for the type checker, and when one is asked for
    "sightings": frozenset({"errors", "model"}),
    "languages": frozenset({"errors", "hangul"}),
    "house": GROUND | {"readings", "normalize"},
    "settings": frozenset({"errors", "house"}),
    "normalize": GROUND,  # never readings: the look-up path loads keys alone
    "readings": GROUND | {"normalize"},
    "documents": GROUND,
    "extract": GROUND,
    "align": GROUND | {"readings", "normalize"},
    "classify": GROUND | {"readings", "normalize"},
    "mentions": GROUND | {"readings", "normalize", "extract", "align"},
    "consolidate": GROUND | {"readings", "normalize"},
    "formats": GROUND | {"drafts", "normalize"},  # the ordinary words, which classify reads too
    "store": GROUND | {"drafts", "normalize", "consolidate"},
    "lookup": GROUND
    | {"normalize", "store", "readings"},  # readings where a hanzi may be mistyped for another of its sound, not before
    "check": GROUND | {"normalize", "readings", "store", "formats", "lookup"},
    "termbase": GROUND | {"house", "normalize", "readings", "consolidate", "store", "formats", "lookup"},
    "pipeline": GROUND | {"normalize", "readings", "documents", "extract", "align", "classify", "mentions"},
    "collect": GROUND | {"align", "pipeline", "store"},
    "cli": EVERYTHING - {"web", "corpus"},
    "web": EVERYTHING - {"cli", "corpus"},
    "corpus": EVERYTHING - {"cli", "web"},
    "__init__": EVERYTHING - TOP,
    "__main__": frozenset({"cli"}),
}
"""Which parts of the package a part may import; what is not listed may import nothing."""

IMPORTERS: Final = {
    "sqlalchemy": ("store/",),
    "alembic": ("store/",),
    "sqlite3": ("store/",),  # driver errors never leave store/
    "opencc": ("normalize/script.py",),
    "pypinyin": ("readings/pinyin.py",),
    "xml": ("formats/", "documents/"),
    "lxml": ("formats/", "documents/"),
    "click": ("cli/",),
}
VAGUE: Final = frozenset(
    {"utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "common", "core", "misc"}
)


def name(path: Path) -> str:
    """Return the path below the package, with slashes."""
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    """Return the stage a file belongs to: its folder below the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield every dotted name that *path* imports, wherever in the file the statement stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno} imports relatively; write the name in full"
            assert node.module is not None
            # `from glossary import lookup` names a part, `from glossary.model import Pair` does not.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_arrows_point_one_way(path: Path) -> None:
    here = part(path)
    allowed = ARROWS.get(here, frozenset()) | {here}
    for target in imports(path):
        package, _, rest = target.partition(".")
        reached = rest.split(".")[0]
        if package == "glossary" and reached in EVERYTHING:
            assert reached in allowed, f"{name(path)} imports glossary.{reached}; {here} may import {sorted(allowed)}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_heavy_library_has_one_importer(path: Path) -> None:
    for target in imports(path):
        owners = IMPORTERS.get(target.split(".")[0])
        if owners is not None:
            assert name(path).startswith(owners), f"{name(path)} imports {target}; only {owners} may"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_named_for_the_field(path: Path) -> None:
    assert not VAGUE & set(name(path).removesuffix(".py").split("/"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{name(path)} has no docstring"


def test_every_arrow_is_drawn() -> None:
    assert ARROWS.keys() >= EVERYTHING, "a new part of the package belongs in ARROWS"


HEAVY: Final = ("sqlalchemy", "alembic", "opencc", "pypinyin", "lxml", "xml")


def loaded(code: str) -> set[str]:
    """Run *code* in a fresh interpreter and return the heavy libraries that it loaded."""
    report = (
        f"import sys\n{code}\nprint('|'.join(n for n in {(*HEAVY, 'click')!r} if n in sys.modules), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    )
    return set(run.stderr.splitlines()[-1].split("|")) - {""}


def command(*arguments: str) -> str:
    """Return code that runs one command of the command line in this process."""
    return f"from glossary.cli import run\nassert run({list(arguments)!r}) == 0"


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        pytest.param("import glossary", set(), id="import glossary"),
        pytest.param(command("--help"), {"click"}, id="glossary --help"),
        # A look-up costs 4 times a bare Python; SQLAlchemy alone would make it 25.
        pytest.param("import glossary.lookup", set(), id="import glossary.lookup"),
    ],
)
def test_what_loads_when(code: str, allowed: set[str]) -> None:
    assert loaded(code) <= allowed


def test_extracting_loads_no_database(tmp_path: Path) -> None:
    document = tmp_path / "웨이하이.txt"
    document.write_text("중국 산동성 웨이하이(威海)시와 협력한다.\n", encoding="utf-8")
    assert loaded(command("extract", str(document))) <= {"click", "opencc", "pypinyin"}
