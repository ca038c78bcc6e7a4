"""Changes by area: in the order given, each verdict with a shape of its own, names on both frames."""

from __future__ import annotations

import pytest

from build_scripts.charts import dots, theme
from build_scripts.charts.dots import AreaChange, ChangesByArea

# Residential burglary in the 12 months to March 2026, against the 12 before.
LEWISHAM = AreaChange("Lewisham", -5.07, -13.79, 4.54, "no-clear-change")
BROMLEY = AreaChange("Bromley", -14.1, -22.0, -5.4, "improving")
BURGLARY = ChangesByArea((BROMLEY, LEWISHAM), "MPS", -4.97, "%")


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_every_area_and_the_whole_are_named_and_areas_keep_their_order(words_of, frame):
    # When the chart is drawn in a frame
    words = words_of(dots.dots_chart(BURGLARY, frame))
    # Then the areas stand in the order they were given in: by name, not by size
    assert [word for word in words if word in ("Bromley", "Lewisham")][-2:] == ["Bromley", "Lewisham"]
    # And the whole is named with its change, with a true minus sign
    assert "MPS −5.0%" in words
    # And nought carries no sign
    assert "0" in words and "+0%" not in words


def test_a_verdict_is_never_told_by_colour_alone():
    # Given an area of each verdict
    areas = tuple(AreaChange(code, 1.0, 0.5, 1.5, code) for code in theme.VERDICT_COLOURS)
    # When they are drawn
    layers = dots.dots_chart(ChangesByArea(areas, "MPS", 1.0, "pp"), theme.WIDE).to_dict()["layer"]
    marks = [layer["mark"] for layer in layers if layer["mark"]["type"] == "point"]
    # Then no two that are judged differently share both shape and fill
    looks = {(mark["shape"], mark["fill"]) for mark in marks}
    assert len(looks) >= len(areas) - 1
    judged = [mark for mark in marks if mark["fill"] in (theme.IMPROVING, theme.WORSENING)]
    assert len({mark["shape"] for mark in judged}) == 2


def test_an_area_without_an_interval_has_a_dot_and_no_line():
    # Given one area with a range and one without
    without = AreaChange("Camden", 6.0, None, None, "not-comparable")
    layers = dots.dots_chart(ChangesByArea((BROMLEY, without), "MPS", -5.0, "%"), theme.WIDE).to_dict()["layer"]
    # Then one range is drawn, and two dots
    ranges = [row for layer in layers for row in layer["data"]["values"] if "x2" in row]
    points = [row for layer in layers if layer["mark"]["type"] == "point" for row in layer["data"]["values"]]
    assert [row["name"] for row in ranges] == ["Bromley"]
    assert sorted(row["name"] for row in points) == ["Bromley", "Camden"]


def test_a_chart_of_no_area_is_refused():
    with pytest.raises(ValueError, match="at least one area"):
        dots.dots_chart(ChangesByArea((), "MPS", 0.0, "%"), theme.WIDE)
