"""Sums of money, with the rows of the budget report: over, under, below zero, from zero, lost."""

from __future__ import annotations

import math

import pytest

from build_scripts.comparisons.money import compared_money


def test_an_underspend_is_negative_and_given_in_per_cent() -> None:
    """Given officer pay forecast at 2,330.7 on a budget of 2,382.0 (001:1352), then -51.3, which is -2.15%."""
    compared = compared_money(2330.7, 2382.0)
    assert compared["change_absolute"] == pytest.approx(-51.3)
    assert compared["change"] == pytest.approx(-2.1537, abs=1e-4)
    assert (compared["change_unit"], compared["verdict"], compared["reason"]) == ("%", "not-available", "accounts")


@pytest.mark.parametrize(
    ("value", "base", "reason"),
    [
        (-117.6, -106.4, "negative-base"),  # sales, fees and charges: income stands with a minus
        (-3.9, 4.8, "negative-base"),  # a change of sign
        (-12.5, 0.0, "from-zero"),  # the overall position of the police
        (2.8, 0.0, "from-zero"),  # transfers to reserves
    ],
)
def test_there_is_no_percentage_where_it_would_mean_nothing(value: float, base: float, reason: str) -> None:
    compared = compared_money(value, base)
    assert compared["change_unit"] == "£m"
    assert compared["change"] == pytest.approx(value - base)
    assert compared["reason"] == reason


def test_a_sum_that_is_lost_gives_no_comparison() -> None:
    compared = compared_money(math.nan, 45.3)
    assert "change" not in compared
    assert (compared["verdict"], compared["reason"]) == ("not-available", "not-published")
