"""Survey percentages and shares of a known whole: intervals, effective samples, differences, gaps.

Proportions are fractions of one. Sample sizes are effective ones (interviews divided by the design effect) and need not
be whole. Sources: Wilson 1927; Clopper and Pearson 1934; Newcombe 1998 (Statistics in Medicine 17:857 and 17:873); Kish 1965.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from build_scripts.statistics.results import (
    CONFIDENCE,
    Interval,
    Number,
    TestResult,
    critical_value,
    interval,
    normal_result,
    plain,
    positive,
    two_sided_p,
)

# Beyond this many standard errors a two-sided p is zero in double precision.
_FARTHEST_DEVIATE = 40.0
_BISECTIONS = 60


@dataclass(frozen=True)
class Weighting:
    """What unequal weights do to a sample: the Kish design effect (1 or more) and the effective number of interviews."""

    design_effect: float
    effective_sample: float


def _fraction(name: str, values: Number) -> np.ndarray:
    array = np.asarray(values, dtype=float)
    if ((array < 0) | (array > 1)).any():
        raise ValueError(f"{name} is a fraction of one: it lies between 0 and 1")
    return array


def _wilson_bounds(proportion: np.ndarray, sample: np.ndarray, z: Number) -> tuple[np.ndarray, np.ndarray]:
    scale = 1 + z**2 / sample
    centre = (proportion + z**2 / (2 * sample)) / scale
    reach = z * np.sqrt(proportion * (1 - proportion) / sample + z**2 / (4 * sample**2)) / scale
    # The bounds at 0 and 1 are exact; rounding error must not put the estimate outside its own interval.
    lower = np.where(proportion == 0, 0.0, np.clip(centre - reach, 0, proportion))
    upper = np.where(proportion == 1, 1.0, np.clip(centre + reach, proportion, 1))
    return lower, upper


def wilson(proportion: Number, sample: Number, confidence: float = CONFIDENCE) -> Interval:
    """Wilson's score interval of a proportion on an effective sample (statsmodels ``method="wilson"``)."""
    positive("sample", sample)
    return interval(*_wilson_bounds(_fraction("proportion", proportion), np.asarray(sample, dtype=float), critical_value(confidence)))


def clopper_pearson(successes: Number, sample: Number, confidence: float = CONFIDENCE) -> Interval:
    """The exact binomial interval, from beta quantiles; ``successes`` and ``sample`` need not be whole.

    Raises ValueError when ``successes`` is negative or above ``sample``.
    """
    positive("sample", sample)
    successes, sample = np.broadcast_arrays(np.asarray(successes, dtype=float), np.asarray(sample, dtype=float))
    if ((successes < 0) | (successes > sample)).any():
        raise ValueError("successes lie between 0 and the sample")
    tail = (1 - confidence) / 2
    failures = sample - successes
    # A beta parameter of zero has no quantile: the bound there is 0 or 1 by definition.
    lower = np.where(successes == 0, 0.0, betaincinv(np.where(successes == 0, 1.0, successes), failures + 1, tail))
    upper = np.where(failures == 0, 1.0, betaincinv(successes + 1, np.where(failures == 0, 1.0, failures), 1 - tail))
    return interval(lower, upper)


def margin_of_error(proportion: Number, sample: Number, confidence: float = CONFIDENCE) -> Number:
    """Half the width of the simple normal interval, ``z * sqrt(p(1 - p) / n)``: the "plus or minus" that surveys quote.

    For stating precision only; published intervals are ``wilson``.
    """
    positive("sample", sample)
    proportion = _fraction("proportion", proportion)
    return plain(critical_value(confidence) * np.sqrt(proportion * (1 - proportion) / np.asarray(sample, dtype=float)))


def effective_sample(interviews: Number, design_effect: Number) -> Number:
    """Interviews divided by the design effect. Raises ValueError when the design effect is zero or negative."""
    positive("design_effect", design_effect)
    return plain(np.asarray(interviews, dtype=float) / design_effect)


def kish(weights: Sequence[float] | np.ndarray) -> Weighting:
    """The design effect of weighting, ``n * sum(w^2) / sum(w)^2``, and the effective sample, ``sum(w)^2 / sum(w^2)``.

    Raises ValueError when there are no weights, or one is negative, or all are zero.
    """
    array = np.asarray(weights, dtype=float)
    if array.size == 0 or (array < 0).any() or array.sum() == 0:
        raise ValueError("weights are one or more numbers, none negative and not all zero")
    effective = array.sum() ** 2 / (array**2).sum()
    return Weighting(design_effect=float(array.size / effective), effective_sample=float(effective))


