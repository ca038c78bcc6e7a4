"""Survey percentages as their publisher gives them: years, rolling 12 months, quarters or months.

Where the publisher gives no number of interviews, the sample that it states for a year is assumed, divided by an assumed design effect;
both are flagged (``method``, section 3.5). The interval is Wilson's on the effective sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from build_scripts import periods, tables
from build_scripts.statistics import proportions

PERCENT = 100.0
PERIODS_IN_A_YEAR = {periods.QUARTER: 4, periods.MONTH: 12}


@dataclass(frozen=True)
class SurveyDesign:
    """What is known or assumed of a survey: interviews a year (for the force, for a borough) and the design effect.

    ``earlier_samples`` are (year, interviews) pairs: the yearly sample of the force before that year. ``group_shares`` gives the share of
    the interviews that are with a group, where that is assumed.
    """

    force_sample: float | None
    earlier_samples: tuple[tuple[int, float], ...]
    area_sample: float | None
    design_effect: float
    rounded_at_source: bool
    group_shares: Mapping[str, float] = field(default_factory=dict)

    def sample(self, of_force: bool, period: periods.Period, group: str = "") -> float | None:
        """Interviews assumed behind a figure of that period, for everybody or a group; None where nothing is known."""
        yearly = self.area_sample
        if of_force:
            before = [size for year, size in self.earlier_samples if period.end.year < year]
            yearly = before[0] if before else self.force_sample
        share = self.group_shares.get(group) if group else 1.0
        if yearly is None or share is None:
            return None
        return yearly * share / PERIODS_IN_A_YEAR.get(period.type, 1)


def percentage_observations(
    readings: pd.DataFrame, indicator: str, component: str, measure: str, design: SurveyDesign, force_area: str
) -> pd.DataFrame:
    """Observations of one component (schema ``tables.OBSERVATIONS``) from readings in per cents."""
    rows = []
    for reading in readings.itertuples(index=False):
        period = periods.parse_as(reading.period, reading.period_type)
        of_force = reading.area_code == force_area
        assumed = np.isnan(reading.base)
        sample = design.sample(of_force, period, reading.group) if assumed else reading.base
        effective = np.nan if sample is None else sample / design.design_effect
        lower, upper = reading.lower, reading.upper
        flags = []
        if design.rounded_at_source:
            flags.append("rounded-at-source")
        if sample is not None and np.isnan(lower):
            interval = proportions.wilson(reading.value / PERCENT, effective)
            lower, upper = interval.lower * PERCENT, interval.upper * PERCENT
            flags.append("assumed-deff")
            if assumed:
                flags.append("assumed-base")
        rows.append(
            {
                "indicator": indicator,
                "component": component,
                "measure": measure,
                "area_code": reading.area_code,
                "group_type": reading.group_type,
                "group": reading.group,
                "period": period.text,
                "period_start": period.start.isoformat(),
                "period_end": period.end.isoformat(),
                "period_type": period.type,
                "extract": reading.extract,
                "value": reading.value,
                "n": np.nan if sample is None else sample,
                "n_eff": effective,
                "months_present": float(len(period.months)),
                "lower_95": lower,
                "upper_95": upper,
                "flags": " ".join(flags),
            }
        )
    return tables.from_rows(rows, tables.OBSERVATIONS)
