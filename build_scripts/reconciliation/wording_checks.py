"""Words beside figures: a direction that the sign denies, "stable" beside a change, per cent where points are meant.

``words`` of the reconciliation package says which direction each printed word gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_scripts.packages.reading import Instance
from build_scripts.reconciliation.cells import Cell
from build_scripts.reconciliation.figures import GAP, POINTS, Figure
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS, Finding
from build_scripts.reconciliation.table_checks import PACKAGE

ORIGIN = "generated"
LABEL = "label"
WORDS_FOR_POINTS = ("pp", "percentage point")
NO_CHANGE = "none"


def wording_findings(instance: Instance, stated: Iterable[Figure]) -> Iterator[Finding]:
    """Every judged change against its word, and every change in points against its printed unit."""
    directions = {row["word"]: row["direction"] for row in instance.table(PACKAGE, "words").to_dict("records")}
    for figure in stated:
        if figure.change is not None and figure.change.value is not None and figure.word in directions:
            yield _direction(figure, figure.change, figure.change.value, directions[figure.word])
        for cell in _in_points(figure):
            if cell.value is not None:
                yield _unit(figure, cell, cell.value)


def _direction(figure: Figure, change: Cell, moved: float, direction: str) -> Finding:
    fits = {"up": moved > 0, "down": moved < 0, NO_CHANGE: moved == 0}[direction]
    return Finding(
        f"word/{figure.identity}",
        "word",
        ORIGIN,
        LABEL,
        (change,),
        AGREES if fits else CONTRADICTS,
        printed_text=f"“{figure.word}”, {change.printed}" if change.printed else f"“{figure.word}”",
        subject=figure.subject,
    )


def _in_points(figure: Figure) -> list[Cell]:
    """The cells of a row that are differences between percentages and say their own unit (a table of gaps says it in its heading)."""
    cells = [figure.change] if figure.change is not None and figure.change_unit == POINTS else []
    if figure.value is not None and figure.key.measure == GAP and figure.row.get("unit") == POINTS:
        cells.append(figure.value)
    return [cell for cell in cells if cell.printed]


def _unit(figure: Figure, cell: Cell, points: float) -> Finding:
    named = "%" not in cell.printed or any(word in cell.printed for word in WORDS_FOR_POINTS)
    return Finding(
        f"unit/{figure.identity}/{cell.column}",
        "unit",
        ORIGIN,
        LABEL,
        (cell,),
        AGREES if named else CONTRADICTS,
        recomputed=points,
        recomputed_text=f"{points:+g} percentage points",
        subject=figure.subject or cell.subject,
    )
