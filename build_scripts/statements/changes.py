"""Several comparisons in one title: which changes are clear, by name where they are few, or how many of them.

Every function takes rows of ``tables.COMPARISONS`` (as dicts) and records the verdict of each, and of what it calls a rise or a fall the
change.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import formats
from build_scripts.statements.sentences import CLEAR
from build_scripts.statements.statement import Statement, address_of

JUDGED = (*CLEAR, "no-clear-change")
FELL, ROSE = "fell", "rose"
# More names than this would make a title a list.
MOST_NAMED = 4


def clear_changes_named(named: Sequence[tuple[str, dict]]) -> Statement:
    """Which changes are clear, in the order given, falls before rises: "Theft from the person fell; rape rose"; else that none is.

    ``named`` has the name of each row as it stands within a sentence.
    """
    clear = [(name, row) for name, row in named if row["verdict"] in CLEAR]
    cells = _cells([row for _, row in named])
    parts = []
    for verb in (FELL, ROSE):
        names = [name for name, row in clear if _moved(row) == verb]
        if names:
            told = formats.listing(names) if len(names) <= MOST_NAMED else f"{formats.number(len(names))} offences"
            parts.append(f"{told} {verb}")
    return Statement(formats.upper_first("; ".join(parts)) if parts else "Nothing counted here clearly rose or fell", cells)


def clear_changes_counted(rows: Sequence[dict], things: str = "counts") -> Statement:
    """How many of the things that can be judged clearly changed: "6 of 8 counts clearly changed: 4 fell, 2 rose"."""
    judged = [row for row in rows if row["verdict"] in JUDGED]
    cells = _cells(judged)
    moved = [_moved(row) for row in judged if row["verdict"] in CLEAR]
    if not moved:
        return Statement(f"None of {formats.counted(formats.number(len(judged)), things)} clearly changed", cells)
    parts = [f"{formats.number(moved.count(verb))} {verb}" for verb in (FELL, ROSE) if verb in moved]
    head = f"{formats.number(len(moved))} of {formats.counted(formats.number(len(judged)), things)} clearly changed"
    return Statement(f"{head}: {', '.join(parts)}", cells)


def _moved(row: dict) -> str:
    return ROSE if row["change_absolute"] > 0 else FELL


def _cells(rows: Sequence[dict]) -> tuple[str, ...]:
    verdicts = [address_of(row, "verdict") for row in rows]
    return (*verdicts, *(address_of(row, "change_absolute") for row in rows if row["verdict"] in CLEAR))
