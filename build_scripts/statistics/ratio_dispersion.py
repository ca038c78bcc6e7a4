"""How much more a ratio of two counts varies from quarter to quarter than chance alone.

Given their sum, one of two Poisson counts is binomial, with odds equal to the ratio of their means.
``phi = max(1, Pearson's X^2 / (k - df))`` of a logistic regression of k pairs on the quarter of the year and a straight trend (McCullagh
and Nelder 1989) is what multiplies the variance ``1/a + 1/b`` of the logarithm of the ratio. What moves both counts together, such as more
searches of everybody, is no part of it. The tests hold the fit to statsmodels.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FEWEST_QUARTERS = 8
MOST_QUARTERS = 12
_MOST_ITERATIONS = 50
_TOLERANCE = 1e-10


def ratio_dispersion(numerators: Sequence[float], denominators: Sequence[float], quarters: Sequence[int]) -> float:
    """phi of the ratios ``numerators / denominators``, one a quarter.

    ``quarters`` are ordinals of a month of each quarter (``year * 12 + month - 1``), ascending. Never under 1; NaN where a count is missing
    or a sum is zero. Raises ValueError when there are fewer than 8 quarters or more than 12, when they do not match the counts, or when a
    count is negative.
    """
    a, b = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    ordinals = np.asarray(quarters, dtype=int)
    if not FEWEST_QUARTERS <= len(ordinals) <= MOST_QUARTERS:
        raise ValueError(f"a dispersion takes {FEWEST_QUARTERS} to {MOST_QUARTERS} quarters, not {len(ordinals)}")
    if not len(a) == len(b) == len(ordinals):
        raise ValueError(f"{len(a)} and {len(b)} counts, but {len(ordinals)} quarters")
    if (a < 0).any() or (b < 0).any():
        raise ValueError("counts can not be negative")
    total = a + b
    if np.isnan(total).any() or (total == 0).any():
        return float("nan")
    seasons = ordinals % 12 // 3
    design = np.column_stack([seasons[:, None] == np.unique(seasons), (ordinals - ordinals.mean()) / 12]).astype(float)
    share = _fitted_shares(a, total, design)
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = np.where((share > 0) & (share < 1), (a - total * share) ** 2 / (total * share * (1 - share)), 0.0).sum()
    return float(max(1.0, pearson / (len(ordinals) - design.shape[1])))


def _fitted_shares(events: np.ndarray, total: np.ndarray, design: np.ndarray) -> np.ndarray:
    """The fitted shares of a logistic regression, by iteratively reweighted least squares."""
    share = (events + 0.5) / (total + 1)
    log_odds = np.log(share / (1 - share))
    for _ in range(_MOST_ITERATIONS):
        weights = total * share * (1 - share)
        working = log_odds + (events / total - share) / (share * (1 - share))
        weighted = design.T * weights
        coefficients = np.linalg.solve(weighted @ design, weighted @ working)
        before, log_odds = log_odds, design @ coefficients
        share = 1 / (1 + np.exp(-log_odds))
        if np.abs(log_odds - before).max() < _TOLERANCE:
            break
    return share
