"""Spans give the tolerances of the method without a tolerance being written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.reconciliation.spans import Span, ratio, weighted_sum


def printed(value: float, step: float) -> Span:
    """What a figure printed to a step stands for."""
    return Span(value - step / 2, value + step / 2)


@pytest.mark.parametrize("count", [1, 2, 5, 32])
def test_a_sum_has_the_tolerance_of_the_method(count: int) -> None:
    # Given n figures printed to 0.1 and their total printed to 0.1
    parts = [printed(1.0, 0.1)] * count
    # When they are added up
    total = weighted_sum(parts, [1.0] * count)
    # Then the total may miss by 0.5 * d * (n + 1) and no more
    edge = 0.5 * 0.1 * (count + 1)
    assert printed(count + edge, 0.1).meets(total)
    assert not printed(count + edge + 0.001, 0.1).meets(total)


def test_points_between_whole_percentages_may_miss_by_one() -> None:
    # Given the I calls of Merton, 81% and 78%, and the change printed as -2.1 (001:634)
    change = weighted_sum([printed(78, 1), printed(81, 1)], [1.0, -1.0])
    # When and Then: it is feasible, and a change further off than a point is not
    assert printed(-2.1, 0.1).meets(change)
    assert not printed(-1.9, 0.1).meets(change)


def test_two_printings_of_one_quantity_have_to_overlap() -> None:
    # Given 10% and 9% (001:296, 001:384), which touch at 9.5, and 18.7% beside 19% (001:382, 001:296)
    # When and Then
    assert not printed(10, 1).overlaps(printed(9, 1))
    assert printed(18.7, 0.1).overlaps(printed(19, 1))


def test_a_counted_number_on_the_edge_counts_as_inside() -> None:
    assert Span(9.5, 9.5).overlaps(printed(9, 1))
    assert not Span(9.6, 9.6).overlaps(printed(9, 1))


def test_nothing_is_divided_by_what_may_be_nought() -> None:
    assert ratio(Span(1, 2), Span(-0.05, 0.05)) is None


@given(st.floats(-1e4, 1e4), st.floats(0.1, 1e4), st.floats(0, 1), st.floats(0, 0.05))
def test_a_ratio_holds_every_quotient_of_its_parts(above: float, below: float, share: float, width: float) -> None:
    # Given two spans and a point in each
    numerator, denominator = Span(above - width, above + width), Span(below - width, below + width)
    one = numerator.low + share * 2 * width
    other = denominator.low + (1 - share) * 2 * width
    # When they are divided
    quotient = ratio(numerator, denominator)
    # Then the quotient of the points is inside
    assert quotient is not None
    assert quotient.low - 1e-6 <= one / other <= quotient.high + 1e-6
