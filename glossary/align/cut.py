"""Cut the Korean span that answers a Han form out of the window beside it.

A pair that a person approved is cut as they did. Else the methods are tried in the order of their certainty, and the first that is good
enough decides:

1. read       the form is read to the end of the window: 목단강신휘(晨辉) -> 신휘
2. skipping   the glossed word is not the last one, or a suffix is not glossed: 왕이 외교부장(王毅), 장쑤성(江蘇)
3. Japanese   kana, a Japanese label, or a form that only Japanese readings explain: 다케다 신겐(武田信玄); or Cantonese and Vietnamese ones:
              완차이(灣仔), 응우옌 푸 쫑(阮富仲). Contested is what a writer's Mandarin and exact Japanese explain: 아베(阿倍)
4. tolerant   misspelt syllables, left-out hanzi, added syllables: 류산(乳山), 잉커우(盈谷)
5. block      one end is read, the rest is translated from or to a word boundary: 난징 영상 스튜디오(南京电影制片厂)
6. given      a given name of another language before a surname that is read: 스탠리 호(何鴻燊)
7. whole      quoted titles, Latin names, the last word: 검은황새(黑鹳)
"""

from __future__ import annotations

from math import inf
from typing import Final

from glossary.align.blocks import block
from glossary.align.exact import exact
from glossary.align.foreign import contested, foreign
from glossary.align.form import FAIR, GOOD, Alignment, Form, best, part, simplified, written
from glossary.align.given import given_name_first
from glossary.align.known import known
from glossary.align.korean import Korean, korean
from glossary.align.lexicon import SHIPPED, Lexicon, word_endings
from glossary.align.search import Path
from glossary.align.tolerant import has_edge, tolerant
from glossary.align.units import Unit, units
from glossary.hangul import has_hangul
from glossary.model import Gloss, Span

_SKIP_SUFFIX: Final = 0.06
_SKIP_WORD: Final = 0.10
_SAME: Final = 1e-9
"""What the costs of two cuts may differ by and be the same."""
_STATE_OR_FAMILY: Final = ("나라", "씨")
# What stands between a form and its bracket and is not glossed: division words, kinds, offices, and particles that a careless hand put
# before the bracket (웨이하이는(威海)).
_SUFFIXES: Final = tuple(
    sorted(
        "성 시 현 구 군 향 진 촌 주 도 섬 산 강 하 호 만 항 역 로 가 권 족 씨 사 절 교 문 궁 전 각 탑 묘 릉 왕 제 공 후 백 자 남 국 나라 대학 대학교 그룹 시장 "
        "성장 현장 주석 총리 공항 산맥 반도 열도 군도 평원 고원 분지 운하 신구 지구 자치구 자치주 자치현 특별행정구 대교 철도 대로 축구단 선생 교수 감독 황제 태후 공주 "
        "서기 부장 외교부장 부주석 부총리 회장 총재 사장 장군 원수 박사 의원 위원 위원장 장관 여사 님 은 는 을 를 의 와 과 에 에서 으로".split(),
        key=len,
        reverse=True,
    )
)
_ENDINGS: Final = {
    last: tuple(suffix for suffix in _SUFFIXES if suffix[-1] == last) for last in {each[-1] for each in _SUFFIXES}
}
"""The suffixes by their last syllable, the longest first."""
_SUFFIXES_OF_ONE: Final = frozenset(suffix for suffix in _SUFFIXES if len(suffix) == 1)


def align(gloss: Gloss, lexicon: Lexicon = SHIPPED) -> Alignment | None:
    """Return the best cut of *gloss*, or None where no Korean form answers it."""
    best = _align_form(gloss, gloss.han, lexicon)
    if gloss.order == "ko-zh" or (best is not None and best.cost <= GOOD):
        return best
    for form in _shorter(gloss):
        found = _align_form(gloss, form, lexicon)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
        if best is not None and best.cost <= GOOD:
            break
    return best


