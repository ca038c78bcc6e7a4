"""Which spans of months a break divides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import periods
from build_scripts.indicators.breaks import Break, dividing

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

MONTHS = st.integers(periods.month_ordinal("2010-04"), periods.month_ordinal("2026-03"))


def broken(month: int, *, kind: str = "break", bridged: bool = False, sources: str = "*", indicators: str = "*", areas: str = "*") -> Break:
    return Break(
        identifier="records-system",
        date="2024-02-28",
        first_month_after=month,
        kind=kind,
        bridged=bridged,
        sources=frozenset(sources.split()),
        indicators=frozenset(indicators.split()),
        areas=frozenset(areas.split()),
        title="A new records system",
        explanation="",
        basis="stated",
        reference="",
    )


@given(MONTHS, MONTHS, MONTHS)
def test_a_span_is_divided_if_and_only_if_it_has_months_on_both_sides(at: int, one: int, other: int) -> None:
    first, last = sorted((one, other))
    months = range(first, last + 1)
    both_sides = any(month < at for month in months) and any(month >= at for month in months)
    assert broken(at).lies_within(first, last) == both_sides


@pytest.mark.parametrize(
    ("kind", "bridged", "divides"),
    [("break", False, True), ("break", True, False), ("note", False, False), ("period-effect", False, False)],
)
def test_only_a_break_that_nothing_bridges_divides(kind: str, bridged: bool, divides: bool) -> None:
    one = broken(periods.month_ordinal("2024-03"), kind=kind, bridged=bridged)
    assert one.divides == divides
    assert (one in dividing((one,), indicator="rape", source="mps-borough", area_code="E23000001")) == divides


@pytest.mark.parametrize(
    ("scope", "concerned"),
    [
        ({}, True),
        ({"indicators": "rape homicide"}, True),
        ({"indicators": "homicide"}, False),
        ({"sources": "pas"}, False),
        ({"areas": "E09000017"}, False),
        ({"areas": "E09000017 E23000001", "indicators": "rape"}, True),
    ],
)
def test_a_break_concerns_the_sources_indicators_and_areas_it_names(scope: dict[str, str], concerned: bool) -> None:
    one = broken(0, **scope)
    assert one.concerns(indicator="rape", source="mps-borough", area_code="E23000001") == concerned


def test_the_register_is_read_in_order_of_time(miniature: Content) -> None:
    months = [one.first_month_after for one in miniature.breaks]
    assert months == sorted(months)
    assert any(one.divides for one in miniature.breaks)
