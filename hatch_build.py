"""The build hook that compiles what a pair costs most in with mypyc: extraction runs about twice as fast.

It is off unless ``HATCH_BUILD_HOOK_ENABLE_CUSTOM=1`` is set, needs a C compiler and takes two minutes; without it the wheel is pure Python and
works everywhere. Everything happens in a copy, so that no compiled module is left beside a source that somebody edits.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED: Final = ("align", "classify", "extract", "hangul.py", "languages.py", "normalize", "pipeline.py", "readings")
"""The stages of a document up to its pairs. `model` is left out: what its values check and how they compare stays what it is."""
LEFT: Final = ("__init__.py", "classify/patterns.py")
"""Modules that only name others, and one whose patterns fill their slots when they are first asked, which mypyc has no way for."""


def modules(package: Path) -> list[Path]:
    """Return the modules of *package* that are compiled, in order."""
    found = [
        path for name in COMPILED for path in ((package / name).glob("*.py") if "." not in name else [package / name])
    ]
    return sorted(path for path in found if not path.as_posix().endswith(LEFT))


class CompileHook(BuildHookInterface[BuilderConfig]):
    """Compile into a wheel; an editable install stays as its sources are."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile a copy of the package and have what came of it put into the wheel. Raises RuntimeError with what the compiler said."""
        if version == "editable":
            return
        self.folder = TemporaryDirectory()
        copy = Path(self.folder.name).resolve()
        shutil.copytree(Path(self.root, "glossary"), copy / "glossary", ignore=shutil.ignore_patterns("__pycache__"))
        sources = [path.relative_to(copy).as_posix() for path in modules(copy / "glossary")]
        command = [sys.executable, "-m", "mypyc", "--ignore-missing-imports", *sources]
        done = subprocess.run(
            command,
            cwd=copy,
            env=os.environ | {"MYPYC_DEBUG_LEVEL": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if done.returncode:
            raise RuntimeError(f"mypyc did not compile the package (is there a C compiler?):\n{done.stdout[-4_000:]}")
        shutil.rmtree(copy / "build")
        build_data.update(pure_python=False, infer_tag=True)
        for path in (*copy.rglob("*.so"), *copy.rglob("*.pyd")):
            build_data["force_include"][str(path)] = path.relative_to(copy).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the copy."""
        if version != "editable":
            self.folder.cleanup()
