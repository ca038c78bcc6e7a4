"""What only a document prints is published like everything else, flagged, with the document among its sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Api = Callable[[str], dict]
DOCUMENT = ("report-2023-24-q1", "2023-24-q1")


@pytest.mark.parametrize(
    ("slug", "rule", "value", "base_value", "change", "unit"),
    [
        ("lethal-barrelled-discharges", "r12", 210, 198, 6.0606, "%"),
        ("knife-crime-a-local-problem", "quarter", 48, 59, -11, "pp"),
        ("misconduct-disproportionality", "quarter", 1.7, 2.0, -0.3, "ratio"),
        ("999-calls-answered-in-10-seconds", "other-period", 65, 73, -8, "pp"),
        ("s-calls-attended-in-1-hour", "previous-quarter", 59, 63, -4, "pp"),
    ],
)
def test_a_printed_comparison_stands_in_the_file_of_its_measure(
    api: Api, slug: str, rule: str, value: float, base_value: float, change: float, unit: str
) -> None:
    file = api(f"indicators/{slug}.json")
    (row,) = [row for row in file["comparisons"] if row["rule"] == rule and row["area_code"] == "E23000001"]
    assert (row["value"], row["base_value"], row["change"]) == pytest.approx((value, base_value, change), abs=1e-4)
    assert row["change_unit"] == unit
    assert "as-printed" in row["flags"]
    assert DOCUMENT in {(source["id"], source["extract"]) for source in file["sources"]}


def test_a_median_is_published_in_days(api: Api) -> None:
    file = api("indicators/complaint-and-conduct-timeliness.json")
    assert file["kind"] == "median"
    changes = {(row["component"], row["rule"]): row["change"] for row in file["comparisons"] if row["change_unit"] == "days"}
    assert changes == {
        ("public-complaints", "quarter"): -9,
        ("public-complaints", "previous-quarter"): 2,
        ("conduct-matters", "quarter"): 73,
        ("conduct-matters", "previous-quarter"): 52,
    }


def test_a_borough_has_a_file_of_its_response_times(api: Api) -> None:
    """Given Lewisham's five quarters of immediate calls (001:617-640), then its file holds them and the change on the year."""
    file = api("indicators/i-calls-attended-in-15-minutes/E09000023.json")
    assert [row["period"] for row in file["observations"]] == ["2022-23-Q1", "2022-23-Q2", "2022-23-Q3", "2022-23-Q4", "2023-24-Q1"]
    (row,) = [row for row in file["comparisons"] if row["rule"] == "quarter"]
    assert (row["value"], row["change"], row["verdict"], row["reason"]) == (84, 0.6, "not-available", "no-interval")


def test_a_group_stands_against_everybody_in_the_file_of_its_question(api: Api) -> None:
    """Given trust of LGBT+ Londoners, 18 points under 70% (001:555, 001:562), then the file has both levels, the test and both flags."""
    file = api("indicators/trust-in-the-mps.json")
    rows = [row for row in file["comparisons"] if row["rule"] == "everybody"]
    assert len(rows) == 18
    (row,) = [row for row in rows if (row["group_type"], row["group"]) == ("sexual-orientation", "lgbt")]
    assert (row["value"], row["base_value"], row["change"], row["change_unit"]) == (52, 70, -18, "pp")
    assert (row["period"], row["base_period"], row["base_group"], row["interval_of"]) == ("R12-2023-06", "R12-2023-06", "", "difference")
    assert {"as-printed", "assumed-base", "assumed-deff", "clear-gap", "marked-gap"} <= set(row["flags"])
    assert (row["verdict"], row["reason"]) == ("not-available", "group-and-total")
    measures = [one["measure"] for one in file["observations"] if one["group"] == "lgbt"]
    assert sorted(measures) == ["percentage", "ratio"]
    assert DOCUMENT in {(source["id"], source["extract"]) for source in file["sources"]}


def test_the_gaps_in_trust_stand_in_the_file_of_gaps(api: Api) -> None:
    file = api("indicators/trust-gaps-between-groups.json")
    now = {row["group"]: row["value"] for row in file["observations"] if row["period"] == "R12-2023-06"}
    assert len(now) == 18
    assert (now["lgbt"], now["black"], now["asian"]) == (-18, -12, 8)
    (moved,) = file["comparisons"]
    assert (moved["rule"], moved["group"], moved["change"], moved["reason"]) == ("previous-quarter", "lgbt", -4, "windows-overlap")
