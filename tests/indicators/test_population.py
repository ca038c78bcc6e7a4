"""The residents that a rate is for."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from build_scripts import periods
from build_scripts.indicators.population import Population, midpoint, read_population

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

# Mid-year estimates of Camden.
CAMDEN = Population({"E09000007": {2019: 217_136.0, 2020: 214_768.0, 2021: 210_968.0}})


@pytest.mark.parametrize(
    ("period", "day"),
    [("R12-2023-06", "2022-12-30"), ("R12-2023-12", "2023-07-02"), ("R12-2020-02", "2019-08-30"), ("2023-24-Q1", "2023-05-16")],
)
def test_the_middle_of_a_window_is_a_day(period: str, day: str) -> None:
    assert midpoint(periods.parse(period)) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("R12-2020-03", (217_136.0, 2019, False)),
        ("R12-2021-03", (214_768.0, 2020, False)),
        ("R12-2026-03", (210_968.0, 2021, True)),
        ("R12-2018-03", None),
    ],
    ids=["the year of the middle", "the next", "the last year known, estimated", "before the first"],
)
def test_a_window_takes_the_estimate_of_its_middle(period: str, expected: tuple[float, int, bool] | None) -> None:
    assert CAMDEN.at("E09000007", periods.parse(period)) == expected


def test_an_area_without_residents_has_no_rate() -> None:
    assert CAMDEN.at("MPS-UNKNOWN", periods.parse("R12-2020-03")) is None


def test_the_force_is_the_sum_of_the_boroughs_that_it_covers(miniature: Content) -> None:
    table = miniature.instance.table("areas", "population")
    boroughs = {area.code for area in miniature.boroughs}
    expected = table[table["area_code"].isin(boroughs)].groupby("year")["population"].sum()
    force = read_population(miniature.instance, miniature.force_area).people[miniature.force_area]
    assert force == expected.to_dict()
