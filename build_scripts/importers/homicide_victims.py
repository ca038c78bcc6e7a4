"""``plainsight import mps-homicide-victims``: victims of homicide by month of recording, into ``homicide-victims``.

A row of the publisher's file is a group of victims alike (so far, one person). Each victim counts once in every breakdown: all, teenagers,
domestic abuse or not, method, solved or not. The whole force only: by borough and month nearly every figure would be nought or one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Key
from build_scripts.importers.monthly_counts import by_calendar_year, counts_importer, with_zeros
from build_scripts.importers.period_labels import named_month
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Cell, LabelReader, count_in, refuse_period, rows_of_files

SOURCE = "mps-homicide-victims"
PACKAGE = "homicide-victims"
CATEGORIES = f"{PACKAGE}/categories.csv"
ALL_VICTIMS = "all-victims"
BREAKDOWNS = ("age-group", "domestic-abuse", "method", "solved")


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Victims by (category, area code, month), zeros included.

    Rows of one file that are alike are different victims and are added; files that overlap must give the same number for a month.
    """
    readers = {name: LabelReader(reference, SOURCE, name, CATEGORIES, log) for name in BREAKDOWNS}
    gathering = Gathering(log)
    for file in files:
        victims: Counter[Key] = Counter()
        places: dict[Key, Cell] = {}
        for row in rows_of_files([file], reference, SOURCE, ("victims", "month", *BREAKDOWNS), log):
            month = named_month(row["month"].text)
            if month is None:
                refuse_period(row["month"], "a month such as Jun-23", log)
            number = count_in(row["victims"], log)
            categories = [reader.code(row[name]) for name, reader in readers.items()]
            if month is None or number is None or None in categories:
                continue
            for category in (ALL_VICTIMS, *filter(None, categories)):
                key: Key = (category, reference.force_area, periods.month_text(month))
                victims[key] += int(number)
                places[key] = row["victims"]
        for key, total in victims.items():
            gathering.put(key, (str(total),), **places[key].place)
    return with_zeros(gathering.cells)


IMPORTER = counts_importer(
    name=SOURCE,
    title="Homicide dashboard: victims",
    formats=(
        "CSV with the columns Count of Victims, Age Group, Sex, Method of Killing, Domestic Abuse, Recorded Date, Homicide Offence Type, "
        "Solved Status, Borough and Officer Observed Ethnicity"
    ),
    package=PACKAGE,
    package_title="Victims of homicide",
    package_description="Victims of homicide in London by month of recording: teenagers, domestic abuse, method, solved or not.",
    table_title="Victims of homicide by month",
    table_description="One row a category and month. Each victim counts once in all-victims and once in every breakdown.",
    parse=parse_files,
    totals=by_calendar_year(ALL_VICTIMS),
)
