"""Comparisons of counts, and of their rates, from monthly series.

A comparison has no percentage change where the earlier count is under the small base: the difference speaks, with the interval of the
ratio. It is not comparable where the two windows hold or straddle a break that is not bridged, and, for a borough, where the
share of offences that could not be placed moved by more than the tolerance between them.

The test is of events a day and the interval shown is of the whole windows: where one of two windows has a leap day they may disagree on
whether the change is clear. Then it is not called clear, and flagged ``leap-day``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.comparisons.count_tests import tested_counts
from build_scripts.comparisons.rules import Pairing, pairings
from build_scripts.comparisons.verdicts import is_clear, verdict_of
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.population import Population
from build_scripts.indicators.series import MonthlySeries
from build_scripts.statistics.dispersion import dispersion

NOT_TESTED_RULES = ("previous-quarter",)
LEAP_DAY = "leap-day"
PERCENT = 100.0
PER = 1000.0
DISPERSION_MONTHS = 36
# Month of the year and trend take 13 parameters: with fewer months than this too little is left to see the dispersion by.
FEWEST_DISPERSION_MONTHS = 24


@dataclass(frozen=True)
class CountContext:
    """What a comparison of counts needs beside the series.

    ``boroughs`` and ``unallocated`` are area codes; ``small_base`` a count; ``unallocated_tolerance`` in percentage points; ``area_ends``
    how many quarter ends areas within the force are compared at, counted back from the series' last.
    """

    force_area: str
    boroughs: frozenset[str]
    unallocated: frozenset[str]
    breaks: tuple[Break, ...]
    population: Population
    small_base: float
    unallocated_tolerance: float
    area_ends: int


def compare_counts(series: MonthlySeries, direction: str, context: CountContext, *, covered_from: int | None) -> pd.DataFrame:
    """The comparisons of one component of one extract (schema ``tables.COMPARISONS``), p-values not yet adjusted, no sentences.

    ``covered_from`` is the first month of a newer extract of the component, None where there is none. Boroughs are compared in the newest
    extract that covers both windows: those of different extracts may follow different geographies.
    """
    return _tested(list(_untested_rows(series, context, covered_from)), direction, context)


def compare_pairing(series: MonthlySeries, pairing: Pairing, direction: str, context: CountContext) -> pd.DataFrame:
    """One comparison of one component for the whole force (schema ``tables.COMPARISONS``), p-value not yet adjusted, no sentence."""
    area = context.force_area
    divided = {area: dividing(context.breaks, indicator=series.indicator, source=series.source, area_code=area)}
    phi = _dispersions(series, [area], pairing.period.last, divided)[area]
    return _tested([_row(series, area, pairing, divided[area], phi, context, {})], direction, context)


def _tested(rows: list[dict], direction: str, context: CountContext) -> pd.DataFrame:
    if not rows:
        return tables.empty(tables.COMPARISONS)
    frame = pd.DataFrame(rows)
    for name in ("exposure", "base_exposure", "phi", "reason"):
        if name not in frame:
            frame[name] = "" if name == "reason" else np.nan
    pairs = frame[frame["exposure"].notna()].rename(columns={"numerator": "count", "base_numerator": "base_count"})
    if not pairs.empty:
        frame = _with_tests(frame, pairs, direction, context.small_base)
    return tables.completed(frame.drop(columns=["exposure", "base_exposure", "months", "days_ratio"], errors="ignore"), tables.COMPARISONS)


def _with_tests(frame: pd.DataFrame, pairs: pd.DataFrame, direction: str, small_base: float) -> pd.DataFrame:
    tested = tested_counts(pairs, small_base)
    # The test is of rates a day, so that a leap day is no change; what is published is a count or a rate of the whole window.
    lower = tested["ratio_lower"] * pairs["days_ratio"]
    upper = tested["ratio_upper"] * pairs["days_ratio"]
    in_per_cent = pairs["base_count"] >= small_base
    disagree = (pairs["days_ratio"] != 1) & (_leaves_out_one(tested["ratio_lower"], tested["ratio_upper"]) != _leaves_out_one(lower, upper))
    frame.loc[disagree.index[disagree], "flags"] += f" {LEAP_DAY}"
    frame["flags"] = frame["flags"].str.strip()
    frame["phi"] = np.nan
    frame.loc[pairs.index, ["test", "phi", "p_value"]] = tested[["test", "phi", "p_value"]]
    frame.loc[pairs.index, "interval_of"] = np.where(tested["test"] == "", "", np.where(in_per_cent, "change", "ratio"))
    frame.loc[pairs.index, "lower_95"] = np.where(in_per_cent, PERCENT * (lower - 1), lower)
    frame.loc[pairs.index, "upper_95"] = np.where(in_per_cent, PERCENT * (upper - 1), upper)
    frame.loc[pairs.index, "verdict"] = [
        "not-available" if test == "" else verdict_of(direction, difference, is_clear(p_value, low, high, 1.0))
        for test, difference, p_value, low, high in zip(
            tested["test"], pairs["change_absolute"], tested["p_value"], lower, upper.fillna(np.inf), strict=True
        )
    ]
    untested = tested.index[tested["test"] == ""]
    frame.loc[untested, "reason"] = "not-tested"
    return frame


def _leaves_out_one(lower: pd.Series, upper: pd.Series) -> pd.Series:
    """Whether intervals of a ratio leave out that nothing changed: never where they are not known; without an upper end, by the lower."""
    return (lower > 1) | (upper < 1)


def _untested_rows(series: MonthlySeries, context: CountContext, covered_from: int | None) -> Iterator[dict]:
    ends = _compared_ends(series, covered_from)
    areas = [area for area in series.areas if area == context.force_area or area in context.boroughs]
    divided = {area: dividing(context.breaks, indicator=series.indicator, source=series.source, area_code=area) for area in areas}
    shares: dict[str, float] = {}
    quarter_ends = [end for end in ends if periods.is_quarter_end(end)]
    for last in reversed(ends):
        here = [area for area in areas if area == context.force_area or last in quarter_ends[-context.area_ends :]]
        windows = [pairing for period in _windows_to(last) for pairing in pairings(period)]
        if covered_from is not None and all(pairing.base.first >= covered_from for pairing in windows):
            here = [area for area in here if area == context.force_area]
        dispersions = _dispersions(series, here, last, divided)
        for area in here:
            for pairing in windows:
                if area != context.force_area and covered_from is not None and pairing.base.first >= covered_from:
                    continue
                row = _row(series, area, pairing, divided[area], dispersions[area], context, shares)
                yield row
                if pairing.rule == "r12":
                    rate = _rate_row(row, pairing, area, context)
                    if rate is not None:
                        yield rate


def _compared_ends(series: MonthlySeries, covered_from: int | None) -> list[int]:
    """The last months of the windows compared: the quarter ends, and the last month held where no newer extract goes on from there."""
    last = int(series.months[-1])
    return [int(month) for month in series.months if periods.is_quarter_end(int(month)) or (month == last and covered_from is None)]


def _windows_to(last: int) -> list[periods.Period]:
    """The rolling 12 months that end with a month and, where it ends one, the quarter."""
    windows = [periods.rolling_year(last)]
    return [*windows, periods.quarter_of(last)] if periods.is_quarter_end(last) else windows


def _dispersions(series: MonthlySeries, areas: list[str], last: int, divided: dict[str, tuple[Break, ...]]) -> dict[str, float]:
    """How much more the months of each area vary than chance alone, on the 36 months to the month ``last`` that no break divides."""
    by_first: dict[int, list[str]] = {}
    for area in areas:
        after = max((one.first_month_after for one in divided[area] if one.first_month_after <= last), default=series.first_month)
        by_first.setdefault(max(last - DISPERSION_MONTHS + 1, after, series.first_month), []).append(area)
    found: dict[str, float] = {}
    for first, members in by_first.items():
        if last - first + 1 < FEWEST_DISPERSION_MONTHS:
            found |= dict.fromkeys(members, float("nan"))
            continue
        chosen = [series.areas.index(area) for area in members]
        counts = series.values[chosen, first - series.first_month : last + 1 - series.first_month]
        found |= dict(zip(members, np.atleast_1d(dispersion(counts, range(first, last + 1))).tolist(), strict=True))
    return found


def _row(
    series: MonthlySeries,
    area: str,
    pairing: Pairing,
    breaks: tuple[Break, ...],
    phi: float,
    context: CountContext,
    shares: dict[str, float],
) -> dict:
    value = series.total(area, pairing.period)
    base = series.total(area, pairing.base)
    row = {
        "indicator": series.indicator,
        "rule": pairing.rule,
        "component": series.component,
        "measure": "count",
        "area_code": area,
        "extract": series.extract,
        "period": pairing.period.text,
        "value": value,
        "base_period": pairing.base.text,
        "base_value": base,
        "base_area": area,
        "numerator": value,
        "base_numerator": base,
        "change_unit": "%",
        "flags": "",
    }
    if area in context.boroughs:
        for name, period in (("unallocated_share", pairing.period), ("base_unallocated_share", pairing.base)):
            if period.text not in shares:
                shares[period.text] = _unallocated_share(series, period, context)
            row[name] = shares[period.text]
    obstacle = _obstacle(series, pairing, row, breaks, context)
    if obstacle:
        return row | obstacle
    row |= {
        "change": PERCENT * (value / base - 1) if base >= context.small_base else float("nan"),
        "change_absolute": value - base,
        "reason": "from-zero" if base == 0 else "small-base" if base < context.small_base else "",
    }
    if pairing.rule in NOT_TESTED_RULES:
        return row | {"verdict": "not-available", "reason": "display-only"}
    return row | {
        "exposure": float(pairing.period.days),
        "base_exposure": float(pairing.base.days),
        "days_ratio": pairing.period.days / pairing.base.days,
        "months": len(pairing.period.months),
        "phi": phi,
    }


def _unallocated_share(series: MonthlySeries, period: periods.Period, context: CountContext) -> float:
    """Per cents of the force's count in the period that no borough holds."""
    whole = series.total(context.force_area, period)
    if not whole > 0:
        return float("nan")
    # Of what is counted in few places an extract has no row for some: nothing of it stands there.
    counted = [area for area in series.areas if area in context.unallocated and not np.isnan(series.row(area)).all()]
    return PERCENT * sum(series.total(area, period) for area in counted) / whole


