"""Put every reader under fire: files made worse in all ways, in processes with bounded memory, and nothing may break.

    python benchmarks/fuzz.py [--seconds S] [--profile NAME] [--seed N] [--keep FOLDER]

The files to begin with are exports of the concepts of the tests, of concepts that hypothesis draws, and the texts in the tests of formats, which are
written as others write them. `mutations.py` changes them, `probe.py` reads them, one process for each reader (several profiles may have one), and the rows
of a workbook by themselves. Wrong is (`demands.py`): any error but FormatError; a message that is not one short line with its place; a concept that the
model refuses, or that does not come back when it is written again; for a file of up to 1 MiB more than 300 MiB, or more than 2 s (but 50 µs for each
item). Where atheris is installed (it is no dependency), it guides the changes by what they reach; where it is not, that is said.

--seconds are processor seconds in all, shared by the readers. What is found is made as short as it goes, and kept in FOLDER. The same --seed gives the
same files without atheris. Needs a system with resource limits (not Windows). Exit status: 0 nothing found, 1 something.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from demands import EVERYONE, Target, targets

from glossary.errors import FormatError
from glossary.formats import write
from glossary.model import Concept

ROOT: Final = Path(__file__).resolve().parent.parent
TESTS: Final = ROOT / "tests"
SAMPLES: Final = ROOT.parent / "shared" / "tbx" / "samples"
"""Published samples, which are not ours to keep here."""
DRAWN: Final = 12
"""Lists of concepts that hypothesis draws."""
LINE: Final = 30
"""Characters from which on a text in the tests may well be a file."""


# --- files to begin with --------------------------------------------------------------------------------------------


def lay_seeds(folder: Path, name: str, target: Target, number: int) -> None:
    """Write the files to begin with into a folder with the *name* of the reader."""
    sys.path.insert(0, str(TESTS))
    ours = list(_exports(target, number))
    is_archive = not target.profiles or target.profiles[0].binary
    foreign = _workbooks() if is_archive else [data for data in _foreign() if _is_read(target, data)]
    place = folder / "seeds" / name
    place.mkdir(parents=True)
    for count, data in enumerate(dict.fromkeys((*ours, *foreign))):
        (place / f"{count:04}").write_bytes(data)


def _exports(target: Target, number: int) -> Iterator[bytes]:
    """Yield what our writers make of the concepts of the tests, and of drawn ones."""
    from concepts import HASHED, HOSTILE, SAMPLE

    for profile in target.profiles:
        for concepts in (SAMPLE, (*HOSTILE, HASHED), *_drawn(number)):
            out = io.BytesIO()
            write(concepts, profile, out, EVERYONE)
            yield out.getvalue()


@cache
def _drawn(number: int) -> tuple[list[Concept], ...]:
    """Return lists of concepts that hypothesis draws, the same for the same *number*."""
    from concepts import lists_of_concepts
    from hypothesis import HealthCheck, Phase, given, seed, settings

    drawn: list[list[Concept]] = []

    @seed(number)
    @settings(
        max_examples=DRAWN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(lists_of_concepts)
    def draw(concepts: list[Concept]) -> None:
        drawn.append(concepts)

    draw()
    return tuple(drawn)


@cache
def _foreign() -> tuple[bytes, ...]:
    """Return the texts that stand in the tests of formats, and the published samples: what others write."""
    found = [path.read_bytes() for path in sorted(SAMPLES.glob("*"))]
    for path in sorted(TESTS.glob("test_formats_*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and len(node.value) >= LINE:
                found.append(node.value.encode("utf-8", "replace") if isinstance(node.value, str) else node.value)
    return tuple(dict.fromkeys(found))


def _is_read(target: Target, data: bytes) -> bool:
    """Say whether the reader takes *data* for a file of its format, whatever is wrong with it."""
    try:
        return any(True for _ in target.read(io.BytesIO(data), "file"))
    except FormatError:
        return False
    except Exception:
        return True  # a finding, and the process will tell of it


def _workbooks() -> Iterator[bytes]:
    """Yield workbooks as others write them: shared strings, styles with dates, a second sheet, the dates of 1904."""
    from workbooks import packed, parts, row

    rows = "".join(row("ko", "zh-Hans", "note", number=number) for number in range(1, 9))
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c><c r="C1" t="b"><v>1</v></c></row>'
        '<row r="3"><c r="AA3" t="str"><f>A1&amp;"x"</f><v>x</v></c><c t="e"><v>#N/A</v></c><c><v>1.50</v></c></row>'
    )
    styles = (
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/></numFmts>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
    )
    strings = "<si><t>웨이하이</t></si><si><r><t>威</t></r><r><t>海</t></r><rPh><t>x</t></rPh></si>"
    yield packed(parts(rows))
    yield packed(parts(cells, strings=strings, styles=styles, properties='<workbookPr date1904="1"/>'))


# --- the processes --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What one process reports: its `probe.Account`, and what is wrong by kind, with the file that shows it."""

    account: dict[str, Any]
    found: dict[str, Path]

    def row(self, name: str) -> str:
        """Return the line of a reader."""
        runs = self.account.get("runs", 0)
        share = self.account.get("accepted", 0) / runs if runs else 0.0
        slowest, mib = self.account.get("seconds", 0.0) * 1000, self.account.get("mib", 0.0)
        return f"  {name:<30}{runs:>10,}{share:>10.0%}{slowest:>12,.0f}{mib:>10,.0f}{len(self.found):>8}"


