"""The rows behind a level beside another place's: quarters of the forces that each place is made of, and their residents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from build_scripts import periods, vocabulary
from build_scripts.comparisons.elsewhere import SIMILAR, holds_forces, population_year, quarters_of_forces, similar_forces
from build_scripts.indicators.printed import is_printed
from build_scripts.packages.reading import Instance, Package, Resource
from build_scripts.trace.part import Part
from build_scripts.trace.source_rows import rows_of_table

COUNTED, RESIDENTS = "counted", "residents"


@dataclass(frozen=True)
class LevelSource:
    """Where a level's rows stand: the file of quarters, its categories, and the codes of the forces that the other place is made of."""

    package: Package
    resource: Resource
    categories: tuple[str, ...]
    base_areas: tuple[str, ...]


def is_level(row: dict) -> bool:
    """Whether a row of ``tables.COMPARISONS`` sets a level made from the forces' own figures beside another place's."""
    return row.get("rule") in vocabulary.LEVEL_PHRASES and not is_printed(row)


def level_sources(instance: Instance, row: dict) -> list[LevelSource]:
    """The files of a level (``is_level``): those of its extract that hold its indicator."""
    found = []
    for package in instance.packages.values():
        if not holds_forces(package):
            continue
        declared = instance.table(package.name, "categories")
        categories = tuple(declared.loc[declared["indicator"] == row["indicator"], "category"])
        for resource in quarters_of_forces(package):
            if categories and resource.role["extract"] == row["extract"]:
                found.append(LevelSource(package, resource, categories, tuple(_base_areas(instance, package, row))))
    return found


def _base_areas(instance: Instance, package: Package, row: dict) -> list[str]:
    if row["rule"] == SIMILAR:
        return similar_forces(instance, package)
    forces = instance.table(package.name, "forces")
    return list(forces.loc[forces["part_of"] == row["base_area"], "area_code"])


def level_parts(instance: Instance, row: dict) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The counted quarters and the residents behind a level, of the place itself and of the other one."""
    sources = level_sources(instance, row)
    own = tuple(part for source in sources for part in _parts(instance, source, row, {row["area_code"]}))
    other = tuple(part for source in sources for part in _parts(instance, source, row, source.base_areas))
    return own, other


def _parts(instance: Instance, source: LevelSource, row: dict, areas: Collection[str]) -> Iterator[Part]:
    columns = source.resource.role["columns"]
    table = instance.table(source.package.name, source.resource.name)
    window = periods.parse(row["period"])
    quarters = {
        text
        for text in table[columns["period"]].unique()
        if window.first <= periods.parse(text).first and periods.parse(text).last <= window.last
    }
    chosen = (
        table[columns["area"]].isin(areas) & table[columns["category"]].isin(source.categories) & table[columns["period"]].isin(quarters)
    )
    yield Part(COUNTED, tuple(rows_of_table(instance, source.package.name, source.resource.name, chosen, columns["value"])))
    people = instance.table(source.package.name, "population")
    of_year = people["area_code"].isin(areas) & (people["year"] == population_year(people))
    yield Part(RESIDENTS, tuple(rows_of_table(instance, source.package.name, "population", of_year, "population")))
