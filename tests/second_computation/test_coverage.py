"""Nothing is published that is computed once, but for what is listed; and nothing is listed that need not be."""

from __future__ import annotations

import pytest

from tests.second_computation import test_comparisons, test_observations
from tests.second_computation.coverage import COMPUTED_ONCE, KINDS, NOT_COMPARED, kinds_of

SECOND = {"observations": "second_observation", "comparisons": "second_comparison"}
COMPARED = {
    "observations": {*test_observations.KEY, *test_observations.NUMBERS, *test_observations.TEXTS, "flags"},
    "comparisons": {
        *test_comparisons.KEY,
        *test_comparisons.NUMBERS,
        *test_comparisons.NUMBERS_OF_TESTS,
        *test_comparisons.TEXTS,
        "flags",
        "family",
    },
}


@pytest.mark.parametrize("table", KINDS)
def test_what_stands_on_one_computation_is_what_is_listed(first, second, table):
    # Given the kinds of rows that are published and those of the second computation
    once = kinds_of(table, first(table)) - kinds_of(table, second(SECOND[table]))
    # Then what only the first has is what is listed, no more and no less.
    assert once == set(COMPUTED_ONCE[table])


@pytest.mark.parametrize("table", KINDS)
def test_the_second_computation_makes_no_kind_of_row_that_is_not_published(first, second, table):
    assert kinds_of(table, second(SECOND[table])) - kinds_of(table, first(table)) == set()


@pytest.mark.parametrize("table", KINDS)
def test_every_column_is_laid_side_by_side_but_those_that_are_listed(first, table):
    assert set(first(table).columns) - COMPARED[table] == set(NOT_COMPARED[table])
