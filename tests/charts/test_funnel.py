"""The funnel names areas beyond its 99.8% limits and no others."""

from __future__ import annotations

import pytest

from build_scripts.charts import funnel, theme
from build_scripts.charts.funnel import Funnel, FunnelPoint, LimitsAt

# Theft from the person, 12 months to March 2026: offences per 1,000 residents.
LIMITS = (LimitsAt(150_000, 0.0, 30.0, 0.0, 40.0), LimitsAt(410_000, 1.0, 20.0, 0.0, 27.0))
POINTS = (FunnelPoint("Westminster", 211_365, 102.0, 1), FunnelPoint("Lewisham", 301_255, 4.2, 0), FunnelPoint("Camden", 220_903, 30.8, 0))


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_only_an_area_beyond_the_limits_is_named(words_of, frame):
    # When three boroughs are drawn, of which one lies above its limits
    words = words_of(funnel.funnel_chart(Funnel(POINTS, 8.7, "Together", LIMITS), frame))
    # Then that one is named, and so are the limits and the line of all
    assert "Westminster" in words
    assert {"95%", "99.8%", "Together 8.7"} <= set(words)
    # And the others are not
    assert "Lewisham" not in words and "Camden" not in words


def test_an_area_below_its_limits_has_a_shape_of_its_own():
    points = (FunnelPoint("Above", 200_000, 50.0, 1), FunnelPoint("Below", 300_000, 0.1, -1))
    layers = funnel.funnel_chart(Funnel(points, 8.7, "Together", LIMITS), theme.WIDE).to_dict()["layer"]
    shapes = {layer["mark"]["shape"] for layer in layers if layer["mark"]["type"] == "point"}
    assert shapes == {"triangle-up", "triangle-down"}


def test_the_scale_of_rates_begins_at_nought():
    layer = funnel.funnel_chart(Funnel(POINTS, 8.7, "Together", LIMITS), theme.WIDE).to_dict()["layer"][0]
    low, high = layer["encoding"]["y"]["scale"]["domain"]
    assert low == 0 and high > 102


def test_a_funnel_without_areas_is_refused():
    with pytest.raises(ValueError, match="areas and limits"):
        funnel.funnel_chart(Funnel((), 1.0, "Together", LIMITS), theme.WIDE)
