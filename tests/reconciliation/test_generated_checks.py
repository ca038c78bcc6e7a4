"""Checks that nobody declares: printings of one thing, changes and levels, words and units."""

from __future__ import annotations

import pytest

from build_scripts.packages.reading import Instance
from build_scripts.reconciliation.cells import Cell
from build_scripts.reconciliation.change_checks import change_findings
from build_scripts.reconciliation.figures import Figure, Key, figures
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS
from build_scripts.reconciliation.repeated_figures import repeated_findings
from build_scripts.reconciliation.wording_checks import wording_findings


def figure(
    row_id: str,
    value: float | None = None,
    change: float | None = None,
    base: float | None = None,
    *,
    table: str = "statements",
    subject: str = "Knife crime",
    period: str = "R12-2023-06",
    measure: str = "count",
    unit: str = "%",
    word: str = "",
    printed: str = "",
    loose: bool = False,
) -> Figure:
    """A figure of knife crime."""

    def cell(column: str, number: float | None, step: float) -> Cell | None:
        return (
            None if number is None else Cell("a-package", table, row_id, column, "001:1", printed or f"{number:g}", number, step, subject)
        )

    step = 0.0 if measure == "count" else 1.0
    return Figure(
        Key("knife-crime", "", measure, "E23000001", "", "", period),
        subject,
        cell("value", value, step),
        cell("change", change, 1.0),
        cell("base_value", base, step),
        unit,
        "r12",
        "R12-2022-06",
        "",
        loose,
        word,
        {"package": "a-package", "resource": table, "row_id": row_id},
    )


def results(findings) -> dict[str, str]:
    """The result of each check."""
    return {finding.check: finding.result for finding in findings}


def test_one_comparison_with_two_figures_contradicts() -> None:
    # Given 8% and 7% for one comparison (001:921, 001:984)
    found = results(repeated_findings([figure("0921-03", change=8), figure("0984-01", change=7)]))
    assert found == {"same-change/a-package/0921-03/0984-01": CONTRADICTS}


def test_two_subjects_of_one_table_are_two_things() -> None:
    found = results(repeated_findings([figure("1", 158, subject="Supported"), figure("2", 122, subject="Enquiries")]))
    assert found == {}


def test_a_table_that_tells_subjects_apart_is_not_set_beside_another() -> None:
    one, other = figure("1", 158, subject="Supported"), figure("2", 122, subject="Enquiries")
    elsewhere = figure("3", 158, table="dashboard", subject="")
    assert results(repeated_findings([one, other, elsewhere])) == {}


def test_about_and_over_are_not_held_to_the_unit() -> None:
    assert results(repeated_findings([figure("1", 2000, loose=True), figure("2", 1849)])) == {}


def test_a_change_is_held_against_the_earlier_level_that_another_row_prints() -> None:
    # Given a change of -11 points and levels of 48% and 59% (001:885, 001:992)
    now = figure("now", 48, -11, measure="percentage", unit="pp")
    before = figure("before", 59, measure="percentage", period="R12-2022-06")
    # When and Then
    assert results(change_findings([now, before])) == {"change-against-levels/a-package/now": AGREES}
    wrong = figure("wrong", 48, -14, measure="percentage", unit="pp")
    assert results(change_findings([wrong, before])) == {"change-against-levels/a-package/wrong": CONTRADICTS}


@pytest.mark.parametrize(("value", "change", "expected"), [(14, -33.3, AGREES), (14, -35.0, CONTRADICTS)])
def test_a_percentage_of_few_needs_a_whole_number_before(value: float, change: float, expected: str) -> None:
    # Given 14 domestic homicides; 21 before give -33.3%, no number gives -35.0%
    stated = figure("1", value, change)
    exact = Figure(
        **{**stated.__dict__, "change": Cell("a-package", "statements", "1", "change", "001:876", f"{change}%", change, 0.1, "")}
    )
    assert results(change_findings([exact])) == {"whole-number-base/a-package/1": expected}


@pytest.mark.parametrize(
    ("word", "change", "expected"),
    [("increased", 20, AGREES), ("stable", 2, CONTRADICTS), ("below", 11, CONTRADICTS), ("consistent", 2, None)],
)
def test_a_word_gives_a_direction(instance: Instance, word: str, change: float, expected: str | None) -> None:
    found = results(wording_findings(instance, [figure("1", change=change, word=word)]))
    assert found.get("word/a-package/1") == expected


@pytest.mark.parametrize(
    ("printed", "expected"), [("-2%", CONTRADICTS), ("-1.5 pp", AGREES), ("3 percentage points", AGREES), ("-2.7", AGREES)]
)
def test_points_are_not_per_cent(instance: Instance, printed: str, expected: str) -> None:
    found = results(wording_findings(instance, [figure("1", change=-2, unit="pp", printed=printed)]))
    assert found == {"unit/a-package/1/change": expected}


def test_figures_of_every_kind_of_table_are_gathered(instance: Instance) -> None:
    tables = {figure.place[1] for figure in figures(instance)}
    assert {
        "statements",
        "violence-dashboard",
        "emergency-response",
        "perception-gaps",
        "perception-results",
        "tdiu-satisfaction",
        "timeliness",
    } <= tables
