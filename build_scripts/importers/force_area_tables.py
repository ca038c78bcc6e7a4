"""``plainsight import ons-police-force-area-tables`` and ``force-population``: the police force area tables of the ONS (one workbook).

Each worksheet has a row an area: regions and countries beside the forces. Sheets are told apart by their titles. Taken over are the
number of offences in the two latest years, the selected offences with a knife of the latest year, the offences with a firearm, and the
population of each force's area; percentages, rates, households and the tables by community safety partnership are left out, since they can
be worked out again or are of places that no force is compared with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_scripts import periods
from build_scripts.importers.columns import HEADER
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.force_crime import CATEGORIES, PACKAGE, PACKAGE_DESCRIPTION, PACKAGE_TITLE
from build_scripts.importers.force_names import FORCE, FORCES
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.readings_role import readings_role
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LEFT_OUT, Cell, LabelReader, count_in, signed_count_in
from build_scripts.importers.table_import import TableSource, importer_of
from build_scripts.importers.workbooks import Worksheet, read_worksheets

OFFENCES_SOURCE = "ons-police-force-area-tables"
POPULATION_SOURCE = "force-population"
AREA_CODE_HEADER = "Area Code"
LAST_MONTH = "12"
MID_YEAR_MONTH = "06"

# The codes of regions, and of each country by itself.
_LARGER_AREA = re.compile(r"^(E12|E92|W92)\d{6}$")
_NUMBER_OF_OFFENCES = re.compile(r"number of offences, year ending December (\d{4})")
_KNIFE_OFFENCES = re.compile(r"Number of knife and sharp instrument offences .* the percentage of these selected categories")
_YEAR_ENDING = re.compile(r"year ending December (\d{4})")
_FIREARM_OFFENCES = re.compile(r"Number of firearm offences")
_CALENDAR_YEAR = re.compile(r"^Jan (\d{4}) to Dec (\d{4})$")
_RATES = re.compile(r"rate of offences per 1,000 population, year ending December \d{4}")
_POPULATION_HEADER = re.compile(r"^Population figures \(mid-(\d{4})\) rounded to 100$")

_AREA = Column("area_code", "string", "Force", "The ONS code of the police force's area, as in the table of forces.", {"required": True})
_OF_A_FORCE = {"fields": ["area_code"], "reference": {"resource": "forces", "fields": ["area_code"]}}
_FORM = "the workbook (.xlsx) as published, or a part of it: worksheets whose header begins with 'Area Code'"

OFFENCES_LAYOUT = Layout(
    (
        Column("category", "string", "Category", "The category of offence, as in the table of categories.", {"required": True}),
        _AREA,
        Column("year", "string", "Year", "The calendar year in which the offences were recorded.", {"required": True, "pattern": r"\d{4}"}),
        Column("offences", "integer", "Offences", "The number of offences recorded.", {"required": True}),
    ),
    key_length=3,
    foreign_keys=(_OF_A_FORCE, {"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}}),
)

POPULATION_LAYOUT = Layout(
    (
        _AREA,
        Column("year", "integer", "Year", "The estimate is of the people who lived there on 30 June of this year.", {"required": True}),
        Column("population", "integer", "People", "The number of residents, rounded to 100.", {"required": True, "minimum": 100}),
    ),
    key_length=2,
    foreign_keys=(_OF_A_FORCE,),
)


class _Sheets:
    """What the readers of both tables share: the forces of a sheet's rows, and the categories of its headers."""

    def __init__(self, reference: Reference, source: str, log: FaultLog):
        codes = [(row["area_code"], row["area_code"]) for row in read_rows(reference.packages_dir, FORCES)]
        self.forces = LabelReader(reference, source, FORCE, FORCES, log, codes)
        self.categories = LabelReader(reference, source, HEADER, CATEGORIES, log)
        self.gathering = Gathering(log)
        self.log = log

    def cells(self, sheet: Worksheet, place: int) -> Iterator[tuple[str, Cell]]:
        """The code of the force and the cell of a column, for every row of a force."""
        for row in sheet.rows:
            area = Cell(row.cells[0], sheet.name, row.line, sheet.header[0])
            # By code, since a region and a force of it may share a name (West Midlands).
            force = None if _LARGER_AREA.match(area.text) else self.forces.code(area)
            if force is not None:
                yield force, Cell(row.cells[place], sheet.name, row.line, sheet.header[place])


