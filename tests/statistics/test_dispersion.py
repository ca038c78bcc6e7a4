"""Dispersion: the same regression by statsmodels, one series at a time, on real months."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.statistics import dispersion
from tests.statistics import golden

FIRST = periods.month_ordinal(golden.MONTHS_FROM)
MONTHS = range(FIRST, FIRST + 36)
REAL = [golden.THEFT_FROM_PERSON, golden.VIOLENCE_WITH_INJURY, golden.ROBBERY_BEXLEY, golden.ROBBERY_SUTTON]


def by_statsmodels(counted, months):
    ordinals = np.array(months)
    seasons = np.column_stack([(ordinals % 12 == month).astype(float) for month in sorted(set(ordinals % 12))])
    design = np.column_stack([seasons, ordinals - ordinals[0]])
    offset = np.log(dispersion.days_of(months))
    return sm.GLM(np.array(counted), design, family=sm.families.Poisson(), offset=offset).fit(scale="X2", maxiter=200, tol=1e-12)


def test_days_of_months():
    assert dispersion.days_of([periods.month_ordinal("2024-02"), periods.month_ordinal("2023-06")]).tolist() == [29, 30]


@pytest.mark.parametrize("counted", REAL)
def test_real_months_give_statsmodels_scale(counted):
    for first, last in ((0, 36), (0, 24), (7, 36)):
        expected = by_statsmodels(counted[first:last], MONTHS[first:last]).scale
        assert dispersion.dispersion(counted[first:last], MONTHS[first:last]) == pytest.approx(max(1, expected), rel=1e-6)


def test_volume_crime_varies_more_than_chance():
    assert dispersion.dispersion(golden.THEFT_FROM_PERSON, MONTHS) > 20
    assert dispersion.dispersion(golden.VIOLENCE_WITH_INJURY, MONTHS) > 5


def test_a_batch_gives_what_single_series_give():
    batch = dispersion.dispersion(np.array(REAL).reshape(2, 2, 36), MONTHS)
    assert batch.shape == (2, 2)
    assert batch.ravel() == pytest.approx([dispersion.dispersion(counted, MONTHS) for counted in REAL], rel=1e-7)


def test_means_and_degrees_of_freedom_are_statsmodels():
    fit, oracle = dispersion.fit_months(golden.VIOLENCE_WITH_INJURY, MONTHS), by_statsmodels(golden.VIOLENCE_WITH_INJURY, MONTHS)
    assert fit.means == pytest.approx(oracle.fittedvalues, rel=1e-7)
    assert fit.freedom == oracle.df_resid == 23
    assert np.mean(fit.month_effects) == pytest.approx(0, abs=1e-12)


def test_months_of_nothing_do_not_upset_the_fit():
    # Given a rare offence, never recorded in one month of the year, and one never recorded at all
    rare = [0, 1, 0, 2, 1, 0, 0, 1, 3, 0, 1, 0] * 3
    # When both are fitted
    phi = dispersion.dispersion([rare, [0] * 36], MONTHS)
    # Then neither varies more than chance
    assert phi.tolist() == [1, 1]


@settings(max_examples=40)
@given(st.lists(st.integers(0, 400), min_size=24, max_size=36))
def test_never_under_one_and_as_statsmodels_has_it(counted):
    months = MONTHS[: len(counted)]
    phi = dispersion.dispersion(counted, months)
    assert phi >= 1
    if min(counted) > 0:
        assert phi == pytest.approx(max(1, by_statsmodels(counted, months).scale), rel=1e-4)


def test_months_drawn_from_chance_alone_give_about_one():
    # Given 400 series of Poisson months with a season and a trend
    season = 1 + 0.2 * np.sin(np.arange(36) * np.pi / 6)
    draws = np.random.default_rng(1).poisson(300 * season * np.linspace(1, 1.3, 36), (400, 36))
    # When the dispersion is taken before it is held at 1 or above, then it averages one
    fit = dispersion.fit_months(draws, MONTHS)
    raw = ((draws - fit.means) ** 2 / fit.means).sum(axis=1) / fit.freedom
    assert raw.mean() == pytest.approx(1, abs=0.06)


def test_a_missing_month_leaves_the_series_unknown():
    gappy = np.array(golden.ROBBERY_BEXLEY, dtype=float)
    gappy[5] = np.nan
    phi = dispersion.dispersion([gappy, golden.ROBBERY_BEXLEY], MONTHS)
    assert np.isnan(phi[0])
    assert phi[1] >= 1


@pytest.mark.parametrize(
    ("counted", "months", "problem"),
    [
        ([1] * 23, MONTHS[:23], "24 months"),
        ([1] * 37, range(FIRST, FIRST + 37), "36 months"),
        ([1] * 24, MONTHS[:25], "25 months"),
        ([1] * 24, [*MONTHS[:23], FIRST], "ascend"),
        ([1] * 23 + [-1], MONTHS[:24], "negative"),
    ],
)
def test_what_can_not_be_fitted_is_refused(counted, months, problem):
    with pytest.raises(ValueError, match=problem):
        dispersion.dispersion(counted, months)
