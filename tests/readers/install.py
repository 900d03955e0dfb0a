"""Installs the readers of other programs for the tests, each set into an environment of its own.

    python tests/readers/install.py FOLDER

makes FOLDER/clients and FOLDER/weblate; GLOSSARY_READERS=FOLDER lets `pytest tests/test_readers.py` find them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ENVIRONMENTS: Final = {"clients": ("requirements.txt",), "weblate": ("weblate.txt", "--no-deps")}
LONGEST: Final = 300
"""Seconds that one environment may take."""


def install(folder: Path, name: str) -> bool:
    """Make the environment called *name*; say whether it is there, and why where it is not."""
    requirements, *options = ENVIRONMENTS[name]
    start = time.monotonic()
    place = folder / name
    venv.create(place, clear=True)
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", place]
    try:
        subprocess.run([*pip, "install", "--quiet", *options, "-r", HERE / requirements], check=True, timeout=LONGEST)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"{name}: not installed: {error}")
        shutil.rmtree(place)  # half of it would fail every test
        return False
    print(f"{name}: installed in {time.monotonic() - start:.0f} s")
    return True


if __name__ == "__main__":
    done = [install(Path(sys.argv[1]), name) for name in ENVIRONMENTS]
    sys.exit(0 if all(done) else 1)
