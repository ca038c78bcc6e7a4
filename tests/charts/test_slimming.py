"""A drawing in fewer bytes looks the same: drawn by another renderer, pixel by pixel."""

from __future__ import annotations

import struct
import zlib
from xml.etree import ElementTree

import numpy as np
import pytest
import vl_convert

from build_scripts.charts import theme
from build_scripts.charts.dots import AreaChange, ChangesByArea, dots_chart
from build_scripts.charts.funnel import Funnel, FunnelPoint, LimitsAt, funnel_chart
from build_scripts.charts.render import specification
from build_scripts.charts.slimming import slim

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100"><g fill="none">'
# Round points as circles and as arcs differ by the shade of a few pixels on their rims.
SHADE, RIMS = 0.3, 0.002

# Residential burglary and theft from the person, 12 months to March 2026.
CHANGES = ChangesByArea(
    (AreaChange("Bromley", -14.1, -22.0, -5.4, "improving"), AreaChange("Lewisham", -5.07, -13.79, 4.54, "no-clear-change")),
    "MPS",
    -4.97,
    "%",
)
FUNNEL = Funnel(
    (FunnelPoint("Westminster", 211_365, 102.0, 1), FunnelPoint("Lewisham", 301_255, 4.2, 0), FunnelPoint("Camden", 220_903, 30.8, 0)),
    8.7,
    "Together",
    (LimitsAt(150_000, 0.0, 30.0, 0.0, 40.0), LimitsAt(410_000, 1.0, 20.0, 0.0, 27.0)),
)


def pixels(drawing: str) -> np.ndarray:
    """The drawing as an array of height, width and the four channels, from 0 to 1."""
    content = vl_convert.svg_to_png(drawing)
    width, height = struct.unpack(">II", content[16:24])
    data, at = b"", 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        at += length + 12
    lines = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, 1 + 4 * width)
    found = np.zeros((height + 1, width + 1, 4), dtype=np.int64)
    for y, line in enumerate(lines, start=1):
        for x, given in enumerate(line[1:].reshape(width, 4).astype(np.int64), start=1):
            found[y, x] = (given + _predicted(line[0], found[y, x - 1], found[y - 1, x], found[y - 1, x - 1])) % 256
    return found[1:, 1:] / 255


def _predicted(kind: int, left: np.ndarray, above: np.ndarray, corner: np.ndarray) -> np.ndarray | int:
    """What a PNG line of a filter type adds to each byte (PNG specification, section 9)."""
    if kind == 4:
        guess = left + above - corner
        away = np.stack([abs(guess - one) for one in (left, above, corner)])
        return np.choose(away.argmin(axis=0), [left, above, corner])
    return {0: 0, 1: left, 2: above, 3: (left + above) // 2}[int(kind)]


@pytest.mark.parametrize(("data", "chart"), [(CHANGES, dots_chart), (FUNNEL, funnel_chart)], ids=["changes", "funnel"])
def test_a_chart_looks_as_the_converter_draws_it(data: object, chart) -> None:
    # Given a chart as the converter draws it
    drawing = theme.with_light_colours(vl_convert.vegalite_to_svg(specification(chart(data, theme.NARROW))))
    # When made slim
    slimmed = slim(drawing)
    # Then it is much smaller, and looks the same
    assert len(slimmed) < 0.8 * len(drawing)
    before, after = pixels(drawing), pixels(slimmed)
    assert before.shape == after.shape
    assert before.std() > 0.05
    assert (abs(before - after).max(axis=2) > SHADE).mean() < RIMS


def parts(inner: str) -> list[tuple[str, dict[str, str]]]:
    """Names and attributes of what is inside a slimmed drawing's outer group, or of the outer group's members."""
    root = ElementTree.fromstring(slim(f"{HEAD}{inner}</g></svg>"))
    return [(one.tag.partition("}")[2], dict(one.attrib)) for one in root[0].iter() if one is not root[0]]


def test_names_have_no_prefix_whoever_wrote_mark_up_before() -> None:
    """Given a feed written in between, whose names have no prefix either, then those of a drawing still have none."""
    slim(HEAD + "</g></svg>")
    ElementTree.register_namespace("", "http://www.w3.org/2005/Atom")
    assert slim(HEAD + "</g></svg>").startswith("<svg ")


def test_what_nobody_sees_is_left_out() -> None:
    text = '<text transform="translate(1,2)" font-size="16px" opacity="1" text-anchor="start">2025</text>'
    found = parts(f'<g><path d="M0,0h10v10h-10Z"/><path d="" display="none"/><g transform="translate(0,0)"></g>{text}</g>')
    assert found == [("text", {"x": "1", "y": "2", "font-size": "16px"})]


def test_a_group_that_moves_nothing_is_its_members() -> None:
    lines = '<path d="M0,0h8" stroke="grey"/><text font-size="16px">2025</text>'
    assert [name for name, _ in parts(f'<g transform="translate(0,0)">{lines}</g>')] == ["path", "text"]
    assert [name for name, _ in parts(f'<g transform="translate(5,0)">{lines}</g>')] == ["g", "path", "text"]


def test_words_of_several_lines_stay_where_they_are() -> None:
    text = '<text transform="translate(1,2)"><tspan x="0">First</tspan><tspan x="0" dy="20">Second</tspan></text>'
    assert parts(text)[0] == ("text", {"transform": "translate(1,2)"})


def test_what_is_turned_stays_as_it_is() -> None:
    assert parts('<text transform="translate(1,2) rotate(-90)">a</text>') == [("text", {"transform": "translate(1,2) rotate(-90)"})]


def test_a_group_takes_what_all_its_members_share() -> None:
    circle = '<path transform="translate({},5)" d="M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0" fill="red" stroke="{}"/>'
    found = parts(f"<g>{circle.format(1, 'blue')}{circle.format(9, 'green')}</g>")
    assert found == [
        ("g", {"fill": "red"}),
        ("circle", {"cx": "1", "cy": "5", "r": "3", "stroke": "blue"}),
        ("circle", {"cx": "9", "cy": "5", "r": "3", "stroke": "green"}),
    ]


def test_ticks_of_one_look_become_one_path() -> None:
    ticks = "".join(f'<line transform="translate({at},0)" x2="0" y2="6" stroke="grey"/>' for at in (1, 2.5))
    other = '<line transform="translate(0,4)" x2="8" y2="0" stroke="black"/>'
    assert parts(ticks + other) == [("path", {"d": "M1,0v6M2.5,0v6", "stroke": "grey"}), ("path", {"d": "M0,4h8", "stroke": "black"})]


def test_a_line_of_many_corners_is_told_step_by_step() -> None:
    (path,) = parts('<path d="M10.3,20L11,19.5L12.5,19.5L12,30L10.3,20ZM1,1L0.5,2" stroke="grey"/>')
    assert path == ("path", {"d": "M10.3,20l.7-.5,1.5,0-.5,10.5-1.7-10ZM1,1l-.5,1", "stroke": "grey"})


def test_lines_that_show_through_each_other_stay_apart() -> None:
    lines = "".join(f'<line transform="translate({at},0)" x2="9" y2="6" stroke="grey" opacity="0.5"/>' for at in (1, 2))
    assert [attributes["d"] for _, attributes in parts(lines)] == ["M1,0l9,6", "M2,0l9,6"]
