"""Percentages of few interviews: withheld, or marked as of low reliability."""

from __future__ import annotations

import pandas as pd

from build_scripts.disclosure.cells import SMALL_SAMPLE, Cell, observation_cell
from build_scripts.disclosure.policy import Policy
from build_scripts.disclosure.withholding import with_flag

LOW_RELIABILITY = "u"


def unreliable_cells(observations: pd.DataFrame, policy: Policy) -> dict[Cell, str]:
    """The cells that rest on fewer effective interviews than the minimum, with the reason."""
    few = observations[observations["n_eff"] < policy.minimum_sample]
    return {observation_cell(row): SMALL_SAMPLE for row in few.to_dict("records")}


def flagged(observations: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """The observations, those that rest on enough interviews to show but too few to rely on flagged ``u``."""
    weak = observations["n_eff"].between(policy.minimum_sample, policy.reliable_sample, inclusive="left")
    if not weak.any():
        return observations
    observations = observations.copy()
    observations.loc[weak, "flags"] = [with_flag(flags, LOW_RELIABILITY) for flags in observations.loc[weak, "flags"]]
    return observations


def flagged_comparisons(comparisons: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """The comparisons, those of which one side rests on too few interviews to rely on flagged ``u``."""
    effective = comparisons[["n", "base_n"]].min(axis=1) / comparisons["deff"].fillna(1.0)
    weak = effective.between(policy.minimum_sample, policy.reliable_sample, inclusive="left")
    if not weak.any():
        return comparisons
    comparisons = comparisons.copy()
    comparisons.loc[weak, "flags"] = [with_flag(flags, LOW_RELIABILITY) for flags in comparisons.loc[weak, "flags"]]
    return comparisons
