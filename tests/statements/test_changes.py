"""Titles of several changes: they name what the tests say, and record the cells that they rest on."""

from __future__ import annotations

import pytest

from build_scripts.statements.changes import MOST_NAMED, clear_changes_counted, clear_changes_named
from build_scripts.statements.statement import address_of
from build_scripts.trace.address import parse
from tests.statements.test_sentences import comparison

FELL = comparison(before=100_380.0, now=79_269.0, verdict="improving")
ROSE = comparison(before=8_952.0, now=9_628.0, verdict="rose") | {"indicator": "rape"}
CALM = comparison(before=104.0, now=98.0, verdict="no-clear-change") | {"indicator": "homicide"}
APART = comparison(verdict="not-comparable", reason="break-in-series") | {"indicator": "knife-crime"}


def test_clear_changes_are_named_falls_first_and_others_are_not() -> None:
    # Given a clear rise, a clear fall, one that could be chance and one that can not be compared
    told = clear_changes_named([("rape", ROSE), ("theft from the person", FELL), ("homicide", CALM), ("knife crime", APART)])
    # Then those that the test calls clear are named
    assert told.text == "Theft from the person fell; rape rose"
    # and every verdict was looked at, with the change of those that are said to have moved
    assert set(told.cells) == {address_of(row, "verdict") for row in (FELL, ROSE, CALM, APART)} | {
        address_of(row, "change_absolute") for row in (FELL, ROSE)
    }
    assert all(parse(cell) for cell in told.cells)


def test_more_than_a_title_holds_are_counted() -> None:
    many = [("theft", FELL)] * (MOST_NAMED + 1)
    assert clear_changes_named(many).text == f"{MOST_NAMED + 1} offences fell"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([FELL, ROSE, CALM, APART], "2 of 3 counts clearly changed: 1 fell, 1 rose"),
        ([FELL, FELL], "2 of 2 counts clearly changed: 2 fell"),
        ([CALM, APART], "None of 1 count clearly changed"),
    ],
)
def test_what_can_be_judged_is_counted(rows: list[dict], text: str) -> None:
    told = clear_changes_counted(rows)
    assert told.text == text
    assert all("knife-crime" not in cell for cell in told.cells)


def test_without_a_clear_change_the_title_says_so() -> None:
    assert clear_changes_named([("homicide", CALM)]).text == "Nothing counted here clearly rose or fell"
