"""Declared checks point at rows that there are."""

from __future__ import annotations

import pytest

from build_scripts.packages.faults import PackagesAtFault
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation.declared_checks import find_row, term_cell

TERM = {
    "check": "a-check",
    "package": "report-2023-24-q1-finance",
    "resource": "statements",
    "row_id": "0301-02",
    "column": "value",
    "rounding": "rounded",
}


def test_a_term_is_a_cell_with_its_line_and_step(instance: Instance) -> None:
    found = term_cell(instance, TERM)
    assert (found.line, found.printed, found.value) == ("001:301", "£45.2m", 45.2)
    assert found.step == pytest.approx(0.1)


@pytest.mark.parametrize("wrong", [{"package": "no-package"}, {"resource": "no-table"}, {"row_id": "9999-01"}, {"column": "no_column"}])
def test_a_term_that_points_at_nothing_is_refused(instance: Instance, wrong: dict) -> None:
    with pytest.raises(PackagesAtFault) as raised:
        find_row(instance, TERM | wrong)
    assert raised.value.faults[0].message.startswith("a-check: there is no")


def test_every_check_has_a_figure_to_test_and_something_to_test_it_by(instance: Instance) -> None:
    terms = instance.table("reconciliation", "terms")
    positions = terms.groupby("check")["position"].apply(sorted)
    assert all(found == list(range(len(found))) and len(found) >= 2 for found in positions)
    assert set(positions.index) == set(instance.table("reconciliation", "checks")["check"])
