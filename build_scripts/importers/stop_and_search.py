"""``plainsight import stop-and-search`` and two more: searches by police, by month, into the package ``stop-and-search``.

Three files of data.police.uk, each a source of its own because they differ in what they hold and overlap in time: a row a month, ethnicity,
object and outcome (2015 to March 2023); monthly totals by ethnicity, age and borough (June 2022 to May 2025); monthly totals by object and
ethnicity for both forces of London (from 2023). Ethnicity is what the officer saw. A month that the register of gaps declares for every
category is absent or partial in the file, and is not taken over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.readings_role import readings_role
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Cell, LabelReader, count_in, month_in, rows_of_files
from build_scripts.importers.table_import import Parse, TableSource, importer_of

PACKAGE = "stop-and-search"
PACKAGE_TITLE = "Stop and search"
PACKAGE_DESCRIPTION = "Searches of people and vehicles by the police in London, by month, ethnicity, age, object, outcome and borough."
CATEGORIES = f"{PACKAGE}/categories.csv"
GROUPS = f"{PACKAGE}/groups.csv"

DETAILED_SOURCE = "stop-and-search"
LATER_SOURCE = "stop-and-search-later"
LONDON_SOURCE = "stop-and-search-london"
LONDON = "E12000007"
BOROUGH_KINDS = frozenset({"borough", "city"})

SEARCHES = "searches"
EVERYBODY = ("", "")
ETHNICITY, AGE, OBJECT, BOROUGH, TOTAL = "ethnicity", "age", "object", "borough", "total"

LAYOUT = Layout(
    (
        Column("category", "string", "Category", "Searches, or searches that ended in one way.", {"required": True}),
        Column("area_code", "string", "Area", "E23000001: the MPS. E12000007: both police forces of London.", {"required": True}),
        Column("group_type", "string", "Kind of group", "ethnicity (as the officer saw it), age or object; empty for all searches."),
        Column("group", "string", "Group", "The group, as in the table of groups; empty for all searches."),
        Column("month", "string", "Month", "The month of the search.", {"required": True, "pattern": r"\d{4}-(0[1-9]|1[0-2])"}),
        Column("searches", "integer", "Searches", "The number of searches.", {"required": True, "minimum": 0}),
    ),
    key_length=5,
    foreign_keys=({"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},),
)


def _months_left_out(reference: Reference, source: str) -> frozenset[str]:
    """The months that the register of gaps declares for every category of the source."""
    return frozenset(
        periods.month_text(month)
        for gap in reference.declared_gaps(source)
        if Series().is_meant_by(gap)
        for month in range(periods.month_ordinal(gap["from_month"]), periods.month_ordinal(gap["to_month"]) + 1)
    )


def _with_zeros(cells: Cells) -> Cells:
    """The cells, and zero where a series has no row in a month between its first and its last that the file holds.

    The files list what happened: a group that was not searched in a month has no row.
    """
    filled = dict(cells)
    months: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in cells:
        months[key[:-1]].append(key[-1])
    held = sorted({month for found in months.values() for month in found})
    for series, of_series in months.items():
        for month in held:
            if min(of_series) < month < max(of_series):
                filled.setdefault((*series, month), ("0",))
    return filled


def parse_detailed(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Searches of the MPS by (category, area, kind of group, group, month): all, by ethnicity, by object, and each outcome by ethnicity."""
    readers = {
        name: LabelReader(reference, DETAILED_SOURCE, f"search-{name}", declared_in, log)
        for name, declared_in in ((ETHNICITY, GROUPS), (OBJECT, GROUPS), ("outcome", CATEGORIES), ("type", "the packages"))
    }
    left_out = _months_left_out(reference, DETAILED_SOURCE)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, DETAILED_SOURCE, ("month", "type", ETHNICITY, OBJECT, "outcome", SEARCHES), log):
        month, searches = month_in(row["month"], log), count_in(row[SEARCHES], log)
        codes = [code for name, reader in readers.items() if (code := reader.code(row[name]))]
        if month is None or searches is None or len(codes) < len(readers) or month in left_out:
            continue
        # Old and new words of one outcome stand beside each other, so that a row is known by the words and not by the code.
        told = tuple(row[name].text for name in readers)
        gathering.put((month, *told, *codes), (searches,), **row[SEARCHES].place)
    return _with_zeros(_detailed_sums(gathering.cells, reference.force_area))


