"""Statements told from their cells, as the transcription of the report holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.packages.reading import Instance, read_instance
from build_scripts.reports.declared import labels_of
from build_scripts.reports.printed_sentences import printed_sentence

PREFIX = "report-2023-24-q1-"


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    """The London instance."""
    return read_instance(repository_root / "datapackages")


@pytest.mark.parametrize(
    ("package", "row_id", "expected"),
    [
        (
            "response",
            "0505-01",
            "999 calls answered within the standard time, May 2023: "
            "69%, 10 percentage points lower than the other forces of England and Wales (79%).",
        ),
        ("response", "0589-04", "101 calls received, April to June 2023: 4% lower than the same quarter of the year before."),
        ("finance", "0163-01", "Forecast position of MPS revenue at the year's end, 2023/24: £12.5m lower than the original budget."),
        ("finance", "0165-02", "Savings delivered since 2012/13: over £1bn."),
        (
            "violence",
            "0212-03",
            "Violent crime for every 1,000 residents, 12 months to March 2023: in a word, “favourably”, against England and Wales.",
        ),
    ],
)
def test_a_statement_is_told_from_its_cells(instance: Instance, package: str, row_id: str, expected: str) -> None:
    rows = instance.table(PREFIX + package, "statements").to_dict("records")
    row = next(row for row in rows if row["row_id"] == row_id)
    assert printed_sentence(row, labels_of(instance)) == expected


def test_every_statement_of_every_document_can_be_told(instance: Instance) -> None:
    # Given every table of statements
    labels = labels_of(instance)
    for resource in instance.resources("transcription"):
        if {"subject", "comparison", "base_period", "change_unit"} <= set(resource.field_names):
            for row in instance.table(resource.package, resource.name).to_dict("records"):
                # Then each row is a sentence, with no code and no null in it
                text = printed_sentence(row, labels)
                assert text.endswith(".") and "nan" not in text.lower().split() and "None" not in text
