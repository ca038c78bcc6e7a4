"""The test that two counts get, and that it does not matter which of them is called the earlier."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparisons import count_tests

SMALL_BASE = 30


def result_of(count: int, base: int, *, days: int = 365, base_days: int = 365, months: int = 12, phi: float = 1.0) -> dict:
    pairs = pd.DataFrame(
        {
            "count": [float(count)],
            "base_count": [float(base)],
            "exposure": [float(days)],
            "base_exposure": [float(base_days)],
            "months": [months],
            "phi": [phi],
        }
    )
    return count_tests.tested_counts(pairs, SMALL_BASE).iloc[0].to_dict()


@given(st.integers(0, 5_000), st.integers(0, 5_000), st.floats(1, 30), st.integers(350, 380))
def test_turned_round_the_ratio_is_turned_over_and_the_p_value_is_the_same(count: int, base: int, phi: float, days: int) -> None:
    there, back = result_of(count, base, phi=phi, days=days), result_of(base, count, phi=phi, base_days=days)
    assert there["test"] == back["test"]
    assert there["p_value"] == pytest.approx(back["p_value"], rel=1e-6)
    upper = 0.0 if math.isnan(back["ratio_upper"]) else 1 / back["ratio_upper"]
    assert there["ratio_lower"] == pytest.approx(upper, rel=1e-6, abs=1e-12)


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.floats(1, 30))
def test_the_interval_holds_the_ratio(count: int, base: int, phi: float) -> None:
    result = result_of(count, base, phi=phi)
    assert result["ratio_lower"] <= count / base <= result["ratio_upper"]
    assert 0 <= result["p_value"] <= 1


@given(st.integers(100, 100_000), st.integers(100, 100_000))
def test_months_that_vary_more_widen_the_interval_and_never_make_a_change_clearer(count: int, base: int) -> None:
    steady, lively = result_of(count, base, phi=1.0), result_of(count, base, phi=5.0)
    assert lively["ratio_lower"] < steady["ratio_lower"]
    assert lively["ratio_upper"] > steady["ratio_upper"]
    assert lively["p_value"] >= steady["p_value"]


@pytest.mark.parametrize(
    ("count", "base", "months", "test"),
    [
        (29, 5_000, 12, "conditional-binomial"),
        (59, 80, 12, "conditional-binomial"),
        (60, 80, 12, "quasi-poisson"),
        (30, 30, 3, "quasi-poisson"),
        (0, 0, 12, "conditional-binomial"),
        (896_398, 853_060, 12, "quasi-poisson"),
    ],
    ids=["one under the small base", "under five a month", "five a month", "ten a month", "nothing", "all crime"],
)
def test_small_counts_are_compared_exactly_and_volumes_with_their_dispersion(count: int, base: int, months: int, test: str) -> None:
    result = result_of(count, base, months=months, phi=3.0)
    assert result["test"] == test
    assert (result["phi"] == 3.0) == (test == "quasi-poisson")


def test_a_volume_of_unknown_dispersion_is_not_tested() -> None:
    result = result_of(1_000, 900, phi=float("nan"))
    assert result["test"] == ""
    assert math.isnan(result["p_value"])
    assert math.isnan(result["ratio_lower"])


def test_from_zero_there_is_no_upper_end() -> None:
    result = result_of(7, 0)
    assert math.isnan(result["ratio_upper"])
    assert result["ratio_lower"] > 0