def _detailed_sums(cells: Cells, area: str) -> Cells:
    totals: dict[Key, int] = defaultdict(int)
    for (month, *told), (searches,) in cells.items():
        ethnicity, search_object, outcome, _ = told[len(told) // 2 :]
        for category, group in (
            (SEARCHES, EVERYBODY),
            (SEARCHES, (ETHNICITY, ethnicity)),
            (SEARCHES, (OBJECT, search_object)),
            (outcome, EVERYBODY),
            (outcome, (ETHNICITY, ethnicity)),
        ):
            totals[category, area, *group, month] += int(searches)
    return {key: (str(total),) for key, total in totals.items()}


class _Dimensions:
    """Reads rows of the form ``month,dimension,category,searches``: each says how many searches of a month were of one group."""

    def __init__(self, reference: Reference, source: str, area: str, log: FaultLog):
        self._source = source
        self._reference = reference
        self._area = area
        self._dimensions = LabelReader(reference, source, "search-dimension", "the packages", log)
        self._groups = {name: LabelReader(reference, source, f"search-{name}", GROUPS, log) for name in (ETHNICITY, AGE, OBJECT, TOTAL)}
        self._boroughs = AreaReader(reference, source, BOROUGH_KINDS, log)
        self._log = log

    def rows(self, files: Sequence[SourceFile]) -> Iterator[tuple[str, Key, str, Cell]]:
        """The dimension, the key, the number and its cell of every row that can be read and is not left out."""
        left_out = _months_left_out(self._reference, self._source)
        for row in rows_of_files(files, self._reference, self._source, ("month", "dimension", "group", SEARCHES), self._log):
            month, dimension = month_in(row["month"], self._log), self._dimensions.code(row["dimension"])
            searches = count_in(row[SEARCHES], self._log)
            series = self._series(dimension, row["group"]) if dimension else None
            if month is not None and month not in left_out and searches is not None and dimension and series:
                yield dimension, (SEARCHES, *series, month), searches, row[SEARCHES]

    def _series(self, dimension: str, group: Cell) -> tuple[str, str, str] | None:
        """The area, kind of group and group that a row is about."""
        if dimension == BOROUGH:
            area = self._boroughs.code(group.text, **group.place)
            return (area, *EVERYBODY) if area else None
        code = self._groups[dimension].code(group)
        if code is None:
            return None
        return (self._area, *EVERYBODY) if dimension == TOTAL else (self._area, dimension, code)


def parse_later(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Searches of the MPS by month: all, by ethnicity, by age, and by borough."""
    gathering = Gathering(log)
    for _, key, searches, cell in _Dimensions(reference, LATER_SOURCE, reference.force_area, log).rows(files):
        gathering.put(key, (searches,), **cell.place)
    return _with_zeros(gathering.cells)


def parse_london(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Searches of both forces of London by month: by object, by ethnicity, and all.

    All searches are the sum over the objects: the figures by ethnicity leave out searches of people whose ethnicity was not noted.
    """
    gathering = Gathering(log)
    totals: dict[str, int] = defaultdict(int)
    for dimension, key, searches, cell in _Dimensions(reference, LONDON_SOURCE, LONDON, log).rows(files):
        gathering.put(key, (searches,), **cell.place)
        if dimension == OBJECT:
            totals[key[-1]] += int(searches)
    whole: Cells = {(SEARCHES, LONDON, *EVERYBODY, month): (str(total),) for month, total in totals.items()}
    return _with_zeros({**gathering.cells, **whole})


def _series_of(key: Key) -> tuple[Series, str]:
    category, area_code, group_type, group, month = key
    return Series(" ".join(part for part in (category, group_type, group) if part), area_code), month


def _by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (category, area_code, group_type, _, month), (searches,) in cells.items():
        if category == SEARCHES and group_type == "" and not area_code.startswith("E09"):
            totals[month[:4]] += int(searches)
    return dict(totals)


def _source(name: str, title: str, formats: str, parse: Parse, resource: str, about: str) -> TableSource:
    return TableSource(
        name=name,
        title=title,
        formats=formats,
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource=f"{resource}-{{extract}}",
        path=f"data/{{extract}}/{resource}.csv",
        table_title=f"{about}, {{extract}}",
        table_description=f"{about}. A month that the file lacks, or holds in part, has no rows.",
        layout=LAYOUT,
        series_of=_series_of,
        month_of=periods.month_ordinal,
        step=1,
        parse=parse,
        role=readings_role(
            name,
            periods.MONTH,
            {
                "category": "category",
                "area": "area_code",
                "group_type": "group_type",
                "group": "group",
                "period": "month",
                "value": "searches",
            },
        ),
        totals=_by_year,
    )


DETAILED_IMPORTER = importer_of(
    _source(
        DETAILED_SOURCE,
        "Stop and search of the MPS, by ethnicity, object and outcome",
        "CSV with the columns month, Type, Officer-defined ethnicity, Object of search, Outcome and searches",
        parse_detailed,
        "searches-by-object-and-outcome",
        "Searches of the MPS by ethnicity, object and outcome",
    )
)

LATER_IMPORTER = importer_of(
    _source(
        LATER_SOURCE,
        "Stop and search of the MPS, monthly totals",
        "CSV with the columns month, dimension (total, ethnicity, age, borough), category and searches",
        parse_later,
        "searches-by-age-and-borough",
        "Searches of the MPS by ethnicity, age and borough",
    )
)

LONDON_IMPORTER = importer_of(
    _source(
        LONDON_SOURCE,
        "Stop and search of both forces of London, monthly totals",
        "CSV with the columns month, dimension (object, ethnicity), category and searches",
        parse_london,
        "searches-in-london",
        "Searches of both police forces of London by object and ethnicity",
    )
)
