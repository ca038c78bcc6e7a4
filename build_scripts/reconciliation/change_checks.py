"""Does a stated change fit the levels: those of its own sentence, or those that other tables print for its two periods?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_scripts.reconciliation.cells import COUNTED, Cell
from build_scripts.reconciliation.figures import Figure, Key
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS, Finding, tested
from build_scripts.reconciliation.formulas import evaluate
from build_scripts.reconciliation.spans import Span

ORIGIN = "generated"
ARITHMETIC = "arithmetic"
FORMULA_OF_UNIT = {
    "%": "percentage-change",
    "pp": "difference",
    "count": "difference",
    "days": "difference",
    "£m": "difference",
    "ratio": "difference",
}
# Comparisons of one figure with another period of the same thing; others compare with somebody else, or with an aim.
IN_TIME = frozenset({"r12", "quarter", "previous-quarter", "pre-pandemic", "year", "other"})
# The percentage of a larger count, printed to 0.1, leaves room for several whole numbers.
LARGEST_TELLING_COUNT = 5000


def change_findings(stated: Iterable[Figure]) -> Iterator[Finding]:
    """Every change against its own base or against levels printed elsewhere; that of a small count also for a whole number behind it."""
    stated = list(stated)
    levels = _levels(stated)
    for figure in stated:
        if figure.change is None or figure.loose or figure.change_unit not in FORMULA_OF_UNIT:
            continue
        formula = FORMULA_OF_UNIT[figure.change_unit]
        if figure.value is not None and figure.base is not None:
            yield _tested("change-of-statement", figure, formula, figure.change, figure.value, figure.base)
        elif figure.comparison in IN_TIME:
            for value, base in _pairs(figure, levels):
                yield _tested("change-against-levels", figure, formula, figure.change, value, base)
        whole = _whole_number_base(figure, figure.change)
        if whole is not None:
            yield whole


def _levels(stated: list[Figure]) -> dict[Key, list[Figure]]:
    found: dict[Key, list[Figure]] = {}
    for figure in stated:
        if figure.value is not None and not figure.loose and (figure.key.indicator or figure.key.component):
            found.setdefault(figure.key, []).append(figure)
    return found


def _pairs(figure: Figure, levels: dict[Key, list[Figure]]) -> Iterator[tuple[Cell, Cell]]:
    """The figure's level (its own, else the one printed elsewhere) and the earlier one; none where either is not printed."""
    own = [figure] if figure.value is not None else levels.get(figure.key, [])[:1]
    for now in own:
        for before in levels.get(figure.base_key, [])[:1]:
            if before.row is not figure.row and now.value is not None and before.value is not None:
                yield now.value, before.value


def _tested(check: str, figure: Figure, formula: str, change: Cell, value: Cell, base: Cell) -> Finding:
    terms = [value, base]
    return tested(f"{check}/{figure.identity}", formula, ORIGIN, ARITHMETIC, change, terms, evaluate(formula, terms))


def _whole_number_base(figure: Figure, change: Cell) -> Finding | None:
    """Whether some whole earlier count gives the printed percentage: 14 and -33.3% mean 21. None where one always does: large counts."""
    moved = change.span
    if figure.change_unit != "%" or figure.key.measure != COUNTED or figure.value is None or figure.value.value is None or moved is None:
        return None
    count = figure.value.value
    if count > LARGEST_TELLING_COUNT or moved.low <= -100:
        return None
    span = Span(count / (1 + moved.high / 100), count / (1 + moved.low / 100))
    nearest = round(span.middle)
    exists = any(span.low <= candidate <= span.high for candidate in (nearest - 1, nearest, nearest + 1))
    return Finding(
        f"whole-number-base/{figure.identity}",
        "whole-number",
        ORIGIN,
        ARITHMETIC,
        (change, figure.value),
        AGREES if exists else CONTRADICTS,
        recomputed=float(nearest),
        lowest=span.low,
        highest=span.high,
        recomputed_text=f"{nearest:,} before",
        subject=figure.subject,
    )
