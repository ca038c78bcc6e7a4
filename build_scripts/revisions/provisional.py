"""How long a figure is provisional: what the register says, until the extracts themselves can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from build_scripts import periods
from build_scripts.indicators.observe import constant, setting
from build_scripts.packages.reading import Instance
from build_scripts.revisions.triangle import sources_of, triangle

REGISTER, TRIANGLE = "register", "triangle"
PERCENT = 100.0
# Of windows that hold the same months the shortest tells: the others repeat it.
SHORTEST_FIRST = (periods.MONTH, periods.QUARTER, periods.FINANCIAL_YEAR, periods.CALENDAR_YEAR, periods.ROLLING_YEAR)


@dataclass(frozen=True)
class Provisional:
    """``months`` after a period's end its figure may still change. ``basis``: register, or triangle with the number of ``periods`` seen.

    ``at_least``: the figures still moved in the latest extract, so that it may take longer.
    """

    months: int
    basis: str
    periods: int = 0
    at_least: bool = False


def provisional_time(held: pd.DataFrame, register_months: int, minimum_extracts: int, settled: float) -> Provisional:
    """How long the figures of a triangle (the counts of one source) are provisional.

    Told by the periods that ``minimum_extracts`` or more extracts hold and whose first one was taken within the register's months of their
    end: what moves in older figures is a recount, and says nothing of young ones. At each age in months every count of the source is set
    against its latest value, all together, ``100 * sum(|value - latest|) / sum(latest)``, as one offence more is half the homicides of a
    month. The time is the youngest age from which on this stays within ``settled`` per cent. Where it does not before the latest extract,
    it is the age of that one, at least. Without such a period it is ``register_months``.
    """
    found = [kind for kind in SHORTEST_FIRST if (held["period_type"] == kind).any()]
    rows = held[held["period_type"] == found[0]] if found else held
    series = rows.groupby(["indicator", "component", "measure", "period"], sort=False)
    followed = (series["extract"].transform("size") >= minimum_extracts) & (series["months_after"].transform("min") <= register_months)
    rows = rows.assign(latest=series["value"].transform("last"), is_latest=series.cumcount(ascending=False) == 0)[followed]
    if rows.empty:
        return Provisional(register_months, REGISTER)
    looks = rows[~rows["is_latest"]]
    by_age = looks.assign(apart=(looks["value"] - looks["latest"]).abs()).groupby("months_after")[["apart", "latest"]].sum()
    moved = by_age.index[by_age["apart"] > settled / PERCENT * by_age["latest"]]
    told = int(rows["period"].nunique())
    if not len(moved):
        return Provisional(int(by_age.index.min()), TRIANGLE, told)
    later = by_age.index[by_age.index > moved.max()]
    if not len(later):
        return Provisional(int(rows.loc[rows["is_latest"], "months_after"].max()), TRIANGLE, told, at_least=True)
    return Provisional(int(later.min()), TRIANGLE, told)


def provisional_times(instance: Instance, held: pd.DataFrame) -> dict[str, Provisional]:
    """How long the figures of each source are provisional that declares a time, from a triangle (``triangle.COLUMNS``) of all of them."""
    minimum, settled = int(constant(instance, "triangle-minimum-extracts")), constant(instance, "settled-revision")
    declared = instance.table("sources", "sources").set_index("source")["provisional_months"]
    return {
        str(source): provisional_time(rows, int(declared[source]), minimum, settled)
        for source, rows in held[held["measure"] == "count"].groupby("source", sort=True)
        if source in declared.index and declared[source] > 0
    }


def months_told_by_extracts(instance: Instance, observations: pd.DataFrame) -> Mapping[str, int]:
    """The provisional months of the sources whose extracts tell them (schema ``tables.OBSERVATIONS``); empty while none does."""
    extracts = instance.table("sources", "extracts").groupby("source")["extract"].nunique()
    if extracts.max() < constant(instance, "triangle-minimum-extracts"):
        return {}
    held = triangle(observations, setting(instance, "police_force_area"), sources_of(instance))
    return {source: one.months for source, one in provisional_times(instance, held).items() if one.basis == TRIANGLE}
