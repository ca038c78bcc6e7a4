"""Residents by ethnicity on two groupings, and searches by the ethnicity that people state."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

LONDON, LEWISHAM = "E12000007", "E09000023"
CENSUS = """\
LAD,LAD_code,Asian,Black,Mixed,Other,White
Adur,E07000223,1395,1152,1005,855,60136
Lewisham,E09000023,26927,92973,11753,15300,153600
City of London,E09000001,1445,334,368,541,5896
"""
YEARLY = """\
fy,ethnicity_self_defined,searches,census2021_population,rate_per_1000
2023/24,Black,30719,1188369,25.85
2023/24,White,40007,4731172,8.46
2024/25,Black,29295,1188369,24.65
2024/25,White,32254,4731172,6.82
"""


def test_london_and_its_boroughs_are_taken_and_added_up(packages: Path, tmp_path: Path, run, table) -> None:
    run("census-population-by-ethnicity", write(tmp_path / "census.csv", CENSUS))
    rows = table(packages / "population-by-ethnicity/data/residents-by-borough.csv")
    people = {(row["area_code"], row["group"]): row["residents"] for row in rows}
    assert people[LEWISHAM, "black"] == "92973"
    assert people[LONDON, "black"] == str(92973 + 334)
    assert {area for area, _ in people} == {LEWISHAM, "E09000001", LONDON}


def test_one_file_gives_the_searches_and_the_residents(packages: Path, tmp_path: Path, run, table) -> None:
    file = write(tmp_path / "yearly.csv", YEARLY)
    run("stop-and-search-self-defined", file)
    run("home-office-population-by-ethnicity", file)
    searches = table(packages / "stop-and-search/data/to-2025-03/searches-by-self-defined-ethnicity.csv")
    assert [(row["group"], row["financial_year"], row["searches"]) for row in searches][:2] == [
        ("black", "2023-24", "30719"),
        ("black", "2024-25", "29295"),
    ]
    residents = table(packages / "population-by-ethnicity/data/residents-standard-groups.csv")
    assert [(row["group"], row["residents"]) for row in residents] == [("black", "1188369"), ("white", "4731172")]


def test_residents_that_differ_between_years_are_refused(tmp_path: Path, refused) -> None:
    # Given a year that is divided by another census than the year before
    file = write(tmp_path / "yearly.csv", YEARLY.replace("29295,1188369", "29295,1210000"))
    (fault,) = refused("home-office-population-by-ethnicity", file)
    assert (fault["code"], fault["value"]) == ("row-contradicts", "1210000")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("Black,30719", "Blak,30719", "label-unknown"), ("2023/24,White", "2023,White", "period-unknown"), ("40007", "", "cell-blank")],
)
def test_a_file_at_fault_is_refused(tmp_path: Path, refused, old: str, new: str, code: str) -> None:
    assert code in {fault["code"] for fault in refused("stop-and-search-self-defined", write(tmp_path / "y.csv", YEARLY.replace(old, new)))}


def test_both_groupings_count_the_same_londoners_and_group_them_otherwise(committed: Path) -> None:
    folder = committed / "population-by-ethnicity/data"
    standard = pd.read_csv(folder / "residents-standard-groups.csv").set_index("group")["residents"]
    own = pd.read_csv(folder / "residents-by-borough.csv")
    other = own[own["area_code"] == LONDON].set_index("group")["residents"]
    assert standard.sum() == other.sum() == 8799736
    assert (standard["black"], other["black"]) == (1188369, 1398266)
    assert (standard["mixed"], other["mixed"]) == (505776, 295879)
