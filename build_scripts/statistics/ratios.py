"""Ratios of two counts, and two such ratios compared, on the logarithmic scale.

For outcome rates (outcomes recorded in a period for the offences recorded in it: the outcomes are not a subset, so the rate may pass
100% and is no binomial) and for the rate of one group over that of another.
"""

from __future__ import annotations

import numpy as np

from build_scripts.statistics.counts import conditional_binomial
from build_scripts.statistics.results import (
    CONFIDENCE,
    Interval,
    Number,
    TestResult,
    columns,
    critical_value,
    interval,
    plain,
    positive,
    two_sided_p,
)

# Under this many events on either side the logarithmic interval is too rough, and the exact one is used.
EXACT_UNDER = 30


def _on_log_scale(ratio: np.ndarray, standard_error: np.ndarray, confidence: float) -> TestResult:
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.exp(critical_value(confidence) * standard_error)
        statistic = np.log(ratio) / standard_error
        lower, upper = ratio / reach, ratio * reach
    return TestResult(
        test="log-ratio",
        estimate=plain(ratio),
        interval=interval(lower, upper),
        p_value=two_sided_p(statistic),
        statistic=plain(statistic),
        standard_error=plain(standard_error),
    )


def outcome_rate_interval(outcomes: Number, offences: Number, dispersion: Number = 1.0, confidence: float = CONFIDENCE) -> Interval:
    """The interval of ``R = outcomes / offences``, a ratio of two Poisson counts: ``R * exp(+/- z * sqrt(phi * (1/a + 1/b)))``.

    A fraction, which may be above 1. NaN where either count is zero. Raises ValueError when a count is negative.
    """
    outcomes, offences, dispersion = columns(outcomes=outcomes, offences=offences, dispersion=dispersion)
    known = (outcomes > 0) & (offences > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(known, outcomes / offences, np.nan)
        reach = np.exp(critical_value(confidence) * np.sqrt(dispersion * (1 / outcomes + 1 / offences)))
        return interval(ratio / reach, ratio * reach)


def compare_ratios(
    numerator: Number,
    denominator: Number,
    base_numerator: Number,
    base_denominator: Number,
    dispersion: Number = 1.0,
    confidence: float = CONFIDENCE,
) -> TestResult:
    """One ratio of counts divided by another: ``(a/b) / (c/d)``, ``SE(ln) = sqrt(phi * (1/a + 1/b + 1/c + 1/d))``.

    The four counts are taken as independent. NaN where one of them is zero. Raises ValueError when one is negative.
    """
    a, b, c, d, dispersion = columns(
        numerator=numerator,
        denominator=denominator,
        base_numerator=base_numerator,
        base_denominator=base_denominator,
        dispersion=dispersion,
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (a / b) / (c / d)
        known = (a > 0) & (b > 0) & (c > 0) & (d > 0)
        standard_error = np.where(known, np.sqrt(dispersion * (1 / a + 1 / b + 1 / c + 1 / d)), np.nan)
    return _on_log_scale(np.where(known, ratio, np.nan), standard_error, confidence)


def rate_ratio(events: float, population: float, base_events: float, base_population: float, confidence: float = CONFIDENCE) -> TestResult:
    """The rate of a group over that of another, ``(a/Pa) / (b/Pb)``: ``CI = RR * exp(+/- z * sqrt(1/a + 1/b))``.

    Exact (``counts.conditional_binomial``) where either count is under 30. Scalars only. The interval covers chance in the
    counts, not doubt about the populations. Raises ValueError when a population is not above zero or a count is negative.
    """
    if events < EXACT_UNDER or base_events < EXACT_UNDER:
        return conditional_binomial(events, base_events, population, base_population, confidence)
    positive("population", population)
    positive("base_population", base_population)
    ratio = (events / population) / (base_events / base_population)
    return _on_log_scale(np.asarray(ratio), np.sqrt(1 / np.asarray(events) + 1 / np.asarray(base_events)), confidence)
