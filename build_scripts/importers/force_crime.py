"""``plainsight import home-office-force-crime``: recorded crime of every police force by quarter, into ``recorded-crime-by-force``.

A row is a financial year, quarter, force and subgroup of offences. The subgroups that the indicators use are taken over one by one, and all
subgroups but fraud together as ``all-offences``: that sum is ours, and fraud is left out because since 2013 it is recorded nationally.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.force_names import force_reader
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.readings_role import readings_role
from build_scripts.importers.reference import Reference
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import LEFT_OUT, LabelReader, quarter_in, rows_of_files, signed_count_in
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "home-office-force-crime"
PACKAGE = "recorded-crime-by-force"
CATEGORIES = f"{PACKAGE}/categories.csv"
ALL_OFFENCES = "all-offences"
OTHER = "other"
"""The code of a subgroup that counts in all offences and has no rows of its own."""

PACKAGE_TITLE = "Recorded crime by police force"
PACKAGE_DESCRIPTION = "Offences recorded by every territorial police force of England and Wales, and the population of each force's area."

LAYOUT = Layout(
    (
        Column("category", "string", "Category", "The category of offence, as in the table of categories.", {"required": True}),
        Column("area_code", "string", "Force", "The ONS code of the police force's area, as in the table of forces.", {"required": True}),
        Column(
            "quarter",
            "string",
            "Quarter",
            "The financial quarter in which the offences were recorded (Q1 is April to June).",
            {"required": True, "pattern": r"\d{4}-\d{2}-Q[1-4]"},
        ),
        Column(
            "offences",
            "integer",
            "Offences",
            "The number of offences recorded. Below zero where a force took back more than it recorded.",
            {"required": True},
        ),
    ),
    key_length=3,
    foreign_keys=(
        {"fields": ["area_code"], "reference": {"resource": "forces", "fields": ["area_code"]}},
        {"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},
    ),
)


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Offences by (category, area code, quarter) of all files together, and all offences but fraud."""
    forces = force_reader(reference, SOURCE, log)
    subgroups = LabelReader(reference, SOURCE, "offence-subgroup", CATEGORIES, log)
    gathering = Gathering(log)
    for row in rows_of_files(files, reference, SOURCE, ("year", "quarter", "force", "group", "subgroup", "offences"), log):
        quarter = quarter_in(row["year"], row["quarter"], log)
        force, subgroup = forces.code(row["force"]), subgroups.code(row["subgroup"])
        offences = signed_count_in(row["offences"], log)
        if quarter and force and subgroup and offences is not None and LEFT_OUT not in (force, subgroup):
            gathering.put((subgroup, force, quarter.text, row["subgroup"].text), (offences,), **row["offences"].place)
    return _summed(gathering.cells)


def _summed(cells: Cells) -> Cells:
    """The categories of all subgroups, and all offences; subgroups without a category of their own count in the latter only."""
    totals: dict[Key, int] = defaultdict(int)
    for (category, force, quarter, _), (offences,) in cells.items():
        for name in {category, ALL_OFFENCES} - {OTHER}:
            totals[name, force, quarter] += int(offences)
    return {key: (str(total),) for key, total in totals.items()}


def _series_of(key: Key) -> tuple[Series, str]:
    category, force, quarter = key
    return Series(category, force), quarter


def _by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (category, _, quarter), (offences,) in cells.items():
        if category == ALL_OFFENCES:
            totals[quarter[: len("2023-24")]] += int(offences)
    return dict(totals)


IMPORTER = importer_of(
    TableSource(
        name=SOURCE,
        title="Police recorded crime open data tables, by police force area and quarter",
        formats="CSV with the columns financial_year (2023/24), quarter, force, offence_group, offence_subgroup and offences",
        package=PACKAGE,
        package_title=PACKAGE_TITLE,
        package_description=PACKAGE_DESCRIPTION,
        resource="offences-by-quarter-{extract}",
        path="data/{extract}/offences-by-quarter.csv",
        table_title="Offences by force and quarter, {extract}",
        table_description=(
            "Offences recorded by each territorial force, by category and quarter. All offences are the sum of every subgroup but fraud."
        ),
        layout=LAYOUT,
        series_of=_series_of,
        month_of=lambda quarter: periods.parse(quarter).last,
        step=3,
        parse=parse_files,
        role=readings_role(
            SOURCE, periods.QUARTER, {"category": "category", "area": "area_code", "period": "quarter", "value": "offences"}
        ),
        totals=_by_year,
    )
)
