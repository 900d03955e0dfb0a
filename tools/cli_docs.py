"""Write docs/cli.md from the command line's own --help.

python tools/cli_docs.py            write the file
python tools/cli_docs.py --check    say whether it is current; status 1 where it is not
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from glossary.cli import cli

TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD: Final = """\
# Command line

Written from `--help` by `python tools/cli_docs.py`; a test holds it current.

Exit status: 0 done; 1 done, but problems were found (a document could not be read, a check failed, `lookup` found nothing);
2 wrong usage, or nothing that could be used; 130 interrupted. Errors are one line on standard error, data goes to standard output.
"""
WIDTH: Final = 100


def commands(command: click.Command, parent: click.Context | None, name: str) -> Iterator[click.Context]:
    """Yield a context for *command* and for every command below it, in the order of --help."""
    settings = {**cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from commands(found, context, below)


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for context in commands(cli, None, "glossary"):
        parts.append(f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; return the exit status."""
    text = page()
    if "--check" in arguments:
        current = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        print(f"{TARGET.name}: {'current' if current else 'stale; run python tools/cli_docs.py'}")
        return 0 if current else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
