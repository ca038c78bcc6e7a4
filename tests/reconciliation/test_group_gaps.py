"""Gaps of groups average to nought with some shares, or they contradict each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.reconciliation.group_gaps import shares_exist
from build_scripts.reconciliation.spans import Span


def gaps(*values: int) -> list[Span]:
    """Gaps printed in whole points."""
    return [Span(value - 0.5, value + 0.5) for value in values]


def test_women_and_men_fit_at_the_edge_of_rounding() -> None:
    # Given the gaps of men and women (001:572-573): good job, trust, fair treatment, dealing with what matters
    # When and Then: equal shares fit, only just
    assert shares_exist([gaps(1, 0), gaps(1, -1), gaps(2, -3), gaps(1, 0)])


def test_disability_fits_question_by_question_and_not_together() -> None:
    questions = [gaps(-1, 1), gaps(-4, 1), gaps(-1, 0), gaps(0, 1)]
    assert all(shares_exist([question]) for question in questions)
    assert not shares_exist(questions)


def test_groups_that_all_lie_above_the_whole_do_not_fit() -> None:
    assert not shares_exist([gaps(1, 2, 3)])


@given(
    st.lists(st.floats(0.05, 1), min_size=2, max_size=6),
    st.lists(st.lists(st.floats(20, 80), min_size=6, max_size=6), min_size=1, max_size=4),
)
def test_what_comes_from_real_shares_always_fits(weights: list[float], questions: list[list[float]]) -> None:
    # Given groups of some size and what they answer
    total = sum(weights)
    shares = [weight / total for weight in weights]
    tables = []
    for answers in questions:
        levels = answers[: len(shares)]
        whole = sum(share * level for share, level in zip(shares, levels, strict=True))
        # When their gaps to the whole are rounded to points
        tables.append(gaps(*(round(level - whole) for level in levels)))
    # Then shares are found that fit
    assert shares_exist(tables)
