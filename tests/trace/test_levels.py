"""A level beside another place's is traced to quarters and residents of every force that either place is made of."""

from __future__ import annotations

import pytest

from build_scripts.pages.content import Content
from build_scripts.statements.statement import address_of
from build_scripts.trace.address import parse
from build_scripts.trace.figure import Figure, find_figure
from build_scripts.trace.levels import is_level


def _traced(content: Content, row: dict) -> Figure:
    return find_figure(content.instance, content.observations, content.comparisons, parse(address_of(row, "change")), content.force_area)


@pytest.mark.parametrize("indicator", ["residential-burglary", "homicide", "theft-from-the-person"])
def test_a_level_beside_the_country_s_follows_from_the_rows_behind_it(london: Content, indicator: str) -> None:
    """Given the rate of a measure and that of England and Wales, when traced, then counts over residents give both."""
    row = london.latest_comparison(indicator, "national", measure="rate")
    assert row is not None and is_level(row)
    figure = _traced(london, row)
    for parts, rate in ((figure.parts, row["value"]), (figure.base_parts, row["base_value"])):
        counted, residents = (part.total for part in parts)
        assert 1000 * counted / residents == pytest.approx(rate, rel=1e-12)
    # Then the country holds more forces than the one
    assert len(figure.base_parts[1].rows) > len(figure.parts[1].rows) == 1


def test_a_level_beside_similar_forces_has_the_rows_of_each(london: Content) -> None:
    """Given the mean rate of similar forces, when traced, then each of them stands there with four quarters."""
    row = london.latest_comparison("homicide", "similar-forces", measure="rate")
    figure = _traced(london, row)
    similar = london.instance.table("registers", "similar-forces")
    assert len(figure.base_parts[1].rows) == len(similar)
    assert len(figure.base_parts[0].rows) == 4 * len(similar)
