"""``plainsight import gla-state-of-london-2025``: series of the State of London report of 2025, into ``state-of-london-2025``.

A row is a point. Its period is read from ``timeperiod_label``: ``Apr-22`` is a month (or the last of 12, where the series is yearly to a
month), ``Q1 23-24`` a quarter of the financial year, ``2023`` a calendar year. ``timeperiod_sortable`` is not read: for the last quarter of
a financial year it gives a date a year too early. ``series_or_area_code`` names the line of the chart, or repeats the code of London.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.layouts import Cells
from build_scripts.importers.period_labels import financial_quarter, named_month
from build_scripts.importers.published_series import SeriesReader, series_importer
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Cell, refuse_period, rows_of_files

SOURCE = "gla-state-of-london-2025"
PACKAGE = "state-of-london-2025"
CATEGORIES = f"{PACKAGE}/categories.csv"
REQUIRED = ("chart", "line", "period", "area", "value")
AREA_KINDS = frozenset({"police-force-area"})
MONTHS_BETWEEN_ROLLING_YEARS = 12

_YEAR = re.compile(r"^\d{4}$")
_EXPECTED = {
    periods.MONTH: "a month such as Apr-22",
    periods.QUARTER: "a quarter of the financial year such as Q1 23-24",
    periods.ROLLING_YEAR: "the last month of 12, such as Jun-23",
    periods.CALENDAR_YEAR: "a year such as 2023",
}


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """The points of all series of all files but those left out."""
    reader = SeriesReader(reference, SOURCE, CATEGORIES, log)
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    for row in rows_of_files(files, reference, SOURCE, REQUIRED, log):
        kind = reader.kind(row["chart"], f"{row['chart'].text} / {row['line'].text}")
        if kind is None:
            continue
        place = row["area"].place
        area_code = areas.code(row["area"].text, **place)
        period = period_of(row["period"], kind.period_type, log)
        if area_code and period:
            reader.put(kind, area_code, row["line"], period, row["value"])
    return reader.cells


def period_of(cell: Cell, period_type: str, log: FaultLog) -> periods.Period | None:
    """The period of that type that the cell names, or None with a fault."""
    month = named_month(cell.text)
    found: periods.Period | None = None
    if period_type == periods.QUARTER:
        found = financial_quarter(cell.text)
    elif period_type == periods.CALENDAR_YEAR:
        found = periods.parse(cell.text) if _YEAR.match(cell.text) else None
    elif month is not None:
        found = periods.rolling_year(month) if period_type == periods.ROLLING_YEAR else periods.month(month)
    if found is None:
        refuse_period(cell, _EXPECTED[period_type], log)
    return found


IMPORTER = series_importer(
    name=SOURCE,
    title="State of London report: series on crime and policing (2025)",
    formats=(
        "CSV with the columns dataset, timeperiod_sortable, timeperiod_label, timeperiod_type, area_name, value and "
        "series_or_area_code, a row a point of a series"
    ),
    package=PACKAGE,
    package_title="State of London 2025: crime and policing",
    package_description="Series of the State of London report of 2025: offences, answers to surveys, proven reoffending.",
    parse=parse_files,
    months_between_rolling_years=MONTHS_BETWEEN_ROLLING_YEARS,
)
