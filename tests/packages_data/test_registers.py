"""The registers as data: every row is about something that is there, is true of the figures held, and is needed."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pandas as pd
import pytest

from build_scripts.indicators.breaks import Break, read_breaks
from build_scripts.indicators.series import MonthlySeries, monthly_series
from build_scripts.packages.reading import Instance, read_instance, read_readings
from build_scripts.packages.rules.known_errors import expectation_holds
from build_scripts.periods import month_ordinal, parse

FORCE, HILLINGDON, AIRPORTS = "E23000001", "E09000017", "MPS-AVIATION"
RULE_PACKAGES = ("framework-2025-29", "framework-2022-25", "framework-2013-16", "composition", "registers")


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="module")
def readings(instance: Instance) -> pd.DataFrame:
    return read_readings(instance)


@pytest.fixture(scope="module")
def series(instance: Instance, readings: pd.DataFrame) -> list[MonthlySeries]:
    return list(monthly_series(instance, readings, FORCE))


@pytest.fixture(scope="module")
def breaks(instance: Instance) -> dict[str, Break]:
    return {one.identifier: one for one in read_breaks(instance)}


def monthly_sums(readings: pd.DataFrame, **wanted: str) -> pd.Series:
    """The newest extract's offences by month, of the rows whose columns hold the values wanted."""
    rows = readings[(readings["source"] == "mps-borough") & (readings["extract"] == "2026-04")]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return rows.groupby("period")["value"].sum()


