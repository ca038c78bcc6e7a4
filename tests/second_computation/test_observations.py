"""Every observation, computed twice."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.second_computation.agreement import SERIES, SHOWN, SideBySide, known_series, side_by_side

KEY = ("indicator", "component", "measure", "area_code", "group_type", "group", "period_type", "period", "extract")
NUMBERS = ("value", "numerator", "denominator", "n", "n_eff", "population_year", "months_present", "lower_95", "upper_95")
FLAGS = ("e", "p", "assumed-base", "assumed-deff", "rounded-at-source", "approximate")
TEXTS = ("period_start", "period_end", "reason")


@pytest.fixture(scope="module")
def observations(first, second) -> SideBySide:
    """Given both computations of all observations."""
    published, computed_again = first("observations"), second("second_observation")
    days = {name: pd.to_datetime(computed_again[name]).dt.strftime("%Y-%m-%d") for name in ("period_start", "period_end")}
    computed_again = computed_again.assign(flags=computed_again["flags"].map(frozenset), **days)
    published = published.assign(flags=published["flags"].str.split().map(frozenset))
    return side_by_side(known_series(published, computed_again), computed_again, KEY)


def test_every_published_series_is_computed_a_second_time(first, second):
    # Given the series that are published and those of the second computation.
    once, twice = (
        set(table[list(SERIES)].itertuples(index=False, name=None)) for table in (first("observations"), second("second_observation"))
    )
    # Then none stands on one computation only: what is named here needs a file in sql/sources.
    assert sorted(once - twice) == []


def test_no_observation_is_published_that_the_definitions_do_not_give(observations):
    assert observations.only_first.empty, observations.only_first[list(KEY)].head(SHOWN).to_string()


def test_every_observation_that_the_definitions_give_is_published(observations):
    # Then nothing is missing but what a newer extract supersedes.
    missing = observations.only_second[~observations.only_second["superseded"].astype(bool)]
    assert missing.empty, missing[list(KEY)].head(SHOWN).to_string()


@pytest.mark.parametrize("column", NUMBERS)
def test_numbers_agree(observations, column):
    assert not (differing := observations.numbers_that_differ(column)), differing


@pytest.mark.parametrize("column", TEXTS)
def test_words_agree(observations, column):
    assert not (differing := observations.texts_that_differ(column)), differing


@pytest.mark.parametrize("flag", FLAGS)
def test_flags_agree(observations, flag):
    assert not (differing := observations.members_that_differ("flags", flag)), differing


def test_rates_of_central_boroughs_say_that_they_count_residents(observations):
    rates = observations.where(observations.both["measure"] == "rate")
    assert not (differing := rates.members_that_differ("flags", "resident-rate")), differing
