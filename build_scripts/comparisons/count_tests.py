"""Which test two counts get, and its result.

Small counts (either under the small base, or under five a month on average) are compared exactly, given their sum; volume counts by
quasi-Poisson, their months being more unlike each other than chance alone would make them (``method``, section 3.4).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from build_scripts.statistics.counts import conditional_binomial
from build_scripts.statistics.quasi_poisson import quasi_poisson

FEW_A_MONTH = 5.0
TEST_COLUMNS = ("test", "phi", "p_value", "ratio_lower", "ratio_upper")


def is_small(count: np.ndarray, base: np.ndarray, months: np.ndarray, small_base: float) -> np.ndarray:
    """Whether two counts over windows of ``months`` are too small for a volume test."""
    fewer = np.minimum(count, base)
    return (fewer < small_base) | (fewer / months < FEW_A_MONTH)


def tested_counts(pairs: pd.DataFrame, small_base: float) -> pd.DataFrame:
    """The test of each pair of counts: the columns ``TEST_COLUMNS``, in the order of the rows of ``pairs``.

    ``pairs`` has ``count``, ``base_count``, ``exposure``, ``base_exposure`` (days, or person-days), ``months`` (of a window) and ``phi``.
    The ratio is that of events for each unit of exposure. A volume pair whose dispersion is not known is not tested (nulls).
    """
    result = pd.DataFrame({"test": "", "phi": np.nan, "p_value": np.nan, "ratio_lower": np.nan, "ratio_upper": np.nan}, index=pairs.index)
    small = is_small(pairs["count"].to_numpy(), pairs["base_count"].to_numpy(), pairs["months"].to_numpy(), small_base)
    for chosen, name in ((small, "conditional-binomial"), (~small & pairs["phi"].notna().to_numpy(), "quasi-poisson")):
        rows = pairs[chosen]
        if rows.empty:
            continue
        arguments = [rows[column].to_numpy() for column in ("count", "base_count", "exposure", "base_exposure")]
        if name == "conditional-binomial":
            tested = conditional_binomial(*arguments)
        else:
            tested = quasi_poisson(arguments[0], arguments[1], rows["phi"].to_numpy(), arguments[2], arguments[3])
            result.loc[chosen, "phi"] = rows["phi"]
        result.loc[chosen, "test"] = name
        result.loc[chosen, "p_value"] = tested.p_value
        result.loc[chosen, "ratio_lower"] = tested.interval.lower
        result.loc[chosen, "ratio_upper"] = np.where(np.isinf(tested.interval.upper), np.nan, tested.interval.upper)
    return result