@pytest.mark.parametrize("package", RULE_PACKAGES)
def test_the_packages_of_rules_are_valid_data_packages(repository_root: Path, package: str) -> None:
    report = frictionless.validate(str(repository_root / "datapackages" / package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("package", RULE_PACKAGES)
def test_every_field_is_described_and_every_table_is_sorted_by_its_key(instance: Instance, package: str) -> None:
    for resource in instance.packages[package].resources.values():
        for field in resource.schema["fields"]:
            assert field["title"] and field["description"].endswith("."), (resource.name, field["name"])
        key = resource.schema["primaryKey"]
        table = instance.table(package, resource.name)[key]
        assert not table.duplicated().any(), resource.name
        assert table.index.equals(table.sort_values(key, kind="stable").index), resource.name


def test_every_break_names_indicators_of_a_framework_and_areas_that_exist(instance: Instance, breaks: dict[str, Break]) -> None:
    indicators = set().union(*(instance.table(package.name, "indicators")["indicator"] for package in instance.frameworks()))
    areas = set(instance.table("areas", "areas")["area_code"])
    for one in breaks.values():
        assert one.indicators <= indicators | {"*"}, one.identifier
        assert one.areas <= areas | {"*"}, one.identifier


def test_the_new_records_system_rules_out_every_rolling_comparison_until_february_2026(breaks: dict[str, Break]) -> None:
    # Given twelve months and the twelve before as one span
    def straddles(end: str) -> bool:
        last = month_ordinal(end)
        return breaks["connect"].lies_within(last - 23, last)

    # When the twelve months end in January 2026, then the earlier window begins before the change; a month later it does not
    assert straddles("2026-01")
    assert not straddles("2026-02")
    # and nothing was touched while both windows were of the old system
    assert not straddles("2024-02")
    assert straddles("2024-03")


def test_a_relabelling_that_the_sum_bridges_divides_nothing(breaks: dict[str, Break]) -> None:
    assert not breaks["residential-burglary-relabelled"].divides
    assert not breaks["pandemic"].divides
    assert not breaks["pas-sample-enlarged"].divides
    assert breaks["residential-burglary-widened"].divides


def test_the_seven_crimes_are_broken_in_2014_and_the_six_are_not(breaks: dict[str, Break]) -> None:
    recording = breaks["recording-improved-2014"]
    assert {"mopac-7-crime", "violence-with-injury"} <= recording.indicators
    assert "mopac-7-without-violence" not in recording.indicators
    assert not recording.concerns(indicator="burglary", source="mps-borough", area_code=FORCE)


def test_business_burglary_steps_down_where_the_register_says_that_residential_burglary_was_widened(readings: pd.DataFrame) -> None:
    business = monthly_sums(readings, category="business-and-community-burglary")
    # Given 2,352 in March 2017, when the definition changes, then April holds a third less, and no month of the next year comes back
    assert (business["2017-03"], business["2017-04"]) == (2352, 1518)
    assert business["2017-04":"2018-03"].max() < business["2016-04":"2017-03"].min()


def test_hillingdon_is_broken_where_the_airports_come_apart_and_where_they_return(readings: pd.DataFrame, breaks: dict[str, Break]) -> None:
    airports = monthly_sums(readings, area_code=AIRPORTS)
    hillingdon = monthly_sums(readings, area_code=HILLINGDON)
    # Given the airports' row, filled for ten months
    filled = airports[airports > 100]
    assert (filled.index[0], filled.index[-1], len(filled)) == ("2023-05", "2024-02", 10)
    # When it empties, then Hillingdon rises by as much as it held
    assert hillingdon["2024-03"] - hillingdon["2024-02"] == pytest.approx(airports["2024-02"], rel=0.05)
    # Then each end is a break, for the borough and the airports alone
    for identifier, first in (("airports-apart-from-hillingdon", "2023-05"), ("airports-to-hillingdon", "2024-03")):
        assert breaks[identifier].divides
        assert breaks[identifier].first_month_after == month_ordinal(first)
        assert breaks[identifier].areas == {HILLINGDON, AIRPORTS}


def test_every_outside_total_is_met_by_every_extract_that_covers_it(instance: Instance, series: list[MonthlySeries]) -> None:
    totals = instance.table("registers", "outside-totals").to_dict("records")
    compared = 0
    for one in series:
        for row in totals:
            if (row["indicator"], row["component"]) != (one.indicator, one.component):
                continue
            ours = one.total(row["area_code"], parse(row["period"]))
            if ours == ours:
                compared += 1
                assert 100 * abs(ours - row["value"]) <= row["tolerance_percent"] * row["value"], (row, one.extract, ours)
    # Each total is met by the newest extract, and all but those of the last months by the earlier one too.
    assert compared >= 2 * len(totals) - 12


def test_the_quarterly_reports_own_totals_are_among_the_outside_totals(instance: Instance) -> None:
    totals = instance.table("registers", "outside-totals")
    printed = totals[totals["source"] == "report-2023-24-q1"].set_index(["indicator", "period"])
    assert printed["value"].to_dict() == {
        ("homicide", "R12-2022-06"): 118,
        ("homicide", "R12-2023-06"): 115,
        ("other-sexual-offences", "R12-2023-06"): 15_646,
        ("rape", "R12-2023-06"): 9_028,
        ("violence-with-injury", "R12-2023-06"): 78_484,
    }
    assert (printed["source_line"] != "").all()


def test_every_known_error_still_stands(instance: Instance, readings: pd.DataFrame) -> None:
    for error in instance.table("registers", "known-errors").to_dict("records"):
        of_extract = readings[(readings["source"] == error["source"]) & (readings["extract"] == error["extract"])]
        assert not of_extract.empty, error["error"]
        holds = expectation_holds(of_extract, error["check_kind"], error["selector"], error["expected"])
        assert holds, f"{error['error']}: the publisher seems to have mended it; remove the row"


def test_a_mended_error_is_noticed(instance: Instance, readings: pd.DataFrame) -> None:
    # Given the airports' empty March, when a count appears there, then the expectation fails
    errors = instance.table("registers", "known-errors").set_index("error").to_dict("index")
    mended = readings[(readings["source"] == "mps-borough") & (readings["extract"] == "2026-04")].copy()
    cell = mended[(mended["area_code"] == AIRPORTS) & (mended["period"] == "2024-03")].index[0]
    mended.loc[cell, "value"] = 400.0
    error = errors["airports-empty-in-march-2024"]
    assert not expectation_holds(mended, error["check_kind"], error["selector"], error["expected"])


def test_every_declared_sudden_change_is_one_in_the_newest_extract(instance: Instance, readings: pd.DataFrame) -> None:
    constants = instance.table("registers", "constants").set_index("constant")["value"]
    declared = instance.table("registers", "sudden-changes")
    # Given the rows of recorded crime that hold for every extract, 26 as counted in the publisher's file, totals of condensed ones apart
    held = declared[(declared["source"] == "mps-borough") & (declared["extract"] == "") & (declared["category"] != "all-offences")]
    assert len(held) == 26
    newest = readings[(readings["source"] == "mps-borough") & (readings["extract"] == "2026-04")]
    for row in held.to_dict("records"):
        of_series = newest[(newest["category"] == row["category"]) & (newest["area_code"] == row["area_code"])].sort_values("period")
        place = list(of_series["period"]).index(row["month"])
        before, value, after = of_series["value"].iloc[place - 1 : place + 2]
        # Then each is large enough to be told from chance, and tenfold
        assert value >= constants["sudden-change-floor"], row
        assert value >= constants["sudden-change-ratio"] * max(before, after), row


def test_an_assumption_is_called_one(instance: Instance) -> None:
    constants = instance.table("registers", "constants").set_index("constant")
    # Given the design effects, which nobody publishes, then they are assumptions and never 1
    effects = constants.loc[["design-effect-pas", "design-effect-uss", "design-effect-tdiu"]]
    assert (effects["basis"] == "assumption").all()
    assert list(effects["value"]) == [1.5, 1.2, 1.2]
    # and what the framework note and the report print is stated, with its line
    stated = constants.loc[["pas-yearly-sample", "uss-yearly-sample", "tdiu-yearly-sample", "gap-threshold"]]
    assert list(stated["value"]) == [19_200, 9_600, 10_000, 5]
    assert stated["reference"].str.contains(r"00[01]:\d+").all()


def test_similar_forces_are_marked_as_inferred(instance: Instance) -> None:
    assert instance.table("registers", "similar-forces")["inferred"].all()
    comparators = instance.table("registers", "comparators")
    computed = comparators[(comparators["rule"] == "similar-forces") & (comparators["how"] == "computed")]
    assert computed["inferred"].all()
    printed = comparators[comparators["how"] == "printed"]
    assert printed[["value", "own_value"]].notna().all(axis=None)
    assert (printed["reference"] != "").all()
