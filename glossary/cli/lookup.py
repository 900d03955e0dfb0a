"""``glossary lookup``: find terms. It starts at once: no database library, no conversion table, no reading table is loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from glossary.cli.concepts import card, line, main_term, record
from glossary.cli.params import text
from glossary.cli.session import Session, shown_location
from glossary.cli.streams import echo, echo_json
from glossary.errors import ValueRefused
from glossary.house import belongs, view

if TYPE_CHECKING:
    from glossary.house import House
    from glossary.lookup import How, Match

LIMIT: Final = 10
HOWS: Final = ("exact", "key", "reading", "choseong", "prefix", "part", "fuzzy")
_WHOLE: Final = ("exact", "key", "reading")
"""Ways of finding in which the whole form was meant; those concepts are shown in full, the others on one line."""


@click.command(name="lookup", short_help="Find concepts by Korean, Chinese or pinyin.")
@click.argument("queries", metavar="QUERY...", nargs=-1, required=True, type=text)
@click.option("--json", "as_json", is_flag=True, help="One object a line, best first.")
@click.option(
    "--limit", type=click.IntRange(min=1), help=f"At most so many concepts a query.  [default: {LIMIT}; 1 for a list]"
)
@click.option("--lang", metavar="TAG", type=text, help="Only forms of this language: ko, zh, zh-Hant …")
@click.option(
    "--status",
    metavar="S",
    type=text,
    help="Only concepts of this status; rejected and removed ones are shown only so.",
)
@click.option("--all", "everything", is_flag=True, help="Every concept that is found, however many.")
@click.option(
    "--how",
    "ways",
    type=click.Choice(HOWS),
    multiple=True,
    help="Only what is found so; may be given several times. Typing ahead asks for prefix alone.",
)
@click.option("--explain", is_flag=True, help="Say of each concept how it was found, and how sure that is.")
@click.pass_obj
def command(
    session: Session,
    queries: tuple[str, ...],
    as_json: bool,
    limit: int | None,
    lang: str | None,
    status: str | None,
    everything: bool,
    ways: tuple[How, ...],
    explain: bool,
) -> int:
    """Find concepts by Korean, by Chinese in any script, by pinyin with or without tones; by first letters (ㅇㅇㅎㅇ, lgh), by a
    beginning or a part, with particles behind it (웨이하이에서), and with a typing error or two.

    - reads one query a line and prints a table separated by tabs: query, id, Korean, Chinese, pinyin, kind, status; and the
    term base where there are several, and with --explain how it was found and by which form. Nothing found is status 1.

    \b
    Example: glossary lookup 웨이하이 威海 weihai
    """
    from glossary import lookup

    house = session.house
    session.announce(everywhere=True)
    several = len(session.locations) > 1
    missing = 0
    with lookup.Lookup(*session.locations) as bases:
        for query, of_list in _queries(session, queries):
            most = limit or (1 if of_list else LIMIT)
            try:
                matches = bases.find(query, limit=most, lang=lang, status=status, all=everything, ways=ways)
            except ValueRefused as error:
                if not of_list:
                    raise
                session.problem(ValueRefused(f"{of_list}: {error}"))  # and the rest of the list is answered
                continue
            matches.sort(key=lambda match: not belongs(match.concept, house.scope))
            missing += not matches
            if as_json:
                for match in matches:
                    echo_json(match_record(match._replace(concept=view(match.concept, house))))
            else:
                listed = (
                    _table(query, matches, house, several, explain)
                    if of_list
                    else _lines(matches, house, several, explain)
                )
                for shown in listed:
                    echo(shown)
            if not matches and not session.quiet and not of_list:
                click.echo(f"nothing found: {query}", err=True)
    return 1 if missing or session.problems else 0


def match_record(match: Match) -> dict[str, Any]:
    """Return *match* as ``lookup --json`` prints it."""
    whole = record(match.concept)
    terms, evidence = whole.pop("terms"), whole.pop("evidence")
    found = {"how": match.how, "term": match.term, "score": round(match.score, 3)}
    return whole | {"base": shown_location(match.base), "match": found, "terms": terms, "evidence": evidence}


def _queries(session: Session, given: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the queries, those on standard input with their line (``-:2``); blank lines are passed over, and unreadable ones told."""
    for query in given:
        if query != "-":
            yield query, ""
            continue
        if sys.stdin is None:
            raise ValueRefused("-: standard input is closed; send the list through a pipe")
        for number, raw in enumerate(sys.stdin.buffer, 1):
            try:
                entry = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError as error:
                told = f"-:{number}: not UTF-8 at byte {error.start} of the line; save the list as UTF-8"
                session.problem(ValueRefused(told))
                continue
            if entry:
                yield entry, f"-:{number}"


def _table(query: str, matches: list[Match], house: House, several: bool, explain: bool) -> Iterator[str]:
    """Yield a row a match, or one with the query alone; a tab in the query becomes a space. Of *several* term bases each is named.

    With *explain* the way in which it was found and the term stand behind.
    """
    asked = " ".join(query.split())
    if not matches:
        yield "\t".join([asked, *[""] * (6 + several + 2 * explain)])
    for match in matches:
        concept = view(match.concept, house)
        ko, zh = main_term(concept.korean), main_term(concept.chinese, house)
        reading = zh.reading if zh and zh.reading else ""
        names = (ko.text if ko else "", zh.text if zh else "", reading)
        base = (shown_location(match.base),) if several else ()
        how = (match.how, match.term) if explain else ()
        yield "\t".join([asked, concept.label, *names, concept.kind, concept.status, *base, *how])


def _lines(matches: list[Match], house: House, several: bool, explain: bool) -> Iterator[str]:
    """Yield what is shown of *matches*: those that the query means in full, the rest on one line each. Of *several* term bases each is named."""
    whole = [match for match in matches if match.how in _WHOLE]
    for match in whole:
        first, *rest = card(match.concept, base=shown_location(match.base) if several else "", house=house)
        yield first + _found(match, house, explain)
        yield from rest
    for match in matches:
        if match.how not in _WHOLE:
            shown = line(match.concept, base=shown_location(match.base) if several else "", house=house)
            shown += _found(match, house, explain)
            yield f"also {shown}" if whole else shown


def _found(match: Match, house: House, explain: bool) -> str:
    """Return how the query found *match*, where its line does not show it: ``≈ 류광화 (1 typing error)``; with *explain* always, and the score."""
    concept = view(match.concept, house)
    names = [term.text for term in (main_term(concept.korean), main_term(concept.chinese, house)) if term]
    if explain:
        said = f"≈ {match.term} ({match.how}{', ' if match.why else ''}{match.why}; {match.score:.3f})"
    elif not match.why or (match.how in ("prefix", "part") and match.term in names):
        return ""
    else:
        said = f"≈ {match.term} ({match.why})"
    return "  " + click.style(said, dim=True)
