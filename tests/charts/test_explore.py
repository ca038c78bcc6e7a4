"""A specification to be explored: valid, in reading order, with a span of years and a group that inputs can set."""

from __future__ import annotations

import re

import altair as alt
import pytest
import vl_convert

from build_scripts.charts import explore, theme
from build_scripts.charts.dots import AreaChange, ChangesByArea
from build_scripts.charts.explore_lines import Break, Curve, ExploredLines, Line, Mark, Point
from build_scripts.charts.explore_rows import explored_changes, explored_groups
from build_scripts.charts.explore_slope import ExploredSlope
from build_scripts.charts.groups import GroupLevel, GroupsOfAKind, LevelsByGroup
from build_scripts.charts.slope import Slope, SlopeLine

# Residential burglary: the 12 months to March of two years, and one single month.
TREND = ExploredLines(
    (
        Point(2026.25, 32_446, "12 months to March 2026: 32,446 offences", "12 months"),
        Point(2025.25, 34_142, "12 months to March 2025: 34,142 offences", "12 months"),
        Point(2026.25, 32_000, "March 2026", "Single months"),
    ),
    (Line("Single months", theme.CONTEXT, 1.6), Line("12 months", theme.FOCUS, 3.0)),
    breaks=(Break(2024 + 1 / 12, "New records system"),),
    provisional_from=2025.5,
)
# Theft from the person by borough, 12 months to March 2026 on the 12 before.
CHANGES = explored_changes(
    ChangesByArea(
        (AreaChange("Barnet", -12.0, -20.0, -3.1, "improving"), AreaChange("Bexley", 4.0, None, None, "no-clear-change")),
        "MPS",
        -21.0,
        "%",
    ),
    ("Barnet: −12.0%", "Bexley: +4.0%"),
    ("Improving", "No clear change"),
)
# Trust in the MPS by group, 12 months to June 2023, beside 70% of everybody.
GROUPS = explored_groups(
    LevelsByGroup(
        (
            GroupsOfAKind("Ethnicity", (GroupLevel("Black", 58.0, 54.0, 62.0, -1), GroupLevel("Asian", 78.0, 75.0, 81.0, 1))),
            GroupsOfAKind("Sex", (GroupLevel("Women", 71.0, None, None, 0),)),
        ),
        "Everybody",
        70.0,
    ),
    ("Black: 58%", "Asian: 78%", "Women: 71%"),
)
SLOPE = ExploredSlope(
    Slope((SlopeLine("Bexley", 70, 60, "worsening"), SlopeLine("MPS", 72, 69, "worsening", whole=True)), "To Dec 2022", "To Dec 2023"),
    ("Bexley: 70%, then 60%", "MPS: 72%, then 69%"),
)


def test_points_stand_in_reading_order_with_what_they_say():
    # When the specification is made
    made = TREND.specification("A line that falls.")
    # Then points go by series and time, numbered for the keys that step through them
    rows = made["datasets"]["points"]
    assert [(row["index"], row["x"], row["text"]) for row in rows[:2]] == [
        (0, 2025.25, "12 months to March 2025: 34,142 offences"),
        (1, 2026.25, "12 months to March 2026: 32,446 offences"),
    ]
    assert made["description"] == "A line that falls."


def test_a_file_has_the_points_by_column_and_nothing_is_lost():
    # Given points of which one has an interval
    made = CHANGES.specification("")
    # When written by column
    parts = explore.by_column(made)["datasets"]["points"]
    # Then a column is as long as the points, without a value where there is none, and the numbers of the points are left out
    assert parts["columns"]["y"] == ["Barnet", "Bexley"] and parts["columns"]["lower"] == [-20.0, None]
    assert parts["runs"]["series"] == [["Improving", 1], ["No clear change", 1]] and "index" not in parts["columns"]
    # And rows made of it are the points
    unrolled = {name: [cell for cell, times in runs for _ in range(times)] for name, runs in parts["runs"].items()}
    columns = parts["columns"] | unrolled
    rows = [dict(zip(columns, cells, strict=True)) | {"index": index} for index, cells in enumerate(zip(*columns.values(), strict=True))]
    assert [{name: cell for name, cell in row.items() if cell is not None} for row in rows] == made["datasets"]["points"]
    # And rows with nulls, as the page's script makes them, are drawn the same; the library numbers what it clips on and on
    filled = made | {"datasets": {"points": rows}}
    plain, with_nulls = (re.sub(r"clip\d+", "clip", vl_convert.vegalite_to_svg(one | {"width": 600})) for one in (made, filled))
    assert plain == with_nulls


