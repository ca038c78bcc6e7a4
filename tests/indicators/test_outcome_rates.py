"""Outcome rates of the committed packages, against sums by hand and the printed report."""

from __future__ import annotations

import pandas as pd
import pytest

FORCE, COUNTRY = "E23000001", "K04000001"
SLUG = "outcome-rate-all-offences"


@pytest.fixture
def observed(outcome_rates: pd.DataFrame):
    """An observation of the indicator, by component, area and period."""
    own = outcome_rates[outcome_rates["indicator"] == SLUG].to_dict("records")
    rows = {(row["component"], row["area_code"], row["period"]): row for row in own}
    return lambda component, period, area=FORCE: rows[component, area, period]


def test_the_year_to_june_2023(observed) -> None:
    row = observed("", "R12-2023-06")
    # The April 2026 extract has 897,436 offences; the report prints 60,246 outcomes and 6.9%, with a type that no file holds
    assert (row["numerator"], row["denominator"]) == (59128, 897436)
    assert round(row["value"], 2) == 6.59
    assert row["lower_95"] < row["value"] < row["upper_95"]


def test_community_resolutions_are_a_series_of_their_own(observed) -> None:
    with_them = observed("with-community-resolutions", "R12-2023-06")
    assert with_them["numerator"] - observed("", "R12-2023-06")["numerator"] == 5662 + 5028 + 5934 + 4336


def test_london_and_the_country_stand_on_one_basis(observed) -> None:
    own, country = observed("home-office-basis", "2022-23"), observed("home-office-basis", "2022-23", COUNTRY)
    assert (round(own["value"], 1), round(country["value"], 1)) == (7.2, 9.0)
    # The country's offences are the sum of 43 forces, of which London's is one
    assert (own["denominator"], country["denominator"]) == (880923, 5516196)
    assert own["numerator"] == observed("", "2022-23")["numerator"]


def test_the_latest_quarters_are_provisional(observed) -> None:
    assert observed("", "2025-26-Q4")["flags"] == "p"
    assert observed("", "2023-24-Q1")["flags"] == ""


def test_yearly_groups_have_years_only(outcome_rates: pd.DataFrame) -> None:
    rows = outcome_rates[outcome_rates["component"] == "sexual-offences"].set_index("period")
    assert set(rows["period_type"]) == {"financial-year"}
    assert rows.loc["2022-23", "numerator"] == 71 + 2124
    assert round(rows.loc["2022-23", "value"], 1) == 8.8
