"""Figures that the documents print more than once: do the printings agree?

Two figures are of one thing when their keys are equal. Inside one table their subjects must be equal too, as a table tells things apart
that the key does not; between two tables neither may have several subjects for the key. A key without a period is held to one table,
since nothing says that two documents mean one time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from build_scripts.reconciliation.cells import Cell
from build_scripts.reconciliation.figures import Figure
from build_scripts.reconciliation.findings import Finding, tested

ORIGIN = "generated"
ONE_TABLE, TWO_TABLES = "arithmetic", "extract"


def repeated_findings(stated: Iterable[Figure]) -> Iterator[Finding]:
    """One finding for each pair of printings of a value, of a change and of an earlier value."""
    stated = [figure for figure in stated if not figure.loose]
    yield from _pairs("same-value", stated, lambda figure: figure.value, lambda figure: (figure.key,))
    yield from _pairs(
        "same-change",
        stated,
        lambda figure: figure.change,
        lambda figure: (figure.key, figure.comparison, figure.base_period, figure.base_area, figure.change_unit),
    )
    yield from _pairs(
        "same-base",
        stated,
        lambda figure: figure.base,
        lambda figure: (figure.key, figure.comparison, figure.base_period, figure.base_area),
    )


def _pairs(check: str, stated: list[Figure], part, key) -> Iterator[Finding]:
    groups: dict[tuple, list[Figure]] = {}
    for figure in stated:
        if part(figure) is not None:
            groups.setdefault(key(figure), []).append(figure)
    for members in groups.values():
        subjects: dict[tuple[str, str], set[str]] = {}
        for figure in members:
            subjects.setdefault(figure.place, set()).add(figure.subject)
        several = {place for place, told in subjects.items() if len(told) > 1}
        for first, second in combinations(members, 2):
            if _of_one_thing(first, second, several):
                yield _compared(check, first, second, part(first), part(second))


def _of_one_thing(first: Figure, second: Figure, several: set[tuple[str, str]]) -> bool:
    if first.place == second.place:
        return first.subject == second.subject
    named = bool(first.key.indicator or first.key.component)
    return named and first.key.period != "" and not several & {first.place, second.place}


def _compared(check: str, first: Figure, second: Figure, one: Cell, other: Cell) -> Finding:
    finding_class = ONE_TABLE if first.place == second.place else TWO_TABLES
    printed, term = sorted((one, other), key=lambda cell: cell.step, reverse=True)
    check = f"{check}/{first.identity}/{second.row['row_id']}"
    return tested(check, "equal", ORIGIN, finding_class, printed, [term], term.span, strict=True)
