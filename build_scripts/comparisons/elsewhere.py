"""The level of recorded crime beside the country's and similar forces', as rates on one population.

Rolling 12 months of every force's quarters stand over the same year's residents for all, so that a rate differs by crime alone. The country
is the sum of its forces, this one included; similar forces are the plain mean of their rates, and which count as similar is inferred.

The two levels are tested (``statistics.levels``): each place's count varies as much as its own quarters of the last three years do, and
that of the rest of the country as much as those of all its other forces together. A level is set beside another place's, not beside an
earlier time, so nothing is judged and it has no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from build_scripts import periods, tables
from build_scripts.packages.reading import Instance, Package, Resource
from build_scripts.statistics.levels import Place, against_mean, against_whole
from build_scripts.statistics.quarter_dispersion import MONTHS_OF_A_QUARTER, quarter_dispersion
from build_scripts.statistics.ratio_dispersion import FEWEST_QUARTERS, MOST_QUARTERS
from build_scripts.statistics.results import TestResult

PERCENT = 100.0
PER = 1000.0
QUARTERS = 4
NATIONAL, SIMILAR = "national", "similar-forces"
CHANCE_ALONE = 1.0


def compare_elsewhere(instance: Instance, force_area: str) -> pd.DataFrame:
    """Comparisons of rules ``national`` and ``similar-forces`` (schema ``tables.COMPARISONS``), from packages that hold all forces."""
    rows: list[dict] = []
    for package in instance.packages.values():
        if holds_forces(package):
            rows.extend(_of_package(instance, package, force_area))
    return tables.from_rows(rows, tables.COMPARISONS)


def _of_package(instance: Instance, package: Package, force_area: str) -> Iterator[dict]:
    categories = instance.table(package.name, "categories")
    indicator_of = {row["category"]: row["indicator"] for row in categories.to_dict("records") if row["indicator"]}
    people = _latest_population(instance, package.name)
    country = {row["area_code"]: row["part_of"] for row in instance.table(package.name, "forces").to_dict("records") if row["part_of"]}
    similar_codes = similar_forces(instance, package)
    for resource in quarters_of_forces(package):
        columns = resource.role["columns"]
        table = instance.table(package.name, resource.name).rename(
            columns={columns[name]: name for name in ("category", "area", "period", "value")}
        )
        table = table.assign(indicator=table["category"].map(indicator_of))
        for indicator, part in table.dropna(subset=["indicator"]).groupby("indicator", sort=True):
            counts = part.groupby(["area", "period"])["value"].sum(min_count=part["category"].nunique()).unstack("period")
            yield from _of_indicator(str(indicator), counts, people, country, similar_codes, force_area, resource.role["extract"])


def population_years(instance: Instance) -> dict[str, int]:
    """The year whose residents every place of an indicator's levels is divided by, by indicator."""
    years: dict[str, int] = {}
    for package in instance.packages.values():
        if holds_forces(package):
            year = population_year(instance.table(package.name, "population"))
            years |= {row: year for row in instance.table(package.name, "categories")["indicator"] if row}
    return years


def holds_forces(package: Package) -> bool:
    """Whether a package holds all forces: a list of them, what their categories are called here, and their residents."""
    return {"forces", "categories", "population"} <= set(package.resources)


def quarters_of_forces(package: Package) -> list[Resource]:
    """The resources of a package that hold quarters of forces."""
    return [
        one for one in package.resources.values() if one.role.get("table") == "readings" and one.role.get("period_type") == periods.QUARTER
    ]


def similar_forces(instance: Instance, package: Package) -> list[str]:
    """The codes of the forces that the register calls similar, in its order; it names them by how their full names begin."""
    if not instance.has("registers", "similar-forces"):
        return []
    forces = instance.table(package.name, "forces")
    names = dict(zip(forces["name"], forces["area_code"], strict=True))
    return [
        code for name in instance.table("registers", "similar-forces")["force"] for full, code in names.items() if full.startswith(name)
    ]


def population_year(table: pd.DataFrame) -> int:
    """The last year that all forces have."""
    return int(table.groupby("area_code")["year"].max().min())


def _latest_population(instance: Instance, package: str) -> dict[str, float]:
    """Residents of each force in the last year that all have."""
    table = instance.table(package, "population")
    held = table[table["year"] == population_year(table)]
    return dict(zip(held["area_code"], held["population"].astype("float64"), strict=True))


