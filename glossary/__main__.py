"""Run the command line: ``python -m glossary``."""

import gc
import sys
from typing import Final, NoReturn

_LIVING: Final = 50_000
"""Objects made from one search for rings of garbage to the next, instead of 700: what a command loads stays, and there are hardly any rings.
The searches take a twentieth of a look-up and of extracting a few pages."""


def start() -> NoReturn:
    """Load the command line and run it; one that is interrupted while it loads has done nothing."""
    gc.set_threshold(_LIVING)
    try:
        from glossary.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted; nothing was done\n")
        sys.exit(130)
    main()


if __name__ == "__main__":
    start()
