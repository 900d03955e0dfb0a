"""``glossary review``: walk the concepts that wait for a person, one key a decision."""

from __future__ import annotations

import sys
from collections import Counter, deque
from typing import TYPE_CHECKING, Final

import click

from glossary.cli import sentences
from glossary.cli.concepts import card, main_term
from glossary.cli.params import text
from glossary.cli.session import Session
from glossary.cli.streams import echo, plural
from glossary.errors import GlossaryError, NotFound, StoreError, ValueRefused
from glossary.house import view
from glossary.model import BANDS, KINDS, ORIGINS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.model import Concept
    from glossary.store import Base
    from glossary.termbase.reviewing import Choice, Verdict

KEYS: Final = {"a": "accept", "r": "reject", "e": "edit", "s": "skip", "u": "undo", "q": "quit", "?": "help"}
_HANGUL: Final = dict(zip("ㅁㄱㄲㄷㄸㄴㅕㅂㅃ", "arreesuqq", strict=True))
"""What these keys type while the keyboard is in Hangul (두벌식)."""
_LEAVE: Final = ("\x03", "\x04", "\x1a", "")
_DONE: Final = {"accept": "accepted", "reject": "rejected"}
_AROUND: Final = 60
_EDITABLE: Final = (("Korean", "korean"), ("Chinese", "chinese"))


@click.command(name="review", short_help="Decide about candidates, one key each.")
@click.option(
    "--status",
    multiple=True,
    type=click.Choice(("candidate", "auto", "approved", "rejected")),
    help="[default: candidate]",
)
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Only what names this.")
@click.option(
    "--relation", multiple=True, type=click.Choice(RELATIONS), help="Only where the two sides are so related."
)
@click.option(
    "--origin", multiple=True, type=click.Choice(ORIGINS), help="Only where the Chinese form belongs to this language."
)
@click.option("--band", multiple=True, type=click.Choice(BANDS), help="Only where the best sighting is of this band.")
@click.option("--document", metavar="NAME", multiple=True, type=text, help="Only what was seen in this document.")
@click.option("--accept", is_flag=True, help="Accept all that the filters take at once.")
@click.option("--reject", is_flag=True, help="Reject all that the filters take at once.")
@click.option("--yes", is_flag=True, help="Do not ask before accepting or rejecting all.")
@click.option("--again", is_flag=True, help="Forget what was skipped before.")
@click.pass_obj
def command(
    session: Session,
    status: tuple[str, ...],
    kind: tuple[str, ...],
    relation: tuple[str, ...],
    origin: tuple[str, ...],
    band: tuple[str, ...],
    document: tuple[str, ...],
    accept: bool,
    reject: bool,
    yes: bool,
    again: bool,
) -> None:
    """Walk the concepts that nobody decided about, what was seen most often first: a accepts, r rejects, e edits, s skips, u undoes, q leaves.

    Every decision is saved at once. What is skipped comes again at the end, also next time.

    \b
    Example: glossary review --kind place --band review
    """
    from glossary.termbase.reviewing import Choice, queue

    choice = Choice(status or ("candidate",), kind, relation, origin, band, document)  # type: ignore[arg-type]
    if accept and reject:
        raise click.UsageError("--accept and --reject exclude each other")
    actor = session.actor
    with session.base(write=True, create=False) as base:
        if again:
            base.unskip(actor)
        for name in base.unknown_documents(document):
            raise NotFound(f"no document {name!r} was collected; glossary show names those of a concept")
        if accept or reject:
            _decide_all(session, base, choice, "accept" if accept else "reject", actor=actor, ask=not yes)
            return
        waiting = queue(base, choice, actor=actor)
        if not len(waiting):
            session.note("nothing waits for review")
            return
        walk = _Walk(session, base, choice, actor, deque(waiting))
        if waiting.skipped:
            session.note(f"{plural(len(waiting.skipped), 'concept')} skipped before come last")
        walk.all()


def _decide_all(session: Session, base: Base, choice: Choice, verdict: Verdict, *, actor: str, ask: bool) -> None:
    """Accept or reject all at once, after saying how many they are."""
    from glossary.termbase.reviewing import decide_all

    count = len(base.to_review(choice))
    what = f"{plural(count, 'concept')} would be {_DONE[verdict]}"
    if not count:
        session.note(f"{what}")
        return
    if ask:
        if not sys.stdin or not sys.stdin.isatty():
            raise ValueRefused(f"{what}; add --yes to do so")
        click.confirm(f"{what}; go on?", abort=True, err=True)
    done = decide_all(base, choice, verdict, actor=actor, house=session.house)
    if not session.quiet:
        echo(f"{plural(done, 'concept')} {_DONE[verdict]}; glossary undo takes it back")


