"""A drawing that leaves the page depends on nothing, and says what it shows, from where."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from build_scripts.charts import render, standalone, theme, trend
from build_scripts.charts.trend import Trend, TrendPoint

TITLE = "Highest in March 2012, lowest in January 2026 & never, as a title goes, too long to be broken over two lines"
KEY = "Bold line: rolling 12 months."
SOURCE = "Source: Metropolitan Police Service, monthly crime by borough, extract 2026-04. https://example.org/indicators/residential-burglary/#trend"


def written() -> str:
    chart = trend.trend_chart(Trend((TrendPoint(24_300, 34_142.0), TrendPoint(24_312, 32_446.0)), (), (), measure="count"), theme.WIDE)
    inline = render.svg(render.specification(chart), identifier="trend-wide", title=TITLE, description="A line that falls.", cache=None)
    return standalone.standalone(inline, title=TITLE, sub="Rolling 12 months.", description="A line that falls.", notes=[KEY, SOURCE])


def test_it_is_xml_with_a_title_a_description_and_a_ground():
    root = ElementTree.fromstring(written())
    assert [child.tag.rpartition("}")[2] for child in root][:3] == ["title", "desc", "rect"]
    assert root[0].text == TITLE
    assert root[2].attrib["fill"] == "#fff"


def test_title_and_source_are_written_out_in_lines_that_fit():
    # When the words of the file are read
    root = ElementTree.fromstring(written())
    width = float(root.attrib["width"])
    lines = [(text.text, float(text.attrib["font-size"])) for text in root if text.tag.endswith("text")]
    # Then title, sub line and source are whole
    assert " ".join(text for text, _ in lines) == f"{TITLE} Rolling 12 months. {KEY} {SOURCE}"
    # And each line ends inside the picture
    assert all(len(text) * size * standalone.CHARACTER <= width for text, size in lines if "https" not in text)


def test_it_needs_no_style_sheet_and_no_other_file():
    text = written()
    assert "var(" not in text
    assert not re.search(r"(?:href|src)=", text)
    assert theme.LIGHT_COLOURS["focus"] in text
