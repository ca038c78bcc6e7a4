"""Every comparison, computed twice: values, changes, intervals, tests, families and verdicts."""

from __future__ import annotations

import pytest

from tests.second_computation.agreement import ITERATION, SHOWN, SideBySide, side_by_side
from tests.second_computation.coverage import computed_twice

KEY = ("indicator", "rule", "component", "measure", "area_code", "group_type", "group", "extract", "period", "base_period")
NUMBERS = (
    *("value", "base_value", "numerator", "denominator", "base_numerator", "base_denominator", "n", "base_n"),
    *("unallocated_share", "base_unallocated_share", "change", "change_absolute", "deff"),
)
# The dispersion is found by iteration, and these rest on it.
NUMBERS_OF_TESTS = ("phi", "lower_95", "upper_95", "p_value", "p_adjusted")
TEXTS = ("change_unit", "interval_of", "test", "verdict", "reason", "base_area", "base_group")


def _between_quarters(table):
    """Which rows are rolling years that end between two quarters: the months that came in since the last one."""
    return table["period"].str.fullmatch(r"R12-\d{4}-(01|02|04|05|07|08|10|11)")


def test_what_stands_between_two_quarters_is_the_last_month_of_its_extract(first):
    # Given the comparisons to date, then no extract has more than one such month for a component.
    published = first("comparisons")
    to_date = published[_between_quarters(published) & (published["area_code"] == "E23000001")]
    assert to_date.groupby(["indicator", "component", "extract"])["period"].nunique().max() == 1


@pytest.fixture(scope="module")
def comparisons(first, second) -> SideBySide:
    """Given both computations of all comparisons."""
    published, computed_again = computed_twice("comparisons", first("comparisons")), second("second_comparison")
    computed_again = computed_again.assign(flags=computed_again["flags"].map(frozenset))
    published = published.assign(flags=published["flags"].str.split().map(frozenset))
    return side_by_side(published, computed_again, KEY)


def test_no_comparison_is_published_that_the_rules_do_not_give(comparisons):
    assert comparisons.only_first.empty, comparisons.only_first[list(KEY)].head(SHOWN).to_string()


def test_every_comparison_that_the_rules_give_is_published(comparisons):
    assert comparisons.only_second.empty, comparisons.only_second[list(KEY)].head(SHOWN).to_string()


@pytest.mark.parametrize("column", NUMBERS)
def test_numbers_agree(comparisons, column):
    assert not (differing := comparisons.numbers_that_differ(column)), differing


@pytest.mark.parametrize("column", NUMBERS_OF_TESTS)
def test_intervals_and_tests_agree(comparisons, column):
    assert not (differing := comparisons.numbers_that_differ(column, ITERATION)), differing


@pytest.mark.parametrize("column", (*TEXTS, "flags"))
def test_words_agree(comparisons, column):
    assert not (differing := comparisons.texts_that_differ(column)), differing


def test_families_hold_the_same_members_and_the_whole_force_is_in_none(comparisons):
    # Given the comparisons that were tested.
    tested = comparisons.both[comparisons.both["p_value"].notna()]
    # Then each family of the one computation is one family of the other.
    families = tested.groupby("family")["family_second"].agg(frozenset)
    assert families.map(len).max() == 1
    assert families.is_unique
    # And what is in none is the whole force.
    alone = (tested["area_code"] == "E23000001") & (tested["group_type"] == "")
    assert ((tested["family"] == "") == alone).all()
