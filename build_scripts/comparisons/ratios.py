"""Comparisons of ratios of counts over time: outcome rates, and the rate of one group over that of another.

An outcome rate changes by percentage points, with the interval and test of ``comparisons.outcome_rates``. The rate of one group over that
of another changes by per cent, with those of the logarithm of the ratio of the two (``statistics.ratios``). Counts of this kind vary more
than chance alone: how much is seen from the quarters before the later period's end that no break divides. Where there are too few of them
the change is shown and not tested, but for few outcomes, which are compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.comparisons.outcome_rates import compared_outcome_rates, has_few_outcomes
from build_scripts.comparisons.rules import Pairing, pairings
from build_scripts.comparisons.verdicts import is_clear, verdict_of
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.indicators.outcome_rates import MEASURE as OUTCOME_RATE
from build_scripts.statistics.ratio_dispersion import FEWEST_QUARTERS, MOST_QUARTERS, ratio_dispersion
from build_scripts.statistics.ratios import compare_ratios

MEASURES = (OUTCOME_RATE, "ratio")
NOT_TESTED_RULES = ("previous-quarter",)
PERCENT = 100.0
CARRIED_OVER = ("indicator", "component", "measure", "area_code", "group_type", "group", "extract", "value", "flags")


@dataclass(frozen=True)
class RatioContext:
    """What a comparison of ratios needs beside the observations.

    ``areas`` are the codes compared over time (others are only set beside them); ``small_base`` is the fewest events that a ratio's
    change is given in per cent for, and that an outcome rate is not small with; ``area_ends`` how many quarter ends areas within the force
    are compared at, counted back from the last.
    """

    force_area: str
    areas: frozenset[str]
    breaks: tuple[Break, ...]
    small_base: float
    area_ends: int


def compare_ratio_measures(observed: pd.DataFrame, sources: frozenset[str], direction: str, context: RatioContext) -> pd.DataFrame:
    """The comparisons of one component of one extract (schema ``tables.COMPARISONS``), p-values not yet adjusted, no sentences.

    ``observed`` are its observations, of one of ``MEASURES``; ``sources`` those that its counts come from.
    """
    rows: list[dict] = []
    own = observed[observed["area_code"].isin(context.areas)]
    for (area, _, _), of_area in own.groupby(["area_code", "group_type", "group"], sort=True):
        indicator = of_area["indicator"].iloc[0]
        breaks = tuple(
            one for source in sorted(sources) for one in dividing(context.breaks, indicator=indicator, source=source, area_code=area)
        )
        rows.extend(_of_area(of_area, breaks, direction, context, of_force=area == context.force_area))
    return tables.from_rows(rows, tables.COMPARISONS)


def _of_area(observed: pd.DataFrame, breaks: tuple[Break, ...], direction: str, context: RatioContext, *, of_force: bool) -> Iterator[dict]:
    by_period = {(row["period_type"], row["period"]): row for row in observed.to_dict("records")}
    quarters = _quarters(by_period)
    known = sorted({periods.parse_as(text, kind).last for kind, text in by_period})
    earliest = known[0] if of_force else known[-context.area_ends :][0]
    for (kind, text), row in by_period.items():
        period = periods.parse_as(text, kind)
        if period.last < earliest:
            continue
        for pairing in pairings(period):
            base = by_period.get((kind, pairing.base.text))
            yield _row(row, base, pairing, breaks, quarters, direction, context.small_base)


def _quarters(by_period: dict[tuple[str, str], dict]) -> dict[int, tuple[float, float]]:
    """The two counts of each quarter held, by the ordinal of its last month."""
    return {
        periods.parse(text).last: (row["numerator"], row["denominator"])
        for (kind, text), row in by_period.items()
        if kind == periods.QUARTER and not np.isnan(row["value"])
    }


def _dispersion(quarters: dict[int, tuple[float, float]], last: int, breaks: tuple[Break, ...]) -> float:
    """phi of the quarters up to the month ``last`` that no break divides from it; null where there are too few."""
    after = max((one.first_month_after for one in breaks if one.first_month_after <= last), default=0)
    ends = [end for end in sorted(quarters) if after <= end - 2 and last - 3 * MOST_QUARTERS < end <= last]
    if len(ends) < FEWEST_QUARTERS:
        return float("nan")
    numerators, denominators = zip(*(quarters[end] for end in ends), strict=True)
    return ratio_dispersion(numerators, denominators, ends)


def _row(
    row: dict,
    base: dict | None,
    pairing: Pairing,
    breaks: tuple[Break, ...],
    quarters: dict[int, tuple[float, float]],
    direction: str,
    small_base: float,
) -> dict:
    result = {name: row[name] for name in CARRIED_OVER}
    result |= {
        "rule": pairing.rule,
        "period": pairing.period.text,
        "base_period": pairing.base.text,
        "base_area": row["area_code"],
        "base_group": row["group"],
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "change_unit": "pp" if row["measure"] == OUTCOME_RATE else "%",
    }
    if np.isnan(row["value"]):
        return result | {"verdict": "not-available", "reason": "incomplete-window"}
    if base is None:
        return result | {"verdict": "not-available", "reason": "no-base-period"}
    result |= {"base_value": base["value"], "base_numerator": base["numerator"], "base_denominator": base["denominator"]}
    if np.isnan(base["value"]):
        return result | {"verdict": "not-available", "reason": "incomplete-window"}
    first, last = min(pairing.base.first, pairing.period.first), max(pairing.base.last, pairing.period.last)
    if any(one.lies_within(first, last) for one in breaks):
        return result | {"verdict": "not-comparable", "reason": "break-in-series", "flags": f"{row['flags']} b".strip()}
    result |= {"change_absolute": row["value"] - base["value"]}
    few = False
    if row["measure"] == OUTCOME_RATE:
        few = has_few_outcomes(row["numerator"], base["numerator"], len(pairing.period.months), small_base)
        result |= {"change": result["change_absolute"]}
    elif min(row["numerator"], base["numerator"]) < small_base:
        return result | {"verdict": "not-available", "reason": "small-base"}
    else:
        result |= {"change": PERCENT * (row["value"] / base["value"] - 1)}
    if pairing.rule in NOT_TESTED_RULES:
        return result | {"verdict": "not-available", "reason": "display-only"}
    phi = float("nan") if few else _dispersion(quarters, pairing.period.last, breaks)
    if np.isnan(phi) and not few:
        return result | {"verdict": "not-available", "reason": "not-tested"}
    if row["measure"] == OUTCOME_RATE:
        return result | _tested_rates(row, base, phi, direction, few=few)
    return result | _tested_ratios(row, base, phi, direction)


def _tested_rates(row: dict, base: dict, phi: float, direction: str, *, few: bool) -> dict:
    tested = compared_outcome_rates(row["numerator"], row["denominator"], base["numerator"], base["denominator"], phi=phi, few=few)
    lower, upper, p_value = float(tested.interval.lower), float(tested.interval.upper), float(tested.p_value)
    return {
        "interval_of": "difference",
        "lower_95": lower,
        "upper_95": upper,
        "test": tested.test,
        "phi": phi,
        "p_value": p_value,
        "verdict": verdict_of(direction, row["value"] - base["value"], is_clear(p_value, lower, upper, 0.0)),
    }


def _tested_ratios(row: dict, base: dict, phi: float, direction: str) -> dict:
    tested = compare_ratios(row["numerator"], row["denominator"], base["numerator"], base["denominator"], phi)
    # The values may be divided by populations of different years: a known factor, which moves the interval with the estimate.
    factor = row["value"] / base["value"] / tested.estimate
    lower, upper, p_value = float(tested.interval.lower * factor), float(tested.interval.upper * factor), float(tested.p_value)
    difference = row["value"] - base["value"]
    if direction == "narrow":
        difference = abs(np.log(row["value"])) - abs(np.log(base["value"]))
    return {
        "interval_of": "change",
        "lower_95": PERCENT * (lower - 1),
        "upper_95": PERCENT * (upper - 1),
        "test": tested.test,
        "phi": phi,
        "p_value": p_value,
        "verdict": verdict_of(direction, difference, is_clear(p_value, lower, upper, 1.0)),
    }
