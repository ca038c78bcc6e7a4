"""Titles of several changes: they name what the tests say, and record the cells that they rest on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import formats
from build_scripts.statements.changes import (
    MOST_NAMED,
    VERDICT_ORDER,
    clear_changes_counted,
    clear_changes_named,
    tally,
    tally_brief,
    tally_sentence,
    tally_words,
)
from build_scripts.statements.statement import address_of
from build_scripts.trace.address import parse
from tests.statements.test_sentences import comparison, comparisons, figures_in

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


def judged(*verdicts: str) -> list[dict | None]:
    """A comparison for each verdict; for the empty one a measure that has none."""
    return [comparison(verdict=verdict) if verdict else None for verdict in verdicts]


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        (["worsening", "improving", "worsening"], "Of 3 measures, 1 is improving and 2 are worsening"),
        (["no-clear-change", "", "not-comparable"], "Of 3 measures, 1 shows no clear change and 2 can not be judged"),
        (["rose", "rose"], "Of 2 measures, 2 rose"),
    ],
)
def test_a_tally_is_told_as_a_sentence(verdicts: list[str], sentence: str) -> None:
    assert tally_sentence(judged(*verdicts), "measures").text == sentence


def test_the_brief_tally_adds_up() -> None:
    told = tally_brief(judged("improving", "worsening", "rose", ""), "measures")
    assert told.text == "4 measures: 1 improving, 1 worsening, 2 neither"


def test_without_a_verdict_either_way_the_brief_tally_says_so() -> None:
    assert tally_brief(judged("rose", ""), "measures").text == "None of 2 measures is clearly improving or worsening"


def test_a_tally_in_words_has_every_verdict_once() -> None:
    assert tally_words(judged("fell", "improving", "fell")).text == "1 improving and 2 fell"


@given(st.lists(st.one_of(st.none(), comparisons()), min_size=1, max_size=12))
def test_every_measure_is_counted_once_and_every_verdict_looked_at(rows: list[dict | None]) -> None:
    # Given any verdicts, and measures without one; when they are tallied
    divided = tally(rows)
    # Then each is counted once, in the order of certainty
    assert sum(count for _, count in divided) == len(rows)
    assert [verdict for verdict, _ in divided] == sorted((verdict for verdict, _ in divided), key=VERDICT_ORDER.index)
    # and the numbers in words are those counts, made from the verdicts of all that have one
    told = tally_words(rows)
    assert figures_in(told.text) == [formats.number(count) for _, count in divided]
    assert told.cells == tuple(address_of(row, "verdict") for row in rows if row is not None)
    assert sum(int(number) for number in figures_in(tally_sentence(rows, "measures").text)[1:]) == len(rows)
