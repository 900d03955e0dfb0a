"""Run the command line: ``python -m glossary``."""

from glossary.cli import main

main()
