"""Gaps between groups and the whole: is there any division of the population that fits them?

The groups of one kind (sexes, ages) divide the people asked, and the whole is their weighted mean, so with the right shares the gaps
average to nought. The same shares hold for every question of one table. Whether shares exist is a linear programme: shares that are
not negative and sum to one, such that for each question the mean of the gaps, each within half a step, can be nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scipy.optimize import linprog

from build_scripts.reconciliation.figures import GAP, Figure
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS, Finding

ORIGIN = "generated"
SUSPECT = "suspect"


def gap_findings(stated: Iterable[Figure]) -> Iterator[Finding]:
    """For each table of gaps and kind of group: each question by itself, then all questions together."""
    tables: dict[tuple, dict[str, dict[str, Figure]]] = {}
    for figure in stated:
        if figure.value is not None and figure.key.measure == GAP and figure.row.get("gap_printed"):
            table = (figure.place, figure.key.group_type, figure.key.period)
            tables.setdefault(table, {}).setdefault(figure.key.indicator, {})[figure.key.group] = figure
    for ((package, resource), group_type, _), questions in tables.items():
        for indicator, groups in questions.items():
            yield _finding(f"gaps-average/{package}/{resource}/{group_type}/{indicator}", group_type, [groups])
        yield _finding(f"gaps-share/{package}/{resource}/{group_type}", group_type, list(questions.values()))


def _finding(check: str, group_type: str, questions: list[dict[str, Figure]]) -> Finding:
    printed = [[figure.value for figure in groups.values() if figure.value is not None] for groups in questions]
    cells = tuple(cell for question in printed for cell in question)
    fits = shares_exist([[cell.span for cell in question] for question in printed])
    return Finding(
        check,
        "gaps",
        ORIGIN,
        SUSPECT,
        cells,
        AGREES if fits else CONTRADICTS,
        subject=f"Gaps by {group_type.replace('-', ' ')}: {len(questions)} question{'s' if len(questions) > 1 else ''}",
        printed_text=", ".join(cell.printed for cell in cells),
    )


def shares_exist(questions: list[list]) -> bool:
    """Whether one division into groups brings the mean gap of every question to nought; each lists the groups' spans in one order."""
    at_most_zero = [[span.low for span in spans] for spans in questions]
    at_least_zero = [[-span.high for span in spans] for spans in questions]
    count = len(questions[0])
    solution = linprog(
        c=[0.0] * count,
        A_ub=at_most_zero + at_least_zero,
        b_ub=[0.0] * (2 * len(questions)),
        A_eq=[[1.0] * count],
        b_eq=[1.0],
        bounds=[(0.0, 1.0)] * count,
    )
    return bool(solution.success)
