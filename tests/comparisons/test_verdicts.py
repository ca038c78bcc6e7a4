"""A verdict follows from the direction wanted and the test, never from the sign alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import vocabulary
from build_scripts.comparisons.verdicts import is_clear, verdict_of

NAN = float("nan")
CHANGES = st.floats(-1e6, 1e6)
OPPOSITE = {"improving": "worsening", "worsening": "improving", "rose": "fell", "fell": "rose", "no-clear-change": "no-clear-change"}


@pytest.mark.parametrize(
    ("direction", "difference", "verdict"),
    [
        ("down", -1.0, "improving"),
        ("down", 1.0, "worsening"),
        ("up", 1.0, "improving"),
        ("up", -1.0, "worsening"),
        ("narrow", -1.0, "improving"),
        ("narrow", 1.0, "worsening"),
        ("not-judged", 1.0, "rose"),
        ("not-judged", -1.0, "fell"),
    ],
)
def test_a_clear_change_is_judged_by_the_direction_wanted(direction: str, difference: float, verdict: str) -> None:
    assert verdict_of(direction, difference, clear=True) == verdict


@given(st.sampled_from(sorted(vocabulary.DIRECTIONS)), CHANGES)
def test_what_is_not_clear_has_no_direction(direction: str, difference: float) -> None:
    assert verdict_of(direction, difference, clear=False) == "no-clear-change"


@given(st.sampled_from(sorted(vocabulary.DIRECTIONS)), CHANGES, st.booleans())
def test_the_opposite_change_has_the_opposite_verdict(direction: str, difference: float, clear: bool) -> None:
    assert verdict_of(direction, -difference, clear) == OPPOSITE[verdict_of(direction, difference, clear)]


@given(st.floats(0, 1), CHANGES, CHANGES)
def test_a_change_is_clear_where_test_and_interval_agree(p_value: float, one: float, other: float) -> None:
    lower, upper = sorted((one, other))
    assert is_clear(p_value, lower, upper, 0.0) == (p_value < 0.05 and not lower <= 0 <= upper)


@pytest.mark.parametrize("cells", [(NAN, 1.0, 2.0), (0.01, NAN, 2.0), (0.01, 1.0, NAN)])
def test_what_was_not_tested_is_not_clear(cells: tuple[float, float, float]) -> None:
    assert not is_clear(*cells, unchanged=0.0)
