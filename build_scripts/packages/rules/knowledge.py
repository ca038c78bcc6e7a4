"""What the packages that every instance has make known: areas, sources, extracts, indicators, categories.

Each function gives an empty set, or None where "nothing known" must be told from "the list can not be read".
"""

from __future__ import annotations

import pandas as pd

from build_scripts.packages.evidence import READINGS, Evidence, Readings, role

EVERY = "*"
FORCE = "police-force-area"
PLACED = ("borough", "unallocated")
CATEGORY_LISTS = ("categories", "questions")
AREA_LISTS = ("areas", "forces")


def column(evidence: Evidence, package: str, resource: str, name: str) -> frozenset[str] | None:
    """The distinct values of a column, or None where it can not be read."""
    table = evidence.table(package, resource, [name])
    return None if table is None else frozenset(table[name].astype("str"))


def areas_of_kind(evidence: Evidence, *kinds: str) -> frozenset[str]:
    """The codes of the areas of these kinds."""
    areas = evidence.table("areas", "areas", ["area_code", "kind"])
    return frozenset() if areas is None else frozenset(areas.loc[areas["kind"].isin(kinds), "area_code"])


def listed_areas(evidence: Evidence) -> frozenset[str]:
    """The codes of the areas that packages list beside areas/areas: other forces, regions, countries, to which nothing here belongs."""
    lists = (column(evidence, package, name, "area_code") for package in evidence.packages for name in AREA_LISTS)
    return frozenset[str]().union(*(found for found in lists if found is not None))


def indicators(evidence: Evidence) -> frozenset[str] | None:
    """The slugs of every framework's indicators, or None where a framework can not be read, or there is none."""
    names = [name for name in evidence.packages if name.startswith("framework-")]
    lists = [found for name in names if (found := column(evidence, name, "indicators", "indicator")) is not None]
    return frozenset[str]().union(*lists) if lists and len(lists) == len(names) else None


def category_table(evidence: Evidence, package: str) -> pd.DataFrame | None:
    """The package's own list of categories or questions with its key as ``category``, or None where it has none that can be read."""
    for name in CATEGORY_LISTS:
        resource = evidence.resource(package, name)
        table = evidence.table(package, name)
        if resource is not None and table is not None:
            return table.rename(columns={resource.schema["fields"][0]["name"]: "category"})
    return None


def lists_categories(evidence: Evidence, package: str) -> bool:
    """Whether the package describes a list of categories or questions, readable or not."""
    return any(resource.entry["name"] in CATEGORY_LISTS for resource in evidence.packages[package].resources)


def categories_by_source(evidence: Evidence) -> dict[str, frozenset[str]]:
    """For each source of readings, the categories that its packages list or, where they list none, that its readings hold."""
    found: dict[str, set[str]] = {}
    for readings in evidence.readings:
        known = found.setdefault(readings.source, set())
        table = category_table(evidence, readings.place.package)
        known.update(readings.table["category"] if table is None else table["category"])
    return {source: frozenset(known) for source, known in found.items()}


def totals_of(evidence: Evidence, package: str) -> frozenset[str]:
    """The categories of a package that are totals of others, and are never added to them."""
    table = category_table(evidence, package)
    if table is None or "is_total" not in table.columns:
        return frozenset()
    return frozenset(table.loc[table["is_total"], "category"])


def sources_at_fault(evidence: Evidence) -> frozenset[tuple[str, str]]:
    """The (source, extract) pairs of which a file has faults, so that their sums can not be relied on."""
    found = set()
    for package in evidence.packages.values():
        for resource in package.resources:
            stated = role(resource)
            if stated.get("table") == READINGS and (package.name, resource.entry["name"]) not in evidence.sound:
                found.add((str(stated.get("source", "")), str(stated.get("extract", ""))))
    return frozenset(found)


def by_extract(evidence: Evidence) -> dict[tuple[str, str], list[Readings]]:
    """The resources of readings, together by source and extract."""
    found: dict[tuple[str, str], list[Readings]] = {}
    for readings in evidence.readings:
        found.setdefault((readings.source, readings.extract), []).append(readings)
    return found
