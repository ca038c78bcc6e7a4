"""Medians in days, as the report prints them."""

from __future__ import annotations

from build_scripts.comparisons.medians import compared_medians


def test_a_median_changes_by_days_and_says_why_it_is_not_judged() -> None:
    """Given conduct matters of 306 days after 233 (001:766), then 73 days more, with the reason that no interval can be had."""
    compared = compared_medians(306, 233)
    assert (compared["change"], compared["change_absolute"], compared["change_unit"]) == (73, 73, "days")
    assert (compared["verdict"], compared["reason"]) == ("not-available", "no-interval")
