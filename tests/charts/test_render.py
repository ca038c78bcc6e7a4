"""A drawing is slim, and its words are those that the chart was given."""

from __future__ import annotations

import altair as alt
import pytest

from build_scripts.charts import theme


@pytest.mark.parametrize("label", ["0.011", "1.25", "Together 0.036"])
def test_decimals_of_words_are_not_rounded_with_those_of_places(words_of, label):
    # Given a rate of homicides per 1,000 residents, which needs three decimals
    chart = theme.framed([theme.rows_of([{"x": 0.3333, "label": label}]).mark_text().encode(x="x:Q", text="label:N")], theme.WIDE)
    assert isinstance(chart, alt.LayerChart)
    # Then it is drawn with all of them
    assert label in words_of(chart)
