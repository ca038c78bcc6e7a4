"""``plainsight import mps-knife-crime``: knife crime by borough and month, with positive outcomes and young victims, into ``knife-crime``.

A row is a month, borough, subtype and measure. The subtypes lie within each other (knife crime with injury is part of knife crime, and
that in the course of personal robbery part of it again), so each is a category of its own and none is added to another. Offences without a
borough stand under several names and are added up. The publisher leaves out zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells
from build_scripts.importers.monthly_counts import by_calendar_year, counts_importer, summed, with_zeros
from build_scripts.importers.period_labels import dated_month
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LabelReader, Row, count_in, refuse_period, rows_of_files

SOURCE = "mps-knife-crime"
PACKAGE = "knife-crime"
CATEGORIES = f"{PACKAGE}/categories.csv"
REQUIRED = ("month", "place", "area", "subtype", "measure", "count")
AREA_KINDS = frozenset({"borough", "unallocated"})


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Counts by (category, area code, month) of all files together, zeros included."""
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    categories = LabelReader(reference, SOURCE, "knife-crime", CATEGORIES, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, SOURCE, REQUIRED, log):
        category = categories.code(row["subtype"], f"{row['subtype'].text} / {row['measure'].text}")
        name = _place_name(row)
        area_code = areas.code(name, **row["area"].place)
        month = dated_month(row["month"].text)
        if month is None:
            refuse_period(row["month"], "the first day of a month such as 2023-06-01", log)
        number = count_in(row["count"], log)
        if category and area_code and month is not None and number is not None:
            gathering.put((category, area_code, periods.month_text(month), name), (number,), **row["count"].place)
    return with_zeros(summed(gathering.cells))


def _place_name(row: Row) -> str:
    """The name of the area, or where that is blank the name of the wider heading it stands under."""
    return row["area"].text or row["place"].text


IMPORTER = counts_importer(
    name=SOURCE,
    title="Monthly crime dashboard: knife crime by borough",
    formats=(
        "CSV with the columns month_year, area_type, borough_snt, area_name, area_code, crime_type, crime_subtype, measure, "
        "financial_year, fy_fyindex, count and refresh_date"
    ),
    package=PACKAGE,
    package_title="Knife crime",
    package_description="Recorded knife crime, its positive outcomes and its young victims, by borough and month.",
    table_title="Knife crime by borough and month",
    table_description="One row a category, area and month. The categories overlap and are never added. The force is the sum of all rows.",
    parse=parse_files,
    totals=by_calendar_year("knife-crime"),
)
