"""Kinds of arguments that several commands share: functions from what was typed to what is meant."""

from __future__ import annotations

import os

import click


def text(value: str) -> str:
    """Return a form, a note or a name as text of whole characters.

    Where the locale is not UTF-8 Python hands over the bytes of the command line as lone surrogates; they are read as UTF-8.
    What is not UTF-8 either is refused, because nothing could store or print it.
    """
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return os.fsencode(value).decode("utf-8")
        except ValueError:
            raise click.BadParameter(f"{value!a} is not UTF-8") from None
    return value


def concept_id(value: str) -> int:
    """Return the number of a concept, written as it is shown (``c17``) or bare."""
    digits = value.strip().lower().removeprefix("c")
    if not (digits.isascii() and digits.isdecimal() and 0 < len(digits) <= 18):
        raise click.BadParameter(f"{value!r} is not the id of a concept; write it as it is shown, like c17")
    return int(digits)


def operation_number(value: str) -> int:
    """Return the number of an operation, as history shows it."""
    digits = value.strip()
    if not (digits.isascii() and digits.isdecimal() and digits.strip("0")):
        raise click.BadParameter(f"{value!r} is not the number of an operation; glossary history shows them")
    if len(digits) > 18:  # more than a database counts
        raise click.ClickException(f"operation {digits}: no such operation; glossary history shows the ones there are")
    return int(digits)
