"""A group against the total it is part of, both rounded: against variances worked out here, scipy and a simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from build_scripts.statistics.proportions import group_in_total
from build_scripts.statistics.rounded_gaps import chance_of_mark, rounded_group_in_total, rounded_ratio_to_total

STEP = 0.01
Z = stats.norm.ppf(0.975)
# Of 12,800 effective interviews 704 with LGBT+ Londoners, of whom 52% trust the police; 70% of everybody do (001:555, 001:562).
LGBT = (0.52, 704.0, 0.70, 12_800.0)


def _error(group: float, sample: float, total: float, total_sample: float) -> float:
    share = sample / total_sample
    rest = (total - share * group) / (1 - share)
    return (1 - share) * math.sqrt(group * (1 - group) / sample + rest * (1 - rest) / (total_sample - sample))


def test_the_interval_reaches_a_point_further_than_chance_alone() -> None:
    tested = rounded_group_in_total(*LGBT, STEP)
    error = _error(*LGBT)
    assert tested.estimate == pytest.approx(-0.18)
    assert tested.interval.lower == pytest.approx(-0.18 - Z * error - STEP)
    assert tested.interval.upper == pytest.approx(-0.18 + Z * error + STEP)
    assert tested.p_value == pytest.approx(2 * stats.norm.sf(0.17 / error))
    assert tested.test == "group-in-total"


def test_without_rounding_it_is_the_test_of_a_group_in_its_total() -> None:
    plain, rounded = group_in_total(*LGBT), rounded_group_in_total(*LGBT, 0.0)
    assert (rounded.estimate, rounded.interval, rounded.p_value) == (plain.estimate, plain.interval, pytest.approx(plain.p_value))


@pytest.mark.parametrize("points", range(-12, 13))
def test_the_interval_leaves_out_zero_exactly_where_p_is_under_its_level(points: int) -> None:
    tested = rounded_group_in_total(0.57 + points / 100, 1_700.0, 0.57, 12_800.0, STEP)
    assert (tested.p_value < 0.05) == (not tested.interval.lower <= 0 <= tested.interval.upper)


@pytest.mark.parametrize("group", [0.56, 0.57, 0.58])
def test_a_gap_that_rounding_alone_can_make_is_no_gap(group: float) -> None:
    assert rounded_group_in_total(group, 9_600.0, 0.57, 19_200.0, STEP).p_value == 1.0


def test_of_true_gaps_nearly_all_lie_in_the_interval_however_the_results_are_rounded() -> None:
    """Given many surveys of a group that is 55 in 1,000 of those asked, when both results are rounded, then 95 in 100 intervals hold."""
    made = np.random.default_rng(20230630)
    group_asked, rest_asked, true_group, true_rest = 704, 12_096, 0.52, 0.71
    in_group, in_rest = (made.binomial(asked, true, 4_000) for asked, true in ((group_asked, true_group), (rest_asked, true_rest)))
    group = np.round(in_group / group_asked, 2)
    total = np.round((in_group + in_rest) / (group_asked + rest_asked), 2)
    tested = rounded_group_in_total(group, float(group_asked), total, float(group_asked + rest_asked), STEP)
    share = group_asked / (group_asked + rest_asked)
    true_gap = (1 - share) * (true_group - true_rest)
    held = np.mean((tested.interval.lower <= true_gap) & (true_gap <= tested.interval.upper))
    assert held >= 0.95


def test_the_ratio_has_the_group_inside_the_total() -> None:
    """Given the formula's two variances, when they are worked out by small steps of either percentage, then they are the same."""
    group, sample, total, total_sample = LGBT
    share = sample / total_sample
    rest = (total - share * group) / (1 - share)

    def log_ratio(own: float, others: float) -> float:
        return math.log(own / (share * own + (1 - share) * others))

    step = 1e-6
    by_group = (log_ratio(group + step, rest) - log_ratio(group - step, rest)) / (2 * step)
    by_rest = (log_ratio(group, rest + step) - log_ratio(group, rest - step)) / (2 * step)
    error = math.sqrt(by_group**2 * group * (1 - group) / sample + by_rest**2 * rest * (1 - rest) / (total_sample - sample))
    found = rounded_ratio_to_total(*LGBT, STEP)
    assert found.lower == pytest.approx(0.515 / 0.705 * math.exp(-Z * error), rel=1e-6)
    assert found.upper == pytest.approx(0.525 / 0.695 * math.exp(Z * error), rel=1e-6)


def test_a_ratio_needs_something_above_nought() -> None:
    with pytest.raises(ValueError, match="half a step"):
        rounded_ratio_to_total(0.005, 700.0, 0.5, 12_800.0, STEP)


def test_the_chance_of_a_mark_is_that_of_a_gap_which_prints_as_the_threshold() -> None:
    assert chance_of_mark(0.019, 0.05, STEP) == pytest.approx(2 * stats.norm.sf(0.045 / 0.019))
