"""The waterfall of a budget: each bar stands where the last one ended, and a total that does not add up is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.charts import theme, waterfall
from build_scripts.charts.waterfall import Bar, Step

# The pay budget of 2023/24, £ million, as the report of April to June 2023 prints it.
PAY = (
    Step("Police officer pay", 2382.0),
    Step("Police staff pay", 657.1),
    Step("Community support officer pay", 78.0),
    Step("Pay", 3117.1, total=True),
)


def test_each_change_begins_where_the_last_one_ended():
    # When the bars of the pay budget are worked out
    bars = waterfall.bars_of(PAY)
    # Then they stand end to end, and the total on nought
    assert bars[:2] == (Bar("Police officer pay", 0.0, 2382.0, False), Bar("Police staff pay", 2382.0, 3039.1, False))
    assert bars[3] == Bar("Pay", 0.0, 3117.1, True)


def test_a_total_that_its_lines_do_not_make_is_refused():
    # Given the overtime budget of the same table, whose three lines come to 162.9 and not to the 161.9 printed
    overtime = (Step("Officers", 137.5), Step("Staff", 24.7), Step("Support officers", 0.7), Step("Overtime", 161.9, total=True))
    # When its bars are worked out, then the contradiction is told instead of drawn
    with pytest.raises(ValueError, match=r"Overtime is 161\.9, but the steps before it come to 162\.9"):
        waterfall.bars_of(overtime)


def test_rounding_of_the_printed_figures_is_allowed_for():
    steps = (Step("Budget", 100.0, total=True), Step("Change", -10.04), Step("Forecast", 90.0, total=True))
    assert waterfall.bars_of(steps)[-1].end == 90.0
    with pytest.raises(ValueError, match="Forecast"):
        waterfall.bars_of(steps, tolerance=0.01)


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=8))
def test_changes_end_at_their_sum(amounts):
    bars = waterfall.bars_of([Step(f"step {number}", amount) for number, amount in enumerate(amounts)])
    assert bars[-1].end == sum(amounts)
    assert all(after.start == before.end for before, after in pairwise(bars))


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_lines_and_amounts_are_written_out(words_of, frame):
    words = words_of(waterfall.waterfall_chart((Step("Budget", 3117.1, total=True), Step("Underspend", -57.5)), frame))
    assert {"Budget", "Underspend", "3,117.1", "−57.5"} <= set(words)


@pytest.mark.parametrize(("steps", "said"), [((), "at least one step"), ((Step("Pay", 1.0), Step("Pay", 2.0)), "one label")])
def test_what_can_not_be_drawn_is_refused(steps, said):
    with pytest.raises(ValueError, match=said):
        waterfall.bars_of(steps)