def _shorter(gloss: Gloss) -> list[Span]:
    """Return the shorter ends of a Han form before a bracket (…在威海(웨이하이)), the length that the Korean asks for first."""
    if gloss.han.start > gloss.bracket.start or gloss.cues.defines or gloss.cues.quoted or gloss.how == "list":
        return []
    syllables = len(korean(gloss.window.text).chars)
    lengths = sorted(
        range(2, min(len(gloss.han.text), syllables + 2)), key=lambda length: (abs(length - syllables), length)
    )
    return [Span(gloss.han.end - length, gloss.han.end, gloss.han.text[-length:]) for length in lengths]


def _align_form(gloss: Gloss, span: Span, lexicon: Lexicon) -> Alignment | None:
    approved = _approved(gloss, span, lexicon) if lexicon.known else None
    if approved is not None and not approved.glued:
        return approved
    found = _worked_out(gloss, span, lexicon)
    if approved is None or (found is not None and found.cost <= GOOD and found.ko != approved.ko):
        # Inside a word (목단강|신휘) an approved form gives way to a longer one that is read: 이하이 to 웨이하이(威海).
        return found
    return approved


def _approved(gloss: Gloss, span: Span, lexicon: Lexicon) -> Alignment | None:
    """Return the cut of a pair that a person approved."""
    if not lexicon.pairs(span.text):
        return None
    side, han = korean(gloss.window.text), units(span.text)
    form = Form(gloss, span, han, lexicon.fold(simplified(written(han))), side, lexicon)
    return known(form, [end for end, _ in _ends(side)])


def _worked_out(gloss: Gloss, span: Span, lexicon: Lexicon) -> Alignment | None:
    """Try one method after the other."""
    if gloss.cues.defines:
        return _whole(gloss, span, cost=FAIR, han=units(span.text))
    side = korean(gloss.window.text)
    looked_up = _exact(gloss, span, side, lexicon)
    if looked_up is not None:
        return looked_up
    han = units(span.text)
    if not han or not side.chars:
        return None
    form = Form(gloss, span, han, lexicon.fold(simplified(written(han))), side, lexicon)
    best: Alignment | None = None
    for method in (_read, _skipping, foreign):
        # What needs a reading is not worth more: a list has many cells that are none.
        best = _better(best, method(form) if method is not foreign or not gloss.needs else None)
        if best is not None and best.cost <= GOOD:
            return best
    if not gloss.needs:
        best = _guessed(form, best)
        if best is not None and best.cost <= GOOD:
            return best
    fallback = _whole(gloss, span, cost=FAIR if gloss.cues.quoted else 1.0, han=han)
    if best is None or (best.cost > FAIR and fallback is not None):
        return fallback
    if gloss.cues.quoted and best.method == "block" and best.ko.start > gloss.window.start:
        # A title is translated as a whole: 《새벽이 오기 전》(夜明け前).
        return fallback
    return best


def _guessed(form: Form, best: Alignment | None) -> Alignment | None:
    """Try the methods that take something for granted.

    A good tolerant reading goes before a block; but it is much work to look for, so it is looked for last, no dearer than what else was found.
    """
    others = [block(form), given_name_first(form)]
    cheapest = min([found.cost for found in others if found is not None], default=inf)
    dearest = min(form.most, max(cheapest, GOOD), inf if best is None else best.cost)
    found = _tolerant(form, dearest)
    for cut in (found, *others):
        best = _better(best, cut)
        if best is not None and best.cost <= GOOD:
            break
    return best


def _better(best: Alignment | None, found: Alignment | None) -> Alignment | None:
    """Return the cheaper of two cuts, the first where they cost the same."""
    if found is None or (best is not None and found.cost >= best.cost - _SAME):
        return best
    return found


def _exact(gloss: Gloss, span: Span, side: Korean, lexicon: Lexicon) -> Alignment | None:
    """Look the reading up, before any search: the methods are for what this leaves open."""
    text = span.text if span.text.isalnum() else written(units(span.text))
    found = exact(text, lexicon.fold(simplified(text)), side.chars, lexicon)
    if found is None or (gloss.order == "zh-ko" and found[0]):
        return None
    window, start, read = gloss.window, found[0], found[1]
    left, right, glued = side.tail(start)
    return Alignment(part(window, left, right), span, read.cost, 1.0, "read", None, (), glued, None, read)


