"""Findings of the reconciliation, told claim by claim."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts import tables
from build_scripts.claims.contradictions import find
from build_scripts.claims.ledger import Claim

TEXT_CELL, TABLE_CELL = "report-2023-24-q1-victims/statements/0296-06/value", "report-2023-24-q1-victims/statements/0384-02/value"


def reconciled(**finding: str) -> pd.DataFrame:
    """One finding: 10% and 9% printed for one rate, unless told otherwise."""
    row = {
        "check": "same-value/0296-06/0384-02",
        "kind": "equal",
        "class": "arithmetic",
        "document": "001",
        "lines": "001:296 001:384",
        "cells": f"{TEXT_CELL} {TABLE_CELL}",
        "result": "contradicts",
    }
    return tables.from_rows([row | finding], tables.RECONCILIATIONS)


@pytest.fixture(scope="module")
def two_printings(claims: dict[str, Claim]) -> list[Claim]:
    """The detection rate of domestic abuse, printed as 10% and as 9%."""
    return [claims["001-0296-06-value"], claims["001-0384-02-value"]]


def test_of_two_printings_both_are_contradicted(two_printings: list[Claim]) -> None:
    found = find(two_printings, reconciled())
    assert set(found) == {"001-0296-06-value", "001-0384-02-value"}
    assert all(one.printed_otherwise for contradictions in found.values() for one in contradictions)


def test_of_a_figure_and_its_parts_only_the_figure_is(two_printings: list[Claim]) -> None:
    found = find(two_printings, reconciled(kind="implied-offences", **{"class": "extract"}))
    assert set(found) == {"001-0296-06-value"}
    assert not found["001-0296-06-value"][0].printed_otherwise


@pytest.mark.parametrize(
    "finding",
    [
        {"result": "agrees"},
        {"class": "definition"},
        {"class": "suspect"},
        {"kind": "unit", "class": "label"},
        {"kind": "word", "class": "label"},
    ],
)
def test_a_finding_that_leaves_the_figure_standing_says_nothing_against_it(two_printings: list[Claim], finding: dict[str, str]) -> None:
    assert find(two_printings, reconciled(**finding)) == {}
