"""Each formula on figures of the documents, worked out by hand."""

from __future__ import annotations

import pytest

from build_scripts.reconciliation.cells import Cell
from build_scripts.reconciliation.formulas import FORMULAS, evaluate


def figure(value: float | None, step: float = 0.0, printed: str = "") -> Cell:
    """A figure as printed to a step."""
    return Cell("package", "table", "row", "column", "001:1", printed, value, step, "a figure")


@pytest.mark.parametrize(
    ("kind", "terms", "weights", "expected"),
    [
        ("sum", [34411, 1476, 1222], None, 37109),
        ("sum", [3.6], [200], 720),
        ("difference", [40.5, 24.7], None, 15.8),
        ("equal", [15.9], None, 15.9),
        ("percentage", [5904, 34411], None, 17.157),
        ("percentage-change", [232, 249.2], None, -6.902),
        ("rate", [580000, 70], None, 8285.714),
        ("margin", [64, 9600], [1, 0.25], 1.920),
    ],
)
def test_a_formula_gives_what_is_worked_out_by_hand(kind: str, terms: list[float], weights: list[float] | None, expected: float) -> None:
    span = evaluate(kind, [figure(term) for term in terms], weights)
    assert span is not None
    assert span.middle == pytest.approx(expected, abs=0.001)


def test_the_lowest_may_not_be_over_any_other() -> None:
    # Given the shares of offences without an outcome yet (001:388-391)
    span = evaluate("lowest", [figure(46, 1), figure(26, 1), figure(15, 1)])
    # When and Then: 25% can not be called the lowest
    assert span is not None
    assert span.high == 15.5


def test_a_lost_term_makes_no_span_and_a_cut_off_one_does() -> None:
    assert evaluate("sum", [figure(24.7, 0.1), figure(None)]) is None
    assert evaluate("sum", [figure(24.7, 0.1), figure(None, printed="137.")]).low == pytest.approx(161.65)


def test_every_formula_says_what_it_is() -> None:
    assert all(formula.__doc__ or kind in ("sum", "equal") for kind, formula in FORMULAS.items())
