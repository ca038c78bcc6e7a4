"""Ratios: worked by hand, laws, and statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.rates import confint_poisson_2indep

from build_scripts.statistics import counts, ratios

events = st.integers(30, 100_000)


def test_an_outcome_rate_may_pass_one_hundred_per_cent():
    # Given 46 offences recorded and 57 outcomes, some for offences of earlier periods
    interval = ratios.outcome_rate_interval(57, 46)
    # Then the rate is 124% and its interval is that of a ratio of two Poisson counts
    reach = np.exp(1.959964 * np.sqrt(1 / 57 + 1 / 46))
    assert (interval.lower, interval.upper) == pytest.approx((57 / 46 / reach, 57 / 46 * reach), rel=1e-6)


@given(events, events)
def test_an_outcome_rate_agrees_with_statsmodels(outcomes, offences):
    interval = ratios.outcome_rate_interval(outcomes, offences)
    oracle = confint_poisson_2indep(outcomes, 1, offences, 1, method="waldcc", compare="ratio")
    wide = ratios.outcome_rate_interval(outcomes, offences, dispersion=4)
    assert interval.lower <= outcomes / offences <= interval.upper
    # Their method adds a half to every count, which shows in the last places only
    assert (interval.lower, interval.upper) == pytest.approx(oracle, rel=0.03)
    assert wide.upper > interval.upper


@given(events, events, events, events)
def test_comparing_two_ratios_is_comparing_two_odds(a, b, c, d):
    # The same formula as that of a log odds ratio of a two by two table
    result = ratios.compare_ratios(a, b, c, d)
    oracle = Table2x2(np.array([[a, b], [c, d]]))
    assert result.estimate == pytest.approx(oracle.oddsratio)
    assert (result.interval.lower, result.interval.upper) == pytest.approx(oracle.oddsratio_confint(), rel=1e-9)
    assert result.p_value == pytest.approx(oracle.log_oddsratio_pvalue(), rel=1e-6, abs=1e-12)
    back = ratios.compare_ratios(c, d, a, b)
    assert result.estimate == pytest.approx(1 / back.estimate)
    assert result.statistic == pytest.approx(-back.statistic)


@given(events, events, events, events)
def test_the_difference_of_two_outcome_rates_holds_what_its_ratio_says(a, b, c, d):
    result, ratio = ratios.outcome_rate_difference(a, b, c, d), ratios.compare_ratios(a, b, c, d)
    assert result.estimate == pytest.approx(a / b - c / d)
    assert result.interval.lower <= result.estimate <= result.interval.upper
    assert (result.p_value, result.test) == (ratio.p_value, "log-ratio")
    # Turned round, it is the same with the other sign
    back = ratios.outcome_rate_difference(c, d, a, b)
    assert (back.interval.lower, back.interval.upper) == pytest.approx((-result.interval.upper, -result.interval.lower), rel=1e-9)


def test_of_an_earlier_rate_that_is_hardly_any_the_difference_has_the_later_limits():
    # Given a rate known to be next to nothing, square-and-add leaves the limits of the other
    result, own = ratios.outcome_rate_difference(300, 1000, 10_000, 10**12), ratios.outcome_rate_interval(300, 1000)
    assert (result.interval.lower, result.interval.upper) == pytest.approx((own.lower, own.upper), abs=1e-6)


@given(st.integers(0, 29), st.integers(30, 400), st.integers(0, 29), st.integers(30, 400))
def test_few_outcomes_have_the_exact_p_and_an_interval_from_their_own_limits(a, b, c, d):
    result, exact = ratios.exact_outcome_rate_difference(a, b, c, d), counts.conditional_binomial(a, c, b, d)
    assert (result.p_value, result.p_exact, result.test) == (exact.p_value, exact.p_exact, "conditional-binomial")
    oracle = confint_poisson_2indep(max(a, 1), b, max(c, 1), d, method="mover", compare="diff")
    assert result.interval.lower <= result.estimate <= result.interval.upper
    if a and c:
        # Their limits of each rate are Jeffreys', ours exact or Byar's: a little wider
        width = result.interval.upper - result.interval.lower
        assert width == pytest.approx(oracle[1] - oracle[0], rel=0.25)


def test_a_zero_leaves_no_difference_on_the_logarithmic_scale():
    result = ratios.outcome_rate_difference(0, 10, 5, 10)
    assert np.isnan(result.p_value)
    assert np.isnan(result.interval.lower)


def test_fewer_outcomes_of_all_offences_is_a_clear_fall():
    # The force's outcomes recorded, 60,246 against 70,197, on about the same number of offences
    assert ratios.compare_ratios(60_246, 868_000, 70_197, 830_000).interval.upper < 1
    assert 60_246 - 70_197 == -9_951


def test_a_zero_leaves_no_ratio():
    assert np.isnan(ratios.compare_ratios(0, 10, 5, 10).p_value)
    assert np.isnan(ratios.outcome_rate_interval(0, 10).lower)
    assert np.isnan(ratios.outcome_rate_interval(3, 0).upper)


def test_the_rate_of_one_group_over_that_of_another():
    # Given counts so large that chance hardly matters
    result = ratios.rate_ratio(96_000, 1_188_000, 120_000, 4_752_000)
    reach = np.exp(1.959964 * np.sqrt(1 / 96_000 + 1 / 120_000))
    assert result.estimate == pytest.approx(3.2)
    assert (result.interval.lower, result.interval.upper) == pytest.approx((3.2 / reach, 3.2 * reach), rel=1e-6)
    assert (round(result.interval.lower, 2), round(result.interval.upper, 2)) == (3.17, 3.23)
    assert result.test == "log-ratio"


def test_under_thirty_the_exact_test_takes_over():
    assert ratios.rate_ratio(29, 1000, 400, 9000) == counts.conditional_binomial(29, 400, 1000, 9000)
    assert ratios.rate_ratio(400, 9000, 29, 1000).test == "conditional-binomial"
    assert ratios.rate_ratio(30, 1000, 30, 9000).test == "log-ratio"


@pytest.mark.parametrize("arguments", [(100, 0, 100, 10), (100, 10, 100, -1), (-1, 10, 5, 10)])
def test_what_can_not_be_is_refused(arguments):
    with pytest.raises(ValueError):
        ratios.rate_ratio(*arguments)
