"""Reasons are told in full where more is known of the comparison, and by the vocabulary's sentence where not."""

from __future__ import annotations

import pytest

from build_scripts import periods, vocabulary
from build_scripts.indicators.breaks import Break
from build_scripts.pages.content import Content
from build_scripts.statements.reasons import NOTHING_KNOWN, TOLD_IN_FULL, Background, reason_statement

EVERYTHING = frozenset(["*"])


def break_of(month: str, date: str, title: str, source: str = "*") -> Break:
    return Break(
        title, date, periods.month_ordinal(month), "break", False, frozenset([source]), EVERYTHING, EVERYTHING, title, "", "stated", ""
    )


CONNECT = break_of("2024-03", "2024-02-28", "New records system")
KNIFE_CRIME = Background((CONNECT,), {"": frozenset(["knife-crime"])}, {"": periods.month_ordinal("2022-04")})


def comparison(reason: str, rule: str = "r12", period: str = "R12-2025-12", base_period: str = "R12-2024-12", **cells: object) -> dict:
    return {
        "indicator": "knife-crime",
        "component": "",
        "measure": "count",
        "area_code": "E23000001",
        "group": "",
        "extract": "2026-03-18",
        "rule": rule,
        "period": period,
        "base_period": base_period,
        "base_area": "E23000001",
        "reason": reason,
        **cells,
    }


def quarter(reason: str, **cells: object) -> dict:
    return comparison(reason, "quarter", "2025-26-Q3", "2024-25-Q3", **cells)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            comparison("break-in-series"),
            "A change in recording lies within the two periods: New records system (28 February 2024). "
            "The first that can be compared with the year before: 12 months to February 2026.",
        ),
        (
            comparison("break-in-series", "quarter", "2024-25-Q1", "2023-24-Q1"),
            "A change in recording lies within the two periods: New records system (28 February 2024). "
            "The first that can be compared with the year before: April to June 2025.",
        ),
        (
            comparison("break-in-series", "pre-pandemic", "R12-2025-12", "R12-2020-02"),
            "A change in recording lies within the two periods: New records system (28 February 2024).",
        ),
        (
            quarter("not-tested"),
            "Not yet tested: 22 months since 28 February 2024 (New records system); a test needs 24, to see how much the figure moves by "
            "itself.",
        ),
        (
            quarter("not-tested", measure="outcome-rate"),
            "Not yet tested: 7 quarters since 28 February 2024 (New records system); a test needs 8, to see how much the figure moves by "
            "itself.",
        ),
        (
            comparison("not-tested", "quarter", "2023-24-Q1", "2022-23-Q1"),
            "Not yet tested: 15 months are held; a test needs 24, to see how much the figure moves by itself.",
        ),
        (
            comparison("no-base-period", "r12", "R12-2023-03", "R12-2022-03"),
            "The figures held begin in April 2022, too late for the period it would be compared with.",
        ),
        (
            quarter("unallocated-moved", unallocated_share=1.46, base_unallocated_share=3.7),
            "In the later period 1.5% of the whole force's number could not be placed in any borough, in the earlier 3.7%: over one "
            "percentage point apart, so the borough's own numbers say too little.",
        ),
    ],
)
def test_what_is_known_of_a_comparison_is_said(row: dict, words: str) -> None:
    assert reason_statement(row, KNIFE_CRIME).text == words


@pytest.mark.parametrize("reason", vocabulary.REASONS)
def test_without_a_background_every_reason_has_the_words_of_the_vocabulary(reason: str) -> None:
    assert reason_statement(comparison(reason), NOTHING_KNOWN).text == vocabulary.REASONS[reason]


@pytest.mark.parametrize("reason", TOLD_IN_FULL)
def test_what_the_background_does_not_explain_is_not_made_up(reason: str) -> None:
    # Given a comparison of years long before the break and well within the series
    row = comparison(reason, "r12", "R12-2019-12", "R12-2018-12")
    background = Background((CONNECT,), {"": frozenset(["knife-crime"])}, {"": periods.month_ordinal("2010-04")})
    assert reason_statement(row, background).text == vocabulary.REASONS[reason]


def test_a_break_of_another_source_is_not_named() -> None:
    other = break_of("2025-07", "2025-07", "Outcomes entered late", "home-office-outcomes")
    both = Background((CONNECT, other), {"": frozenset(["knife-crime"])}, {})
    assert "Outcomes" not in reason_statement(comparison("break-in-series"), both).text
    # and with both, both are named, and no date is promised before the later one
    both = Background((CONNECT, other), {"": frozenset(["home-office-outcomes"])}, {})
    text = reason_statement(comparison("break-in-series"), both).text
    assert text.startswith(
        "Changes in recording lie within the two periods: New records system (28 February 2024) and Outcomes entered late"
    )
    assert text.endswith("12 months to June 2027.")


def test_a_row_without_a_reason_says_nothing() -> None:
    assert reason_statement(comparison("")).text == ""


def test_no_reason_is_in_the_terms_of_a_statistician() -> None:
    for words in vocabulary.REASONS.values():
        assert not any(term in words for term in ("interval", "effective", "dispersion", "window", "comparator", "confidence")), words


def test_the_latest_quarter_of_knife_crime_says_how_many_months_a_test_lacks(london: Content) -> None:
    row = london.latest_comparison("knife-crime", "quarter", measure="count")
    assert row is not None
    assert "22 months since 28 February 2024 (New records system); a test needs 24" in row["sentence"]
