"""Printed figures as they are read: in their unit, at the decimals they were printed with, deduced or lost."""

from __future__ import annotations

import math

import pytest

from build_scripts.reports.figures import amount, change, figure, period_text

NAN = math.nan


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (64, "%", "64%"),
        (5192871, "£", "£5,192,871"),
        (-12.5, "£m", "−£12.5m"),
        (1, "pp", "1 percentage point"),
        (2, "pp", "2 percentage points"),
        (230, "£ thousand", "£230 thousand"),
        (17, "per 1,000", "17 per 1,000"),
        (3, "months", "3 months"),
    ],
)
def test_a_number_is_written_in_its_unit(value: float, unit: str, expected: str) -> None:
    assert amount(value, unit) == expected


def test_a_change_carries_its_sign() -> None:
    assert [change(value, "£m") for value in (0.6, -0.6, 0)] == ["+£0.6m", "−£0.6m", "£0m"]
    assert change(-8.0, "pp") == "−8pp"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"budget_printed": "2,382.0", "budget": 2382.0}, ("£2,382.0m", "")),
        ({"budget_printed": "134.0", "budget": 134.0}, ("£134.0m", "")),
        ({"budget_printed": "657.", "budget": NAN, "budget_deduced": 657.1}, ("£657.1m", "e")),
        ({"budget_printed": "174.", "budget": NAN, "budget_deduced": NAN}, ("–", "x")),
        ({"budget_printed": "", "budget": NAN}, ("–", "")),
        ({"budget_printed": "(324.0", "budget": -324.0}, ("−£324.0m", "")),
    ],
)
def test_a_cell_is_read_deduced_or_lost(row: dict, expected: tuple[str, str]) -> None:
    shown = figure(row, "budget", "£m")
    assert (shown.text, shown.flag) == expected


def test_decimals_are_those_printed_only_where_the_number_itself_is_printed() -> None:
    # Given a budget printed in millions and read in pounds
    assert figure({"budget_printed": "£7.86m", "budget": 7860000.0}, "budget", "£").text == "£7,860,000"


def test_a_period_that_is_none_stays_as_it_is() -> None:
    assert period_text("2023-24-Q1") == "April to June 2023"
    assert period_text("2024 or later") == "2024 or later"
