"""The level of one place over that of others: worked by hand, and by drawing counts at random."""

from __future__ import annotations

import math

import numpy as np
import pytest

from build_scripts.statistics.levels import Place, against_mean, against_whole
from build_scripts.statistics.ratios import rate_ratio

# Homicides of the year to June 2023, in London and in the rest of England and Wales, on residents of mid-2023.
LONDON = Place(114, 8_931_800, 1.0)
REST = Place(486, 51_923_100, 1.0)


def test_by_chance_alone_the_variance_is_one_over_the_place_less_one_over_the_whole() -> None:
    tested = against_whole(LONDON, REST)
    assert tested.estimate == pytest.approx((114 / 8_931_800) / (600 / 60_854_900))
    assert tested.standard_error == pytest.approx(math.sqrt(1 / 114 - 1 / 600))
    assert tested.interval.lower == pytest.approx(tested.estimate * math.exp(-1.959964 * tested.standard_error), rel=1e-6)


def test_the_variance_is_that_of_counts_drawn_at_random() -> None:
    # Given counts that vary three and five times as much as chance alone
    drawn = np.random.default_rng(2023)
    here = 3 * drawn.poisson(30_000 / 3, 200_000)
    rest = 5 * drawn.poisson(120_000 / 5, 200_000)
    tested = against_whole(Place(30_000, 9e6, 3.0), Place(120_000, 51e6, 5.0))
    assert np.log(here / (here + rest)).std() == pytest.approx(tested.standard_error, rel=0.01)
    others = [5 * drawn.poisson(one / 5, 200_000) for one in (20_000, 9_000)]
    mean = others[0] / 3e6 + others[1] / 2e6
    of_mean = against_mean(Place(30_000, 9e6, 3.0), [Place(20_000, 3e6, 5.0), Place(9_000, 2e6, 5.0)])
    assert np.log(here / mean).std() == pytest.approx(of_mean.standard_error, rel=0.01)


def test_of_one_other_place_by_chance_alone_it_is_the_ratio_of_two_rates() -> None:
    tested, ratio = against_mean(LONDON, [REST]), rate_ratio(114, 8_931_800, 486, 51_923_100)
    assert (tested.estimate, tested.p_value) == (pytest.approx(ratio.estimate), pytest.approx(ratio.p_value))
    assert (tested.interval.lower, tested.interval.upper) == pytest.approx((ratio.interval.lower, ratio.interval.upper))


def test_where_nothing_was_counted_or_the_variation_is_not_known_there_is_no_test() -> None:
    nothing, not_known = Place(0, 1e6, 1.0), Place(50, 1e6, math.nan)
    for tested in (
        against_whole(nothing, REST),
        against_whole(LONDON, not_known),
        against_mean(LONDON, [REST, nothing]),
        against_mean(not_known, [REST]),
    ):
        assert math.isnan(tested.p_value) and math.isnan(tested.interval.lower)
    with pytest.raises(ValueError):
        against_mean(LONDON, [])
