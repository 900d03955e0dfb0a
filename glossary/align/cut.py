"""Cut the Korean span that answers a Han form out of the window beside it.

The methods are tried in the order of their certainty, and the first that is good enough decides:

1. read       the form is read to the end of the window: 목단강신휘(晨辉) -> 신휘
2. skipping   the glossed word is not the last one, or a suffix is not glossed: 왕이 외교부장(王毅), 장쑤성(江蘇)
3. Japanese   kana, a Japanese label, or a form that only Japanese readings explain: 다케다 신겐(武田信玄)
4. tolerant   misspelt syllables, left-out hanzi, added syllables: 류산(乳山), 잉커우(盈谷)
5. block      one end is read, the rest is translated from or to a word boundary: 난징 영상 스튜디오(南京电影制片厂)
6. whole      quoted titles, Latin names, the last word: 검은황새(黑鹳)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from glossary.align.lexicon import SHIPPED, Lexicon
from glossary.align.search import Korean, Path, Segment, korean, search
from glossary.align.units import Unit, units
from glossary.hangul import has_hangul
from glossary.languages import is_kana
from glossary.model import Gloss, Span
from glossary.normalize.script import to_hans

GOOD: Final = 0.10
"""Cost a hanzi up to which a reading needs no other method to be tried."""
FAIR: Final = 0.45
INSIDE_WORD: Final = 0.03
"""A cut inside a word (목단강|신휘) needs no excuse beyond a slightly better fit than one at its head."""
_SKIP_SUFFIX: Final = 0.06
_SKIP_WORD: Final = 0.10
# A translated block: once, a hanzi, a Korean character, and where it begins inside a word (난징영상스튜디오).
_BLOCK: Final = 0.12
_BLOCK_HANZI: Final = 0.10
_BLOCK_SYLLABLE: Final = 0.01
_BLOCK_INSIDE_WORD: Final = 0.08
_MOST_SYLLABLES: Final = 8
"""Korean characters that may translate a hanzi."""
# A translated head (씨트립 of 씨트립관광사이트): once, and a hanzi.
_HEAD: Final = 0.15
_HEAD_HANZI: Final = 0.25
_SUFFIXES: Final = tuple(
    sorted(
        "성 시 현 구 군 향 진 촌 주 도 섬 산 강 하 호 만 항 역 로 가 권 족 씨 사 절 교 문 궁 전 각 탑 묘 릉 왕 제 공 후 백 자 남 국 나라 대학 대학교 그룹 시장 "
        "성장 현장 주석 총리 공항 산맥 반도 열도 군도 평원 고원 분지 운하 신구 지구 자치구 자치주 자치현 특별행정구 대교 철도 대로 축구단 선생 교수 감독 황제 태후 공주".split(),
        key=len,
        reverse=True,
    )
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The cut of one gloss.

    *cost* is a hanzi, from 0 (exact); *margin* the distance a hanzi to the next other cut. *method* is one of the six above, *path*
    the alignment (None for whole), *han* the span of the Han form that was answered (the end of a longer run in reversed order).
    """

    ko: Span
    han: Span
    cost: float
    margin: float
    method: str
    path: Path | None
    units: tuple[Unit, ...]
    glued: bool

    def describe(self) -> str:
        """List hanzi -> syllables -> cost, as the step of the alignment shows it."""
        if self.path is None:
            return ""
        side = korean(self.ko.text)
        first = self.path.start
        out = []
        for segment in self.path.segments:
            hanzi = "".join(unit.char for unit in self.units[segment.first : segment.last]) or "∅"
            sound = side.chars[segment.start - first : segment.end - first] or "∅"
            out.append(f"{hanzi}→{sound} {segment.rule} {segment.cost:.2f}")
        return "; ".join(out)


def align(gloss: Gloss, lexicon: Lexicon = SHIPPED) -> Alignment | None:
    """Return the best cut of *gloss*, or None where no Korean form answers it."""
    best: Alignment | None = None
    for form in _forms(gloss):
        found = _align_form(gloss, form, lexicon)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
        if best is not None and best.cost <= GOOD:
            break
    return best


def _forms(gloss: Gloss) -> Iterator[Span]:
    """The Han form; before a bracket (…在威海(웨이하이)) also its shorter ends, the length that the Korean asks for first."""
    yield gloss.han
    if gloss.order == "ko-zh" or gloss.han.start > gloss.bracket.start or gloss.cues.defines or gloss.cues.quoted:
        return
    syllables = len(korean(gloss.window.text).chars)
    lengths = sorted(
        range(2, min(len(gloss.han.text), syllables + 2)), key=lambda length: (abs(length - syllables), length)
    )
    for length in lengths:
        yield Span(gloss.han.end - length, gloss.han.end, gloss.han.text[-length:])