class _Walk:
    """One walk through the queue."""

    def __init__(self, session: Session, base: Base, choice: Choice, actor: str, waiting: deque[int]) -> None:
        self._session = session
        self._base = base
        self._choice = choice
        self._actor = actor
        self._waiting = waiting
        self._all = len(waiting)
        self._done: list[tuple[int, int, str]] = []
        self._skipped = 0
        self._acts: dict[str, Callable[[Concept, str], None]] = {
            "accept": self._decide,
            "reject": self._decide,
            "edit": self._edit,
            "skip": self._skip,
            "undo": self._undo,
        }

    def all(self) -> None:
        """Show one concept after the other until none is left or the reviewer leaves."""
        try:
            while self._waiting and self._one(self._waiting[0]):
                pass
        finally:
            self._tell()

    def _one(self, number: int) -> bool:
        """Show a concept and do what the next key says; False to leave."""
        from glossary.termbase.reviewing import waits

        concept = self._base.concept(number)
        if not waits(concept, self._choice):
            self._session.note(f"{concept.label}: was decided meanwhile, it is {concept.status}")
            self._waiting.popleft()
            return True
        self._show(concept)
        while (word := KEYS.get(key := _key())) in (None, "help"):
            if key in _LEAVE:
                return False
            if not key.isspace():
                _help()
        if word == "quit":
            return False
        try:
            self._acts[str(word)](concept, str(word))
        except StoreError:
            raise
        except (
            GlossaryError
        ) as error:  # somebody else was quicker, or a wrong answer: the concept is shown as it is now
            click.echo(f"error: {error}", err=True)
        return True

    def _show(self, concept: Concept) -> None:
        echo("")
        place = self._all - len(self._waiting) + 1
        for line in (f"{place:,} of {self._all:,}", *card(concept, sentences=False, house=self._session.house)):
            echo(line)
        mark = _coloured if sys.stdout.isatty() else sentences.bracketed
        for reference in sentences.distinct(concept.references):
            echo(f"    {sentences.shown(reference, mark=mark, around=_AROUND)}")
        if sys.stdin is not None and sys.stdin.isatty():
            click.echo("  ".join(f"{key} {word}" for key, word in KEYS.items()) + "  ", nl=False, err=True)

    def _decide(self, concept: Concept, word: str) -> None:
        from glossary.termbase.reviewing import decide

        operation = decide(self._base, concept, word, actor=self._actor, house=self._session.house)  # type: ignore[arg-type]
        self._done.append((operation, self._waiting.popleft(), word))
        echo(f"{concept.label}: {_DONE[word]}")

    def _skip(self, concept: Concept, word: str) -> None:
        self._base.skip(self._actor, self._waiting.popleft())
        self._skipped += 1
        echo(f"{concept.label}: skipped")

    def _edit(self, concept: Concept, word: str) -> None:
        """Ask for the forms and the kind, and change what was answered; the concept is shown again."""
        from glossary import termbase

        prefer, house = [], self._session.house
        shown = view(concept, house)
        for name, side in _EDITABLE:
            term = main_term(getattr(shown, side), house)
            answer = _ask(name, term.text if term else "")
            if answer and (term is None or answer != term.text):
                prefer.append(answer)
        kind = _ask("kind", concept.kind)
        if kind and kind not in KINDS:
            raise ValueRefused(f"no kind {kind!r}; one of {', '.join(KINDS)}")
        wanted = termbase.Edit(prefer=tuple(prefer), kind=kind if kind and kind != concept.kind else None)  # type: ignore[arg-type]
        _, changed = termbase.edit(self._base, concept.id or 0, wanted, actor=self._actor, expected=concept.revision)
        if changed:
            self._done.append((self._base.last_to_undo(self._actor) or 0, 0, "edit"))
        echo(f"{concept.label}: {'changed' if changed else 'nothing is changed'}")

    def _undo(self, concept: Concept, word: str) -> None:
        """Take the last decision of this walk back; its concept comes again at once."""
        from glossary import termbase

        if not self._done:
            self._session.note("nothing of this review is left to undo; glossary undo goes back further")
            return
        operation, number, what = self._done[-1]
        termbase.undo(self._base, operation, actor=self._actor)
        self._done.pop()
        if number:
            self._waiting.appendleft(number)
        echo(f"{f'c{number}' if number else concept.label}: {_DONE.get(what, what)} no more")

    def _tell(self) -> None:
        """Say what came of it."""
        if self._session.quiet:
            return
        counted = Counter(what for _, _, what in self._done)
        parts = [f"{counted[word]:,} {_DONE[word]}" for word in _DONE]
        parts += [f"{self._skipped:,} skipped"] if self._skipped else []
        click.echo(f"\n{', '.join(parts)}; {len(self._waiting):,} left", err=True)


def _key() -> str:
    """Return the next key, in Latin letters whatever the keyboard is set to; "" at the end of the input."""
    if sys.stdin is None:
        return ""
    typed = click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
    typed = _HANGUL.get(typed, typed)
    if sys.stdin.isatty() and typed.isprintable():
        click.echo(typed, err=True)
    return typed.lower()


def _ask(name: str, there: str) -> str:
    """Return what is answered, *there* where the line is left empty."""
    if sys.stdin.isatty():
        return str(click.prompt(f"  {name}", default=there, err=True)).strip()
    return sys.stdin.readline().strip() or there


def _coloured(form: str) -> str:
    return click.style(form, fg="yellow", bold=True)


def _help() -> None:
    for key, what in (
        ("a", "accept: it is right as it stands"),
        ("r", "reject: it is wrong, and is not proposed again"),
        ("e", "edit: other preferred forms, another kind; then decide"),
        ("s", "skip: it comes again at the end"),
        ("u", "undo the last decision of this review"),
        ("q", "leave; every decision is saved already"),
    ):
        click.echo(f"    {key}  {what}", err=True)
