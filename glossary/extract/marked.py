"""Glosses in marks that mostly mean something else, so that only an exact reading makes them pairs.

상하이<上海>, 루쉰〈魯迅〉, 웨이하이「威海」, 옌타이{煙臺}      marks of titles, quotations and tags
웨이하이(威海〕, 창사‹長沙)                              a slip of the hand closes the bracket with another mark
장소: 웨이하이(威海⏎                                     or not at all before the line ends
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from glossary.extract.contents import contents
from glossary.extract.windows import korean_window, reach
from glossary.languages import HAN
from glossary.model import Document, Gloss, Span

_MARKED: Final = re.compile(
    rf"[(（\[［〔【<〈《「『{{]((?!·)[{HAN[1:-1]}·]{{1,42}}(?<!·))([)）\]］〕】>〉》」』}}]|(?=\n(?!{HAN}))|\Z)"
)
_BRACKETS: Final = frozenset("() （） (） （) [] ［］ [］ ［] 〔〕 【】".split())
"""Marks that are brackets, of which `bracketed` reads more than this."""


def marked(document: Document) -> Iterator[Gloss]:
    """Yield Han forms in marks glued to Korean. Only forms of Han letters alone, for 《》 mostly quote."""
    text = document.text
    for match in _MARKED.finditer(text):
        start, end = match.span()
        if not start or not text[start - 1].isalnum() or text[start] + match.group(2) in _BRACKETS:
            continue
        form = match.group(1)
        window = korean_window(text, start, end, size=reach(form), hanzi=len(form))
        if window is None:
            continue
        span, quoted = window
        yield Gloss(
            han=Span(match.start(1), match.end(1), form),
            window=span,
            bracket=Span(start, end, match.group()),
            order="ko-zh",
            cues=contents(text, start + 1, match.end(1)).cues._replace(quoted=quoted),
            needs="reading",
        )
