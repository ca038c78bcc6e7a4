"""Progress against targets, the inferred rule, and the slip of projects: the document's own rows as examples."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts.packages.reading import Instance, read_instance
from build_scripts.reports.projects import slip
from build_scripts.reports.services import RatingRule, progress, quarters_elapsed

RULE = RatingRule(amber_points=3, green_share=97, amber_share=80)


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    """The London instance."""
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="module")
def measures(instance: Instance) -> dict[str, dict]:
    """The measures of services, by row."""
    rows = instance.table("report-2023-24-q1-services", "service-measures").to_dict("records")
    return {row["row_id"]: row for row in rows}


@pytest.mark.parametrize(
    ("row_id", "pace", "inferred"),
    [
        ("0438", 100 * 4713 / 4860, "G"),
        ("0431", 100 * 85 / 65, "G"),
        ("0432", 100 * 64 / 70, "R"),
        ("0435", 100 * 67 / 70, "A"),
        ("1102", 100 * 34 / 75, "R"),
        ("1104", 100.0, "G"),
    ],
)
def test_what_is_due_after_a_quarter(measures: dict[str, dict], row_id: str, pace: float, inferred: str) -> None:
    found = progress(measures[row_id], RULE)
    assert found.pace == pytest.approx(pace)
    assert found.inferred == inferred


def test_the_rounded_limit_is_green(measures: dict[str, dict]) -> None:
    # Given 4,713 hours where a quarter of 19,440 was due, which the document rates green and calls 97%
    assert progress(measures["0438"], RULE).inferred == "G"


def test_a_missing_figure_has_no_progress(measures: dict[str, dict]) -> None:
    found = progress(measures["0444"], RULE)
    assert (found.value, found.share, found.pace, found.inferred) == (None, None, None, "")
    assert found.target == 220


def test_the_rule_gives_every_printed_rating_that_it_can_give(measures: dict[str, dict]) -> None:
    for row in measures.values():
        found = progress(row, RULE)
        if found.inferred and row["rag"]:
            assert found.inferred == row["rag"] or row["row_id"] in {"1258"}, row["row_id"]


@pytest.mark.parametrize(("period", "quarters"), [("2023-24-Q1", 1), ("2023-24-Q3", 3), ("2023-24-Q4", 4)])
def test_quarters_of_the_year_that_have_ended(period: str, quarters: int) -> None:
    assert quarters_elapsed(period) == quarters


@pytest.mark.parametrize(
    ("project", "expected"),
    [("legal-advice-pilot-rape", 1), ("trusted-adults-pilot", 2), ("victim-withdrawal-research", 3), ("child-sexual-abuse-review", 4)],
)
def test_slip_in_quarters(instance: Instance, project: str, expected: int) -> None:
    table: pd.DataFrame = instance.table("report-2023-24-q1-activity", "projects")
    row = table[table["project"] == project].to_dict("records")[0]
    assert slip(row) == expected


def test_a_project_without_a_forecast_has_no_slip(instance: Instance) -> None:
    table = instance.table("report-2023-24-q1-activity", "projects")
    without = table[table["forecast"] == ""].to_dict("records")
    assert without and all(slip(row) is None for row in without)
