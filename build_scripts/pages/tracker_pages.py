"""Sections of the trackers: commissioned services against their targets, projects against their dates, ratings beside the inferred rule."""

from __future__ import annotations

from build_scripts import formats
from build_scripts.indicators.observe import constant
from build_scripts.pages.report_context import ReportContext
from build_scripts.pages.report_proof import PROOF_COLUMN, proof_cell
from build_scripts.pages.report_tables import RATINGS, rating_cell
from build_scripts.reports import figures, projects, services
from build_scripts.reports.declared import Section, kept
from build_scripts.statements.milestones import milestone_statement

SERVICES = "services"
WHOLE = 100.0
NO_BUDGET = "budget lost in the document"


def rating_rule(context: ReportContext) -> services.RatingRule:
    """The limits of the inferred rule, as the register of constants declares them."""
    names = ("inferred-rating-amber-points", "inferred-rating-green-share", "inferred-rating-amber-share")
    return services.RatingRule(*(constant(context.content.instance, name) for name in names))


def _measures(context: ReportContext, section: Section) -> list[dict]:
    """The measures with what their service says of itself, of which the section keeps those that fit."""
    instance = context.content.instance
    known = {row["service"]: row for row in instance.table(section.package, SERVICES).to_dict("records")}
    joined = [
        row | {"name": known[row["service"]]["name"], "priority": known[row["service"]]["priority"], "budget_row": known[row["service"]]}
        for row in instance.table(section.package, section.resource).to_dict("records")
    ]
    return [row for row in joined if kept(row, section.where)]


def services_section(context: ReportContext, section: Section) -> dict:
    """Each measure of each service: target, figure so far, how far that is, the rating as printed."""
    rule = rating_rule(context)
    made = []
    told = ""
    for row in _measures(context, section):
        progress = services.progress(row, rule)
        first = row["service"] != told
        told = row["service"]
        budget = figures.figure(row["budget_row"], "budget", "£")
        bar = None
        if progress.target:
            counted = row["unit"] != services.PER_CENT
            bar = {
                "value": progress.share if counted else progress.value,
                "target": WHOLE * progress.asked / progress.target if counted and progress.asked else progress.target,
                "maximum": WHOLE,
            }
        made.append(
            {
                "cells": [
                    {"service": row["name"], "budget": _budget_text(budget), "repeat": not first},
                    row["measure"],
                    _amount(row, "target"),
                    _amount(row, "year_to_date"),
                    {"bullet": bar},
                    f"{formats.number(progress.pace)}%" if progress.pace is not None else formats.NO_VALUE,
                    rating_cell(row["rag"]),
                    proof_cell(context, section, [row]),
                ]
            }
        )
    columns = [
        {"label": "Service"},
        {"label": "Measure"},
        {"label": "Target", "align": "end", "role": "before"},
        {"label": "So far", "align": "end", "role": "now"},
        {"label": "The line marks what is due"},
        {"label": "Of what is due", "align": "end"},
        {"label": "Rating"},
        {"label": PROOF_COLUMN},
    ]
    return {"columns": columns, "rows": made, "flags": ["x"] if any(_lost(row) for row in made) else []}


def _budget_text(budget: figures.Figure) -> str:
    return NO_BUDGET if budget.text == formats.NO_VALUE else f"{budget.text} for the year"


def _amount(row: dict, field: str) -> object:
    if row[f"{field}_reason"]:
        return {"text": formats.NO_VALUE, "flag": "x"}
    return figures.amount(row[field], "%" if row["unit"] == services.PER_CENT else "")


def _lost(row: dict) -> bool:
    return any(isinstance(one, dict) and one.get("flag") == "x" for one in row["cells"])


def rating_check_section(context: ReportContext, section: Section) -> dict:
    """How many printed ratings the inferred rule gives too, and every row where it does not or can not."""
    rule = rating_rule(context)
    same, others = 0, []
    for row in _measures(context, section):
        inferred = services.progress(row, rule).inferred
        if inferred and inferred == row["rag"]:
            same += 1
            continue
        others.append({"cells": [row["name"], row["measure"], rating_cell(row["rag"]), rating_cell(inferred), row["source_line"]]})
    return {
        "same": formats.number(same),
        "total": formats.number(same + len(others)),
        "rule": rule,
        "columns": [{"label": "Service"}, {"label": "Measure"}, {"label": "As printed"}, {"label": "By the rule"}, {"label": "Line"}],
        "rows": others,
        "flags": [],
    }


def projects_section(context: ReportContext, section: Section) -> dict:
    """Each project: when it was to be done, when it is forecast, the slip in quarters, how it stood, the rating as printed.

    The section's note names the resource that holds the dates which sentences give.
    """
    rows = [row for row in context.content.instance.table(section.package, section.resource).to_dict("records") if kept(row, section.where)]
    told = projects.told_on(section.package)
    in_text = projects.expected_in_text(
        context.content.instance.table(section.package, section.note).to_dict("records") if section.note else ()
    )
    made = []
    for row in rows:
        slip, stands = projects.slip(row), projects.standing(row, told, in_text)
        made.append(
            {
                "cells": [
                    row["name"],
                    _quarter(row["base"]),
                    _quarter(row["forecast"]),
                    _slip_text(slip),
                    milestone_statement(stands).text if stands else formats.NO_VALUE,
                    rating_cell(row["confidence"]),
                    proof_cell(context, section, [row]),
                ]
            }
        )
    columns = [
        {"label": "Project"},
        {"label": "Planned", "role": "before"},
        {"label": "Forecast", "role": "now"},
        {"label": "Slip"},
        {"label": "How it stood"},
        {"label": "Rating"},
        {"label": PROOF_COLUMN},
    ]
    unexplained = sorted({row["confidence"] for row in rows} - set(RATINGS) - {""})
    return {"columns": columns, "rows": made, "flags": [], "unexplained": unexplained}


def _quarter(text: str) -> str:
    return formats.quarter_name(text) if text else formats.NO_VALUE


def _slip_text(slip: int | None) -> str:
    if slip is None:
        return formats.NO_VALUE
    return "none" if slip == 0 else f"{formats.number(slip)} quarter{'' if slip == 1 else 's'}"
