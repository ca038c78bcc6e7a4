"""Four statements of the quarterly report of 2023/24, tested on the data packages: what it calls a change, and what the tests say."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy import stats

from build_scripts.pages.content import Content
from build_scripts.pages.printed import printed_parts
from build_scripts.statements.sentences import headline

PERIOD, BASE = "R12-2023-06", "R12-2022-06"


def _series(london: Content, indicator: str, component: str = "") -> dict:
    """The newest extract's comparison of the 12 months to June 2023 that is not known from print alone."""
    rows = [
        row
        for row in london.rows_of("comparisons", indicator)
        if (row["rule"], row["measure"], row["component"], row["area_code"]) == ("r12", "count", component, london.force_area)
        and (row["period"], row["base_period"]) == (PERIOD, BASE)
        and row["reason"] != "no-base-period"
    ]
    return max(rows, key=lambda row: row["extract"])


def _printed(london: Content, resource: str, row_id: str) -> pd.Series:
    (row,) = [one for _, one in london.instance.table("report-2023-24-q1-violence", resource).iterrows() if one["row_id"] == row_id]
    return row


def test_injuries_of_under_25s_with_knives_rose_by_7_8_per_cent_is_no_clear_change(london: Content) -> None:
    # Given what the report prints
    printed = _printed(london, "violence-dashboard", "knife-injury-victims-under-25-offences")
    assert (printed["value"], printed["change"]) == (1_340, 7.8)
    # When the force's series is tested
    row = _series(london, "knife-injury-victims-under-25", "gla-series")
    # Then its base is the one that the printed change implies, and no change is clear
    assert row["base_value"] == round(1_340 / 1.078) == 1_243
    assert row["change"] == pytest.approx(7.8, abs=1)
    assert row["lower_95"] < 0 < row["upper_95"]
    assert row["verdict"] == "no-clear-change"
    assert row["sentence"].endswith("no clear change.")
    # and the printed numbers themselves are not clear even of chance alone
    assert stats.binomtest(1_340, 1_340 + 1_243, 0.5).pvalue > 0.05


def test_theft_from_the_person_rose_by_25_per_cent_is_worsening(london: Content) -> None:
    row = _series(london, "theft-from-the-person")
    assert round(row["change"]) == 25
    assert row["lower_95"] > 0
    assert row["verdict"] == "worsening"
    assert row["sentence"].endswith("a clear rise, which is not what is wanted.")
    assert headline(row, london.words(london.framework.indicator("theft-from-the-person"))).text.startswith(
        "Theft from the person rose by "
    )


def test_homicide_of_115_against_118_is_no_clear_change(london: Content) -> None:
    # Given 115, three fewer than the year before
    printed = _printed(london, "statements", "0923-05")
    assert (printed["value"], printed["change"]) == (115, -3)
    # Then neither the printed numbers nor the series, in any extract, are a clear change
    assert stats.binomtest(115, 115 + 118, 0.5).pvalue > 0.5
    row = _series(london, "homicide")
    assert abs(row["value"] - 115) <= 2 and abs(row["base_value"] - 118) <= 2
    assert row["verdict"] == "no-clear-change"


def test_trust_of_67_against_69_depends_on_the_design_effect_and_the_page_says_so(london: Content) -> None:
    # Given trust and confidence in a single quarter as printed, each beside the quarter before
    (trust,) = [row for row in london.printed("comparisons", "trust-in-the-mps") if row["rule"] == "previous-quarter"]
    (good,) = [row for row in london.printed("comparisons", "police-do-a-good-job") if row["rule"] == "previous-quarter"]
    assert (trust["value"], trust["base_value"], good["value"], good["base_value"]) == (67, 69, 46, 49)
    # Then neither is judged, the quarters following each other; but of trust it is said that the design effect would decide
    assert (trust["verdict"], good["verdict"]) == ("not-available", "not-available")
    assert "design-effect-decides" in trust["flags"].split()
    assert "design-effect-decides" not in good["flags"].split()
    assert "depends on the design effect" in trust["sentence"]
    # and the page of trust has it among what is known from print
    parts = printed_parts(london, london.framework.indicator("trust-in-the-mps"), str)
    assert parts is not None
    assert [row["reason_text"] for row in parts["rows"]] == ["not tested, clear up to a design effect of 1.15, 1.5 is assumed"]
