"""The figures that anybody can count in the publisher's files stand in the API of the London site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from build_scripts import formats
from tests.published_figures import CHANGES, FORCE, SURVEY_TO_2023, SURVEY_TO_JUNE_2023, TO_JUNE_2023, PublishedChange


def only(rows: list[dict], **wanted: str) -> dict:
    """The one row with these cells."""
    found = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    assert len(found) == 1, f"{len(found)} rows with {wanted}"
    return found[0]


@pytest.mark.parametrize("published", CHANGES, ids=str)
def test_a_count_in_the_files_is_the_comparison_in_the_api(api: Callable[[str], dict], published: PublishedChange) -> None:
    # Given the API's file of the measure
    file = api(f"indicators/{published.indicator}.json")
    # When the force's rolling 12 months are looked up in the extract
    row = only(
        file["comparisons"],
        rule="r12",
        component=published.component,
        measure="count",
        area_code=FORCE,
        extract=published.extract,
        period=published.period,
    )
    # Then both counts are those of the publisher's file, and the change follows from them
    assert (row["base_value"], row["value"]) == (published.before, published.now)
    assert formats.signed(row["change"], 2) == published.change
    assert row["change_absolute"] == published.now - published.before


@pytest.mark.parametrize("published", [one for one in CHANGES if one.report], ids=str)
def test_the_change_rounds_to_what_the_quarterly_report_prints(api: Callable[[str], dict], published: PublishedChange) -> None:
    rows = api(f"indicators/{published.indicator}.json")["comparisons"]
    row = only(
        rows,
        rule="r12",
        component=published.component,
        measure="count",
        area_code=FORCE,
        extract=published.extract,
        period=published.period,
    )
    assert formats.signed(row["change"]) == published.report


@pytest.mark.parametrize("published", CHANGES, ids=str)
def test_the_same_count_stands_among_the_observations(api: Callable[[str], dict], published: PublishedChange) -> None:
    rows = api(f"indicators/{published.indicator}.json")["observations"]
    row = only(rows, component=published.component, measure="count", area_code=FORCE, extract=published.extract, period=published.period)
    assert (row["value"], row["months_present"], row["reason"]) == (published.now, 12, "")


@pytest.mark.parametrize(("indicator", "per_cent"), SURVEY_TO_JUNE_2023.items())
def test_the_survey_gives_what_the_quarterly_report_prints(api: Callable[[str], dict], indicator: str, per_cent: int) -> None:
    rows = api(f"indicators/{indicator}.json")["observations"]
    row = only(rows, component="", measure="percentage", area_code=FORCE, extract=SURVEY_TO_2023, period=TO_JUNE_2023, group_type="")
    assert row["value"] == per_cent
    assert "rounded-at-source" in row["flags"]


def test_the_two_extracts_stand_beside_each_other(api: Callable[[str], dict]) -> None:
    """The homicides of the same 12 months: 115 as it was known in December 2023, 117 as it was known in April 2026."""
    rows = api("indicators/homicide.json")["observations"]
    same = {
        row["extract"]: row["value"] for row in rows if row["period"] == TO_JUNE_2023 and row["measure"] == "count" and not row["component"]
    }
    assert same == {"2023-12": 115, "2026-04": 117}
