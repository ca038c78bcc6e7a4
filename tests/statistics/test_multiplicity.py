"""Many tests: the worked example of 1995, laws, and scipy and statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from build_scripts.statistics import multiplicity
from tests.statistics import golden

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=70)


def test_the_worked_example_of_1995():
    given_p, rejections = golden.BENJAMINI_HOCHBERG_1995
    adjusted = multiplicity.benjamini_hochberg(given_p)
    assert (adjusted <= 0.05).sum() == rejections["fdr_bh"]
    for method, count in rejections.items():
        assert multipletests(given_p, 0.05, method)[0].sum() == count


def test_stdlib_values():
    given_p, expected = golden.PADJUST_STDLIB
    assert multiplicity.benjamini_hochberg(given_p) == pytest.approx(expected)


@given(p_values)
def test_agrees_with_scipy_and_statsmodels_and_keeps_the_order(given_p):
    adjusted = multiplicity.benjamini_hochberg(given_p)
    assert adjusted == pytest.approx(false_discovery_control(given_p), abs=1e-12)
    assert adjusted == pytest.approx(multipletests(given_p, method="fdr_bh")[1], abs=1e-12)
    assert (adjusted >= np.array(given_p)).all()
    assert (np.diff(adjusted[np.argsort(given_p, kind="stable")]) >= 0).all()


def test_what_was_not_tested_does_not_count():
    adjusted = multiplicity.benjamini_hochberg([0.01, np.nan, 0.04])
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(adjusted[1])
    assert multiplicity.benjamini_hochberg([]).size == 0


def test_families_stand_alone():
    # Given two families and a test that belongs to none
    adjusted = multiplicity.benjamini_hochberg_within([0.01, 0.5, 0.04, 0.9, 0.01], ["a", "b", "a", "b", ""])
    # Then each family is adjusted by its own size
    assert adjusted[:4] == pytest.approx([0.02, 0.9, 0.04, 0.9])
    assert np.isnan(adjusted[4])
    assert multiplicity.benjamini_hochberg_within([], []).size == 0


@given(p_values)
def test_one_family_is_all_of_them(given_p):
    together = multiplicity.benjamini_hochberg_within(given_p, ["one"] * len(given_p))
    assert together == pytest.approx(multiplicity.benjamini_hochberg(given_p))


def test_what_is_no_p_value_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        multiplicity.benjamini_hochberg([0.5, 1.5])
    with pytest.raises(ValueError, match="families"):
        multiplicity.benjamini_hochberg_within([0.5], ["a", "b"])
