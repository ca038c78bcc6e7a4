"""``plainsight import gla-hate-crime``: hate crime by month, and how many call it a local problem, into ``hate-crime``.

A row is a point of a chart: ``month`` holds the first day of a month, ``period`` a quarter of the calendar year (``2023Q2``). The survey's
question stands on two lines, ``solid1`` to March 2020 and ``solid2`` from April 2021 on, which are one series with a break between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gla_state_of_london import period_of
from build_scripts.importers.layouts import Cells
from build_scripts.importers.published_series import SeriesReader, series_importer
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import rows_of_files

SOURCE = "gla-hate-crime"
PACKAGE = "hate-crime"
CATEGORIES = f"{PACKAGE}/categories.csv"
REQUIRED = ("chart", "line", "quarter", "month", "value")


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """The points of all charts of all files but those left out."""
    reader = SeriesReader(reference, SOURCE, CATEGORIES, log)
    for row in rows_of_files(files, reference, SOURCE, REQUIRED, log):
        kind = reader.kind(row["chart"], row["chart"].text)
        period = period_of(row, kind, log) if kind else None
        if kind and period:
            reader.put(kind, reference.force_area, row["line"], period, row["value"])
    return reader.cells


IMPORTER = series_importer(
    name=SOURCE,
    title="Hate crime by month, from the charts of the State of London report (2024)",
    formats="CSV with the columns dataset, xwhich, period, month, value and series, a row a point of a chart",
    package=PACKAGE,
    package_title="Hate crime",
    package_description="Hate crime recorded by the Metropolitan Police by month, and the share of Londoners who call it a local problem.",
    parse=parse_files,
)
