"""What glossary.toml says: the term bases of a folder and of everything below it.

    db = "terms.db"            # or several: ["client.db", "own.db", "reference.db"]; the first is written
    scope = "clientA"          # the client or project at work
    [norm]
    person = "loanword"        # how Chinese persons are written in Korean; place likewise
    script = "hans"            # the Chinese script that stands first
    title-marks = "《》"

A key or a value that is not known is refused with its line: a setting that was mistyped and then passed over in silence would be found out too
late.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from glossary.errors import ValueRefused
from glossary.house import SCRIPTS, SPELLINGS, TITLE_MARKS, House, scope_name

_KEYS: Final = ("db", "scope", "norm")
_NORM: Final = ("person", "place", "script", "title-marks")


class Settings(NamedTuple):
    """What a file of settings says; *path* is that file; *db* holds paths and URLs, the one that is written first."""

    path: Path
    db: tuple[str, ...]
    house: House


def read(path: str | Path) -> Settings:
    """Return what the file at *path* says. Raises ValueRefused, with the line where there is one."""
    path = Path(path)
    text = _text(path)
    file = _File(path, text, _table(path, text))
    file.check_keys("", file.table, _KEYS)
    return Settings(path, _bases(file), _house(file))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ValueRefused(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueRefused(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None


def _table(path: Path, text: str) -> dict[str, Any]:
    """Return *text* as TOML has it; what is wrong is told with its line and column."""
    import tomllib  # loaded only where there is a file to read

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line, column = str(error), 0, 0
        if place := re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", what):
            what = what[: place.start()]
            line, column = (int(number or 0) for number in place.groups())
        spot = f":{line}:{column}" if line else ""
        wrong = text.split("\n")[line - 1] if line else ""
        hint = "; write a path with backslashes between ' and '" if "\\" in wrong else ""
        raise ValueRefused(f"{path}{spot}: not TOML: {what[:1].lower()}{what[1:]}{hint}") from None


class _File(NamedTuple):
    """A file of settings: where it is, its text, and the table that the text means."""

    path: Path
    text: str
    table: Mapping[str, Any]

    def refuse(self, key: str, what: str, *, section: str = "") -> ValueRefused:
        """Return the error that says *what* is wrong at *key*."""
        line = self._line(key, section)
        return ValueRefused(f"{self.path}{f':{line}' if line else ''}: {what}")

    def check_keys(self, section: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Refuse the first key of *table* that is not known."""
        for key in table:
            if key not in known:
                where = f" in [{section}]" if section else ""
                raise self.refuse(key, f"unknown key {key!r}{where}; known there: {', '.join(known)}", section=section)

    def _line(self, key: str, section: str) -> int:
        """Return the line in which *key* is set, looked for below the header of its section; 0 where it is not found."""
        header = re.search(rf"^\s*\[\s*{re.escape(section)}\s*\]", self.text, re.MULTILINE) if section else None
        set_here = re.compile(
            rf"^\s*(?:\w+\s*\.\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.]|^\s*\[+\s*[\"']?{re.escape(key)}\b"
            rf"|[{{,]\s*{re.escape(key)}\s*=",
            re.MULTILINE,
        )
        found = set_here.search(self.text, header.end() if header else 0)
        if found is None:
            return 0
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        return self.text.count("\n", 0, start) + 1


def _bases(file: _File) -> tuple[str, ...]:
    """Return the term bases that the file names; a path counts from its folder."""
    value = file.table.get("db", [])
    given = value if isinstance(value, list) else [value]
    if ("db" in file.table and not given) or not all(isinstance(one, str) and one for one in given):
        raise file.refuse("db", f'db is {value!r}; write a text, like db = "terms.db", or a list of texts')
    for one in given:
        if not one.isprintable():
            hint = "write a path with backslashes between ' and '"
            raise file.refuse("db", f"db has a character that no path has: {one!r}; {hint}")
    return tuple(one if "://" in one else str(file.path.parent / one) for one in given)


def _house(file: _File) -> House:
    """Return what the file says of the house: the scope, and the table of its norm."""
    norm = file.table.get("norm", {})
    if not isinstance(norm, dict):
        raise file.refuse(
            "norm", f'norm is {norm!r}; it is a table: write [norm], and below it lines like person = "sino"'
        )
    file.check_keys("norm", norm, _NORM)

    def word(key: str, known: tuple[str, ...]) -> Any:
        value = norm.get(key)
        if value is not None and value not in known:
            raise file.refuse(key, f"{key} is {value!r}; one of {', '.join(known)}", section="norm")
        return value

    return House(
        scope=_scope(file),
        person=word("person", SPELLINGS),
        place=word("place", SPELLINGS),
        script=word("script", SCRIPTS),
        title_marks=word("title-marks", TITLE_MARKS),
    )


def _scope(file: _File) -> str | None:
    """Return the client or project that the file names."""
    value = file.table.get("scope")
    if value is None:
        return None
    if not isinstance(value, str):
        raise file.refuse("scope", f'scope is {value!r}; write a text, like scope = "clientA"')
    try:
        return scope_name(value)
    except ValueRefused as error:
        raise file.refuse("scope", str(error)) from None
