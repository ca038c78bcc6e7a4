"""Counts straight from a source's categories, for what no indicator holds: ``recounts`` of the ledger says what a subject is made of.

A source counts by month or by quarter. A longer period is the sum of those that fill it, and null where one of them is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.claims.ledger import read_recounts
from build_scripts.indicators.series import MonthlySeries, monthly_series
from build_scripts.packages.reading import Instance, read_readings

COUNT_ROLE, PART_ROLE, WHOLE_ROLE = "count", "numerator", "denominator"
PERCENT = 100.0
MONTHS_OF_A_QUARTER = 3

# The value at an area and a period; null where it is not held.
ValueAt = Callable[[str, str], float]


@dataclass(frozen=True)
class QuarterlyCounts:
    """Quarters of a subject: ``quarters`` by area and quarter, a number of offences."""

    quarters: dict[tuple[str, str], float]

    def total(self, area_code: str, period: periods.Period) -> float:
        """The sum over the quarters that fill the period; null where one is missing, or where they do not fill it."""
        filling = [periods.quarter_of(month) for month in period.months[::MONTHS_OF_A_QUARTER]]
        if filling[0].first != period.first or filling[-1].last != period.last:
            return np.nan
        return float(sum(self.quarters.get((area_code, quarter.text), np.nan) for quarter in filling))


@dataclass(frozen=True)
class Recount:
    """What a subject comes to in one extract of one source; ``is_share``: a percentage, otherwise a count."""

    subject: str
    source: str
    extract: str
    is_share: bool
    at: ValueAt


def read(instance: Instance, force_area: str) -> tuple[Recount, ...]:
    """Every subject of ``recounts``, from every extract that holds its categories."""
    made_of = read_recounts(instance)
    readings = read_readings(instance)
    used = readings[readings["source"].isin(set(made_of["source"])) & readings["category"].isin(set(made_of["category"]))]
    totals: dict[tuple[str, str, str], dict[str, ValueAt]] = {}
    for series in monthly_series(instance, used, force_area, made_of):
        totals.setdefault((series.indicator, series.source, series.extract), {})[series.role] = _of_months(series)
    for (subject, source, extract, role), counts in _quarterly(used, made_of):
        totals.setdefault((subject, source, extract), {})[role] = _of_quarters(counts)
    return tuple(_recount(*key, roles) for key, roles in totals.items())


def _recount(subject: str, source: str, extract: str, roles: dict[str, ValueAt]) -> Recount:
    if COUNT_ROLE in roles:
        return Recount(subject, source, extract, False, roles[COUNT_ROLE])
    part, whole = roles[PART_ROLE], roles[WHOLE_ROLE]
    return Recount(subject, source, extract, True, lambda area, period: PERCENT * part(area, period) / whole(area, period))


def _of_months(series: MonthlySeries) -> ValueAt:
    return lambda area, period: series.total(area, periods.parse(period)) if area in series.areas else np.nan


def _of_quarters(counts: QuarterlyCounts) -> ValueAt:
    return lambda area, period: counts.total(area, periods.parse(period))


def _quarterly(readings: pd.DataFrame, made_of: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str, str], QuarterlyCounts]]:
    """By subject, source, extract and role: the sums over the subject's categories; no sum where one of them is missing."""
    quarters = readings[(readings["period_type"] == periods.QUARTER) & (readings["group_type"] == "")]
    for (subject, source, role), rows in made_of.groupby(["indicator", "source", "role"], sort=True):
        categories = set(rows["category"])
        chosen = quarters[(quarters["source"] == source) & quarters["category"].isin(categories)]
        for extract, held in chosen.groupby("extract", sort=True):
            sums = held.groupby(["area_code", "period"])["value"].agg(["sum", "count"])
            whole = sums.loc[sums["count"] == len(categories), "sum"]
            yield (subject, source, extract, role), QuarterlyCounts(whole.to_dict())
