"""Every observation, computed twice."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.second_computation.agreement import SHOWN, SideBySide, side_by_side
from tests.second_computation.coverage import computed_twice

KEY = ("indicator", "component", "measure", "area_code", "group_type", "group", "period_type", "period", "extract")
NUMBERS = ("value", "numerator", "denominator", "n", "n_eff", "population_year", "months_present", "lower_95", "upper_95")
TEXTS = ("period_start", "period_end", "reason")


@pytest.fixture(scope="module")
def observations(first, second) -> SideBySide:
    """Given both computations of all observations."""
    published, computed_again = computed_twice("observations", first("observations")), second("second_observation")
    days = {name: pd.to_datetime(computed_again[name]).dt.strftime("%Y-%m-%d") for name in ("period_start", "period_end")}
    computed_again = computed_again.assign(flags=computed_again["flags"].map(frozenset), **days)
    published = published.assign(flags=published["flags"].str.split().map(frozenset))
    return side_by_side(published, computed_again, KEY)


def test_no_observation_is_published_that_the_definitions_do_not_give(observations):
    assert observations.only_first.empty, observations.only_first[list(KEY)].head(SHOWN).to_string()


def test_every_observation_that_the_definitions_give_is_published(observations):
    # Then nothing is missing but what a newer extract supersedes.
    missing = observations.only_second[~observations.only_second["superseded"].astype(bool)]
    assert missing.empty, missing[list(KEY)].head(SHOWN).to_string()


@pytest.mark.parametrize("column", NUMBERS)
def test_numbers_agree(observations, column):
    assert not (differing := observations.numbers_that_differ(column)), differing


@pytest.mark.parametrize("column", (*TEXTS, "flags"))
def test_words_agree(observations, column):
    assert not (differing := observations.texts_that_differ(column)), differing
