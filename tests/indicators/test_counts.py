"""Observations of counts and their rates: whole windows, or none and the reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from build_scripts import periods
from build_scripts.indicators.counts import count_observations
from build_scripts.indicators.population import Population
from build_scripts.indicators.series import MonthlySeries
from tests.made_up_series import BOROUGH, FIRST_MONTH, FORCE, UNKNOWN, monthly, series

# Lewisham's residents, and those of the 32 boroughs, in round thousands.
PEOPLE = Population({BOROUGH: {2018: 303_000.0, 2019: 305_000.0}, FORCE: dict.fromkeys(range(2018, 2022), 8900000.0)})
PROVISIONAL_MONTHS = 12


def observed(made: MonthlySeries, **options: object) -> pd.DataFrame:
    return count_observations(made, PEOPLE, FORCE, PROVISIONAL_MONTHS, {BOROUGH: "resident-rate"}, **options)


@settings(max_examples=25)
@given(series(missing=True))
def test_a_window_has_a_value_if_and_only_if_it_has_all_its_months(made: MonthlySeries) -> None:
    counts = observed(made)
    counts = counts[counts["measure"] == "count"]
    for row in counts.to_dict("records"):
        period = periods.parse_as(row["period"], row["period_type"])
        columns = [month - FIRST_MONTH for month in period.months]
        months = made.row(row["area_code"])[columns]
        assert row["months_present"] == np.count_nonzero(~np.isnan(months))
        if row["months_present"] == len(period.months):
            assert (row["value"], row["reason"]) == (months.sum(), "")
        else:
            assert np.isnan(row["value"])
            assert row["reason"] == "incomplete-window"


@settings(max_examples=25)
@given(series(missing=True))
def test_an_interval_holds_its_count(made: MonthlySeries) -> None:
    table = observed(made)
    known = table[table["value"].notna()]
    assert (known["lower_95"] <= known["value"]).all()
    assert (known["value"] <= known["upper_95"]).all()
    unknown = table[table["value"].isna()]
    assert unknown["lower_95"].isna().all()


@settings(max_examples=25)
@given(series())
def test_a_rate_is_its_count_for_every_thousand_residents(made: MonthlySeries) -> None:
    table = observed(made)
    rates = table[(table["measure"] == "rate") & table["value"].notna()]
    assert not rates.empty
    assert np.allclose(rates["value"], 1000 * rates["numerator"] / rates["denominator"])
    assert set(rates["period_type"]) == {periods.ROLLING_YEAR}, "a quarter has no annualised rate"


def test_a_rate_uses_the_estimate_of_the_year_that_holds_the_middle_of_its_window() -> None:
    table = observed(monthly(np.full((3, 36), 10.0)))
    rates = table[(table["measure"] == "rate") & (table["area_code"] == BOROUGH)].set_index("period")
    # The 12 months to March 2019 have their middle in September 2018; those to June 2019 in December 2018.
    assert rates.loc["R12-2019-03", "population_year"] == 2018
    assert rates.loc["R12-2019-06", "population_year"] == 2018
    assert rates.loc["R12-2019-09", "population_year"] == 2019
    # After the last year known, that year serves and says so.
    assert rates.loc["R12-2020-12", "population_year"] == 2019
    assert "e" in rates.loc["R12-2020-12", "flags"].split()
    assert "e" not in rates.loc["R12-2019-09", "flags"].split()


def test_what_has_no_place_has_counts_and_no_rates() -> None:
    table = observed(monthly(np.full((3, 24), 10.0)))
    assert set(table.loc[table["area_code"] == UNKNOWN, "measure"]) == {"count"}


@pytest.mark.parametrize(
    ("area", "kinds"),
    [(FORCE, {"month", "quarter", "r12", "financial-year"}), (BOROUGH, {"quarter", "r12"})],
    ids=["the force", "a borough"],
)
def test_the_force_has_every_period_and_a_borough_its_quarters(area: str, kinds: set[str]) -> None:
    table = observed(monthly(np.full((3, 24), 10.0)))
    own = table[table["area_code"] == area]
    assert set(own["period_type"]) == kinds
    rolling = {periods.parse(text).last for text in own.loc[own["period_type"] == "r12", "period"]}
    assert (area == FORCE) == any(not periods.is_quarter_end(last) for last in rolling)


def test_only_complete_quarters_and_years_have_a_name_at_all() -> None:
    """A series from May has no quarter April to June, and one that ends in February no January to March."""
    table = observed(monthly(np.full((3, 22), 10.0), first_month=FIRST_MONTH + 1))
    quarters = sorted(table.loc[(table["period_type"] == "quarter") & (table["area_code"] == FORCE), "period"])
    assert (quarters[0], quarters[-1]) == ("2018-19-Q2", "2019-20-Q3")
