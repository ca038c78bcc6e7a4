"""Titles filled from cells, and refused where a cell is not there."""

from __future__ import annotations

import pytest

from build_scripts import periods
from build_scripts.reports.patterns import PatternFault, fill

ROWS = [
    {"row_id": "all", "rate": 6.9, "rate_printed": "6.9%", "change": -1.5, "rag": "G"},
    {"row_id": "burglary", "rate": 6.1, "rate_printed": "6.1%", "change": 0.5, "rag": "A"},
    {"row_id": "theft", "rate": 0.9, "rate_printed": "0.9%", "change": 0.0, "rag": "G"},
]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{cell all rate %}, {moved all change} by {size all change pp}", "6.9%, down by 1.5 percentage points"),
        ("{change burglary change pp}", "+0.5pp"),
        ("fell for {falls change} of {rows}, rose for {rises change}, {stays change} stayed", "fell for 1 of 3, rose for 1, 1 stayed"),
        ("{count rag=G} green", "2 green"),
        ("{count rag!=G} not green", "1 not green"),
        ("{side all change} its budget", "below its budget"),
        ("{sum rate %}", "13.9%"),
    ],
)
def test_a_placeholder_is_a_cell_or_counted_from_the_rows(pattern: str, expected: str) -> None:
    assert fill(pattern, ROWS) == expected


def test_the_period_is_that_of_the_report() -> None:
    assert fill("{period}", [], periods.parse("2025-26-Q4")) == "January to March 2026"


@pytest.mark.parametrize("pattern", ["{cell nobody rate %}", "{cell all nothing %}", "{invented}", "{period}"])
def test_what_the_table_does_not_hold_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(PatternFault, match=pattern.strip("{}")):
        fill(pattern, ROWS)
