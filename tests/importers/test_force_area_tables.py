"""The police force area tables of the ONS: worksheets told apart by title, areas by code, and the figures of the committed package."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

MPS, WEST_MIDLANDS = "E23000001", "E23000014"
P1 = [
    ["Table P1:  Police recorded crime, number of offences, year ending December 2024 [note 1]"],
    ["This worksheet contains one table."],
    ["Area Code", "Area Name", "Total recorded crime\n (excluding fraud) \n[note 2]", "Homicide", "Theft offences", "Burglary"],
    ["E12000005", "West Midlands", 522755, 57, 174000, 30000],
    [WEST_MIDLANDS, "West Midlands", 313763, 34, 101000, 19000],
    [MPS, "Metropolitan Police ", 948211, 109, 478558, 54268],
    [None, None, None, None, None, None],
]
P3 = [
    ["Table P3:  Police recorded crime, rate of offences per 1,000 population, year ending December 2024 [note 1]"],
    ["Area Code", "Area Name", "Population figures\n (mid-2023) rounded to 100 [note 5]", "Homicide"],
    ["E92000001", "ENGLAND", 57690300, 0.00866],
    ["E23000034", "City of London", 13500, "[u1]"],
    [MPS, "Metropolitan Police", 8931800, 0.0122],
]
P8 = [
    ["Table P8: Number of firearm offences (excluding air weapons) by police force area"],
    ["Area code", "Area name", "Apr 2009 to\n Mar 2010", "Jan 2023 to\n Dec 2023", "Jan 2024 to\n Dec 2024", "% change"],
    [MPS, "Metropolitan Police", 3524, 1209, 1180, -2.3986],
]


@pytest.fixture
def workbook(tmp_path: Path):
    """A workbook of sheets of rows, and a cover without a table."""

    def making(**sheets: list[list]) -> Path:
        book = openpyxl.Workbook()
        book.active.append(["Police force area data tables"])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "tables.xlsx"
        book.save(path)
        return path

    return making


def test_numbers_of_offences_are_taken_by_area_code(packages: Path, workbook, run, table) -> None:
    run("ons-police-force-area-tables", workbook(P1=P1, P3=P3, P8=P8))
    rows = table(packages / "recorded-crime-by-force/data/to-2024-12/offences-by-year.csv")
    # Then the region that shares its name with a force is left out, and so are groups that no indicator uses
    assert {(row["category"], row["area_code"], row["year"]): row["offences"] for row in rows} == {
        ("all-offences", WEST_MIDLANDS, "2024"): "313763",
        ("all-offences", MPS, "2024"): "948211",
        ("homicide", WEST_MIDLANDS, "2024"): "34",
        ("homicide", MPS, "2024"): "109",
        ("firearm-offences", MPS, "2023"): "1209",
        ("firearm-offences", MPS, "2024"): "1180",
    }


def test_the_population_is_taken_from_the_sheet_of_rates(packages: Path, workbook, run, table) -> None:
    run("force-population", workbook(P1=P1, P3=P3, P8=P8))
    rows = table(packages / "recorded-crime-by-force/population.csv")
    people = {(row["area_code"], row["year"]): row["population"] for row in rows}
    assert people == {(MPS, "2023"): "8931800", ("E23000034", "2023"): "13500"}


def test_an_unknown_column_and_an_unknown_area_are_refused(workbook, refused) -> None:
    header = [*P1[2][:3], "Homicides of all kinds"]
    odd = [P1[0], header, ["E23000099", "Nowhere", 1, 2]]
    faults = refused("ons-police-force-area-tables", workbook(P1=odd))
    assert {(fault["code"], fault["value"]) for fault in faults} == {
        ("label-unknown", "Homicides of all kinds"),
        ("label-unknown", "E23000099"),
    }


def test_what_is_no_workbook_is_refused(tmp_path: Path, refused) -> None:
    path = tmp_path / "tables.xlsx"
    path.write_text("Area Code,Area Name\n")
    (fault,) = [fault for fault in refused("force-population", path) if fault["code"] == "file-unreadable"]
    assert "it is no workbook" in fault["message"]


def test_the_committed_counts_and_population_give_the_rates_that_the_publisher_prints(committed: Path) -> None:
    offences = pd.read_csv(committed / "recorded-crime-by-force/data/to-2024-12/offences-by-year.csv")
    people = pd.read_csv(committed / "recorded-crime-by-force/population.csv").set_index("area_code")["population"]
    injury = offences[(offences["category"] == "violence-with-injury") & (offences["year"] == 2024)].set_index("area_code")["offences"]
    # Per 1,000 residents of the middle of 2023: Table P3, whose divisor is not rounded to 100
    assert round(1000 * injury[MPS] / people[MPS], 3) == 7.559
    assert round(1000 * injury["E23000005"] / people["E23000005"], 3) == 9.535
    assert round(1000 * injury["K04000001"] / people["K04000001"], 3) == 8.711
    knives = offences[offences["category"] == "knife-offences"].set_index("area_code")["offences"]
    assert knives[MPS] == 16789
    assert len(people) == 44
