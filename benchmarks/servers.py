"""A PostgreSQL server of one's own, for tests and benchmarks: made in a temporary folder, on loopback, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "40",
}
_HASTY: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""A server whose data nobody keeps need not wait for the disk."""
_NUMBERS: Final = count(1)


def binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, None where PostgreSQL is not installed; Debian keeps it off the path."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def missing() -> str | None:
    """Say why no server can be started here, None where one can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "no psycopg here"
    if binaries() is None:
        return "no PostgreSQL server here"
    if _user() is None and _is_root():
        return "root may not run PostgreSQL, and there is no user postgres"
    return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _user() -> str | None:
    """Return whom the server has to run as: it refuses to be run by root."""
    if not _is_root():
        return None
    import pwd

    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return None


class PostgreSQL:
    """A running server; `place` gives an empty place for a term base in it."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """Make a cluster in *folder* and start it on a free port; only a *durable* one keeps what it acknowledged when it is cut off."""
        self._settings = _SETTINGS if durable else _SETTINGS | _HASTY
        self._data = folder / "data"
        self._folder = folder
        self._run(
            "initdb",
            "--pgdata",
            str(self._data),
            "--auth",
            "trust",
            "--username",
            "tester",
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
        )
        self.start()

    def start(self) -> None:
        """Start the server, on another port than before if need be."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        settings = " ".join(f"-c {name}='{value}'" for name, value in self._settings.items())
        options = f"-p {self.port} {settings}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "--pgdata", str(self._data), "--log", log, "--wait", "-o", options, "start")

    def stop(self) -> None:
        """Stop the server at once; who is connected is cut off."""
        self._run("pg_ctl", "--pgdata", str(self._data), "--mode", "immediate", "--wait", "stop")

    def place(self) -> str:
        """Return the URL of an empty schema of its own."""
        import psycopg

        name = f"t{next(_NUMBERS)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url('postgresql+psycopg')}?options=-csearch_path%3D{name}"

    def url(self, scheme: str = "postgresql") -> str:
        """Return the URL of the server's database."""
        return f"{scheme}://tester@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *arguments: str) -> None:
        folder = binaries()
        assert folder is not None
        subprocess.run(
            [str(folder / program), *arguments],
            user=_user(), cwd=self._folder, check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@contextmanager
def running(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """Run a server for a while."""
    folder = Path(tempfile.mkdtemp(prefix="glossary-postgres-"))
    try:
        if (user := _user()) is not None:
            shutil.chown(folder, user)
        server = PostgreSQL(folder, durable=durable)
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # stopped already
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