def _read(form: Form) -> Alignment | None:
    return contested(form, best(form, form.read(form.end), "read"))


def _skipping(form: Form) -> Alignment | None:
    """Look for an exact reading that ends before a suffix or before the last words, from the head of a word."""
    size = len(form.units)
    if form.whole:
        return None
    if size == 1:
        return _of_one(form)
    found: list[Alignment] = []
    for end, price in _ends(form.side):
        if not _may_end(form, end) or end not in form.reach.from_heads[size]:
            continue
        paths = [path for path in form.read(end) if path.start in form.side.heads and path.cost <= GOOD * size]
        cut = best(form, paths, "skipping")
        if cut is not None:
            found.append(cut.priced(cut.cost + price / size, cut.margin))
    return min(found, key=lambda cut: cut.cost, default=None)


def _may_end(form: Form, end: int) -> bool:
    """Say whether the last unit of a form, or a word that it ends, may be said up to *end*; where it is not, nothing else need be looked at."""
    last, chars = form.units[-1], form.side.chars
    spellings = last.sounds.spellings
    for start in range(max(0, end - last.longest), end):
        if chars[start:end] in spellings:
            return True
    words, (sizes, syllables) = form.lexicon.words, word_endings(form.lexicon).get(form.hans[-1], ((), ""))
    by_word = end > 0 and chars[end - 1] in syllables
    return bool(last.joint) or (
        by_word and any(chars.endswith(words.get(form.hans[-size:], ()), 0, end) for size in sizes)
    )


def _of_one(form: Form) -> Alignment | None:
    """Read a form of one hanzi before the word for a state or a family, where it is the rest of its word: 당나라(唐), 추씨(鄒)."""
    for suffix in _STATE_OR_FAMILY:
        end = form.end - len(suffix)
        if form.side.chars.endswith(suffix) and end - 1 in form.side.heads and end not in form.side.heads:
            paths = [path for path in form.read(end) if path.start == end - 1 and path.cost <= GOOD / 2]
            cut = best(form, paths, "skipping")
            return cut and cut.priced(cut.cost + _SKIP_SUFFIX / 2, cut.margin)
    return None


def _ends(side: Korean) -> list[tuple[int, float]]:
    """Return where a form may end that is not the last word, or before a suffix, and what that costs."""
    found: list[tuple[int, float]] = []
    length = len(side.chars)
    for suffix in _ENDINGS.get(side.chars[-1:], ()):
        if side.chars.endswith(suffix) and len(suffix) < length:
            end = length - len(suffix)
            found.append((end, _SKIP_SUFFIX if end not in side.heads else _SKIP_SUFFIX / 2))
    for skipped, end in enumerate(sorted([head for head in side.heads if 0 < head < length], reverse=True)[:3], 1):
        found.append((end, _SKIP_WORD * skipped))
        if end > 1 and side.chars[end - 1] in _SUFFIXES_OF_ONE:
            found.append((end - 1, _SKIP_WORD * skipped + _SKIP_SUFFIX))
    return found


def _tolerant(form: Form, dearest: float) -> Alignment | None:
    """Read with misspelt syllables, left-out hanzi (a third of the form at most) and added syllables, at *dearest* a hanzi."""
    most = len(form.units) // 3

    def fits(path: Path) -> bool:
        left_out = sum(segment.start == segment.end for segment in path.segments)
        return left_out <= most and has_edge(path, form.side)

    return tolerant(form, form.units, fits, dearest, "tolerant")


def _whole(gloss: Gloss, form: Span, *, cost: float, han: tuple[Unit, ...]) -> Alignment | None:
    """Take a quoted title, a definition or a Latin name whole, else the last word."""
    window, left = gloss.window, 0
    if not (gloss.cues.quoted or gloss.order == "zh-ko"):
        last = window.text.rpartition(" ")[2].lstrip()  # a line end may stand within a word
        left = len(window.text) - len(last)
        if not has_hangul(last) and len(last) > 1:
            cost = FAIR
    if left == len(window.text):
        return None
    return Alignment(part(window, left, len(window.text)), form, cost, 0.0, "whole", None, han, False)
