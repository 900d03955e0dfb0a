"""Install the package compiled (see hatch_build.py) into a virtual environment of its own, with what its tests need.

    python benchmarks/compiled.py FOLDER

Takes about three minutes and a C compiler, and prints the interpreter that has it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from measures import ROOT

WHICH: Final = "import glossary.pipeline; print(glossary.pipeline.__file__)"


def install(folder: Path) -> str:
    """Make the environment in *folder* and return its interpreter. Raises RuntimeError where what it imports is not compiled."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    command = [python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), f"{ROOT}[dev]"]
    subprocess.run(command, check=True, env=os.environ | {"HATCH_BUILD_HOOK_ENABLE_CUSTOM": "1"})
    # -P: the sources in the folder at hand are not what is asked for.
    found = subprocess.run([python, "-P", "-c", WHICH], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    if found.strip().endswith(".py"):
        raise RuntimeError(f"the package that was installed is not compiled: {found.strip()}")
    return python


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/compiled.py FOLDER")
    print(install(Path(sys.argv[1])))
