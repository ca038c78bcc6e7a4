"""Counts and rates of things recorded: exact and near-exact intervals, and two small counts compared.

A count is complete, not a sample: an interval describes the process that produced it. Exposure is days for counts, or
person-time for rates. Sources: Garwood 1936; Byar's approximation (Breslow and Day 1987), as UKHSA's PHEindicatormethods uses
them; Przyborowski and Wilenski 1940 for the conditional test; the two-sided p is that of R's ``poisson.test``.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, gammaincinv, gammaln, xlog1py, xlogy

from build_scripts.statistics.proportions import clopper_pearson
from build_scripts.statistics.results import CONFIDENCE, Interval, Number, TestResult, columns, critical_value, interval, plain, positive

# UKHSA's rule: Byar's approximation is close enough from ten events on.
BYAR_FROM = 10
# Outcomes whose probabilities differ by less than this (relative) count as equally likely: rounding error, as in R and scipy.
_EQUALLY_LIKELY = 1e-7


def garwood(count: Number, confidence: float = CONFIDENCE) -> Interval:
    """The exact Poisson interval of a count, from chi-squared quantiles (``chi2.ppf(a, 2c)/2``); 0 below for a count of 0."""
    (count,) = columns(count=count)
    tail = (1 - confidence) / 2
    lower = np.where(count == 0, 0.0, gammaincinv(np.where(count == 0, 1.0, count), tail))
    return interval(lower, gammaincinv(count + 1, 1 - tail))


def byar(count: Number, confidence: float = CONFIDENCE) -> Interval:
    """Byar's approximation of the exact Poisson interval; 0 below for a count of 0."""
    (count,) = columns(count=count)
    z = critical_value(confidence)
    safe = np.where(count == 0, 1.0, count)
    lower = np.where(count == 0, 0.0, safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3)
    upper = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
    return interval(lower, upper)


def count_interval(count: Number, confidence: float = CONFIDENCE) -> Interval:
    """The interval of a count: exact under 10, Byar's from 10 on."""
    (count,) = columns(count=count)
    exact, near = garwood(count, confidence), byar(count, confidence)
    return interval(np.where(count < BYAR_FROM, exact.lower, near.lower), np.where(count < BYAR_FROM, exact.upper, near.upper))


def rate_interval(count: Number, exposure: Number, per: float = 1.0, confidence: float = CONFIDENCE) -> Interval:
    """The interval of ``per * count / exposure``. Raises ValueError when an exposure is zero or negative."""
    positive("exposure", exposure)
    of_count = count_interval(count, confidence)
    scale = per / np.asarray(exposure, dtype=float)
    return interval(of_count.lower * scale, of_count.upper * scale)


def conditional_binomial(
    count: Number, base_count: Number, exposure: Number = 1.0, base_exposure: Number = 1.0, confidence: float = CONFIDENCE
) -> TestResult:
    """The ratio of two Poisson rates, ``(count / exposure) / (base_count / base_exposure)``, tested exactly.

    Given their sum n, the later count is binomial with ``p0 = exposure / (exposure + base_exposure)`` where the rates are equal.
    ``p_exact`` adds up every outcome no likelier than the one seen; ``p_value`` is its mid-p (half the weight for the outcome
    seen), which is less conservative and is the one shown. The interval is Clopper-Pearson's for the binomial share, turned into a
    ratio. It belongs to the exact test at equal exposures, where the two never disagree; it may hold 1 though the mid-p is just under
    0.05. Exposures that are nearly but not quite equal (365 and 366 days) make the two-sided p jump, for two outcomes that were equally
    likely no longer are: pass equal exposures where the difference is immaterial.

    Both counts zero: ratio NaN, interval 0 to infinity, p 1. Raises ValueError when a count is negative or not whole, or an
    exposure is not above zero.
    """
    positive("exposure", exposure)
    positive("base_exposure", base_exposure)
    count, base_count, exposure, base_exposure = columns(count=count, base_count=base_count, exposure=exposure, base_exposure=base_exposure)
    whole = np.isnan(count + base_count) | ((count == np.floor(count)) & (base_count == np.floor(base_count)))
    if not whole.all():
        raise ValueError("counts are whole numbers")
    together = count + base_count
    odds = base_exposure / exposure
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = count / base_count * odds
        # With nothing counted the share is not known at all: Clopper-Pearson of nothing is 0 to 1.
        share = clopper_pearson(count, np.where(together == 0, 1.0, together), confidence)
        lower = np.where(together == 0, 0.0, share.lower / (1 - share.lower) * odds)
        upper = np.where(base_count == 0, np.inf, np.asarray(share.upper) / (1 - np.asarray(share.upper)) * odds)
    p_exact, seen = _two_sided_binomial(count, together, exposure / (exposure + base_exposure))
    return TestResult(
        test="conditional-binomial",
        estimate=plain(ratio),
        interval=interval(lower, upper),
        p_value=plain(np.where(together == 0, 1.0, np.maximum(p_exact - seen / 2, 0.0))),
        p_exact=plain(p_exact),
    )


def _log_probability(successes: np.ndarray, trials: np.ndarray, chance: np.ndarray) -> np.ndarray:
    failures = trials - successes
    choices = gammaln(trials + 1) - gammaln(successes + 1) - gammaln(failures + 1)
    return choices + xlogy(successes, chance) + xlog1py(failures, -chance)


def _at_most(successes: np.ndarray, trials: np.ndarray, chance: np.ndarray) -> np.ndarray:
    failures = trials - successes
    return np.where(failures <= 0, 1.0, betainc(np.where(failures <= 0, 1.0, failures), successes + 1, 1 - chance))


def _at_least(successes: np.ndarray, trials: np.ndarray, chance: np.ndarray) -> np.ndarray:
    beyond = successes > trials
    within = np.where(beyond, trials, successes)
    probability = np.where(within <= 0, 1.0, betainc(np.where(within <= 0, 1.0, within), trials - within + 1, chance))
    return np.where(beyond, 0.0, probability)


def _two_sided_binomial(successes: np.ndarray, trials: np.ndarray, chance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The exact two-sided p by likelihood, and the probability of the outcome seen, for arrays of one shape."""
    expected = trials * chance
    # Turn every case so that the outcome seen lies in the lower tail.
    upper_tail = successes > expected
    successes = np.where(upper_tail, trials - successes, successes)
    chance = np.where(upper_tail, 1 - chance, chance)
    expected = np.where(upper_tail, trials - expected, expected)
    seen = _log_probability(successes, trials, chance)
    # From the expected number upwards outcomes grow less likely: bisect for the first that is no likelier than the one seen.
    low, high = np.ceil(expected), trials + 1
    steps = int(np.ceil(np.log2(np.nanmax(trials, initial=1.0) + 2))) + 1
    for _ in range(steps):
        middle = np.floor((low + high) / 2)
        no_likelier = _log_probability(np.minimum(middle, trials), trials, chance) <= seen + _EQUALLY_LIKELY
        unsettled = low < high
        high = np.where(unsettled & no_likelier, middle, high)
        low = np.where(unsettled & ~no_likelier, middle + 1, low)
    both_tails = _at_most(successes, trials, chance) + _at_least(high, trials, chance)
    p_value = np.where(successes == expected, 1.0, np.minimum(both_tails, 1.0))
    return np.where(np.isnan(seen), np.nan, p_value), np.exp(seen)
