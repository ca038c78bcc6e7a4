"""The ratio of searches of Black and White Londoners, on each basis, against sums by hand."""

from __future__ import annotations

import pandas as pd
import pytest

SLUG = "stop-and-search-disproportionality"
BLACK, WHITE = 1188369, 4731172


@pytest.fixture
def observed(rate_ratios: pd.DataFrame):
    """An observation of the indicator, by component and period."""
    rows = {(row["component"], row["period"]): row for row in rate_ratios[rate_ratios["indicator"] == SLUG].to_dict("records")}
    return lambda component, period: rows[component, period]


def test_the_rolling_year_to_december_2023(observed) -> None:
    row = observed("", "R12-2023-12")
    # Given the searches of both forces of London, as the officer saw the ethnicity, by hand from twelve months
    assert (row["numerator"], row["denominator"]) == (57318, 60979)
    assert row["value"] == pytest.approx((57318 / BLACK) / (60979 / WHITE))
    assert (round(row["value"], 2), row["population_year"], row["flags"]) == (3.74, 2021, "e")


@pytest.mark.parametrize(("year", "ratio"), [("2022-23", 2.9), ("2023-24", 3.1), ("2024-25", 3.6)])
def test_by_the_ethnicity_that_people_state(observed, year: str, ratio: float) -> None:
    assert round(observed("self-defined", year)["value"], 1) == ratio


def test_another_grouping_of_residents_gives_another_ratio(observed) -> None:
    main, other = observed("", "R12-2023-12"), observed("other-grouping-of-residents", "R12-2023-12")
    assert other["numerator"] == main["numerator"]
    assert other["value"] / main["value"] == pytest.approx((BLACK / 1398266) * (4686453 / WHITE))


def test_no_window_spans_a_missing_month(observed) -> None:
    # Then the quarter of December 2022, which no file holds whole, and the years across it, have no value
    assert observed("", "2022-23-Q3")["reason"] == "incomplete-window"
    assert observed("", "R12-2023-09")["reason"] == "incomplete-window"
    assert observed("", "R12-2023-12")["reason"] == ""


def test_the_quarter_before_a_file_takes_over_is_that_of_the_file_before(observed) -> None:
    # April and May 2022 from the first file, June from the second, all of the MPS
    row = observed("", "2022-23-Q1")
    assert (row["numerator"], row["denominator"]) == (17919, 19285)
