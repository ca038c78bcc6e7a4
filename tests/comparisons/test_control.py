"""Control charts of the force's months: spans that begin for a reason, limits that no later month moves."""

from __future__ import annotations

import dataclasses

import numpy as np

from build_scripts import periods
from build_scripts.comparisons.control import BASELINE_MONTHS, MONTHS_OF_SEASON, Baseline, control_chart_of, read_baselines
from build_scripts.indicators.series import MonthlySeries
from build_scripts.pages.content import Content
from build_scripts.statistics.series import from_texts, seasonally_adjusted

FIRST = periods.month_ordinal("2017-04")
FORCE = "E23000001"


def series_of(london: Content, indicator: str) -> MonthlySeries:
    held = [one for one in london.series if (one.indicator, one.component, one.role) == (indicator, "", "count")]
    return max(held, key=lambda one: one.extract)


def cut_short(series: MonthlySeries, months: int) -> MonthlySeries:
    """The series without its last months."""
    return dataclasses.replace(series, values=series.values[:, : series.values.shape[1] - months], _totals={})


def test_a_span_begins_after_the_last_break_and_says_so(london: Content) -> None:
    made = control_chart_of(series_of(london, "theft-from-the-person"), FORCE, "down", london.breaks)
    assert made is not None
    assert made.chart.points[0].period.text == "2024-03"
    assert "records system" in made.reason.lower() or "connect" in made.reason.lower()


def test_a_span_begins_where_it_is_declared_to(london: Content) -> None:
    # Given domestic abuse, without a break since 2017, and the month that the register names
    baselines = read_baselines(london.instance)
    made = control_chart_of(series_of(london, "domestic-abuse"), FORCE, "not-judged", london.breaks, baselines)
    assert made is not None
    assert (made.chart.points[0].period.text, made.reason) == (
        "2021-04",
        "The first year of the pandemic was unlike those before and after it",
    )


def test_without_break_and_declaration_the_whole_series_is_the_span(london: Content) -> None:
    made = control_chart_of(series_of(london, "domestic-abuse"), FORCE, "not-judged", ())
    assert made is not None
    assert (made.chart.points[0].period.first, made.reason) == (FIRST, "")


def test_the_span_does_not_slide_as_months_are_added(london: Content) -> None:
    # Given domestic abuse as it stood a year and a month earlier, and as it stands
    whole = series_of(london, "domestic-abuse")
    declared = (Baseline("domestic-abuse", periods.month_ordinal("2018-04"), "Made up"),)
    later, earlier = (control_chart_of(one, FORCE, "not-judged", (), declared) for one in (whole, cut_short(whole, 13)))
    assert later is not None and earlier is not None
    # Then limits rest on the same twelve months; they differ by what the longer record says of the season alone
    assert later.chart.points[0].period == earlier.chart.points[0].period
    first = {point.limits for point in later.chart.points}
    assert len(first) == 1
    means = [one.chart.points[0].limits.mean for one in (later, earlier)]
    months = whole.row(FORCE)[periods.month_ordinal("2018-04") - FIRST :][:BASELINE_MONTHS]
    assert np.allclose(means, months.mean(), rtol=0.03)


def test_the_season_is_told_by_more_years_than_the_span(london: Content) -> None:
    # Given two years and a month since the records system changed, and months of many years before it
    series = series_of(london, "theft-from-the-person")
    made = control_chart_of(series, FORCE, "down", london.breaks)
    assert made is not None and made.months_of_season == MONTHS_OF_SEASON
    # Then two years alone, whose own ups and downs would pass for season, leave less variation than there is
    span = [point.period.first for point in made.chart.points]
    counts = series.row(FORCE)[span[0] - series.first_month :]
    alone = seasonally_adjusted(from_texts([periods.month_text(month) for month in span], list(counts), periods.MONTH))
    assert np.abs(np.diff(alone.values)).mean() < np.abs(np.diff([point.value for point in made.chart.points])).mean()


def test_every_declared_baseline_is_of_a_series_and_leaves_enough_months(london: Content) -> None:
    for one in read_baselines(london.instance):
        held = series_of(london, one.indicator)
        last = int(held.months[-1])
        assert held.first_month < one.first_month <= last - 2 * BASELINE_MONTHS + 1
