"""Run the command line: ``python -m glossary``."""

import sys
from typing import NoReturn


def start() -> NoReturn:
    """Load the command line and run it; one that is interrupted while it loads has done nothing."""
    try:
        from glossary.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted; nothing was done\n")
        sys.exit(130)
    main()


if __name__ == "__main__":
    start()
