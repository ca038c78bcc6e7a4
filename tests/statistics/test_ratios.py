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
