"""Comparisons of counts: what stands in the way of one, and what is said where nothing does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.comparisons.counts import CountContext, compare_counts
from build_scripts.indicators.breaks import Break
from build_scripts.indicators.population import Population
from build_scripts.indicators.series import MonthlySeries
from build_scripts.pages.content import Content
from tests.made_up_series import BOROUGH, FIRST_MONTH, FORCE, OTHER_BOROUGH, UNKNOWN, WITHIN, monthly, series

MONTHS = 48
SMALL_BASE, TOLERANCE = 30, 1.0
FEW = settings(max_examples=12)
CLEAR = {"improving", "worsening", "rose", "fell"}


def context(*breaks: Break, area_ends: int = 8) -> CountContext:
    return CountContext(
        force_area=FORCE,
        boroughs=frozenset({BOROUGH, OTHER_BOROUGH}),
        unallocated=frozenset({UNKNOWN}),
        breaks=breaks,
        population=Population({FORCE: dict.fromkeys(range(2016, 2026), 8900000.0)}),
        small_base=SMALL_BASE,
        unallocated_tolerance=TOLERANCE,
        area_ends=area_ends,
    )


def broken(month: int, *, bridged: bool = False, areas: str = "*") -> Break:
    everything = frozenset({"*"})
    return Break("records", "2020-01-01", month, "break", bridged, everything, everything, frozenset({areas}), "", "", "stated", "")


def compared(made: MonthlySeries, *breaks: Break, direction: str = "down") -> pd.DataFrame:
    return compare_counts(made, direction, context(*breaks), covered_from=None)


def span_of(row: dict) -> range:
    windows = [periods.parse_as(row["period"], periods.parse(row["period"]).type), periods.parse(row["base_period"])]
    return range(min(one.first for one in windows), max(one.last for one in windows) + 1)


@FEW
@given(series(MONTHS), st.integers(0, MONTHS - 1))
def test_a_comparison_is_across_a_break_if_and_only_if_its_months_lie_on_both_sides(made: MonthlySeries, at: int) -> None:
    month = FIRST_MONTH + at
    for row in compared(made, broken(month)).to_dict("records"):
        if row["reason"] in ("no-base-period", "incomplete-window"):
            continue
        span = span_of(row)
        crosses = span.start < month <= span.stop - 1
        assert (row["reason"] == "break-in-series") == crosses
        assert crosses == (row["verdict"] == "not-comparable" and "b" in row["flags"].split())


@FEW
@given(series(MONTHS), st.integers(0, MONTHS - 1))
def test_a_break_that_the_composition_bridges_changes_no_comparison(made: MonthlySeries, at: int) -> None:
    pd.testing.assert_frame_equal(compared(made, broken(FIRST_MONTH + at, bridged=True)), compared(made))


def test_a_break_of_one_borough_leaves_the_others_comparable() -> None:
    made = monthly(np.full((3, MONTHS), 20.0))
    rows = compared(made, broken(FIRST_MONTH + MONTHS - 6, areas=BOROUGH))
    latest = rows[(rows["rule"] == "r12") & (rows["period"] == rows["period"].max())]
    assert set(latest.loc[latest["area_code"] == BOROUGH, "reason"]) == {"break-in-series"}
    assert "break-in-series" not in set(latest.loc[latest["area_code"] != BOROUGH, "reason"])


@FEW
@given(series(MONTHS, missing=True))
def test_a_window_with_a_missing_month_has_no_comparison(made: MonthlySeries) -> None:
    for row in compared(made).to_dict("records"):
        whole = made.total(row["area_code"], periods.parse(row["period"]))
        if np.isnan(whole):
            assert (row["verdict"], row["reason"]) == ("not-available", "incomplete-window")
            assert np.isnan(row["value"])
            assert np.isnan(row["change"])


@FEW
@given(series(MONTHS, most=12))
def test_a_percentage_needs_a_base_of_thirty(made: MonthlySeries) -> None:
    for row in compared(made).to_dict("records"):
        if row["measure"] != "count" or np.isnan(row["change_absolute"]):
            continue
        assert row["change_absolute"] == row["value"] - row["base_value"]
        if row["base_value"] >= SMALL_BASE:
            assert row["change"] == pytest.approx(100 * (row["value"] / row["base_value"] - 1))
            assert row["interval_of"] in ("change", "")
        else:
            assert np.isnan(row["change"])
            assert row["interval_of"] in ("ratio", "")
            if row["verdict"] != "not-available":
                assert row["reason"] == ("from-zero" if row["base_value"] == 0 else "small-base")


@FEW
@given(series(MONTHS))
def test_a_borough_is_not_compared_where_what_has_no_place_moved_by_more_than_a_point(made: MonthlySeries) -> None:
    for row in compared(made).to_dict("records"):
        if row["area_code"] == FORCE:
            assert np.isnan(row["unallocated_share"])
            assert row["reason"] != "unallocated-moved"
        elif not np.isnan(row["value"]) and not np.isnan(row["base_value"]):
            force = made.total(FORCE, periods.parse(row["period"]))
            if force > 0:
                expected = 100 * made.total(UNKNOWN, periods.parse(row["period"])) / force
                assert row["unallocated_share"] == pytest.approx(expected)
            moved = abs(row["unallocated_share"] - row["base_unallocated_share"]) > TOLERANCE
            assert (row["reason"] == "unallocated-moved") == moved == (row["verdict"] == "not-comparable")


@FEW
@given(series(MONTHS))
def test_a_verdict_is_clear_only_with_a_test_that_says_so(made: MonthlySeries) -> None:
    for row in compared(made).to_dict("records"):
        if row["verdict"] in CLEAR:
            assert row["test"]
            assert row["p_value"] < 0.05
            assert row["change_absolute"] != 0
        if row["verdict"] == "no-clear-change":
            assert row["test"]


@FEW
@given(series(MONTHS))
def test_the_direction_wanted_changes_the_verdict_and_no_number(made: MonthlySeries) -> None:
    down, up, neither = (compared(made, direction=direction) for direction in ("down", "up", "not-judged"))
    numbers = [name for name in down.columns if name != "verdict"]
    pd.testing.assert_frame_equal(down[numbers], up[numbers])
    pd.testing.assert_frame_equal(down[numbers], neither[numbers])
    swapped = {"improving": "worsening", "worsening": "improving"}
    assert up["verdict"].tolist() == [swapped.get(verdict, verdict) for verdict in down["verdict"]]
    assert [verdict in CLEAR for verdict in neither["verdict"]] == [verdict in CLEAR for verdict in down["verdict"]]


@FEW
@given(series(MONTHS))
def test_the_previous_quarter_is_shown_and_never_judged(made: MonthlySeries) -> None:
    rows = compared(made)
    shown = rows[(rows["rule"] == "previous-quarter") & rows["change_absolute"].notna()]
    assert not shown.empty
    assert set(shown["verdict"]) == {"not-available"}
    assert set(shown["reason"]) == {"display-only"}
    assert shown["p_value"].isna().all()


def test_a_rate_is_compared_by_the_same_test_as_its_count() -> None:
    random = np.random.default_rng(2023)
    rows = compared(monthly(random.poisson(200, size=(3, MONTHS)).astype(float)))
    pairs = rows[(rows["rule"] == "r12") & (rows["area_code"] == FORCE) & rows["p_value"].notna()].pivot(
        index="period", columns="measure", values=["p_value", "change"]
    )
    assert len(pairs) > 4
    # The residents are the same in every year, so that the rate changes as the count does.
    np.testing.assert_allclose(pairs[("p_value", "rate")], pairs[("p_value", "count")])
    np.testing.assert_allclose(pairs[("change", "rate")], pairs[("change", "count")])


def test_boroughs_are_compared_at_the_latest_quarter_ends_only() -> None:
    made = monthly(np.full((3, MONTHS), 20.0))
    rows = compare_counts(made, "down", context(area_ends=2), covered_from=None)
    ends = {periods.parse(text).last for text in rows.loc[rows["area_code"] == BOROUGH, "period"]}
    assert ends == {FIRST_MONTH + MONTHS - 1, FIRST_MONTH + MONTHS - 4}


def test_boroughs_of_an_extract_that_a_newer_one_replaces_are_not_compared_where_it_does() -> None:
    made = monthly(np.full((3, MONTHS), 20.0))
    rows = compare_counts(made, "down", context(area_ends=99), covered_from=FIRST_MONTH + 12)
    of_boroughs = rows[rows["area_code"] == BOROUGH]
    assert not of_boroughs.empty
    assert all(periods.parse(text).first < FIRST_MONTH + 12 for text in of_boroughs["base_period"])
    assert rows.loc[rows["area_code"] == FORCE, "base_period"].max() > of_boroughs["base_period"].max()


def test_a_series_that_ends_between_two_quarters_is_compared_to_its_end() -> None:
    # Given a series of the force whose last month, May 2020, ends no quarter
    made = monthly(np.full((len(WITHIN), 26), 40.0))
    last = FIRST_MONTH + 25
    rows = compared(made)
    of_last = rows[rows["period"] == periods.rolling_year(last).text]
    # Then its last twelve months are compared, for the force alone, and no quarter is made of two months
    assert set(of_last["area_code"]) == {FORCE}
    assert "r12" in set(of_last["rule"])
    assert not any(periods.parse(text).last > last for text in rows["period"])
    # and where a newer extract goes on from there, that one has the last word
    replaced = compare_counts(made, "down", context(), covered_from=FIRST_MONTH + 12)
    assert periods.rolling_year(last).text not in set(replaced["period"])


def test_a_place_that_an_extract_has_no_row_of_does_not_hide_what_has_no_place() -> None:
    # Given counts of which the extract has no row for the airports
    within = np.vstack([np.full((2, MONTHS), 20.0), np.full((1, MONTHS), 1.0)])
    made = monthly(within)
    airports = MonthlySeries(
        **{name: getattr(made, name) for name in ("indicator", "component", "measure", "role", "source", "extract", "first_month")},
        areas=(*made.areas, "MPS-AVIATION"),
        values=np.vstack([made.values, np.full((1, MONTHS), np.nan)]),
    )
    everywhere = replace(context(), unallocated=frozenset({UNKNOWN, "MPS-AVIATION"}))
    # When a borough is compared
    rows = compare_counts(airports, "down", everywhere, covered_from=None)
    shares = rows.loc[(rows["area_code"] == BOROUGH) & rows["change_absolute"].notna(), "unallocated_share"]
    # Then the share is that of the offences without a place, and not unknown
    assert not shares.empty
    assert shares.to_numpy() == pytest.approx(100 / 41)


def test_a_leap_day_that_decides_is_flagged_and_no_change_is_called_clear(london: Content) -> None:
    """Given the burglaries of a quarter with 29 February, then by the day the fall is clear, and in 91 days against 90 it is not."""
    rows = london.comparisons
    chosen = rows[(rows["indicator"] == "burglary") & (rows["period"] == "2015-16-Q4") & (rows["base_period"] == "2014-15-Q4")]
    (row,) = chosen[(chosen["extract"] == "2026-04") & (chosen["component"] == "") & (chosen["area_code"] == FORCE)].to_dict("records")
    assert row["p_value"] < 0.05
    assert row["lower_95"] < 0 < row["upper_95"]
    upper_by_the_day = 100 * ((1 + row["upper_95"] / 100) * 90 / 91 - 1)
    assert upper_by_the_day < 0
    assert (row["verdict"], row["flags"]) == ("no-clear-change", "leap-day")
    assert "leap day" in row["sentence"]


def test_the_flag_stands_only_where_the_two_periods_differ_in_days_and_never_beside_a_clear_change(london: Content) -> None:
    flagged = london.comparisons[london.comparisons["flags"].str.split().map(lambda flags: "leap-day" in flags)]
    assert len(flagged) > 10
    assert set(flagged["verdict"]) == {"no-clear-change"}
    assert all(periods.parse(row.period).days != periods.parse(row.base_period).days for row in flagged.itertuples())
