"""Counts and their rates: months, financial quarters, rolling 12 months and financial years.

A window with a missing month has no value, never an estimate (``method``, section 3.1). Rates are per 1,000 residents, for rolling
12 months only: a quarter has no annualised rate.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.indicators.population import Population
from build_scripts.indicators.series import MonthlySeries, window_sums
from build_scripts.statistics import counts as count_statistics

PER = 1000


def months_held(values: np.ndarray, width: int) -> np.ndarray:
    """How many months of each window are held."""
    return window_sums((~np.isnan(values)).astype("float64"), width)


def count_observations(
    series: MonthlySeries,
    population: Population,
    force_area: str,
    provisional_months: int,
    flags_by_area: dict[str, str],
    areas_before: int | None = None,
) -> pd.DataFrame:
    """Observations of one component of one extract (schema ``tables.OBSERVATIONS``).

    The force has every month, quarter, rolling year and financial year; other areas their quarters and the rolling years at quarter ends.
    Of an extract that a newer one covers from the month ``areas_before`` on, other areas have only the windows that begin before it.
    The last ``provisional_months`` of the extract are flagged ``p``; ``flags_by_area`` adds flags to the rates of an area.
    """
    last_closed = series.first_month + series.values.shape[1] - 1 - provisional_months
    parts = []
    for period_type, width, at_quarter_ends in (
        (periods.MONTH, 1, False),
        (periods.QUARTER, 3, True),
        (periods.ROLLING_YEAR, 12, False),
        (periods.FINANCIAL_YEAR, 12, True),
    ):
        parts.append(_windows(series, period_type, width, at_quarter_ends, force_area, last_closed, areas_before))
    observed = pd.concat([part for part in parts if len(part)], ignore_index=True)
    rates = _rates(observed[observed["period_type"] == periods.ROLLING_YEAR], population, flags_by_area)
    return tables.check(pd.concat([observed, rates], ignore_index=True)[tables.OBSERVATIONS.names], tables.OBSERVATIONS)


def _ends(series: MonthlySeries, period_type: str, width: int) -> np.ndarray:
    ends = series.months[width - 1 :]
    if period_type == periods.QUARTER:
        return ends[ends % 3 == 2]
    if period_type == periods.FINANCIAL_YEAR:
        return ends[ends % 12 == 2]
    return ends


def _period(period_type: str, last: int) -> periods.Period:
    if period_type == periods.MONTH:
        return periods.month(last)
    if period_type == periods.QUARTER:
        return periods.quarter_of(last)
    if period_type == periods.ROLLING_YEAR:
        return periods.rolling_year(last)
    return periods.financial_year(periods.financial_year_of(last))


def _windows(
    series: MonthlySeries,
    period_type: str,
    width: int,
    at_quarter_ends: bool,
    force_area: str,
    last_closed: int,
    areas_before: int | None,
) -> pd.DataFrame:
    ends = _ends(series, period_type, width)
    if not len(ends):
        return pd.DataFrame()
    columns = ends - series.first_month - (width - 1)
    sums = series.window_totals(width)[:, columns]
    named_ends = [_period(period_type, int(last)) for last in ends]
    held = months_held(series.values, width)[:, columns]
    parts = []
    for index, area in enumerate(series.areas):
        of_force = area == force_area
        if not of_force and period_type in (periods.MONTH, periods.FINANCIAL_YEAR):
            continue
        chosen = np.arange(len(ends)) if of_force or at_quarter_ends else np.flatnonzero(ends % 3 == 2)
        if not of_force and areas_before is not None:
            chosen = chosen[ends[chosen] - (width - 1) < areas_before]
        if not len(chosen):
            continue
        named = [named_ends[index_of_end] for index_of_end in chosen]
        value = sums[index, chosen]
        parts.append(
            pd.DataFrame(
                {
                    "area_code": area,
                    "period": [period.text for period in named],
                    "period_start": [period.start.isoformat() for period in named],
                    "period_end": [period.end.isoformat() for period in named],
                    "period_type": period_type,
                    "value": value,
                    "months_present": held[index, chosen],
                    "flags": ["p" if period.last > last_closed else "" for period in named],
                    "reason": np.where(np.isnan(value), "incomplete-window", ""),
                }
            )
        )
    frame = pd.concat(parts, ignore_index=True)
    interval = count_statistics.count_interval(frame["value"].to_numpy())
    return frame.assign(
        indicator=series.indicator,
        component=series.component,
        measure="count",
        group_type="",
        group="",
        extract=series.extract,
        numerator=frame["value"],
        denominator=np.nan,
        n=np.nan,
        n_eff=np.nan,
        population_year=np.nan,
        lower_95=interval.lower,
        upper_95=interval.upper,
    )


def _rates(observed: pd.DataFrame, population: Population, flags_by_area: dict[str, str]) -> pd.DataFrame:
    pairs = list(zip(observed["area_code"], observed["period"], strict=True))
    found: Sequence = [population.at(area, periods.parse(period)) for area, period in pairs]
    known_area = observed["area_code"].isin(population.people).to_numpy()
    rates = observed.loc[known_area].copy()
    found = [one for one, known in zip(found, known_area, strict=True) if known]
    people = np.array([one[0] if one else np.nan for one in found])
    estimated = np.array([bool(one and one[2]) for one in found])
    rates["measure"] = "rate"
    rates["denominator"] = people
    rates["population_year"] = [one[1] if one else np.nan for one in found]
    for column in ("value", "lower_95", "upper_95"):
        rates[column] = rates[column] * PER / people
    rates["flags"] = [
        " ".join(flag for flag in (flags, "e" if guessed else "", flags_by_area.get(area, "")) if flag)
        for flags, guessed, area in zip(rates["flags"], estimated, rates["area_code"], strict=True)
    ]
    rates["reason"] = np.where(np.isnan(people) & (rates["reason"] == ""), "no-population", rates["reason"])
    return rates
