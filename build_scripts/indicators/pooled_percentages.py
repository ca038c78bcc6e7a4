"""Percentages of longer windows from the shorter ones that a survey publishes: quarters from months, rolling 12 months from either.

Answers are not published, only percentages, so a window is their mean with equal weights, flagged ``approximate``, and its sample is the
sum of theirs (``method``, section 3.1). A window with a period missing has no value, never an estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.statistics import proportions

PERCENT = 100.0
STEPS = {periods.MONTH: 1, periods.QUARTER: 3}
"""The types of period that can be pooled, and how many months each has."""

_WINDOWS: tuple[tuple[str, int, Callable[[int], periods.Period]], ...] = (
    (periods.QUARTER, 3, periods.quarter_of),
    (periods.ROLLING_YEAR, 12, periods.rolling_year),
)


def pooled(observed: pd.DataFrame) -> pd.DataFrame:
    """The windows that the published percentages of one component make up (schema ``tables.OBSERVATIONS``).

    ``observed`` are its observations of every extract. Windows end with a quarter; a type of period that the source publishes itself is
    never worked out beside it.
    """
    published = set(observed["period_type"])
    rows: list[dict] = []
    for (_, _, _, _, period_type), part in observed.groupby(["extract", "area_code", "group_type", "group", "period_type"], sort=True):
        if period_type not in STEPS:
            continue
        by_end = {periods.parse_as(row["period"], period_type).last: row for row in part.to_dict("records")}
        for kind, width, window in _WINDOWS:
            if kind not in published and width > STEPS[period_type]:
                rows.extend(_windows(by_end, STEPS[period_type], width, window))
    return tables.from_rows(rows, tables.OBSERVATIONS)


def _windows(by_end: dict[int, dict], step: int, width: int, window: Callable[[int], periods.Period]) -> Iterator[dict]:
    first, last = min(by_end) - step + 1, max(by_end)
    for end in range(first + width - 1, last + 1):
        if periods.is_quarter_end(end):
            parts = [by_end[part] for part in range(end - width + step, end + 1, step) if part in by_end]
            held = [row for row in parts if not np.isnan(row["value"])]
            yield _pooled_row(by_end[last], window(end), held, width, step)


def _pooled_row(like: dict, period: periods.Period, held: list[dict], width: int, step: int) -> dict:
    row = {name: like[name] for name in ("indicator", "component", "measure", "area_code", "group_type", "group", "extract")} | {
        "period": period.text,
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "period_type": period.type,
        "months_present": float(step * len(held)),
    }
    if step * len(held) < width:
        return row | {"value": np.nan, "reason": "incomplete-window"}
    value = float(np.mean([one["value"] for one in held]))
    effective = float(np.sum([one["n_eff"] for one in held]))
    flags = dict.fromkeys(flag for one in held for flag in one["flags"].split())
    row |= {"value": value, "n": float(np.sum([one["n"] for one in held])), "n_eff": effective, "flags": " ".join([*flags, "approximate"])}
    if not np.isnan(effective):
        interval = proportions.wilson(value / PERCENT, effective)
        row |= {"lower_95": interval.lower * PERCENT, "upper_95": interval.upper * PERCENT}
    return row