def newcombe(
    proportion: Number, sample: Number, base_proportion: Number, base_sample: Number, confidence: float = CONFIDENCE
) -> TestResult:
    """``proportion - base_proportion`` of two independent samples, with Newcombe's square-and-add interval (his method 10).

    The p value is the interval turned round: one minus the confidence at which the interval just touches zero. So p is under
    0.05 if and only if the 95% interval excludes zero, and a table never shows the two at odds.
    """
    positive("sample", sample)
    positive("base_sample", base_sample)
    later, earlier = _fraction("proportion", proportion), _fraction("base_proportion", base_proportion)
    later, later_sample, earlier, earlier_sample = np.broadcast_arrays(
        later, np.asarray(sample, dtype=float), earlier, np.asarray(base_sample, dtype=float)
    )
    difference = later - earlier

    def reaches(z: Number) -> tuple[np.ndarray, np.ndarray]:
        later_lower, later_upper = _wilson_bounds(later, later_sample, z)
        earlier_lower, earlier_upper = _wilson_bounds(earlier, earlier_sample, z)
        return np.hypot(later - later_lower, earlier_upper - earlier), np.hypot(later_upper - later, earlier - earlier_lower)

    below, above = reaches(critical_value(confidence))
    # The end of the interval on the side of zero moves towards zero as z grows: bisect for the z at which it arrives.
    low, high = np.zeros(difference.shape), np.full(difference.shape, _FARTHEST_DEVIATE)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        toward_zero = np.where(difference > 0, *reaches(middle))
        clear = np.abs(difference) > toward_zero
        low, high = np.where(clear, middle, low), np.where(clear, high, middle)
    unknown = np.isnan(difference) | np.isnan(later_sample) | np.isnan(earlier_sample)
    statistic = np.where(unknown, np.nan, np.sign(difference) * low)
    return TestResult(
        test="newcombe",
        estimate=plain(difference),
        interval=interval(difference - below, difference + above),
        p_value=two_sided_p(statistic),
        statistic=plain(statistic),
    )


def largest_clear_design_effect(proportion: float, interviews: float, base_proportion: float, base_interviews: float) -> float:
    """Up to which design effect of both samples Newcombe's 95% interval of their difference leaves out zero; scalars only.

    A larger effect widens the interval: bisected, to the precision of doubles. Under 1 where the difference would be no clear one in simple
    samples either; 0 where the two proportions are the same.
    """
    greater, lesser = (proportion, interviews), (base_proportion, base_interviews)
    if proportion < base_proportion:
        greater, lesser = lesser, greater
    low, high = 0.0, float(max(interviews, base_interviews))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below, above = wilson(greater[0], greater[1] / middle).lower, wilson(lesser[0], lesser[1] / middle).upper
        clear = greater[0] - lesser[0] > np.hypot(greater[0] - below, above - lesser[0])
        low, high = (middle, high) if clear else (low, middle)
    return low


def group_in_total(
    group: Number, group_sample: Number, total: Number, total_sample: Number, share: Number | None = None, confidence: float = CONFIDENCE
) -> TestResult:
    """The gap ``group - total`` where the group is part of the total.

    The total is ``f * group + (1 - f) * rest``, so the gap is ``(1 - f) * (group - rest)`` and its standard error
    ``(1 - f) * sqrt(p_g q_g / n_g + p_r q_r / n_r)``; treating group and total as independent overstates it. ``share`` is f, the
    group's weighted share of the total; without it, its share of the effective sample. The rest is worked out from the published
    proportions (and held within 0 to 1, for published ones are rounded).

    Raises ValueError when a share is not strictly between 0 and 1 or the group's sample is not smaller than the total's.
    """
    positive("group_sample", group_sample)
    group, total = _fraction("group", group), _fraction("total", total)
    group_sample, total_sample = np.asarray(group_sample, dtype=float), np.asarray(total_sample, dtype=float)
    rest_sample = total_sample - group_sample
    positive("the total's sample less the group's", rest_sample)
    weight = group_sample / total_sample if share is None else np.asarray(share, dtype=float)
    if ((weight <= 0) | (weight >= 1)).any():
        raise ValueError("share lies between 0 and 1")
    rest = np.clip((total - weight * group) / (1 - weight), 0, 1)
    standard_error = (1 - weight) * np.sqrt(group * (1 - group) / group_sample + rest * (1 - rest) / rest_sample)
    return normal_result("group-in-total", group - total, standard_error, confidence)


def gap_of_groups(group: Number, group_sample: Number, other: Number, other_sample: Number, confidence: float = CONFIDENCE) -> TestResult:
    """The gap ``group - other`` of two groups that have nobody in common, with the standard error that ``difference_of_differences`` takes.

    Its square is ``p_g q_g / n_g + p_o q_o / n_o`` on effective samples. The interval of a single gap is better taken from ``newcombe``.
    """
    positive("group_sample", group_sample)
    positive("other_sample", other_sample)
    group, other = _fraction("group", group), _fraction("other", other)
    standard_error = np.sqrt(group * (1 - group) / np.asarray(group_sample) + other * (1 - other) / np.asarray(other_sample))
    return normal_result("", group - other, standard_error, confidence)


def difference_of_differences(now: TestResult, then: TestResult, confidence: float = CONFIDENCE) -> TestResult:
    """How far a gap moved, ``now - then``, from two independent samples: the variances of the two gaps add.

    Both results must carry a standard error (those of ``group_in_total`` and ``gap_of_groups`` do). Negative means that the gap moved
    down, which
    is narrower only for a gap above zero.
    """
    return normal_result(
        "difference-of-differences",
        np.asarray(now.estimate) - then.estimate,
        np.hypot(now.standard_error, then.standard_error),
        confidence,
    )