def test_what_many_points_share_is_told_once():
    # Given two months of one series and one of another
    points = explore.by_column(TREND.specification(""))["datasets"]["points"]
    assert points["runs"] == {"series": [["12 months", 2], ["Single months", 1]], "segment": [[0, 1], [1, 1], [2, 1]]}


def test_a_reader_can_choose_a_span_of_years_and_a_series():
    made = TREND.specification("")
    inputs = {parameter["name"]: parameter.get("bind", {}) for parameter in made["params"]}
    assert (inputs["from"]["min"], inputs["to"]["max"]) == (2025, 2026)
    assert inputs["series"]["options"] == ["All", "12 months", "Single months"]
    assert made["usermeta"]["plainSight"] == {"range": True, "group": True, "along": "x"}


@pytest.mark.parametrize(
    "exploration",
    [
        TREND,
        ExploredLines(
            (Point(301_255, 4.0, "Lewisham", "Boroughs"),),
            (),
            (Curve(((150_000, 1.0), (400_000, 2.0)), True),),
            marks=(Mark(301_255, 4.0, "triangle-up", theme.INK),),
            years=False,
            x_title="Residents",
        ),
        ExploredLines((Point(2023.5, 69, "69%", "12 months", 68.2, 69.8),), (Line("12 months", theme.FOCUS, 3.0),), percent=True),
        CHANGES,
        GROUPS,
        SLOPE,
    ],
    ids=["trend", "funnel", "survey", "changes", "groups", "slope"],
)
def test_the_specification_is_valid_and_renders(exploration):
    # Given the specification as it is published
    made = exploration.specification("Its shape.")
    # Then the schema of the library takes it
    alt.LayerChart.from_dict(made)
    # And the engine that readers' browsers load renders it
    assert vl_convert.vegalite_to_svg(made | {"width": 600}).startswith("<svg")


def test_a_gap_below_nought_is_drawn_below_it():
    # Given a gap between groups, whose values are all below nought
    gap = ExploredLines(
        (Point(2023.0, -21.3, "", "12 months"), Point(2024.0, -22.0, "", "12 months")), (Line("12 months", theme.FOCUS, 3.0),)
    )
    # Then the scale ends at nought and holds them
    (low, high), *_ = [layer["encoding"]["y"]["scale"]["domain"] for layer in gap.specification("")["layer"]]
    assert low < -22.0 and high == 0


def test_changes_are_stepped_through_by_name_and_chosen_by_verdict():
    made = CHANGES.specification("")
    assert [(row["y"], row["text"]) for row in made["datasets"]["points"]] == [("Barnet", "Barnet: −12.0%"), ("Bexley", "Bexley: +4.0%")]
    (choice,) = [parameter["bind"]["options"] for parameter in made["params"] if parameter["name"] == "series"]
    assert choice == ["All", "Improving", "No clear change"]
    assert made["usermeta"]["plainSight"] == {"range": False, "group": True, "along": "y"}


def test_groups_are_chosen_by_kind():
    made = GROUPS.specification("")
    (choice,) = [parameter["bind"]["options"] for parameter in made["params"] if parameter["name"] == "series"]
    assert choice == ["All", "Ethnicity", "Sex"]
    assert [row["text"] for row in made["datasets"]["points"]] == ["Black: 58%", "Asian: 78%", "Women: 71%"]


def test_a_slope_lets_a_reader_choose_one_area_and_keeps_the_whole():
    made = SLOPE.specification("") | {"width": 600}

    def lines_drawn(chosen: str) -> int:
        chosen_one = [one | ({"value": chosen} if one["name"] == "series" else {}) for one in made["params"]]
        return vl_convert.vegalite_to_svg(made | {"params": chosen_one}).count("<line")

    # When the whole is chosen the one area goes; when the area is, the whole stays beside it
    assert lines_drawn("All") == lines_drawn("Bexley") == lines_drawn("MPS") + 1


@pytest.mark.parametrize(
    "exploration",
    [ExploredLines((), ()), explored_changes(ChangesByArea((), "MPS", 0.0, "%"), (), ()), ExploredSlope(Slope((), "", ""), ())],
    ids=["lines", "changes", "slope"],
)
def test_nothing_to_explore_is_refused(exploration):
    with pytest.raises(ValueError, match="without a point"):
        exploration.specification("")


def test_a_line_does_not_run_through_years_without_a_value():
    # Given a ratio that is known for 2018 and again from 2023 on
    points = tuple(Point(x, y, "", "12 months") for x, y in ((2018.75, 4.7), (2019.0, 4.8), (2024.0, 3.7), (2024.25, 3.8)))
    # Then its line has two segments
    rows = ExploredLines(points, (Line("12 months", theme.FOCUS, 3.0),)).specification("")["datasets"]["points"]
    assert [row["segment"] for row in rows] == [0, 0, 1, 1]
