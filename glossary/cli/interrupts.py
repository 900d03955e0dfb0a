"""Ctrl-C: one line and status 130, wherever it lands.

Python raises KeyboardInterrupt between any two steps. Inside a destructor or a callback it is printed and lost ("Exception ignored in …");
here such a one is raised again a moment later. A second one that comes while the first is being dealt with is the same to us: nothing is
cut short that puts things in order.
"""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SAME: Final = 2.0
"""Seconds in which a further interrupt is the same one; after them it is raised anew, should a library have swallowed the first."""
_AGAIN: Final = 0.01
"""Seconds after which a lost interrupt is raised again."""


class _Interrupts:
    """What is done with the interrupts of one run."""

    def __init__(self) -> None:
        self._last = 0.0
        self._report = sys.unraisablehook

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt, unless one has just been."""
        now = time.monotonic()
        if not self._last or now - self._last > _SAME:
            self._last = now
            raise KeyboardInterrupt

    def lost(self, what: UnraisableHookArgs) -> None:
        """Raise an interrupt again that nobody could catch; anything else is reported as ever."""
        if what.exc_type is not KeyboardInterrupt:
            self._report(what)
            return
        from threading import Timer

        self._last = 0.0
        again = Timer(_AGAIN, _interrupt_main_thread)
        again.daemon = True
        again.start()


def _interrupt_main_thread() -> None:
    """Do what Ctrl-C does; where the system can, also to a call that waits."""
    if hasattr(signal, "pthread_kill"):
        from threading import main_thread

        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
    else:
        from _thread import interrupt_main

        interrupt_main()


def begin() -> None:
    """Take interrupts for the rest of this process; where they are ignored (nohup) they stay so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        interrupts = _Interrupts()
        sys.unraisablehook = interrupts.lost
        signal.signal(signal.SIGINT, interrupts.interrupt)


def end() -> None:
    """Ignore interrupts: the work is done, and all that is left is to leave."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
