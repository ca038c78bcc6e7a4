"""``plainsight import census-population-by-ethnicity`` and two more: residents by ethnicity, and yearly searches by self-defined ethnicity.

The Home Office's file of searches by year carries the populations that its rates are divided by (Census 2021, the standard five groups), so
two sources read it: the searches go into ``stop-and-search``, the populations into ``population-by-ethnicity``. The census file by local
authority groups people otherwise: it counts many people of mixed descent among Black people, and is held beside the other, not in its
place.
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
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LabelReader, count_in, financial_year_in, rows_of_files
from build_scripts.importers.stop_and_search import ETHNICITY, GROUPS, LONDON, SEARCHES
from build_scripts.importers.stop_and_search import LAYOUT as MONTHLY_LAYOUT
from build_scripts.importers.stop_and_search import PACKAGE as SEARCHES_PACKAGE
from build_scripts.importers.stop_and_search import PACKAGE_DESCRIPTION as SEARCHES_DESCRIPTION
from build_scripts.importers.stop_and_search import PACKAGE_TITLE as SEARCHES_TITLE
from build_scripts.importers.table_import import Parse, TableSource, importer_of

PACKAGE = "population-by-ethnicity"
PACKAGE_TITLE = "Population by ethnicity"
PACKAGE_DESCRIPTION = "Residents of London by ethnic group, Census 2021, on two groupings."

CENSUS_SOURCE = "census-population-by-ethnicity"
STANDARD_SOURCE = "home-office-population-by-ethnicity"
SEARCHES_SOURCE = "stop-and-search-self-defined"
CENSUS_YEAR = "2021"
RESIDENTS = "residents"
ETHNICITIES = ("asian", "black", "mixed", "other", "white")

POPULATION_LAYOUT = Layout(
    (
        Column("category", "string", "Category", "What is counted, as in the table of categories.", {"required": True}),
        Column("area_code", "string", "Area", "A London borough, the City of London, or E12000007: all of London.", {"required": True}),
        Column("group_type", "string", "Kind of group", "ethnicity", {"required": True}),
        Column("group", "string", "Group", "The ethnic group that people state.", {"required": True}),
        Column("year", "string", "Year", "The year of the census.", {"required": True, "pattern": r"\d{4}"}),
        Column("residents", "integer", "Residents", "The number of residents.", {"required": True, "minimum": 0}),
    ),
    key_length=5,
    foreign_keys=({"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},),
)

_BY_GROUP = MONTHLY_LAYOUT.columns
SEARCHES_LAYOUT = Layout(
    (
        *_BY_GROUP[:4],
        Column("financial_year", "string", "Year", "The financial year, April to March.", {"required": True, "pattern": r"\d{4}-\d{2}"}),
        _BY_GROUP[5],
    ),
    key_length=5,
    foreign_keys=MONTHLY_LAYOUT.foreign_keys,
)


def parse_census(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Residents by (category, area code, kind of group, group, year) of London's local authorities, and their sum.

    Local authorities elsewhere are left out: the areas taken are those of the areas package.
    """
    gathering = Gathering(log)
    totals: dict[str, int] = defaultdict(int)
    for row in rows_of_files(files, reference, CENSUS_SOURCE, ("name", "area", *ETHNICITIES), log):
        for group in ETHNICITIES:
            residents = count_in(row[group], log)
            if residents is not None and row["area"].text in reference.areas:
                key = (RESIDENTS, row["area"].text, ETHNICITY, group, CENSUS_YEAR)
                gathering.put(key, (residents,), **row[group].place)
    for (_, _, _, group, _), (residents,) in gathering.cells.items():
        totals[group] += int(residents)
    london: Cells = {(RESIDENTS, LONDON, ETHNICITY, group, CENSUS_YEAR): (str(total),) for group, total in totals.items()}
    return {**gathering.cells, **london}


