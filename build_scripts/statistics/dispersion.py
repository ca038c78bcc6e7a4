"""How much more the months of a series vary than chance alone: the dispersion of a Poisson regression.

``phi = max(1, Pearson's X^2 / (k - df))`` of k monthly counts after terms for the month of the year and a straight (log-linear)
trend, with the days of each month as exposure (McCullagh and Nelder 1989). The fit is iteratively reweighted least squares, many
series at a time: statsmodels fits the same model one series at a time, too slowly for every area and window; the
tests hold this one to it.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.statistics.results import Number, plain

FEWEST_MONTHS = 24
MOST_MONTHS = 36
_MOST_ITERATIONS = 50
_TOLERANCE = 1e-9
# A month of the year that is always zero has a fitted mean that tends to zero; this stops it short of underflow.
_LOWEST_LOG_MEAN = -25.0


@dataclass(frozen=True)
class MonthlyFit:
    """Poisson regressions of many series on month of the year and trend.

    ``means`` has the shape of the counts; ``month_effects`` that of the counts with 12 in place of the months: the log effect of each
    calendar month (January first), averaging zero over the months seen, NaN for a month not seen. ``freedom`` is k less the number
    of terms.
    """

    means: np.ndarray
    month_effects: np.ndarray
    freedom: int


def days_of(months: Sequence[int] | np.ndarray) -> np.ndarray:
    """The days of each month (ordinals ``year * 12 + month - 1``)."""
    return np.array([calendar.monthrange(ordinal // 12, ordinal % 12 + 1)[1] for ordinal in months], dtype=float)


def fit_months(counts: np.ndarray, months: Sequence[int], steps: Sequence[int] = ()) -> MonthlyFit:
    """Fit every series: ``counts`` has any shape whose last axis is the ``months`` (ordinals, ascending).

    At each of ``steps`` (ordinals of first months, within the months) the level may change, by a term of its own.

    A series with a missing month has NaN means. Raises ValueError when there are fewer than 24 months, when they do not match
    the counts or do not ascend, or when a count is negative.
    """
    counts, ordinals = np.asarray(counts, dtype=float), np.asarray(months, dtype=int)
    if counts.shape[-1] != len(ordinals):
        raise ValueError(f"{counts.shape[-1]} counts a series, but {len(ordinals)} months")
    if len(ordinals) < FEWEST_MONTHS:
        raise ValueError(f"month and trend terms take {FEWEST_MONTHS} months or more, not {len(ordinals)}")
    if (np.diff(ordinals) <= 0).any():
        raise ValueError("months ascend")
    if (counts < 0).any():
        raise ValueError("counts can not be negative")
    seen = np.unique(ordinals % 12)
    seasons = (ordinals[:, None] % 12 == seen).astype(float)
    trend = (ordinals - ordinals.mean()) / 12
    design = np.column_stack([seasons, trend, *((ordinals >= step).astype(float) for step in sorted(set(steps)))])
    offset = np.log(days_of(ordinals))

    series = counts.reshape(-1, len(ordinals))
    complete = ~np.isnan(series).any(axis=1)
    means = np.full(series.shape, np.nan)
    effects = np.full((len(series), 12), np.nan)
    if complete.any():
        means[complete], coefficients = poisson_regression(series[complete], design, offset)
        of_months = coefficients[:, : len(seen)]
        effects[np.ix_(complete, seen)] = of_months - of_months.mean(axis=1, keepdims=True)
    return MonthlyFit(
        means=means.reshape(counts.shape),
        month_effects=effects.reshape(*counts.shape[:-1], 12),
        freedom=len(ordinals) - design.shape[1],
    )


def poisson_regression(series: np.ndarray, design: np.ndarray, offset: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means and coefficients of log-linear Poisson regressions of several series on one design.

    ``series`` has one series a row, ``design`` one term a column and ``offset`` the logarithm of each period's exposure; none is missing.
    """
    log_means = np.log(series + 0.5)
    deviances = np.full(len(series), np.inf)
    for _ in range(_MOST_ITERATIONS):
        means = np.exp(log_means)
        working = log_means - offset + (series - means) / means
        weighted = design.T[None, :, :] * means[:, None, :]
        coefficients = np.linalg.solve(weighted @ design, (weighted @ working[:, :, None]))[:, :, 0]
        log_means = np.maximum(coefficients @ design.T + offset, _LOWEST_LOG_MEAN)
        means = np.exp(log_means)
        # The part of the deviance that the fit moves.
        latest = 2 * (means - series * log_means).sum(axis=1)
        settled = np.abs(latest - deviances) <= _TOLERANCE * (np.abs(latest) + 1)
        if settled.all():
            break
        deviances = latest
    return means, coefficients


def dispersion(counts: np.ndarray, months: Sequence[int]) -> Number:
    """phi of each series: the shape of ``counts`` without its last axis, which is the ``months`` (ordinals, ascending).

    Never under 1; NaN for a series with a missing month; 1 for a series of zeros. Raises what ``fit_months`` raises, and ValueError
    when there are more than 36 months: over longer spans a straight trend does not hold, and its misfit would pass for noise.
    """
    if len(months) > MOST_MONTHS:
        raise ValueError(f"a dispersion takes {MOST_MONTHS} months or fewer, not {len(months)}")
    counts = np.asarray(counts, dtype=float)
    fit = fit_months(counts, months)
    pearson = ((counts - fit.means) ** 2 / fit.means).sum(axis=-1)
    return plain(np.maximum(1.0, pearson / fit.freedom))
