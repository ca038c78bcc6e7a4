"""The level of recorded crime beside the country's and similar forces', as rates on one population.

Rolling 12 months of every force's quarters stand over the same year's residents for all, so that a rate differs by crime alone. The country
is the sum of its forces; similar forces are the plain mean of their rates, and which forces count as similar is inferred. A level is set
beside another place's, not beside an earlier time, so it has no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from build_scripts import periods, tables
from build_scripts.packages.reading import Instance, Package

PERCENT = 100.0
PER = 1000.0
QUARTERS = 4
NATIONAL, SIMILAR = "national", "similar-forces"


def compare_elsewhere(instance: Instance, force_area: str) -> pd.DataFrame:
    """Comparisons of rules ``national`` and ``similar-forces`` (schema ``tables.COMPARISONS``), from packages that hold all forces."""
    rows: list[dict] = []
    for package in instance.packages.values():
        if {"forces", "categories", "population"} <= set(package.resources):
            rows.extend(_of_package(instance, package, force_area))
    return tables.from_rows(rows, tables.COMPARISONS)


def _of_package(instance: Instance, package: Package, force_area: str) -> Iterator[dict]:
    categories = instance.table(package.name, "categories")
    indicator_of = {row["category"]: row["indicator"] for row in categories.to_dict("records") if row["indicator"]}
    people = _latest_population(instance, package.name)
    country = {row["area_code"]: row["part_of"] for row in instance.table(package.name, "forces").to_dict("records") if row["part_of"]}
    similar = list(instance.table("registers", "similar-forces")["force"]) if instance.has("registers", "similar-forces") else []
    names = dict(zip(*(instance.table(package.name, "forces")[name] for name in ("name", "area_code")), strict=True))
    similar_codes = [code for name in similar for full, code in names.items() if full.startswith(name)]
    for resource in package.resources.values():
        if resource.role.get("table") != "readings" or resource.role.get("period_type") != periods.QUARTER:
            continue
        columns = resource.role["columns"]
        table = instance.table(package.name, resource.name).rename(
            columns={columns[name]: name for name in ("category", "area", "period", "value")}
        )
        table = table.assign(indicator=table["category"].map(indicator_of))
        for indicator, part in table.dropna(subset=["indicator"]).groupby("indicator", sort=True):
            counts = part.groupby(["area", "period"])["value"].sum(min_count=part["category"].nunique()).unstack("period")
            yield from _of_indicator(str(indicator), counts, people, country, similar_codes, force_area, resource.role["extract"])


def _latest_population(instance: Instance, package: str) -> dict[str, float]:
    """Residents of each force in the last year that all have."""
    table = instance.table(package, "population")
    last = table.groupby("area_code")["year"].max().min()
    held = table[table["year"] == last]
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
    ends = sorted(periods.parse(text).last for text in counts.columns)
    by_end = {periods.parse(text).last: text for text in counts.columns}
    for last in ends:
        quarters = [by_end.get(last - 3 * back) for back in range(QUARTERS)]
        if None in quarters:
            continue
        years = counts[quarters].sum(axis=1, min_count=QUARTERS)
        if force_area not in years.index or pd.isna(years[force_area]):
            continue
        own = float(years[force_area])
        head = {
            "indicator": indicator,
            "measure": "rate",
            "area_code": force_area,
            "extract": extract,
            "period": periods.rolling_year(last).text,
            "base_period": periods.rolling_year(last).text,
            "value": own * PER / people[force_area],
            "numerator": own,
            "denominator": people[force_area],
            "change_unit": "%",
            "verdict": "not-available",
            "reason": "level-only",
        }
        members = [code for code, part_of in country.items() if part_of == country[force_area]]
        if all(code in years.index and not pd.isna(years[code]) for code in members):
            total, residents = float(years[members].sum()), sum(people[code] for code in members)
            yield _with_base(head, NATIONAL, country[force_area], total * PER / residents, total, residents, "")
        if similar and all(code in years.index and not pd.isna(years[code]) for code in similar):
            mean = sum(float(years[code]) * PER / people[code] for code in similar) / len(similar)
            yield _with_base(head, SIMILAR, SIMILAR, mean, float("nan"), float("nan"), "inferred-group")


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
