"""The revisions of an instance: its triangle, how each period moved, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts.indicators.observe import setting
from build_scripts.packages.reading import Instance
from build_scripts.revisions.provisional import Provisional, provisional_times
from build_scripts.revisions.summary import RevisionSummary, summarise
from build_scripts.revisions.triangle import movements, sources_of, triangle


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
