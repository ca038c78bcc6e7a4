"""The four rules, by the published cases of the package that readers may know."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.statistics import control_rules
from tests.statistics import golden


@pytest.mark.parametrize(("values", "expected"), golden.TRENDS)
def test_seven_rising_or_falling(values, expected):
    assert control_rules.completes_trend(np.array(values)).tolist() == expected


@pytest.mark.parametrize(("ends", "expected"), golden.PARTS_OF_RUNS)
def test_all_seven_points_of_a_run_are_marked(ends, expected):
    assert control_rules.part_of_run(np.array(ends)).tolist() == expected


@pytest.mark.parametrize(("sides", "expected"), golden.SHIFTS)
def test_seven_on_one_side(sides, expected):
    assert control_rules.completes_shift(np.array(sides)).tolist() == expected


@pytest.mark.parametrize(("beyond", "sides", "expected"), golden.TWO_OF_THREE_WINDOWS)
def test_two_of_three_windows(beyond, sides, expected):
    assert np.abs(control_rules.in_two_of_three(np.array(beyond), np.array(sides))).tolist() == expected


@pytest.mark.parametrize(("beyond", "sides", "expected"), golden.TWO_OF_THREE_POINTS)
def test_two_of_three_points(beyond, sides, expected):
    assert control_rules.two_of_three(np.array(beyond), np.array(sides)).tolist() == expected


def test_outside_the_limits_and_on_them():
    assert control_rules.outside_limits(np.array([0, 1, 2, 3, 4]), 1, 3).tolist() == [-1, 0, 0, 0, 1]


def test_nothing_has_no_marks():
    assert control_rules.completes_trend(np.array([])).size == 0
    assert control_rules.completes_shift(np.array([])).size == 0


@given(st.lists(st.integers(0, 5), max_size=40))
def test_a_trend_is_what_a_plain_reading_of_the_rule_finds(values):
    moves = np.sign(np.diff(values))
    expected = [
        int(moves[index - 1]) if index >= 6 and abs(moves[index - 6 : index].sum()) == 6 else 0 for index in range(len(values))
    ]
    assert control_rules.completes_trend(np.array(values)).tolist() == expected


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=40))
def test_a_shift_is_what_a_plain_reading_of_the_rule_finds(sides):
    expected = [sides[index] if index >= 6 and abs(sum(sides[index - 6 : index + 1])) == 7 else 0 for index in range(len(sides))]
    assert control_rules.completes_shift(np.array(sides)).tolist() == expected
