"""Where rows are said to stand is where they are found."""

from __future__ import annotations

import re

import pytest

from build_scripts.pages.content import Content
from build_scripts.statements.statement import address_of
from build_scripts.trace.address import parse
from build_scripts.trace.figure import find_figure
from build_scripts.trace.places import MOST_NAMED

LEWISHAM = "E09000023"
FILE = re.compile(r"[\w.-]+\.csv")
FOLDER = re.compile(r"([\w.-]+(?:/[\w.-]+)*)/[\w.-]+\.csv")


def files_told(text: str) -> set[str]:
    """The files that a text of places names: those of a folder stand after it, the folder being written once."""
    found = set()
    for part in text.split("; "):
        folder = FOLDER.match(part)
        assert folder, part
        found |= {f"{folder.group(1)}/{name}" for name in FILE.findall(part)}
    return found


def files_traced(content: Content, row: dict, field: str) -> set[str]:
    """The files of the rows that are found when the figure is traced."""
    figure = find_figure(content.instance, content.observations, content.comparisons, parse(address_of(row, field)), content.force_area)
    return {one.file for part in (*figure.parts, *figure.base_parts) for one in part.rows}


def latest_of_series(table, names: list[str]) -> list[dict]:
    """The last row of each series."""
    return table.sort_values("period").groupby(names, sort=True).tail(1).to_dict("records")


@pytest.mark.parametrize("measure", ["count", "rate", "percentage", "gap", "outcome-rate", "ratio"])
def test_the_files_of_a_value_are_those_of_its_rows(london: Content, measure: str) -> None:
    """Given the last known value of each component for the force, when its rows are traced, then they stand in the files that are told."""
    known = london.observations[
        (london.observations["measure"] == measure)
        & london.observations["value"].notna()
        & (london.observations["area_code"] == london.force_area)
        & (london.observations["group"] == "")
    ]
    for row in latest_of_series(known, ["indicator", "component"]):
        assert files_told(london.places.told(row)) == files_traced(london, row, "value"), address_of(row, "value")


@pytest.mark.parametrize("rule", ["r12", "quarter", "pre-pandemic", "national", "similar-forces", "everybody"])
def test_the_files_of_a_change_are_those_of_both_its_values(london: Content, rule: str) -> None:
    """Given the last change of each measure under a rule, when its rows are traced, then they stand in the files that are told."""
    known = london.comparisons[
        (london.comparisons["rule"] == rule)
        & london.comparisons["change_absolute"].notna()
        & (london.comparisons["area_code"] == (LEWISHAM if rule == "quarter" else london.force_area))
        & (london.comparisons["component"] == "")
    ]
    for row in latest_of_series(known, ["indicator", "measure", "group_type"]):
        assert files_told(london.places.told(row)) == files_traced(london, row, "change_absolute"), address_of(row, "change_absolute")


def test_a_place_is_told_so_that_its_rows_can_be_picked_out(london: Content) -> None:
    """Given theft from the person in Lewisham and in the whole force, then the category and the area are named as the file writes them."""
    indicator = london.framework.indicator("theft-from-the-person")
    own = london.places.told(london.latest_observation(indicator, area=LEWISHAM))
    assert own == "recorded-crime/data/2026-04/2025-26.csv: category theft-from-the-person, area E09000023"
    whole = london.places.told(london.latest_observation(indicator))
    assert whole == "recorded-crime/data/2026-04/2025-26.csv: category theft-from-the-person, every area"


def test_many_categories_are_counted_and_all_are_called_so(london: Content) -> None:
    """Given a measure of many categories and one of all, then the one says how many and where they are listed, the other that it is all."""
    composition = london.instance.table("composition", "composition")
    burglary = composition[(composition["indicator"] == "burglary") & (composition["component"] == "")]
    number = burglary["category"].nunique()
    assert number > MOST_NAMED
    assert f"{number} categories of the composition" in london.places.told(
        london.latest_observation(next(one for one in london.frameworks[-1].indicators if one.slug == "burglary"))
    )
    assert "every category" in london.places.told(london.latest_observation(london.framework.indicator("total-notifiable-offences")))
