"""Titles that say what clearly changed: they name what the tests say, and nothing else."""

from __future__ import annotations

import pytest

from build_scripts.pages import changes


@pytest.fixture(scope="module")
def of_force(london):
    """Everything counted for the whole force to March 2026, all recorded crime left out."""
    return [one for one in changes.latest_of_counts(london) if one.indicator.tier != 1]


def test_changes_are_of_one_period(of_force):
    assert {one.row["period"] for one in of_force} == {"R12-2026-03"}


def test_the_counted_title_counts_verdicts(of_force):
    # Given eight comparisons that were tested: four clear falls, two clear rises, two that could be chance
    assert changes.counted_title(of_force) == "6 of 8 counts clearly changed: 4 fell, 2 rose"


def test_the_named_title_names_clear_changes_alone(of_force):
    # When the title is made
    title = changes.named_title(of_force)
    # Then what clearly fell and rose is named, and what could be chance is not
    assert "theft from the person" in title.lower() and "rape" in title
    assert "homicide" not in title.lower() and "violence" not in title.lower()
    assert title.index("fell") < title.index("rose")


def test_without_a_clear_change_the_title_says_so(of_force):
    calm = [one for one in of_force if not one.is_clear]
    assert changes.named_title(calm) == "Nothing counted here clearly rose or fell"
    assert changes.counted_title(calm) == "None of 2 counts clearly changed"


def test_many_clear_changes_are_counted_not_listed(of_force):
    # Given as many falls as no title can hold
    falls = [one for one in of_force if one.is_clear and not one.rises]
    title = changes.named_title([*falls, *falls])
    # Then their number stands for their names
    assert title == f"{2 * len(falls)} offences fell"


def test_groups_stand_in_the_order_of_certainty(of_force):
    groups = changes.by_verdict(of_force)
    order = [changes.VERDICT_ORDER.index(verdict) for verdict, _ in groups]
    assert order == sorted(order)
    assert sum(len(members) for _, members in groups) == len(of_force)


def test_shares_are_of_their_own_periods_in_points_and_tested(london):
    # Given the measures that are per cents themselves
    shares = changes.latest_of_shares(london)
    # Then each that was tested is there once, with its change in points and the test behind it
    assert {one.row["change_unit"] for one in shares} == {"pp"}
    assert all(one.row["test"] for one in shares)
    assert len({one.indicator.slug for one in shares}) == len(shares) > 8
    assert len({one.row["period"] for one in shares}) > 1
    # and the title counts verdicts
    clear = sum(one.is_clear for one in shares)
    assert changes.counted_title(shares, "shares").startswith(f"{clear} of {len(shares)} shares clearly changed: ")
