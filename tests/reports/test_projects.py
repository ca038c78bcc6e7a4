"""How the report's projects stood against the dates planned first."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from build_scripts.packages.reading import Instance, read_instance
from build_scripts.reports.projects import expected_in_text, standing, told_on
from build_scripts.statements.milestones import milestone_statement

PACKAGE = "report-2023-24-q1-activity"


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    """The London instance."""
    return read_instance(repository_root / "datapackages")


@pytest.mark.parametrize(
    ("project", "told"),
    [
        ("legal-advice-pilot-rape", "missed, 91 days late"),
        ("young-females-group-offending-research", "missed, 366 days late"),
        ("vawg-grassroots-fund-round-two", "not known"),
        ("community-engagement-review", "to come, in time"),
        ("child-first-position-statement", "to come, 92 days early"),
    ],
)
def test_a_project_is_told_with_its_days(instance: Instance, project: str, told: str) -> None:
    table = instance.table(PACKAGE, "projects")
    row = table[table["project"] == project].iloc[0].to_dict()
    in_text = expected_in_text(instance.table(PACKAGE, "milestones-in-text").to_dict("records"))
    assert milestone_statement(standing(row, told_on(PACKAGE), in_text)).text == told


def test_a_report_speaks_of_the_last_day_of_its_quarter() -> None:
    assert told_on(PACKAGE) == datetime.date(2023, 6, 30)
    with pytest.raises(ValueError, match="names no quarter"):
        told_on("plan-2013-16")


def test_a_project_without_a_first_date_stands_nowhere() -> None:
    assert standing({"base": "", "forecast": "2023-24-Q2"}, datetime.date(2023, 6, 30)) is None
