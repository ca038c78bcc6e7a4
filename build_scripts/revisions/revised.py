"""The revisions of an instance: its triangle, how each period moved, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts.indicators.observe import setting
from build_scripts.packages.reading import Instance
from build_scripts.revisions.provisional import Provisional, provisional_times
from build_scripts.revisions.summary import RevisionSummary, summarise
from build_scripts.revisions.triangle import MEASURES, PERIOD, movements, sources_of, triangle

REVISED = "r"
# What tells one figure of the whole force from another.
FIGURE = ["indicator", "component", "measure", "period_type", "period", "extract"]


@dataclass(frozen=True)
class Revisions:
    """``held`` is the triangle (``triangle.COLUMNS``), ``moved`` a row a period (see ``triangle.movements``), ``provisional`` by source."""

    held: pd.DataFrame
    moved: pd.DataFrame
    summaries: tuple[RevisionSummary, ...]
    provisional: dict[str, Provisional]

    def of(self, indicator: str) -> list[RevisionSummary]:
        """The summaries of an indicator's main series, one a source; empty where no period stands in two extracts."""
        return [one for one in self.summaries if one.indicator == indicator and one.component == ""]


def read_revisions(instance: Instance, observations: pd.DataFrame, comparisons: pd.DataFrame) -> Revisions:
    """The revisions that the published tables (schemas ``tables.OBSERVATIONS`` and ``tables.COMPARISONS``) show."""
    force_area = setting(instance, "police_force_area")
    held = triangle(observations, force_area, sources_of(instance))
    moved = movements(held)
    return Revisions(held, moved, tuple(summarise(moved, comparisons, force_area)), provisional_times(instance, held))


def with_revised_flags(instance: Instance, observations: pd.DataFrame) -> pd.DataFrame:
    """The observations (schema ``tables.OBSERVATIONS``), flagged ``r`` where the extract before gives another value of the same period.

    Of the whole force's counts and percentages, as the triangle is: between extracts boroughs may follow other rules.
    """
    force_area = setting(instance, "police_force_area")
    held = triangle(observations, force_area, sources_of(instance))
    before = held.groupby(PERIOD, sort=False)["value"].shift()
    revised = held[before.notna() & (held["value"] != before)]
    keys = set(revised[FIGURE].itertuples(index=False, name=None))
    if not keys:
        return observations
    of_force = (observations["area_code"] == force_area) & (observations["group_type"] == "") & observations["measure"].isin(MEASURES)
    chosen = observations.loc[of_force, FIGURE].apply(tuple, axis=1).isin(keys)
    lines = chosen.index[chosen]
    observations = observations.copy()
    observations.loc[lines, "flags"] = [f"{flags} {REVISED}".strip() for flags in observations.loc[lines, "flags"]]
    return observations
