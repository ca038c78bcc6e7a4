"""Series for control charts: what may be charted, and the adjustments."""

import calendar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.statistics import series
from tests.statistics import golden

FIRST = periods.month_ordinal(golden.MONTHS_FROM)
MONTHS = [periods.month_text(ordinal) for ordinal in range(FIRST, FIRST + 36)]


def monthly(values, holds=series.COUNT):
    return series.from_texts(MONTHS[: len(values)], values, periods.MONTH, holds)


@given(st.integers(0, 12 * 3000), st.integers(1, 24), st.integers(2, 30))
def test_rolling_years_are_refused_however_they_are_spaced(last, step, length):
    texts = [f"R12-{periods.month_text(12 * 1000 + last + step * index)}" for index in range(length)]
    with pytest.raises(series.RollingSeriesRefused, match="rolling"):
        series.from_texts(texts, range(length), periods.ROLLING_YEAR)


def test_rolling_years_are_refused_under_another_name():
    points = (series.Point(periods.rolling_year(24287), 5.0), series.Point(periods.rolling_year(24299), 6.0))
    with pytest.raises(series.RollingSeriesRefused):
        series.DiscreteSeries(points, periods.MONTH)


def test_overlapping_periods_are_refused():
    quarter, a_month_later = periods.quarter(2023, 1), periods.Period("May to July 2023", "quarter", 24280, 24282)
    points = (series.Point(quarter, 1.0), series.Point(a_month_later, 2.0))
    with pytest.raises(series.RollingSeriesRefused, match="overlap"):
        series.DiscreteSeries(points, periods.QUARTER)


def test_the_same_month_twice_is_an_overlap():
    with pytest.raises(series.RollingSeriesRefused, match="overlap"):
        series.from_texts(["2023-06", "2023-06"], [1, 2], periods.MONTH)


@pytest.mark.parametrize(
    ("texts", "values", "period_type", "holds", "problem"),
    [
        (["2023-06", "2023-05"], [1, 2], "month", "count", "time order"),
        (["2023-06"], [float("inf")], "month", "count", "no value"),
        (["2023-06"], [1], "month", "guesses", "holds"),
        (["2023-24-Q1"], [1], "month", "count", "not a month"),
    ],
)
def test_what_is_no_series_is_refused(texts, values, period_type, holds, problem):
    with pytest.raises(ValueError, match=problem):
        series.from_texts(texts, values, period_type, holds)


def test_a_point_of_another_type_is_refused():
    with pytest.raises(ValueError, match="is a quarter"):
        series.DiscreteSeries((series.Point(periods.quarter(2023, 1), 1.0),), periods.MONTH)


def test_missing_values_are_gaps():
    gappy = series.from_texts(["2023-04", "2023-05", "2023-06", "2023-07"], [1, None, 3, 4], periods.MONTH)
    assert gappy.values.tolist() == [1, 3, 4]
    assert gappy.follows == (False, False, True)


def test_daily_adjustment_takes_out_the_length_of_the_month():
    # Given ten offences a day in every month
    flat = monthly([10 * (31, 31, 28, 31)[index] for index in range(4)])
    # When the months are adjusted, then they are all the same
    assert series.daily_adjusted(flat).values == pytest.approx([10 * 365.25 / 12] * 4)


def test_year_on_year_differences_begin_in_the_second_year():
    differences = series.year_on_year(monthly(golden.VIOLENCE_WITH_INJURY))
    assert differences.points[0].period.text == "2021-12"
    assert differences.points[0].value == 6086 - 5131
    assert len(differences.points) == 24
    assert differences.holds == series.DIFFERENCE


def test_a_pure_season_is_taken_out_whole():
    # Given counts that are nothing but days and a season
    days = np.array([periods.month(ordinal).days for ordinal in range(FIRST, FIRST + 36)])
    season = np.exp(np.tile(0.3 * np.sin(np.arange(12) * np.pi / 6), 3))
    adjusted = series.seasonally_adjusted(monthly(100 * days * season))
    # When they are adjusted, then nothing is left
    assert np.ptp(adjusted.values) < 1e-6 * adjusted.values.mean()


def test_adjusting_real_months_leaves_less_variation_and_the_same_level():
    raw = monthly(golden.VIOLENCE_WITH_INJURY[12:])
    adjusted = series.seasonally_adjusted(raw)
    assert adjusted.values.std() < 0.5 * raw.values.std()
    assert adjusted.values.mean() == pytest.approx(raw.values.mean(), rel=0.01)


def test_only_monthly_counts_are_adjusted():
    quarters = series.from_texts(["2023-24-Q1", "2023-24-Q2"], [1, 2], periods.QUARTER)
    with pytest.raises(ValueError, match="counts of months"):
        series.daily_adjusted(quarters)
    with pytest.raises(ValueError, match="counts of months"):
        series.seasonally_adjusted(monthly([50, 51], series.PERCENTAGE))


def test_a_step_in_the_level_is_no_season():
    # Given five years of a pure season whose level halves in the fourth March, and the two years since
    months = [periods.month_ordinal("2021-04") + index for index in range(60)]
    step = months[35]
    counts = [
        1000 * (1.3 if month % 12 == 6 else 1.0) * (0.5 if month >= step else 1.0) * calendar.monthrange(month // 12, month % 12 + 1)[1]
        for month in months
    ]
    history = series.from_texts([periods.month_text(month) for month in months], counts, periods.MONTH)
    span = series.from_texts([periods.month_text(month) for month in months[35:]], counts[35:], periods.MONTH)
    # When adjusted by the season of all five years, the step known
    adjusted = series.seasonally_adjusted(span, history, [step])
    # Then what is left is flat
    assert adjusted.values.std() / adjusted.values.mean() < 1e-6
