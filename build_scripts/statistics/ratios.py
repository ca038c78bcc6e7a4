"""Ratios of two counts, and two such ratios compared, on the logarithmic scale.

For outcome rates (outcomes recorded in a period for the offences recorded in it: the outcomes are not a subset, so the rate may pass
100% and is no binomial) and for the rate of one group over that of another. Two outcome rates differ by points: the interval of the
difference squares and adds the distances of each rate's own limits (Zou and Donner 2008, "MOVER").
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from build_scripts.statistics.counts import conditional_binomial, rate_interval
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


def on_log_scale(ratio: np.ndarray, standard_error: np.ndarray, confidence: float) -> TestResult:
    """A ratio judged on the logarithmic scale, where its standard error is ``standard_error``: ``ratio * exp(+/- z * SE)``."""
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
    return on_log_scale(np.where(known, ratio, np.nan), standard_error, confidence)


def outcome_rate_difference(
    outcomes: Number,
    offences: Number,
    base_outcomes: Number,
    base_offences: Number,
    dispersion: Number = 1.0,
    confidence: float = CONFIDENCE,
) -> TestResult:
    """One outcome rate less another, ``a/b - c/d``, a fraction of one; tested on the logarithmic scale.

    Each rate's own limits are those of ``outcome_rate_interval``; the interval of the difference reaches
    ``sqrt((r - l)^2 + (u0 - r0)^2)`` below it and ``sqrt((u - r)^2 + (r0 - l0)^2)`` above. The statistic, p-value and standard error are
    those of ``compare_ratios``. NaN where a count is zero. Raises ValueError when one is negative.
    """
    tested = compare_ratios(outcomes, offences, base_outcomes, base_offences, dispersion, confidence)
    later = outcome_rate_interval(outcomes, offences, dispersion, confidence)
    earlier = outcome_rate_interval(base_outcomes, base_offences, dispersion, confidence)
    return _as_difference(tested, outcomes, offences, base_outcomes, base_offences, later, earlier)


def exact_outcome_rate_difference(
    outcomes: Number, offences: Number, base_outcomes: Number, base_offences: Number, confidence: float = CONFIDENCE
) -> TestResult:
    """The same difference of few outcomes, given the offences: the p-values are those of ``counts.conditional_binomial``.

    Each rate's own limits are those of its outcomes (``counts.count_interval``: exact under ten) for each offence, so a rate of zero has
    them too. Raises ValueError when outcomes are negative or not whole, or offences are not above zero.
    """
    tested = conditional_binomial(outcomes, base_outcomes, offences, base_offences, confidence)
    later = rate_interval(outcomes, offences, confidence=confidence)
    earlier = rate_interval(base_outcomes, base_offences, confidence=confidence)
    return _as_difference(tested, outcomes, offences, base_outcomes, base_offences, later, earlier)


def _as_difference(
    tested: TestResult,
    outcomes: Number,
    offences: Number,
    base_outcomes: Number,
    base_offences: Number,
    later: Interval,
    earlier: Interval,
) -> TestResult:
    """A tested ratio as the difference of the two rates, with the interval that their own limits give."""
    a, b, c, d = columns(outcomes=outcomes, offences=offences, base_outcomes=base_outcomes, base_offences=base_offences)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate, base_rate = a / b, c / d
    difference = rate - base_rate
    below = np.hypot(rate - later.lower, earlier.upper - base_rate)
    above = np.hypot(later.upper - rate, base_rate - earlier.lower)
    return replace(tested, estimate=plain(difference), interval=interval(difference - below, difference + above))


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
    return on_log_scale(np.asarray(ratio), np.sqrt(1 / np.asarray(events) + 1 / np.asarray(base_events)), confidence)
