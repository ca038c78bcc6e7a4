"""Comparisons of survey percentages: in percentage points, by Newcombe's interval on effective sample sizes.

Where a source publishes rolling 12 months only, the quarter comparison is there and says that it is not available: a quarter is never
derived from rolling figures. Where it depends on the assumed design effect whether a change is clear, the comparison says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.comparisons.design_effects import ASSUMED, FLAG, PlausibleDesignEffects, design_effect_decides
from build_scripts.comparisons.rules import Pairing, pairings
from build_scripts.comparisons.verdicts import is_clear, verdict_of
from build_scripts.indicators.breaks import Break, dividing
from build_scripts.statistics import proportions
from build_scripts.statistics.results import TestResult

PERCENT = 100.0
NOT_TESTED_RULES = ("previous-quarter",)


@dataclass(frozen=True)
class PercentageContext:
    """What a comparison of survey percentages needs beside the observations."""

    force_area: str
    breaks: tuple[Break, ...]
    design_effect: float
    plausible: PlausibleDesignEffects
    minimum_sample: float
    area_ends: int


def compare_percentages(observed: pd.DataFrame, source: str, direction: str, context: PercentageContext) -> pd.DataFrame:
    """The comparisons of one component of one extract (schema ``tables.COMPARISONS``), all its areas and groups."""
    rows = list(_untested_rows(observed, source, context))
    if not rows:
        return tables.empty(tables.COMPARISONS)
    frame = pd.DataFrame(rows)
    if "sample" not in frame:
        return tables.completed(frame, tables.COMPARISONS)
    asked = frame[frame["sample"].notna()]
    frame.loc[asked.index, "flags"] = _with_design_effects(asked, context)
    # Where it decides the assumed effect stands in the row, though the row itself may be shown and not tested.
    decided = frame["flags"].str.split().map(lambda flags: FLAG in flags)
    frame.loc[decided, "deff"] = context.design_effect
    pairs = asked[asked["reason"].fillna("") == ""] if "reason" in asked else asked
    tested = _tested(pairs, 1.0)
    lower, upper = tested.interval.lower * PERCENT, tested.interval.upper * PERCENT
    frame.loc[pairs.index, "interval_of"] = "difference"
    frame.loc[pairs.index, "test"] = tested.test
    for name, values in (("lower_95", lower), ("upper_95", upper), ("deff", context.design_effect), ("p_value", tested.p_value)):
        frame.loc[pairs.index, name] = values
    frame.loc[pairs.index, "verdict"] = [
        verdict_of(direction, difference, is_clear(p_value, low, high, 0.0))
        for difference, p_value, low, high in zip(pairs["change"], *map(np.asarray, (tested.p_value, lower, upper)), strict=True)
    ]
    return tables.completed(frame.drop(columns=["sample", "base_sample"]), tables.COMPARISONS)


def _tested(pairs: pd.DataFrame, factor: float) -> TestResult:
    """The differences of pairs of percentages, as fractions of one, were every design effect ``factor`` times the one assumed."""
    return proportions.newcombe(
        pairs["value"].to_numpy() / PERCENT,
        pairs["sample"].to_numpy() / factor,
        pairs["base_value"].to_numpy() / PERCENT,
        pairs["base_sample"].to_numpy() / factor,
    )


def _with_design_effects(pairs: pd.DataFrame, context: PercentageContext) -> list[str]:
    """The flags of the pairs, with that of a design effect that decides: of everybody in the whole area, which stand alone."""
    decides = design_effect_decides(lambda effect: _tested(pairs, effect / context.design_effect), context.plausible)
    alone = (pairs["area_code"] == context.force_area) & (pairs["group_type"] == "")
    flagged = decides & alone.to_numpy() & [ASSUMED in flags.split() for flags in pairs["flags"]]
    return [f"{flags} {FLAG}" if one else flags for flags, one in zip(pairs["flags"], flagged, strict=True)]


def _untested_rows(observed: pd.DataFrame, source: str, context: PercentageContext) -> Iterator[dict]:
    types = set(observed["period_type"])
    for (area, group_type, _), rows in observed.groupby(["area_code", "group_type", "group"], sort=True):
        by_period = {row["period"]: row for row in rows.to_dict("records")}
        ends = sorted(by_period, key=lambda text: periods.parse(text).last)
        if not (area == context.force_area and group_type == ""):
            earliest = periods.parse(ends[-1]).last - 3 * (context.area_ends - 1)
            ends = [text for text in ends if periods.parse(text).last >= earliest]
        for text in ends:
            row = by_period[text]
            for pairing in pairings(periods.parse_as(text, row["period_type"])):
                yield _row(row, by_period.get(pairing.base.text), pairing, source, context)
        if types == {periods.ROLLING_YEAR}:
            last = periods.parse(ends[-1]).last
            for pairing in pairings(periods.quarter_of(last)):
                if pairing.rule == "quarter":
                    yield _head(by_period[ends[-1]], pairing) | {
                        "value": np.nan,
                        "n": np.nan,
                        "verdict": "not-available",
                        "reason": "rolling-only",
                    }


def _head(row: dict, pairing: Pairing) -> dict:
    return {
        "indicator": row["indicator"],
        "rule": pairing.rule,
        "component": row["component"],
        "measure": row["measure"],
        "area_code": row["area_code"],
        "group_type": row["group_type"],
        "group": row["group"],
        "extract": row["extract"],
        "period": pairing.period.text,
        "value": row["value"],
        "base_period": pairing.base.text,
        "base_area": row["area_code"],
        "base_group": row["group"],
        "n": row["n"],
        "change_unit": "pp",
        "flags": row["flags"],
    }


def _row(row: dict, base: dict | None, pairing: Pairing, source: str, context: PercentageContext) -> dict:
    result = _head(row, pairing)
    if base is None:
        return result | {"verdict": "not-available", "reason": "no-base-period"}
    result |= {"base_value": base["value"], "base_n": base["n"]}
    if np.isnan(row["value"]) or np.isnan(base["value"]):
        return result | {"verdict": "not-available", "reason": row["reason"] or base["reason"] or "not-published"}
    first = min(pairing.base.first, pairing.period.first)
    last = max(pairing.base.last, pairing.period.last)
    breaks = dividing(context.breaks, indicator=row["indicator"], source=source, area_code=row["area_code"])
    if any(one.lies_within(first, last) for one in breaks):
        return result | {"verdict": "not-comparable", "reason": "break-in-series", "flags": f"{row['flags']} b".strip()}
    difference = row["value"] - base["value"]
    result |= {"change": difference, "change_absolute": difference}
    shown = {"verdict": "not-available", "reason": "display-only"} if pairing.rule in NOT_TESTED_RULES else {}
    if np.isnan(row["n_eff"]) or np.isnan(base["n_eff"]):
        return result | (shown or {"verdict": "not-available", "reason": "no-interval"})
    if min(row["n_eff"], base["n_eff"]) < context.minimum_sample:
        return result | (shown or {"verdict": "not-available", "reason": "small-sample"})
    return result | shown | {"sample": row["n_eff"], "base_sample": base["n_eff"]}
