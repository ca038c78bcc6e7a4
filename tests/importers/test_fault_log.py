"""Faults of a run are told together, and a fault of many lines once."""

from __future__ import annotations

import pytest

from build_scripts.importers.fault_log import MOST_TOLD, FaultLog, ImportRefused
from build_scripts.importers.refusals import BlankCell, UnknownArea


def test_an_empty_log_refuses_nothing() -> None:
    FaultLog().refuse_if_any()


def test_a_fault_of_many_lines_is_told_once_with_their_number() -> None:
    log = FaultLog()
    for line in (2, 9, 30):
        log.add(UnknownArea, "crime.csv", row=line, column="BOCU", value="Lewishm", same_as="Lewishm", nearest="none", alias="row")
    assert [(fault.row, fault.message) for fault in log.faults] == [(2, "the area 'Lewishm' is not known; none (and on 2 more lines)")]


def test_faults_of_two_files_are_two() -> None:
    log = FaultLog()
    for file in ("a.csv", "b.csv"):
        log.add(UnknownArea, file, row=2, value="Lewishm", same_as="Lewishm", nearest="none", alias="row")
    assert len(log.faults) == 2


def test_when_there_are_too_many_the_rest_is_counted() -> None:
    log = FaultLog()
    for line in range(MOST_TOLD + 25):
        log.add(BlankCell, "crime.csv", row=line + 2, column="202306", value="", expected="a whole number")
    with pytest.raises(ImportRefused) as caught:
        log.refuse_if_any()
    assert len(log) == MOST_TOLD + 25
    assert [fault.value for fault in caught.value.faults if fault.code == "faults-more"] == ["25"]
