"""Printed figures against the lines of the documents themselves, as a reader finds them there."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts.indicators.extracts import extract_date, newest_first, report_period
from build_scripts.indicators.printed import chosen_rows, printed_observations, read_printed, without_printed
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import DISPUTED, flags_of, reconcile
from tests.indicators.conftest import FORCE

REPORT = "2023-24-q1"


@pytest.fixture(scope="module")
def printed(committed_instance: Instance) -> pd.DataFrame:
    """Every printed observation of the committed packages."""
    return printed_observations(committed_instance, FORCE)


def _one(printed: pd.DataFrame, indicator: str, period: str, component: str = "", area: str = FORCE) -> dict:
    found = printed[printed[["indicator", "component", "period", "area_code"]].eq([indicator, component, period, area]).all(axis=1)]
    assert len(found) == 1
    return found.iloc[0].to_dict()


@pytest.mark.parametrize(
    ("indicator", "component", "period", "value"),
    [
        ("lethal-barrelled-discharges", "", "R12-2023-06", 210),  # 001:876
        ("repeat-accused", "stalking", "2023-24-Q1", 10),  # 001:901
        ("outcome-rate-violence-and-knife-crime", "violence-with-injury", "R12-2022-06", 12.0),  # 001:1295
        ("knife-crime-a-local-problem", "", "2022-23-Q1", 59),  # 001:992
        ("999-calls-answered-in-10-seconds", "", "2023-05", 69),  # 001:505
        ("999-calls-answered-in-10-seconds", "", "2023-01", 73),  # 001:583
        ("complaint-and-conduct-timeliness", "conduct-matters", "2023-24-Q1", 306),  # 001:766
        ("misconduct-disproportionality", "", "2022-23-Q1", 2.0),  # 001:785
        ("victim-does-not-support-action", "rape", "R12-2023-06", 32.1),  # 001:382
        ("offenders-sanctioned", "", "R12-2022-06", 70_197),  # 001:1284
    ],
)
def test_a_level_is_the_one_that_the_line_prints(printed: pd.DataFrame, indicator: str, component: str, period: str, value: float) -> None:
    row = _one(printed, indicator, period, component)
    assert row["value"] == value
    assert row["extract"] == REPORT
    assert "as-printed" in row["flags"].split()


def test_every_borough_has_both_kinds_of_calls_in_five_quarters(printed: pd.DataFrame) -> None:
    """Given the two tables of response times, then 32 boroughs stand in each of five quarters, and London is none of their means."""
    calls = printed[printed["indicator"].isin(["i-calls-attended-in-15-minutes", "s-calls-attended-in-1-hour"])]
    boroughs = calls[calls["area_code"] != FORCE]
    assert boroughs.groupby(["indicator", "period"])["area_code"].nunique().tolist() == [32] * 10
    own = _one(printed, "s-calls-attended-in-1-hour", "2023-24-Q1")
    of_boroughs = boroughs[(boroughs["indicator"] == own["indicator"]) & (boroughs["period"] == own["period"])]
    assert own["value"] == 59
    assert of_boroughs["value"].mean() != pytest.approx(59, abs=0.2)


def test_the_offences_behind_a_rate_follow_from_it_and_are_flagged(printed: pd.DataFrame) -> None:
    """Given 7,686 outcomes at 9.9%, when the rate is read, then about 77,636 offences stand behind it, an estimate."""
    row = _one(printed, "outcome-rate-violence-and-knife-crime", "R12-2023-06", "violence-with-injury")
    assert row["numerator"] == 7_686
    assert row["denominator"] == pytest.approx(7_686 / 0.099)
    assert {"e", "printed-otherwise"} <= set(row["flags"].split())


def test_a_survey_has_the_sample_that_it_states(printed: pd.DataFrame) -> None:
    """Given 19,200 interviews a year of which half are with women, then 4,800 and 2,400 stand behind a quarter, both assumed."""
    everybody = _one(printed, "knife-crime-a-local-problem", "2023-24-Q1")
    women = _one(printed, "womens-feelings-of-safety", "2023-24-Q1", "after-dark")
    assert (everybody["n"], women["n"]) == (4_800, 2_400)
    assert everybody["n_eff"] == 3_200
    assert {"assumed-base", "assumed-deff", "rounded-at-source"} <= set(everybody["flags"].split())


def test_what_the_document_contradicts_is_declared_and_flagged(committed_instance: Instance) -> None:
    """Given the arithmetic checks of the document, then every level that one of them disputes is declared as disputed.

    The numbers of outcomes are counted by themselves: what is disputed of their rows is the rate.
    """
    disputed = flags_of(reconcile(committed_instance), DISPUTED)
    for figure in read_printed(committed_instance, FORCE):
        own_rate = figure.resource != "crime-outcomes" or figure.measure == "outcome-rate"
        if (figure.package, figure.resource, figure.row_id) in disputed and figure.value == figure.value and own_rate:
            assert figure.is_disputed, (figure.resource, figure.row_id)


def test_a_row_named_by_itself_is_not_taken_by_a_beginning() -> None:
    rows = ["s-call-a", "s-call-b", "i-call-a"]
    whole = {"package": "p", "resource": "r", "rows": "s-call-*"}
    single = {"package": "p", "resource": "r", "rows": "s-call-b"}
    elsewhere = {"package": "p", "resource": "other", "rows": "s-call-a"}
    declared = [whole, single, elsewhere]
    assert chosen_rows(whole, declared, rows) == ["s-call-a"]
    assert chosen_rows(single, declared, rows) == ["s-call-b"]


def test_no_series_is_set_aside_by_a_printed_figure(printed: pd.DataFrame) -> None:
    assert set(printed["extract"]) == {REPORT}
    assert without_printed(printed).empty


def test_a_report_is_as_old_as_its_quarter() -> None:
    """Given a report and two extracts, when they are put in order, then the report stands at the end of its quarter."""
    assert extract_date(REPORT) == "2023-06"
    assert newest_first(["to-2023-05", REPORT, "2026-04"]) == ["2026-04", REPORT, "to-2023-05"]
    assert report_period(REPORT).text == "2023-24-Q1"
    assert report_period("2026-04") is None
