"""``plainsight import home-office-outcomes`` and two more: outcomes of recorded crime, into the package ``crime-outcomes``.

Three tables of the Home Office's outcomes data, each a source of its own since each has its own periods: outcomes by type and quarter for
the MPS and for England and Wales; outcomes of the MPS by group of offences and year; offences recorded by the MPS by year. ``closed`` are
outcomes recorded in the period, whatever the age of the offence; ``recorded`` are the offences of the period by the outcome that they
have so far.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.readings_role import readings_role
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LabelReader, Row, count_in, financial_year_in, quarter_in, rows_of_files
from build_scripts.importers.table_import import TableSource, importer_of

PACKAGE = "crime-outcomes"
PACKAGE_TITLE = "Outcomes of recorded crime"
PACKAGE_DESCRIPTION = "How recorded offences ended: outcomes by type for the Metropolitan Police and for England and Wales."
CATEGORIES = f"{PACKAGE}/categories.csv"
AREAS = f"{PACKAGE}/areas.csv"

QUARTERS_SOURCE = "home-office-outcomes"
GROUPS_SOURCE = "home-office-outcomes-by-offence-group"
RECORDED_SOURCE = "home-office-recorded-crime"
ALL_OFFENCES = "all-offences"

_CATEGORY = Column("category", "string", "Category", "What is counted, as in the table of categories.", {"required": True})
_AREA = Column("area_code", "string", "Area", "The area, as in the table of areas.", {"required": True})
_QUARTER = Column(
    "quarter", "string", "Quarter", "The financial quarter (Q1 is April to June).", {"required": True, "pattern": r"\d{4}-\d{2}-Q[1-4]"}
)
_YEAR = Column("financial_year", "string", "Year", "The financial year, April to March.", {"required": True, "pattern": r"\d{4}-\d{2}"})
_NUMBER = Column("number", "integer", "Number", "How many outcomes, or offences, there were.", {"required": True, "minimum": 0})
_KEYS = (
    {"fields": ["area_code"], "reference": {"resource": "areas", "fields": ["area_code"]}},
    {"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},
)

BY_QUARTER = Layout((_CATEGORY, _AREA, _QUARTER, _NUMBER), key_length=3, foreign_keys=_KEYS)
BY_YEAR = Layout((_CATEGORY, _AREA, _YEAR, _NUMBER), key_length=3, foreign_keys=_KEYS)


def _area_reader(reference: Reference, source: str, log: FaultLog) -> LabelReader:
    names = [(row["name"], row["area_code"]) for row in read_rows(reference.packages_dir, AREAS)]
    return LabelReader(reference, source, "outcome-area", AREAS, log, names)


def _numbers(row: Row, known: frozenset[str]) -> list[str]:
    """The columns of a row that hold numbers of what the package has as a category."""
    return [name for name in row if name in known]


def _categories(reference: Reference) -> frozenset[str]:
    return frozenset(row["category"] for row in read_rows(reference.packages_dir, CATEGORIES))


def parse_quarters(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Numbers by (category, area code, quarter): a column an outcome type."""
    areas = _area_reader(reference, QUARTERS_SOURCE, log)
    categories = _categories(reference)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, QUARTERS_SOURCE, ("area", "year", "quarter"), log):
        area, quarter = areas.code(row["area"]), quarter_in(row["year"], row["quarter"], log)
        for name in _numbers(row, categories):
            number = count_in(row[name], log)
            if area and quarter and number is not None:
                gathering.put((name, area, quarter.text), (number,), **row[name].place)
    return gathering.cells


