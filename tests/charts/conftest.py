"""What tests of charts share: every Vega-Lite specification is validated, and drawings are read as XML."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import altair as alt
import pytest

from build_scripts.charts import render

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def words_of() -> Callable[[alt.TopLevelMixin], list[str]]:
    """The texts of a chart's drawing, in order. Validates the specification on the way."""

    def words(chart: alt.TopLevelMixin) -> list[str]:
        drawing = render.svg(chart.to_dict(), identifier="tested", title="A finding", description="Its shape", cache=None)
        root = ElementTree.fromstring(drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
        return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]

    return words
