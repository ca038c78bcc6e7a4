"""Gaps between two groups of people asked, in percentage points: the one group's percentage less the other's.

Which groups are compared is declared in ``composition/gaps``. They are independent samples; the interval is Newcombe's on their effective
sizes (``method``, section 3.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from build_scripts import tables
from build_scripts.indicators.surveys import survey_of
from build_scripts.packages.reading import Instance
from build_scripts.statistics import proportions

MEASURE = "gap"
PERCENT = 100.0
PERIOD = ("area_code", "period", "period_start", "period_end", "period_type", "extract")


@dataclass(frozen=True)
class GapSeries:
    """A gap that the composition declares: between ``group`` and ``base_group`` of one series of percentages.

    ``levels_indicator`` and ``levels_component`` name that series; ``source`` and ``survey`` are where its answers come from.
    """

    indicator: str
    component: str
    levels_indicator: str
    levels_component: str
    source: str
    survey: str
    group_type: str
    group: str
    base_group: str


def gap_series(instance: Instance) -> list[GapSeries]:
    """Every gap of the composition: a row of the measure ``gap`` names a category of a source, ``composition/gaps`` the groups.

    The levels are the series of percentages made of the same category. Raises KeyError, naming the category, when there is none.
    """
    composition = instance.table("composition", "composition")
    groups = instance.table("composition", "gaps").to_dict("records") if instance.has("composition", "gaps") else []
    levels = {
        (row["source"], row["category"]): (row["indicator"], row["component"])
        for row in composition[composition["measure"] == "percentage"].to_dict("records")
    }
    found: list[GapSeries] = []
    for row in composition[composition["measure"] == MEASURE].to_dict("records"):
        indicator, component = levels[row["source"], row["category"]]
        found.extend(
            GapSeries(
                indicator=row["indicator"],
                component=row["component"],
                levels_indicator=indicator,
                levels_component=component,
                source=row["source"],
                survey=survey_of(row),
                group_type=pair["group_type"],
                group=pair["group"],
                base_group=pair["base_group"],
            )
            for pair in groups
            if (pair["indicator"], pair["component"]) == (row["indicator"], row["component"])
        )
    return found


def paired_levels(observations: pd.DataFrame, gap: GapSeries) -> pd.DataFrame:
    """The percentages of a gap's two groups beside each other, a row an area, period and extract.

    ``observations`` are those of an instance; of the columns, those of the second group end in ``_base``.
    """
    of_type = observations[
        (observations["indicator"] == gap.levels_indicator)
        & (observations["component"] == gap.levels_component)
        & (observations["measure"] == "percentage")
        & (observations["group_type"] == gap.group_type)
    ]
    own, base = (of_type[of_type["group"] == name] for name in (gap.group, gap.base_group))
    columns = [*PERIOD, "value", "n", "n_eff", "months_present", "flags", "reason"]
    return own[columns].merge(base[columns], on=list(PERIOD), suffixes=("", "_base"))


def gap_observations(observations: pd.DataFrame, gap: GapSeries) -> pd.DataFrame:
    """Observations of a gap (schema ``tables.OBSERVATIONS``) from the percentages of its groups; negative where ``group`` lies lower.

    ``n`` and ``n_eff`` are the samples of both groups together.
    """
    return tables.from_rows(list(_rows(paired_levels(observations, gap), gap)), tables.OBSERVATIONS)


def _rows(pairs: pd.DataFrame, gap: GapSeries) -> Iterator[dict]:
    for pair in pairs.to_dict("records"):
        flags = dict.fromkeys(f"{pair['flags']} {pair['flags_base']}".split())
        row = {name: pair[name] for name in PERIOD} | {
            "indicator": gap.indicator,
            "component": gap.component,
            "measure": MEASURE,
            "value": pair["value"] - pair["value_base"],
            "n": pair["n"] + pair["n_base"],
            "n_eff": pair["n_eff"] + pair["n_eff_base"],
            "months_present": min(pair["months_present"], pair["months_present_base"]),
            "flags": " ".join(flags),
            "reason": pair["reason"] or pair["reason_base"],
        }
        if not np.isnan(row["value"]) and not np.isnan(row["n_eff"]):
            interval = proportions.newcombe(
                pair["value"] / PERCENT, pair["n_eff"], pair["value_base"] / PERCENT, pair["n_eff_base"]
            ).interval
            row |= {"lower_95": interval.lower * PERCENT, "upper_95": interval.upper * PERCENT}
        yield row
