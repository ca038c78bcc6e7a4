"""``plainsight import pas``: the Public Attitude Survey into the package ``public-attitude-survey``.

Three published forms are read: by borough and for the whole force with semicolons, decimal commas and the last day of each period
(``31/12/2023;PAS;Barnet;Trust MPS;0,67;0,69``), and for the whole force with commas, month names and per cents
(``Sep-25,<question>,54``). Figures are for rolling 12 months that end with a quarter.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.columns import find_columns
from build_scripts.importers.extracts import Extract
from build_scripts.importers.figures import MEND, decimal_number, decimal_text
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.labels import Labels
from build_scripts.importers.layouts import Cells, Column, Layout
from build_scripts.importers.reference import ALIASES, Reference, read_rows
from build_scripts.importers.refusal import FaultLog
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "pas"
PACKAGE = "public-attitude-survey"
QUESTIONS = f"{PACKAGE}/questions.csv"
AREA_KINDS = frozenset({"borough", "police-force-area"})
SURVEY_NAME = "PAS"

_DAY_FIRST = re.compile(r"^(\d{2})/(\d{2})/(\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_MONTH_NAME = re.compile(r"^([A-Za-z]{3})-(\d{2})$")
_MONTHS = {name: number for number, name in enumerate(periods.MONTH_ABBREVIATIONS) if name}

LAYOUT = Layout(
    (
        Column("question", "string", "Question", "The question, as in the table of questions.", {"required": True}),
        Column("area_code", "string", "Area", "The borough where the people asked live, or E23000001 for everybody asked.", {"required": True}),
        Column(
            "period",
            "string",
            "12 months to",
            "The 12 months of interviews, named by their last month.",
            {"required": True, "pattern": r"^R12-\d{4}-(03|06|09|12)$"},
        ),
        Column(
            "percentage",
            "number",
            "Per cent",
            "The share of people who agree, in per cent, as published. The extracts held are rounded to whole per cents by the publisher.",
            {"required": True, "minimum": 0, "maximum": 100},
        ),
    ),
    key_length=3,
    foreign_keys=({"fields": ["question"], "reference": {"resource": "questions", "fields": ["question"]}},),
)


def _last_day(cell: str) -> datetime.date | None:
    """The last day of the 12 months that a cell names, or None when it names no such day."""
    if match := _DAY_FIRST.match(cell):
        year, month, day = int(match[3]), int(match[2]), int(match[1])
    elif match := _YEAR_FIRST.match(cell):
        year, month, day = (int(part) for part in match.groups())
    elif (match := _MONTH_NAME.match(cell)) and match[1].capitalize() in _MONTHS:
        return periods.month((2000 + int(match[2])) * 12 + _MONTHS[match[1].capitalize()] - 1).end
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _period(cell: str, file: str, row: int, column: str, log: FaultLog) -> str | None:
    day = _last_day(cell)
    if day is not None:
        ordinal = day.year * 12 + day.month - 1
        if periods.is_quarter_end(ordinal) and day == periods.month(ordinal).end:
            return periods.rolling_year(ordinal).text
    log.add(
        "not-a-period",
        file,
        f"'{cell}' is not the end of a quarter: expected the last day of March, June, September or December, such as 31/12/2023 or Dec-23",
        MEND,
        row=row,
        column=column,
        value=cell,
        same_as=cell,
    )
    return None


def _scale(numbers: Sequence[Decimal]) -> Decimal:
    """What makes per cents of a file's figures: 100 where all are shares of one (``0,48``), 1 where they are per cents (``48``)."""
    return Decimal(100) if all(abs(number) <= 1 for number in numbers) else Decimal(1)


