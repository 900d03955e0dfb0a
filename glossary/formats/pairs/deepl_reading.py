"""The JSON of a DeepL glossary -> concepts: what makes one (version 3), and what the service answers when it is asked for its entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

from glossary.errors import FormatError
from glossary.formats import columns
from glossary.formats.exchange import Incoming, Problem
from glossary.formats.pairs.languages import legible
from glossary.formats.pairs.reading import read_rows
from glossary.formats.pairs.runs import PairRow
from glossary.formats.rows import Dialect, rows
from glossary.formats.signature import refuse
from glossary.languages import primary_language

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the largest file that is read: what DeepL takes, with every letter escaped."""
BETWEEN: Final = 65_536
"""Characters outside the strings of a file; a glossary has a few for each dictionary."""
_STRINGS: Final = re.compile(
    rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL
)  # the last may not be closed: each byte is looked at once
_DIALECTS: Final = {"tsv": Dialect("\t"), "csv": Dialect(",", quoted=True, folded=True)}


def read(stream: BinaryIO, path: str) -> Iterator[Incoming | Problem]:
    """Yield a concept for each run of Korean and Chinese pairs with one Chinese form, whichever way a dictionary goes.

    Forms in further languages come with the Chinese or Korean form that a dictionary has them for. Raises FormatError for what is no such JSON,
    and for a glossary without a dictionary of Korean and Chinese.
    """
    glossary = _Glossary(path)
    for number, dictionary in enumerate(_dictionaries(_loaded(stream, path), path), 1):
        yield from glossary.take(number, dictionary)
    yield from glossary.finished()


def _loaded(stream: BinaryIO, path: str) -> Any:
    """Return what the JSON of a file holds."""
    data = stream.read(LARGEST + 1).removeprefix(b"\xef\xbb\xbf")
    refuse(data, path)
    if len(data) > LARGEST:
        raise FormatError(f"{path}: more than {LARGEST // 2**20} MiB; DeepL takes no glossary of that size")
    if not data.strip():
        return {"dictionaries": []}
    strings = data.count(b'"') - data.count(b'\\"')  # so many at most, and half as many at least
    if strings > BETWEEN or len(_STRINGS.sub(b"", data)) > BETWEEN:
        raise FormatError(f"{path}: no glossary of DeepL: it has a few dictionaries, whose entries are one string each")
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: not UTF-8 at byte {error.start + 1}; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise FormatError(f"{place}: not JSON: {error.msg[:80].lower()}; the file is cut off or damaged") from None
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path}: not JSON: {str(error)[:80].lower()}; the file is cut off or damaged") from None


def _dictionaries(glossary: Any, path: str) -> Iterator[Mapping[str, str]]:
    """Yield the dictionaries of a glossary; one alone may stand there by itself."""
    found = glossary.get("dictionaries", [glossary]) if isinstance(glossary, dict) else None
    names = ("source_lang", "target_lang", "entries")
    for dictionary in found if isinstance(found, list) else [None]:
        if not isinstance(dictionary, dict) or not all(isinstance(dictionary.get(name), str) for name in names):
            raise FormatError(
                f"{path}: no glossary of DeepL: a dictionary has a source_lang, a target_lang and entries"
            )
        yield dictionary


class _Glossary:
    """The entries of a glossary: Korean with Chinese, and what stands for either in further languages."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._pairs: dict[tuple[str, str], int] = {}
        self._further: dict[str, dict[str, str]] = {}
        self._apart: list[tuple[tuple[str, str], ...]] = []
        self._directions: list[str] = []

    def take(self, number: int, dictionary: Mapping[str, str]) -> Iterator[Problem]:
        """Take the entries of a dictionary; yield what is wrong in it."""
        named = [dictionary["source_lang"], dictionary["target_lang"]]
        self._directions.append("–".join(map(legible, named)))
        place = f"dictionary {number} ({self._directions[-1]})"
        tags = [columns.language_named(name) or "" for name in named]
        dialect = _DIALECTS.get(str(dictionary.get("entries_format", "tsv")), _DIALECTS["tsv"])
        lines = enumerate((found[0] for found in re.finditer("[^\r\n]+", dictionary["entries"])), 1)
        for row in rows(lines, self._path, dialect):
            if isinstance(row, Problem):
                yield self._problem(f"{place}: {row.what}")
            elif len(row[1]) < 2 or not all(row[1][:2]):
                yield self._problem(f"{place}: no target in entry {row[0]}")
            else:
                self._entry(row[0], tags, row[1])

    def _problem(self, what: str, *, remark: bool = False) -> Problem:
        return Problem(self._path, 0, 0, what, remark)  # the entries of a dictionary are one line of the file

    def _entry(self, line: int, tags: Sequence[str], cells: Sequence[str]) -> None:
        """Keep an entry of two forms in these languages."""
        forms = {primary_language(tag): (tag, text) for tag, text in zip(tags, cells, strict=False)}
        known = forms.keys() & {"ko", "zh"}
        if len(known) == 2:
            self._pairs.setdefault((forms["ko"][1], forms["zh"][1]), line)
        elif not known:
            self._apart.append(tuple(forms.values()))
        for language in forms.keys() - {"ko", "zh", ""}:
            tag, text = forms[language]
            for one in known:
                self._further.setdefault(tag, {}).setdefault(forms[one][1], text)

    def finished(self) -> Iterator[Incoming | Problem]:
        """Yield the concepts, and how much does not belong to one."""
        if not self._pairs and self._directions:
            directions = ", ".join(self._directions[:5])
            raise FormatError(f"{self._path}: no entry in Korean and Chinese in it, but dictionaries {directions}")
        yield from read_rows(self._rows(), self._path)
        joined = {text for pair in self._pairs for text in pair}
        alone = sum(form not in joined for forms in self._further.values() for form in forms)
        known = {(tag, text) for tag, forms in self._further.items() for text in forms.values()}
        alone += sum(known.isdisjoint(forms) for forms in self._apart)
        if alone:
            yield self._problem(f"{alone:,} entries without Korean or without Chinese are passed over", remark=True)

    def _rows(self) -> Iterator[PairRow | Problem]:
        for (korean, chinese), line in self._pairs.items():
            further = ((tag, forms.get(chinese) or forms.get(korean)) for tag, forms in sorted(self._further.items()))
            others = ((tag, text) for tag, text in further if text)
            yield PairRow(line, ("ko", korean), (*others, ("zh", chinese)))
