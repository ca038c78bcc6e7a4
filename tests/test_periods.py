"""Months, quarters, years and rolling windows."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import periods

# 1900 to 2199: every form of a period is four digits of a year, and a century has its own leap years.
MONTHS = st.integers(1900 * 12, 2200 * 12 - 1)
PERIODS = st.one_of(
    MONTHS.map(periods.month),
    MONTHS.map(periods.quarter_of),
    MONTHS.map(periods.rolling_year),
    st.integers(1900, 2198).map(periods.financial_year),
    st.integers(1900, 2199).map(lambda year: periods.parse(f"{year}")),
)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "days"),
    [
        ("2023-06", periods.MONTH, "2023-06-01", "2023-06-30", 30),
        ("2024-02", periods.MONTH, "2024-02-01", "2024-02-29", 29),
        ("2023-24-Q1", periods.QUARTER, "2023-04-01", "2023-06-30", 91),
        ("2023-24-Q4", periods.QUARTER, "2024-01-01", "2024-03-31", 91),
        ("1999-00-Q4", periods.QUARTER, "2000-01-01", "2000-03-31", 91),
        ("R12-2023-06", periods.ROLLING_YEAR, "2022-07-01", "2023-06-30", 365),
        ("R12-2020-02", periods.ROLLING_YEAR, "2019-03-01", "2020-02-29", 366),
        ("2023-24", periods.FINANCIAL_YEAR, "2023-04-01", "2024-03-31", 366),
        ("2023", periods.CALENDAR_YEAR, "2023-01-01", "2023-12-31", 365),
    ],
)
def test_a_period_is_the_days_that_it_names(text: str, kind: str, start: str, end: str, days: int) -> None:
    period = periods.parse(text)
    assert (period.type, period.start.isoformat(), period.end.isoformat(), period.days) == (kind, start, end, days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13",
        "2023-00",
        "2023-6",
        "2023-25-Q1",
        "2023-24-Q5",
        "2023-24-Q0",
        "R12-2023",
        "R12-2023-13",
        "R12 2023-06",
        "2023-24-q1",
        "2023/24",
        "202306",
        "June 2023",
        "2023-02-30",
        "2023-06\n",
        " 2023-06",
        "２０２３-06",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        periods.parse(text)


def test_the_refusal_names_every_form() -> None:
    with pytest.raises(ValueError, match=r"'June 2023' is not a period: .*2023-06.*2023-24-Q1.*R12-2023-06.*2023-24"):
        periods.parse("June 2023")


@given(PERIODS)
def test_a_period_is_read_back_from_its_text(period: periods.Period) -> None:
    assert periods.parse_as(period.text, period.type) == period


@given(MONTHS)
def test_a_month_is_in_the_quarter_and_the_year_that_hold_it(month: int) -> None:
    quarter, year = periods.quarter_of(month), periods.financial_year(periods.financial_year_of(month))
    assert month in quarter.months
    assert month in year.months
    assert set(quarter.months) <= set(year.months)
    assert (quarter.first - year.first) // 3 + 1 == int(quarter.text[-1])


@given(MONTHS)
def test_the_financial_year_starts_in_april(month: int) -> None:
    """The definition: the year is the calendar year from April on, and the one before until March."""
    year, number = divmod(month, 12)
    calendar_month = number + 1
    assert periods.financial_year_of(month) == (year if calendar_month >= 4 else year - 1)
    assert periods.quarter_of(month).text.endswith(f"Q{(calendar_month - 4) % 12 // 3 + 1}")


@given(st.integers(1900, 2198))
def test_four_quarters_are_the_year_without_overlap(start_year: int) -> None:
    quarters = [periods.quarter(start_year, number) for number in (1, 2, 3, 4)]
    assert [month for quarter in quarters for month in quarter.months] == list(periods.financial_year(start_year).months)


@given(MONTHS)
def test_the_window_before_a_rolling_year_touches_it_and_does_not_overlap(month: int) -> None:
    window = periods.rolling_year(month)
    before = periods.shift(window, -12)
    assert len(window.months) == len(before.months) == 12
    assert before.last + 1 == window.first
    assert before.end + datetime.timedelta(days=1) == window.start


@given(MONTHS)
def test_a_quarter_ends_in_march_june_september_or_december(month: int) -> None:
    assert periods.is_quarter_end(month) == (month == periods.quarter_of(month).last) == (month % 12 + 1 in (3, 6, 9, 12))


@given(MONTHS, st.integers(-20, 20))
def test_moving_there_and_back_is_standing_still(month: int, years: int) -> None:
    for period in (periods.month(month), periods.quarter_of(month), periods.rolling_year(month)):
        assert periods.shift(periods.shift(period, 12 * years), -12 * years) == period


@pytest.mark.parametrize(
    ("text", "months", "expected"),
    [
        ("2023-06", -12, "2022-06"),
        ("2023-24-Q1", -12, "2022-23-Q1"),
        ("2023-24-Q1", -3, "2022-23-Q4"),
        ("R12-2023-06", -12, "R12-2022-06"),
        ("2023-24", -12, "2022-23"),
        ("2023", -12, "2022"),
    ],
)
def test_a_period_moves_within_its_type(text: str, months: int, expected: str) -> None:
    assert periods.shift(periods.parse(text), months).text == expected


@pytest.mark.parametrize(("text", "months"), [("2023-24-Q1", 1), ("2023-24", 3), ("2023-06-30", 1)])
def test_a_period_does_not_move_by_a_part_of_itself(text: str, months: int) -> None:
    with pytest.raises(ValueError):
        periods.shift(periods.parse(text), months)


def test_a_year_that_could_be_a_month_is_told_by_its_column() -> None:
    """``2011-12`` is December 2011 where months stand, and the financial year 2011/12 where years stand."""
    assert periods.parse("2011-12").type == periods.MONTH
    assert periods.parse_as("2011-12", periods.FINANCIAL_YEAR).start == datetime.date(2011, 4, 1)
    with pytest.raises(ValueError, match="not a financial year"):
        periods.parse_as("2023-06", periods.FINANCIAL_YEAR)
    with pytest.raises(ValueError, match="is a month, not a quarter"):
        periods.parse_as("2023-06", periods.QUARTER)


@pytest.mark.parametrize(
    ("end", "today", "months"),
    [
        ("2023-12-31", "2026-04-30", 28),
        ("2023-12-31", "2024-01-31", 1),
        ("2023-12-31", "2024-01-30", 0),
        ("2023-08-31", "2023-09-30", 1),
        ("2024-01-31", "2024-02-29", 1),
        ("2026-03-31", "2026-03-31", 0),
        ("2026-03-31", "2025-03-31", 0),
    ],
)
def test_the_age_of_a_figure_is_in_whole_months(end: str, today: str, months: int) -> None:
    assert periods.whole_months_between(datetime.date.fromisoformat(end), datetime.date.fromisoformat(today)) == months
