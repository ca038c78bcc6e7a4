"""Longer windows of a survey from the shorter ones that it publishes: means of equal weight, or nothing at all."""

from __future__ import annotations

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from build_scripts import periods, tables
from build_scripts.indicators.percentages import SurveyDesign, percentage_observations
from build_scripts.indicators.pooled_percentages import pooled

FORCE = "E23000001"
PAS = SurveyDesign(
    force_sample=19200,
    earlier_samples=(),
    area_sample=600,
    design_effect=1.5,
    rounded_at_source=True,
    group_shares={"female": 0.5, "male": 0.5},
)


def published(period_type: str, values: dict[str, float], group: str = "") -> pd.DataFrame:
    """Observations of one series of percentages, as the publisher gives it."""
    readings = pd.DataFrame({"period": list(values), "value": list(values.values())}).assign(
        source="gla-state-of-london-2025",
        extract="to-2025-04",
        category="worried-about-crime",
        area_code=FORCE,
        group_type="sex" if group else "",
        group=group,
        period_type=period_type,
        base=float("nan"),
        lower=float("nan"),
        upper=float("nan"),
    )
    return percentage_observations(readings[tables.READINGS.names], "worried-about-crime", "", "percentage", PAS, FORCE)


def test_four_quarters_make_twelve_months_on_the_sum_of_their_samples() -> None:
    # Given the share worried about crime, 41%, 44%, 43% and 46%
    quarters = published(periods.QUARTER, {"2023-24-Q2": 41, "2023-24-Q3": 44, "2023-24-Q4": 43, "2024-25-Q1": 46})
    (year,) = pooled(quarters).to_dict("records")
    # Then 12 months are their mean, on 19,200 interviews, and are called approximate
    assert (year["period"], year["period_type"], year["value"]) == ("R12-2024-06", periods.ROLLING_YEAR, 43.5)
    assert (year["n"], year["n_eff"]) == (19200, 12800)
    assert year["flags"].split()[-1] == "approximate"
    # with Wilson's interval of 43.5% on an effective 12,800, as statsmodels gives it
    lower, upper = proportion_confint(0.435 * 12800, 12800, method="wilson")
    assert (year["lower_95"], year["upper_95"]) == (pytest.approx(100 * lower), pytest.approx(100 * upper))


def test_a_missing_quarter_leaves_the_window_without_a_value() -> None:
    quarters = published(periods.QUARTER, {"2023-24-Q2": 41, "2023-24-Q3": 44, "2024-25-Q1": 46})
    (year,) = pooled(quarters).to_dict("records")
    assert pd.isna(year["value"])
    assert (year["reason"], year["months_present"]) == ("incomplete-window", 9)


def test_months_make_quarters_and_twelve_months_that_end_with_one() -> None:
    # Given the victimisation rate of October 2023 to September 2024
    rate = [3, 3, 3, 5, 6, 4, 4, 5, 6, 5, 5, 5]
    first = periods.month_ordinal("2023-10")
    months = published(periods.MONTH, {periods.month_text(first + place): value for place, value in enumerate(rate)})
    found = pooled(months).set_index("period")["value"]
    assert found["2023-24-Q3"] == 3
    assert found["2024-25-Q2"] == 5
    assert found["R12-2024-09"] == 4.5
    assert len(found) == 5
    # and a month is a twelfth of the year's interviews
    assert set(months["n"]) == {1600}


def test_what_the_publisher_gives_itself_is_not_worked_out_beside_it() -> None:
    both = pd.concat(
        [
            published(periods.QUARTER, {"2023-24-Q2": 41, "2023-24-Q3": 44, "2023-24-Q4": 43, "2024-25-Q1": 46}),
            published(periods.ROLLING_YEAR, {"R12-2024-03": 43}),
        ]
    )
    assert pooled(both).empty


def test_a_group_is_half_of_the_sample_where_that_is_assumed_and_unknown_elsewhere() -> None:
    assert list(published(periods.QUARTER, {"2023-24-Q1": 59}, group="female")["n"]) == [2400]
    assert published(periods.QUARTER, {"2023-24-Q1": 59}, group="non-binary")["n"].isna().all()
