"""Which rules are due at a form: one that only speaks where a word stands beside the form is not asked where the text goes on with other letters.

Most forms have nothing beside them but a particle, and most rules would be asked in vain. What a rule needs is said with it in the
table of rules; whether it is there is looked up once for all rules, by the letters next to the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, NamedTuple, get_args

from glossary.classify.before import Before, last_letters
from glossary.classify.context import Context
from glossary.classify.patterns import After
from glossary.classify.surroundings import BODY_ENDS, BODY_HEADS
from glossary.classify.tables import names
from glossary.model import Kind, Relation

Found = tuple[Kind, str] | None
Sign = Literal["known", "glued", "person", "quoted", "said", "elsewhere", "body", "single", "long", "any"]
"""What a rule may need besides words: the form stands in the tables; something is glued to its bracket; dates of life; marks of quotation; more in
the bracket than the form; the Korean form elsewhere; a form that begins or ends as those of bodies do, or is not read at all; one hanzi; so many that they may be a work's; nothing."""

LONG: Final = 8
"""Hanzi of a form that may be a work's whatever stands around."""
_LONGEST: Final = 9
"""Hanzi from which on no rule tells lengths apart."""
_KEPT: Final = 8_192
"""Sets of rules that are kept."""
_RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)


class Rule(NamedTuple):
    """A rule and what it needs: one of the patterns *after* or *before* the form, a text before it with one of the *ends*, or one of the *signs*; and a form of its *lengths* and *relations*."""

    ask: Callable[[Context], Found]
    after: tuple[After, ...] = ()
    before: tuple[Before, ...] = ()
    ends: frozenset[str] = frozenset()
    signs: tuple[Sign, ...] = ()
    lengths: tuple[int, int] = (1, 99)
    relations: tuple[Relation, ...] = _RELATIONS


class Due:
    """The rules of a table by what stands at a form; a set of them is a number with a bit a rule."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._after: dict[str, int] = {}
        self._before: dict[str, int] = {}
        self._signs: dict[str, int] = dict.fromkeys(get_args(Sign), 0)
        for at, rule in enumerate(rules):
            _mark(self._after, (opener for pattern in rule.after for opener in pattern.openers), 1 << at)
            _mark(self._before, (end for pattern in rule.before for end in pattern.ends), 1 << at)
            _mark(self._before, rule.ends, 1 << at)
            _mark(self._signs, rule.signs, 1 << at)
        self._any_after = sum(1 << at for at, rule in enumerate(rules) if rule.after)
        self._any_before = sum(1 << at for at, rule in enumerate(rules) if rule.before or rule.ends)
        self._shapes = {
            relation: tuple(
                sum(
                    1 << at
                    for at, rule in enumerate(rules)
                    if relation in rule.relations and rule.lengths[0] <= length <= rule.lengths[1]
                )
                for length in range(_LONGEST + 1)
            )
            for relation in _RELATIONS
        }
        self._asked: dict[int, tuple[Callable[[Context], Found], ...]] = {}

    def rules(self, context: Context) -> tuple[Callable[[Context], Found], ...]:
        """Return the rules that can speak of a form, in their order."""
        due = self._beside(context.before, context.after) | self._signed(context)
        length = len(context.hans)
        due &= self._shapes[context.relation][length if length < _LONGEST else _LONGEST]
        asked = self._asked.get(due)
        if asked is None:
            if len(self._asked) >= _KEPT:
                self._asked.clear()
            asked = self._asked[due] = tuple([rule.ask for at, rule in enumerate(self._rules) if due >> at & 1])
        return asked

    def _beside(self, before: str, after: str) -> int:
        """Return the rules for which a word may stand on either side."""
        two, one = last_letters(before)
        ends = self._before
        due = self._any_before if one.isspace() else ends.get(two, 0) | ends.get(one, 0)
        head = after[:3]
        if not head.isprintable():  # a tab, or a space of another width
            return due | self._any_after
        openers = self._after
        return due | openers.get(head[:1], 0) | openers.get(head[:2], 0) | openers.get(head, 0)

    def _signed(self, context: Context) -> int:
        signs, cues, ko, hans = self._signs, context.cues, context.ko, context.hans
        due = signs["any"]
        if hans in names():
            due |= signs["known"]
        if context.glued:
            due |= signs["glued"]
        if cues.person:
            due |= signs["person"]
        if cues.quoted:
            due |= signs["quoted"]
        if context.elsewhere:
            due |= signs["elsewhere"]
        if len(context.inside) > len(context.zh) + 2:
            due |= signs["said"]
        if ko[-2:] in BODY_ENDS or ko[:4] in BODY_HEADS or ko[-1:] == "대" or context.relation == "other":
            due |= signs["body"]
        if len(hans) == 1:
            due |= signs["single"]
        elif len(hans) >= LONG:
            due |= signs["long"]
        return due


def _mark(table: dict[str, int], keys: Iterable[str], rule: int) -> None:
    for key in keys:
        table[key] = table.get(key, 0) | rule