HEAD: Final = f"  {'reader':<30}{'files':>10}{'taken':>10}{'slowest ms':>12}{'peak MiB':>10}{'wrong':>8}"


def put_under_fire(folder: Path, name: str, seconds: float, number: int, *, is_guided: bool) -> Result:
    """Let one process read changed files for so many *seconds*; where it does not come to its end, that is what is wrong."""
    (folder / "found").mkdir(exist_ok=True)
    command = [sys.executable, str(Path(__file__).with_name("probe.py")), name, str(seconds), str(number), str(folder)]
    done = subprocess.run([*command, *(["--guided"] if is_guided else [])], cwd=ROOT, capture_output=True)
    lines = done.stdout.decode().splitlines()
    if done.returncode == 0 and lines:
        account = json.loads(lines[-1])
        return Result(account, {kind: Path(place) for kind, place in account["found"].items()})
    last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
    place = folder / "found" / f"ended-{name.split()[0]}"
    (folder / "current").replace(place)
    return Result({}, {f"the process ended with {done.returncode} {' '.join(last)[:200]}": place})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what came of each reader, and return the exit status."""
    parser = argparse.ArgumentParser(description="Put every reader under fire.")
    parser.add_argument(
        "--seconds", type=float, default=600, metavar="S", help="processor seconds in all (default 600)"
    )
    parser.add_argument(
        "--profile", action="append", metavar="NAME", help="the readers of these profiles alone, or workbook"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="where the changes come from (default 1)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was found there")
    options = parser.parse_args(arguments)
    found = {
        name: target
        for name, target in targets().items()
        if not options.profile or set(options.profile) & set(name.split())
    }
    if not found:
        parser.error(f"no reader of {', '.join(options.profile)}; one of {', '.join(targets())}")
    is_guided = find_spec("atheris") is not None
    print("the changes are guided by what they reach" if is_guided else "the changes are not guided: no atheris here")
    results = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, target in found.items():
            lay_seeds(folder, name, target, options.seed)
        print(HEAD, flush=True)
        for name in found:
            results[name] = put_under_fire(
                folder, name, options.seconds / len(found), options.seed, is_guided=is_guided
            )
            print(results[name].row(name), flush=True)
            _tell(name, results[name], options.keep)
    wrong = sum(len(result.found) for result in results.values())
    print(f"{wrong} kinds of things are wrong" if wrong else "nothing is wrong", file=sys.stderr)
    return 1 if wrong else 0


def _tell(name: str, result: Result, keep: Path | None) -> None:
    """Print each kind of what is wrong with the file that shows it, and keep that file."""
    for count, (kind, place) in enumerate(result.found.items()):
        data = place.read_bytes()
        print(f"    {kind}\n      {data[:300]!r}{'…' if len(data) > 300 else ''}", flush=True)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name.split()[0]}-{count}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