def parse_offences(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Offences by (category, area code, year) of the sheets that give numbers of offences by force."""
    sheets = _Sheets(reference, OFFENCES_SOURCE, log)
    for sheet in files:
        assert isinstance(sheet, Worksheet), "the source reads workbooks"
        if match := _NUMBER_OF_OFFENCES.search(sheet.title):
            for place, header in enumerate(sheet.header[2:], start=2):
                category = sheets.categories.code(Cell(header, sheet.name, 1, header))
                if category not in (None, LEFT_OUT):
                    _take(sheets, sheet, place, category, match[1])
        elif _KNIFE_OFFENCES.search(sheet.title) and (match := _YEAR_ENDING.search(sheet.title)):
            _take(sheets, sheet, 2, "knife-offences", match[1])
        elif _FIREARM_OFFENCES.search(sheet.title):
            for place, header in enumerate(sheet.header):
                if (match := _CALENDAR_YEAR.match(header)) and match[1] == match[2]:
                    _take(sheets, sheet, place, "firearm-offences", match[1])
    return sheets.gathering.cells


def _take(sheets: _Sheets, sheet: Worksheet, place: int, category: str, year: str) -> None:
    for force, cell in sheets.cells(sheet, place):
        offences = signed_count_in(cell, sheets.log)
        if offences is not None:
            sheets.gathering.put((category, force, year), (offences,), **cell.place)


def parse_population(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """People by (area code, year) of the sheet that gives rates per 1,000 of them."""
    sheets = _Sheets(reference, POPULATION_SOURCE, log)
    for sheet in files:
        assert isinstance(sheet, Worksheet), "the source reads workbooks"
        for place, header in enumerate(sheet.header):
            match = _POPULATION_HEADER.match(header)
            if match and _RATES.search(sheet.title) and sheet.header[1] == "Area Name":
                for force, cell in sheets.cells(sheet, place):
                    people = count_in(cell, log)
                    if people is not None:
                        sheets.gathering.put((force, match[1]), (people,), **cell.place)
    return sheets.gathering.cells


def _series_of(key: Key) -> tuple[Series, str]:
    *category, area_code, year = key
    return Series("".join(category), area_code), year


def _read(paths: Sequence[Path], log: FaultLog) -> Sequence[SourceFile]:
    return read_worksheets(paths, AREA_CODE_HEADER, log)


OFFENCES_IMPORTER = importer_of(
    TableSource(
        name=OFFENCES_SOURCE,
        title="Police force area tables: offences by year",
        formats=_FORM,
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="offences-by-year-{extract}",
        path="data/{extract}/offences-by-year.csv",
        table_title="Offences by force and calendar year, {extract}",
        table_description="Offences recorded by each territorial force, and in England and Wales, by category and year.",
        layout=OFFENCES_LAYOUT,
        series_of=_series_of,
        month_of=lambda year: periods.month_ordinal(f"{year}-{LAST_MONTH}"),
        step=12,
        parse=parse_offences,
        role=readings_role(
            OFFENCES_SOURCE,
            periods.CALENDAR_YEAR,
            {"category": "category", "area": "area_code", "period": "year", "value": "offences"},
        ),
        totals=lambda cells: {},
        read=_read,
    )
)

POPULATION_IMPORTER = importer_of(
    TableSource(
        name=POPULATION_SOURCE,
        title="Police force area tables: population",
        formats=_FORM,
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="population",
        path="population.csv",
        table_title="Residents of each force's area by year",
        table_description=(
            "Mid-year estimates rounded to 100, as the publisher divides by them: the one population for every rate of a force."
        ),
        layout=POPULATION_LAYOUT,
        series_of=_series_of,
        month_of=lambda year: periods.month_ordinal(f"{year}-{MID_YEAR_MONTH}"),
        step=12,
        parse=parse_population,
        role=lambda extract, cells: {},
        totals=lambda cells: {},
        read=_read,
    )
)
