"""Counts by quarter, added up to longer periods."""

from __future__ import annotations

import math

import pytest

from build_scripts import periods
from build_scripts.claims.recounts import QuarterlyCounts

FORCE = "E23000001"
# Violence with injury by quarter, as the national tables of June 2023 have it.
COUNTS = QuarterlyCounts(
    {
        (FORCE, "2022-23-Q1"): 20_006.0,
        (FORCE, "2022-23-Q2"): 20_329.0,
        (FORCE, "2022-23-Q3"): 18_800.0,
        (FORCE, "2022-23-Q4"): 17_942.0,
        (FORCE, "2023-24-Q1"): 21_005.0,
    }
)


@pytest.mark.parametrize(
    ("period", "total"),
    [("2023-24-Q1", 21_005), ("R12-2023-03", 77_077), ("R12-2023-06", 78_076), ("2022-23", 77_077)],
)
def test_a_period_is_the_sum_of_the_quarters_that_fill_it(period: str, total: float) -> None:
    assert COUNTS.total(FORCE, periods.parse(period)) == total


@pytest.mark.parametrize("period", ["R12-2023-05", "R12-2022-12", "2023-06", "2022"])
def test_a_period_that_quarters_do_not_fill_or_that_lacks_one_has_no_sum(period: str) -> None:
    assert math.isnan(COUNTS.total(FORCE, periods.parse(period)))


def test_an_area_that_is_not_held_has_no_sum() -> None:
    assert math.isnan(COUNTS.total("E23000002", periods.parse("2023-24-Q1")))