@dataclass(frozen=True, slots=True)
class _Form:
    """What every method works on: a Han form, its units, their simplified characters as the lexicon folds them, and the Korean beside it."""

    gloss: Gloss
    span: Span
    units: tuple[Unit, ...]
    hans: str
    side: Korean
    lexicon: Lexicon

    @property
    def end(self) -> int:
        """Where the Korean characters end."""
        return len(self.side.chars)

    @property
    def whole(self) -> bool:
        """Whether the whole window has to be answered: a reading that stands in a bracket of its own."""
        return self.gloss.order == "zh-ko"

    @property
    def said_japanese(self) -> bool:
        """Whether kana or a label say that the form is Japanese."""
        return self.gloss.cues.kana or self.gloss.cues.label == "ja" or any(map(is_kana, self.span.text))


def _align_form(gloss: Gloss, span: Span, lexicon: Lexicon) -> Alignment | None:
    if gloss.cues.defines:
        return _whole(gloss, span, cost=FAIR)
    han = units(span.text)
    side = korean(gloss.window.text)
    if not han or not side.chars:
        return None
    written = "".join(unit.char for unit in han)
    hans = to_hans(written)
    form = _Form(gloss, span, han, lexicon.fold(hans if len(hans) == len(han) else written), side, lexicon)
    best: Alignment | None = None
    for method in (_read, _skipping, _japanese, _tolerant, _block):
        found = method(form)
        if found is not None and (best is None or found.cost < best.cost - 1e-9):
            best = found
        if best is not None and best.cost <= GOOD:
            return best
    fallback = _whole(gloss, span, cost=FAIR if gloss.cues.quoted else 1.0)
    if best is None or (best.cost > FAIR and fallback is not None):
        return fallback
    return best


def _read(form: _Form) -> Alignment | None:
    return _best(form, search(form.units, form.hans, form.side, form.end, lexicon=form.lexicon), "read")


def _skipping(form: _Form) -> Alignment | None:
    """Look for an exact reading that ends before a suffix or before the last words, from the head of a word."""
    size = len(form.units)
    if form.whole or size < 2:
        return None
    found: list[Alignment] = []
    for end, price in _ends(form.side):
        paths = search(form.units, form.hans, form.side, end, lexicon=form.lexicon)
        cut = _best(
            form, [path for path in paths if path.start in form.side.heads and path.cost <= GOOD * size], "skipping"
        )
        if cut is not None:
            found.append(replace(cut, cost=cut.cost + price / size))
    return min(found, key=lambda cut: cut.cost, default=None)


def _ends(side: Korean) -> Iterator[tuple[int, float]]:
    length = len(side.chars)
    for suffix in _SUFFIXES:
        if side.chars.endswith(suffix) and len(suffix) < length:
            yield length - len(suffix), _SKIP_SUFFIX if length - len(suffix) not in side.heads else _SKIP_SUFFIX / 2
    for skipped, end in enumerate(sorted((head for head in side.heads if 0 < head < length), reverse=True)[:3], 1):
        yield end, _SKIP_WORD * skipped
        for suffix in _SUFFIXES:
            if side.chars.endswith(suffix, 0, end) and len(suffix) < end and len(suffix) == 1:
                yield end - len(suffix), _SKIP_WORD * skipped + _SKIP_SUFFIX


