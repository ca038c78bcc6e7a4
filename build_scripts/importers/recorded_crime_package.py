"""The package ``recorded-crime``: a table a financial year and extract, all of one layout, beside the table of categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts import formats, periods
from build_scripts.importers.condensing import is_condensed, totals_by_month
from build_scripts.importers.extracts import Extract
from build_scripts.importers.layouts import Cells, Column, Key, Layout, TableFile, Values, rows_of
from build_scripts.importers.recorded_crime_files import SOURCE
from build_scripts.importers.reference import read_rows
from build_scripts.importers.sources import CONDENSED, FULL
from build_scripts.importers.table_import import read_cells

PACKAGE = "recorded-crime"
CATEGORIES = f"{PACKAGE}/categories.csv"
SCHEMA_PATH = "schemas/offences.json"

TITLE = "Recorded crime by borough and month"
DESCRIPTION = (
    "Offences recorded by the Metropolitan Police Service by month, London borough and category, in every extract of the publisher's "
    "files that is held. The newest complete extract is whole; earlier ones are condensed to what comparisons between extracts need."
)
FORM_DESCRIPTIONS = {
    FULL: (
        "Every category of every borough, and of the offences that no borough holds; the whole force is the sum of all rows. "
        "A category without a row for an area is zero there."
    ),
    CONDENSED: (
        "Every category for the whole force (E23000001); for boroughs, and for offences that no borough holds, the categories that "
        "the indicators use, and all offences together."
    ),
}

LAYOUT = Layout(
    (
        Column("category", "string", "Category", "The category of offence, as in the table of categories.", {"required": True}),
        Column(
            "area_code",
            "string",
            "Area",
            "The borough's ONS code, or MPS-AVIATION or MPS-UNKNOWN for offences that no borough holds. "
            "In condensed extracts E23000001 is the whole force.",
            {"required": True},
        ),
        Column(
            "month",
            "string",
            "Month",
            "The month in which the offences were recorded.",
            {"required": True, "pattern": r"\d{4}-(0[1-9]|1[0-2])"},
        ),
        Column("offences", "integer", "Offences", "The number of offences recorded.", {"required": True, "minimum": 0}),
    ),
    key_length=3,
    foreign_keys=({"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},),
)


@dataclass(frozen=True)
class Categories:
    """What the package knows of categories: the group each belongs to, and the wider category that some are part of."""

    majors: Mapping[str, str]
    wholes: Mapping[str, str]


def read_categories(packages_dir: Path) -> Categories:
    """The table of categories. Raises ImportRefused when the package has none."""
    rows = read_rows(packages_dir, CATEGORIES)
    return Categories({row["category"]: row["major"] for row in rows}, {row["category"]: row["part_of"] for row in rows if row["part_of"]})


def read_held(packages_dir: Path) -> dict[Extract, dict[Key, Values]]:
    """The cells of every extract in the package."""
    return {
        Extract(folder.name): {key: values for path in sorted(folder.glob("*.csv")) for key, values in read_cells(path, LAYOUT).items()}
        for folder in sorted((packages_dir / PACKAGE / "data").glob("*"))
        if folder.is_dir()
    }


def form_of(cells: Cells, force_area: str) -> str:
    """Whether an extract's cells are in full or in condensed form."""
    return CONDENSED if is_condensed(cells, force_area) else FULL


def tables_of(extract: Extract, cells: Cells, force_area: str) -> list[TableFile]:
    """The files of an extract, one a financial year."""
    form = form_of(cells, force_area)
    years: dict[int, dict[Key, Values]] = defaultdict(dict)
    starts = {month: periods.financial_year_of(periods.month_ordinal(month)) for month in {key[2] for key in cells}}
    for key, values in cells.items():
        years[starts[key[2]]][key] = values
    return [_table(extract, start, years[start], form) for start in sorted(years)]


def resource_name(extract: Extract, year_label: str) -> str:
    """The name of the resource that holds a financial year of an extract."""
    return f"offences-{extract.id}-{year_label}"


def _table(extract: Extract, start_year: int, cells: Cells, form: str) -> TableFile:
    label = periods.financial_year_label(start_year)
    first, last = span(cells)
    return TableFile(
        name=resource_name(extract, label),
        path=f"data/{extract.id}/{label}.csv",
        title=f"Offences, {formats.financial_year(start_year)}, {extract.in_words}",
        description=FORM_DESCRIPTIONS[form],
        columns=LAYOUT.names,
        rows=rows_of(cells),
        schema=SCHEMA_PATH,
        role={
            "table": "readings",
            "source": SOURCE,
            "extract": extract.id,
            "period_type": periods.MONTH,
            "columns": {"category": "category", "area": "area_code", "period": "month", "value": "offences"},
            "coverage": [first, last],
            "absent": "zero",
        },
    )


def span(cells: Cells) -> tuple[str, str]:
    """The first and the last month of the cells."""
    months = {key[2] for key in cells}
    return min(months), max(months)


def totals_by_financial_year(cells: Cells, force_area: str) -> dict[str, int]:
    """All offences of the whole force by financial year (``2022/23``), of either form."""
    totals: dict[str, int] = defaultdict(int)
    for month, total in totals_by_month(cells, force_area).items():
        totals[formats.financial_year(periods.financial_year_of(periods.month_ordinal(month)))] += total
    return dict(totals)
