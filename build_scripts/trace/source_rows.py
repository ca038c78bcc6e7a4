"""The rows of the data packages behind a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts import periods
from build_scripts.indicators.series import ALL_OFFENCES, EVERY_CATEGORY
from build_scripts.packages.reading import Instance, Resource


@dataclass(frozen=True)
class SourceRow:
    """One row: the file below the packages folder, its line, its cells as text, and what it contributes."""

    file: str
    line: int
    cells: str
    value: float


def source_rows(
    instance: Instance, *, indicator: str, component: str, area: str, period: periods.Period, extract: str, force_area: str
) -> Iterator[SourceRow]:
    """The rows that a value is made of, in the order of files and lines.

    A value of the whole force is made of every area's rows, unless the extract holds the force's own.
    """
    composition = instance.table("composition", "composition")
    wanted = composition[
        (composition["indicator"] == indicator) & (composition["component"] == component) & composition["extract"].isin(["", extract])
    ]
    for source in sorted(set(wanted["source"])):
        categories = set(wanted.loc[wanted["source"] == source, "category"])
        resources = [one for one in instance.resources("readings") if one.role["source"] == source and one.role["extract"] == extract]
        condensed = any(ALL_OFFENCES in set(_column(instance, one, "category")) for one in resources)
        for resource in resources:
            yield from _rows(instance, resource, categories, area, period, force_area, condensed)


def _column(instance: Instance, resource: Resource, name: str) -> list[str]:
    column = resource.role["columns"].get(name)
    return [] if column is None else instance.table(resource.package, resource.name)[column].tolist()


def _rows(
    instance: Instance, resource: Resource, categories: set[str], area: str, period: periods.Period, force_area: str, condensed: bool
) -> Iterator[SourceRow]:
    table = instance.table(resource.package, resource.name)
    columns = resource.role["columns"]
    areas, values = table[columns["area"]], table[columns["value"]]
    own_force_rows = force_area in set(areas)
    chosen = areas == area
    if area == force_area and not own_force_rows:
        chosen = areas == areas
    if EVERY_CATEGORY in categories:
        total = table[columns["category"]] == ALL_OFFENCES
        chosen &= total if condensed and area != force_area else ~total
    else:
        chosen &= table[columns["category"]].isin(categories)
    if "group_type" in columns:
        chosen &= table[columns["group_type"]] == ""
    texts = table.loc[chosen, columns["period"]]
    types = table.loc[chosen, columns["period_type"]] if "period_type" in columns else texts.map(lambda _: resource.role["period_type"])
    inside = [_lies_in(text, period_type, period) for text, period_type in zip(texts, types, strict=True)]
    for index in texts[inside].index:
        cells = ",".join("" if cell != cell else str(cell) for cell in table.loc[index].tolist())
        # The header is line 1, so the first row stands on line 2.
        yield SourceRow(f"{resource.package}/{resource.relative_path}", int(index) + 2, cells, float(values[index]))


def _lies_in(text: str, period_type: str, period: periods.Period) -> bool:
    held = periods.parse_as(text, period_type)
    if held.type == period.type:
        return held.text == period.text
    return period.first <= held.first and held.last <= period.last
