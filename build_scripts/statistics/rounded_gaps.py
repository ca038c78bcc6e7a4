"""A group against a total that contains it, where both are known only as rounded percentages.

A printed result is up to half a step from the true one, and the error of the total is the same for every group set against it, so it is
no noise that averages out: the intervals here hold however the two results were rounded.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from build_scripts.statistics.proportions import group_in_total
from build_scripts.statistics.results import CONFIDENCE, Interval, Number, TestResult, critical_value, interval, plain, two_sided_p


def rounded_group_in_total(
    group: Number, group_sample: Number, total: Number, total_sample: Number, step: Number, confidence: float = CONFIDENCE
) -> TestResult:
    """The gap ``d = group - total`` of two proportions rounded to ``step`` (0.01 for whole per cents), the group inside the total.

    With f the group's share of the effective sample, r everybody else (``p_r = (p - f * p_g) / (1 - f)``) and the standard error of
    ``proportions.group_in_total``, ``SE = (1 - f) * sqrt(p_g * q_g / n_g + p_r * q_r / n_r)``, the interval is ``d +/- (z * SE + step)``:
    half a step for either result. The statistic is ``sign(d) * max(|d| - step, 0) / SE``, so that p is under 0.05 if and only if the 95%
    interval leaves out zero. Raises ValueError as ``group_in_total`` does.
    """
    tested = group_in_total(group, group_sample, total, total_sample, confidence=confidence)
    difference, step = np.asarray(tested.estimate), np.asarray(step, dtype=float)
    # What is left of a gap when both results are moved towards each other; a rest within the error of binary fractions is none.
    beyond = np.round(np.maximum(np.abs(difference) - step, 0.0), 12)
    statistic = np.sign(difference) * np.divide(beyond, tested.standard_error)
    return replace(
        tested,
        interval=interval(np.asarray(tested.interval.lower) - step, np.asarray(tested.interval.upper) + step),
        statistic=plain(statistic),
        p_value=two_sided_p(statistic),
    )


def rounded_ratio_to_total(
    group: Number, group_sample: Number, total: Number, total_sample: Number, step: Number, confidence: float = CONFIDENCE
) -> Interval:
    """The interval of ``R = group / total`` of the same two proportions, the group inside the total.

    ``SE(ln R) = sqrt((1/p_g - f/p)^2 * p_g * q_g / n_g + ((1 - f)/p)^2 * p_r * q_r / n_r)``; with ``h = step / 2`` the interval runs from
    ``(p_g - h) / (p + h) * exp(-z * SE)`` to ``(p_g + h) / (p - h) * exp(z * SE)``. Raises ValueError when a proportion is not above h.
    """
    group, total = np.asarray(group, dtype=float), np.asarray(total, dtype=float)
    group_sample, total_sample = np.asarray(group_sample, dtype=float), np.asarray(total_sample, dtype=float)
    half = np.asarray(step, dtype=float) / 2
    if (group <= half).any() or (total <= half).any():
        raise ValueError("a ratio needs proportions above half a step")
    share = group_sample / total_sample
    rest = np.clip((total - share * group) / (1 - share), 0, 1)
    standard_error = np.sqrt(
        (1 / group - share / total) ** 2 * group * (1 - group) / group_sample
        + ((1 - share) / total) ** 2 * rest * (1 - rest) / (total_sample - group_sample)
    )
    reach = np.exp(critical_value(confidence) * standard_error)
    return interval((group - half) / (total + half) / reach, (group + half) / (total - half) * reach)


def chance_of_mark(standard_error: Number, threshold: Number, step: Number) -> Number:
    """How probable a gap that prints as ``threshold`` or more, either way, is by chance alone, where the true gap is nought.

    ``2 * Phi(-(threshold - step / 2) / SE)``: a gap prints as the threshold from half a step below it on.
    """
    return two_sided_p((np.asarray(threshold, dtype=float) - np.asarray(step, dtype=float) / 2) / np.asarray(standard_error, dtype=float))
