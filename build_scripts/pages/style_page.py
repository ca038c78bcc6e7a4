"""The style page: every part that a page can be put together from, with its rules, so that a newcomer can add a page that fits."""

from __future__ import annotations

from build_scripts.pages.area import STYLE_SHEET as AREA_STYLE_SHEET
from build_scripts.pages.area_rates import RateRow
from build_scripts.pages.area_response import CallLine, call_line, grid
from build_scripts.pages.area_survey import Answer, Answers, percent_scale
from build_scripts.pages.components import dot_strip
from build_scripts.pages.overview import STYLE_SHEET as PLAN_STYLE_SHEET
from build_scripts.pages.page import Page

HERE = "#"


def style_page() -> Page:
    """The page ``/style/``. Its samples stand in its template, and below: it shows how figures look, and publishes none."""
    return Page(
        path="style/",
        title="Style",
        description="Every part of a page, its look and its rules: type, colours, figures, verdicts, tables, charts, areas and lists.",
        template="style.md.j2",
        context={"sample_rates": _rates(), "sample_answers": _answers(), "sample_calls": _calls(), "sample_grid": grid()},
        breadcrumb=(("Take part", "contribute/"),),
        search_boost=0.5,
        front_matter={"stylesheets": [AREA_STYLE_SHEET, PLAN_STYLE_SHEET]},
    )


def _rates() -> list[RateRow]:
    """Two rates of Westminster among a few others': one within the funnel's limits, one above them."""
    robbery = [("Sutton", 0.7), ("Harrow", 1.2), ("Lewisham", 2.4), ("Brent", 3.0), ("Camden", 5.1)]
    burglary = [("Bexley", 2.2), ("Brent", 3.1), ("Lewisham", 4.0), ("Barnet", 4.4), ("Camden", 5.2)]
    above = dot_strip(robbery, ("Westminster", 12.1), ("London", 2.6))
    within = dot_strip(burglary, ("Westminster", 5.8), ("London", 3.6))
    return [
        RateRow("Personal robbery", "Personal robbery", HERE, above, "plausibly 11.7 to 12.6", 1),
        RateRow("Residential burglary", "Residential burglary", HERE, within, "plausibly 5.5 to 6.1", 0),
    ]


def _answers() -> Answers:
    """Two answers of residents of Lewisham: one clear of London's, one not."""
    trust = Answer("Londoners who trust the Metropolitan Police", "Trust", HERE, 64, 56, 51, 61, 69, "−8pp", "no-clear-change", "")
    good_job = Answer("Police do a good job locally", "Good job", HERE, 39, 45, 40, 50, 47, "+6pp", "no-clear-change", "")
    return Answers((trust, good_job), percent_scale([39, 69]), "12 months to December 2023", "To Dec 2022", "To Dec 2023", "London")


def _calls() -> list[CallLine]:
    """The calls of Lewisham reached in time, as a report prints them."""
    quarters = ("2022-23-Q1", "2022-23-Q2", "2022-23-Q3", "2022-23-Q4", "2023-24-Q1")
    return [
        call_line("Immediate calls attended within 15 minutes", HERE, list(zip(quarters, (83, 78, 80, 87, 84), strict=True)), 80),
        call_line("S calls attended within one hour", HERE, list(zip(quarters, (46, 45, 47, 62, 59), strict=True)), 59),
    ]
