"""``plainsight import population``: mid-year population estimates of London's local authorities into the package ``areas``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import NotAPeriod, OutOfRange
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import count_in, rows_of_files
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "population"
AREA_KINDS = frozenset({"borough", "city"})
MID_YEAR_MONTH = "06"

_YEAR = re.compile(r"^(19|20)\d{2}$")

LAYOUT = Layout(
    (
        Column(
            "area_code",
            "string",
            "Area",
            "The ONS code of the borough, or of the City of London.",
            {"required": True, "pattern": "E09[0-9]{6}"},
        ),
        Column(
            "year",
            "integer",
            "Year",
            "The estimate is of the people who lived there on 30 June of this year.",
            {"required": True, "minimum": 1981},
        ),
        Column("population", "integer", "People", "The number of residents of every age.", {"required": True, "minimum": 1}),
    ),
    key_length=2,
    foreign_keys=({"fields": ["area_code"], "reference": {"resource": "areas", "fields": ["area_code"]}},),
)


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """People by (area code, year) of all files together."""
    gathering = Gathering(log)
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    for row in rows_of_files(files, reference, SOURCE, ("area", "year", "population"), log):
        area, year, people = row["area"], row["year"], row["population"]
        code = areas.code(area.text, file=area.file, row=area.row, column=area.column)
        number = count_in(people, log)
        is_year = bool(_YEAR.match(year.text))
        if not is_year:
            log.add(NotAPeriod, year.file, row=year.row, column=year.column, value=year.text, expected="a year such as 2023")
        if number == "0":
            log.add(OutOfRange, people.file, row=people.row, column=people.column, value=number, expected="residents in every borough")
        elif code and number and is_year:
            gathering.put((code, year.text), (number,), file=people.file, row=people.row, column=people.column)
    return gathering.cells


def _by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (_, year), (people,) in cells.items():
        totals[year] += int(people)
    return dict(totals)


def _series_of(key: Key) -> tuple[Series, str]:
    area_code, year = key
    return Series(area_code=area_code), year


IMPORTER = importer_of(
    TableSource(
        name=SOURCE,
        title="Mid-year population estimates",
        formats="CSV with the columns borough, year and population, a row a borough and year",
        package="areas",
        package_title="Areas of London",
        package_description="The areas that figures are about, and how many people live in them.",
        resource="population",
        path="population.csv",
        table_title="Residents of each borough by year",
        table_description="Mid-year estimates of the number of residents, from the newest extract that holds the year.",
        layout=LAYOUT,
        series_of=_series_of,
        month_of=lambda year: periods.month_ordinal(f"{year}-{MID_YEAR_MONTH}"),
        step=12,
        parse=parse_files,
        role=lambda extract, cells: {},
        totals=_by_year,
    )
)
