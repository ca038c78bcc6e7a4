"""Honesty is not silence: how many measures have a tested verdict at their own latest period, and why the others have none."""

from __future__ import annotations

from build_scripts import periods, vocabulary
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages.content import Content
from build_scripts.statements.reasons import reason_statement

# What the data can bear out may be more one day; it must not become less unnoticed.
FEWEST_TESTED = 24
VERDICTS_OF_A_TEST = {"improving", "worsening", "no-clear-change", "rose", "fell"}


def headline_rows(content: Content, indicator: Indicator) -> list[dict]:
    """The main series' comparisons under the framework's two rules, each at the latest period that any extract has."""
    compared = content.comparisons
    own = compared[
        (compared["indicator"] == indicator.slug)
        & (compared["component"] == "")
        & (compared["measure"] == indicator.measure)
        & (compared["area_code"] == content.force_area)
        & (compared["group_type"] == "")
    ]
    rows = []
    for rule in vocabulary.HEADLINE_RULES:
        of_rule = own[own["rule"] == rule].to_dict("records")
        if of_rule:
            rows.append(max(of_rule, key=lambda row: (periods.parse(row["period"]).last, row["extract"])))
    return rows


def test_most_measures_have_a_tested_verdict_at_their_own_latest_period(london: Content) -> None:
    # Given the latest comparison of each of the fifty under either rule
    tested = {one.slug for one in london.framework.indicators if any(row["test"] for row in headline_rows(london, one))}
    # Then at least 24 carry a verdict that rests on a test
    assert len(tested) >= FEWEST_TESTED
    for one in london.framework.indicators:
        for row in headline_rows(london, one):
            assert bool(row["test"]) == (row["verdict"] in VERDICTS_OF_A_TEST), one.slug
            assert bool(row["test"]) != bool(row["p_value"] != row["p_value"]), one.slug


def test_what_has_no_verdict_says_why(london: Content) -> None:
    for one in london.framework.indicators:
        rows = headline_rows(london, one)
        # Given a measure without a comparison, it has no series and says why
        assert rows or one.no_series_reason, one.slug
        # and a comparison without a verdict has a reason that is put into words
        for row in rows:
            if not row["test"]:
                assert row["reason"] in vocabulary.REASONS, one.slug
                assert reason_statement(row, london.background(one.slug, london.force_area)).text.endswith("."), one.slug
