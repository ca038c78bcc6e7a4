"""Outcomes of recorded crime: the three tables of the Home Office, and the figures of the committed package."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

MPS, ENGLAND_AND_WALES = "E23000001", "K04000001"
QUARTERS = """\
area,fy,q,closed_t1_charge,closed_t8_community_resolution,closed_t22_diversionary,recorded_t1_charge
Metropolitan Police,2023/24,1,10890,4336,3,12008
England and Wales,2023/24,1,99896,36209,6591,105036
"""
GROUPS = """\
fy,offence_group,closed_oocd,closed_charge,recorded_oocd,recorded_charge
2022/23,Sexual offences,71,2124,75,2167
2023/24,Sexual offences,60,2193,51,2059
"""
YEARS = "fy,recorded_crime_mps\n2022/23,881856\n2023/24,931638\n"
DATA = "crime-outcomes/data"
OUT_OF_COURT = (
    "adult-caution",
    "cannabis-or-khat-warning",
    "community-resolution",
    "diversionary-activity",
    "penalty-notice",
    "youth-caution",
)


def test_a_column_an_outcome_type(packages: Path, tmp_path: Path, run, table) -> None:
    run("home-office-outcomes", write(tmp_path / "quarters.csv", QUARTERS))
    rows = {(row["category"], row["area_code"]): row for row in table(packages / DATA / "to-2023-06/outcomes-by-quarter.csv")}
    assert rows["closed-charge-or-summons", MPS]["number"] == "10890"
    assert rows["closed-diversionary-activity", ENGLAND_AND_WALES]["number"] == "6591"
    assert {row["quarter"] for row in rows.values()} == {"2023-24-Q1"}
    assert len(rows) == 8


def test_an_offence_group_and_what_is_counted_make_a_category(packages: Path, tmp_path: Path, run, table) -> None:
    run("home-office-outcomes-by-offence-group", write(tmp_path / "groups.csv", GROUPS))
    rows = table(packages / DATA / "to-2024-03/outcomes-by-offence-group.csv")
    charges = [row["number"] for row in rows if row["category"] == "sexual-offences-closed-charge-or-summons"]
    assert charges == ["2124", "2193"]
    assert {row["area_code"] for row in rows} == {MPS}


def test_offences_by_year(packages: Path, tmp_path: Path, run) -> None:
    report = run("home-office-recorded-crime", write(tmp_path / "years.csv", YEARS))
    assert report.tables[0].after == {"2022-23": 881856, "2023-24": 931638}
    assert not run("home-office-recorded-crime", write(tmp_path / "years.csv", YEARS)).changed


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "code", "value"),
    [
        ("home-office-outcomes", QUARTERS, "closed_t1_charge", "closed_t1", "header-unknown", "closed_t1"),
        ("home-office-outcomes", QUARTERS, "England and Wales", "Wales", "label-unknown", "Wales"),
        ("home-office-outcomes", QUARTERS, "10890", "", "cell-blank", ""),
        ("home-office-outcomes-by-offence-group", GROUPS, "2022/23,Sexual offences", "2022/23,Sexual", "label-unknown", "Sexual"),
        ("home-office-recorded-crime", YEARS, "2022/23", "2021/22", "gap-in-series", "2023-03"),
        ("home-office-recorded-crime", YEARS, "881856", "-881856", "cell-out-of-range", "-881856"),
    ],
)
def test_a_file_at_fault_is_refused(packages: Path, tmp_path: Path, refused, snapshot, source, text, old, new, code, value) -> None:
    before = snapshot(packages)
    faults = refused(source, write(tmp_path / "file.csv", text.replace(old, new)))
    assert (code, value) in [(fault["code"], fault["value"]) for fault in faults]
    assert snapshot(packages) == before


def test_outcomes_of_the_year_to_june_2023_with_and_without_types(committed: Path) -> None:
    # Given the quarters of the twelve months that the quarterly report of 2023/24 covers
    outcomes = pd.read_csv(committed / DATA / "to-2026-03/outcomes-by-quarter.csv")
    own = outcomes[(outcomes["area_code"] == MPS) & outcomes["quarter"].isin(["2022-23-Q2", "2022-23-Q3", "2022-23-Q4", "2023-24-Q1"])]
    sums = own.groupby("category")["number"].sum()
    # Then all positive outcomes but community resolutions are 59,128, and without diversions too 59,107 (60,246 are printed)
    without_resolutions = sums["closed-positive"] - sums["closed-community-resolution"]
    assert without_resolutions == 59128
    assert without_resolutions - sums["closed-diversionary-activity"] == 59107


def test_the_sums_that_the_publisher_gives_are_those_of_the_types(committed: Path) -> None:
    outcomes = pd.read_csv(committed / DATA / "to-2026-03/outcomes-by-quarter.csv")
    wide = outcomes.pivot(index=["area_code", "quarter"], columns="category", values="number")
    for kind in ("closed", "recorded"):
        out_of_court = sum(wide[f"{kind}-{name}"] for name in OUT_OF_COURT)
        assert (wide[f"{kind}-out-of-court"] == out_of_court).all()
        assert (wide[f"{kind}-positive"] == out_of_court + wide[f"{kind}-charge-or-summons"]).all()
