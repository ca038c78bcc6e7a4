"""What the charts of a measure say rests on cells that are published, each at its address, and is rounded from them once."""

from __future__ import annotations

import pandas as pd
import pytest

from build_scripts import formats
from build_scripts.pages.chart_files import ShownChart
from build_scripts.pages.content import Content
from build_scripts.pages.indicator import indicator_page
from build_scripts.trace.address import Address, parse
from tests.statements.test_sentences import figures_in

MEASURES = ("residential-burglary", "trust-in-the-mps")
CHARTS = {"trend", "control", "changes", "funnel", "slope", "groups"}


@pytest.fixture(scope="module")
def drawn(london: Content) -> dict[str, list[ShownChart]]:
    """The charts on the pages of a measure that is counted and of one that is asked."""
    measures = {one.slug: one for one in london.framework.indicators}
    return {slug: indicator_page(london, london.framework, measures[slug]).context["published_charts"] for slug in MEASURES}


def cell_at(table: pd.DataFrame, address: Address) -> object:
    """What a table of one measure holds at an address."""
    found = table[
        (table["component"] == address.component)
        & (table["measure"] == address.measure)
        & (table["area_code"] == address.area)
        & (table["period"] == address.period)
        & (table["extract"] == address.extract)
        & ((table["group_type"] + "." + table["group"]).str.strip(".") == address.group)
    ]
    if not address.is_observation:
        found = found[found["rule"] == address.rule]
    assert len(found) >= 1, address
    return found.iloc[0][address.field]


def test_every_chart_knows_cells_that_are_published(london: Content, drawn: dict[str, list[ShownChart]]) -> None:
    # Given every kind of chart that a measure has
    assert {chart.name for charts in drawn.values() for chart in charts} == CHARTS
    for slug, charts in drawn.items():
        tables = {name: getattr(london, name) for name in ("observations", "comparisons")}
        own = {name: table[table["indicator"] == slug] for name, table in tables.items()}
        for chart in charts:
            # Then its words rest on cells, and each stands in the published tables
            assert chart.cells, chart.name
            for address in map(parse, chart.cells):
                cell = cell_at(own["observations" if address.is_observation else "comparisons"], address)
                assert address.field == "flags" or not pd.isna(cell), address


def test_the_numbers_of_a_trend_are_cells_rounded(london: Content, drawn: dict[str, list[ShownChart]]) -> None:
    for slug, charts in drawn.items():
        trend = next(chart for chart in charts if chart.name == "trend")
        table = london.observations[london.observations["indicator"] == slug]
        cells = {formats.value_of(float(str(cell_at(table, address))), address.measure) for address in map(parse, trend.cells)}
        told = set(figures_in(trend.description.partition("It starts at ")[2]))
        assert told <= {cell.removesuffix("%") for cell in cells}
