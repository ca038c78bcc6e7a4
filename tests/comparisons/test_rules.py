"""Which two periods stand against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.comparisons.rules import pairings

MONTHS = st.integers(periods.month_ordinal("2000-01"), periods.month_ordinal("2040-12"))
PERIODS = st.one_of(MONTHS.map(periods.rolling_year), MONTHS.map(periods.quarter_of), st.integers(2000, 2040).map(periods.financial_year))


@given(PERIODS)
def test_a_comparison_is_with_an_earlier_period_of_the_same_kind_that_it_does_not_overlap(period: periods.Period) -> None:
    found = pairings(period)
    assert found
    for pairing in found:
        assert pairing.period == period
        assert (pairing.base.type, len(pairing.base.months)) == (period.type, len(period.months))
        assert pairing.base.last < period.first
    assert len({pairing.rule for pairing in found}) == len(found)


@given(MONTHS)
def test_the_twelve_months_are_compared_with_the_twelve_before(month: int) -> None:
    (pairing,) = [one for one in pairings(periods.rolling_year(month)) if one.rule == "r12"]
    assert pairing.base.last + 1 == pairing.period.first


@given(MONTHS)
def test_a_quarter_is_compared_with_its_own_season(month: int) -> None:
    for pairing in pairings(periods.quarter_of(month)):
        if pairing.rule != "previous-quarter":
            assert pairing.base.text[-2:] == pairing.period.text[-2:]


@given(MONTHS)
def test_what_is_of_the_pandemic_has_no_comparison_with_before_it(month: int) -> None:
    bases = [one.base for one in pairings(periods.rolling_year(month)) if one.rule == "pre-pandemic"]
    assert [base.text for base in bases] == (["R12-2020-02"] if month >= periods.month_ordinal("2021-02") else [])


@pytest.mark.parametrize(
    ("period", "rule", "base"),
    [
        ("R12-2023-06", "r12", "R12-2022-06"),
        ("R12-2023-06", "pre-pandemic", "R12-2020-02"),
        ("2023-24-Q1", "quarter", "2022-23-Q1"),
        ("2023-24-Q1", "previous-quarter", "2022-23-Q4"),
        ("2023-24-Q1", "pre-pandemic", "2019-20-Q1"),
        ("2025-26-Q4", "pre-pandemic", "2018-19-Q4"),
        ("2023-24", "year", "2022-23"),
    ],
)
def test_the_periods_that_the_framework_note_and_the_report_compare(period: str, rule: str, base: str) -> None:
    assert {one.rule: one.base.text for one in pairings(periods.parse(period))}[rule] == base


def test_single_months_are_not_compared() -> None:
    assert pairings(periods.parse("2023-06")) == []
