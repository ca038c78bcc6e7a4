"""Comparisons of a gap between two groups over time: has it moved, and has it become narrower.

The test is the difference of differences: the variances of the four percentages add (``method``, section 3.6). A gap can narrow because
either group moved, so the levels of both are in the observations beside it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.comparisons.design_effects import ASSUMED, FLAG, design_effect_decides
from build_scripts.comparisons.percentages import NOT_TESTED_RULES, PERCENT, PercentageContext
from build_scripts.comparisons.rules import Pairing, pairings
from build_scripts.comparisons.verdicts import is_clear, verdict_of
from build_scripts.indicators.breaks import dividing
from build_scripts.indicators.gaps import MEASURE, GapSeries, paired_levels
from build_scripts.statistics import proportions
from build_scripts.statistics.results import TestResult


def compare_gaps(observations: pd.DataFrame, gap: GapSeries, direction: str, context: PercentageContext) -> pd.DataFrame:
    """The comparisons of one gap (schema ``tables.COMPARISONS``), from the percentages of its groups in ``observations``."""
    rows: list[dict] = []
    for (extract, area_code), pairs in paired_levels(observations, gap).groupby(["extract", "area_code"], sort=True):
        by_period = {pair["period"]: pair for pair in pairs.to_dict("records")}
        for pair in by_period.values():
            for pairing in pairings(periods.parse_as(pair["period"], pair["period_type"])):
                head = {"extract": extract, "area_code": area_code, "base_area": area_code}
                rows.append(head | _row(pair, by_period.get(pairing.base.text), pairing, gap, direction, context))
    return tables.from_rows(rows, tables.COMPARISONS)


def _row(now: dict, then: dict | None, pairing: Pairing, gap: GapSeries, direction: str, context: PercentageContext) -> dict:
    flags = dict.fromkeys(f"{now['flags']} {now['flags_base']}".split())
    result = {
        "indicator": gap.indicator,
        "component": gap.component,
        "measure": MEASURE,
        "rule": pairing.rule,
        "period": pairing.period.text,
        "base_period": pairing.base.text,
        "value": now["value"] - now["value_base"],
        "n": now["n"] + now["n_base"],
        "change_unit": "pp",
        "flags": " ".join(flags),
    }
    if np.isnan(result["value"]):
        return result | {"verdict": "not-available", "reason": now["reason"] or now["reason_base"]}
    if then is None:
        return result | {"verdict": "not-available", "reason": "no-base-period"}
    result |= {"base_value": then["value"] - then["value_base"], "base_n": then["n"] + then["n_base"]}
    if np.isnan(result["base_value"]):
        return result | {"verdict": "not-available", "reason": then["reason"] or then["reason_base"]}
    first, last = min(pairing.base.first, pairing.period.first), max(pairing.base.last, pairing.period.last)
    breaks = dividing(context.breaks, indicator=gap.indicator, source=gap.source, area_code=now["area_code"])
    if any(one.lies_within(first, last) for one in breaks):
        return result | {"verdict": "not-comparable", "reason": "break-in-series", "flags": " ".join([*flags, "b"])}
    difference = result["value"] - result["base_value"]
    result |= {"change": difference, "change_absolute": difference}
    shown = {"verdict": "not-available", "reason": "display-only"} if pairing.rule in NOT_TESTED_RULES else {}
    samples = [now["n_eff"], now["n_eff_base"], then["n_eff"], then["n_eff_base"]]
    if np.isnan(samples).any():
        return result | (shown or {"verdict": "not-available", "reason": "no-interval"})
    if min(samples) < context.minimum_sample:
        return result | (shown or {"verdict": "not-available", "reason": "small-sample"})
    if ASSUMED in flags and design_effect_decides(lambda effect: _moved(now, then, effect / context.design_effect), context.plausible):
        result |= {"flags": " ".join([*flags, FLAG])}
    return result | (shown or _tested(now, then, abs(result["value"]) - abs(result["base_value"]), direction, context))


def _tested(now: dict, then: dict, wider_by: float, direction: str, context: PercentageContext) -> dict:
    tested = _moved(now, then, 1.0)
    lower, upper = float(tested.interval.lower) * PERCENT, float(tested.interval.upper) * PERCENT
    p_value = float(tested.p_value)
    return {
        "interval_of": "difference",
        "lower_95": lower,
        "upper_95": upper,
        "test": tested.test,
        "deff": context.design_effect,
        "p_value": p_value,
        "verdict": verdict_of(direction, wider_by, is_clear(p_value, lower, upper, 0.0)),
    }


def _moved(now: dict, then: dict, factor: float) -> TestResult:
    """How far the gap moved, as a fraction of one, were the design effect ``factor`` times the one assumed."""
    return proportions.difference_of_differences(_gap(now, factor), _gap(then, factor))


def _gap(pair: dict, factor: float) -> TestResult:
    return proportions.gap_of_groups(
        pair["value"] / PERCENT, pair["n_eff"] / factor, pair["value_base"] / PERCENT, pair["n_eff_base"] / factor
    )
