"""Volume counts: the worked values, laws, and a Poisson regression scaled by the same dispersion (statsmodels)."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.statistics.quasi_poisson import quasi_poisson
from tests.statistics import golden

volumes = st.integers(100, 500_000)
dispersions = st.floats(1, 60)
days = st.integers(89, 366)


@pytest.mark.parametrize(("later", "earlier", "dispersion", "statistic"), golden.QUASI_POISSON)
def test_violence_with_injury_is_clear_only_without_dispersion(later, earlier, dispersion, statistic):
    result = quasi_poisson(later, earlier, dispersion)
    assert result.statistic == pytest.approx(statistic, abs=0.005)
    assert (result.p_value < 0.05) == (dispersion == 1)


def test_under_25_knife_injury_is_no_clear_change():
    later, earlier, lower, upper = golden.KNIFE_INJURY
    result = quasi_poisson(later, earlier, 1)
    assert 100 * (result.interval.lower - 1) == pytest.approx(lower, abs=0.05)
    assert 100 * (result.interval.upper - 1) == pytest.approx(upper, abs=0.05)
    assert result.p_value > 0.05


@pytest.mark.parametrize("dispersion", [1, 2, 3, 4, 5])
def test_knife_crime_rose_at_every_dispersion_up_to_five(dispersion):
    assert quasi_poisson(14_031, 11_654, dispersion).p_value < 0.001


def test_all_crime_is_far_from_chance_without_dispersion():
    # A rise of 4.5% on 862,000 offences: a Poisson test alone would call anything clear
    assert quasi_poisson(862_000 * 1.045, 862_000, 1).statistic > 28


@given(volumes, volumes, dispersions, days, days)
def test_laws(count, base, dispersion, exposure, base_exposure):
    there = quasi_poisson(count, base, dispersion, exposure, base_exposure)
    back = quasi_poisson(base, count, dispersion, base_exposure, exposure)
    wider = quasi_poisson(count, base, dispersion * 2, exposure, base_exposure)
    assert there.interval.lower < there.estimate < there.interval.upper
    assert there.estimate == pytest.approx(1 / back.estimate)
    assert there.interval.lower == pytest.approx(1 / back.interval.upper)
    assert there.statistic == pytest.approx(-back.statistic)
    assert wider.interval.upper > there.interval.upper
    assert wider.p_value >= there.p_value


@given(volumes, volumes, dispersions, days, days)
def test_the_interval_and_the_test_agree_but_at_the_threshold(count, base, dispersion, exposure, base_exposure):
    result = quasi_poisson(count, base, dispersion, exposure, base_exposure)
    log_statistic = np.log(result.estimate) / result.standard_error
    # With windows of unlike length the two part sooner, so the law is of changes of up to a quarter.
    if abs(abs(log_statistic) - 1.959964) > 0.02 * (1 + np.log(result.estimate) ** 2) and abs(np.log(result.estimate)) < 0.25:
        assert (result.p_value < 0.05) == (result.interval.lower > 1 or result.interval.upper < 1)


# Two counts and two terms leave the regression nothing to estimate a scale from, which it says; the scale is given.
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:Perfect separation")
@pytest.mark.parametrize("dispersion", [1.0, 7.5])
def test_the_interval_is_that_of_a_scaled_poisson_regression(dispersion):
    # Given two windows of 365 and 366 days
    counted, exposure = np.array([77096, 78484]), np.array([365, 366])
    model = sm.GLM(counted, sm.add_constant([0, 1]), family=sm.families.Poisson(), offset=np.log(exposure)).fit(scale=dispersion)
    # When they are compared
    result = quasi_poisson(78484, 77096, dispersion, 366, 365)
    # Then the ratio and its interval are the regression's
    assert result.estimate == pytest.approx(np.exp(model.params[1]), rel=1e-8)
    assert (result.interval.lower, result.interval.upper) == pytest.approx(tuple(np.exp(model.conf_int()[1])), rel=1e-6)


def test_zeros_leave_no_interval():
    assert np.isnan(quasi_poisson(0, 50, 1).interval.lower)
    assert quasi_poisson(0, 50, 1).p_value < 0.05
    assert quasi_poisson(0, 0, 1).p_value == 1


def test_a_batch_gives_what_scalars_give():
    batch = quasi_poisson(np.array([78484, 14031, np.nan]), np.array([77096, 11654, 10]), np.array([5, 3, 2]), 365, 365)
    one = quasi_poisson(14031, 11654, 3, 365, 365)
    assert (batch.estimate[1], batch.p_value[1], batch.interval.upper[1]) == (one.estimate, one.p_value, one.interval.upper)
    assert np.isnan(batch.p_value[2])


@pytest.mark.parametrize("arguments", [(-1, 5, 1), (1, 5, 0.9), (1, 5, 1, 0), (1, 5, 1, 1, -3)])
def test_what_can_not_be_is_refused(arguments):
    with pytest.raises(ValueError):
        quasi_poisson(*arguments)
