"""The text a reader sees: what a file holds besides letters is taken away, and every position leads back.

    웨이하이 in conjoining jamo (NFD, as macOS writes)    whole syllables
    웨이하이<U+200B>(威海), \\r\\n                             nothing, a line feed
    상하이&lt;上海&gt;, <b>상하이</b>(上海), [[상하이]](上海)  상하이<上海>, 상하이(上海)
    ‹長沙›, ≪長沙≫, ﹙長沙﹚, ⟨長沙⟩, ｢長沙｣                   <長沙>, 《長沙》, (長沙), 〈長沙〉, 「長沙」
    [웨이하이](https://…)(威海), 웨이하이<sup>1)</sup>(威海)     [웨이하이(威海), 웨이하이(威海)

Hanzi are left alone: a compatibility ideograph says which reading is meant.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from glossary.hangul import is_hangul
from glossary.model import Span

_MARKS: Final = dict(
    zip(
        "‹›＜＞⟨⟩\u2329\u232a❮❯≪≫«»﹙﹚﹝﹞﹛﹜〖〗｢｣﹁﹂﹃﹄⁅⁆❨❩＂＇･∙⋅～∼\u2002\u2003\u2005\u2009\u200a\u202f",
        "<><>〈〉〈〉<>《》《》()〔〕{}【】「」「」『』[]()\"'···~~      ",
        strict=True,
    )
)
"""Marks that are drawn like the usual ones; the usual ones are all that the other stages know."""
_TAGS: Final = "b|i|em|strong|span|a|font|u|small|big|mark|bdi|ruby|rb|rt|rp"
"""Tags inside a line of HTML that break no word."""
_BREAKS: Final = "br|p|div|li|tr|ul|ol"
"""Tags that end a line."""
_SUSPECT: Final = re.compile(
    "[ᄀ-ᄒ\u200b-\u200f\u2060-\u2064\ufeff\u00ad\r<&*'\\[\\]" + re.escape("".join(_MARKS)) + "]"
)
_HIDDEN: Final = re.compile(
    "[ᄀ-ᄒ][ᅡ-ᅵ][ᆨ-ᇂ]?"
    "|[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]"
    "|\r\n?"
    rf"|</?(?:{_TAGS})(?:\s[^<>\n]{{0,200}})?>"
    rf"|</?(?:{_BREAKS})(?:\s[^<>\n]{{0,200}})?/?>"
    r"|<sup[^<>\n]{0,80}>[^<>\n]{0,12}</sup>"
    r"|\]\(https?://[^\s()]{1,300}\)"
    "|&(?:[a-z]{2,6}|#[0-9]{2,5}|#x[0-9a-f]{2,4});"
    r"|\[\[|\]\]|\*\*|''"
    "'"
    f"|[{re.escape(''.join(_MARKS))}]"
)
_IS_BREAK: Final = re.compile(rf"</?(?:{_BREAKS})\b").match


@dataclass(frozen=True, slots=True)
class Visible:
    """The *text* that is seen of the text *written*: piece by piece from where it begins in each, and whether it is the same in both."""

    text: str
    written: str
    _seen: tuple[int, ...]
    _pieces: tuple[tuple[int, int, bool], ...]

    def span(self, span: Span) -> Span:
        """Return a span of what is seen as one of what is written."""
        start, _ = self._place(span.start)
        _, end = self._place(span.end - 1)
        return Span(start, end, self.written[start:end])

    def _place(self, place: int) -> tuple[int, int]:
        """Return where the character that is seen at *place* begins and ends."""
        piece = bisect_right(self._seen, place) - 1
        start, end, same = self._pieces[piece]
        if same:
            start += place - self._seen[piece]
            end = start + 1
        return start, end


def visible(written: str) -> Visible | None:
    """Return what is seen of a text, None where that is all of it."""
    if _SUSPECT.search(written) is None:
        return None  # as of most texts
    parts: list[str] = []
    seen: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    length = place = 0
    for start, end, shown in _changes(written):
        for text, piece in ((written[place:start], (place, start, True)), (shown, (start, end, False))):
            if text:
                parts.append(text)
                seen.append(length)
                pieces.append(piece)
                length += len(text)
        place = end
    if not place:
        return None
    rest = written[place:]
    if rest:
        seen.append(length)
        pieces.append((place, len(written), True))
    return Visible("".join((*parts, rest)), written, tuple(seen), tuple(pieces))


def _changes(written: str) -> Iterator[tuple[int, int, str]]:
    """Yield where something else is seen than what is written: its start, its end, and the one character that is seen or none."""
    last = 0
    for suspect in _SUSPECT.finditer(written):
        start = suspect.start()
        match = _HIDDEN.match(written, start) if start >= last else None
        if match is not None:
            last, shown = match.end(), _shown(match.group())
            if shown != match.group():
                yield start, last, shown


def _shown(hidden: str) -> str:
    """Return what is seen of one match."""
    if hidden in _MARKS:
        return _MARKS[hidden]
    if hidden.startswith("\r") or _IS_BREAK(hidden):
        return "\n"
    if hidden.startswith("&"):
        char = html.unescape(hidden)
        # A reference that stands for nothing legible stays as it is.
        return char if len(char) == 1 and (char.isprintable() or char.isspace()) else hidden
    return unicodedata.normalize("NFC", hidden) if is_hangul(hidden[0]) else ""
