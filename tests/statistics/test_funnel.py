"""Funnel limits: UKHSA's published tables, laws, and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from build_scripts.statistics import counts, funnel
from tests.statistics import golden


@pytest.mark.parametrize(("sample", "lower", "upper", "low_alarm", "high_alarm"), golden.FUNNEL_PROPORTIONS)
def test_shares_have_ukhsas_limits(sample, lower, upper, low_alarm, high_alarm):
    limits = funnel.binomial_funnel(golden.FUNNEL_CENTRE_PER_CENT / 100, sample)
    warning, alarm = limits.warning, limits.alarm
    assert (100 * warning.lower, 100 * warning.upper) == pytest.approx((lower, upper), abs=2e-4)
    assert (100 * alarm.lower, 100 * alarm.upper) == pytest.approx((low_alarm, high_alarm), abs=2e-4)


@pytest.mark.parametrize(("events", "on_lower", "on_upper", "on_low_alarm", "on_high_alarm"), golden.FUNNEL_RATES)
def test_rates_have_ukhsas_limits(events, on_lower, on_upper, on_low_alarm, on_high_alarm):
    # Given the populations at which a number of events lies exactly on each limit
    exposures = np.array([on_lower, on_upper, on_low_alarm, on_high_alarm]) * golden.FUNNEL_YEARS
    # When the limits are worked out there
    limits = funnel.poisson_funnel(golden.FUNNEL_RATE, exposures)
    # Then they are that number of events (theirs are Byar's from ten events on, ours are exact)
    there = [limits.warning.lower[0], limits.warning.upper[1], limits.alarm.lower[2], limits.alarm.upper[3]]
    assert there * exposures == pytest.approx([events] * 4, rel=1e-4 if events < counts.BYAR_FROM else 2e-4)


@given(st.floats(5, 5000), st.floats(1, 50))
def test_limits_nest_hold_the_centre_and_widen(expected, dispersion):
    plain = funnel.poisson_funnel(1.0, expected)
    wide = funnel.poisson_funnel(1.0, expected, dispersion)
    assert plain.alarm.lower <= plain.warning.lower <= 1 <= plain.warning.upper <= plain.alarm.upper
    assert wide.alarm.upper >= plain.alarm.upper - 1e-9
    assert wide.alarm.lower <= plain.alarm.lower + 1e-9
    share = funnel.binomial_funnel(0.4, expected, dispersion)
    assert 0 <= share.alarm.lower <= share.warning.lower <= 0.4 <= share.warning.upper <= share.alarm.upper <= 1


def test_counts_beyond_the_limits_are_as_rare_as_said():
    # Given an expected count of 20
    limits = funnel.poisson_funnel(1.0, 20)
    # When whole counts are compared with them, then each tail holds no more than its share, and the next count in would hold more
    assert poisson.cdf(np.ceil(20 * limits.warning.lower) - 1, 20) <= 0.025 < poisson.cdf(np.ceil(20 * limits.warning.lower), 20)
    assert poisson.sf(np.floor(20 * limits.warning.upper), 20) <= 0.025 < poisson.sf(np.floor(20 * limits.warning.upper) - 1, 20)


def test_small_areas_have_no_lower_limit():
    assert funnel.poisson_funnel(1.0, 3).warning.lower == 0


def test_areas_drawn_from_chance_alone_have_no_dispersion():
    assert funnel.between_area_dispersion(np.random.default_rng(2).normal(size=32)) == 1
    assert funnel.between_area_dispersion(np.array([])) == 1


def test_one_outlier_does_not_make_dispersion_but_many_do():
    # Given 32 boroughs of which one is far out
    deviates = np.random.default_rng(3).normal(size=32)
    deviates[0] = 40
    # Then it is pulled in and stays an outlier
    assert funnel.between_area_dispersion(deviates) == 1
    # And where all of them vary three times as far, that is dispersion
    assert funnel.between_area_dispersion(np.append(3 * np.random.default_rng(4).normal(size=32), np.nan)) > 4


@pytest.mark.parametrize("arguments", [(0.5, 0), (0.5, 10, 0.5), (1.5, 10)])
def test_shares_that_can_not_be_are_refused(arguments):
    with pytest.raises(ValueError):
        funnel.binomial_funnel(*arguments)


@pytest.mark.parametrize("arguments", [(0.5, 0), (0.5, 10, 0.5), (-1, 10)])
def test_rates_that_can_not_be_are_refused(arguments):
    with pytest.raises(ValueError):
        funnel.poisson_funnel(*arguments)
