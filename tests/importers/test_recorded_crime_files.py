"""Every published form of MPS borough level crime is read to the same cells, and what is not understood is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.recorded_crime_files import parse_files
from build_scripts.importers.reference import read_reference
from build_scripts.importers.source_files import read_source_files
from tests.importers.published import APRIL_2026, DECEMBER_2023, OCTOBER_2025, rows_of, with_rows, write

LEWISHAM, HAMMERSMITH = "E09000023", "E09000013"


def parse(packages: Path, *paths: Path) -> tuple[dict, list]:
    log = FaultLog()
    cells = parse_files(read_source_files(paths, log), read_reference(packages), "recorded-crime/categories.csv", log)
    return dict(cells), log.faults


def read(packages: Path, text: str) -> dict:
    cells, faults = parse(packages, write(packages / "file.csv", text))
    assert faults == []
    return cells


def title_case(text: str) -> str:
    """The 2026 labels in Title Case, as releases between the two extracts had them."""
    return re.sub(r"\b[A-Z]{2,}\b", lambda match: match[0].capitalize(), text)


def reordered(text: str) -> str:
    """The columns in another order: months first, then the area, then the category."""
    rows = [line.split(",") for line in text.splitlines()]
    return "\n".join(",".join([*row[:2:-1], row[2], row[1], row[0]]) for row in rows) + "\n"


def test_the_extract_of_december_2023(packages: Path) -> None:
    cells = read(packages, DECEMBER_2023)
    assert len(cells) == 27
    assert cells["theft-from-the-person", LEWISHAM, "2023-06"] == ("115",)
    assert cells["theft-from-a-motor-vehicle", HAMMERSMITH, "2023-04"] == ("213",)
    assert cells["theft-from-the-person", "MPS-AVIATION", "2023-05"] == ("5",)


def test_the_extract_of_april_2026_has_its_newer_labels_as_categories_of_their_own(packages: Path) -> None:
    cells = read(packages, APRIL_2026)
    assert cells["theft-from-the-person", LEWISHAM, "2023-06"] == ("104",)
    assert cells["domestic-burglary", LEWISHAM, "2023-05"] == ("1",)
    assert cells["residential-burglary-of-a-home", LEWISHAM, "2023-05"] == ("84",)
    assert cells["theft-from-the-person", "MPS-UNKNOWN", "2023-04"] == ("256",)


def test_extracts_of_2025_have_residential_burglary_under_labels_of_their_own(packages: Path) -> None:
    cells = read(packages, OCTOBER_2025)
    residential = ["domestic-burglary", "burglary-residential"]
    months = ["2024-01", "2024-02", "2024-03", "2024-04"]
    assert [sum(int(cells[category, "E09000002", month][0]) for category in residential) for month in months] == [67, 49, 50, 52]
    assert cells["burglary-non-dwelling", "E09000003", "2024-03"] == ("1",)


@pytest.mark.parametrize(
    "form",
    [
        lambda text: text.replace("MajorText,MinorText,BoroughName", "MajorText,MinorText,LookUp_BoroughName"),
        lambda text: text.replace("MajorText,MinorText,BoroughName", "Group,SubGroup,BOCU"),
        lambda text: text.replace("MajorText,MinorText,BoroughName", "majortext,minortext,Look Up Borough Name"),
        title_case,
        lambda text: text.lower(),
        lambda text: text.replace(" AND ", " & ").replace(" and ", " & "),
        lambda text: text.replace("RES BURGLARY", "RES. BURGLARY").replace("THEFT FROM THE PERSON", "THEFT - FROM THE PERSON"),
        reordered,
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    ],
    ids=[
        "first header",
        "third header",
        "case of headers",
        "Title Case",
        "lower case",
        "ampersands",
        "punctuation",
        "column order",
        "BOM and CRLF",
    ],
)
def test_every_published_form_gives_the_same_cells(packages: Path, form) -> None:
    assert read(packages, form(APRIL_2026)) == read(packages, APRIL_2026)


def test_a_row_given_twice_with_the_same_figures_counts_once(packages: Path) -> None:
    header, rows = rows_of(APRIL_2026)
    assert read(packages, with_rows(header, [*rows, rows[0]])) == read(packages, APRIL_2026)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column", "value"),
    [
        (
            "THEFT,THEFT FROM THE PERSON,Lewisham",
            "THEFT,THEFT FROM PERSONS,Lewisham",
            "label-unknown",
            9,
            "MinorText",
            "THEFT / THEFT FROM PERSONS",
        ),
        (
            "BURGLARY,DOMESTIC BURGLARY,Lewisham",
            "THEFT,DOMESTIC BURGLARY,Lewisham",
            "label-unknown",
            7,
            "MinorText",
            "THEFT / DOMESTIC BURGLARY",
        ),
        ("RES BURGLARY OF A HOME,Lewisham", "RES BURGLARY OF A HOME,Lewishm", "area-unknown", 8, "BoroughName", "Lewishm"),
        (
            "RES BURGLARY OF A HOME,Lewisham",
            "RES BURGLARY OF A HOME,City of London",
            "area-not-expected",
            8,
            "BoroughName",
            "City of London",
        ),
        (
            "RES BURGLARY OF A HOME,Lewisham",
            "RES BURGLARY OF A HOME,Metropolitan Police",
            "area-not-expected",
            8,
            "BoroughName",
            "Metropolitan Police",
        ),
        ("Lewisham,126,158,160", "Lewisham,126,,160", "cell-blank", 10, "202305", ""),
        ("Lewisham,126,158,160", "Lewisham,126,-3,160", "cell-out-of-range", 10, "202305", "-3"),
        ("Lewisham,126,158,160", "Lewisham,126,12.0,160", "cell-not-a-number", 10, "202305", "12.0"),
        ("Lewisham,126,158,160", "Lewisham,126,n/a,160", "cell-not-a-number", 10, "202305", "n/a"),
        ("Lewisham,126,158,160", "Lewisham,126,1.5e3,160", "cell-not-a-number", 10, "202305", "1.5e3"),
        ("Lewisham,126,158,160", "Lewisham,126,\u0661\u0662,160", "cell-not-a-number", 10, "202305", "\u0661\u0662"),
        ("202304,202305,202306", "202304,202305,202313", "header-unknown", 1, "202313", "202313"),
        ("202304,202305,202306", "202304,202305,Total", "header-unknown", 1, "Total", "Total"),
        ("202304,202305,202306", "202304,202305,202305", "column-repeated", 1, "202305", "202305"),
        ("MajorText,MinorText,BoroughName", "MajorText,MajorText,BoroughName", "column-repeated", 1, "MajorText", "MajorText"),
        ("MajorText,MinorText,BoroughName", "MajorText,Ward,BoroughName", "column-missing", 1, None, None),
    ],
)
def test_what_is_not_understood_is_refused_at_its_place(
    packages: Path, old: str, new: str, code: str, line: int, column: str | None, value: str | None
) -> None:
    assert old in APRIL_2026
    path = write(packages / "file.csv", APRIL_2026.replace(old, new))
    _, faults = parse(packages, path)
    assert (code, str(path), line, column, value) in [(fault.code, fault.file, fault.row, fault.column, fault.value) for fault in faults]


def test_the_refusal_of_a_label_names_the_nearest_known_one_and_the_row_to_add(packages: Path) -> None:
    path = write(packages / "file.csv", APRIL_2026.replace("THEFT FROM THE PERSON", "THEFT FROM PERSONS"))
    _, (fault,) = parse(packages, path)
    assert "nearest known label is 'Theft / Theft from Person' (theft-from-the-person)" in fault.message
    assert fault.message.endswith("(and on 2 more lines)")
    assert "offence-category,mps-borough,THEFT / THEFT FROM PERSONS,<category>" in fault.hint


def test_a_label_is_learned_by_the_row_that_the_refusal_names(packages: Path) -> None:
    # Given a file with a label that is not known
    text = APRIL_2026.replace("THEFT FROM THE PERSON", "THEFT FROM PERSONS")
    # When the row is added to the register
    with (packages / "registers" / "aliases.csv").open("a", encoding="utf-8") as register:
        register.write("offence-category,mps-borough,THEFT / THEFT FROM PERSONS,theft-from-the-person\n")
    # Then the file is read, without a change to any code
    assert read(packages, text) == read(packages, APRIL_2026)


def test_a_header_is_learned_by_a_row_too(packages: Path) -> None:
    with (packages / "registers" / "aliases.csv").open("a", encoding="utf-8") as register:
        register.write("header,mps-borough,Offence Group,major\n")
    assert read(packages, APRIL_2026.replace("MajorText", "Offence Group")) == read(packages, APRIL_2026)


def test_two_rows_of_one_thing_with_other_figures_are_refused_and_never_added(packages: Path) -> None:
    header, rows = rows_of(APRIL_2026)
    path = write(packages / "file.csv", with_rows(header, [*rows, "ARSON AND CRIMINAL DAMAGE,ARSON,Hammersmith & Fulham,3,1,3"]))
    _, (fault,) = parse(packages, path)
    assert (fault.code, fault.row, fault.column, fault.value) == ("row-contradicts", 13, "202304", "3")
    assert fault.message == "arson, E09000013, 2023-04 is 3 here and 2 on line 2"


def test_two_files_that_overlap_must_agree(packages: Path) -> None:
    one = write(packages / "one.csv", APRIL_2026)
    other = write(packages / "other.csv", APRIL_2026.replace("Lewisham,126,158,160", "Lewisham,126,158,161"))
    _, (fault,) = parse(packages, one, other)
    assert fault.code == "row-contradicts"
    assert "line 10 of" in fault.message


def test_all_faults_of_all_files_are_told_together(packages: Path) -> None:
    header, rows = rows_of(DECEMBER_2023)
    one = write(packages / "one.csv", APRIL_2026.replace("Lewisham,126,158,160", "Lewisham,x,,-1"))
    other = write(
        packages / "other.csv", with_rows(header, [rows[4].replace("Lewisham", "Lewishm"), rows[8].replace("Theft", "Pickpocketing")])
    )
    _, faults = parse(packages, one, other)
    codes = ["area-unknown", "cell-blank", "cell-not-a-number", "cell-out-of-range", "label-unknown"]
    assert sorted(fault.code for fault in faults) == codes
