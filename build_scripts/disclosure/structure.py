"""What anybody knows of how figures add up: areas into their wholes, categories into measures, groups into everybody."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.indicators.observe import setting
from build_scripts.packages.reading import Instance

COUNT_ROLES = ("count", "value")


@dataclass(frozen=True)
class Partition:
    """An area that is the sum of ``parts`` and of ``beside``, which an extract may lack: what could not be placed in a part."""

    whole: str
    parts: frozenset[str]
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ingredient:
    """One row of a composition: a category, or part of its months, that goes into a measure of an extract (empty: every extract)."""

    name: str
    extract: str


@dataclass(frozen=True)
class Structure:
    """How figures add up.

    ``partitions`` are those of areas; ``unallocated`` the codes of areas whose share of the whole is published beside every borough;
    ``ingredients`` are by indicator, component and role (count, numerator, denominator). Two measures that share an ingredient share the
    things counted, so that one less the other tells the rest. ``everything`` holds the (indicator, component, role) that sum up every
    category of their source.
    """

    force_area: str
    unallocated: frozenset[str]
    partitions: tuple[Partition, ...]
    ingredients: dict[tuple[str, str, str], tuple[Ingredient, ...]]
    everything: frozenset[tuple[str, str, str]] = frozenset()

    def made_of(self, indicator: str, component: str, role: str, extract: str) -> frozenset[str]:
        """The names of what a measure is the sum of; a measure of unknown composition is made of itself alone."""
        key = (indicator, component, role)
        names = {one.name for one in self.ingredients.get(key, ()) if one.extract in ("", extract)}
        if key in self.everything:
            wanted = {name.partition("/")[0] for name in names}
            others = {one.name for found in self.ingredients.values() for one in found if one.extract in ("", extract)}
            names |= {name for name in others if name.partition("/")[0] in wanted}
        return frozenset(names) or frozenset({f"{indicator}:{component}:{role}"})


def read_structure(instance: Instance) -> Structure:
    """The structure that the packages declare: areas with their Basic Command Units, and the composition."""
    areas = instance.table("areas", "areas")
    force_area = setting(instance, "police_force_area")
    boroughs = areas[(areas["kind"] == "borough") & areas["covered"].astype("bool")]
    unallocated = frozenset(areas.loc[areas["kind"] == "unallocated", "area_code"])
    partitions = [Partition(force_area, frozenset(boroughs["area_code"]), unallocated)]
    units = {code: frozenset(part["area_code"]) for code, part in boroughs.groupby("basic_command_unit") if code}
    partitions += [Partition(str(code), parts) for code, parts in units.items()]
    partitions.append(Partition(force_area, frozenset(str(code) for code in units), unallocated))
    ingredients: dict[tuple[str, str, str], list[Ingredient]] = {}
    everything = set()
    for row in instance.table("composition", "composition").to_dict("records"):
        key = (row["indicator"], row["component"], "count" if row["role"] in COUNT_ROLES else row["role"])
        months = f"@{row['from_month']}-{row['to_month']}" if row["from_month"] or row["to_month"] else ""
        ingredients.setdefault(key, []).append(Ingredient(f"{row['source']}/{row['category']}{months}", row["extract"]))
        if row["category"] == "*":
            everything.add(key)
    return Structure(
        force_area, unallocated, tuple(partitions), {key: tuple(found) for key, found in ingredients.items()}, frozenset(everything)
    )
