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


def align(gloss: Gloss) -> Alignment | None:
    """Return the best cut of *gloss*, or None where no Korean form answers it."""
    best: Alignment | None = None
    for form in _forms(gloss):
        found = _align_form(gloss, form)
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


def _align_form(gloss: Gloss, form: Span) -> Alignment | None:
    if gloss.cues.defines:
        return _whole(gloss, form, cost=FAIR)
    han = units(form.text)
    side = korean(gloss.window.text)
    if not han or not side.chars:
        return None
    hans = to_hans("".join(unit.char for unit in han))
    if len(hans) != len(han):
        hans = "".join(unit.char for unit in han)
    whole = gloss.order == "zh-ko"
    kana = gloss.cues.kana or gloss.cues.label == "ja" or any(map(is_kana, form.text))
    best: Alignment | None = None
    for method in (_read, _skipping, _japanese, _tolerant, _block):
        if kana and method is _skipping and best is not None:
            continue
        found = method(gloss, form, han, hans, side, whole)
        if found is not None and (best is None or found.cost < best.cost - 1e-9):
            best = found
        if best is not None and best.cost <= GOOD:
            return best
    fallback = _whole(gloss, form, cost=FAIR if gloss.cues.quoted else 1.0)
    if best is None or (best.cost > FAIR and fallback is not None):
        return fallback
    return best


def _read(gloss: Gloss, form: Span, han: Sequence[Unit], hans: str, side: Korean, whole: bool) -> Alignment | None:
    return _best(gloss, form, han, side, search(han, hans, side, len(side.chars)), "read", whole)


def _skipping(gloss: Gloss, form: Span, han: Sequence[Unit], hans: str, side: Korean, whole: bool) -> Alignment | None:
    """Look for an exact reading that ends before a suffix or before the last words, from the head of a word."""
    if whole or len(han) < 2:
        return None
    found: list[Alignment] = []
    for end, price in _ends(side):
        paths = [
            path for path in search(han, hans, side, end) if path.start in side.heads and path.cost <= GOOD * len(han)
        ]
        cut = _best(gloss, form, han, side, paths, "skipping", whole)
        if cut is not None:
            found.append(replace(cut, cost=cut.cost + price / len(han)))
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


def _japanese(gloss: Gloss, form: Span, han: Sequence[Unit], hans: str, side: Korean, whole: bool) -> Alignment | None:
    """Read the form as Japanese: exactly, or beside kana and under a Japanese label with tolerance, from the head of a word.

    A syllable that Mandarin or Sino-Korean gives too (山 산) proves nothing: one has to be Japanese alone.
    """
    sounds = units(form.text, systems="J")
    said = gloss.cues.kana or gloss.cues.label == "ja" or any(map(is_kana, form.text))
    paths = search(sounds, hans, side, len(side.chars))
    proven = [path for path in paths if path.start in side.heads and _proofs(path, han, side)]
    if not proven and (said or len(sounds) > 2):
        paths = search(sounds, hans, side, len(side.chars), tolerant=True)
        least = 1 if said else max(2, len(sounds) // 2)
        proven = [
            path
            for path in paths
            if path.start in side.heads and _has_edge(path, side) and _proofs(path, han, side) >= least
        ]
    return _best(gloss, form, sounds, side, proven, "Japanese", whole)


def _proofs(path: Path, han: Sequence[Unit], side: Korean) -> int:
    """Count the hanzi that are read in a way that only Japanese has."""
    return sum(
        segment.system == "J" and side.chars[segment.start : segment.end] not in han[segment.first].sounds
        for segment in path.segments
    )


def _tolerant(gloss: Gloss, form: Span, han: Sequence[Unit], hans: str, side: Korean, whole: bool) -> Alignment | None:
    """Read with misspelt syllables, left-out hanzi (a third of the form at most) and added syllables."""
    paths = search(han, hans, side, len(side.chars), tolerant=True)
    paths = [path for path in paths if 3 * sum(segment.start == segment.end for segment in path.segments) <= len(han)]
    paths = [path for path in paths if _has_edge(path, side)]
    return _best(gloss, form, han, side, paths, "tolerant", whole)


def _has_edge(path: Path, side: Korean) -> bool:
    """Say whether a tolerant path begins firmly: with a hanzi that is answered, and inside a word with one that is read.

    웨이하이|잉커우(盈谷) does, 응|우옌 푸 쫑(阮富仲) and 아베 |신조(安倍晋三) with 安倍 left out do not.
    """
    first = path.segments[0]
    return first.start < first.end and (path.start in side.heads or first.system != "X")


def _block(gloss: Gloss, form: Span, han: Sequence[Unit], hans: str, side: Korean, whole: bool) -> Alignment | None:
    """Read the head of the form from the head of a word and take the rest as translated, or the other way round."""
    length = len(side.chars)
    starts = []
    for left in range(2, len(han)):
        rest = len(han) - left
        for end in range(max(2, length - 6 * rest - 6), length):
            if length - end <= 8 * rest:
                price = 0.12 + 0.10 * rest + 0.01 * (length - end) + (0.0 if end in side.heads else 0.08)
                starts.append((left, end, price))
    found = (
        [path for path in search(han, hans, side, length, starts=starts) if path.start in side.heads] if starts else []
    )
    found += _translated_head(han, hans, side)
    return _best(gloss, form, han, side, found, "block", whole)


def _translated_head(han: Sequence[Unit], hans: str, side: Korean) -> list[Path]:
    """Take the end of the form by its sound or meaning and the head as a brand or a translation that fills its word: 씨트립관광사이트."""
    out = []
    for first in range(1, len(han)):
        for path in search(han[first:], hans[first:], side, len(side.chars)):
            start = max((head for head in side.heads if head <= path.start), default=0)
            if start == path.start or path.start - start > 4 * first + 3:
                continue
            price = 0.15 + 0.25 * first
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


def _best(
    gloss: Gloss, form: Span, han: Sequence[Unit], side: Korean, paths: Sequence[Path], method: str, whole: bool
) -> Alignment | None:
    """Choose the path of least cost, cuts inside a word a little dearer; *whole* asks for the whole window."""
    priced: list[tuple[float, int, Path]] = []
    for path in paths:
        if whole and path.start:
            continue
        priced.append((path.cost + (0.0 if path.start in side.heads else INSIDE_WORD), path.start, path))
    if not priced:
        return None
    priced.sort(key=lambda entry: entry[:2])
    cost, start, path = priced[0]
    other = next((price for price, place, _ in priced if place != start), cost + len(han))
    window = gloss.window
    left = side.places[start]
    right = side.places[path.end - 1] + 1
    span = Span(window.start + left, window.start + right, window.text[left:right])
    size = len(han)
    glued = start not in side.heads
    return Alignment(
        span,
        form,
        max(0.0, cost - (INSIDE_WORD if glued else 0.0)) / size,
        (other - cost) / size,
        method,
        path,
        tuple(han),
        glued,
    )
