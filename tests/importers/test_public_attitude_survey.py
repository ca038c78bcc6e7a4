"""The Public Attitude Survey: three published forms, one table an extract."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from build_scripts.importers.public_attitude_survey import last_day, rolling_period
from tests.importers.published import PAS_BOROUGHS, PAS_DASHBOARD, PAS_FORCE, write

FORCE, LEWISHAM, RICHMOND, WESTMINSTER = "E23000001", "E09000023", "E09000027", "E09000033"
GOOD_JOB, FAIR, TRUST = "police-do-a-good-job", "police-treat-everyone-fairly", "trust-in-the-mps"
JUNE_2023 = "R12-2023-06"


@pytest.fixture
def percentages(packages: Path, table):
    """The percentages of an extract, by question, area and period."""

    def reading(extract: str) -> dict[tuple[str, str, str], str]:
        rows = table(packages / "public-attitude-survey" / "data" / extract / "percentages.csv")
        return {(row["question"], row["area_code"], row["period"]): row["percentage"] for row in rows}

    return reading


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12/2023", datetime.date(2023, 12, 31)),
        ("2023-12-31", datetime.date(2023, 12, 31)),
        ("Dec-23", datetime.date(2023, 12, 31)),
        ("SEP-25", datetime.date(2025, 9, 30)),
        ("12/31/2023", None),
        ("31/02/2023", None),
        ("Q3 23-24", None),
        ("Dez-23", None),
        ("", None),
    ],
)
def test_the_days_that_the_publisher_writes(cell: str, day: datetime.date | None) -> None:
    assert last_day(cell) == day


@pytest.mark.parametrize(("cell", "period"), [("30/06/2023", "R12-2023-06"), ("30/06/2024", "R12-2024-06"), ("Jun-23", "R12-2023-06")])
def test_the_last_day_of_a_quarter_names_the_12_months_that_end_with_it(cell: str, period: str) -> None:
    assert rolling_period(cell) == period


@pytest.mark.parametrize("cell", ["31/05/2023", "29/06/2023", "May-23"])
def test_no_other_day_does(cell: str) -> None:
    assert rolling_period(cell) is None


def test_boroughs_and_force_become_one_extract_named_by_its_last_period(packages: Path, tmp_path: Path, run, percentages, table) -> None:
    # Given the two files with semicolons and decimal commas
    files = [write(tmp_path / "boroughs.csv", PAS_BOROUGHS.replace("\n", "\r\n")), write(tmp_path / "force.csv", PAS_FORCE)]
    # When they are imported without a date
    report = run("pas", *files)
    # Then both spellings of Richmond are one borough, Westminster is known by its longer name, and 0,5 is 50 per cent
    held = percentages("to-2023-06")
    assert held[FAIR, RICHMOND, "R12-2023-03"] == "61"
    assert held[FAIR, RICHMOND, JUNE_2023] == "60"
    assert held[FAIR, WESTMINSTER, JUNE_2023] == "67"
    assert held[FAIR, LEWISHAM, JUNE_2023] == "50"
    assert [held[question, FORCE, JUNE_2023] for question in (GOOD_JOB, TRUST, FAIR)] == ["48", "70", "64"]
    assert report.extract == "to-2023-06"
    (row,) = table(packages / "sources" / "extracts.csv")
    assert (row["extracted"], row["first_period"], row["last_period"]) == ("", "R12-2023-03", JUNE_2023)


def test_the_file_with_month_names_and_per_cents(packages: Path, tmp_path: Path, run, percentages) -> None:
    run("pas", write(tmp_path / "dashboard.csv", PAS_DASHBOARD), extracted="to-2023-09")
    assert percentages("to-2023-09") == {
        (GOOD_JOB, FORCE, "R12-2023-03"): "50",
        (GOOD_JOB, FORCE, JUNE_2023): "48",
        (GOOD_JOB, FORCE, "R12-2023-09"): "48",
        (FAIR, FORCE, JUNE_2023): "64",
    }


def test_extracts_are_kept_apart(packages: Path, tmp_path: Path, run, percentages) -> None:
    run("pas", write(tmp_path / "force.csv", PAS_FORCE))
    before = percentages("to-2023-06")
    run("pas", write(tmp_path / "dashboard.csv", PAS_DASHBOARD.replace("good job in the local area,48", "good job in the local area,47")))
    assert percentages("to-2023-06") == before
    assert percentages("to-2023-09")[GOOD_JOB, FORCE, JUNE_2023] == "47"


def test_the_descriptor_says_that_figures_are_of_12_months(packages: Path, tmp_path: Path, run) -> None:
    run("pas", write(tmp_path / "force.csv", PAS_FORCE))
    (resource,) = json.loads((packages / "public-attitude-survey" / "datapackage.json").read_text())["resources"]
    role = resource["plainSight"]
    assert (role["period_type"], role["coverage"], role["absent"]) == ("r12", ["2023-06", "2023-06"], "missing")


def test_files_one_by_one_or_together_in_any_order_twice_or_once(packages: Path, tmp_path: Path, run, percentages) -> None:
    boroughs, force = write(tmp_path / "boroughs.csv", PAS_BOROUGHS), write(tmp_path / "force.csv", PAS_FORCE)
    run("pas", boroughs)
    run("pas", force)
    apart = percentages("to-2023-06")
    assert not run("pas", force, boroughs).changed
    assert percentages("to-2023-06") == apart


def test_a_dry_run_writes_nothing(packages: Path, tmp_path: Path, run, snapshot) -> None:
    before = snapshot(packages)
    assert run("pas", write(tmp_path / "force.csv", PAS_FORCE), dry_run=True).changed
    assert snapshot(packages) == before


def test_the_force_column_of_the_borough_file_must_agree_with_the_force_file(tmp_path: Path, refused) -> None:
    force = write(tmp_path / "force.csv", PAS_FORCE.replace("Trust MPS;0,7", "Trust MPS;0,71"))
    (fault,) = refused("pas", write(tmp_path / "boroughs.csv", PAS_BOROUGHS), force)
    assert fault["code"] == "row-contradicts"
    assert "trust-in-the-mps, E23000001, R12-2023-06" in fault["message"]
    assert {"70", "71"} == {fault["value"], fault["message"].split(" and ")[1].split()[0]}


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "value"),
    [
        ("Lewisham;Trust MPS", "Lewisham;Trust the MPS", "label-unknown", 4, "Measure", "Trust the MPS"),
        ("PAS;Lewisham;Trust", "USS;Lewisham;Trust", "label-unknown", 4, "Survey", "USS"),
        ("Lewisham;Trust MPS", "Lewishm;Trust MPS", "area-unknown", 4, "Borough", "Lewishm"),
        ("Lewisham;Trust MPS", "Central East;Trust MPS", "area-not-expected", 4, "Borough", "Central East"),
        ("Lewisham;Trust MPS;0,59;0,7", "Lewisham;Trust MPS;;0,7", "cell-blank", 4, "Proportion", ""),
        ("Lewisham;Trust MPS;0,59;0,7", "Lewisham;Trust MPS;59%;0,7", "cell-not-a-number", 4, "Proportion", "59%"),
        ("Lewisham;Trust MPS;0,59;0,7", "Lewisham;Trust MPS;-0,59;0,7", "cell-out-of-range", 4, "Proportion", "-0,59"),
        ("Lewisham;Trust MPS;0,59;0,7", "Lewisham;Trust MPS;59;0,7", "scale-unclear", 2, "Proportion", "0,61"),
        ("30/06/2023;PAS;Lewisham;Trust", "30/05/2023;PAS;Lewisham;Trust", "period-unknown", 4, "Date", "30/05/2023"),
        ("31/03/2023;", "30/09/2022;", "gap-in-series", None, None, "2022-12 to 2023-03"),
        ("Date;Survey", "Month;Survey", "column-missing", 1, None, None),
    ],
)
def test_what_is_not_understood_is_refused_at_its_place(
    tmp_path: Path, refused, old: str, new: str, code: str, line: int | None, column: str | None, value: str | None
) -> None:
    assert old in PAS_BOROUGHS
    faults = refused("pas", write(tmp_path / "boroughs.csv", PAS_BOROUGHS.replace(old, new)))
    assert (code, line, column, value) in [(fault["code"], fault["row"], fault["column"], fault["value"]) for fault in faults]


def test_a_number_above_100_per_cent_is_refused(tmp_path: Path, refused) -> None:
    (fault,) = refused("pas", write(tmp_path / "dashboard.csv", PAS_DASHBOARD.replace(",64", ",164")))
    assert (fault["code"], fault["row"], fault["value"]) == ("cell-out-of-range", 4, "164")
