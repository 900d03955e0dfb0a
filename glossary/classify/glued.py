"""What is glued to a form: the beginning of its word, and behind its bracket the end of it, or only a particle or an ending."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from glossary.hangul import is_syllable

_PARTICLE: Final = re.compile(
    "(?:이라는|라는|이라|이라고|라고|이란|란|이다|이며|이고|으로서의|으로서는|으로서도|으로서|로서의|로서는|로서도|로서|으로써|로써|으로부터|로부터|에서는|에서도|에서의|에서만|에서부터|에서|에선|에게서는|에게서|에게까지|에게는|에게도|에게로|에게|에는|에도|에의|에만|에다|에"
    "|으로의|으로는|으로도|으로|로의|로는|로도|로|과의|와의|과는|와는|과도|와도|과|와|까지의|까지는|까지도|까지|부터의|부터는|부터|보다는|보다|처럼|만의|만이|만을|만|이나|나|이랑|랑|하고|께서|께|마다|씩|끼리|마저|만큼|이야말로"
    "|은|는|이|가|을|를|의|도|등의|등이|등을|등|씨|측|간|이었다|였다|인|및)$"
)
_COPULA: Final = re.compile(
    "(?:라|이니|이?요|(?:이라(?!크)|라[고면며서도든]|이지만|이거나|이시다|이되|이에요|이었|였|인데|이므로|이면서|이어서|입니다)[가-힣]{0,4}|이[지자던]|이기[는도에]?|인[지가])"
)
"""What says that something is so, which nouns begin or end with too: all that follows a bracket, as in 시호를 장(莊)이라 하고."""
_VERBAL: Final = re.compile(
    "하(?!자[보담]|도급|지정)(?:[여게지고며다자면니거려던므러라도였시셨신실]|는[데지]?$|기[도는에]?$|$)|한다|할$|했|해(?!서체|지권)(?:[서야도]|[졌지])|함[은을]?$|되(?:[었어고지며자면기거던다므]|는|도록|$)|된다?$|될$|됐|됨|시[켰키켜]|받[았은아고는지]|당(?:하(?!관)|했|한)|합니|됩니|토록"
)
"""What makes a verb of the form before it: 추증(追贈)되었다."""
_DIVISION: Final = re.compile(
    "(?:특별행정구|특별시|광역시|자치구|자치주|자치현|성|시|현|구|군(?!도)|진|향|촌|주(?!의)|도|맹|기(?!의))"
)
_LONGEST: Final = 40
"""Code points of a word that are seen on either side of a form."""


def word_before(text: str, place: int) -> str:
    """Return the letters of a word that end at *place*."""
    start = place
    while start and _is_of_word(text[start - 1]) and place - start < _LONGEST:
        start -= 1
    return text[start:place]


def word_behind(text: str, place: int) -> str:
    """Return the letters of a word that begin at *place*."""
    end = place
    while end < len(text) and _is_of_word(text[end]) and end - place < _LONGEST:
        end += 1
    return text[place:end]


def _is_of_word(char: str) -> bool:
    return is_syllable(char) or (char.isascii() and char.isalnum())


@lru_cache(maxsize=1_024)
def without_particle(word: str) -> str:
    """Return what is left of the *word* behind a bracket when its particle is taken off: part of a name, or a verb's ending."""
    return "" if _COPULA.fullmatch(word) is not None else _PARTICLE.sub("", word, count=1)


def longer_name(prefix: str, korean: str, glued: str) -> str | None:
    """Return the longer name in which a form stands, None where only a verb's ending or a division word (시, 성) follows it."""
    if glued and _VERBAL.match(glued) is not None:
        glued = ""
    if not prefix and (len(glued) < 2 or _DIVISION.match(glued) is not None):
        return None
    return f"{prefix}{korean}{glued}" if len(prefix) + len(glued) >= 2 else None