def _japanese(form: _Form) -> Alignment | None:
    """Read the form as Japanese: exactly, or beside kana and under a Japanese label with tolerance, from the head of a word.

    A syllable that Mandarin or Sino-Korean gives too (山 산) proves nothing: one has to be Japanese alone.
    """
    side = form.side
    sounds = units(form.span.text, systems="J")
    paths = search(sounds, form.hans, side, form.end, lexicon=form.lexicon)
    proven = [path for path in paths if path.start in side.heads and _proofs(path, form)]
    if not proven and (form.said_japanese or len(sounds) > 2):
        paths = search(sounds, form.hans, side, form.end, tolerant=True, lexicon=form.lexicon)
        least = 1 if form.said_japanese else max(2, len(sounds) // 2)
        proven = [
            path
            for path in paths
            if path.start in side.heads and _has_edge(path, side) and _proofs(path, form) >= least
        ]
    return _best(replace(form, units=sounds), proven, "Japanese")


def _proofs(path: Path, form: _Form) -> int:
    """Count the hanzi that are read in a way that only Japanese has."""
    return sum(
        segment.system == "J" and form.side.chars[segment.start : segment.end] not in form.units[segment.first].sounds
        for segment in path.segments
    )


def _tolerant(form: _Form) -> Alignment | None:
    """Read with misspelt syllables, left-out hanzi (a third of the form at most) and added syllables."""
    paths = search(form.units, form.hans, form.side, form.end, tolerant=True, lexicon=form.lexicon)
    most = len(form.units) // 3
    paths = [path for path in paths if sum(segment.start == segment.end for segment in path.segments) <= most]
    return _best(form, [path for path in paths if _has_edge(path, form.side)], "tolerant")


def _has_edge(path: Path, side: Korean) -> bool:
    """Say whether a tolerant path begins firmly: with a hanzi that is answered, and inside a word with one that is read.

    웨이하이|잉커우(盈谷) does, 응|우옌 푸 쫑(阮富仲) and 아베 |신조(安倍晋三) with 安倍 left out do not.
    """
    first = path.segments[0]
    return first.start < first.end and (path.start in side.heads or first.system != "X")


def _block(form: _Form) -> Alignment | None:
    """Read the head of the form from the head of a word and take the rest as translated, or the other way round."""
    side, length = form.side, form.end
    starts = []
    for left in range(2, len(form.units)):
        rest = len(form.units) - left
        for end in range(max(2, length - _MOST_SYLLABLES * rest), length):
            price = _BLOCK + _BLOCK_HANZI * rest + _BLOCK_SYLLABLE * (length - end)
            starts.append((left, end, price if end in side.heads else price + _BLOCK_INSIDE_WORD))
    found = _translated_head(form)
    if starts:
        paths = search(form.units, form.hans, side, length, starts=starts, lexicon=form.lexicon)
        found += [path for path in paths if path.start in side.heads]
    return _best(form, found, "block")


def _translated_head(form: _Form) -> list[Path]:
    """Take the end of the form by its sound or meaning and the head as a brand or a translation that fills its word: 씨트립관광사이트."""
    out = []
    for first in range(1, len(form.units)):
        for path in search(form.units[first:], form.hans[first:], form.side, form.end, lexicon=form.lexicon):
            start = max((head for head in form.side.heads if head <= path.start), default=0)
            if start == path.start or path.start - start > 4 * first + 3:
                continue
            price = _HEAD + _HEAD_HANZI * first
            head = Segment(0, first, start, path.start, "T", price, "translated block")
            rest = (
                replace(segment, first=segment.first + first, last=segment.last + first) for segment in path.segments
            )
            out.append(Path(path.cost + price, (head, *rest)))
    return out


def _whole(gloss: Gloss, form: Span, *, cost: float) -> Alignment | None:
    """Take a quoted title, a definition or a Latin name whole, else the last word."""
    window = gloss.window
    start = window.start
    if not (gloss.cues.quoted or gloss.order == "zh-ko"):
        words = window.text.split(" ")
        start = window.end - len(words[-1])
        if not has_hangul(words[-1]) and len(words[-1]) > 1:
            cost = FAIR
    text = window.text[start - window.start :]
    return (
        Alignment(Span(start, window.end, text), form, cost, 0.0, "whole", None, units(form.text), False)
        if text
        else None
    )


def _best(form: _Form, paths: Sequence[Path], method: str) -> Alignment | None:
    """Choose the path of least cost, cuts inside a word a little dearer."""
    side, size = form.side, len(form.units)
    priced = sorted(
        (
            (path.cost + (0.0 if path.start in side.heads else INSIDE_WORD), path.start, path)
            for path in paths
            if not (form.whole and path.start)
        ),
        key=lambda entry: entry[:2],
    )
    if not priced:
        return None
    cost, start, path = priced[0]
    other = next((price for price, place, _ in priced if place != start), cost + size)
    window = form.gloss.window
    left, right = side.places[start], side.places[path.end - 1] + 1
    glued = start not in side.heads
    return Alignment(
        ko=Span(window.start + left, window.start + right, window.text[left:right]),
        han=form.span,
        cost=max(0.0, cost - (INSIDE_WORD if glued else 0.0)) / size,
        margin=(other - cost) / size,
        method=method,
        path=path,
        units=form.units,
        glued=glued,
    )
