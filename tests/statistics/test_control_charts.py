"""Control charts: published limits, icons, fixed baselines, declared rebases and the guard."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_scripts import periods, vocabulary
from build_scripts.statistics import control_charts, series
from tests.statistics import golden

FIRST = periods.month_ordinal(golden.MONTHS_FROM)
MONTHS = [periods.month_text(ordinal) for ordinal in range(FIRST, FIRST + 48)]
readings = st.lists(st.integers(-500, 500), min_size=12, max_size=40)


def monthly(values, holds=series.DIFFERENCE):
    return series.from_texts(MONTHS[: len(values)], values, periods.MONTH, holds)


@pytest.mark.parametrize(("values", "screen", "mean", "lower", "upper"), golden.XMR)
def test_limits_are_the_published_ones(values, screen, mean, lower, upper):
    limits = control_charts.xmr_limits(values, screen=screen)
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((mean, lower, upper), abs=5e-6)
    assert limits.upper_two_sigma - limits.mean == pytest.approx((limits.upper - limits.mean) * 2 / 3)


def test_mean_moving_range_of_the_primer_paint():
    limits = control_charts.xmr_limits(golden.MONTGOMERY, screen=False)
    assert limits.mean_moving_range == pytest.approx(golden.MONTGOMERY_MOVING_RANGE, abs=5e-7)


@given(readings, st.integers(-1000, 1000), st.integers(1, 20), st.booleans())
def test_shifting_and_scaling_the_values_shifts_and_scales_the_chart(values, shift, scale, screen):
    assume(len(set(values)) > 1)
    plain = control_charts.control_chart(monthly(values), "up", screen=screen)
    # Powers of two scale without rounding, so that no point crosses a line by rounding alone
    factor = 2.0 ** (scale % 5)
    moved = control_charts.control_chart(monthly([factor * value for value in values]), "up", screen=screen)
    assert [point.rules for point in moved.points] == [point.rules for point in plain.points]
    assert moved.points[0].limits.upper == pytest.approx(factor * plain.points[0].limits.upper)
    lifted = control_charts.xmr_limits(np.array(values) + shift, screen=screen)
    assert lifted.lower == pytest.approx(plain.points[0].limits.lower + shift)


@given(readings)
def test_turning_the_values_upside_down_turns_the_sides(values):
    assume(len(set(values)) > 1)
    plain = control_charts.control_chart(monthly(values), "up")
    turned = control_charts.control_chart(monthly([-value for value in values]), "down")
    assert [point.side for point in turned.points] == [-point.side for point in plain.points]
    assert [point.variation for point in turned.points] == [point.variation for point in plain.points]


@given(readings)
def test_a_point_is_special_if_and_only_if_a_rule_marks_it(values):
    chart = control_charts.control_chart(monthly(values), "down")
    for point in chart.points:
        assert (point.variation == "common-cause") == (point.rules == ()) == (point.side == 0)
        assert point.rule == (point.rules[0] if point.rules else "")
        assert point.variation in vocabulary.VARIATIONS
    assert chart.variation == chart.points[-1].variation


def test_the_first_rule_that_holds_names_the_point():
    # Given a long rise that ends beyond the limits of a fixed, quiet baseline
    values = [50, 51, 50, 49, 50, 51, 50, 49, 50, 51, 50, 49, 51, 53, 55, 57, 59, 61]
    chart = control_charts.control_chart(monthly(values), "up", baseline=12)
    # Then the last point breaks three rules, and is named by the first
    assert chart.points[-1].rules == ("outside-limits", "trend", "two-of-three")
    assert chart.points[-1].rule == "outside-limits"
    assert chart.variation == "improving"
    # And the first point of the rise is marked as part of the trend
    assert chart.points[11].rule == "trend"


def test_making_data_count_counts_points_beyond_the_limits_towards_two_of_three():
    # Given limits of 94 and 106 and two-sigma lines of 96 and 104; a point beyond the limit, then one between the lines
    limits = control_charts.Limits(100, 0, 94, 106, 96, 104)
    values = np.array([101, 107, 105, 99])
    # Then its present rule marks both points, and the earlier one, as NHSRplotthedots 0.2.2 has it, neither
    assert control_charts.mark_points(values, limits, True)["two-of-three"].tolist() == [0, 1, 1, 0]
    assert control_charts.mark_points(values, limits, False)["two-of-three"].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(("direction", "target", "lines", "expected"), golden.ASSURANCE)
def test_assurance(direction, target, lines, expected):
    limits = control_charts.Limits(sum(lines) / 2, 0, *lines, *lines)
    assert control_charts.assurance(limits, direction, target) == expected
    assert expected in vocabulary.ASSURANCES


def test_no_target_no_assurance():
    chart = control_charts.control_chart(monthly(golden.MONTGOMERY), "up")
    assert chart.assurance == ""
    assert control_charts.control_chart(monthly(golden.MONTGOMERY), "not-judged", target=33).assurance == ""


def test_where_no_direction_is_judged_the_icon_says_high_or_low():
    assert [control_charts.variation(side, "not-judged") for side in (1, -1, 0)] == ["neutral-high", "neutral-low", "common-cause"]
    assert [control_charts.variation(side, "down") for side in (1, -1)] == ["concerning", "improving"]


def test_theft_from_the_person_rose_beyond_its_baseline():
    # Given real months, adjusted for season, with limits fixed on the first two years
    thefts = series.from_texts(MONTHS[:36], golden.THEFT_FROM_PERSON, periods.MONTH)
    chart = control_charts.control_chart(series.seasonally_adjusted(thefts), "down", baseline=24)
    # Then the last month is of concern, and the lines are those of the baseline throughout
    assert chart.variation == "concerning"
    assert {point.limits for point in chart.points} == {chart.points[0].limits}
    assert chart.range == (0.0, None)


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=20))
def test_new_points_never_move_a_fixed_baseline(further):
    before = control_charts.control_chart(monthly(golden.MONTGOMERY), "up", baseline=12)
    after = control_charts.control_chart(monthly(golden.MONTGOMERY + further), "up", baseline=12)
    assert after.points[-1].limits == before.points[0].limits


def test_a_declared_rebase_starts_new_limits_and_moving_ranges_do_not_cross_it():
    # Given a step from about 50 to about 80
    values = [50, 51, 50, 49, 50, 51, 50, 49, 50, 51, 50, 49, 80, 81, 80, 79, 80, 81, 80, 79, 80, 81, 80, 79]
    rebase = control_charts.Rebase(MONTHS[12], "a new call handling system")
    chart = control_charts.control_chart(monthly(values), "up", rebases=[rebase], screen=False)
    # Then each part has its own limits, as narrow as the part, and nothing is special
    assert chart.points[12].limits == control_charts.xmr_limits(values[12:], screen=False)
    assert chart.points[11].limits == control_charts.xmr_limits(values[:12], screen=False)
    assert {point.rule for point in chart.points} == {""}
    assert chart.rebases == (rebase,)
    assert not chart.trial


def test_a_rebase_needs_a_reason_and_a_period():
    with pytest.raises(ValueError, match="reason"):
        control_charts.Rebase("2023-06", " ")
    with pytest.raises(ValueError, match="not a period"):
        control_charts.control_chart(monthly(golden.MONTGOMERY), "up", rebases=[control_charts.Rebase("1999-01", "why")])


def test_a_gap_breaks_moving_ranges_and_runs():
    # Given six low months, a missing one, and six more low months among high ones
    values = [10, 10, 10, 10, 10, 10, None, 10, 10, 10, 20, 20, 20, 21, 20, 19]
    chart = control_charts.control_chart(monthly(values), "up", screen=False)
    # Then no seven in a row are found, and the moving ranges are those within the two stretches
    assert "shift" not in {rule for point in chart.points for rule in point.rules}
    within = np.concatenate([np.abs(np.diff(values[:6])), np.abs(np.diff(values[7:]))])
    assert chart.points[0].limits.mean_moving_range == pytest.approx(within.mean())


def test_few_points_make_trial_limits():
    assert control_charts.control_chart(monthly([5, 6, 7, 5, 6]), "up").trial
    assert not control_charts.control_chart(monthly(golden.MONTGOMERY), "up").trial


def test_limits_are_drawn_within_what_is_possible_but_kept_whole():
    chart = control_charts.control_chart(monthly([99, 60, 98, 61, 97, 60, 99, 61], series.PERCENTAGE), "up")
    assert chart.points[0].limits.upper > 100
    assert chart.drawn(chart.points[0].limits.upper) == 100
    assert chart.drawn(-3) == 0
    assert control_charts.control_chart(monthly([5, 6, 7]), "up").drawn(-3) == -3


def test_what_can_not_be_charted_is_refused():
    with pytest.raises(TypeError, match="DiscreteSeries"):
        control_charts.control_chart([1, 2, 3], "up")
    with pytest.raises(ValueError, match="narrow"):
        control_charts.control_chart(monthly([1, 2, 3]), "narrow")
    with pytest.raises(ValueError, match="with points"):
        control_charts.control_chart(monthly([]), "up")
    with pytest.raises(ValueError, match="two or more"):
        control_charts.control_chart(monthly([1]), "up")


def test_rare_events_are_refused():
    # Homicide of teenagers: about one a month
    with pytest.raises(control_charts.TooRareForChart, match="5 a month"):
        control_charts.control_chart(monthly([1, 0, 2, 1, 0, 3, 1, 1, 0, 2, 1, 0], series.COUNT), "down")


def test_deviations_are_told_once_each():
    codes = [deviation.code for deviation in control_charts.DEVIATIONS]
    assert len(codes) == len(set(codes))
    assert all(deviation.title and deviation.ours and deviation.theirs for deviation in control_charts.DEVIATIONS)
