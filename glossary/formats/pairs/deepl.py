"""A multilingual glossary of DeepL (version 3 of its interface): the JSON that makes one, a dictionary for each direction.

From source to target each source form stands once, with the preferred target, as in `deepl`. Back, and between every other two languages that a concept
has, the preferred forms alone do: what is to be replaced there, too, is guarded, and left out where several concepts have it. DeepL knows root languages
(zh for both scripts) and takes texts of at most 1,024 bytes, 10 MiB in all; not documented by DeepL is whether that holds for a glossary or a dictionary.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from glossary.formats.account import ANOTHER_TARGET, HELD_BACK, REPEATED, Tally, refusal
from glossary.formats.comments import flat
from glossary.formats.exchange import Options, Profile
from glossary.formats.guards import guard
from glossary.formats.pairs.deepl_reading import read
from glossary.formats.pairs.profiles import DEEPL_LIMITS as LIMITS
from glossary.languages import primary_language
from glossary.model import Concept, Term

LANGUAGES: Final = frozenset(
    "ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv th tr uk vi zh".split()
)
"""The languages that DeepL has glossaries of."""
Direction: TypeAlias = tuple[str, str]


def write(concepts: Iterable[Concept], options: Options, tally: Tally) -> Iterator[str]:
    """Yield the glossary, when all concepts have gone by; there is no more of it in memory than DeepL takes."""
    glossary = _Glossary(options, tally)
    for concept in concepts:
        if entries := glossary.add(concept):
            tally.wrote(concept, entries)
        else:
            tally.refused(glossary.refusal)
    yield '{"name": "glossary", "dictionaries": ['
    for number, (direction, entries_of) in enumerate(glossary.dictionaries()):
        yield f"{',' if number else ''}\n{json.dumps(_dictionary(direction, entries_of), ensure_ascii=False)}"
    yield "\n]}\n"


def _dictionary(direction: Direction, entries: Mapping[str, str]) -> dict[str, Any]:
    lines = "".join(f"{source}\t{target}\n" for source, target in entries.items())
    return {"source_lang": direction[0], "target_lang": direction[1], "entries": lines, "entries_format": "tsv"}


class _Glossary:
    """The dictionaries under way, and what has no room in them."""

    def __init__(self, options: Options, tally: Tally) -> None:
        self._options = options
        self._lost = tally.lost
        self._forward = primary_language(options.source), primary_language(options.target)
        self._entries: dict[Direction, dict[str, str]] = {self._forward: {}, self._forward[::-1]: {}}
        self._shared: dict[Direction, set[str]] = {}
        self._size = 0
        self.refusal = ""
        """Why none of the sources of the last concept went in."""

    def dictionaries(self) -> Iterator[tuple[Direction, dict[str, str]]]:
        """Yield each direction that has entries: source to target, back, the others in their order."""
        directions = [*self._entries]
        for direction in [*directions[:2], *sorted(directions[2:])]:
            if self._entries[direction]:
                yield direction, self._entries[direction]

    def add(self, concept: Concept) -> int:
        """Add a concept in every direction; return how many of its source forms went in."""
        sources, (target, *_) = (concept.in_language(tag) for tag in (self._options.source, self._options.target))
        before = self._lost[REPEATED], self._lost[ANOTHER_TARGET]
        written = [self._is_added(flat(source.text), flat(target.text)) for source in sources]
        repeated, claimed = self._lost[REPEATED] - before[0], self._lost[ANOTHER_TARGET] - before[1]
        self.refusal = refusal(len(sources), repeated, claimed)
        further = [term for term in concept.terms if primary_language(term.language) not in self._forward]
        known = [term for term in further if primary_language(term.language) in LANGUAGES]
        self._lost["forms in further languages or scripts"] += len(further) - len(known)
        # The first that goes out is not the preferred one where that is held back.
        goes_back = written[0] and sources[0].status == "preferred"
        heads = [*([sources[0], target] if goes_back else []), *known]
        for one, other in itertools.permutations(heads, 2):
            if (one, other) != (sources[0], target):
                self._add_back(concept, one, other)
        return sum(written)

    def _is_added(self, source: str, target: str) -> bool:
        """Add an entry from source to target; say whether it is there, or count why it is not."""
        entries = self._entries[self._forward]
        if LIMITS.is_too_long(source) or LIMITS.is_too_long(target):
            self._lost["pairs with a form longer than DeepL takes"] += 1
        elif source in entries:
            self._lost[REPEATED if entries[source] == target else ANOTHER_TARGET] += 1
        elif not self._has_room(source, target):
            self._lost["pairs beyond the size of a file that DeepL takes"] += 1
        else:
            entries[source] = target
            return True
        return False

    def _add_back(self, concept: Concept, one: Term, other: Term) -> None:
        """Add an entry from any language to any other, unless one form there means several things."""
        source, target = flat(one.text), flat(other.text)
        direction = primary_language(one.language), primary_language(other.language)
        entries = self._entries.setdefault(direction, {})
        shared = self._shared.setdefault(direction, set())
        if entries.get(source) == target:
            return
        held = self._options.guard and guard(concept, one, one.language, frozenset(), strict=True) is not None
        if source in entries:
            self._lost["further target forms"] += 1
            if self._options.guard:
                shared.add(source)
                del entries[source]
        elif held or source in shared:
            self._lost[HELD_BACK["mt"]] += 1
        elif LIMITS.is_too_long(source) or LIMITS.is_too_long(target) or not self._has_room(source, target):
            self._lost["entries of further directions beyond what DeepL takes"] += 1
        else:
            entries[source] = target

    def _has_room(self, source: str, target: str) -> bool:
        """Take the room of an entry, if there is so much left."""
        size = LIMITS.size(f"{source}\t{target}\n")
        fits = LIMITS.largest is None or self._size + size <= LIMITS.largest
        self._size += size if fits else 0
        return fits


DEEPL_V3: Final = Profile(
    "deepl-v3",
    "DeepL glossary of several directions, JSON",
    (".deepl.json",),
    "mt",
    frozenset(),
    "a dictionary for each direction between the languages of the concepts; back and beside, the preferred forms alone; texts of at most 1,024 bytes, at most 10 MiB",
    write,
    read,
    pairs=True,
    further=True,
)
