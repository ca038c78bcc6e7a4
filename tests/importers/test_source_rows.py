"""Cells of publishers' files read by our names, and what is recorded of those that can not be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.reference import read_reference
from build_scripts.importers.source_rows import Cell, LabelReader, financial_year_in, month_in, quarter_in, signed_count_in


def cell(text: str) -> Cell:
    return Cell(text, "file.csv", 7, "column")


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (lambda log, one: financial_year_in(one, log).text, "2022/23", "2022-23"),
        (lambda log, one: financial_year_in(one, log).text, "2011/12", "2011-12"),
        (lambda log, one: quarter_in(cell("2023/24"), one, log).text, "1", "2023-24-Q1"),
        (lambda log, one: quarter_in(cell("2012/13"), one, log).text, "4", "2012-13-Q4"),
        (lambda log, one: month_in(one, log), "2015-04", "2015-04"),
        (lambda log, one: signed_count_in(one, log), "-120", "-120"),
        (lambda log, one: signed_count_in(one, log), "0077", "77"),
    ],
)
def test_a_cell_is_read(read: Callable, text: str, expected: str) -> None:
    log = FaultLog()
    assert read(log, cell(text)) == expected
    assert len(log) == 0


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (lambda log, one: financial_year_in(one, log), "2022/24", "period-unknown"),
        (lambda log, one: financial_year_in(one, log), "2022-23", "period-unknown"),
        (lambda log, one: quarter_in(cell("2023/24"), one, log), "5", "period-unknown"),
        (lambda log, one: month_in(one, log), "2015-13", "period-unknown"),
        (lambda log, one: signed_count_in(one, log), "1.5", "cell-not-a-number"),
        (lambda log, one: signed_count_in(one, log), "", "cell-not-a-number"),
    ],
)
def test_a_cell_that_is_none_is_a_fault_at_its_place(read: Callable, text: str, code: str) -> None:
    log = FaultLog()
    assert read(log, cell(text)) is None
    (fault,) = log.faults
    assert (fault.code, fault.file, fault.row, fault.column, fault.value) == (code, "file.csv", 7, "column", text)


def test_an_unknown_label_names_the_nearest_and_the_row_that_teaches_it(packages: Path) -> None:
    # Given the aliases of the Home Office's table of all forces
    log = FaultLog()
    reader = LabelReader(read_reference(packages), "home-office-force-crime", "offence-subgroup", "the categories", log)
    # When a label of it is read in another case, and one that is not known, twice
    assert reader.code(cell("THEFT FROM THE PERSON")) == "theft-from-the-person"
    assert reader.code(cell("Theft from persons")) is None
    assert reader.code(cell("Theft from persons")) is None
    # Then the second is told once
    (fault,) = log.faults
    assert fault.code == "label-unknown"
    assert "the nearest known label is 'Theft from the person' (theft-from-the-person)" in fault.message
    assert "offence-subgroup,home-office-force-crime,Theft from persons,<offence-subgroup>" in fault.hint
