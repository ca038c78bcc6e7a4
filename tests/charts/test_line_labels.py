"""Names of lines stand beside them, and nothing runs through them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.charts.line_labels import Room, name_place

# A line that is level from 4 to 8, between two slopes, below another that is always at 9.
OWN = [(0.0, 1.0), (2.0, 3.0), (4.0, 5.0), (5.0, 5.0), (6.0, 5.0), (8.0, 5.0), (10.0, 1.0)]
OTHER = [(float(x), 9.0) for x in range(11)]


def test_a_name_stands_where_its_line_is_level():
    assert name_place(OWN, [], Room(3.0, 1.0, 0.0, 10.0), above=True) == (4.0, 5.0)


def test_a_name_is_not_struck_through_by_a_vertical():
    # Given a break at 5.5, in the middle of the level stretch, then the name goes where it has room at all, or nowhere
    place = name_place(OWN, [], Room(3.0, 1.0, 0.0, 10.0, avoid=(5.5,)), above=True)
    assert place is None or not place[0] <= 5.5 <= place[0] + 3.0


def test_a_name_that_would_leave_the_plot_is_not_drawn():
    assert name_place(OWN, OTHER, Room(3.0, 2.0, 0.0, 10.0), above=True) is None


@given(st.lists(st.floats(0, 10), min_size=4, max_size=40), st.lists(st.floats(0, 10), min_size=4, max_size=40), st.booleans())
def test_no_line_runs_through_a_name(own, other, above):
    lines = [[(float(x), y) for x, y in enumerate(values)] for values in (own, other)]
    place = name_place(*lines, Room(3.0, 0.5, 0.0, 10.0), above=above)
    if place is not None:
        start, edge = place
        beside = [y for line in lines for x, y in line if start <= x <= start + 3.0]
        assert all(y <= edge for y in beside) if above else all(y >= edge for y in beside)
        assert edge - 0.5 >= 0.0 if not above else edge + 0.5 <= 10.0
