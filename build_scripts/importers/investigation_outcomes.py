"""``plainsight import policeuk-outcomes``: outcomes of investigations by borough and month, into ``investigation-outcomes``.

A row is a month and a place, with a column an outcome. The file was made by others from the street-level outcomes of data.police.uk. A
small part of them lies in places outside London, which the package names one by one (``outside-places``) and leaves out; a place that is
neither a borough nor named there is refused. The column of totals must be the sum of the outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.columns import HEADER
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.labels import labels_of
from build_scripts.importers.layouts import Cells
from build_scripts.importers.monthly_counts import by_calendar_year, counts_importer
from build_scripts.importers.period_labels import dated_month
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.refusals import ContradictoryRow
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Row, count_in, refuse_period, rows_of_files

SOURCE = "policeuk-outcomes"
PACKAGE = "investigation-outcomes"
CATEGORIES = f"{PACKAGE}/categories.csv"
OUTSIDE = f"{PACKAGE}/outside-places.csv"
AREA_KINDS = frozenset({"borough"})
NOT_OUTCOMES = ("month", "area", "total")


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Outcomes by (category, area code, month) of all files together; the file states zeros itself."""
    outcomes = [row["category"] for row in read_rows(reference.packages_dir, CATEGORIES)]
    reference.refuse_dangling(HEADER, SOURCE, [*outcomes, *NOT_OUTCOMES], CATEGORIES, log)
    outside = labels_of((row["place"], row["place"]) for row in read_rows(reference.packages_dir, OUTSIDE))
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, SOURCE, (*NOT_OUTCOMES, *outcomes), log):
        if outside.code(row["area"].text):
            continue
        area_code = areas.code(row["area"].text, **row["area"].place)
        month = dated_month(row["month"].text)
        if month is None:
            refuse_period(row["month"], "the first day of a month such as 2023-06-01", log)
        numbers = {name: count_in(row[name], log) for name in (*outcomes, "total")}
        if area_code is None or month is None or None in numbers.values():
            continue
        _check_total(row, {name: int(number or 0) for name, number in numbers.items()}, log)
        for name in outcomes:
            gathering.put((name, area_code, periods.month_text(month)), (str(numbers[name]),), **row[name].place)
    return gathering.cells


def _check_total(row: Row, numbers: dict[str, int], log: FaultLog) -> None:
    """Record a fault where the stated total is not the sum of the outcomes."""
    stated = numbers["total"]
    parts = sum(numbers.values()) - stated
    if parts != stated:
        log.add(
            ContradictoryRow, **row["total"].place, value=str(stated), what="the total", other=str(parts), where="the outcomes of the line"
        )


IMPORTER = counts_importer(
    name=SOURCE,
    title="Outcomes of investigations by borough and month",
    formats="CSV with the columns Date, Borough, one for each type of outcome, and Total",
    package=PACKAGE,
    package_title="Outcomes of investigations",
    package_description="How investigations of street-level crime in London's boroughs ended, by type of outcome and month.",
    table_title="Outcomes by borough and month",
    table_description="One row a type of outcome, borough and month in which the outcome was recorded.",
    parse=parse_files,
    totals=by_calendar_year("charged"),
)
