"""Korean particles behind a term: 웨이하이에서, 류광화는, 옌타이로부터도."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from glossary.hangul import is_syllable

_BEHIND_CONSONANT: Final = frozenset(
    "은 이 을 과 으로 이랑 이나 이며 아 이여 이란 이라 이라는 이라고 이라도 이라면 이든 이든지 이야 이야말로 이다 이었다 으로서 으로써 으로부터 으로는 으로의".split()
)
_BEHIND_VOWEL: Final = frozenset(
    "는 가 를 와 로 랑 나 며 야 여 란 라 라는 라고 라도 라면 든 든지 야말로 다 였다 로서 로써 로부터 로는 로의".split()
)
_BEHIND_ANY: Final = frozenset(
    "의 에 에서 에게 에게서 한테 한테서 께 께서 도 만 까지 부터 마저 조차 보다 처럼 같이 만큼 밖에 뿐 하고 대로 마다 커녕 씩 인 임 입니다 에선 에겐".split()
)
_PARTICLES: Final = _BEHIND_CONSONANT | _BEHIND_VOWEL | _BEHIND_ANY
_LONGEST: Final = max(map(len, _PARTICLES))
_FEWEST: Final = 2
"""Letters of a stem: with one, every other word would be a stem with particles (나는, 도로)."""


class Stem(NamedTuple):
    """What stands before *particles*, and whether the first of them suits its last sound: 은 stands behind a consonant, 는 behind a vowel."""

    text: str
    particles: str
    suits: bool


def stems(text: str) -> Iterator[Stem]:
    """Yield what may stand before one particle or several, the longest first."""
    cuts = {len(text)}
    for place in range(len(text) - 1, _FEWEST - 1, -1):
        ends = [
            end
            for end in range(place + 1, min(place + _LONGEST, len(text)) + 1)
            if end in cuts and text[place:end] in _PARTICLES
        ]
        if not ends:
            continue
        cuts.add(place)
        stem = text[:place].rstrip()
        if len(stem) >= _FEWEST:
            yield Stem(stem, text[place:], any(_suits(stem[-1], text[place:end]) for end in ends))


def _suits(last: str, particle: str) -> bool:
    """Say whether *particle* is the one that stands behind this letter; of what is no syllable nobody knows how it is read."""
    if particle in _BEHIND_ANY or not is_syllable(last):
        return True
    tail = (ord(last) - 0xAC00) % 28
    if particle[0] == "로":  # behind ㄹ too: 서울로
        return tail in (0, 8)
    return particle in (_BEHIND_CONSONANT if tail else _BEHIND_VOWEL)
