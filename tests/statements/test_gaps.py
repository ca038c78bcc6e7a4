"""What is said of a gap: both levels, points, a ratio in plain words, and clear only where the flag is."""

from __future__ import annotations

import pytest

from build_scripts.comparisons.gaps_printed import EVERYBODY
from build_scripts.indicators.groups import Group
from build_scripts.pages.content import Content
from build_scripts.statements import gaps
from build_scripts.trace.address import parse


def row(change: float, flags: str = "as-printed", **others: object) -> dict:
    """A comparison of LGBT+ Londoners with everybody, of whom 70% trust the police."""
    return {
        "indicator": "trust-in-the-mps",
        "rule": EVERYBODY,
        "component": "",
        "measure": "percentage",
        "area_code": "E23000001",
        "base_area": "E23000001",
        "group_type": "sexual-orientation",
        "group": "lgbt",
        "extract": "2023-24-q1",
        "period": "R12-2023-06",
        "base_period": "R12-2023-06",
        "value": 70 + change,
        "base_value": 70.0,
        "change": change,
        "test": "group-in-total",
        "reason": "group-and-total",
        "flags": flags,
    } | others


GROUPS = {("sexual-orientation", "lgbt"): Group("sexual-orientation", "lgbt", 1, "LGBT+", "LGBT+ Londoners", 0.055, "assumption", "", "")}


@pytest.mark.parametrize(
    ("change", "flags", "said"),
    [
        (
            -18,
            "clear-gap marked-gap",
            "18 percentage points below the 70% of everybody, 0.74 times their rate; the gap is clear of chance.",
        ),
        (
            4,
            "clear-gap",
            "4 percentage points above the 70% of everybody, 1.06 times their rate; the gap is clear of chance, though smaller",
        ),
        (
            -5,
            "marked-gap",
            "5 percentage points below the 70% of everybody, 0.93 times their rate; the gap could be chance, though the report",
        ),
        (-1, "", "1 percentage point below the 70% of everybody, 0.99 times their rate; the gap could be chance."),
        (0, "", "the same as the 70% of everybody; the gap could be chance."),
    ],
)
def test_a_gap_is_said_with_both_levels_and_how_sure_it_is(change: float, flags: str, said: str) -> None:
    text = gaps.group_sentence(row(float(change), flags), "Trust, LGBT+ Londoners").text
    assert text.startswith("Trust, LGBT+ Londoners: ")
    assert said in text


def test_a_gap_without_a_test_says_so() -> None:
    assert "the gap is not tested" in gaps.group_sentence(row(-5.0, test="", reason="no-interval"), "Trust").text
    assert gaps.tested_words(row(-5.0, test="")) == "not tested"


@pytest.mark.parametrize(
    ("change", "flags", "words"), [(-9, "clear-gap", "clearly below"), (9, "clear-gap", "clearly above"), (9, "", "no clear gap")]
)
def test_the_tests_word_is_that_of_its_flag(change: float, flags: str, words: str) -> None:
    assert gaps.tested_words(row(float(change), flags)) == words


def test_a_move_names_both_gaps() -> None:
    moved = row(
        -4.0, measure="gap", rule="previous-quarter", value=-18.0, base_value=-14.0, base_period="R12-2023-03", reason="windows-overlap"
    )
    text = gaps.group_sentence(moved, "Trust gaps, LGBT+ Londoners").text
    assert "a gap of −18pp in the 12 months to June 2023, 4 percentage points wider than the −14pp of the 12 months to March 2023." in text


def test_a_finding_counts_the_clear_gaps_and_names_the_lowest() -> None:
    statement = gaps.finding([row(-18.0, "clear-gap"), row(1.0)], GROUPS)
    assert statement.text == "1 of 2 groups stands clearly apart from everybody: LGBT+ Londoners lie lowest, 18 percentage points below"
    two = [row(-9.0, "clear-gap"), row(-9.0, "clear-gap", group="also")]
    named = GROUPS | {("sexual-orientation", "also"): Group("sexual-orientation", "also", 2, "Also", "others", 0.1, "assumption", "", "")}
    assert gaps.finding(two, named).text.endswith("LGBT+ Londoners and others lie lowest, 9 percentage points below")
    assert gaps.finding([row(1.0)], GROUPS).text == "No group stands clearly apart from everybody"


def test_every_statement_records_cells_that_exist(london: Content) -> None:
    rows = [one for one in london.printed_by_group("comparisons", "trust-in-the-mps") if one["rule"] == EVERYBODY]
    statements = [
        gaps.finding(rows, london.groups),
        gaps.clear_list(rows, london.groups, gaps.BELOW),
        gaps.group_sentence(rows[0], "Trust"),
    ]
    for statement in statements:
        assert statement.cells
        for cell in statement.cells:
            assert parse(cell).indicator == "trust-in-the-mps"


def test_no_published_sentence_of_a_gap_says_more_likely(london: Content) -> None:
    told = london.comparisons[london.comparisons["rule"] == EVERYBODY]["sentence"]
    assert len(told) == 72
    assert not told.str.contains("likely").any()
    assert told.str.contains("times their rate|the same as", regex=True).all()
