"""The triangle, from made-up extracts of known revisions, and the real ones."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts import periods, tables
from build_scripts.pages.content import Content
from build_scripts.revisions import movements, provisional_time, summarise, triangle
from build_scripts.revisions.provisional import REGISTER, TRIANGLE

TOWN = "made-up-town"
MEASURE = "made-up-fires"
EXTRACTS = ("2022-01", "2023-01", "2024-01")
SOURCES = {(MEASURE, "", extract): "made-up" for extract in EXTRACTS}


def observed(values: dict[str, dict[str, float]], area: str = TOWN, measure: str = "count") -> pd.DataFrame:
    """Observations of one made-up measure from ``{extract: {period: value}}``."""
    rows = []
    for extract, by_period in values.items():
        for text, value in by_period.items():
            period = periods.parse(text)
            rows.append(
                {
                    "indicator": MEASURE,
                    "measure": measure,
                    "area_code": area,
                    "period": text,
                    "period_start": period.start.isoformat(),
                    "period_end": period.end.isoformat(),
                    "period_type": period.type,
                    "extract": extract,
                    "value": value,
                }
            )
    return tables.from_rows(rows, tables.OBSERVATIONS)


def compared(values: dict[str, tuple[float, float]], period: str) -> pd.DataFrame:
    """A made-up change over 12 months by extract: before and now."""
    base = periods.shift(periods.parse(period), -12).text
    rows = [
        {
            "indicator": MEASURE,
            "rule": "r12",
            "measure": "count",
            "area_code": TOWN,
            "extract": extract,
            "period": period,
            "base_period": base,
            "value": now,
            "base_value": before,
        }
        for extract, (before, now) in values.items()
    ]
    return tables.from_rows(rows, tables.COMPARISONS)


def held(values: dict[str, dict[str, float]], **more: str) -> pd.DataFrame:
    return triangle(observed(values, **more), TOWN, SOURCES)


def test_a_period_of_one_extract_is_in_no_triangle() -> None:
    # Given a quarter that two extracts hold and one that only the later holds
    found = held({"2022-01": {"2021-22-Q1": 100}, "2023-01": {"2021-22-Q1": 103, "2022-23-Q1": 90}})
    # Then the first alone is in it, the earlier extract first, each with its age in months
    assert list(found["period"].unique()) == ["2021-22-Q1"]
    assert list(zip(found["extract"], found["value"], found["months_after"], strict=True)) == [("2022-01", 100, 7), ("2023-01", 103, 19)]


def test_a_movement_is_from_the_first_extract_to_the_latest() -> None:
    # Given 100, then 90, then 104
    moved = movements(held({extract: {"2021-22-Q1": value} for extract, value in zip(EXTRACTS, (100, 90, 104), strict=True)})).iloc[0]
    # Then the revision is four per cent, whatever lay between
    assert (moved["extracts"], moved["first_extract"], moved["first_value"]) == (3, "2022-01", 100)
    assert (moved["latest_extract"], moved["latest_value"], moved["revision"], moved["revision_unit"]) == ("2024-01", 104, 4, "%")


def test_percentages_are_revised_by_points_and_from_zero_there_is_no_per_cent() -> None:
    points = movements(held({"2022-01": {"R12-2021-06": 62}, "2023-01": {"R12-2021-06": 60.5}}, measure="percentage")).iloc[0]
    assert (points["revision"], points["revision_unit"]) == (-1.5, "pp")
    zero = movements(held({"2022-01": {"2021-22-Q1": 0}, "2023-01": {"2021-22-Q1": 2}})).iloc[0]
    assert pd.isna(zero["revision"])


def test_boroughs_are_in_no_triangle() -> None:
    assert held({"2022-01": {"2021-22-Q1": 100}, "2023-01": {"2021-22-Q1": 103}}, area="made-up-north").empty


def test_two_sources_of_one_measure_do_not_revise_each_other() -> None:
    # Given two extracts that are of different sources
    table = observed({"2022-01": {"2021-22-Q1": 100}, "2023-01": {"2021-22-Q1": 103}})
    sources = {(MEASURE, "", "2022-01"): "made-up", (MEASURE, "", "2023-01"): "made-up-other"}
    # Then nothing is a revision
    assert triangle(table, TOWN, sources).empty


def test_a_summary_has_mean_mean_absolute_largest_and_flips() -> None:
    # Given quarters revised by +2, -4 and 0 per cent, and a month, which is part of a quarter
    found = held(
        {
            "2022-01": {"2021-22-Q1": 100, "2021-22-Q2": 50, "2021-22-Q3": 10, "2021-04": 30},
            "2023-01": {"2021-22-Q1": 102, "2021-22-Q2": 48, "2021-22-Q3": 10, "2021-04": 60},
        }
    )
    turned = compared({"2022-01": (160, 170), "2023-01": (171, 170)}, "R12-2021-12")
    kept = compared({"2022-01": (150, 160), "2023-01": (150, 155)}, "R12-2021-09")
    changes = pd.concat([turned, kept])
    # When summed up
    (summary,) = summarise(movements(found), changes, TOWN)
    # Then the means are over the quarters, and one change of two turned
    assert (summary.periods, summary.period_type, summary.first_period, summary.last_period) == (3, "quarter", "2021-22-Q1", "2021-22-Q3")
    assert summary.mean_revision == pytest.approx(-2 / 3)
    assert summary.mean_absolute_revision == pytest.approx(2)
    assert summary.largest_revision == pytest.approx(-4)
    assert (summary.changes, summary.flips) == (2, 1)


def test_two_extracts_leave_the_provisional_time_to_the_register() -> None:
    found = held({"2022-01": {"2021-22-Q1": 100}, "2023-01": {"2021-22-Q1": 103}})
    time = provisional_time(found, 12, 3, 0.5)
    assert (time.months, time.basis) == (12, REGISTER)


@pytest.mark.parametrize(
    ("values", "months", "at_least"),
    [
        ((100, 103, 103), 19, False),
        ((100, 100.4, 100), 7, False),
        ((100, 103, 100), 31, True),
        ((100, 103, 106), 31, True),
    ],
    ids=["settled at the second", "never left the tolerance", "went and came back", "still moving"],
)
def test_three_extracts_tell_the_provisional_time_themselves(values: tuple, months: int, at_least: bool) -> None:
    # Given a quarter to June 2021 in extracts taken 7, 19 and 31 months after it
    found = held({extract: {"2021-22-Q1": value} for extract, value in zip(EXTRACTS, values, strict=True)})
    # Then it is provisional until the extract from which on it stays within half a per cent of its latest value
    time = provisional_time(found, 12, 3, 0.5)
    assert (time.months, time.basis, time.periods, time.at_least) == (months, TRIANGLE, 1, at_least)


def test_the_age_decides_from_which_on_nothing_moves() -> None:
    # Given a quarter that was revised after 7 months, and one that was not after 10
    values = {extract: {"2021-22-Q1": first, "2020-21-Q4": 50} for extract, first in zip(EXTRACTS, (100, 103, 103), strict=True)}
    time = provisional_time(held(values), 12, 3, 0.5)
    # Then a figure of ten months had settled
    assert (time.months, time.periods) == (10, 2)


def test_a_recount_of_old_figures_says_nothing_of_young_ones() -> None:
    # Given a quarter first seen four years after it, which a later extract counts otherwise, and one first seen young, which stays
    values = {extract: {"2017-18-Q4": old, "2021-22-Q1": 100} for extract, old in zip(EXTRACTS, (100, 100, 120), strict=True)}
    time = provisional_time(held(values), 12, 3, 0.5)
    assert (time.months, time.basis, time.periods, time.at_least) == (7, TRIANGLE, 1, False)
    # and where nothing was seen young the register speaks
    only_old = held({extract: {"2017-18-Q4": old} for extract, old in zip(EXTRACTS, (100, 100, 120), strict=True)})
    assert provisional_time(only_old, 12, 3, 0.5).basis == REGISTER


def test_one_thing_counted_more_does_not_make_a_source_provisional() -> None:
    # Given a rare kind that gains one of eight after its first extract, beside a common one that stays as it was
    counts = {
        MEASURE: {extract: {"2021-22-Q1": 10_000} for extract in EXTRACTS},
        "made-up-explosions": {extract: {"2021-22-Q1": value} for extract, value in zip(EXTRACTS, (8, 9, 9), strict=True)},
    }
    observations = pd.concat([observed(values).assign(indicator=name) for name, values in counts.items()])
    sources = {(name, "", extract): "made-up" for name in counts for extract in EXTRACTS}
    # Then what the source counts is looked at together
    time = provisional_time(triangle(observations, TOWN, sources), 12, 3, 0.5)
    assert (time.months, time.periods) == (7, 1)


def test_months_are_not_told_again_by_the_windows_that_hold_them() -> None:
    # Given a month that settles at once, and the quarter around it that does not
    values = {extract: {"2021-06": 100, "2021-22-Q1": quarter} for extract, quarter in zip(EXTRACTS, (300, 320, 320), strict=True)}
    assert provisional_time(held(values), 12, 3, 0.5).months == 7


def test_the_forces_figures_of_the_year_to_june_2023_moved_as_counted_by_hand(london: Content) -> None:
    # Given the two extracts of recorded crime
    moved = london.revisions.moved
    rows = moved[(moved["component"] == "") & (moved["period"] == "R12-2023-06")].set_index("indicator")
    # Then the 12 months to June 2023 are those summed from the publisher's files, first and latest
    for indicator, first, latest in (
        ("total-notifiable-offences", 896_398, 897_436),
        ("violence-with-injury", 78_676, 78_677),
        ("homicide", 115, 117),
    ):
        assert (rows.loc[indicator, "first_value"], rows.loc[indicator, "latest_value"]) == (first, latest)
    assert rows.loc["total-notifiable-offences", "revision"] == pytest.approx(100 * (897_436 / 896_398 - 1))
    # and the survey, whose files agree where they overlap, was not revised
    assert (rows[rows["source"] == "pas"]["revision"] == 0).all()


def test_a_figure_that_the_extract_before_gives_otherwise_is_flagged(london: Content) -> None:
    # Given the whole force's recorded crime in two extracts
    observed = london.observations
    counts = observed[(observed["indicator"] == "total-notifiable-offences") & (observed["measure"] == "count")]
    figures = counts[(counts["area_code"] == london.force_area) & (counts["period"] == "R12-2023-06")].set_index("extract")
    # Then the later one is flagged as revised, 897,436 after 896,398, and the earlier is not
    assert "r" in figures.loc["2026-04", "flags"].split()
    assert "r" not in figures.loc["2023-12", "flags"].split()
    # and nothing is that only one extract holds, nor a borough, where extracts follow different rules
    flagged = observed[observed["flags"].str.split().map(lambda flags: "r" in flags)]
    assert set(flagged["area_code"]) == {london.force_area}
    assert flagged["period_end"].max() == "2023-11-30"
