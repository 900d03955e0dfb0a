"""The README's session is run and compared; the three READMEs show the same commands.

`python tests/test_readme.py` writes the true output into the three files; read the diff.
"""

from __future__ import annotations

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
READMES: Final = ("README.md", "README.ko.md", "README.zh.md")
CONSOLE: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SHELL: Final = re.compile(r"(?<=^```sh\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    """Return the text of one README."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(text: str) -> tuple[str, ...]:
    """Return the command lines of every console block, in order."""
    return tuple(line for block in CONSOLE.findall(text) for line in block.splitlines() if line.startswith("$ "))


@functools.cache
def outputs(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Run the session in a folder that holds nothing but the seeds, and return what each command prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
    environment |= {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT), "GLOSSARY_USER": "reader"}
    printed = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder) / "seeds")
        for line in lines:
            program, *arguments = shlex.split(line.removeprefix("$ "))
            assert program == "glossary", f"only glossary can be run here: {line}"
            run = subprocess.run(
                [sys.executable, "-m", "glossary", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                cwd=folder,
                env=environment,
                check=False,
            )
            assert run.returncode == 0, f"{line} ends with {run.returncode}:\n{run.stdout}"
            printed.append(run.stdout)
    return tuple(printed)


def with_true_output(text: str) -> str:
    """Return the README with what its commands really print."""
    results = iter(outputs(commands(text)))

    def rerun(block: re.Match[str]) -> str:
        return "\n".join(f"{line}\n{next(results)}" for line in block[0].splitlines() if line.startswith("$ "))

    return CONSOLE.sub(rerun, text)


@pytest.mark.parametrize("name", READMES)
def test_the_session_is_true(name: str) -> None:
    text = text_of(name)
    assert commands(text)
    assert text == with_true_output(text)


@pytest.mark.parametrize("name", READMES[1:])
def test_the_translations_show_the_same_commands(name: str) -> None:
    assert SHELL.findall(text_of(name)) == SHELL.findall(text_of("README.md"))
    assert commands(text_of(name)) == commands(text_of("README.md"))


@pytest.mark.parametrize("name", READMES)
def test_two_commands_stand_alone(name: str) -> None:
    first, second = SHELL.findall(text_of(name))
    assert first.count("\n") == second.count("\n") == 1
    assert first.rstrip().endswith("glossary build seeds")
    assert "pytest" in second


if __name__ == "__main__":
    for readme in READMES:
        (ROOT / readme).write_text(with_true_output(text_of(readme)), encoding="utf-8", newline="\n")
