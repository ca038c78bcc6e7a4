"""``plainsight import population``: mid-year population estimates of London's local authorities into the package ``areas``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.columns import find_columns
from build_scripts.importers.figures import MEND, whole_number
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Layout
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusal import FaultLog
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "population"
AREA_KINDS = frozenset({"borough", "city"})
JUNE = 6

LAYOUT = Layout(
    (
        Column("area_code", "string", "Area", "The ONS code of the borough, or of the City of London.", {"required": True, "pattern": "^E09[0-9]{6}$"}),
        Column("year", "integer", "Year", "The estimate is of the people who lived there on 30 June of this year.", {"required": True, "minimum": 1981, "maximum": 2100}),
        Column("population", "integer", "People", "The number of residents of every age.", {"required": True, "minimum": 1}),
    ),
    key_length=2,
    foreign_keys=({"fields": ["area_code"], "reference": {"resource": "areas", "fields": ["area_code"]}},),
)


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """People by (area code, year) of all files together."""
    gathering = Gathering(log)
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    for file in files:
        found = find_columns(file, reference, SOURCE, ("area", "year", "population"), log)
        if found is None:
            continue
        area, year, population = (found.places[name] for name in ("area", "year", "population"))
        for row in file.rows:
            code = areas.code(row.cells[area], file=file.name, row=row.line, column=file.header[area])
            people = whole_number(row.cells[population], file=file.name, row=row.line, column=file.header[population], log=log)
            if not re.match(r"^(19|20)\d{2}$", row.cells[year]):
                log.add(
                    "not-a-period",
                    file.name,
                    f"'{row.cells[year]}' is not a year: expected a form such as 2023",
                    MEND,
                    row=row.line,
                    column=file.header[year],
                    value=row.cells[year],
                )
            elif people == "0":
                log.add("out-of-range", file.name, "no area of London is without people", MEND, row=row.line, column=file.header[population], value=people)
            elif code is not None and people is not None:
                gathering.put((code, row.cells[year]), (people,), file=file.name, row=row.line, column=file.header[population])
    return gathering.cells


def _month_of(year: str) -> int:
    return periods.month_ordinal(f"{year}-{JUNE:02d}")


def _by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (_, year), (people,) in cells.items():
        totals[year] += int(people)
    return dict(totals)


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
        period_column=1,
        step=12,
        month_of=_month_of,
        parse=parse_files,
        role=lambda extract, cells: {},
        totals=_by_year,
    )
)
