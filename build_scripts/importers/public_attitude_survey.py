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
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.figures import decimal_number, decimal_text
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.labels import alias_row
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.period_labels import named_month
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.refusals import MixedScale, NotAPeriod, OutOfRange, UnknownLabel
from build_scripts.importers.source_files import SourceFile, SourceRow
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "pas"
PACKAGE = "public-attitude-survey"
QUESTIONS = f"{PACKAGE}/questions.csv"
AREA_KINDS = frozenset({"borough", "police-force-area"})
FIGURES = ("percentage", "force-percentage")

_DAY_FIRST = re.compile(r"^(\d{2})/(\d{2})/(\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
PERIOD_EXPECTED = "the last day of March, June, September or December, such as 31/12/2023 or Dec-23"

LAYOUT = Layout(
    (
        Column("question", "string", "Question", "The question, as in the table of questions.", {"required": True}),
        Column("area_code", "string", "Area", "The borough where the people asked live; E23000001: everybody asked.", {"required": True}),
        Column(
            "period",
            "string",
            "12 months to",
            "The 12 months of interviews, named by their last month.",
            {"required": True, "pattern": r"R12-\d{4}-(03|06|09|12)"},
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


def last_day(cell: str) -> datetime.date | None:
    """The day that ``31/12/2023``, ``2023-12-31`` or ``Dec-23`` names (of a month its last), or None when it names none."""
    if match := _DAY_FIRST.match(cell):
        year, month, day = int(match[3]), int(match[2]), int(match[1])
    elif match := _YEAR_FIRST.match(cell):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        named = named_month(cell)
        return None if named is None else periods.month(named).end
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def rolling_period(cell: str) -> str | None:
    """The 12 months that end with the quarter whose last day the cell names, or None when it is no such day."""
    day = last_day(cell)
    if day is None:
        return None
    ordinal = day.year * 12 + day.month - 1
    ends_quarter = periods.is_quarter_end(ordinal) and day == periods.month(ordinal).end
    return periods.rolling_year(ordinal).text if ends_quarter else None


class _Reader:
    """Reads the rows of one file into a gathering."""

    def __init__(self, file: SourceFile, places: Mapping[str, int], reference: Reference, gathering: Gathering, log: FaultLog):
        self._file = file
        self._places = places
        self._force = reference.force_area
        self._labels = {kind: reference.labels(kind, SOURCE) for kind in ("question", "survey")}
        self._areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
        self._gathering = gathering
        self._log = log

    def read(self) -> None:
        """Read every row; the scale of the figures is one for the whole file."""
        figures = [
            (row, name, number)
            for row in self._file.rows
            for name in FIGURES
            if name in self._places and (number := self._number(row, name)) is not None
        ]
        scale = self._scale(figures)
        if scale is not None:
            for row, name, number in figures:
                self._take(row, name, number * scale)

    def _cell(self, row: SourceRow, name: str) -> str:
        return row.cells[self._places[name]]

    def _column(self, name: str) -> str:
        return self._file.header[self._places[name]]

    def _number(self, row: SourceRow, name: str) -> Decimal | None:
        return decimal_number(self._cell(row, name), file=self._file.name, row=row.line, column=self._column(name), log=self._log)

    def _scale(self, figures: Sequence[tuple[SourceRow, str, Decimal]]) -> int | None:
        """What makes per cents of the file's figures: 100 where all are shares of one, 1 where they are per cents, None with a fault.

        Whole numbers of 0 and 1 alone tell nothing, and no survey has an answer between 0 and 1 per cent beside others above.
        """
        above_one = [figure for figure in figures if figure[2] > 1]
        fractions = [figure for figure in figures if 0 < figure[2] < 1]
        if fractions and not above_one:
            return 100
        if above_one and not fractions:
            return 1
        if figures:
            row, name, _ = (fractions or figures)[0]
            self._log.add(MixedScale, self._file.name, row=row.line, column=self._column(name), value=self._cell(row, name))
        return None

    def _take(self, row: SourceRow, name: str, percentage: Decimal) -> None:
        file, line, column = self._file.name, row.line, self._column(name)
        in_range = 0 <= percentage <= 100
        if not in_range:
            self._log.add(OutOfRange, file, row=line, column=column, value=self._cell(row, name), expected="0 to 100 per cent")
        question = self._code("question", row, QUESTIONS)
        survey = self._code("survey", row, "the packages") if "survey" in self._places else SOURCE
        period = self._period(row)
        area: str | None = self._force
        if name == "percentage" and "area" in self._places:
            area = self._areas.code(self._cell(row, "area"), file=file, row=line, column=self._column("area"))
        if in_range and question and survey and period and area:
            self._gathering.put((question, area, period), (decimal_text(percentage),), file=file, row=line, column=column)

    def _period(self, row: SourceRow) -> str | None:
        cell = self._cell(row, "period")
        period = rolling_period(cell)
        if period is None:
            column = self._column("period")
            self._log.add(NotAPeriod, self._file.name, row=row.line, column=column, value=cell, same_as=cell, expected=PERIOD_EXPECTED)
        return period

    def _code(self, kind: str, row: SourceRow, declared_in: str) -> str | None:
        label = self._cell(row, kind)
        code = self._labels[kind].code(label)
        if code is None:
            self._log.add(
                UnknownLabel,
                self._file.name,
                row=row.line,
                column=self._column(kind),
                value=label,
                same_as=(kind, label),
                what=kind,
                nearest=self._labels[kind].nearest_in_words(label),
                alias=alias_row(kind, SOURCE, label, f"<{kind}>"),
                declared_in=declared_in,
            )
        return code


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Percentages by (question, area code, period) of all files together.

    A borough file's column for the whole force gives the force's figure too, so that it contradicts a force file that says otherwise.
    """
    questions = [row["question"] for row in read_rows(reference.packages_dir, QUESTIONS)]
    reference.refuse_dangling("question", SOURCE, questions, QUESTIONS, log)
    gathering = Gathering(log)
    for file in files:
        found = find_columns(file, reference, SOURCE, ("period", "question", "percentage"), log)
        if found is not None:
            _Reader(file, found.places, reference, gathering, log).read()
    return gathering.cells


def _series_of(key: Key) -> tuple[Series, str]:
    question, area_code, period = key
    return Series(question, area_code), period


def _role(extract: Extract, cells: Cells) -> Mapping:
    months = sorted({period.removeprefix("R12-") for _, _, period in cells})
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
            "CSV by borough or whole force: Date, Survey, Borough, Measure, Proportion (and MPS) with semicolons and decimal commas; "
            "or date, measure, proportion with month names (Sep-25) and per cents"
        ),
        package=PACKAGE,
        package_title="Public Attitude Survey",
        package_description="What people in London say of their police, by rolling 12 months, for the whole force and by borough.",
        resource="percentages-{extract}",
        path="data/{extract}/percentages.csv",
        table_title="Answers in per cent, {extract}",
        table_description="The share who agree, by question, area and 12 months. A question not asked, or not published, has no row.",
        layout=LAYOUT,
        series_of=_series_of,
        month_of=lambda period: periods.parse(period).last,
        step=3,
        parse=parse_files,
        role=_role,
        totals=lambda cells: {},
    )
)
