"""Write the table of profiles in docs/formats.md from the profiles themselves.

python tools/format_docs.py            write the table
python tools/format_docs.py --check    say whether it is current; status 1 where it is not
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from glossary.formats import PROFILES
from glossary.formats.account import WORKING
from glossary.formats.exchange import Profile

TARGET: Final = Path(__file__).resolve().parent.parent / "docs" / "formats.md"
TABLE: Final = re.compile(r"(?<=<!-- made by tools/format_docs.py -->\n).*?(?=<!-- end -->)", re.DOTALL)
AUDIENCES: Final = {"interchange": "interchange", "cat": "CAT tools", "mt": "machine translation"}


def row(profile: Profile) -> str:
    """Return the line of one profile."""
    suffixes = " ".join(f"`{suffix}`" for suffix in profile.suffixes)
    lost = ", ".join(part for part in profile.cannot if part not in WORKING) or "nothing"
    return f"| `{profile.name}` | {suffixes} | {AUDIENCES[profile.audience]} | {profile.title}; {profile.remarks} | {lost} |"


def page() -> str:
    """Return the page with its table as the profiles have it."""
    head = "| profile | file name | for | what it is | what it cannot carry |\n|---|---|---|---|---|\n"
    table = head + "".join(f"{row(profile)}\n" for profile in PROFILES.values())
    return TABLE.sub(lambda _: table, TARGET.read_text(encoding="utf-8"), count=1)


def main() -> int:
    """Write the table, or check it."""
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(page(), encoding="utf-8", newline="\n")
        return 0
    if TARGET.read_text(encoding="utf-8") == page():
        return 0
    print("docs/formats.md is stale; run python tools/format_docs.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
