"""What a report prints and no indicator is: each sum against its budget, and each project against its date, computed twice."""

from __future__ import annotations

import pytest

from tests.second_computation.agreement import SHOWN, SideBySide, side_by_side

ACCOUNT, MILESTONE = ("resource", "row_id"), ("row_id",)


@pytest.fixture(scope="module")
def accounts(first, second) -> SideBySide:
    """Given both computations of all sums that a report sets against another."""
    return side_by_side(first("accounts"), second("account_comparison"), ACCOUNT)


@pytest.fixture(scope="module")
def milestones(first, second) -> SideBySide:
    """Given both computations of all projects that have a date."""
    return side_by_side(first("milestones"), second("milestone_comparison"), MILESTONE)


def test_each_is_computed_twice(accounts, milestones):
    for laid in (accounts, milestones):
        assert len(laid.both) > 0
        assert laid.only_first.empty, laid.only_first[list(laid.key)].head(SHOWN).to_string()
        assert laid.only_second.empty, laid.only_second[list(laid.key)].head(SHOWN).to_string()


@pytest.mark.parametrize("column", ["change", "change_absolute"])
def test_differences_of_sums_agree(accounts, column):
    assert not (differing := accounts.numbers_that_differ(column)), differing


@pytest.mark.parametrize("column", ["change_unit", "reason"])
def test_what_is_said_of_sums_agrees(accounts, column):
    assert not (differing := accounts.texts_that_differ(column)), differing


@pytest.mark.parametrize("column", ["days", "quarters"])
def test_days_and_quarters_agree(milestones, column):
    assert not (differing := milestones.numbers_that_differ(column)), differing


def test_how_each_project_stood_agrees(milestones):
    assert not (differing := milestones.texts_that_differ("answer")), differing
