"""Readings and composition together: monthly counts of each component, by area.

A component of an indicator is made of categories of a source (``composition``). Of each extract that holds them, the months it
covers become one matrix, areas by months. A category absent from a month that the extract covers is zero where the resource says
so; a month outside what the extract covers is missing (null), and so is every month that ``registers/gaps-in-series`` declares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.indicators.extracts import newest_first
from build_scripts.packages.reading import Instance

EVERY_CATEGORY = "*"
ALL_OFFENCES = "all-offences"


@dataclass(frozen=True)
class MonthlySeries:
    """Monthly counts of one component, of one extract.

    ``values`` has a row an area (``areas``) and a column a month from ``first_month`` (an ordinal); null where a month is missing.
    """

    indicator: str
    component: str
    measure: str
    role: str
    source: str
    extract: str
    areas: tuple[str, ...]
    first_month: int
    values: np.ndarray
    _totals: dict[int, np.ndarray] = field(default_factory=dict, compare=False, repr=False)

    @property
    def months(self) -> np.ndarray:
        """The ordinals of its columns."""
        return np.arange(self.first_month, self.first_month + self.values.shape[1])

    def row(self, area_code: str) -> np.ndarray:
        """The months of one area. Raises KeyError when the area is not held."""
        if area_code not in self.areas:
            raise KeyError(area_code)
        return self.values[self.areas.index(area_code)]

    def total(self, area_code: str, period: periods.Period) -> float:
        """The sum over the period's months, null where one is missing or outside the series."""
        start = period.first - self.first_month
        width = period.last - period.first + 1
        totals = self.window_totals(width)
        if start < 0 or start >= totals.shape[1]:
            return float("nan")
        return float(totals[self.areas.index(area_code), start])

    def window_totals(self, width: int) -> np.ndarray:
        """Sums of ``width`` neighbouring months, null where one is missing: areas by first months."""
        if width not in self._totals:
            self._totals[width] = window_sums(self.values, width)
        return self._totals[width]


def window_sums(values: np.ndarray, width: int) -> np.ndarray:
    """Sums of ``width`` neighbouring columns, null where one of them is; shape (areas, columns - width + 1)."""
    if values.shape[1] < width:
        return np.empty((values.shape[0], 0))
    return np.lib.stride_tricks.sliding_window_view(values, width, axis=1).sum(axis=2)


@dataclass(frozen=True)
class _Extract:
    """The monthly readings of one extract of one source, indexed for summing."""

    categories: dict[str, pd.DataFrame]
    totals: frozenset[str]
    areas: tuple[str, ...]
    covered: frozenset[int]
    absent_is_zero: bool


def _coverage(instance: Instance) -> dict[tuple[str, str], tuple[set[int], bool]]:
    """By source and extract: the months the files cover, and whether an absent category is zero there."""
    covered: dict[tuple[str, str], tuple[set[int], bool]] = {}
    for resource in instance.resources("readings"):
        role = resource.role
        key = (role["source"], role["extract"])
        months, zero = covered.get(key, (set(), True))
        if "coverage" in role:
            first, last = (periods.month_ordinal(text) for text in role["coverage"])
            months = months | set(range(first, last + 1))
        covered[key] = (months, zero and role.get("absent", "missing") == "zero")
    return covered


def _declared_gaps(instance: Instance) -> pd.DataFrame:
    if instance.has("registers", "gaps-in-series"):
        return instance.table("registers", "gaps-in-series")
    return pd.DataFrame(columns=["source", "category", "area_code", "from_month", "to_month", "reason"])


def _total_categories(instance: Instance) -> frozenset[str]:
    """Categories that are totals of others, as the packages of readings declare them."""
    totals = {ALL_OFFENCES}
    for resource in instance.resources("readings"):
        if instance.has(resource.package, "categories"):
            categories = instance.table(resource.package, "categories")
            if "is_total" in categories:
                totals |= set(categories.loc[categories["is_total"].astype("bool"), "category"])
    return frozenset(totals)


def monthly_series(
    instance: Instance, readings: pd.DataFrame, force_area: str, composition: pd.DataFrame | None = None
) -> Iterator[MonthlySeries]:
    """Every component that is made of monthly counts, of every extract that holds it.

    ``force_area`` is the code of the whole police force area: where an extract holds no rows of its own for it, it is the sum of every
    row, unallocated ones too. Composition rows of role ``count``, ``numerator`` and ``denominator`` give series; those of the last two
    are named by their role. ``composition`` is what to make series of, in the columns of ``composition/composition`` (default: that table).
    """
    monthly = readings[(readings["period_type"] == periods.MONTH) & (readings["group_type"] == "")]
    coverage = _coverage(instance)
    totals = _total_categories(instance)
    gaps = _declared_gaps(instance)
    composition = instance.table("composition", "composition") if composition is None else composition
    composition = composition[composition["role"].isin(["count", "numerator", "denominator"])]
    for (source, extract), part in monthly.groupby(["source", "extract"], sort=True):
        wanted = composition[(composition["source"] == source) & composition["extract"].isin(["", extract])]
        if wanted.empty:
            continue
        held = _index(part, coverage.get((source, extract), (set(), False)), totals)
        for (indicator, component, measure, role), rows in wanted.groupby(["indicator", "component", "measure", "role"], sort=False):
            yield from _component_series(held, rows, gaps, force_area, indicator, component, measure, role, source, extract)


