"""``plainsight import gla-state-of-london``: series behind the charts of the State of London report, into ``state-of-london``.

A row is a point of a chart. Months, and rolling 12 months by their last, stand as the first day of the month in ``xvardt``; quarters stand
in ``xvarchar`` and are those of the calendar year (``2023Q2`` is the first quarter of 2023/24). ``yvllb`` names the line of the chart: a
series of its own, or a group. The chart of all notifiable offences (``sol_tno``) is left out: it lies 8,000 to 9,000 a month above every
other count of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.layouts import Cells
from build_scripts.importers.period_labels import calendar_quarter, dated_month
from build_scripts.importers.published_series import SeriesKind, SeriesReader, series_importer
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Row, refuse_period, rows_of_files

SOURCE = "gla-state-of-london"
PACKAGE = "state-of-london"
CATEGORIES = f"{PACKAGE}/categories.csv"
REQUIRED = ("chart", "line", "quarter", "month", "value")


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """The points of all charts of all files but those left out."""
    reader = SeriesReader(reference, SOURCE, CATEGORIES, log)
    for row in rows_of_files(files, reference, SOURCE, REQUIRED, log):
        kind = reader.kind(row["chart"], f"{row['chart'].text} / {row['line'].text}")
        period = period_of(row, kind, log) if kind else None
        if kind and period:
            reader.put(kind, reference.force_area, row["line"], period, row["value"])
    return reader.cells


def period_of(row: Row, kind: SeriesKind, log: FaultLog) -> periods.Period | None:
    """The period of a row whose columns ``quarter`` and ``month`` hold the one or the other, or None with a fault."""
    if kind.period_type == periods.QUARTER:
        quarter = calendar_quarter(row["quarter"].text)
        if quarter is None:
            refuse_period(row["quarter"], "a quarter of the calendar year such as 2023Q2", log)
        return quarter
    month = dated_month(row["month"].text)
    if month is None:
        refuse_period(row["month"], "the first day of a month such as 2023-06-01", log)
        return None
    return periods.rolling_year(month) if kind.period_type == periods.ROLLING_YEAR else periods.month(month)


IMPORTER = series_importer(
    name=SOURCE,
    title="State of London report: series on crime and policing (2024)",
    formats="CSV with the columns dataset, charttitle, subtitle, source, xwhich, xvarchar, xvardt, yvllb and yval, a row a point",
    package=PACKAGE,
    package_title="State of London: crime and policing",
    package_description="Series behind the charts of the State of London report: offences, calls and answers to surveys.",
    parse=parse_files,
)
