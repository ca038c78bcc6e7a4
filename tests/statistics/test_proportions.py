"""Proportions: published values, laws, and a second implementation (statsmodels)."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from build_scripts.statistics import proportions
from tests.statistics import golden

shares = st.floats(0, 1, allow_subnormal=False).map(lambda p: round(p, 4))
samples = st.floats(5, 50_000).map(lambda n: round(n, 2))


@pytest.mark.parametrize(("successes", "sample", "lower", "upper"), golden.WILSON_NEWCOMBE_1998)
def test_wilson_gives_newcombes_table(successes, sample, lower, upper):
    interval = proportions.wilson(successes / sample, sample)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(("successes", "sample", "confidence", "lower", "upper"), golden.WILSON_UKHSA)
def test_wilson_gives_ukhsas_values(successes, sample, confidence, lower, upper):
    interval = proportions.wilson(successes / sample, sample, confidence)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=1e-9)


@pytest.mark.parametrize(("successes", "sample", "lower", "upper"), golden.CLOPPER_PEARSON_NEWCOMBE_1998)
def test_clopper_pearson_gives_newcombes_table(successes, sample, lower, upper):
    interval = proportions.clopper_pearson(successes, sample)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "lower", "upper"), golden.NEWCOMBE_1998)
def test_newcombe_gives_his_table(x1, n1, x2, n2, lower, upper):
    result = proportions.newcombe(x1 / n1, n1, x2 / n2, n2)
    assert (result.interval.lower, result.interval.upper) == pytest.approx((lower, upper), abs=1e-4)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "lower", "upper"), golden.NEWCOMBE_SIX_PLACES)
def test_newcombe_gives_his_table_to_six_places(x1, n1, x2, n2, lower, upper):
    result = proportions.newcombe(x1 / n1, n1, x2 / n2, n2)
    assert (result.interval.lower, result.interval.upper) == pytest.approx((lower, upper), abs=1e-6)


@pytest.mark.parametrize(("p", "n", "base_p", "base_n", "lower", "upper"), golden.SURVEY_DIFFERENCES)
def test_survey_differences_depend_on_the_design_effect(p, n, base_p, base_n, lower, upper):
    # Given published per cents on effective samples, when they are compared
    result = proportions.newcombe(p, n, base_p, base_n)
    # Then the interval is the one worked out for them, and p says the same as the interval
    assert (100 * result.interval.lower, 100 * result.interval.upper) == pytest.approx((lower, upper), abs=0.002)
    assert (result.p_value < 0.05) == (upper < 0)
    assert result.test == "newcombe"


def test_confidence_46_against_49_is_clear_at_either_design_effect():
    for design_effect in (1.0, 1.5):
        sample = proportions.effective_sample(4800, design_effect)
        assert proportions.newcombe(0.46, sample, 0.49, sample).p_value < 0.05


def test_change_in_percentage_points_of_domestic_abuse_homicide_solved():
    # 11 of 14 against 19 of 21, as in the quarterly performance report: down 11.9 points
    assert 100 * proportions.newcombe(11 / 14, 14, 19 / 21, 21).estimate == pytest.approx(-11.9047619, abs=1e-6)


def test_margin_of_error_of_the_satisfaction_survey():
    p, n, points = golden.MARGIN
    assert 100 * proportions.margin_of_error(p, n) == pytest.approx(points, abs=0.0005)


@pytest.mark.parametrize(
    ("proportion", "interviews", "design_effect", "points"),
    [(0.67, 4800, 1, 1.33), (0.67, 4800, 1.5, 1.63), (0.5, 600, 1, 4.0), (0.5, 600, 1.5, 4.9), (0.5, 150, 1, 8.0), (0.5, 150, 1.5, 9.8)],
)
def test_precision_of_the_public_attitude_survey_for_the_force_a_borough_year_and_a_borough_quarter(
    proportion, interviews, design_effect, points
):
    sample = proportions.effective_sample(interviews, design_effect)
    assert 100 * proportions.margin_of_error(proportion, sample) == pytest.approx(points, abs=0.05)


def test_kish():
    weights, design_effect, sample = golden.KISH
    weighting = proportions.kish(weights)
    assert (weighting.design_effect, weighting.effective_sample) == pytest.approx((design_effect, sample))


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_kish_refuses_what_are_no_weights(weights):
    with pytest.raises(ValueError, match="weights"):
        proportions.kish(weights)


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=30))
def test_equal_weights_or_none_are_the_best(weights):
    weighting = proportions.kish(weights)
    assert weighting.design_effect >= 1 - 1e-12
    assert proportions.kish([weights[0]] * len(weights)).design_effect == pytest.approx(1)
    assert weighting.effective_sample * weighting.design_effect == pytest.approx(len(weights))


@given(shares, samples)
def test_intervals_hold_the_estimate_and_agree_with_statsmodels(p, n):
    wilson = proportions.wilson(p, n)
    exact = proportions.clopper_pearson(p * n, n)
    assert 0 <= wilson.lower <= p <= wilson.upper <= 1
    assert exact.lower <= p <= exact.upper
    assert (wilson.lower, wilson.upper) == pytest.approx(proportion_confint(p * n, n, method="wilson"), abs=1e-9)
    if 0 < p < 1:
        assert (exact.lower, exact.upper) == pytest.approx(proportion_confint(p * n, n, method="beta"), abs=1e-7)


@given(shares, samples, st.floats(1.01, 4))
def test_a_greater_design_effect_widens_the_interval(p, n, design_effect):
    narrow, wide = proportions.wilson(p, n), proportions.wilson(p, proportions.effective_sample(n, design_effect))
    assert wide.upper - wide.lower > narrow.upper - narrow.lower


@given(shares, samples, shares, samples)
def test_newcombe_is_antisymmetric_and_p_and_interval_never_disagree(p, n, base_p, base_n):
    there, back = proportions.newcombe(p, n, base_p, base_n), proportions.newcombe(base_p, base_n, p, n)
    assert there.estimate == -back.estimate
    assert (there.interval.lower, there.interval.upper) == pytest.approx((-back.interval.upper, -back.interval.lower), abs=1e-12)
    assert there.p_value == pytest.approx(back.p_value)
    assert there.interval.lower <= there.estimate <= there.interval.upper
    edge = min(abs(there.interval.lower), abs(there.interval.upper))
    if edge > 1e-9:
        assert (there.p_value < 0.05) == (there.interval.lower > 0 or there.interval.upper < 0)


@settings(max_examples=50)
@given(st.integers(0, 400), st.integers(400, 900), st.integers(0, 300), st.integers(300, 900))
def test_newcombe_agrees_with_statsmodels(x1, n1, x2, n2):
    interval = proportions.newcombe(x1 / n1, n1, x2 / n2, n2).interval
    oracle = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    assert (interval.lower, interval.upper) == pytest.approx(oracle, abs=1e-9)


def test_a_group_inside_the_total_has_a_smaller_error_than_two_independent_samples():
    # Given a group of 600 among 4,800 interviews
    result = proportions.group_in_total(0.60, 600, 0.67, 4800)
    # When its gap is worked out from the part that differs
    share, rest = 600 / 4800, (0.67 - 0.125 * 0.60) / 0.875
    expected = (1 - share) * np.sqrt(0.6 * 0.4 / 600 + rest * (1 - rest) / 4200)
    independent = np.sqrt(0.6 * 0.4 / 600 + 0.67 * 0.33 / 4800)
    # Then the error is that of the part, and under that of independent samples
    assert result.estimate == pytest.approx(-0.07)
    assert result.standard_error == pytest.approx(expected)
    assert result.standard_error < independent
    assert result.p_value < 0.001
    assert result.test == "group-in-total"


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.integers(50, 500), st.integers(600, 5000))
def test_the_gap_to_the_total_is_the_gap_to_the_rest_scaled(group, rest, group_sample, rest_sample):
    # Given a total made of a group and the rest
    total_sample = group_sample + rest_sample
    total = (group * group_sample + rest * rest_sample) / total_sample
    # When the gap of the group against the total is tested
    result = proportions.group_in_total(group, group_sample, total, total_sample)
    # Then it is the gap against the rest, times the rest's share, and judged the same
    scale = rest_sample / total_sample
    assert result.estimate == pytest.approx(scale * (group - rest), abs=1e-12)
    plain_error = np.sqrt(group * (1 - group) / group_sample + rest * (1 - rest) / rest_sample)
    assert result.statistic == pytest.approx((group - rest) / plain_error, abs=1e-6)


def test_a_weighted_share_replaces_the_share_of_interviews():
    narrow = proportions.group_in_total(0.60, 600, 0.67, 4800, share=0.3)
    assert narrow.standard_error < proportions.group_in_total(0.60, 600, 0.67, 4800).standard_error


def test_a_group_can_not_be_the_whole():
    with pytest.raises(ValueError, match="sample"):
        proportions.group_in_total(0.6, 600, 0.67, 600)
    with pytest.raises(ValueError, match="share"):
        proportions.group_in_total(0.6, 60, 0.67, 600, share=1.0)


def test_a_gap_without_error_has_no_test():
    result = proportions.group_in_total(1.0, 50, 1.0, 500)
    assert np.isnan(result.p_value)
    assert (result.interval.lower, result.interval.upper) == (0, 0)


def test_two_gaps_differ_by_their_variances_added():
    now = proportions.group_in_total(0.60, 600, 0.67, 4800)
    then = proportions.group_in_total(0.62, 600, 0.69, 4800)
    moved = proportions.difference_of_differences(now, then)
    assert moved.estimate == pytest.approx(0.0, abs=1e-12)
    assert moved.standard_error == pytest.approx(np.sqrt(now.standard_error**2 + then.standard_error**2))
    assert moved.p_value == pytest.approx(1)
    assert moved.test == "difference-of-differences"


def test_the_gap_of_two_groups_has_the_error_of_two_independent_samples():
    # 59% of 1,600 women and 81% of 1,600 men: the root of 0.59*0.41/1600 + 0.81*0.19/1600
    gap = proportions.gap_of_groups(0.59, 1600, 0.81, 1600)
    assert gap.estimate == pytest.approx(-0.22)
    assert gap.standard_error == pytest.approx(0.015728, abs=5e-7)
    # wider than the gap to a total that holds the group, whose people answer on both sides
    assert gap.standard_error > proportions.group_in_total(0.59, 1600, 0.70, 3200).standard_error
    with pytest.raises(ValueError, match="other_sample"):
        proportions.gap_of_groups(0.59, 1600, 0.81, 0)


def test_arrays_give_what_scalars_give():
    p, n = np.array([0.67, 0.46, 0.0]), np.array([3200.0, 4800.0, 20.0])
    base_p = np.array([0.69, 0.49, 0.1])
    batch = proportions.newcombe(p, n, base_p, n)
    for row in range(3):
        one = proportions.newcombe(p[row], n[row], base_p[row], n[row])
        assert (batch.estimate[row], batch.interval.lower[row], batch.p_value[row]) == (one.estimate, one.interval.lower, one.p_value)
    assert isinstance(proportions.newcombe(0.5, 100, 0.4, 100).p_value, float)


def test_a_missing_row_does_not_stop_a_batch():
    result = proportions.newcombe(np.array([0.6, np.nan]), 1000, np.array([0.5, 0.5]), 1000)
    assert result.p_value[0] < 0.05
    assert np.isnan(result.p_value[1])
    assert np.isnan(result.interval.lower[1])


@pytest.mark.parametrize("arguments", [(48, 100), (-0.1, 100), (0.5, 0)])
def test_per_cents_and_empty_samples_are_refused(arguments):
    with pytest.raises(ValueError):
        proportions.wilson(*arguments)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.integers(200, 20_000))
def test_the_largest_clear_design_effect_is_where_the_interval_reaches_zero(now, before, interviews):
    assume(abs(now - before) > 0.005)
    effect = proportions.largest_clear_design_effect(now, interviews, before, interviews)
    for factor, clear in ((0.999, True), (1.001, False)):
        ends = proportions.newcombe(now, interviews / effect / factor, before, interviews / effect / factor).interval
        assert (ends.lower > 0 or ends.upper < 0) == clear
