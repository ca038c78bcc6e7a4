"""``plainsight import crime-survey``: what people in England and Wales say of their local police, into ``national-survey``.

A row a year of interviews that ends in March, a column a question of the Crime Survey for England and Wales, in per cents. A question that
was not asked in a year has a blank cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.figures import decimal_text
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.readings_role import readings_role
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.refusals import NotAPeriod, OutOfRange
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Cell, decimal_in, rows_of_files
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "crime-survey"
PACKAGE = "national-survey"
QUESTIONS = f"{PACKAGE}/questions.csv"
ENGLAND_AND_WALES = "K04000001"

_YEAR = re.compile(r"^(19|20)\d{2}$")

LAYOUT = Layout(
    (
        Column("question", "string", "Question", "The question, as in the table of questions.", {"required": True}),
        Column("area_code", "string", "Area", "K04000001: England and Wales.", {"required": True}),
        Column(
            "financial_year",
            "string",
            "Year",
            "The twelve months of interviews, April to March.",
            {"required": True, "pattern": r"\d{4}-\d{2}"},
        ),
        Column(
            "percentage", "number", "Per cent", "The share who answer so, in per cent.", {"required": True, "minimum": 0, "maximum": 100}
        ),
    ),
    key_length=3,
    foreign_keys=(
        {"fields": ["area_code"], "reference": {"resource": "areas", "fields": ["area_code"]}},
        {"fields": ["question"], "reference": {"resource": "questions", "fields": ["question"]}},
    ),
)


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Percentages by (question, area code, financial year)."""
    questions = frozenset(row["question"] for row in read_rows(reference.packages_dir, QUESTIONS))
    reference.refuse_dangling("header", SOURCE, questions | {"year"}, QUESTIONS, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, SOURCE, ("year",), log):
        year = _financial_year(row["year"], log)
        for question, cell in row.items():
            percentage = decimal_in(cell, log) if question in questions and cell.text else None
            if percentage is not None and not 0 <= percentage <= 100:
                log.add(OutOfRange, **cell.place, value=cell.text, expected="0 to 100 per cent")
            elif percentage is not None and year is not None:
                gathering.put((question, ENGLAND_AND_WALES, year), (decimal_text(percentage),), **cell.place)
    return gathering.cells


def _financial_year(cell: Cell, log: FaultLog) -> str | None:
    """The financial year that ends in March of the year of the cell."""
    if _YEAR.match(cell.text):
        return periods.financial_year_label(int(cell.text) - 1)
    log.add(NotAPeriod, **cell.place, value=cell.text, same_as=cell.text, expected="the year in which the interviews ended, such as 2023")
    return None


def _series_of(key: Key) -> tuple[Series, str]:
    question, area_code, year = key
    return Series(question, area_code), year


IMPORTER = importer_of(
    TableSource(
        name=SOURCE,
        title="Crime Survey for England and Wales: views of the local police",
        formats="CSV with the column year_ending_march and a column a question, in per cents",
        package=PACKAGE,
        package_title="Crime Survey for England and Wales",
        package_description="What people in England and Wales say of their local police, by year.",
        resource="percentages-{extract}",
        path="data/{extract}/percentages.csv",
        table_title="Answers in per cent, England and Wales, {extract}",
        table_description="The share who answer so, by question and year. A question that was not asked has no row.",
        layout=LAYOUT,
        series_of=_series_of,
        month_of=lambda year: periods.parse_as(year, periods.FINANCIAL_YEAR).last,
        step=12,
        parse=parse_files,
        role=readings_role(
            SOURCE,
            periods.FINANCIAL_YEAR,
            {"category": "question", "area": "area_code", "period": "financial_year", "value": "percentage"},
        ),
        totals=lambda cells: {},
    )
)