def _of_indicator(
    indicator: str,
    counts: pd.DataFrame,
    people: dict[str, float],
    country: dict[str, str],
    similar: list[str],
    force_area: str,
    extract: str,
) -> Iterator[dict]:
    counts = counts.rename(columns={text: periods.parse(text).last for text in counts.columns}).sort_index(axis="columns")
    members = [code for code, part_of in country.items() if part_of == country[force_area]]
    for last in counts.columns:
        quarters = [last - MONTHS_OF_A_QUARTER * back for back in range(QUARTERS)]
        if not set(quarters) <= set(counts.columns) or force_area not in counts.index:
            continue
        window = _Window(counts, quarters, people)
        if not window.holds([force_area]):
            continue
        own = window.place([force_area])
        head = {
            "indicator": indicator,
            "measure": "rate",
            "area_code": force_area,
            "extract": extract,
            "period": periods.rolling_year(last).text,
            "base_period": periods.rolling_year(last).text,
            "value": own.rate * PER,
            "numerator": own.count,
            "denominator": own.residents,
            "change_unit": "%",
            "verdict": "not-available",
            "reason": "level-only",
        }
        if window.holds(members):
            rest = window.place([code for code in members if code != force_area])
            total, residents = own.count + rest.count, own.residents + rest.residents
            base = _with_base(head, NATIONAL, country[force_area], total * PER / residents, total, residents, "")
            chance = (replace(own, dispersion=CHANCE_ALONE), replace(rest, dispersion=CHANCE_ALONE))
            yield base | _tested(against_whole(own, rest), against_whole(*chance))
        if similar and window.holds(similar):
            others = [window.place([code]) for code in similar]
            mean = sum(one.rate for one in others) * PER / len(others)
            base = _with_base(head, SIMILAR, SIMILAR, mean, float("nan"), float("nan"), "inferred-group")
            alone = [replace(one, dispersion=CHANCE_ALONE) for one in (own, *others)]
            yield base | _tested(against_mean(own, others), against_mean(alone[0], alone[1:]))


@dataclass(frozen=True)
class _Window:
    """Twelve months of every area: ``counts`` by area and quarter (the ordinal of its last month), the window's quarters, latest first."""

    counts: pd.DataFrame
    quarters: list[int]
    people: dict[str, float]

    def holds(self, areas: list[str]) -> bool:
        """Whether no quarter of the window is missing in any of the areas."""
        return set(areas) <= set(self.counts.index) and bool(self.counts.loc[areas, self.quarters].notna().all(axis=None))

    def place(self, areas: list[str]) -> Place:
        """The areas as one place, whose dispersion is that of the quarters of three years in which all of them are held."""
        of_areas = self.counts.loc[areas]
        latest = self.quarters[0]
        recent = [end for end in of_areas.columns if latest - MONTHS_OF_A_QUARTER * MOST_QUARTERS < end <= latest]
        held = [end for end in recent if of_areas[end].notna().all()]
        phi = quarter_dispersion(of_areas[held].sum().to_numpy(), held) if len(held) >= FEWEST_QUARTERS else float("nan")
        return Place(float(of_areas[self.quarters].sum(axis=None)), sum(self.people[area] for area in areas), phi)


def _tested(tested: TestResult, by_chance_alone: TestResult) -> dict:
    """The interval of the higher or lower level in per cent, its p-value, and how much more than chance the two counts vary together."""
    if tested.p_value != tested.p_value:
        return {}
    return {
        "interval_of": "change",
        "lower_95": PERCENT * (float(tested.interval.lower) - 1),
        "upper_95": PERCENT * (float(tested.interval.upper) - 1),
        "test": tested.test,
        "phi": float(tested.standard_error / by_chance_alone.standard_error) ** 2,
        "p_value": float(tested.p_value),
    }


def _with_base(head: dict, rule: str, area: str, value: float, numerator: float, denominator: float, flags: str) -> dict:
    return head | {
        "rule": rule,
        "base_area": area,
        "base_value": value,
        "base_numerator": numerator,
        "base_denominator": denominator,
        "change": PERCENT * (head["value"] / value - 1) if value else float("nan"),
        "change_absolute": head["value"] - value,
        "flags": flags,
    }
