"""``plainsight import mps-vawg``: offences of violence against women and girls by month, into ``violence-against-women-and-girls``.

Two tables are read: by group and class of offence for the whole force, and by borough for all offences together. Offences without a
borough stand under two names and are added up. The publisher leaves out zeros.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from build_scripts.importers.areas import AreaReader
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Key
from build_scripts.importers.monthly_counts import counts_importer, summed, with_zeros
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LabelReader, count_in, month_in, rows_of_files

SOURCE = "mps-vawg"
PACKAGE = "violence-against-women-and-girls"
CATEGORIES = f"{PACKAGE}/categories.csv"
ALL_OFFENCES = "all-flagged-offences"
AREA_KINDS = frozenset({"borough", "unallocated"})


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Offences by (category, area code, month): every category for the force, and all of them together for each area; zeros included."""
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    categories = LabelReader(reference, SOURCE, "offence-class", CATEGORIES, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, SOURCE, ("month", "count"), log):
        month, number = month_in(row["month"], log), count_in(row["count"], log)
        if "area" in row:
            name = row["area"].text
            category: str | None = ALL_OFFENCES
            area_code = areas.code(name, **row["area"].place)
        else:
            name = f"{row['group'].text} / {row['class'].text}"
            category, area_code = categories.code(row["class"], name), reference.force_area
        if category and area_code and month and number is not None:
            gathering.put((category, area_code, month, name), (number,), **row["count"].place)
    cells = summed(gathering.cells)
    return with_zeros({**cells, **_force_totals(cells, reference.force_area)})


def _force_totals(cells: Cells, force_area: str) -> Cells:
    """All offences of the force: the sum of its categories."""
    totals: Counter[Key] = Counter()
    for (_, area_code, month), (number,) in cells.items():
        if area_code == force_area:
            totals[ALL_OFFENCES, force_area, month] += int(number)
    return {key: (str(total),) for key, total in totals.items()}


def _by_year(cells: Cells) -> Mapping[str, int]:
    """Offences by calendar year: those of the classes, which the force alone has."""
    totals: Counter[str] = Counter()
    for (category, _, month), (number,) in cells.items():
        if category != ALL_OFFENCES:
            totals[month[: len("2023")]] += int(number)
    return totals


IMPORTER = counts_importer(
    name=SOURCE,
    title="Violence against women and girls dashboard: offences by month",
    formats="CSV with the columns month, crimsec_group, crimseccodeexpansion and count; or month, borough_name and count",
    package=PACKAGE,
    package_title="Violence against women and girls",
    package_description="Recorded offences of violence against women and girls, by class and by borough, by month.",
    table_title="Offences by month",
    table_description="One row a category and month for the whole force, and one an area and month for all of them together.",
    parse=parse_files,
    totals=_by_year,
)
