"""What the importers of monthly counts share: one table of categories by area and month, zeros included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from build_scripts import periods
from build_scripts.importers.extracts import Extract
from build_scripts.importers.gaps import Series
from build_scripts.importers.importer import Importer
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.table_import import Parse, TableSource, importer_of

LAYOUT = Layout(
    (
        Column("category", "string", "Category", "What is counted, as in the table of categories.", {"required": True}),
        Column(
            "area_code",
            "string",
            "Area",
            "The ONS code of the borough; MPS-UNKNOWN and MPS-AVIATION: in no borough; E23000001: the whole force.",
            {"required": True},
        ),
        Column("month", "string", "Month", "The month of recording.", {"required": True, "pattern": r"\d{4}-(0[1-9]|1[0-2])"}),
        Column("number", "integer", "Number", "How many were recorded.", {"required": True, "minimum": 0}),
    ),
    key_length=3,
    foreign_keys=({"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},),
)

COLUMNS = {"category": "category", "area": "area_code", "period": "month", "value": "number"}


def summed(cells: Cells) -> Cells:
    """Counts by (category, area code, month) from cells whose key has further parts after those: labels that share a code are added."""
    totals: dict[Key, int] = defaultdict(int)
    for (category, area_code, month, *_), (number,) in cells.items():
        totals[category, area_code, month] += int(number)
    return {key: (str(total),) for key, total in totals.items()}


def with_zeros(cells: Cells) -> Cells:
    """The cells, and a zero for every category and area in each month of the files in which they have no row.

    For publishers who leave out what did not happen. A month of which the files have no row at all stays absent: it is missing, not empty.
    """
    months = {month for _, _, month in cells}
    series = {(category, area_code) for category, area_code, _ in cells}
    return {(*one, month): cells.get((*one, month), ("0",)) for one in series for month in months}


def series_of(key: Key) -> tuple[Series, str]:
    """The series of a key of ``LAYOUT`` and its month."""
    category, area_code, month = key
    return Series(category, area_code), month


def by_calendar_year(category_summed: str) -> Callable[[Cells], Mapping[str, int]]:
    """What sums a category by calendar year, over every area, for the report of an import."""

    def totals(cells: Cells) -> Mapping[str, int]:
        years: dict[str, int] = defaultdict(int)
        for (category, _, month), (number,) in cells.items():
            if category == category_summed:
                years[month[: len("2023")]] += int(number)
        return dict(years)

    return totals


def counts_importer(
    *,
    name: str,
    title: str,
    formats: str,
    package: str,
    package_title: str,
    package_description: str,
    table_title: str,
    table_description: str,
    parse: Parse,
    totals: Callable[[Cells], Mapping[str, int]],
) -> Importer:
    """The importer of a source whose extracts are each one table of ``LAYOUT``; the arguments are those of ``TableSource``."""
    return importer_of(
        TableSource(
            name=name,
            title=title,
            formats=formats,
            package=package,
            package_title=package_title,
            package_description=package_description,
            resource="counts-{extract}",
            path="data/{extract}/counts.csv",
            table_title=f"{table_title}, {{extract}}",
            table_description=table_description,
            layout=LAYOUT,
            series_of=series_of,
            month_of=periods.month_ordinal,
            step=1,
            parse=parse,
            role=_role(name),
            totals=totals,
        )
    )


def _role(source: str) -> Callable[[Extract, Cells], Mapping]:
    """Readings of ``source`` by month, with the months that they cover; every zero is a row, so nothing absent is meant as one."""

    def role(extract: Extract, cells: Cells) -> Mapping:
        months = sorted({month for _, _, month in cells})
        return {
            "table": "readings",
            "source": source,
            "extract": extract.id,
            "period_type": periods.MONTH,
            "columns": dict(COLUMNS),
            "coverage": [months[0], months[-1]],
            "absent": "missing",
        }

    return role
