"""Reads files with the checks of DeepL's client, which refuses a whole glossary for one entry that its service would refuse."""

from __future__ import annotations

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


if __name__ == "__main__":
    answer({"tsv": read_tsv, "csv": read_csv})
