"""A progress bar on standard error: only on a terminal, and never for work that is over in a moment."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self

_CELLS: Final = 24
_EVERY: Final = 0.1
_AFTER: Final = 0.3


class Progress:
    """Show how much of *total* is done, at most ten times a second; silent where nobody watches.

    The line is overwritten with spaces at the end, so that a summary starts on a clean line.
    """

    def __init__(self, label: str, total: int, *, shown: bool = True) -> None:
        self._label = label
        self._total = max(total, 1)
        self.shown = shown and sys.stderr.isatty()
        self._done = 0
        self._next = time.monotonic() + _AFTER
        self._line = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._line:
            sys.stderr.write("\r" + " " * self._line + "\r")
            sys.stderr.flush()

    def advance(self, amount: int, detail: str = "") -> None:
        """Count *amount* more as done."""
        self._done += amount
        if self.shown and time.monotonic() >= self._next:
            self._draw(detail)

    def _draw(self, detail: str) -> None:
        """Draw the line anew."""
        share = min(self._done / self._total, 1.0)
        bar = "#" * round(share * _CELLS)
        line = f"{self._label} [{bar:<{_CELLS}}] {share:4.0%} {detail}".rstrip()
        sys.stderr.write("\r" + line.ljust(self._line))
        sys.stderr.flush()
        self._line = max(self._line, len(line))
        self._next = time.monotonic() + _EVERY
