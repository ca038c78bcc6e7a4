"""How much more the quarters of a count vary than chance alone, where no months are published.

``phi = max(1, Pearson's X^2 / (k - df))`` of k quarterly counts after terms for the quarter of the year and a straight (log-linear) trend,
with the days of each quarter as exposure: the model of ``dispersion`` with four seasons in place of twelve months.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from build_scripts.statistics.dispersion import days_of, poisson_regression
from build_scripts.statistics.ratio_dispersion import FEWEST_QUARTERS, MOST_QUARTERS

MONTHS_OF_A_QUARTER = 3


def quarter_dispersion(counts: Sequence[float] | np.ndarray, quarters: Sequence[int]) -> float:
    """phi of the counts of ``quarters`` (ordinals of each quarter's last month, ``year * 12 + month - 1``, ascending, gaps allowed).

    Never under 1; NaN where a count is missing; 1 of nothing but zeros. Raises ValueError when there are fewer than 8 quarters or more than
    12, when they do not match the counts or do not ascend, or when a count is negative.
    """
    counted, ends = np.asarray(counts, dtype=float), np.asarray(quarters, dtype=int)
    if not FEWEST_QUARTERS <= len(ends) <= MOST_QUARTERS:
        raise ValueError(f"a dispersion takes {FEWEST_QUARTERS} to {MOST_QUARTERS} quarters, not {len(ends)}")
    if len(counted) != len(ends):
        raise ValueError(f"{len(counted)} counts, but {len(ends)} quarters")
    if (np.diff(ends) <= 0).any():
        raise ValueError("quarters ascend")
    if (counted < 0).any():
        raise ValueError("counts can not be negative")
    if np.isnan(counted).any():
        return float("nan")
    seasons = ends % 12
    design = np.column_stack([seasons[:, None] == np.unique(seasons), (ends - ends.mean()) / 12]).astype(float)
    days = sum(days_of(ends - back) for back in range(MONTHS_OF_A_QUARTER))
    means = poisson_regression(counted[None, :], design, np.log(days))[0][0]
    return float(max(1.0, ((counted - means) ** 2 / means).sum() / (len(ends) - design.shape[1])))
