"""glossary.toml: what may stand in it, and how what may not is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import settings
from glossary.errors import ValueRefused
from glossary.house import House


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file of settings and return where it is."""
    path = folder / "glossary.toml"
    path.write_bytes(text.encode(encoding))
    return path


def test_several_bases_keep_their_order_and_urls_stay(tmp_path: Path) -> None:
    path = written(tmp_path, 'db = [\n  "client.db",\n  "postgresql+psycopg://host/own",\n]\n')
    assert settings.read(path).db == (str(tmp_path / "client.db"), "postgresql+psycopg://host/own")


def test_the_house(tmp_path: Path) -> None:
    text = 'scope = "고객  A"\n[norm]\nperson = "sino"\nplace = "loanword"\nscript = "hant"\ntitle-marks = "〈〉"\n'
    assert settings.read(written(tmp_path, text)).house == House("고객 A", "sino", "loanword", "hant", "〈〉")
    assert settings.read(written(tmp_path, "[norm]\n")).house == House()


@pytest.mark.parametrize("text", ['\ufeffdb = "a.db"\n', 'db = "a.db"\r\n'], ids=["byte order mark", "windows"])
def test_what_editors_on_windows_write_is_read(tmp_path: Path, text: str) -> None:
    assert settings.read(written(tmp_path, text)).db == (str(tmp_path / "a.db"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ndb = 5\n", ":2: db is 5; write a text"),
        ('db = ""\n', ":1: db is ''; write a text"),
        ("db = []\n", ":1: db is []; write a text"),
        ('# 설정\n\n  db = ["a.db", 1]\n', ":3: db is ['a.db', 1]; write a text"),
        ("db = \n", ":1:6: not TOML: invalid value"),
        ('db = "a', ":1:8: not TOML: unterminated string|: not TOML: unterminated string"),
        ('db = "C:\\Users\\kim.db"\n', "; write a path with backslashes between ' and '"),
        ('db = "C:\\terms.db"\n', ":1: db has a character that no path has: 'C:\\terms.db'"),
        ('db = "a.db"\nuser = "kim"\n', ":2: unknown key 'user'; known there: db, scope, norm"),
        ('db = "a.db"\n[house]\nperson = "sino"\n', ":2: unknown key 'house'"),
        ('db = "a.db"\ndb = "b.db"\n', "not TOML: cannot overwrite a value"),
        ("scope = 5\n", ':1: scope is 5; write a text, like scope = "clientA"'),
        ('scope = " "\n', ":1: the scope is empty; give at least one character"),
        ('scope = "A"\n\n[norm]\nscope = "B"\n', ":4: unknown key 'scope' in [norm]; known there: person, place, script"),
        ('[norm]\nplace = "sino"\nperson = "hanja"\n', ":3: person is 'hanja'; one of loanword, sino, as-written"),
        ('norm = { script = "traditional" }\n', ":1: script is 'traditional'; one of hans, hant, both"),
        ('norm.title-marks = "<>"\n', ":1: title-marks is '<>'; one of 《》, 〈〉, 『』, 「」, none, as-written"),
        ("[norm]\nplace = [1]\n", ":2: place is [1]; one of loanword"),
        ('norm = "sino"\n', ":1: norm is 'sino'; it is a table: write [norm]"),
    ],
    ids=[
        "number", "empty", "no base", "number among texts", "syntax", "unterminated", "escape", "tab", "unknown", "table", "twice",
        "scope a number", "scope blank", "scope in the norm", "word", "word in an inline table", "word behind a dot", "list", "norm a word",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ValueRefused) as caught:
        settings.read(path)
    assert str(caught.value).startswith(str(path))
    assert any(part in str(caught.value) for part in expected.split("|"))
    assert "\n" not in str(caught.value)


def test_what_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, '# 설정\ndb = "용어.db"\n', "cp949")
    with pytest.raises(ValueRefused, match=r":1: not UTF-8; save the file as UTF-8$"):
        settings.read(path)
