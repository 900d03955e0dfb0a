"""A GNU gettext PO file as glossary: msgid is the source form, msgstr the target form, the extracted comment what is known of them.

From the second entry of a source form on the target form is its msgctxt, since msgfmt refuses a message that is there twice. No date stands in
the header unless it is given. UTF-8 without BOM, line feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from glossary.errors import FormatError
from glossary.formats import columns
from glossary.formats.comments import COMMENTED
from glossary.formats.exchange import Incoming, Options, Problem, Profile
from glossary.formats.lines import LINE, Text
from glossary.formats.pairs import writing as pair_writing
from glossary.formats.pairs.languages import check_languages
from glossary.formats.pairs.reading import read_rows
from glossary.formats.pairs.runs import PairRow
from glossary.formats.pairs.writing import COMMENT, CONTEXT, SOURCE, TARGET, Layout, Pair

_STRING: Final = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d{1,9}\])\s*)?"([^"\\]*+(?:\\.[^"\\]*+)*+)"\s*'
)
_GATHERED: Final = re.compile(r"([^{};]+) \{[^{}]*\}(?:; |$)")
_ALL_GATHERED: Final = re.compile(r"(?:[^{};]+ \{[^{}]*\}(?:; |$))+")
_ESCAPE: Final = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_PLAIN: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_FIELD: Final = re.compile(r"^([A-Za-z-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _head(options: Options) -> str:
    fields = {
        "Project-Id-Version": "glossary",
        "PO-Revision-Date": f"{options.date} 00:00+0000"
        if options.date
        else "",  # msgfmt misses fields that are not there
        "Last-Translator": "",
        "Language-Team": "",
        "Language": options.target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": options.source.replace("-", "_"),
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())


def _entry(pair: Pair) -> str:
    """Return an entry, with the empty line before it and without the end of its last."""
    context = f"msgctxt {_quoted(pair.context)}\n" if pair.again else ""
    comment = f"{pair.comment} " if pair.comment.endswith("\\") else pair.comment  # or msgfmt joins the next line to it
    return f"\n#. {comment}\n{context}msgid {_quoted(pair.source)}\nmsgstr {_quoted(pair.target)}"


LAYOUT: Final = Layout((SOURCE, TARGET, COMMENT, CONTEXT), head=_head, entry=_entry)


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of entries with one translation and one comment; what is fuzzy is a candidate.

    The header tells the languages (``Language``, ``X-Source-Language``), else the script. Obsolete entries and those without a translation are
    passed over, and told by their number. Raises FormatError for what is no text in UTF-8, and for a file without Korean or without Chinese.
    """
    return read_rows(_Catalogue(stream, path).rows(), path)


class _Catalogue:
    """A PO file under way: the fields of an entry, its comments and flags, and what of the file was passed over."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._lines = Text(stream, path)
        self._path = path
        self._tags = ["", ""]
        self._obsolete = self._untranslated = 0
        self._begin(1)

    def _begin(self, line: int) -> None:
        self._line = line
        self._field = ""
        self._size = 0
        self._fields: dict[str, list[str]] = {}
        self._comments: list[str] = []
        self._fuzzy = False
        self._broken = False

    def rows(self) -> Iterator[PairRow | Problem]:
        """Yield each entry, or what is wrong with one."""
        number = 0
        for number, line in self._lines:
            text = line.strip()
            if text and self._ends(text):
                yield from self._finished()
                self._begin(number)
            self._size += len(text)
            if self._size > LINE:
                raise FormatError(
                    f"{self._path}:{self._line}: an entry of more than {LINE:,} characters; this is no glossary"
                )
            if text.startswith("#"):
                self._comment(text)
            elif text and not self._take(text) and not self._broken:
                self._broken = True
                yield Problem(self._path, number, 0, f"not a line of PO: {text[:40]!r}; a string stands in quotes")
        yield from self._finished()
        for count, what in (
            (self._obsolete, "obsolete lines (#~)"),
            (self._untranslated, "entries without a translation"),
        ):
            if count:
                yield Problem(self._path, number, 0, f"{count:,} {what} are passed over", True)

    def _ends(self, text: str) -> bool:
        """Say whether the entry under way ends before this line."""
        return "msgstr" in self._field and text.startswith(("#", "msgctxt", "msgid "))

    def _comment(self, text: str) -> None:
        mark, rest = text[:2], text[2:].strip()
        if mark == "#~":
            self._obsolete += 1
        elif mark == "#,":
            self._fuzzy |= "fuzzy" in re.split(r"[,\s]+", rest)
        elif mark in ("#.", "# ") and rest:
            self._comments.append(rest)

    def _take(self, text: str) -> bool:
        """Add a string to its field; say whether the line is one."""
        found = _STRING.fullmatch(text)
        if found is None or not (found[1] or self._field):
            return False
        self._field = found[1] or self._field
        self._fields.setdefault(self._field, []).append(found[2])
        return True

    def _finished(self) -> Iterator[PairRow | Problem]:
        """Yield the entry under way as a row."""
        if self._broken or "msgid" not in self._fields:
            return
        source, context = self._text("msgid"), self._text("msgctxt")
        target = self._text("msgstr") or self._text("msgstr[0]")
        if not source and not context:
            self._header(target)
        elif not target or not source:
            self._untranslated += 1
        else:
            yield PairRow(
                self._line,
                (self._tags[0], source),
                tuple((self._tags[1], one) for one in _gathered(target)),
                ("\n".join(self._comments),) if self._comments else (),
                "" if context == target else context,
                draft=self._fuzzy,
            )

    def _text(self, field: str) -> str:
        """Return a field without its escapes."""
        return _ESCAPE.sub(_unescaped, "".join(self._fields.get(field, ())))

    def _header(self, text: str) -> None:
        """Take the languages of the file over, where it names both."""
        fields = {name.lower(): value for name, value in _FIELD.findall(text)}
        charset = fields.get("content-type", "").lower().partition("charset=")[2]
        if charset not in ("", "utf-8", "utf8", "ascii", "us-ascii", "charset"):
            raise FormatError(
                f"{self._path}:{self._line}: in {charset[:20]!r}; save the file as UTF-8 (msgconv -t UTF-8)"
            )
        named = [fields.get("x-source-language", ""), fields.get("language", "")]
        tags = [columns.language_named(name) or name for name in named]
        if all(tags):
            check_languages(tags, named, self._path, self._line)
            self._tags = tags


def _gathered(target: str) -> list[str]:
    """Return the targets that poterminology has gathered in one, each with its files behind it: ``上海 {a.po}; 沪 {b.po, c.po}``."""
    return _GATHERED.findall(target) if _ALL_GATHERED.fullmatch(target) else [target]


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0] in "01234567" else _PLAIN.get(code, code)


PO: Final = Profile(
    "po",
    "GNU gettext PO file",
    (".po",),
    "cat",
    COMMENTED,
    "pairs of forms; kind, pinyin and notes as extracted comment; a target as msgctxt from the second entry of a source form on",
    partial(pair_writing.write, LAYOUT),
    read,
    pairs=True,
)
