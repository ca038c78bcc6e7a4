"""Counts: published values, laws, and second implementations (scipy, statsmodels)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.rates import confint_poisson
from statsmodels.stats.rates import test_poisson_2indep as poisson_oracle

from build_scripts.statistics import counts
from tests.statistics import golden

few = st.integers(0, 200)
exposures = st.floats(0.5, 500).map(lambda value: round(value, 2))


@pytest.mark.parametrize(("count", "lower", "upper"), golden.GARWOOD)
def test_garwood(count, lower, upper):
    interval = counts.garwood(count)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=5e-6)


def test_garwood_gives_r_poisson_test():
    count, expected, lower, upper = golden.GARWOOD_RATE
    interval = counts.garwood(count)
    assert (interval.lower / expected, interval.upper / expected) == pytest.approx((lower, upper), abs=1e-6)


@pytest.mark.parametrize(("count", "lower", "upper"), golden.BYAR_UKHSA)
def test_byar(count, lower, upper):
    interval = counts.byar(count)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=1e-9)


@pytest.mark.parametrize(("count", "population", "lower", "upper"), golden.RATES_UKHSA)
def test_rates_are_exact_under_ten_and_byars_from_ten(count, population, lower, upper):
    interval = counts.rate_interval(count, population, per=100)
    assert (interval.lower, interval.upper) == pytest.approx((lower, upper), abs=1e-9)


def test_the_rule_changes_at_ten():
    assert counts.count_interval(9) == counts.garwood(9)
    assert counts.count_interval(10) == counts.byar(10)
    assert counts.count_interval(np.array([9.0, 10.0])).lower[1] == counts.byar(10).lower


@given(st.integers(0, 100_000))
def test_intervals_hold_the_count_and_byar_is_near_the_exact(count):
    exact, near = counts.garwood(count), counts.byar(count)
    oracle = confint_poisson(count, 1, method="exact-c")
    assert exact.lower <= count <= exact.upper
    assert near.lower <= count <= near.upper
    assert (exact.lower, exact.upper) == pytest.approx((np.nan_to_num(oracle[0]), oracle[1]), rel=1e-9)
    if count >= 10:
        assert near.lower == pytest.approx(exact.lower, rel=0.005)
        assert near.upper == pytest.approx(exact.upper, rel=0.005)


@pytest.mark.parametrize(("count", "exposure", "base", "base_exposure", "p", "ratio", "lower", "upper"), golden.CONDITIONAL_BINOMIAL)
def test_conditional_binomial(count, exposure, base, base_exposure, p, ratio, lower, upper):
    result = counts.conditional_binomial(count, base, exposure, base_exposure)
    assert result.p_exact == pytest.approx(p, abs=5e-7)
    assert result.estimate == pytest.approx(ratio, abs=5e-7)
    assert (result.interval.lower, result.interval.upper) == pytest.approx((lower, upper), abs=5e-7)
    assert result.test == "conditional-binomial"


@settings(max_examples=150, deadline=None)
@given(few, few, exposures, exposures)
def test_conditional_binomial_agrees_with_scipy_and_statsmodels(count, base, exposure, base_exposure):
    result = counts.conditional_binomial(count, base, exposure, base_exposure)
    if count + base == 0:
        assert result.p_value == result.p_exact == 1
        return
    oracle = binomtest(count, count + base, exposure / (exposure + base_exposure))
    assert result.p_exact == pytest.approx(oracle.pvalue, rel=1e-6, abs=1e-12)
    share = oracle.proportion_ci(method="exact")
    odds = base_exposure / exposure
    assert result.interval.lower == pytest.approx(share.low / (1 - share.low) * odds, rel=1e-6, abs=1e-9)
    if base:
        assert result.interval.upper == pytest.approx(share.high / (1 - share.high) * odds, rel=1e-6)
        mid_p = poisson_oracle(count, exposure, base, base_exposure, method="cond-midp", compare="ratio").pvalue
        assert result.p_value == pytest.approx(mid_p, rel=1e-6, abs=1e-12)


@given(few, few, exposures, exposures)
def test_swapping_the_periods_inverts_the_ratio(count, base, exposure, base_exposure):
    there = counts.conditional_binomial(count, base, exposure, base_exposure)
    back = counts.conditional_binomial(base, count, base_exposure, exposure)
    assert there.p_exact == pytest.approx(back.p_exact, rel=1e-6)
    assert 0 <= there.p_value <= there.p_exact <= 1
    if count and base:
        assert there.estimate == pytest.approx(1 / back.estimate)
        assert there.interval.lower == pytest.approx(1 / back.interval.upper, rel=1e-6)
        assert there.interval.lower <= there.estimate <= there.interval.upper


@given(few, few)
def test_at_equal_exposures_the_exact_p_and_the_interval_never_disagree(count, base):
    result = counts.conditional_binomial(count, base)
    assert (result.p_exact < 0.05) == (result.interval.lower > 1 or result.interval.upper < 1)


def test_large_counts_agree_with_scipy():
    result = counts.conditional_binomial(14_031, 11_654, 365, 365)
    assert result.p_exact == pytest.approx(binomtest(14_031, 25_685, 0.5).pvalue, rel=1e-5)


def test_nothing_on_one_side_or_on_both():
    assert counts.conditional_binomial(5, 0).estimate == np.inf
    assert counts.conditional_binomial(5, 0).interval.upper == np.inf
    assert counts.conditional_binomial(0, 5).interval.lower == 0
    nothing = counts.conditional_binomial(0, 0)
    assert np.isnan(nothing.estimate)
    assert (nothing.interval.lower, nothing.interval.upper) == (0, np.inf)


def test_arrays_give_what_scalars_give_and_missing_rows_stay_missing():
    # Given homicide, domestic abuse homicide, and a row with a missing count
    batch = counts.conditional_binomial(np.array([115.0, 14.0, np.nan]), np.array([118.0, 21.0, 20.0]), 365, 365)
    # When they are tested together, then each is as when tested alone
    assert batch.p_exact[0] == pytest.approx(counts.conditional_binomial(115, 118, 365, 365).p_exact, abs=1e-12)
    assert batch.p_exact[1] == pytest.approx(0.310504659, abs=5e-7)
    assert np.isnan([batch.p_value[2], batch.p_exact[2], batch.estimate[2], batch.interval.lower[2], batch.interval.upper[2]]).all()


@pytest.mark.parametrize("arguments", [(-1, 5), (1.5, 5), (1, 5, 0, 1)])
def test_what_is_no_count_or_no_exposure_is_refused(arguments):
    with pytest.raises(ValueError):
        counts.conditional_binomial(*arguments)
