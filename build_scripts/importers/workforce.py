"""``plainsight import mps-workforce`` and ``home-office-workforce``: people who work for the police, into ``police-workforce``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.force_names import FORCES, force_reader
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.public_attitude_survey import last_day
from build_scripts.importers.readings_role import readings_role
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import NotAPeriod
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LEFT_OUT, Cell, LabelReader, count_in, decimal_in, rows_of_files
from build_scripts.importers.table_import import TableSource, importer_of

PACKAGE = "police-workforce"
PACKAGE_TITLE = "Police workforce"
PACKAGE_DESCRIPTION = "People who work for the Metropolitan Police by month, and for every police force by year and sex."
CATEGORIES = f"{PACKAGE}/categories.csv"
GROUPS = f"{PACKAGE}/groups.csv"

MONTHLY_SOURCE = "mps-workforce"
YEARLY_SOURCE = "home-office-workforce"
MONTHLY_CATEGORIES = ("officers", "staff", "community-support-officers")
SEX = "sex"
# The file dates its figures 1 March; they are those of the end of that month.
FILE_DAY, COUNTED_DAY = "03-01", "03-31"
HUNDREDTH = Decimal("0.01")

_CATEGORY = Column("category", "string", "Category", "Which kind of work, as in the table of categories.", {"required": True})
_CATEGORY_KEY = {"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}}
_FORCE_FIELD = FORCES.removesuffix(".csv") + ".area_code"

MONTHLY_LAYOUT = Layout(
    (
        _CATEGORY,
        Column("area_code", "string", "Area", "E23000001: the Metropolitan Police.", {"required": True}),
        Column("month", "string", "Month", "The month.", {"required": True, "pattern": r"\d{4}-(0[1-9]|1[0-2])"}),
        Column("people", "integer", "People", "How many there were at its end, as published.", {"required": True, "minimum": 0}),
    ),
    key_length=3,
    foreign_keys=(_CATEGORY_KEY,),
)

YEARLY_LAYOUT = Layout(
    (
        _CATEGORY,
        Column("area_code", "string", "Force", "The ONS code of the police force's area.", {"required": True}),
        Column("group_type", "string", "Kind of group", "sex", {"required": True}),
        Column("group", "string", "Group", "The sex that is recorded, as in the table of groups.", {"required": True}),
        Column("date", "date", "Date", "The day on which people were counted.", {"required": True}),
        Column("headcount", "integer", "People", "How many people there were.", {"required": True, "minimum": 0}),
        Column(
            "full_time_equivalent",
            "number",
            "Full-time equivalent",
            "The same with part-time work counted in part, rounded to hundredths; 0 for people who are not paid by time.",
            {"required": True, "minimum": 0},
        ),
    ),
    key_length=5,
    foreign_keys=(_CATEGORY_KEY,),
)


def parse_monthly(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """People by (category, area code, month) for the whole force."""
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, MONTHLY_SOURCE, ("month", *MONTHLY_CATEGORIES), log):
        day = last_day(row["month"].text)
        if day is None:
            log.add(NotAPeriod, **row["month"].place, value=row["month"].text, expected="a month such as May-13")
        for category in MONTHLY_CATEGORIES:
            people = count_in(row[category], log)
            if day is not None and people is not None:
                gathering.put((category, reference.force_area, day.isoformat()[:7]), (people,), **row[category].place)
    return gathering.cells


def parse_yearly(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Headcount and full-time equivalent by (category, area code, kind of group, group, date)."""
    forces = force_reader(reference, YEARLY_SOURCE, log)
    kinds = LabelReader(reference, YEARLY_SOURCE, "worker-type", CATEGORIES, log)
    sexes = LabelReader(reference, YEARLY_SOURCE, SEX, GROUPS, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, YEARLY_SOURCE, ("date", "area", "force", "category", SEX, "headcount", "fte"), log):
        date, force = _counted_day(row["date"], log), forces.code(row["force"])
        kind, sex = kinds.code(row["category"]), sexes.code(row[SEX])
        headcount, equivalent = count_in(row["headcount"], log), decimal_in(row["fte"], log)
        if date and force and force != LEFT_OUT and kind and sex and headcount is not None and equivalent is not None:
            values = (headcount, f"{equivalent.quantize(HUNDREDTH, ROUND_HALF_UP).normalize():f}")
            gathering.put((kind, force, SEX, sex, date), values, **row["headcount"].place)
    return gathering.cells


def _counted_day(cell: Cell, log: FaultLog) -> str | None:
    year, _, day = cell.text.partition("-")
    try:
        if day == FILE_DAY:
            return datetime.date.fromisoformat(f"{year}-{COUNTED_DAY}").isoformat()
    except ValueError:
        pass
    log.add(NotAPeriod, **cell.place, value=cell.text, same_as=cell.text, expected="the first of March of a year, such as 2022-03-01")
    return None


def _monthly_series(key: Key) -> tuple[Series, str]:
    category, area_code, month = key
    return Series(category, area_code), month


def _yearly_series(key: Key) -> tuple[Series, str]:
    category, area_code, _, group, date = key
    return Series(f"{category} {group}", area_code), date


MONTHLY_IMPORTER = importer_of(
    TableSource(
        name=MONTHLY_SOURCE,
        title="MPS workforce strength, by month",
        formats="CSV with the columns Date (May-13), Police Officer Strength, Police Staff Strength and PCSO Strength",
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="strength-by-month-{extract}",
        path="data/{extract}/strength-by-month.csv",
        table_title="Workforce of the MPS by month, {extract}",
        table_description="Officers, staff and community support officers of the MPS at the end of each month.",
        layout=MONTHLY_LAYOUT,
        series_of=_monthly_series,
        month_of=periods.month_ordinal,
        step=1,
        parse=parse_monthly,
        role=readings_role(
            MONTHLY_SOURCE, periods.MONTH, {"category": "category", "area": "area_code", "period": "month", "value": "people"}
        ),
        totals=lambda cells: {},
    )
)

YEARLY_IMPORTER = importer_of(
    TableSource(
        name=YEARLY_SOURCE,
        title="Police workforce of every force, by sex and year",
        formats="CSV with the columns date, geo_code, force_name, worker_type, sex, total_headcount and total_fte",
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="workforce-by-force-{extract}",
        path="data/{extract}/workforce-by-force.csv",
        table_title="Workforce of every force by sex, {extract}",
        table_description="People who work for each territorial force on 31 March of each year, by kind of work and sex.",
        layout=YEARLY_LAYOUT,
        series_of=_yearly_series,
        month_of=lambda date: periods.parse(date).last,
        step=12,
        parse=parse_yearly,
        role=readings_role(
            YEARLY_SOURCE,
            periods.DATE,
            {
                "category": "category",
                "area": "area_code",
                "group_type": "group_type",
                "group": "group",
                "period": "date",
                "value": "headcount",
            },
            references={"area_code": _FORCE_FIELD},
        ),
        totals=lambda cells: {},
    )
)
