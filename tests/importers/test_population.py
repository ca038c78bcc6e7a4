"""Population estimates: one table, from the newest extract that holds a year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importers.published import POPULATION, write

CAMDEN, CITY = "E09000007", "E09000001"


@pytest.fixture
def people(packages: Path, table):
    """The population table, by area and year."""
    return lambda: {(row["area_code"], row["year"]): row["population"] for row in table(packages / "areas" / "population.csv")}


def test_the_estimates_are_held_by_code_and_year(tmp_path: Path, run, people) -> None:
    report = run("population", write(tmp_path / "estimates.csv", POPULATION))
    assert people() == {(CAMDEN, "2019"): "217136", (CAMDEN, "2020"): "214768", (CAMDEN, "2021"): "210968", (CITY, "2019"): "8765"}
    assert report.extract == "to-2021-06"
    assert report.tables[0].after == {"2019": 225901, "2020": 214768, "2021": 210968}


def test_the_table_of_areas_stays_beside_it(packages: Path, committed: Path, tmp_path: Path, run) -> None:
    (packages / "areas" / "datapackage.json").write_bytes((committed / "areas" / "datapackage.json").read_bytes())
    run("population", write(tmp_path / "estimates.csv", POPULATION))
    descriptor = json.loads((packages / "areas" / "datapackage.json").read_text())
    assert [resource["name"] for resource in descriptor["resources"]] == ["areas", "population"]
    assert (packages / "areas" / "areas.csv").read_bytes() == (committed / "areas" / "areas.csv").read_bytes()


def test_a_newer_extract_replaces_and_an_older_one_only_adds(tmp_path: Path, run, people) -> None:
    # Given estimates published in 2023, and the same years as revised in 2025
    older, newer = POPULATION, "borough,year,population\nCamden,2020,214770\nCamden,2021,211000\n"
    # When they are imported in either order
    run("population", write(tmp_path / "newer.csv", newer), extracted="2025-07")
    report = run("population", write(tmp_path / "older.csv", older), extracted="2023-11")
    # Then the revised years stand, and the year that only the older holds is added
    expected = {(CAMDEN, "2019"): "217136", (CAMDEN, "2020"): "214770", (CAMDEN, "2021"): "211000", (CITY, "2019"): "8765"}
    assert people() == expected
    assert report.notes == ("a newer extract than 2023-11 is held: values that it has were left as they are",)
    run("population", write(tmp_path / "newer.csv", newer), extracted="2025-07")
    assert people() == expected


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "value"),
    [
        ("Camden,2020", "Camdn,2020", "area-unknown", 3, "borough", "Camdn"),
        ("Camden,2020", "MPS,2020", "area-not-expected", 3, "borough", "MPS"),
        ("Camden,2020", "Camden,2020/21", "period-unknown", 3, "year", "2020/21"),
        ("214768", "", "cell-blank", 3, "population", ""),
        ("214768", "0", "cell-out-of-range", 3, "population", "0"),
        ("214768", "214768.4", "cell-not-a-number", 3, "population", "214768.4"),
        ("Camden,2020,214768\n", "", "gap-in-series", None, None, "2020-06"),
        ("Camden,2020,214768\n", "Camden,2019,214768\n", "row-contradicts", 3, "population", "214768"),
        ("population\n", "people\n", "header-unknown", 1, "people", "people"),
    ],
)
def test_what_is_not_understood_is_refused_at_its_place(
    tmp_path: Path, refused, old: str, new: str, code: str, line: int | None, column: str | None, value: str | None
) -> None:
    assert old in POPULATION
    faults = refused("population", write(tmp_path / "estimates.csv", POPULATION.replace(old, new)))
    assert (code, line, column, value) in [(fault["code"], fault["row"], fault["column"], fault["value"]) for fault in faults]
