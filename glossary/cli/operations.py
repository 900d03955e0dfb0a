"""How an operation looks: who, when, by which command, and what it altered; and as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from glossary.cli.streams import plural

if TYPE_CHECKING:
    from glossary.store.base import Alteration, Done

_COUNTED: Final = {
    "concepts added": ("concept added", "concepts added"),
    "concepts changed": ("concept changed", "concepts changed"),
    "sightings added": ("sighting added", "sightings added"),
    "sightings put back": ("sighting put back", "sightings put back"),
    "sightings taken away": ("sighting taken away", "sightings taken away"),
}
_KINDS: Final = {
    "note": "the note: ",
    "preference": "the preference: ",
    "reference": "the reference to ",
    "distinction": "that it is kept apart from ",
}
_NOTHING: Final = "—"


def headline(done: Done) -> str:
    """Return the line of an operation: ``15  2026-03-01 17:15  김  edit  (undone by 16)``."""
    parts = [str(done.id), local_time(done.at), done.actor, done.command]
    if done.undoes is not None:
        parts[-1] += f" {done.undoes}"
    if done.undone_by is not None:
        parts.append(f"(undone by {done.undone_by})")
    return "  ".join(parts)


def local_time(at: str) -> str:
    """Return a time as the clock on the wall shows it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def lines(done: Done) -> list[str]:
    """Return what an operation altered, a line each; a large one is summed up."""
    told = [] if done.alterations is None else [_line(one) for one in done.alterations]
    counted = [name for name in _COUNTED if done.tally[name] and (not told or name.startswith("sightings"))]
    if counted:
        told.append(", ".join(plural(done.tally[name], *_COUNTED[name]) for name in counted))
    return told


def _line(one: Alteration) -> str:
    """Return one alteration: ``c17  status: candidate → approved``."""
    where = one.subject if one.concept is None else f"c{one.concept}"
    return f"{where}  {_what(one)}"


def _what(one: Alteration) -> str:
    if one.field in ("added", "removed"):
        verb = "added" if one.field == "added" else "took away" if one.after == "true" else "brought back"
        return f"{verb} {_KINDS.get(one.entity, '')}{_short(one.subject)}"
    if one.field == "merged":
        return f"merged into c{one.after}" if one.after else f"apart from c{one.before} again"
    step = f"{_short(one.before)} → {_short(one.after)}"
    if one.entity != "term":
        return f"{one.field}: {step}"
    return f"{one.subject}: {step}" if one.field == "status" else f"{one.subject}: {one.field} {step}"


def _short(text: str | None) -> str:
    """Return *text* on one line, cut where it is long."""
    flat = " ".join((text or "").split()) or _NOTHING
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def record(done: Done) -> dict[str, Any]:
    """Return an operation as JSON; times are UTC."""
    changes = done.alterations
    return {
        "operation": done.id,
        "at": done.at,
        "user": done.actor,
        "by": done.kind,
        "command": done.command,
        "undoes": done.undoes,
        "undone_by": done.undone_by,
        "counts": {name.replace(" ", "_"): done.tally[name] for name in _COUNTED if done.tally[name]},
        "changes": None if changes is None else [_change_record(one) for one in changes],
    }


def _change_record(one: Alteration) -> dict[str, Any]:
    return one._asdict() | {"concept": None if one.concept is None else f"c{one.concept}"}
