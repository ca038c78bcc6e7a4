"""A specification that says once what its layers share is drawn the same."""

from __future__ import annotations

import json
import re

import altair as alt
import pytest
import vl_convert

from build_scripts.charts import theme
from build_scripts.charts.funnel import Funnel, FunnelPoint, LimitsAt, funnel_chart
from build_scripts.charts.lifting import lifted
from build_scripts.charts.render import specification
from build_scripts.charts.trend import Trend, TrendPoint, trend_chart

# Residential burglary, 12 months to March 2025 and 2026; burglary beside the residents of two boroughs.
TREND = Trend((TrendPoint(2025 * 12 + 2, 34_142.0), TrendPoint(2026 * 12 + 2, 32_446.0)), (), (), measure="count")
FUNNEL = Funnel(
    (FunnelPoint("Westminster", 211_365, 102.0, 1), FunnelPoint("Lewisham", 301_255, 4.2, 0)),
    8.7,
    "Together",
    (LimitsAt(150_000, 0.0, 30.0, 0.0, 40.0), LimitsAt(410_000, 1.0, 20.0, 0.0, 27.0)),
)
X, Y = {"field": "x", "type": "quantitative"}, {"field": "y", "type": "quantitative"}


@pytest.mark.parametrize(("data", "chart"), [(TREND, trend_chart), (FUNNEL, funnel_chart)], ids=["trend", "funnel"])
def test_a_chart_is_drawn_the_same_from_fewer_bytes(data: object, chart) -> None:
    # Given the specification of a chart
    whole = specification(chart(data, theme.WIDE))
    # When what its layers share is said once
    less = lifted(whole)
    # Then it is shorter and still a specification
    assert len(json.dumps(less)) < len(json.dumps(whole))
    alt.LayerChart.from_dict(less)
    # And drawn the same; the library numbers what it clips on and on
    before, after = (re.sub(r"clip\d+", "clip", vl_convert.vegalite_to_svg(json.dumps(one))) for one in (whole, less))
    assert before == after


def test_only_what_every_layer_has_alike_is_lifted() -> None:
    # Given three layers that share their horizontal alone: one has another vertical, one has none
    layers = [
        {"mark": "line", "encoding": {"x": X, "y": Y}},
        {"mark": "point", "encoding": {"x": X, "y": Y | {"field": "upper"}}},
        {"mark": "rule", "encoding": {"x": X}},
    ]
    found = lifted({"layer": layers})
    assert found["encoding"] == {"x": X}
    assert found["layer"] == [layers[0] | {"encoding": {"y": Y}}, layers[1] | {"encoding": {"y": Y | {"field": "upper"}}}, {"mark": "rule"}]


@pytest.mark.parametrize(
    "given",
    [
        {"mark": "line", "encoding": {"x": X}},
        {"layer": [{"mark": "line", "encoding": {"x": X}}]},
        {"layer": [{"mark": "line", "encoding": {"x": X}}, {"mark": "text"}]},
        {"layer": [{"mark": "line", "encoding": {"x": X}}, {"layer": []}]},
        {"encoding": {"y": Y}, "layer": [{"mark": "line", "encoding": {"x": X}}, {"mark": "point", "encoding": {"x": X}}]},
    ],
    ids=["no layers", "one layer", "a layer without", "layers inside", "an encoding above"],
)
def test_what_shares_nothing_stays_as_it_is(given: dict) -> None:
    assert lifted(given) == given
