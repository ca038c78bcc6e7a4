"""Met, missed or not comparable: from the target and the figures, never from a word of the plan."""

from __future__ import annotations

import math

import pytest

from build_scripts.reports.plan_answers import answer_change, answer_level, answers, window_of


def _comparison(base: float, value: float, verdict: str = "improving") -> dict:
    return {"base_value": base, "value": value, "verdict": verdict}


@pytest.mark.parametrize(
    ("wanted", "comparison", "answer", "change"),
    [
        (-20, _comparison(341_662, 255_819), "met", -25.1),
        (-20, _comparison(68_461, 59_441), "missed", -13.2),
        (-20, _comparison(60_595, 73_629, "not-comparable"), "not-comparable", 21.5),
        (20, _comparison(100, 119), "missed", 19.0),
        (20, _comparison(100, 120), "met", 20.0),
    ],
)
def test_a_wanted_change(wanted: float, comparison: dict, answer: str, change: float) -> None:
    found = answer_change({"target_value": wanted}, comparison)
    assert found.answer == answer
    assert found.change == pytest.approx(change, abs=0.05)


def test_no_figure_is_no_answer() -> None:
    assert answer_change({"target_value": -20}, None).answer == "not-available"
    assert answer_change({"target_value": -20}, _comparison(math.nan, 5)).answer == "not-available"
    assert answer_level({"target_value": 75}, None).answer == "not-available"


def test_a_level_is_reached_or_not() -> None:
    assert answer_level({"target_value": 75}, {"value": 68.0}).answer == "missed"
    assert answer_level({"target_value": 68}, {"value": 68.0}).answer == "met"


def test_a_target_of_another_kind_stands_without_an_answer() -> None:
    (found,) = answers([{"target_kind": "change-absolute", "target_value": -500}], lambda target: None, lambda target: None)
    assert found.answer == "not-available"


def test_a_financial_year_that_looks_like_a_month() -> None:
    assert window_of("2011-12") == "R12-2012-03"
