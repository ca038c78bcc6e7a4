"""Damage is told from data by the printed cell."""

from __future__ import annotations

import pytest

from build_scripts.reconciliation.damage import _of_cell

NOTHING = float("nan")
PLACE = {"package": "a-package", "resource": "a-table", "row_id": "a-row", "source_line": "001:1"}


def kinds(printed: str, number: float, **further) -> list[str]:
    """The kinds of damage of one cell."""
    row = PLACE | {"cost_printed": printed, "cost": number} | further
    return [finding.kind for finding in _of_cell(row, "cost", numeric=True)]


@pytest.mark.parametrize(
    ("printed", "number", "further", "expected"),
    [
        ("657.", NOTHING, {"cost_deduced": 657.1}, ["cut-off"]),
        ("(106.4", -106.4, {}, ["half-bracket"]),
        ("(106.4)", -106.4, {}, []),
        ("(1,086.2) (25.6)", -1086.2, {}, ["two-figures"]),
        ("3.4 0.2", 3.4, {}, ["two-figures"]),
        ("(=:=)", NOTHING, {"cost_deduced": -2.5}, ["lost"]),
        ("(- /", NOTHING, {"cost_deduced": -0.1}, ["lost"]),
        ("", NOTHING, {"cost_deduced": -51.3}, ["lost"]),
        ("", NOTHING, {"cost_deduced": NOTHING, "level": "heading"}, []),
        ("", NOTHING, {"cost_reason": "not-printed"}, ["lost"]),
        ("N/A", NOTHING, {"cost_reason": "printed-as-not-available"}, []),
        ("-", NOTHING, {}, []),
        ("", NOTHING, {}, []),
        ("0.0", 0.0, {}, []),
    ],
)
def test_a_cell_is_damaged_or_not(printed: str, number: float, further: dict, expected: list[str]) -> None:
    assert kinds(printed, number, **further) == expected


def test_a_greek_alpha_is_read_as_the_letter_it_looks_like() -> None:
    row = PLACE | {"rag_printed": "Α", "rag": "A"}
    finding = next(_of_cell(row, "rag", numeric=False))
    assert (finding.kind, finding.recomputed_text) == ("glyph", "A")
    assert "U+0391" in finding.explanation


def test_a_cut_off_cell_that_nothing_fixes_has_bounds() -> None:
    row = PLACE | {"cost_printed": "174.", "cost": NOTHING, "cost_deduced": NOTHING}
    finding = next(_of_cell(row, "cost", numeric=True))
    assert finding.recomputed_text == "from 174 up to 175"
