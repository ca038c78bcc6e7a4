"""How much a measure's figures moved on the whole: mean, mean absolute and largest revision, and changes whose sign turned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import periods
from build_scripts.indicators.extracts import extract_date
from build_scripts.revisions.triangle import SERIES

# Quarters follow each other without overlap, so each month counts once; a survey that pools 12 months has nothing shorter. Single months
# speak where extracts share too few of them for a quarter.
PREFERRED = (periods.QUARTER, periods.ROLLING_YEAR, periods.FINANCIAL_YEAR, periods.CALENDAR_YEAR, periods.MONTH)


@dataclass(frozen=True)
class RevisionSummary:
    """The revisions of one measure from one source.

    Means are over ``periods`` of ``period_type`` from ``first_period`` to ``last_period``, first extract against latest, in ``unit``
    (per cents of a count, points of a percentage). Of ``changes`` 12-month changes that two extracts give, ``flips`` have opposite signs.
    """

    indicator: str
    component: str
    measure: str
    source: str
    extracts: tuple[str, ...]
    period_type: str
    periods: int
    first_period: str
    last_period: str
    unit: str
    mean_revision: float
    mean_absolute_revision: float
    largest_revision: float
    changes: int
    flips: int


def summarise(moved: pd.DataFrame, comparisons: pd.DataFrame, force_area: str) -> list[RevisionSummary]:
    """A summary of each series of ``triangle.movements``; ``comparisons`` has the schema ``tables.COMPARISONS``."""
    signs = _signs(comparisons, force_area)
    found = []
    for (indicator, component, measure, source), rows in moved.groupby(SERIES, sort=False):
        period_type = next((one for one in PREFERRED if one in set(rows["period_type"])), None)
        chosen = rows[(rows["period_type"] == period_type) & rows["revision"].notna()]
        if chosen.empty:
            continue
        extracts = tuple(sorted({*chosen["first_extract"], *chosen["latest_extract"]}, key=extract_date))
        changes, flips = _flips(signs.get((indicator, component, measure), {}), chosen=extracts)
        revisions = chosen["revision"].to_numpy()
        found.append(
            RevisionSummary(
                indicator,
                component,
                measure,
                source,
                extracts=extracts,
                period_type=str(period_type),
                periods=len(chosen),
                first_period=chosen["period"].iloc[0],
                last_period=chosen["period"].iloc[-1],
                unit=chosen["revision_unit"].iloc[0],
                mean_revision=float(revisions.mean()),
                mean_absolute_revision=float(np.abs(revisions).mean()),
                largest_revision=float(revisions[np.abs(revisions).argmax()]),
                changes=changes,
                flips=flips,
            )
        )
    return found


Signs = dict[str, list[tuple[str, float]]]


def _signs(comparisons: pd.DataFrame, force_area: str) -> dict[tuple[str, str, str], Signs]:
    """By series and period: the sign of the change over 12 months in each extract that gives it."""
    rows = comparisons[
        (comparisons["rule"] == "r12") & (comparisons["area_code"] == force_area) & (comparisons["group_type"] == "")
    ].dropna(subset=["value", "base_value"])
    found: dict[tuple[str, str, str], Signs] = {}
    signs = np.sign(rows["value"] - rows["base_value"])
    columns = (rows[name] for name in ("indicator", "component", "measure", "period", "extract"))
    for indicator, component, measure, period, extract, sign in zip(*columns, signs, strict=True):
        found.setdefault((indicator, component, measure), {}).setdefault(period, []).append((extract, float(sign)))
    return found


def _flips(signs: Signs, chosen: tuple[str, ...]) -> tuple[int, int]:
    """How many periods two of the extracts give a change for, and in how many the first and the latest have opposite signs."""
    changes = flips = 0
    for of_period in signs.values():
        ordered = sorted((extract_date(extract), sign) for extract, sign in of_period if extract in chosen)
        if len(ordered) > 1:
            changes += 1
            flips += ordered[0][1] * ordered[-1][1] < 0
    return changes, flips
