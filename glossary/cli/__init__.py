"""The command line: one file a command, each of which parses, calls the library and prints.

Nothing but click is imported here, and a command's module only when it is asked for; the heavy libraries come in inside the
functions that need them, so that ``--help`` and a look-up start at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from glossary.cli import interrupts
from glossary.cli.params import text
from glossary.cli.session import Session
from glossary.cli.streams import adapt, close_output
from glossary.errors import GlossaryError

COMMANDS: Final = {
    "build": "build",
    "extract": "extract",
    "collect": "collect",
    "lookup": "lookup",
    "readings": "readings",
    "add": "add",
    "show": "show",
    "edit": "edit",
    "remove": "remove",
    "merge": "merge",
    "split": "split",
    "review": "review",
    "history": "history",
    "undo": "undo",
    "import": "import_",
    "export": "export",
    "formats": "formats",
    "stats": "stats",
    "settings": "settings",
    "db": "db",
}
"""The module of each command, in the order of ``--help``: from documents to the term base, then its care."""

INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141
_BEFORE_COMMAND: Final = ("--db", "--user", "--scope", "--no-house", "--quiet", "--verbose", "-q", "-v")


class Commands(click.Group):
    """A group that imports the module of a command when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, None for a name that is none."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"glossary.cli.{module}").command
        return command

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the options before the command; --help and --version print here."""
        with _cut_short():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _cut_short():
            return super().invoke(ctx)


@contextmanager
def _cut_short() -> Iterator[None]:
    """Put how a command was cut short into words that click leaves alone (it has its own for both)."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.Abort from None
    except BrokenPipeError:
        raise click.exceptions.Exit(BROKEN_PIPE) from None


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Print the version and leave."""
    if value:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"glossary {version('glossary')}")
        except PackageNotFoundError:
            click.echo("glossary, not installed")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--db",
    metavar="FILE|URL",
    multiple=True,
    help="The term base; repeated, the first is written and the others are looked into."
    " [else: GLOSSARY_DB, `db` in glossary.toml, glossary.db]",
)
@click.option("--user", metavar="NAME", help="Who makes the change. [else: GLOSSARY_USER, the login name]")
@click.option(
    "--scope", metavar="NAME", type=text, help="The client or project whose preferences hold. [else: glossary.toml]"
)
@click.option(
    "--no-house",
    "plain",
    is_flag=True,
    help="Forms as the term base has them, whatever scope and norm glossary.toml says.",
)
@click.option("--quiet", "-q", is_flag=True, help="No notes, no progress, no summary: data and errors only.")
@click.option("--verbose", "-v", is_flag=True, help="More notes: which term base, and the steps behind a result.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
@click.pass_context
def cli(
    ctx: click.Context,
    db: tuple[str, ...],
    user: str | None,
    scope: str | None,
    plain: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Find Korean–Chinese term pairs in documents, keep them in a term base, and write glossaries for CAT tools.

    \b
    Example: glossary build articles/
             glossary lookup 웨이하이
    """
    ctx.obj = Session(db=db, user=user, scope=scope, plain=plain, quiet=quiet, verbose=verbose)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status; expected errors are one line on standard error.

    0 done, 1 problems were found, 2 wrong usage or unusable input, 130 interrupted, 141 nobody reads the output.
    Anything that is not expected is a bug and shows its traceback.
    """
    adapt()
    try:
        status = _status(cli.main(args=arguments, prog_name="glossary", standalone_mode=False))
        close_output()
    except (click.Abort, KeyboardInterrupt):
        return _say("interrupted; what was saved before stands, nothing is half written", INTERRUPTED)
    except click.ClickException as error:
        if error.format_message().startswith("Usage: "):  # the help of a group without a command
            return _tell(error.format_message(), 2)
        return _say(_usage(error), 2)
    except GlossaryError as error:
        return _say(str(error), 2)
    except BrokenPipeError:
        return BROKEN_PIPE
    except OSError as error:
        if error.filename is not None:
            raise
        reason = (error.strerror or str(error)).lower()
        return _say(f"the output cannot be written: {reason}; what was saved before stands", 2)
    return status


def main() -> NoReturn:
    """Run the command line and leave with its exit status, at once.

    An interpreter that ends by itself takes everything apart that was loaded, a twentieth of the time of a look-up. By then every term base
    and file is closed, and what was printed is written out here.
    """
    interrupts.begin()
    status = run()
    interrupts.end()
    if status in (INTERRUPTED, BROKEN_PIPE) or status == 2:
        close_output(give_up=True)
    with suppress(OSError, ValueError):  # ValueError: closed
        sys.stderr.flush()
    os._exit(status)


def _status(value: Any) -> int:
    """Return what a command returned as an exit status: None is 0."""
    return value if isinstance(value, int) else 0


def _say(message: str, status: int) -> int:
    """Print *message* as one line on standard error and return *status*."""
    return _tell(f"error: {' '.join(message.splitlines())}", status)


def _tell(text: str, status: int) -> int:
    """Print *text* on standard error, if that can be, and return *status*."""
    with suppress(OSError):  # the status still says it
        click.echo(text, err=True)
    return status


def _usage(error: click.ClickException) -> str:
    """Return the line for wrong usage: what is wrong, and where to read what is right."""
    message = error.format_message().rstrip(".")
    message = message[:1].lower() + message[1:]
    if isinstance(error, click.NoSuchOption) and error.option_name in _BEFORE_COMMAND:
        return f"{error.option_name} stands before the command: glossary {error.option_name} … COMMAND"
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{message}; see {error.ctx.command_path} --help"
    return message


__all__ = ["cli", "main", "run"]
