"""An extract is named by the date at which its files were taken, or by its last period."""

from __future__ import annotations

import datetime

import pytest

from build_scripts import periods
from build_scripts.importers.extracts import Extract, parse_extract
from build_scripts.importers.fault_log import FaultLog

MARCH_2026 = periods.month_ordinal("2026-03")


@pytest.mark.parametrize(
    ("extract", "taken", "day", "words"),
    [
        ("2026-04", "2026-04", datetime.date(2026, 4, 1), "extract of April 2026"),
        ("2026-04-15", "2026-04-15", datetime.date(2026, 4, 15), "extract of 15 April 2026"),
        ("to-2023-12", "", datetime.date(2023, 12, 31), "extract to December 2023"),
    ],
)
def test_what_an_id_says(extract: str, taken: str, day: datetime.date, words: str) -> None:
    assert (Extract(extract).taken, Extract(extract).day, Extract(extract).in_words) == (taken, day, words)


def test_extracts_are_ordered_by_their_date() -> None:
    ids = ["2026-04-15", "to-2025-09", "2026-04", "2023-12", "to-2023-12"]
    assert sorted(ids, key=lambda one: Extract(one).order) == ["2023-12", "to-2023-12", "to-2025-09", "2026-04", "2026-04-15"]


@pytest.mark.parametrize("given", ["2026-04", "2026-03", "2026-04-15", "to-2026-03", "to-2026-04"])
def test_a_date_at_or_after_the_last_month_is_taken(given: str) -> None:
    log = FaultLog()
    assert parse_extract(given, MARCH_2026, "crime.csv", log, required=True) == Extract(given)
    assert len(log) == 0


@pytest.mark.parametrize("given", ["April 2026", "2026", "2026-13", "2026-04-31", "to-2026", "202604", "", "../2026-04", "to-2026-04-01"])
def test_what_is_no_date_is_a_fault_that_says_what_is_expected(given: str) -> None:
    log = FaultLog()
    assert parse_extract(given, MARCH_2026, "crime.csv", log, required=True) is None
    (fault,) = log.faults
    assert fault.code == "extract-not-dated"
    assert "to-2026-03" in fault.message


def test_files_can_not_be_taken_before_their_last_month() -> None:
    log = FaultLog()
    assert parse_extract("2025-12", MARCH_2026, "crime.csv", log, required=True) is None
    assert [fault.code for fault in log.faults] == ["extract-before-data"]


def test_without_a_date_the_last_period_names_the_extract_where_the_source_allows_it() -> None:
    log = FaultLog()
    assert parse_extract(None, MARCH_2026, "pas.csv", log, required=False) == Extract("to-2026-03")
    assert parse_extract(None, MARCH_2026, "crime.csv", log, required=True) is None
    assert [fault.code for fault in log.faults] == ["extract-not-dated"]
