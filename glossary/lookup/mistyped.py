"""What was meant by a query with typing errors.

Nothing is stored for it. A form that is one key away is made from the query and asked for: in Hangul by the keys of the keyboard, in pinyin by the
letters. Hanzi are too many for that, so forms that share parts are compared, and forms of the same sound, which is the error of those who type
by pinyin (葳海 for 威海). What has two errors shares parts too, if it is long enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Final, TypeAlias

from glossary.hangul import LEADS, TAILS, VOWELS, is_syllable
from glossary.lookup import strokes
from glossary.lookup.ways import Query
from glossary.normalize import keys
from glossary.store.lookup_sql import Finder, Hit

Meant: TypeAlias = tuple[float, int, Hit, str]
"""How many errors in how many letters (`_weight`), the term, and what the error is in words."""

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_PINYIN: Final = 4
_LONGEST: Final = 12
"""Syllables or hanzi, up to which one error in Hangul is looked for by making all forms; and letters of pinyin, by twice as many."""
_PARTS: Final = 400
"""Terms of one part that are counted, at most; a fifth of them where there are more parts, for one that is left whole is rare then."""
_COMPARED: Final = 200
"""Terms that are read and compared letter by letter, at most; a quarter of them where there are more parts: those share more than one."""
_MORE: Final = 50
"""Times as many where everything is wanted, however long it takes."""
_TWO: Final = 5
"""Letters from which on two errors are thought of: in fewer they are another word."""
_HANZI_KEYS: Final = 3
"""What a hanzi counts for beside an error: as many keys as a syllable of Hangul."""
_ALONE: Final = 7
"""Keys from the first jamo that stands alone to the last, at most, where one error left them so (ㄱ아ㅖㄴ for 가옌)."""
_SOUNDS: Final = 16
"""Readings of a whole form that are tried, at most."""


def meant(finder: Finder, query: Query) -> Iterator[Meant]:
    """Yield the terms that may have been meant, each once or several times."""
    if query.han:
        yield from _han(finder, query)
    elif query.hangul:
        yield from _hangul(finder, query)
    else:
        yield from _latin(finder, query)


def _weight(errors: int, typed: str, meant: str) -> float:
    """Return what *errors* between the letters *typed* and those that may have been *meant* count for.

    Few forms come of swapping two letters, and a hundred times as many of other errors: so the one that is in the term base is the likelier.
    """
    return errors - 0.2 if sorted(meant) == sorted(typed) else errors


def _swapped(letters: str) -> set[str]:
    """Return the forms with two neighbours swapped: 류광화 and the like for 류화광."""
    return {
        letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        for place in range(len(letters) - 1)
    }


# --- Hangul ---------------------------------------------------------------------------------------------------------


def _hangul(finder: Finder, query: Query) -> Iterator[Meant]:
    """Find one wrong key by making every form; in what is longer, and for two, by parts."""
    typed = strokes.typed(query.letters)
    size, found = len(typed), False
    if len(query.letters) < 2:
        return
    if len(query.letters) <= _LONGEST:
        forms = one_key_away(query.letters) | _swapped(query.letters)
        for hit in finder.equal("key", sorted(forms), query.only, limit=query.candidates):
            found = True
            yield _weight(1, typed, strokes.typed(hit.key)), size, hit, "1 typing error"
    if len(query.letters) >= _TWO and not found:
        for hit in _alike(finder, query, len(query.letters) - 2, len(query.letters) + 2, _COMPARED):
            wrong = strokes.errors(typed, of_term := strokes.typed(hit.key), 2)
            if wrong <= 2:
                yield _weight(wrong, typed, of_term), size, hit, f"{wrong} typing error{'s' * (wrong > 1)}"


def one_key_away(text: str) -> set[str]:
    """Return the forms of whole syllables from which one error on the keyboard leads to *text*.

    One key too many, too few, another one, two swapped; and another jamo of a syllable, also one that takes two keys (ㅓ, ㅞ).
    """
    alone = [place for place, char in enumerate(text) if "ㄱ" <= char <= "ㅣ"]
    found: set[str] = set()
    if alone:  # what stands alone is where the error is; what is further off composes as it did
        start, end = max(alone[0] - 2, 0), alone[-1] + 3
        first = len(strokes.typed(text[start : alone[0]]))
        last = len(strokes.typed(text[start : alone[-1] + 1]))
        if last - first <= _ALONE:
            around = strokes.typed(text[start:end])
            places = range(max(first - 2, 0), min(last + 1, len(around)) + 1)
            found = _whole(text[:start], _edited(around, places), text[end:])
    else:
        for place, char in enumerate(text):
            head, tail = text[:place], text[place + 1 :]
            if is_syllable(char):
                found.update([head + other + tail for other in _with_other_jamo(char)])
            before, behind = strokes.typed(head[-1:]), strokes.typed(tail[:1])
            found |= _whole(head[:-1], _recut(before, strokes.typed(char), behind), tail[1:])
    found.discard(text)
    return found


def _whole(head: str, edited: Iterable[str], tail: str) -> set[str]:
    """Return the forms with no jamo alone between *head* and *tail* that the *edited* keys type."""
    alone = _jamo().search
    return {head + form + tail for keys in edited if not alone(form := strokes.composed(keys))}


@cache
def _jamo() -> re.Pattern[str]:
    return re.compile("[ㄱ-ㅣ]")


@cache
def _with_other_jamo(syllable: str) -> tuple[str, ...]:
    """Return the syllables with another lead, another vowel or another tail."""
    index = ord(syllable) - 0xAC00
    lead, vowel, tail = index // 588, index // 28 % 21, index % 28
    first = 0xAC00
    return (
        *[chr(first + (other * 21 + vowel) * 28 + tail) for other in range(len(LEADS)) if other != lead],
        *[chr(first + (lead * 21 + other) * 28 + tail) for other in range(len(VOWELS)) if other != vowel],
        *[chr(first + (lead * 21 + vowel) * 28 + other) for other in range(len(TAILS)) if other != tail],
    )


def _edited(typed: str, places: Iterable[int]) -> Iterator[str]:
    """Yield *typed* with every error of one key at *places*."""
    for place in places:
        head, tail = typed[:place], typed[place:]
        for key in strokes.CONSONANTS + strokes.VOWELS:
            yield head + key + tail
            if tail:
                yield head + key + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _recut(first: str, typed: str, last: str) -> Iterator[str]:
    """Yield the keys of whole syllables, without each error of one key in *typed*, those in the middle, that may have cut them so; other jamo aside.

    A key too many, two swapped, a vowel left out between two consonants (벻이 for 베하이), a consonant before a vowel (가아 for 강나, 과 for 고나), and a
    vowel for a consonant or the other way round, which makes syllables only beside its like (과 for 곤, 강나 for 가와).
    """
    for place, key in enumerate(typed):
        head, tail = first + typed[:place], typed[place + 1 :] + last
        yield head + tail
        if tail:
            yield head + tail[0] + key + tail[1:]
        before, behind = _class(head[-1:]), _class(tail[:1])
        if key in strokes.VOWELS:
            yield from (head + other + key + tail for other in strokes.CONSONANTS if head)
            if "V" in before + behind:
                yield from (head + other + tail for other in strokes.CONSONANTS)
        elif key in strokes.CONSONANTS:
            if behind != "V":
                yield from (head + key + other + tail for other in strokes.VOWELS)
                yield from (head + other + tail for other in strokes.VOWELS)
            elif before == "C":
                yield from (head + other + tail for other in "ㅗㅜㅡ" if other + tail[0] in strokes.JOINED_VOWELS)


def _class(key: str) -> str:
    """Return C for a consonant, V for a vowel, "" for anything else."""
    return "" if not key else "V" if key in strokes.VOWELS else "C" if key in strokes.CONSONANTS else ""


# --- pinyin and other letters ---------------------------------------------------------------------------------------


def _latin(finder: Finder, query: Query) -> Iterator[Meant]:
    """Find pinyin, and names in Latin letters, with one letter too many, too few, another one, or two swapped."""
    letters = query.sound
    if not (_SHORTEST_PINYIN <= len(letters) <= 2 * _LONGEST and letters.isascii() and letters.isalpha()):
        return
    forms = sorted(one_letter_away(letters))
    for hit in finder.equal("loose", forms, query.only, limit=query.candidates):
        yield _weight(1, letters, hit.loose or ""), len(letters), hit, "1 typing error"
    for hit in finder.equal("key", forms, query.only, limit=query.candidates):
        yield _weight(1, letters, hit.key), len(letters), hit, "1 typing error"


def one_letter_away(text: str) -> set[str]:
    """Return what *text* may be one error of typing away from, in letters from a to z."""
    cuts = [(text[:place], text[place:]) for place in range(len(text) + 1)]
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= _swapped(text)
    for head, tail in cuts:
        found.update([head + letter + tail for letter in _LETTERS])
        if tail:
            rest = tail[1:]
            found.update([head + letter + rest for letter in _LETTERS])
    found.discard(text)
    return found


# --- hanzi ----------------------------------------------------------------------------------------------------------


def _han(finder: Finder, query: Query) -> Iterator[Meant]:
    """Find hanzi of the same sound, one too many or two swapped, and by parts what has another hanzi or one more."""
    letters = query.letters
    if len(letters) < 2:
        return
    size = len(letters) * _HANZI_KEYS
    sounds = _sounds(letters)
    fewer = {letters[:place] + letters[place + 1 :] for place in range(len(letters))} if len(letters) > 2 else set()
    seen: dict[tuple[int, str], Hit] = {}
    found = [
        *finder.equal("loose", sounds, query.only, limit=query.candidates),
        *finder.equal("key", sorted(fewer | _swapped(letters)), query.only),
        *_alike(finder, query, len(letters), len(letters) + 1, _COMPARED),
    ]
    for hit in found:
        seen[hit.concept, hit.text] = hit
    most = 2 if len(letters) >= _TWO else 1
    for hit in seen.values():
        wrong = strokes.errors(letters, hit.key, most)
        if hit.loose in sounds and len(hit.key) == len(letters):
            yield min(wrong, most) / 2, size, hit, "same sound"
        elif wrong <= most:
            # Who types hanzi by their sound leaves one out, or has one too many, sooner than to take one of another sound.
            less = 0.1 if len(hit.key) != len(letters) else 0
            yield _weight(wrong, letters, hit.key) - less, size, hit, f"{wrong} wrong character{'s' * (wrong > 1)}"


def _sounds(letters: str) -> list[str]:
    """Return how *letters* may be read, without tones; the table of readings loads only here."""
    from glossary.readings import pinyin

    readings = [{keys.pinyin_key(one) for one in pinyin.syllables(char)} or {""} for char in letters]
    count = 1
    for each in readings:
        count *= len(each)
    if count > _SOUNDS:
        readings = [{keys.pinyin_key(one) for one in pinyin.syllables(char)[:1]} or {""} for char in letters]
    return sorted({"".join(each) for each in product(*readings)} - {""})


# --- parts ----------------------------------------------------------------------------------------------------------


def _alike(finder: Finder, query: Query, shortest: int, longest: int, most: int) -> list[Hit]:
    """Return *most* terms of so many letters that share parts with the query, those with the rarest parts first; more of them where everything is wanted."""
    letters = query.letters
    more = _MORE if query.limit is None else 1
    of_each, most = (_PARTS * more, most * more) if len(letters) < _TWO else (_PARTS * more // 5, most * more // 4)
    shared: defaultdict[int, float] = defaultdict(float)
    lists = [finder.with_gram(gram, shortest, longest, of_each) for gram in sorted(_grams(letters))]
    for terms in (finder.with_beginning(letters[:2], shortest, longest, 5 * of_each), *lists):
        for number in terms:
            shared[number] += 1 / len(terms)
    return finder.numbered(sorted(shared, key=shared.__getitem__, reverse=True)[:most], query.only)


def _grams(letters: str) -> set[str]:
    """Return the parts by which forms that are like *letters* are found."""
    found = {letters[place : place + 2] for place in range(len(letters) - 1)}
    if len(letters) == 3:
        found.add(keys.skipping(letters[0], letters[2]))
    if len(letters) == 2:
        found.add(keys.skipping(letters[0], letters[1]))
    return found
