"""Sums over windows of months: whole, or not known at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.indicators.series import MonthlySeries, monthly_series, newest_covering, window_sums
from build_scripts.packages.reading import read_readings
from tests.made_up_series import BOROUGH, FIRST_MONTH, FORCE, WITHIN, monthly, series

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

NAN = float("nan")
CELLS = st.one_of(st.integers(0, 10_000).map(float), st.just(NAN))


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=4), st.integers(1, 6))
def test_a_window_is_the_sum_of_its_months_or_nothing(rows: list[list[float]], width: int) -> None:
    sums = window_sums(np.array(rows), width)
    assert sums.shape == (len(rows), 6 - width + 1)
    for row, totals in zip(rows, sums, strict=True):
        for start, total in enumerate(totals):
            assert np.array_equal(total, sum(row[start : start + width]), equal_nan=True)


def test_a_series_shorter_than_the_window_has_none() -> None:
    assert window_sums(np.ones((2, 11)), 12).shape == (2, 0)


@given(series(missing=True), st.integers(11, 47))
def test_a_rolling_year_is_four_quarters_and_a_missing_month_leaves_no_total(made: MonthlySeries, index: int) -> None:
    window = periods.rolling_year(FIRST_MONTH + index)
    months = made.row(FORCE)[index - 11 : index + 1]
    total = made.total(FORCE, window)
    if np.isnan(months).any():
        assert np.isnan(total)
    else:
        assert total == sum(made.total(FORCE, periods.month(month)) for month in window.months)


@given(series())
def test_quarters_and_years_add_up(made: MonthlySeries) -> None:
    for start in (2018, 2019, 2020, 2021):
        year = periods.financial_year(start)
        quarters = [periods.quarter(start, number) for number in (1, 2, 3, 4)]
        assert made.total(FORCE, year) == sum(made.total(FORCE, quarter) for quarter in quarters)
        assert made.total(FORCE, year) == made.total(FORCE, periods.rolling_year(year.last))


@given(series())
def test_the_force_is_its_boroughs_and_what_has_no_place(made: MonthlySeries) -> None:
    year = periods.financial_year(2019)
    assert made.total(FORCE, year) == sum(made.total(area, year) for area in WITHIN)


@pytest.mark.parametrize("last", [FIRST_MONTH - 1, FIRST_MONTH + 10, FIRST_MONTH + 48])
def test_a_window_that_reaches_beyond_the_series_has_no_total(last: int) -> None:
    made = monthly(np.ones((3, 48)))
    assert np.isnan(made.total(FORCE, periods.rolling_year(last)))


def test_an_area_that_is_not_held_is_an_error() -> None:
    with pytest.raises(KeyError):
        monthly(np.ones((3, 12))).row("E09000001")


def test_of_several_extracts_the_newest_that_covers_all_months_is_taken() -> None:
    def extract(name: str, first: int, months: int) -> MonthlySeries:
        return MonthlySeries("homicide", "", "count", "count", "mps-borough", name, (BOROUGH,), first, np.ones((1, months)))

    older, newer = extract("2023-12", FIRST_MONTH, 36), extract("2026-04", FIRST_MONTH + 12, 48)
    assert newest_covering([older, newer], range(FIRST_MONTH + 12, FIRST_MONTH + 24)) is newer
    assert newest_covering([older, newer], range(FIRST_MONTH, FIRST_MONTH + 24)) is older
    assert newest_covering([older, newer], range(FIRST_MONTH, FIRST_MONTH + 60)) is None


@settings(max_examples=20)
@given(st.data())
def test_the_miniatures_windows_are_sums_of_its_published_months(miniature: Content, data: st.DataObject) -> None:
    made = data.draw(st.sampled_from([one for one in miniature.series if one.role == "count" and one.values.shape[1] >= 12]))
    last = data.draw(st.integers(made.first_month + 11, made.first_month + made.values.shape[1] - 1))
    area = data.draw(st.sampled_from(made.areas))
    window = periods.rolling_year(last)
    expected = sum(made.row(area)[month - made.first_month] for month in window.months)
    assert np.array_equal(made.total(area, window), expected, equal_nan=True)


def test_a_series_begins_and_ends_with_its_own_months_not_with_those_of_its_extract(committed_instance) -> None:
    # Given an extract that holds calls to March 2024 and domestic abuse from April 2017 to January 2024
    held = monthly_series(committed_instance, read_readings(committed_instance), FORCE)
    (abuse,) = [one for one in held if (one.indicator, one.component) == ("domestic-abuse", "")]
    assert [periods.month_text(int(month)) for month in (abuse.months[0], abuse.months[-1])] == ["2017-04", "2024-01"]
    assert abuse.total(FORCE, periods.parse("R12-2023-06")) == 96767
