"""The rows of the data packages behind a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from build_scripts import periods
from build_scripts.indicators.extracts import newest_first
from build_scripts.indicators.series import ALL_OFFENCES, EVERY_CATEGORY
from build_scripts.indicators.windows import holds
from build_scripts.packages.reading import Instance, Resource

HEADER_LINES = 1


@dataclass(frozen=True)
class SourceRow:
    """One row: the file below the packages folder, its line, its cells as text, and what it contributes."""

    file: str
    line: int
    cells: str
    value: float


@dataclass(frozen=True)
class Selection:
    """Which readings a number is made of.

    ``composition`` are rows of ``composition/composition`` (source, category, and the months for which they hold); ``extract`` is the one
    taken, empty for the newest of each source. The areas are ``source_areas`` where given; else ``area``, or what it is the sum of:
    every row for ``force_area`` where a source holds none of its own, and the ``members`` of an area that is a sum of others.
    """

    composition: tuple[dict, ...]
    extract: str
    area: str
    period: periods.Period
    force_area: str
    members: Mapping[str, tuple[str, ...]]
    source_areas: tuple[str, ...] = ()
    group_type: str = ""
    group: str = ""


def source_rows(instance: Instance, selection: Selection) -> Iterator[SourceRow]:
    """The rows of a selection, in the order of sources, files and lines."""
    for source in sorted({row["source"] for row in selection.composition}):
        of_source = [row for row in selection.composition if row["source"] == source]
        resources = resources_of(instance, source, {row["category"] for row in of_source}, selection.extract)
        condensed = any(ALL_OFFENCES in held_in(instance, one, "category") for one in resources)
        for resource in resources:
            if covers(resource, selection.period):
                yield from _rows(instance, resource, of_source, selection, condensed)


def rows_of_table(instance: Instance, package: str, name: str, chosen: pd.Series, value: str) -> Iterator[SourceRow]:
    """The rows of a table of a package for which ``chosen`` is true; the column ``value`` is what each contributes."""
    table = instance.table(package, name)
    file = f"{package}/{instance.packages[package].resources[name].relative_path}"
    for index in table.index[chosen]:
        cells = ",".join("" if cell != cell else str(cell) for cell in table.loc[index].tolist())
        yield SourceRow(file, int(index) + 1 + HEADER_LINES, cells, float(table.loc[index, value]))


def resources_of(instance: Instance, source: str, categories: Collection[str], extract: str) -> list[Resource]:
    """The resources of a source in the extract asked for, or in the newest that holds one of the categories."""
    of_source = [one for one in instance.resources("readings") if one.role["source"] == source]
    if not extract:
        holding = [
            one for one in of_source if EVERY_CATEGORY in categories or not held_in(instance, one, "category").isdisjoint(categories)
        ]
        extract = newest_first(one.role["extract"] for one in holding)[0] if holding else ""
    return [one for one in of_source if one.role["extract"] == extract]


def covers(resource: Resource, period: periods.Period) -> bool:
    """Whether a file may hold a part of the period; one that does not say which months it covers may."""
    first, last = resource.role.get("coverage", (None, None))
    return first is None or (periods.month_ordinal(first) <= period.last and period.first <= periods.month_ordinal(last))


def held_in(instance: Instance, resource: Resource, name: str) -> frozenset[str]:
    """The categories or areas that a file holds, by our name of the column; none where it has no such column."""

    def read() -> frozenset[str]:
        column = resource.role["columns"].get(name)
        return frozenset(instance.table(resource.package, resource.name)[column].unique()) if column else frozenset()

    return instance.once(f"{name} of {resource.file}", read)


def _rows(instance: Instance, resource: Resource, composition: list[dict], selection: Selection, condensed: bool) -> Iterator[SourceRow]:
    table = instance.table(resource.package, resource.name)
    columns = resource.role["columns"]
    chosen = _of_areas(table[columns["area"]], selection) & _of_group(table, columns, selection)
    texts = table.loc[chosen, columns["period"]]
    types = table.loc[chosen, columns["period_type"]] if "period_type" in columns else texts.map(lambda _: resource.role["period_type"])
    inside = {
        (text, period_type): held
        for text, period_type in set(zip(texts, types, strict=True))
        if _lies_in(held := periods.parse_as(text, period_type), selection.period)
    }
    held = pd.Series([inside.get(key) for key in zip(texts, types, strict=True)], index=texts.index, dtype="object").dropna()
    categories = table.loc[held.index, columns["category"]]
    counted = pd.Series(False, index=table.index)
    for row in composition:
        of_category = categories.index[_of_category(categories, row["category"], condensed and selection.area != selection.force_area)]
        counted.loc[[index for index in of_category if holds(row, held[index])]] = True
    yield from rows_of_table(instance, resource.package, resource.name, counted, columns["value"])


def _of_areas(areas: pd.Series, selection: Selection) -> pd.Series:
    if selection.source_areas:
        return areas.isin(selection.source_areas)
    own = areas == selection.area
    if own.any():
        return own
    if selection.area == selection.force_area:
        return pd.Series(True, index=areas.index)
    return areas.isin(selection.members.get(selection.area, ()))


def _of_group(table: pd.DataFrame, columns: dict[str, str], selection: Selection) -> pd.Series:
    if "group_type" not in columns:
        return pd.Series(selection.group_type == "", index=table.index)
    chosen = table[columns["group_type"]] == selection.group_type
    return chosen & (table[columns["group"]] == selection.group) if selection.group else chosen


def _of_category(categories: pd.Series, wanted: str, by_total: bool) -> pd.Series:
    """Rows of a category; of every category, the published total for the areas of a condensed extract, whose parts are not whole."""
    if wanted != EVERY_CATEGORY:
        return categories == wanted
    return (categories == ALL_OFFENCES) == by_total


def _lies_in(held: periods.Period, period: periods.Period) -> bool:
    if held.type == period.type:
        return held.text == period.text
    return period.first <= held.first and held.last <= period.last
