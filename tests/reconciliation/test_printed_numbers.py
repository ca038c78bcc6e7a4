"""Printed cells as the documents have them."""

from __future__ import annotations

import pytest

from build_scripts.reconciliation.printed_numbers import cut_off_span, numbers, step
from build_scripts.reconciliation.spans import Span


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("£3.2bn", 3.2, 0.1),
        ("£7.86m", 7_860_000, 10_000),
        ("£700k", 700_000, 1_000),
        ("£4,159.50m", 4159.5, 0.01),
        ("(106.4", -106.4, 0.1),
        ("- 9,951", -9951, 1),
        ("V33.3%", -33.3, 0.1),
        ("60", 60, 1),
        ("three", 3, 0),
        ("0.0", 0, 0.1),
    ],
)
def test_the_step_is_the_last_printed_digit(printed: str, value: float, expected: float) -> None:
    assert step(printed, value) == pytest.approx(expected)


@pytest.mark.parametrize(("printed", "expected"), [("137.", Span(137, 138)), ("4,391.", Span(4391, 4392)), ("(3,891.", Span(-3892, -3891))])
def test_a_cell_cut_off_after_its_point_stands_for_a_whole_unit(printed: str, expected: Span) -> None:
    assert cut_off_span(printed) == expected


@pytest.mark.parametrize("printed", ["137.5", "24.7", "", "£1m", "` ,"])
def test_whole_cells_are_not_cut_off(printed: str) -> None:
    assert cut_off_span(printed) is None


def test_a_cell_may_hold_two_figures() -> None:
    assert numbers("(1,086.2) (25.6)") == ["1,086.2", "25.6"]
