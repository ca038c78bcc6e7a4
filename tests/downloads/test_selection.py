"""Which rows files hold: whole series at quarter ends, recent comparisons, areas at their latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from build_scripts import periods, tables
from build_scripts.downloads.selection import (
    area_comparisons,
    area_series,
    compared_of_areas,
    force_comparisons,
    force_series,
    single_months,
)

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

FORCE, CAMDEN = "E23000001", "E09000007"
NEW, OLD = "2026-04", "2023-12"


def rolling(last: str) -> str:
    return f"R12-{last}"


def months_between(first: str, last: str) -> list[str]:
    return [periods.month_text(month) for month in range(periods.month_ordinal(first), periods.month_ordinal(last) + 1)]


def observed(*rows: dict) -> pd.DataFrame:
    """Observations of one measure: counts of the whole force in the newest extract, unless a row says otherwise."""
    common = {"indicator": "homicide", "measure": "count", "area_code": FORCE, "extract": NEW, "value": 9.0}
    return tables.from_rows([common | {"period_type": periods.parse(row["period"]).type} | row for row in rows], tables.OBSERVATIONS)


def compared(*rows: dict) -> pd.DataFrame:
    """Comparisons of rolling 12 months of the whole force in the newest extract, unless a row says otherwise."""
    common = {"indicator": "homicide", "rule": "r12", "measure": "count", "area_code": FORCE, "extract": NEW, "base_area": FORCE}
    return tables.from_rows([common | {"base_period": rolling("2010-03")} | row for row in rows], tables.COMPARISONS)


def test_rolling_windows_stand_at_quarter_ends_and_where_the_extract_ends() -> None:
    # Given windows that end with each month from March to August 2025
    table = observed(*({"period": rolling(month)} for month in months_between("2025-03", "2025-08")))
    # Then those to March and June are kept, and the last
    assert list(force_series(table, FORCE)["period"]) == ["R12-2025-03", "R12-2025-06", "R12-2025-08"]


def test_each_extract_has_its_own_end() -> None:
    earlier = [{"period": rolling(month), "extract": OLD} for month in ("2023-09", "2023-10", "2023-11")]
    later = [{"period": rolling(month)} for month in ("2023-09", "2023-10", "2023-11", "2023-12")]
    kept = force_series(observed(*earlier, *later), FORCE)
    assert list(zip(kept["extract"], kept["period"], strict=True)) == [
        (OLD, "R12-2023-09"),
        (OLD, "R12-2023-11"),
        (NEW, "R12-2023-09"),
        (NEW, "R12-2023-12"),
    ]


def test_of_an_earlier_extract_three_years_stand_beside_the_newest() -> None:
    # Given two extracts that both hold the quarters from 2011 to December 2023
    quarters = [f"{year}-{(year + 1) % 100:02d}-Q{quarter}" for year in range(2011, 2024) for quarter in (1, 2, 3)]
    kept = force_series(observed(*({"period": period, "extract": extract} for extract in (OLD, NEW) for period in quarters)), FORCE)
    # Then the newest stands whole, the earlier from 2021 on
    assert list(kept.loc[kept["extract"] == NEW, "period"]) == quarters
    assert list(kept.loc[kept["extract"] == OLD, "period"]) == [period for period in quarters if period >= "2021-22-Q1"]


def test_what_only_an_earlier_extract_holds_is_kept() -> None:
    table = observed({"period": "2011-12-Q1", "extract": OLD}, {"period": "2023-24-Q1", "extract": OLD}, {"period": "2023-24-Q1"})
    assert list(force_series(table, FORCE)["period"]) == ["2011-12-Q1", "2023-24-Q1", "2023-24-Q1"]


def test_single_months_are_those_of_the_newest_extract_that_has_them() -> None:
    table = observed({"period": "2023-04", "extract": OLD}, {"period": "2023-05", "extract": OLD}, {"period": "2023-05"})
    kept = force_series(table, FORCE)
    assert list(zip(kept["extract"], kept["period"], strict=True)) == [(OLD, "2023-04"), (NEW, "2023-05")]


@pytest.mark.parametrize(("other", "apart"), [("2023-24-Q1", [True, False]), ("2023-06", [False, False])])
def test_single_months_are_told_from_what_has_longer_periods(other: str, apart: list[bool]) -> None:
    """Of what is known by month alone, the months are the series."""
    assert list(single_months(observed({"period": "2023-05"}, {"period": other}))) == apart


def test_areas_are_those_within_the_force_without_components() -> None:
    table = observed(
        {"period": rolling("2025-03")},
        {"period": rolling("2025-03"), "area_code": CAMDEN},
        {"period": rolling("2025-04"), "area_code": CAMDEN},
        {"period": rolling("2025-03"), "area_code": CAMDEN, "component": "domestic"},
    )
    kept = area_series(table, FORCE)
    assert list(zip(kept["area_code"], kept["period"], kept["component"], strict=True)) == [(CAMDEN, "R12-2025-03", "")]


def test_an_area_has_the_two_quarter_ends_that_are_compared() -> None:
    ends = ("2024-12", "2025-03", "2025-06", "2025-09", "2025-12", "2026-03")
    table = observed(*({"period": rolling(end), "area_code": CAMDEN} for end in ends))
    assert list(compared_of_areas(table)["period"]) == ["R12-2025-03", "R12-2026-03"]


def test_an_area_has_all_that_only_a_document_prints() -> None:
    quarters = ("2022-23-Q2", "2022-23-Q3", "2022-23-Q4", "2023-24-Q1")
    table = observed(*({"period": period, "area_code": CAMDEN, "flags": "as-printed"} for period in quarters))
    assert tuple(compared_of_areas(table)["period"]) == quarters


def quarter_ends(first: int, last: str) -> list[str]:
    """The quarter ends from June of a year on."""
    return months_between(f"{first}-06", last)[::3]


def ends_kept(table: pd.DataFrame, *, in_newest_plan: bool = True) -> list[str]:
    return [text.removeprefix("R12-") for text in force_comparisons(table, FORCE, in_newest_plan=in_newest_plan)["period"]]


VALUES = {"value": 98.0, "base_value": 104.0}
ALL_ENDS = quarter_ends(2011, "2026-03")
THREE_YEARS = quarter_ends(2023, "2026-03")


@pytest.mark.parametrize(("in_newest_plan", "ends"), [(True, ALL_ENDS), (False, THREE_YEARS)])
def test_measures_of_the_newest_plan_are_compared_at_all_quarter_ends_of_the_newest_extract(in_newest_plan: bool, ends: list[str]) -> None:
    table = compared(*({"period": rolling(end), **VALUES} for end in ALL_ENDS))
    assert ends_kept(table, in_newest_plan=in_newest_plan) == ends


@pytest.mark.parametrize("cells", [{"measure": "rate"}, {"component": "domestic"}, {"base_value": None}], ids=str)
def test_of_rates_of_parts_and_where_there_is_nothing_to_compare_three_years_stand(cells: dict) -> None:
    assert ends_kept(compared(*({"period": rolling(end), **VALUES, **cells} for end in ALL_ENDS))) == THREE_YEARS


def test_of_an_earlier_extract_three_years_are_compared() -> None:
    # Given two extracts that both compare every quarter end to December 2023, and the newest three more
    ends = quarter_ends(2011, "2023-12")
    table = compared(
        *({"period": rolling(end), "extract": OLD, **VALUES} for end in ends), *({"period": rolling(end), **VALUES} for end in ALL_ENDS)
    )
    # Then the newest stands whole, the earlier from March 2021 on
    kept = force_comparisons(table, FORCE, in_newest_plan=True)
    assert list(kept.loc[kept["extract"] == NEW, "period"]) == [rolling(end) for end in ALL_ENDS]
    assert list(kept.loc[kept["extract"] == OLD, "period"]) == [rolling(end) for end in ends if end > "2020-12"]


@pytest.mark.parametrize("rule", ["previous-quarter", "pre-pandemic"])
def test_what_is_only_shown_stands_at_the_latest_of_each_extract(rule: str) -> None:
    rows = [{"period": period, "rule": rule, "extract": OLD} for period in ("2023-24-Q1", "2023-24-Q2")]
    rows += [{"period": period, "rule": rule} for period in ("2023-24-Q2", "2025-26-Q4")]
    kept = force_comparisons(compared(*rows), FORCE, in_newest_plan=True)
    assert list(zip(kept["extract"], kept["period"], strict=True)) == [(OLD, "2023-24-Q2"), (NEW, "2025-26-Q4")]


def test_areas_are_compared_at_their_latest_under_both_rules_of_the_framework() -> None:
    rows = [
        {"period": rolling("2025-12"), "rule": "r12"},
        {"period": rolling("2026-03"), "rule": "r12"},
        {"period": "2025-26-Q4", "rule": "quarter"},
        {"period": "2025-26-Q4", "rule": "previous-quarter"},
        {"period": rolling("2026-03"), "rule": "r12", "area_code": FORCE},
    ]
    kept = area_comparisons(compared(*({"area_code": CAMDEN, **row} for row in rows)), FORCE, in_newest_plan=True)
    assert list(zip(kept["rule"], kept["period"], strict=True)) == [("r12", "R12-2026-03"), ("quarter", "2025-26-Q4")]


@pytest.mark.parametrize(("cells", "in_newest_plan", "kept"), [({}, True, 1), ({"component": "domestic"}, True, 0), ({}, False, 0)])
def test_rates_of_areas_are_compared_for_the_main_series_of_the_newest_plan(cells: dict, in_newest_plan: bool, kept: int) -> None:
    table = compared({"period": rolling("2026-03"), "area_code": CAMDEN, "measure": "rate", **cells})
    assert len(area_comparisons(table, FORCE, in_newest_plan=in_newest_plan)) == kept


def test_files_keep_every_figure_that_the_pages_of_london_lead_with(london: Content) -> None:
    """Given the latest observation and comparison of each measure and borough, then each is among the rows that files hold."""
    observations = dict(tuple(london.observations.groupby("indicator")))
    comparisons = dict(tuple(london.comparisons.groupby("indicator")))
    for indicator in london.framework.indicators:
        if indicator.slug not in observations:
            continue
        series = force_series(observations[indicator.slug], london.force_area)
        areas = compared_of_areas(area_series(observations[indicator.slug], london.force_area))
        held = {(row["area_code"], row["measure"], row["period"], row["extract"]) for row in pd.concat([series, areas]).to_dict("records")}
        rows = comparisons[indicator.slug]
        changes = pd.concat([select(rows, london.force_area, in_newest_plan=True) for select in (force_comparisons, area_comparisons)])
        compared_at = {(row["area_code"], row["rule"], row["period"], row["extract"]) for row in changes.to_dict("records")}
        for area in (london.force_area, *(one.code for one in london.boroughs)):
            row = london.latest_observation(indicator, area=area)
            assert row is None or (area, row["measure"], row["period"], row["extract"]) in held, (indicator.slug, area)
            for rule in ("r12", "quarter"):
                change = london.latest_comparison(indicator.slug, rule, measure=indicator.measure, area=area)
                assert change is None or (area, rule, change["period"], change["extract"]) in compared_at, (indicator.slug, area, rule)
