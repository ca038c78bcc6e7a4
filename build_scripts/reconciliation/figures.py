"""Every figure that says what it is of, from all transcribed tables, in one shape.

A table takes part when it has the columns ``indicator``, ``period`` and ``value``: statements, dashboards, survey results, response times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_scripts.packages.reading import Instance, Resource
from build_scripts.reconciliation.cells import COUNTED, LOOSE_QUALIFIERS, TRANSCRIPTION, Cell, cell, rows_of

NEEDED = ("indicator", "period")
PERCENTAGE, GAP = "percentage", "gap"
POINTS = "pp"


@dataclass(frozen=True)
class Key:
    """What is measured, where, of whom, when."""

    indicator: str
    component: str
    measure: str
    area_code: str
    group_type: str
    group: str
    period: str


@dataclass(frozen=True)
class Figure:
    """A figure with what it is of. ``value``, ``change`` and ``base`` are None where the row has no such column or prints nothing."""

    key: Key
    subject: str
    value: Cell | None
    change: Cell | None
    base: Cell | None
    change_unit: str
    comparison: str
    base_period: str
    base_area: str
    loose: bool
    word: str
    row: dict

    @property
    def base_key(self) -> Key:
        """What the figure is compared with: the same thing in the base period."""
        return replace(self.key, period=self.base_period)

    @property
    def place(self) -> tuple[str, str]:
        """The table it stands in."""
        return self.row["package"], self.row["resource"]

    @property
    def identity(self) -> str:
        """``package/row_id``, for the ids of checks."""
        return f"{self.row['package']}/{self.row['row_id']}"


def figures(instance: Instance) -> list[Figure]:
    """All figures of the instance, by package, table and row."""
    found: list[Figure] = []
    for resource in sorted(instance.resources(TRANSCRIPTION), key=lambda one: (one.package, one.name)):
        names = set(resource.field_names)
        if names.issuperset(NEEDED) and names & {"value", "change", "gap"}:
            found.extend(_figures_of(instance, resource))
    return found


def _figures_of(instance: Instance, resource: Resource) -> Iterator[Figure]:
    rows = rows_of(instance, resource)
    value_column = GAP if GAP in resource.field_names else "value"
    measure = GAP if value_column == GAP else _measure_of_table(rows)
    for row in rows:
        key = Key(
            row["indicator"],
            row.get("component", ""),
            row.get("measure", measure),
            row.get("area_code", ""),
            row.get("group_type", ""),
            row.get("group", ""),
            row["period"],
        )
        change_unit = row.get("change_unit", "")
        counted = key.measure == COUNTED or row.get("unit", "") == COUNTED
        yield Figure(
            key=key,
            subject=row.get("subject", ""),
            value=_stated(row, value_column, counted),
            change=_stated(row, "change", change_unit == COUNTED),
            base=_stated(row, "base_value", counted),
            change_unit=change_unit,
            comparison=row.get("comparison", ""),
            base_period=row.get("base_period", ""),
            base_area=row.get("base_area", ""),
            loose=row.get("qualifier", "") in LOOSE_QUALIFIERS,
            word=row.get("word_printed", ""),
            row=row,
        )


def _measure_of_table(rows: list[dict]) -> str:
    """The measure of a table without a column for it: percentages, where its cells have the sign or its changes are in points."""
    return PERCENTAGE if any("%" in row.get("value_printed", "") or row.get("change_unit") == POINTS for row in rows) else ""


def _stated(row: dict, column: str, exact: bool) -> Cell | None:
    """The cell, or None where the table has no such column or the document prints nothing there."""
    if column not in row:
        return None
    found = cell(row, column, exact)
    return found if found.value is not None else None
