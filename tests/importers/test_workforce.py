"""People who work for the police: by month for the force, by year and sex for every force."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

MONTHLY = """\
Date,Police Officer Strength,Police Staff Strength,PCSO Strength
May-13,30636,12702,2497
Jun-13,30550,12166,2487
"""
YEARLY = """\
date,geo_code,force_name,worker_type,sex,total_headcount,total_fte
2022-03-01,E23000001,Metropolitan Police,police officer,Female,10638,10152.456890000001
2022-03-01,E23000001,Metropolitan Police,police officer,Male,23904,23831.189810000007
2022-03-01,E23000035,Devon & Cornwall,special constable,Female,76,0.0
"""


def test_months_of_the_force(packages: Path, tmp_path: Path, run, table) -> None:
    run("mps-workforce", write(tmp_path / "strength.csv", MONTHLY))
    rows = table(packages / "police-workforce/data/to-2013-06/strength-by-month.csv")
    assert {(row["category"], row["month"]): row["people"] for row in rows}["officers", "2013-05"] == "30636"
    assert len(rows) == 6


def test_every_force_on_31_march(packages: Path, tmp_path: Path, run, table) -> None:
    run("home-office-workforce", write(tmp_path / "workforce.csv", YEARLY))
    rows = table(packages / "police-workforce/data/to-2022-03/workforce-by-force.csv")
    # Then the date is the day on which people were counted, and equivalents are rounded to hundredths
    assert {row["date"] for row in rows} == {"2022-03-31"}
    by_key = {(row["category"], row["area_code"], row["group"]): row for row in rows}
    assert by_key["officers", "E23000001", "female"]["full_time_equivalent"] == "10152.46"
    assert by_key["special-constables", "E23000035", "female"]["full_time_equivalent"] == "0"


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "code", "value"),
    [
        ("mps-workforce", MONTHLY, "May-13", "Q1-13", "period-unknown", "Q1-13"),
        ("mps-workforce", MONTHLY, "PCSO Strength", "PCSOs", "header-unknown", "PCSOs"),
        ("home-office-workforce", YEARLY, "2022-03-01,E23000035", "2022-09-30,E23000035", "period-unknown", "2022-09-30"),
        ("home-office-workforce", YEARLY, "special constable", "cadet", "label-unknown", "cadet"),
        ("home-office-workforce", YEARLY, "Devon & Cornwall", "Devon", "label-unknown", "Devon"),
    ],
)
def test_a_file_at_fault_is_refused(tmp_path: Path, refused, source, text, old, new, code, value) -> None:
    faults = refused(source, write(tmp_path / "file.csv", text.replace(old, new)))
    assert (code, value) in [(fault["code"], fault["value"]) for fault in faults]


def test_the_committed_tables(committed: Path) -> None:
    months = pd.read_csv(committed / "police-workforce/data/to-2026-03/strength-by-month.csv")
    officers = months[months["category"] == "officers"].set_index("month")["people"]
    assert (len(officers), officers["2026-03"]) == (155, 31181)
    years = pd.read_csv(committed / "police-workforce/data/to-2022-03/workforce-by-force.csv")
    own = years[(years["area_code"] == "E23000001") & (years["category"] == "officers") & (years["date"] == "2022-03-31")]
    assert own["headcount"].sum() == 34542
    assert years["area_code"].nunique() == 43
