"""What the scripts make of the tables of a report that feed no indicator: sums against others, and projects against their dates."""

from __future__ import annotations

import math

import pandas as pd

from build_scripts.comparisons.money import compared_money
from build_scripts.indicators.extracts import report_period
from build_scripts.packages.reading import Instance
from build_scripts.reports.declared import reports_of, rows_of
from build_scripts.reports.figures import number_of
from build_scripts.reports.projects import expected_in_text, slip, standing, told_on

REPORT = "2023-24-q1"
PROJECTS = (f"report-{REPORT}-activity", "projects")
DATES_IN_SENTENCES = "milestones-in-text"


def accounts(instance: Instance) -> pd.DataFrame:
    """Each sum that a page sets against another: a row of ``compared_money`` by resource and row of the transcribed table."""
    compared: dict[tuple[str, str], dict] = {}
    for report in reports_of(instance, report_period(REPORT).last):
        for section in (section for page in report.pages for section in page.sections):
            for column in (column for column in section.columns if column.compared_with):
                for row in rows_of(instance, section):
                    sums = (number_of(row, field) for field in (column.field, column.compared_with))
                    compared[section.resource, row["row_id"]] = compared_money(*sums)
    rows = [{"resource": resource, "row_id": row_id} | money for (resource, row_id), money in compared.items()]
    return pd.DataFrame(rows, columns=["resource", "row_id", "change", "change_absolute", "change_unit", "reason"])


def milestones(instance: Instance) -> pd.DataFrame:
    """How each project with a planned date stood, the days and the quarters after it (null where they are not known)."""
    in_sentences = expected_in_text(instance.table(PROJECTS[0], DATES_IN_SENTENCES).to_dict("records"))
    rows = []
    for row in instance.table(*PROJECTS).to_dict("records"):
        stands, quarters = standing(row, told_on(PROJECTS[0]), in_sentences), slip(row)
        if stands is not None:
            days = math.nan if stands.days is None else stands.days
            rows.append(
                {"row_id": row["row_id"], "answer": stands.answer, "days": days, "quarters": math.nan if quarters is None else quarters}
            )
    return pd.DataFrame(rows)
