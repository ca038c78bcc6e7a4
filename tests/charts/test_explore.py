"""A specification to be explored: valid, in reading order, with a span of years and a group that inputs can set."""

from __future__ import annotations

import altair as alt
import pytest
import vl_convert

from build_scripts.charts import explore, theme
from build_scripts.charts.explore import Break, Curve, Exploration, Line, Point

# Residential burglary: the 12 months to March of two years, and one single month.
TREND = Exploration(
    (
        Point(2026.25, 32_446, "12 months to March 2026: 32,446 offences", "12 months"),
        Point(2025.25, 34_142, "12 months to March 2025: 34,142 offences", "12 months"),
        Point(2026.25, 32_000, "March 2026", "Single months"),
    ),
    (Line("Single months", theme.CONTEXT, 1.6), Line("12 months", theme.FOCUS, 3.0)),
    breaks=(Break(2024 + 1 / 12, "New records system"),),
)


def test_points_stand_in_reading_order_with_what_they_say():
    # When the specification is made
    made = explore.exploration_specification(TREND, "A line that falls.")
    # Then points go by series and time, numbered for the keys that step through them
    rows = made["datasets"]["points"]
    assert [(row["index"], row["x"], row["text"]) for row in rows[:2]] == [
        (0, 2025.25, "12 months to March 2025: 34,142 offences"),
        (1, 2026.25, "12 months to March 2026: 32,446 offences"),
    ]
    assert made["description"] == "A line that falls."


def test_a_reader_can_choose_a_span_of_years_and_a_series():
    made = explore.exploration_specification(TREND, "")
    inputs = {parameter["name"]: parameter.get("bind", {}) for parameter in made["params"]}
    assert (inputs["from"]["min"], inputs["to"]["max"]) == (2025, 2026)
    assert inputs["series"]["options"] == ["All", "12 months", "Single months"]
    assert made["usermeta"]["plainSight"] == {"range": True, "group": True}


@pytest.mark.parametrize(
    "exploration",
    [
        TREND,
        Exploration(
            (Point(301_255, 4.0, "Lewisham", "Boroughs"),),
            (),
            (Curve(((150_000, 1.0), (400_000, 2.0)), True),),
            years=False,
            x_title="Residents",
        ),
        Exploration((Point(2023.5, 69, "69%", "12 months"),), (Line("12 months", theme.FOCUS, 3.0),), percent=True),
    ],
    ids=["trend", "funnel", "survey"],
)
def test_the_specification_is_valid_and_renders(exploration):
    # Given the specification as it is published
    made = explore.exploration_specification(exploration, "Its shape.")
    # Then the schema of the library takes it
    alt.LayerChart.from_dict(made)
    # And the engine that readers' browsers load renders it
    assert vl_convert.vegalite_to_svg(made | {"width": 600}).startswith("<svg")


def test_nothing_to_explore_is_refused():
    with pytest.raises(ValueError, match="without a point"):
        explore.exploration_specification(Exploration((), ()), "")