def parse_groups(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Numbers by (category, area code, year) for the whole force; a category is an offence group and what the column counts."""
    groups = LabelReader(reference, GROUPS_SOURCE, "offence-group", CATEGORIES, log)
    gathering = Gathering(log)
    measures = ("closed-charge-or-summons", "closed-out-of-court", "recorded-charge-or-summons", "recorded-out-of-court")
    for row in rows_of_files(files, reference, GROUPS_SOURCE, ("year", "group", *measures), log):
        year, group = financial_year_in(row["year"], log), groups.code(row["group"])
        for name in measures:
            number = count_in(row[name], log)
            if year and group and number is not None:
                gathering.put((f"{group}-{name}", reference.force_area, year.text), (number,), **row[name].place)
    return gathering.cells


def parse_recorded(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Offences recorded by the whole force, by (category, area code, year)."""
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, RECORDED_SOURCE, ("year", ALL_OFFENCES), log):
        year, number = financial_year_in(row["year"], log), count_in(row[ALL_OFFENCES], log)
        if year and number is not None:
            gathering.put((ALL_OFFENCES, reference.force_area, year.text), (number,), **row[ALL_OFFENCES].place)
    return gathering.cells


def _series_of(key: Key) -> tuple[Series, str]:
    category, area_code, period = key
    return Series(category, area_code), period


def _offences_by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (_, _, year), (number,) in cells.items():
        totals[year] += int(number)
    return dict(totals)


def _last_month_of_year(text: str) -> int:
    return periods.parse_as(text, periods.FINANCIAL_YEAR).last


QUARTERS_IMPORTER = importer_of(
    TableSource(
        name=QUARTERS_SOURCE,
        title="Crime outcomes, by quarter",
        formats="CSV with a row an area and quarter (area, fy, q) and a column an outcome type, closed_ and recorded_",
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="outcomes-by-quarter-{extract}",
        path="data/{extract}/outcomes-by-quarter.csv",
        table_title="Outcomes by type and quarter, {extract}",
        table_description="Outcomes recorded in a quarter, and the outcomes that the quarter's offences have so far, by type.",
        layout=BY_QUARTER,
        series_of=_series_of,
        month_of=lambda quarter: periods.parse(quarter).last,
        step=3,
        parse=parse_quarters,
        role=readings_role(
            QUARTERS_SOURCE, periods.QUARTER, {"category": "category", "area": "area_code", "period": "quarter", "value": "number"}
        ),
        totals=lambda cells: {},
    )
)

_YEARLY_COLUMNS = {"category": "category", "area": "area_code", "period": "financial_year", "value": "number"}

GROUPS_IMPORTER = importer_of(
    TableSource(
        name=GROUPS_SOURCE,
        title="Crime outcomes of the MPS, by offence group and year",
        formats="CSV with the columns fy, offence_group, closed_oocd, closed_charge, recorded_oocd and recorded_charge",
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="outcomes-by-offence-group-{extract}",
        path="data/{extract}/outcomes-by-offence-group.csv",
        table_title="Outcomes by offence group and year, {extract}",
        table_description="Charges and out of court outcomes of the MPS, by group of offences and financial year.",
        layout=BY_YEAR,
        series_of=_series_of,
        month_of=_last_month_of_year,
        step=12,
        parse=parse_groups,
        role=readings_role(GROUPS_SOURCE, periods.FINANCIAL_YEAR, _YEARLY_COLUMNS),
        totals=lambda cells: {},
    )
)

RECORDED_IMPORTER = importer_of(
    TableSource(
        name=RECORDED_SOURCE,
        title="Crime recorded by the MPS, by year",
        formats="CSV with the columns fy (2023/24) and recorded_crime_mps",
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="offences-by-year-{extract}",
        path="data/{extract}/offences-by-year.csv",
        table_title="Offences recorded by the MPS, {extract}",
        table_description="Offences recorded by the MPS by financial year, fraud left out, as the Home Office counts them.",
        layout=BY_YEAR,
        series_of=_series_of,
        month_of=_last_month_of_year,
        step=12,
        parse=parse_recorded,
        role=readings_role(RECORDED_SOURCE, periods.FINANCIAL_YEAR, _YEARLY_COLUMNS),
        totals=_offences_by_year,
    )
)
