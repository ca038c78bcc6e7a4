"""Titles of trends: a record where the latest value is one, else how far it is from the last; never silent about a break."""

from __future__ import annotations

from itertools import pairwise

import pytest

from build_scripts import periods
from build_scripts.statements.trends import TrendReading, trend_statement


def series(*values: tuple[str, float]) -> list[TrendReading]:
    """Readings of rolling windows that end with the given months, and on straight lines between them every quarter."""
    known = [(periods.month_ordinal(month), value) for month, value in values]
    readings = []
    for (month, value), (next_month, next_value) in pairwise(known):
        quarters = range(month, next_month, 3)
        readings += [reading(at, value + (next_value - value) * (at - month) / (next_month - month)) for at in quarters]
    return [*readings, reading(*known[-1])]


def reading(month: int, value: float) -> TrendReading:
    return TrendReading(month, value, f"figure of {periods.month_text(month)}")


# Theft from the person, offences in 12 months, the Metropolitan Police's own figures.
THEFT = series(("2023-02", 60_361.0), ("2024-02", 78_954.0), ("2025-03", 100_380.0), ("2026-03", 79_269.0))
NEW_RECORDS_SYSTEM = periods.month_ordinal("2024-03")


def test_a_record_of_a_year_or_more_is_the_title():
    # When the latest value is the lowest for more than a year, then that is told, with the cells it rests on
    told = trend_statement(THEFT, "count")
    assert told.text == "Lowest 12-month figure since February 2024"
    assert told.cells == ("figure of 2026-03", "figure of 2024-02")


def test_a_record_across_a_break_says_so():
    assert (
        trend_statement(THEFT, "count", [NEW_RECORDS_SYSTEM]).text
        == "Lowest 12-month figure since February 2024, across a break in the series"
    )


def test_a_break_before_the_record_is_not_spoken_of():
    assert trend_statement(THEFT, "count", [periods.month_ordinal("2023-04")]).text == "Lowest 12-month figure since February 2024"


def test_a_record_of_the_whole_series_names_its_beginning():
    # Trust in the MPS, per cent of people asked
    trust = series(("2016-03", 84.0), ("2022-12", 71.0), ("2023-12", 69.0))
    assert trend_statement(trust, "percentage").text == "Lowest since the series began in March 2016"


def test_years_without_a_value_are_not_passed_over():
    # Stop and search of Black Londoners over that of White ones: the years from 2019 to 2022 are missing
    ratio = series(("2017-06", 4.0), ("2018-12", 4.8)) + series(("2023-12", 3.7), ("2025-12", 4.6))
    assert trend_statement(ratio, "ratio").text == "Highest 12-month figure since December 2018, of the years that are known"


@pytest.mark.parametrize(
    ("measure", "readings", "title"),
    [
        ("count", series(("2024-02", 80_428.0), ("2025-12", 64_543.0), ("2026-03", 65_000.0)), "0.7% above its lowest, in December 2025"),
        (
            "count",
            series(("2018-03", 160.0), ("2025-05", 104.0), ("2025-08", 91.0), ("2026-03", 98.0)),
            "7 more than at its lowest, in August 2025",
        ),
        (
            "percentage",
            series(("2016-06", 68.0), ("2024-12", 47.0), ("2025-03", 45.0), ("2025-09", 46.0)),
            "1 percentage point above its lowest, in March 2025",
        ),
        ("percentage", series(("2021-03", 66.0), ("2024-09", 62.0), ("2024-12", 62.0)), "As low as in September 2024"),
        ("count", series(("2012-09", 3_000.0), ("2025-12", 9_757.0), ("2026-03", 9_628.0)), "1.3% below its highest, in December 2025"),
    ],
    ids=["per cent of many", "a number of few", "points of a survey", "level with it", "below the highest"],
)
def test_without_a_record_the_title_is_the_distance_from_the_last_one(measure, readings, title):
    assert trend_statement(readings, measure).text == title


def test_a_gap_is_told_by_its_width():
    # Women who feel safe less men who do, percentage points: the number that is lowest is the widest gap
    gap = series(("2020-03", -18.0), ("2022-03", -22.8), ("2023-03", -22.4), ("2023-06", -21.3), ("2023-12", -22.0))
    assert trend_statement(gap, "gap").text == "0.8 percentage points narrower than its widest, in March 2022"


def test_one_reading_is_no_trend():
    with pytest.raises(ValueError, match="at least two"):
        trend_statement(THEFT[:1], "count")
