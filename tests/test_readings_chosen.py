"""The reading that a writer's Hangul chooses."""

from __future__ import annotations

import pytest

from glossary.readings.chosen import Reading, reading


@pytest.mark.parametrize(
    ("form", "kind", "korean", "expected"),
    [
        ("威海", "place", (), Reading("Wēihǎi", "웨이하이")),
        ("乐宝", "person", ("러바오",), Reading("Lè Bǎo", "러바오")),
        ("范曾", "person", ("판쩡",), Reading("Fàn Zēng", "판쩡")),
        # what no reading gives changes nothing
        ("威海", "place", ("위해",), Reading("Wēihǎi", "웨이하이")),
        # the usual reading wins where somebody wrote it
        ("范曾", "person", ("판쩡", "판청"), Reading("Fàn Céng", "판청")),
    ],
)
def test_reading(form: str, kind: str, korean: tuple[str, ...], expected: Reading) -> None:
    assert reading(form, kind=kind, korean=korean) == expected  # type: ignore[arg-type]