class _Reader:
    """Reads the rows of one file into a gathering."""

    def __init__(self, file: SourceFile, places: Mapping[str, int], reference: Reference, gathering: Gathering, log: FaultLog):
        self._file = file
        self._places = places
        self._force = reference.force_area
        self._questions: Labels = reference.labels("question", SOURCE)
        self._areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
        self._gathering = gathering
        self._log = log

    def _column(self, name: str) -> str:
        return self._file.header[self._places[name]]

    def read(self) -> None:
        """Read every row; the scale is one for the whole file."""
        figures = []
        for row in self._file.rows:
            for name in ("percentage", "force-percentage"):
                if name in self._places:
                    cell = row.cells[self._places[name]]
                    number = decimal_number(cell, file=self._file.name, row=row.line, column=self._column(name), log=self._log)
                    figures.append((row, name, number))
        scale = _scale([number for _, _, number in figures if number is not None])
        for row, name, number in figures:
            if number is not None:
                self._take(row.cells, row.line, name, number * scale)

    def _take(self, cells: Sequence[str], line: int, name: str, percentage: Decimal) -> None:
        file, log = self._file.name, self._log
        if not 0 <= percentage <= 100:
            log.add(
                "out-of-range",
                file,
                f"{cells[self._places[name]]} is {decimal_text(percentage)} per cent: expected 0 to 100",
                MEND,
                row=line,
                column=self._column(name),
                value=cells[self._places[name]],
            )
            return
        question = self._question(cells[self._places["question"]], line)
        period = _period(cells[self._places["period"]], file, line, self._column("period"), log)
        survey = self._is_this_survey(cells, line)
        area: str | None = self._force
        if name == "percentage" and "area" in self._places:
            area = self._areas.code(cells[self._places["area"]], file=file, row=line, column=self._column("area"))
        if question and period and area and survey:
            self._gathering.put((question, area, period), (decimal_text(percentage),), file=file, row=line, column=self._column(name))

    def _question(self, label: str, line: int) -> str | None:
        question = self._questions.code(label)
        if question is None:
            self._log.add(
                "unknown-label",
                self._file.name,
                f"the question '{label}' is not known: {self._questions.nearest_in_words(label)}",
                f"add a row 'question,{SOURCE},{label},<question>' to {ALIASES} (and, if it is a new question, a row to {QUESTIONS})",
                row=line,
                column=self._column("question"),
                value=label,
                same_as=label,
            )
        return question

    def _is_this_survey(self, cells: Sequence[str], line: int) -> bool:
        if "survey" not in self._places or cells[self._places["survey"]] == SURVEY_NAME:
            return True
        survey = cells[self._places["survey"]]
        self._log.add(
            "unknown-label",
            self._file.name,
            f"the row is of the survey '{survey}': expected {SURVEY_NAME}",
            "remove the rows of other surveys",
            row=line,
            column=self._column("survey"),
            value=survey,
            same_as=survey,
        )
        return False


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Percentages by (question, area code, period) of all files together.

    A borough file's column for the whole force gives the force's figure too, so that it contradicts a force file that says otherwise.
    """
    reference.refuse_dangling("question", SOURCE, [row["question"] for row in read_rows(reference.packages_dir, QUESTIONS)], log)
    gathering = Gathering(log)
    for file in files:
        found = find_columns(file, reference, SOURCE, ("period", "question", "percentage"), log)
        if found is not None:
            _Reader(file, found.places, reference, gathering, log).read()
    return gathering.cells


def _month_of(period: str) -> int:
    return periods.parse(period).last


def _role(extract: Extract, cells: Cells) -> Mapping:
    months = sorted({key[2].removeprefix("R12-") for key in cells})
    return {
        "table": "readings",
        "source": SOURCE,
        "extract": extract.id,
        "period_type": periods.ROLLING_YEAR,
        "columns": {"category": "question", "area": "area_code", "period": "period", "value": "percentage"},
        "coverage": [months[0], months[-1]],
        "absent": "missing",
    }


IMPORTER = importer_of(
    TableSource(
        name=SOURCE,
        title="Public Attitude Survey",
        formats=(
            "CSV by borough or for the whole force: columns Date, Survey, Borough, Measure, Proportion (and MPS) with semicolons and decimal commas, "
            "or date, measure, proportion with month names (Sep-25) and per cents"
        ),
        package=PACKAGE,
        package_title="Public Attitude Survey",
        package_description="What people in London say of their police, from rolling 12 months of interviews, for the whole force and by borough.",
        resource="percentages-{extract}",
        path="data/{extract}/percentages.csv",
        table_title="Answers in per cent, {extract}",
        table_description="The share of people who agree, by question, area and 12 months. A question that was not asked, or not published, has no row.",
        layout=LAYOUT,
        period_column=2,
        step=3,
        month_of=_month_of,
        parse=parse_files,
        role=_role,
        totals=lambda cells: {},
    )
)
