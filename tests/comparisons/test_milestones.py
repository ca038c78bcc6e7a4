"""Milestones, with the dates of the report's projects."""

from __future__ import annotations

import datetime

import pytest

from build_scripts import periods
from build_scripts.comparisons.milestones import compared_milestone

TOLD = datetime.date(2023, 6, 30)


def _compared(due: str, **other: str) -> tuple[str, int | None]:
    compared = compared_milestone(periods.parse(due), TOLD, **{name: periods.parse(text) for name, text in other.items()})
    return compared.answer, compared.days


@pytest.mark.parametrize(
    ("due", "other", "answer", "days"),
    [
        # Due by 31 March 2023 and forecast for 30 June (001:414): 91 days.
        ("2022-23-Q4", {"expected": "2023-24-Q1"}, "missed", 91),
        # The same, forecast for 31 March 2024 (001:424): a leap year lies between.
        ("2022-23-Q4", {"expected": "2023-24-Q4"}, "missed", 366),
        ("2023-24-Q2", {"expected": "2023-24-Q3"}, "expected-late", 92),
        ("2023-24-Q2", {}, "not-known", None),
        ("2023-24-Q2", {"expected": "2023-24-Q2"}, "expected-in-time", 0),
        # The sentences expect the Child First statement a quarter before the table does (001:1190, 001:1241).
        ("2023-24-Q3", {"expected": "2023-24-Q2"}, "expected-in-time", -92),
        ("2023-24-Q1", {"expected": "2023-24-Q1"}, "not-known", 0),
        ("2023-24-Q1", {"reached": "2023-06-30"}, "met", 0),
        ("2023-24-Q1", {"reached": "2023-05-31"}, "met", -30),
        ("2023-24-Q1", {"reached": "2023-07-31"}, "missed", 31),
    ],
)
def test_a_milestone_is_met_missed_late_or_not_known(due: str, other: dict[str, str], answer: str, days: int | None) -> None:
    assert _compared(due, **other) == (answer, days)