def _obstacle(series: MonthlySeries, pairing: Pairing, row: dict, breaks: tuple[Break, ...], context: CountContext) -> dict | None:
    """Why the two figures can not be compared, if they can not."""
    if np.isnan(row["value"]):
        return {"verdict": "not-available", "reason": "incomplete-window"}
    if np.isnan(row["base_value"]):
        before = pairing.base.first < series.first_month
        return {"verdict": "not-available", "reason": "no-base-period" if before else "incomplete-window"}
    first = min(pairing.base.first, pairing.period.first)
    last = max(pairing.base.last, pairing.period.last)
    if any(one.lies_within(first, last) for one in breaks):
        return {"verdict": "not-comparable", "reason": "break-in-series", "flags": "b"}
    if abs(row.get("unallocated_share", np.nan) - row.get("base_unallocated_share", np.nan)) > context.unallocated_tolerance:
        return {"verdict": "not-comparable", "reason": "unallocated-moved"}
    return None


def _rate_row(row: dict, pairing: Pairing, area: str, context: CountContext) -> dict | None:
    """The same comparison of the rates per 1,000 residents: the count's test, with people as well as days as exposure.

    There is none where a count or a population is not known: the comparison of the counts says why.
    """
    if np.isnan(row["value"]) or np.isnan(row["base_value"]):
        return None
    later = context.population.at(area, pairing.period)
    earlier = context.population.at(area, pairing.base)
    if later is None or earlier is None:
        return None
    people, _, estimated = later
    people_before, _, estimated_before = earlier
    rate = row | {
        "measure": "rate",
        "value": row["value"] * PER / people,
        "base_value": row["base_value"] * PER / people_before,
        "denominator": people,
        "base_denominator": people_before,
        "flags": f"{row['flags']} e".strip() if estimated or estimated_before else row["flags"],
    }
    if "change_absolute" in row:
        rate["change_absolute"] = rate["value"] - rate["base_value"]
        if row["base_value"] >= context.small_base:
            rate["change"] = PERCENT * (rate["value"] / rate["base_value"] - 1)
    if "exposure" in row:
        rate["exposure"] = row["exposure"] * people
        rate["base_exposure"] = row["base_exposure"] * people_before
    return rate
