"""Victims of homicide by month: each counts once in every breakdown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.importers.published import write

VICTIMS = """\
Count of Victims,Age Group,Sex,Method of Killing,Domestic Abuse,Recorded Date,Homicide Offence Type,Solved Status,Borough,\
Officer Observed Ethnicity
1,45 to 54,Male,Knife or Sharp Implement,Not Domestic Abuse,Jan-03,Murder,Solved,Wandsworth,White
1,13 to19,Male,Knife or Sharp Implement,Not Domestic Abuse,Jan-03,Murder,Unsolved,Ealing ,Black
1,13 to19,Male,Knife or Sharp Implement,Not Domestic Abuse,Jan-03,Murder,Unsolved,Ealing ,Black
1,25 to 34,Female,Shooting,Domestic Abuse,Feb-03,Manslaughter,Solved,Heathrow ,White
"""


def cells(rows: list[dict[str, str]]) -> dict[tuple[str, str], int]:
    return {(row["category"], row["month"]): int(row["number"]) for row in rows}


def test_rows_that_are_alike_are_different_victims(packages: Path, tmp_path: Path, run, table) -> None:
    run("mps-homicide-victims", write(tmp_path / "victims.csv", VICTIMS))
    rows = table(packages / "homicide-victims/data/to-2003-02/counts.csv")
    found = cells(rows)
    assert {row["area_code"] for row in rows} == {"E23000001"}
    assert (found["all-victims", "2003-01"], found["teenage-victims", "2003-01"], found["unsolved-victims", "2003-01"]) == (3, 2, 2)
    assert (found["domestic-victims", "2003-01"], found["domestic-victims", "2003-02"]) == (0, 1)


def test_the_same_file_twice_counts_once_and_one_that_differs_is_refused(packages: Path, tmp_path: Path, run, refused, table) -> None:
    first = write(tmp_path / "first.csv", VICTIMS)
    run("mps-homicide-victims", first, write(tmp_path / "again.csv", VICTIMS))
    assert cells(table(packages / "homicide-victims/data/to-2003-02/counts.csv"))["all-victims", "2003-01"] == 3
    # Given a second file that holds another number of victims of the month, then nobody guesses which is right
    fewer = VICTIMS.replace("1,45 to 54,Male,Knife or Sharp Implement,Not Domestic Abuse,Jan-03,Murder,Solved,Wandsworth,White\n", "")
    assert "row-contradicts" in {fault["code"] for fault in refused("mps-homicide-victims", first, write(tmp_path / "fewer.csv", fewer))}


@pytest.mark.parametrize(
    ("old", "new", "code", "value"),
    [
        ("13 to19", "13 to 20", "label-unknown", "13 to 20"),
        ("Shooting", "Crossbow", "label-unknown", "Crossbow"),
        ("Feb-03", "2003", "period-unknown", "2003"),
        ("1,25 to 34", "one,25 to 34", "cell-not-a-number", "one"),
    ],
)
def test_a_file_at_fault_is_refused(tmp_path: Path, refused, old, new, code, value) -> None:
    faults = refused("mps-homicide-victims", write(tmp_path / "victims.csv", VICTIMS.replace(old, new)))
    assert (code, value) in [(fault["code"], fault["value"]) for fault in faults]


def test_the_committed_table_is_near_what_the_quarterly_report_prints(committed: Path) -> None:
    rows = pd.read_csv(committed / "homicide-victims/data/to-2023-12/counts.csv")
    months = rows.pivot(index="month", columns="category", values="number")
    teenagers = months["teenage-victims"]
    # 001:923, teenagers: seven in April to June 2023, six more than in the quarter before, four more than a year before
    quarters = (("2023-04", "2023-06"), ("2023-01", "2023-03"), ("2022-04", "2022-06"))
    assert [teenagers[first:last].sum() for first, last in quarters] == [7, 1, 3]
    # 2022 was the calendar year with the fewest since 2014 but for 2014 itself
    years = {year: teenagers[f"{year}-01" : f"{year}-12"].sum() for year in range(2014, 2024)}
    assert sorted(years, key=years.get)[:2] == [2014, 2022]
    # 001:876, victims of domestic abuse: 14, against 21 by an earlier extract
    domestic = months["domestic-victims"]
    assert (domestic["2022-07":"2023-06"].sum(), domestic["2021-07":"2022-06"].sum()) == (14, 20)
    # and every breakdown sums to all victims, of 2,912 in 21 years
    assert months["all-victims"].sum() == 2912
    for parts in (["domestic-victims", "non-domestic-victims"], ["solved-victims", "unsolved-victims"]):
        assert (months[parts].sum(axis=1) == months["all-victims"]).all()