def _index(part: pd.DataFrame, coverage: tuple[set[int], bool], totals: frozenset[str]) -> _Extract:
    ordinals = part["period"].map({text: periods.month_ordinal(text) for text in part["period"].unique()})
    frame = pd.DataFrame({"category": part["category"], "area": part["area_code"], "month": ordinals, "value": part["value"]})
    covered, absent_is_zero = coverage
    areas = tuple(sorted(frame["area"].unique()))
    months = frozenset(covered) or frozenset(frame["month"].unique())
    categories = {
        category: rows.pivot(index="area", columns="month", values="value") for category, rows in frame.groupby("category", sort=False)
    }
    return _Extract(categories, totals, areas, months, absent_is_zero)


def _component_series(
    held: _Extract,
    rows: pd.DataFrame,
    gaps: pd.DataFrame,
    force_area: str,
    indicator: str,
    component: str,
    measure: str,
    role: str,
    source: str,
    extract: str,
) -> Iterator[MonthlySeries]:
    first, last = min(held.covered), max(held.covered)
    months = np.arange(first, last + 1)
    shape = (len(held.areas), len(months))
    total = np.zeros(shape)
    seen = np.zeros(shape, dtype=bool)
    found = False
    for row in rows.to_dict("records"):
        from_month = periods.month_ordinal(row["from_month"]) if row["from_month"] else first
        to_month = periods.month_ordinal(row["to_month"]) if row["to_month"] else last
        applies = (months >= from_month) & (months <= to_month)
        for category, of_areas in _categories_of(held, row["category"], force_area):
            table = held.categories[category].reindex(index=held.areas, columns=months).to_numpy(dtype="float64")
            mask = applies[None, :] & np.isin(held.areas, of_areas)[:, None]
            total += np.where(mask & ~np.isnan(table), table, 0.0)
            seen |= mask & ~np.isnan(table)
            found = True
    if not found:
        return
    in_cover = np.isin(months, list(held.covered))
    values = np.where(in_cover[None, :] & (seen | held.absent_is_zero), total, np.nan)
    # An extract may hold categories of several spans: a series begins and ends with its own first and last month.
    of_series = np.flatnonzero(~np.isnan(values).all(axis=0))
    if not len(of_series):
        return
    values, months = values[:, of_series[0] : of_series[-1] + 1], months[of_series[0] : of_series[-1] + 1]
    areas = tuple(held.areas)
    if force_area not in areas:
        areas = (*areas, force_area)
        force_row = np.nansum(values, axis=0)
        force_row[np.isnan(values).all(axis=0)] = np.nan
        values = np.vstack([values, force_row])
    values = _blank_declared_gaps(values, areas, months, gaps, source, set(rows["category"]))
    yield MonthlySeries(indicator, component, measure, role, source, extract, areas, int(months[0]), values)


def _categories_of(held: _Extract, category: str, force_area: str) -> list[tuple[str, list[str]]]:
    """The categories that a composition row names, each with the areas it is summed for.

    In a condensed extract the areas within the force hold only some categories and their own total, so ``*`` is the sum of
    categories for the force and the stored total for every other area.
    """
    if category != EVERY_CATEGORY:
        return [(category, list(held.areas))] if category in held.categories else []
    within = [area for area in held.areas if area != force_area]
    parts = [name for name in held.categories if name not in held.totals]
    if ALL_OFFENCES not in held.categories:
        return [(name, list(held.areas)) for name in parts]
    return [(ALL_OFFENCES, within), *((name, [force_area]) for name in parts)]


def _blank_declared_gaps(
    values: np.ndarray, areas: tuple[str, ...], months: np.ndarray, gaps: pd.DataFrame, source: str, categories: set[str]
) -> np.ndarray:
    for gap in gaps[gaps["source"] == source].to_dict("records"):
        if gap["category"] not in ("", EVERY_CATEGORY) and gap["category"] not in categories:
            continue
        in_gap = (months >= periods.month_ordinal(gap["from_month"])) & (months <= periods.month_ordinal(gap["to_month"]))
        of_area = np.ones(len(areas), dtype=bool) if gap["area_code"] in ("", EVERY_CATEGORY) else np.isin(areas, [gap["area_code"]])
        values = np.where(of_area[:, None] & in_gap[None, :], np.nan, values)
    return values


def newest_covering(series: list[MonthlySeries], months: range) -> MonthlySeries | None:
    """Of several extracts of one component, the newest whose files cover all the months."""
    by_extract = {one.extract: one for one in series}
    for extract in newest_first(by_extract):
        one = by_extract[extract]
        if one.first_month <= months.start and months.stop <= one.first_month + one.values.shape[1]:
            return one
    return None
