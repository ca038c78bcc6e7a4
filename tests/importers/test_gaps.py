"""A hole in a series is a fault unless a register row declares it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts import periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gaps import Series, refuse_gaps
from build_scripts.importers.reference import Reference, read_reference

WHOLE = Series()


def months(*texts: str) -> list[int]:
    return [periods.month_ordinal(text) for text in texts]


@pytest.fixture
def reference(packages: Path) -> Reference:
    (packages / "registers" / "gaps-in-series.csv").write_text(
        "source,category,area_code,from_month,to_month,reason\n"
        "stop-search,,,2019-03,2021-05,not published\n"
        "pas,trust-in-the-mps,,2016-06,2016-06,lost\n"
    )
    return read_reference(packages)


def told(held: dict, step: int, reference: Reference, source: str) -> list[str]:
    log = FaultLog()
    refuse_gaps(held, step, reference, source, "file.csv", log)
    return [fault.message for fault in log.faults]


def test_a_series_without_holes_passes(reference: Reference) -> None:
    assert told({WHOLE: months("2023-04", "2023-05", "2023-06")}, 1, reference, "mps-borough") == []


def test_each_hole_is_told_with_its_neighbours(reference: Reference) -> None:
    held = {WHOLE: months("2023-01", "2023-03", "2023-07")}
    assert told(held, 1, reference, "mps-borough") == [
        "2023-02 is missing between 2023-01 and 2023-03",
        "2023-04 to 2023-06 is missing between 2023-03 and 2023-07",
    ]


def test_a_declared_gap_is_not_missed_and_no_month_more(reference: Reference) -> None:
    assert told({WHOLE: months("2019-02", "2021-06")}, 1, reference, "stop-search") == []
    assert told({WHOLE: months("2019-02", "2021-07")}, 1, reference, "stop-search") == ["2021-06 is missing between 2019-02 and 2021-07"]


def test_a_gap_declared_for_one_category_excuses_that_one_only(reference: Reference) -> None:
    quarters = months("2016-03", "2016-09")
    held = {Series("trust-in-the-mps", "E23000001"): quarters, Series("police-do-a-good-job", "E23000001"): quarters}
    assert told(held, 3, reference, "pas") == ["2016-06 is missing between 2016-03 and 2016-09 of police-do-a-good-job, E23000001"]


def test_a_hole_of_many_series_is_told_once(reference: Reference) -> None:
    held = {Series("police-do-a-good-job", area): months("2023-03", "2023-09") for area in ("E09000002", "E09000003", "E09000004")}
    assert told(held, 3, reference, "pas") == [
        "2023-06 is missing between 2023-03 and 2023-09 of police-do-a-good-job, E09000002 and 2 more series"
    ]
