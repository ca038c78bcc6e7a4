"""The committed ledger against the committed data: figures known from outside."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts import tables
from build_scripts.claims import evaluate, verdict_of_claims
from build_scripts.claims.ledger import Claim
from build_scripts.packages.reading import Instance

EARLIER, LATER = "2023-12", "2026-04"


def row_of(evaluated: pd.DataFrame, claim: str, extract: str = EARLIER, source: str = "mps-borough") -> pd.Series:
    found = evaluated[(evaluated["claim"] == claim) & (evaluated["source"] == source) & (evaluated["extract"] == extract)]
    assert len(found) == 1, f"{claim} in {extract}: {len(found)} rows"
    return found.iloc[0]


def test_every_claim_of_the_ledger_has_a_verdict(evaluated: pd.DataFrame, claims: dict[str, Claim]) -> None:
    assert list(verdict_of_claims(evaluated)) == list(claims)
    assert "" not in set(evaluated["verdict"])


def test_a_claim_has_a_reason_when_no_extract_holds_it_and_only_then(evaluated: pd.DataFrame) -> None:
    assert ((evaluated["extract"] == "") == (evaluated["reason"] != "")).all()


@pytest.mark.parametrize(
    ("claim", "extract", "base_value", "value", "recomputed", "verdict"),
    [
        ("001-0202-01-change", EARLIER, 853_060, 896_398, 5.08, "reproduced"),
        ("001-0202-01-change", LATER, 853_152, 897_436, 5.19, "reproduced"),
        ("001-0508-01-change", EARLIER, 23_753, 27_962, 17.72, "reproduced"),
        ("001-0508-02-change", EARLIER, 51_290, 63_975, 24.73, "reproduced"),
        ("001-0508-03-change", EARLIER, 30_023, 33_116, 10.30, "reproduced"),
        ("001-0707-03-change", EARLIER, 39_978, 37_470, -6.27, "reproduced"),
        ("001-0707-03-change", LATER, 39_974, 37_442, -6.33, "reproduced"),
        ("001-0923-04-change", EARLIER, 77_137, 78_676, 2.00, "reproduced-within-later-revision"),
        ("001-0923-05-change", EARLIER, 119, 115, -4, "reproduced-within-later-revision"),
        ("001-0923-05-change", LATER, 120, 117, -3, "reproduced"),
    ],
)
def test_a_change_printed_in_the_report_comes_out_of_the_data(
    evaluated: pd.DataFrame, claim: str, extract: str, base_value: float, value: float, recomputed: float, verdict: str
) -> None:
    row = row_of(evaluated, claim, extract)
    assert (row["base_value"], row["value"]) == (base_value, value)
    assert row["recomputed"] == pytest.approx(recomputed, abs=0.005)
    assert row["verdict"] == verdict


def test_violence_against_the_person_is_recounted_from_categories_that_no_indicator_holds(evaluated: pd.DataFrame) -> None:
    # Given +1% printed; homicide, violence with and without injury add up to it
    row = row_of(evaluated, "001-0212-01-change")
    assert row["indicator"] == ""
    assert row["recomputed"] == pytest.approx(0.8, abs=0.05)
    assert row["verdict"] == "reproduced"


def test_violence_with_injury_78484_printed_and_78676_counted_later(evaluated: pd.DataFrame) -> None:
    row = row_of(evaluated, "001-0876-violence-with-injury-offences-value")
    assert (row["printed"], row["recomputed"], row["difference"]) == (78_484, 78_676, 192)
    assert row["verdict"] == "reproduced-within-later-revision"


def test_the_national_tables_of_the_reports_own_date_give_the_quarter_that_later_extracts_do_not(evaluated: pd.DataFrame) -> None:
    # Given +17% printed for violence with injury on the quarter before, and 17,942 and 21,005 offences in the national tables
    row = row_of(evaluated, "001-0963-01-change", "to-2023-06", "home-office-force-crime")
    assert (row["base_value"], row["value"]) == (17_942, 21_005)
    assert row["verdict"] == "reproduced"
    # Then a later extract of the force's own file gives +18%
    assert row_of(evaluated, "001-0963-01-change")["verdict"] == "different"


def test_homicide_118_before_and_115_after_stand_in_no_extract_together(evaluated: pd.DataFrame) -> None:
    claim = "001-0923-05-change"
    pairs = {(row["base_value"], row["value"]) for _, row in evaluated[evaluated["claim"] == claim].iterrows()}
    assert {(118, 114), (119, 115), (120, 117)} <= pairs
    assert (118, 115) not in pairs


def test_homicide_115_is_reproduced(evaluated: pd.DataFrame) -> None:
    assert row_of(evaluated, "001-0923-05-value")["verdict"] == "reproduced"


def test_a_survey_figure_is_found_in_both_extracts_of_the_survey(evaluated: pd.DataFrame) -> None:
    rows = evaluated[evaluated["claim"] == "001-0555-good-job-value"]
    assert dict(zip(rows["extract"], rows["recomputed"], strict=True)) == {"to-2023-12": 48, "to-2025-09": 48}
    assert set(rows["verdict"]) == {"reproduced"}


def test_a_single_quarter_of_a_survey_that_is_published_by_rolling_years_is_not_testable(evaluated: pd.DataFrame) -> None:
    row = evaluated[evaluated["claim"] == "001-0210-01-value"].iloc[0]
    assert (row["verdict"], row["reason"]) == ("not-testable", "rolling-only")


def test_gun_discharges_are_tested_by_no_data(evaluated: pd.DataFrame) -> None:
    row = evaluated[evaluated["claim"] == "001-0876-lethal-barrelled-discharges-offences-value"].iloc[0]
    assert (row["extract"], row["reason"]) == ("", "not-published-as-data")
    assert row["verdict"] in ("not-testable", "contradicted-by-the-document")


def test_the_detection_rate_of_domestic_abuse_that_is_printed_as_10_and_as_9_per_cent_is_contradicted(evaluated: pd.DataFrame) -> None:
    rows = evaluated.set_index("claim").loc[["001-0296-06-value", "001-0384-02-value"]]
    assert set(rows["verdict"]) == {"contradicted-by-the-document"}
    assert "001:384" in rows.loc["001-0296-06-value", "contradicting_lines"].split()


def test_an_instance_without_a_ledger_has_no_claims(instance: Instance) -> None:
    others = {name: package for name, package in instance.packages.items() if name != "published-claims"}
    evaluated = evaluate(Instance(instance.root, others), tables.empty(tables.OBSERVATIONS), tables.empty(tables.COMPARISONS))
    assert evaluated.empty


def test_a_claim_whose_series_is_not_held_says_so_by_itself(instance: Instance) -> None:
    # Given no observation at all
    evaluated = evaluate(instance, tables.empty(tables.OBSERVATIONS), tables.empty(tables.COMPARISONS))
    # Then a testable claim that only observations could hold has no series
    row = evaluated[evaluated["claim"] == "001-0555-good-job-value"].iloc[0]
    assert (row["verdict"], row["reason"]) == ("not-testable", "no-series")
