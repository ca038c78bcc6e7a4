"""The gate itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from build_scripts import tables
from build_scripts.disclosure.cells import SUPPRESSED, Cell
from build_scripts.disclosure.policy import WITHHELD, Policy
from build_scripts.disclosure.rounding import rounded_comparisons, rounded_observations
from build_scripts.disclosure.small_numbers import small_cells, with_secondary
from build_scripts.disclosure.structure import Structure
from build_scripts.disclosure.survey_bases import flagged, flagged_comparisons, unreliable_cells
from build_scripts.disclosure.withholding import withhold_comparisons, withhold_observations, withhold_series
from build_scripts.indicators.series import MonthlySeries


@dataclass(frozen=True)
class Gated:
    """What may leave: the published tables. ``withheld`` gives the reason of each cell taken out, and is not published."""

    observations: pd.DataFrame
    comparisons: pd.DataFrame
    withheld: dict[Cell, str] = field(repr=False)

    def series(self, series: Sequence[MonthlySeries]) -> tuple[MonthlySeries, ...]:
        """Monthly series without the months of withheld cells."""
        return withhold_series(series, self.withheld) if self.withheld else tuple(series)


def publish(observations: pd.DataFrame, comparisons: pd.DataFrame, policy: Policy, structure: Structure, small_base: float) -> Gated:
    """The tables (schemas ``tables.OBSERVATIONS`` and ``tables.COMPARISONS``) as they may be published.

    Small numbers at grains that their owner does not publish are withheld with whatever is derived from them and whatever would give them
    away; grains that are rounded are made from rounded numbers; percentages of too few interviews are withheld, of few ones flagged.
    ``small_base`` is the number under which a change is not given in per cent. Raises CannotProtect.
    """
    observations = rounded_observations(flagged(observations, policy), policy)
    comparisons = rounded_comparisons(flagged_comparisons(comparisons, policy), policy, small_base)
    withheld = unreliable_cells(observations, policy)
    small = small_cells(observations, comparisons, policy)
    if small and policy.secondary:
        least_count = 0.0 if any(one.zero == WITHHELD for one in policy.treatments.values()) else 1.0
        small = with_secondary(observations, comparisons, small, structure, least_count)
    withheld |= dict.fromkeys(small, SUPPRESSED)
    if withheld:
        observations = withhold_observations(observations, withheld)
        comparisons = withhold_comparisons(comparisons, withheld, structure)
    return Gated(tables.check(observations, tables.OBSERVATIONS), tables.check(comparisons, tables.COMPARISONS), withheld)
