"""The shared pieces: the normal quantile, two-sided p, scalars in and scalars out."""

import math

import numpy as np
import pytest

from build_scripts import vocabulary
from build_scripts.statistics import counts, proportions, quasi_poisson, ratios, results


def test_the_critical_value_is_the_usual_one():
    assert results.critical_value() == pytest.approx(1.959964, abs=5e-7)
    assert results.critical_value(0.998) == pytest.approx(3.090232, abs=5e-7)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_level_is_a_fraction(confidence):
    with pytest.raises(ValueError, match="confidence"):
        results.critical_value(confidence)


def test_two_sided_p_at_the_critical_value():
    assert results.two_sided_p(results.critical_value()) == pytest.approx(0.05)
    assert results.two_sided_p(-results.critical_value()) == pytest.approx(0.05)


def test_scalars_in_scalars_out():
    assert isinstance(results.plain(np.float64(2)), float)
    assert results.plain(np.array([2.0])).shape == (1,)


def test_a_result_without_a_statistic_says_so():
    assert math.isnan(counts.conditional_binomial(115, 118).statistic)


def test_every_test_is_a_word_of_the_vocabulary():
    gap = proportions.group_in_total(0.6, 600, 0.67, 4800)
    made = [
        proportions.newcombe(0.67, 3200, 0.69, 3200),
        gap,
        proportions.difference_of_differences(gap, gap),
        counts.conditional_binomial(115, 118),
        quasi_poisson.quasi_poisson(78484, 77096, 5),
        ratios.compare_ratios(60246, 800_000, 70197, 790_000),
        ratios.rate_ratio(3200, 1_000_000, 1000, 1_000_000),
    ]
    assert {result.test for result in made} == set(vocabulary.TESTS) - {""}
