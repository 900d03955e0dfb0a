"""Reads files with the checks of DeepL's client, which refuses a whole glossary for one entry that its service would refuse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from deepl.util import convert_csv_to_dict, convert_tsv_to_dict
from lines import Entry, answer


def read_tsv(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the entries of tab-separated text."""
    for left, right in convert_tsv_to_dict(Path(path).read_bytes().decode("utf-8")).items():
        yield left, right, ""


def read_csv(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the entries of comma-separated values."""
    for left, right in convert_csv_to_dict(Path(path).read_bytes()).items():
        yield left, right, ""


def read_json(path: str, source: str, target: str) -> Iterator[Entry]:
    """Yield the entries from source to target of a glossary of several directions, when the client takes all of them."""
    directions = {}
    for dictionary in json.loads(Path(path).read_bytes())["dictionaries"]:
        direction = dictionary["source_lang"], dictionary["target_lang"]
        assert direction not in directions and direction == tuple(map(root, direction)), direction
        directions[direction] = convert_tsv_to_dict(dictionary["entries"])
    for left, right in directions.get((root(source), root(target)), {}).items():
        yield left, right, ""


def root(tag: str) -> str:
    """Return the language of a tag, without its region."""
    return tag.split("-")[0].lower()


if __name__ == "__main__":
    answer({"tsv": read_tsv, "csv": read_csv, "json": read_json})
