"""Programs of others that read our files, each run once for many files: OmegaT's classes in Java, the drivers of tests/readers in Python."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final, TypeAlias

HERE: Final = Path(__file__).resolve().parent
JAR: Final = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
JAXB: Final = Path("/usr/share/java/jaxb-api.jar")
READERS: Final = os.environ.get("GLOSSARY_READERS", "")
"""The folder that tests/readers/install.py filled."""
LANGUAGES: Final = ("ko", "zh-CN")

Entry: TypeAlias = tuple[str, str, str]
"""Source, target and note of one entry, as the program has them."""
File: TypeAlias = tuple[str, Path]
"""A file and the name that the driver has for its format."""


Loaded: TypeAlias = list[Entry] | str
"""The entries of one file; where the program refuses it, what it says."""


@dataclass(frozen=True, slots=True)
class Client:
    """A program that reads glossaries. *missing* says why it is not here, or nothing; *load* says what it makes of each file, in order."""

    name: str
    missing: Callable[[], str]
    load: Callable[[Sequence[File]], list[Loaded]]


def omegat_missing() -> str:
    """Say why OmegaT's classes cannot be run, or nothing."""
    if not JAR.is_file():
        return f"no OmegaT: {JAR} is missing (apt-get install omegat, or set OMEGAT_JAR)"
    return "" if shutil.which("javac") else "no JDK for OmegaT: javac is missing"


@cache
def _classes() -> str:
    """Compile the driver of OmegaT's classes, and return the folder that has it."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    path, source = f"{JAR}{os.pathsep}{JAXB}", HERE / "omegat" / "LoadGlossary.java"
    command: list[str | Path] = [
        "javac",
        "-nowarn",
        "-proc:none",
        "-encoding",
        "UTF-8",
        "-cp",
        path,
        "-d",
        folder.name,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder.name


def load_in_omegat(files: Sequence[File]) -> list[Loaded]:
    """Return what OmegaT makes of each file; the suffix tells it the format."""
    classes = _classes()
    command: list[str | Path] = [
        "java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", f"-Duser.home={classes}",
        "-Dcom.sun.xml.bind.v2.bytecode.ClassTailor.noOptimize=true", "--add-opens", "java.base/java.lang=ALL-UNNAMED",
        "-cp", os.pathsep.join(map(str, (classes, JAR, JAXB))), "LoadGlossary", *LANGUAGES, *(path for _, path in files),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="ascii")
    assert done.returncode == 0, done.stderr
    loaded: list[Loaded] = []
    entries: list[Entry] = []
    for what, *fields in (line.split("\t") for line in done.stdout.splitlines()):
        if what == "error":
            loaded.append(_decoded(fields[1]))
        elif what == "file":
            entries = []
            loaded.append(entries)
        elif what == "entry":
            source, target, comment = map(_decoded, fields)
            entries.append((source, target, comment))
    assert len(loaded) == len(files)
    return loaded


def _decoded(text: str) -> str:
    """Undo the escapes of the driver."""
    units = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


def _python(environment: str) -> Path:
    """Return the interpreter of one environment."""
    return Path(READERS, environment, "Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _missing(environment: str) -> str:
    if not READERS:
        return "GLOSSARY_READERS names no readers: python tests/readers/install.py FOLDER, and GLOSSARY_READERS=FOLDER"
    if not _python(environment).is_file():
        return f"GLOSSARY_READERS has no {environment}: tests/readers/install.py failed"
    return ""


def _load(driver: str, environment: str, files: Sequence[File]) -> list[Loaded]:
    """Return what a driver of tests/readers makes of each file."""
    arguments = [str(argument) for file in files for argument in file]
    command: list[str | Path] = [_python(environment), HERE / "readers" / f"read_{driver}.py", *LANGUAGES, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="ascii")
    assert done.returncode == 0, done.stderr
    entries: list[list[Entry]] = [[] for _ in files]
    refused: dict[int, str] = {}
    for line in map(json.loads, done.stdout.splitlines()):
        if "error" in line:
            refused[line["file"]] = line["error"]
        else:
            entries[line["file"]].append((line["source"], line["target"], line["note"]))
    return [refused.get(number, found) for number, found in enumerate(entries)]


def _driven(name: str, driver: str, environment: str) -> Client:
    return Client(name, partial(_missing, environment), partial(_load, driver, environment))


CLIENTS: Final = {
    client.name: client
    for client in (
        Client("OmegaT", omegat_missing, load_in_omegat),
        _driven("translate-toolkit", "toolkit", "clients"),
        _driven("Weblate", "weblate", "weblate"),
        _driven("DeepL's client", "deepl", "clients"),
        _driven("openpyxl", "openpyxl", "clients"),
    )
}
