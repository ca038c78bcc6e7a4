"""The comparisons under the rule ``target``, against sums of the rows themselves and against figures added by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts.comparisons.counts import CountContext
from build_scripts.comparisons.targets import compare_targets, wanted_changes
from build_scripts.indicators.breaks import read_breaks
from build_scripts.indicators.population import read_population
from build_scripts.indicators.series import monthly_series
from build_scripts.packages.reading import Instance, read_instance, read_readings

FORCE = "E23000001"
SEVEN = (
    "burglary",
    "criminal-damage",
    "robbery",
    "theft-from-a-motor-vehicle",
    "theft-from-the-person",
    "theft-of-a-motor-vehicle",
    "violence-with-injury",
)


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    """The London instance."""
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="module")
def compared(instance: Instance) -> pd.DataFrame:
    """Its comparisons with targets, by indicator."""
    targeted = {wanted.indicator for wanted in wanted_changes(instance)}
    series = [one for one in monthly_series(instance, read_readings(instance), FORCE) if one.indicator in targeted]
    context = CountContext(
        force_area=FORCE,
        boroughs=frozenset(),
        unallocated=frozenset(),
        breaks=read_breaks(instance),
        population=read_population(instance, FORCE),
        small_base=30,
        unallocated_tolerance=1,
        area_ends=1,
    )
    return compare_targets(instance, series, {"robbery": "down"}, context).set_index("indicator")


def test_violence_with_injury_rose_and_is_not_comparable(compared: pd.DataFrame) -> None:
    # Given the two years on either side of the change in recording of 2014
    row = compared.loc["violence-with-injury"]
    # Then both figures stand, and no verdict is given on them
    assert (row["base_value"], row["value"]) == (60_595, 73_629)
    assert (row["verdict"], row["reason"]) == ("not-comparable", "break-in-series")
    assert pd.isna(row["change"])


def test_the_seven_are_the_sum_of_the_seven(compared: pd.DataFrame) -> None:
    for name in ("base_value", "value"):
        assert compared.loc["mopac-7-crime", name] == compared.loc[list(SEVEN), name].sum()
        assert compared.loc["mopac-7-without-violence", name] == compared.loc[list(SEVEN[:-1]), name].sum()
    assert compared.loc["mopac-7-crime", "verdict"] == "not-comparable"


def test_the_six_that_the_break_spares_fell_by_a_quarter(compared: pd.DataFrame) -> None:
    row = compared.loc["mopac-7-without-violence"]
    assert (row["base_value"], row["value"]) == (341_662, 255_819)
    assert row["change"] == pytest.approx(100 * (255_819 / 341_662 - 1))
    assert row["test"] == "quasi-poisson"


def test_robbery_against_the_rows_of_the_file(repository_root: Path, compared: pd.DataFrame) -> None:
    # Given the monthly rows of both kinds of robbery in the newest extract
    folder = sorted((repository_root / "datapackages/recorded-crime/data").glob("20??-??"))[-1]
    for year, name in (("2011-12", "base_value"), ("2015-16", "value")):
        rows = pd.read_csv(folder / f"{year}.csv")
        # When they are added up over every area
        total = rows.loc[rows["category"].isin(["robbery-of-personal-property", "robbery-of-business-property"]), "offences"].sum()
        # Then the comparison holds that sum
        assert compared.loc["robbery", name] == total
    assert compared.loc["robbery", "verdict"] == "improving"


def test_each_wanted_change_is_compared_once(instance: Instance, compared: pd.DataFrame) -> None:
    named = {wanted.indicator for wanted in wanted_changes(instance) if wanted.pairing.base.text == "R12-2012-03"}
    assert {*SEVEN, "mopac-7-crime", "mopac-7-without-violence"} == named
    assert compared.index.is_unique
    assert set(compared["rule"]) == {"target"}
