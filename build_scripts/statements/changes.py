"""Several comparisons in one title: which changes are clear, by name where they are few, or how many of them; how verdicts divide.

Every function takes rows of ``tables.COMPARISONS`` (as dicts) and records the verdict of each, and of what it calls a rise or a fall the
change. In a tally None stands for a measure without a comparison: it counts as not available.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import formats, vocabulary
from build_scripts.statements.sentences import CLEAR
from build_scripts.statements.statement import Statement, address_of

JUDGED = (*CLEAR, "no-clear-change")
FELL, ROSE = "fell", "rose"
UNJUDGED = "not-available"
# In this order verdicts are told: what is certain first, what can not be said last.
VERDICT_ORDER = (*CLEAR, "no-clear-change", "not-comparable", UNJUDGED)
# How a title says what each verdict means for one measure and for several.
VERBS = {
    "improving": ("is improving", "are improving"),
    "worsening": ("is worsening", "are worsening"),
    "rose": ("rose", "rose"),
    "fell": ("fell", "fell"),
    "no-clear-change": ("shows no clear change", "show no clear change"),
    UNJUDGED: ("can not be judged", "can not be judged"),
}
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


def tally(rows: Sequence[dict | None]) -> list[tuple[str, int]]:
    """How often each verdict occurs, in the order of ``VERDICT_ORDER``; those that do not occur are left out."""
    return _divided(_verdicts(rows))


def _divided(verdicts: list[str]) -> list[tuple[str, int]]:
    return [(verdict, verdicts.count(verdict)) for verdict in VERDICT_ORDER if verdict in verdicts]


def tally_words(rows: Sequence[dict | None]) -> Statement:
    """The tally in words: "1 improving, 3 worsening and 2 not comparable"."""
    told = [f"{formats.number(count)} {vocabulary.VERDICT_TITLES[verdict]}" for verdict, count in tally(rows)]
    return Statement(formats.listing(told), _of_verdicts(rows))


def tally_sentence(rows: Sequence[dict | None], subject: str) -> Statement:
    """The tally as a finding: "Of 5 main measures, 3 are worsening, 1 shows no clear change and 1 can not be judged"."""
    divided = _divided([verdict if verdict in JUDGED else UNJUDGED for verdict in _verdicts(rows)])
    parts = [f"{formats.number(count)} {VERBS[verdict][count > 1]}" for verdict, count in divided]
    return Statement(f"Of {formats.number(len(rows))} {subject}, {formats.listing(parts)}", _of_verdicts(rows))


def tally_brief(rows: Sequence[dict | None], subject: str) -> Statement:
    """The tally in the fewest words: "7 main measures: 1 improving, 3 worsening, 3 neither"; or that none is either."""
    verdicts, cells = _verdicts(rows), _of_verdicts(rows)
    counts = [(name, verdicts.count(name)) for name in ("improving", "worsening")]
    if not any(count for _, count in counts):
        return Statement(f"None of {formats.number(len(rows))} {subject} is clearly improving or worsening", cells)
    counts.append(("neither", len(rows) - sum(count for _, count in counts)))
    told = ", ".join(f"{formats.number(count)} {name}" for name, count in counts if count)
    return Statement(f"{formats.number(len(rows))} {subject}: {told}", cells)


def _verdicts(rows: Sequence[dict | None]) -> list[str]:
    return [UNJUDGED if row is None else row["verdict"] for row in rows]


def _of_verdicts(rows: Sequence[dict | None]) -> tuple[str, ...]:
    return tuple(address_of(row, "verdict") for row in rows if row is not None)


def _moved(row: dict) -> str:
    return ROSE if row["change_absolute"] > 0 else FELL


def _cells(rows: Sequence[dict]) -> tuple[str, ...]:
    verdicts = [address_of(row, "verdict") for row in rows]
    return (*verdicts, *(address_of(row, "change_absolute") for row in rows if row["verdict"] in CLEAR))
