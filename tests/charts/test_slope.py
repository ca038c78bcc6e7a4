"""Two periods: who is named, and names that do not run into one another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.charts import slope, theme
from build_scripts.charts.slope import Slope, SlopeLine

# Trust in the MPS, 12 months to December 2022 and to December 2023, per cent.
MPS = SlopeLine("MPS", 72.0, 69.0, "worsening", whole=True)
LEWISHAM = SlopeLine("Lewisham", 60.0, 56.0, "no-clear-change")
CLEAR = SlopeLine("Bexley", 70.0, 60.0, "worsening")


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_the_whole_and_clear_changes_are_named_and_others_are_grey(words_of, frame):
    # When a slope of three lines is drawn, of which one area changed clearly
    words = words_of(slope.slope_chart(Slope((LEWISHAM, CLEAR, MPS), "To Dec 2022", "To Dec 2023"), frame))
    # Then the area and the whole are named at their ends, with both values
    assert {"69% MPS", "72%", "60% Bexley", "70%", "To Dec 2022", "To Dec 2023"} <= set(words)
    # And the one that could be chance is not
    assert not any("Lewisham" in word for word in words)


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12), st.floats(1, 40))
def test_names_are_moved_apart_in_their_order_and_no_further_than_needed(places, gap):
    moved = slope.spread(places, gap)
    order = sorted(range(len(places)), key=lambda index: places[index])
    # No two are nearer than the gap, and none overtakes another
    steps = [moved[after] - moved[before] for before, after in pairwise(order)]
    assert all(step >= gap - 1e-6 for step in steps)
    # Together they stand where they stood
    assert sum(moved) == pytest.approx(sum(places), abs=1e-6)


def test_names_with_room_stay_where_they_are():
    assert slope.spread([10, 200, 90], 20) == [10, 200, 90]


def test_a_slope_of_no_line_is_refused():
    with pytest.raises(ValueError, match="at least one line"):
        slope.slope_chart(Slope((), "", ""), theme.WIDE)


def test_a_label_of_two_rows_takes_the_room_of_two():
    # Given two areas that end at one height, of which the second's name wraps
    one, two = slope.label_places([100.0, 100.0], [1, 2])
    # Then their middles are a row and a half apart, around where both end
    assert two - one == pytest.approx(1.5 * slope.LINE)
    assert (one + 2 * two) / 3 == pytest.approx(100.0)