def _yearly(files: Sequence[SourceFile], reference: Reference, source: str, value: str, log: FaultLog) -> Cells:
    """A column of the Home Office's file by (financial year, group)."""
    groups = LabelReader(reference, source, "search-ethnicity", GROUPS, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, source, ("year", ETHNICITY, SEARCHES, RESIDENTS, "rate"), log):
        year, group, number = financial_year_in(row["year"], log), groups.code(row[ETHNICITY]), count_in(row[value], log)
        if year and group and number is not None:
            gathering.put((year.text, group), (number,), **row[value].place)
    return gathering.cells


def parse_standard_population(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Residents of London by group, as the Home Office divides by them: one census for every year of the file, or a fault."""
    gathering = Gathering(log)
    for (_, group), values in _yearly(files, reference, STANDARD_SOURCE, RESIDENTS, log).items():
        key = (RESIDENTS, LONDON, ETHNICITY, group, CENSUS_YEAR)
        gathering.put(key, values, file=", ".join(file.name for file in files), row=1, column=RESIDENTS)
    return gathering.cells


def parse_searches(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Searches in London by (category, area code, kind of group, group, financial year)."""
    cells = _yearly(files, reference, SEARCHES_SOURCE, SEARCHES, log)
    return {(SEARCHES, LONDON, ETHNICITY, group, year): values for (year, group), values in cells.items()}


def _series_of(key: Key) -> tuple[Series, str]:
    category, area_code, _, group, period = key
    return Series(f"{category} {group}", area_code), period


def _by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (_, area_code, _, _, period), (number,) in cells.items():
        if area_code == LONDON:
            totals[period] += int(number)
    return dict(totals)


def _columns(period: str, value: str) -> dict[str, str]:
    return {"category": "category", "area": "area_code", "group_type": "group_type", "group": "group", "period": period, "value": value}


def _population(name: str, title: str, formats: str, parse: Parse, resource: str, about: str) -> TableSource:
    return TableSource(
        name=name,
        title=title,
        formats=formats,
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource=resource,
        path=f"data/{resource}.csv",
        table_title=about,
        table_description=f"{about}.",
        layout=POPULATION_LAYOUT,
        series_of=_series_of,
        month_of=lambda year: periods.parse(year).last,
        step=12,
        parse=parse,
        role=readings_role(name, periods.CALENDAR_YEAR, _columns("year", "residents")),
        totals=_by_year,
    )


CENSUS_IMPORTER = importer_of(
    _population(
        CENSUS_SOURCE,
        "Census 2021: population by ethnicity and local authority",
        "CSV with the columns LAD, LAD_code, Asian, Black, Mixed, Other and White",
        parse_census,
        "residents-by-borough",
        "Residents of London and its boroughs by ethnicity, on a grouping of its own",
    )
)

STANDARD_IMPORTER = importer_of(
    _population(
        STANDARD_SOURCE,
        "Census 2021: population of London by ethnicity, the standard groups",
        "CSV with the columns fy, ethnicity_self_defined, searches, census2021_population and rate_per_1000",
        parse_standard_population,
        "residents-standard-groups",
        "Residents of London by ethnicity, in the standard five groups",
    )
)

SEARCHES_IMPORTER = importer_of(
    TableSource(
        name=SEARCHES_SOURCE,
        title="Stop and search in London by self-defined ethnicity and year",
        formats="CSV with the columns fy, ethnicity_self_defined, searches, census2021_population and rate_per_1000",
        package=SEARCHES_PACKAGE,
        package_title=SEARCHES_TITLE,
        package_description=SEARCHES_DESCRIPTION,
        resource="searches-by-self-defined-ethnicity-{extract}",
        path="data/{extract}/searches-by-self-defined-ethnicity.csv",
        table_title="Searches in London by self-defined ethnicity, {extract}",
        table_description=(
            "Searches in London by the ethnicity that people state, by financial year. People who did not state it are left out."
        ),
        layout=SEARCHES_LAYOUT,
        series_of=_series_of,
        month_of=lambda year: periods.parse_as(year, periods.FINANCIAL_YEAR).last,
        step=12,
        parse=parse_searches,
        role=readings_role(SEARCHES_SOURCE, periods.FINANCIAL_YEAR, _columns("financial_year", "searches")),
        totals=_by_year,
    )
)
