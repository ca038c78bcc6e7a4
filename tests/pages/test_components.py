"""The parts of a page: their arithmetic, their mark-up, and what the style sheet promises about their colours."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from build_scripts import vocabulary
from build_scripts.pages import components, page
from build_scripts.pages.style_page import style_page

ENVIRONMENT = page.environment({})
PART = ENVIRONMENT.globals["part"]
COMPONENT_FILES = sorted((components.TEMPLATES / components.COMPONENTS_FOLDER).glob("*.html.j2"))

# Theft from the person: 100,380 to 79,269 in the years to March, and 23,950 to 17,800 in the quarter.
THEFT_CHANGES = [(79_269 / 100_380 - 1) * 100, (17_800 / 23_950 - 1) * 100]


class Elements(HTMLParser):
    """The start tags of a fragment, as (name, attributes), and whether every element was closed in order."""

    VOID = {"br", "input", "link", "meta"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.balanced = True
        self.feed(text)
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_a_scale_holds_its_changes_and_no_change():
    # Given two falls of about a fifth and a quarter, which may plausibly be a third
    values = [*THEFT_CHANGES, -33.0]
    # When one scale is made for both
    scale = components.change_scale(values, "%")
    # Then its ticks are round, cover them, and reach one step past "no change"
    assert [tick.label for tick in scale.ticks] == ["−40%", "−20%", "no change", "+20%"]
    assert all(scale.holds(value) for value in values)
    # And places are in proportion: from −44 to +24, −10 stands half way
    assert (scale.low, scale.high) == (-44, 24)
    assert scale.at(-10) == 50
    assert [tick.at for tick in scale.ticks] == sorted(tick.at for tick in scale.ticks)


@pytest.mark.parametrize("values", [[0.0], [0.4, 1.2], [-300.0, 12.0], [6_150.0, -21_111.0]])
def test_a_scale_has_few_ticks_with_no_change_inside(values):
    scale = components.change_scale(values, "")
    labels = [tick.label for tick in scale.ticks]
    assert 3 <= len(labels) <= 5
    assert components.NO_CHANGE_LABEL in labels[1:-1]
    assert all(scale.holds(value) for value in values)


def test_a_limited_scale_ends_a_long_range_in_an_arrow():
    # Given homicide in one borough, whose range is far wider than anything else's
    scale = components.change_scale([-5.8, -70.0, 240.0], "%", limit=60)
    # When its whisker is drawn
    drawn = str(PART.whisker(scale, components.Interval(-5.8, -70.0, 240.0), "no-clear-change"))
    # Then the upper end, beyond the scale, is an arrow at the edge, and the lower end, on it, is not
    assert not scale.holds(240.0) and scale.at(240.0) == 100
    assert 'href="#ps-beyond-right" x="100' in drawn
    assert 'href="#ps-end"' in drawn


def test_a_scale_needs_a_value():
    with pytest.raises(ValueError, match="at least one value"):
        components.change_scale([None, float("nan")], "%")


def test_a_change_without_a_range_is_a_mark_alone():
    scale = components.change_scale(THEFT_CHANGES, "%")
    drawn = str(PART.whisker(scale, components.Interval(-21.0), "not-available"))
    assert "ps-dot-not-available" in drawn
    assert "range" not in drawn


def test_labels_of_a_dot_strip_do_not_run_into_each_other():
    # Given burglary per 1,000 residents in Lewisham, London, and the boroughs at the ends
    others = [("Bexley", 2.2), ("Sutton", 2.6), ("Westminster", 5.8)]
    strip = components.dot_strip(others, ("Lewisham", 4.0), ("London", 3.6))
    # Then the ends are named on a wide page; on a phone only what has room beside London's label is
    assert [end.text for end in strip.ends] == ["Bexley 2.2", "Westminster 5.8"]
    assert strip.ends[1].anchor == "end"
    on_a_phone = [strip.reference, *(end for end in strip.ends if not end.only_wide)]
    spans = sorted(label.span(components.NARROW_CHARACTER) for label in on_a_phone)
    assert all(left[1] < right[0] for left, right in itertools.pairwise(spans))
    # And an end that would cover London's label even on a wide page is not named at all
    near = components.dot_strip([("Croydon", 3.5), ("Westminster", 5.8)], ("Lewisham", 4.0), ("London", 3.6))
    assert [end.text for end in near.ends] == ["Westminster 5.8"]


def test_a_sparkline_breaks_where_a_value_is_missing():
    # Given a series with a gap
    line = components.sparkline([49, 45, None, 42, 48])
    # Then the line starts again after it, and runs from the first point to the last
    assert line.path.count("M") == 2
    assert line.first[0] == 5 and line.last[0] == line.width - 5
    # And the highest value stands highest: y grows downwards
    assert line.first[1] < line.last[1]


def test_a_working_has_an_id_that_an_address_leads_to():
    address = "violence-with-injury/r12/change"
    number = Elements(str(PART.figure(address, "−1.0%")))
    figure = {"address": address, "title": "Change", "value_text": "−1.0%", "formula_text": "63,907 ÷ 64,543 − 1"}
    working = Elements(str(PART.workings([figure])))
    assert number.named("a")[0]["href"] == "#" + working.named("details")[0]["id"]
    assert number.named("span")[0]["data-address"] == address


def test_text_is_escaped_and_safe_markup_is_kept():
    row = {"cells": ["Bits & <bobs>", Markup("<b>5</b>")]}
    table = str(PART.data_table("A <caption>", [{"label": "x"}, {"label": "y"}], [row]))
    assert "Bits &amp; &lt;bobs&gt;" in table and "A &lt;caption&gt;" in table
    assert "<b>5</b>" in table


def test_a_table_names_its_rows_columns_groups_and_region():
    # Given a table of more columns than fit on a phone
    columns = [{"label": "Crime type"}, *({"label": label, "align": "end"} for label in ("2021/22", "2022/23", "Change", "Share"))]
    burglary = {"cells": ["Burglary", "3,077", "3,335", "+258", "6%"], "level": 1}
    rows = [["All", "70,197", "60,246", "−9,951", "100%"], {"group": "Trust"}, burglary]
    # When it is written
    table = Elements(str(PART.data_table("Outcomes by crime type", columns, rows, key_row=0)))
    # Then every heading says what it heads, and the region that scrolls can be reached and has a name
    assert table.balanced
    assert [heading["scope"] for heading in table.named("th")] == ["col"] * 5 + ["row", "rowgroup", "row"]
    region = table.named("div")[0]
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Outcomes by crime type (table)")
    assert [(row["class"] or "").strip() for row in table.named("tr")[1:]] == ["key", "group", "level-1"]


def test_a_change_table_says_its_range_in_words_too():
    scale = components.change_scale(THEFT_CHANGES, "%")
    row = {
        "label": "Theft from the person",
        "before_text": "100,380",
        "now_text": "79,269",
        "change_text": "−21.0%",
        "interval": components.Interval(-21.0, -24.8, -17.1),
        "range_text": "plausible range −25% to −17%",
        "verdict": "improving",
    }
    table = str(PART.change_table("Changes", [row], scale, "To Mar 2025", "To Mar 2026"))
    assert Elements(table).balanced
    assert '<span class="visually-hidden">plausible range −25% to −17%</span>' in table
    assert all(drawing["aria-hidden"] == "true" for drawing in Elements(table).named("svg"))


def test_a_tile_is_named_in_full_for_a_screen_reader():
    westminster = {"code": "WST", "name": "Westminster", "row": 4, "column": 4, "href": "../w/", "value_text": "102.0", "map_class": 1}
    tile = str(PART.tile_map([westminster], "Rate by borough"))
    assert re.sub(r"<[^>]+>", "", tile).split() == ["WST", "Westminster", "102.0"]
    assert 'style="grid-area:4/4"' in tile and "map-1" in tile


def test_every_verdict_has_a_shape_a_mark_and_a_word(repository_root):
    sprite = (repository_root / "site_src/overrides/partials/sprite.html").read_text(encoding="utf-8")
    shapes = set(re.findall(r'id="(ps-[a-z-]+)"', sprite))
    for verdict, word in vocabulary.VERDICT_TITLES.items():
        assert {f"ps-{verdict}", f"ps-dot-{verdict}"} <= shapes
        badge = str(PART.badge(verdict))
        assert word in badge and f'href="#ps-{verdict}"' in badge


def test_a_table_of_words_stacks_on_a_phone_and_a_table_of_numbers_does_not():
    # Given the rating of a service, and its yearly counts
    words = [{"label": "Service"}, {"label": "So far", "align": "end"}, {"label": "Rating"}, {"label": ""}]
    numbers = [{"label": "Year"}, {"label": "Offences", "align": "end"}, {"label": "Change", "align": "end"}]
    # When tables are made of both
    stacked = Elements(str(PART.data_table("Services", words, [["Empower", "19", "Green", ""]])))
    kept = Elements(str(PART.data_table("Years", numbers, [["2025", "100,380", "+25%"]])))
    # Then the first says once what its cells are of, and a column without a name has no empty head
    assert "stacks" in stacked.named("table")[0]["class"]
    assert stacked.named("table")[0]["style"] == "--label-2:'So far';--label-3:'Rating'"
    assert len(stacked.named("th")) == 3 + 1
    # And the second stays a table, unless it is asked for
    assert "stacks" not in kept.named("table")[0]["class"]
    assert "style" not in kept.named("table")[0]
    assert "stacks" in str(PART.data_table("Years", numbers, [["2025", "100,380", "+25%"]], stacks=True))


def test_the_name_of_a_column_is_a_string_of_the_style_sheet_whatever_it_holds():
    # Given names with an apostrophe, a bracket and a backslash, and a column whose cells name no row
    columns = [{"label": "Line", "scope": ""}, {"label": "The Met's <20%"}, {"label": "a\\b"}]
    (table,) = Elements(str(PART.data_table("Figures", columns, [["1", "2", "3"]], stacks=True))).named("table")
    # Then each is one string, and ends where it should
    assert table["style"] == r"--label-1:'Line';--label-2:'The Met\'s <20%';--label-3:'a\\b'"


def test_the_style_sheet_names_the_cells_of_every_column_of_a_table_that_stacks(built_site: Path, repository_root: Path) -> None:
    sheet = (repository_root / "site_src/assets/stylesheets/parts.css").read_text(encoding="utf-8")
    pages = (page.read_text(encoding="utf-8") for page in sorted(built_site.rglob("*.html")))
    used = {label for text in pages for label in re.findall(r"--label-\d+(?=:)", text)}
    assert "--label-2" in used
    assert used <= set(re.findall(r"var\((--label-\d+), none\)", sheet))


@pytest.mark.parametrize("file", COMPONENT_FILES, ids=lambda file: file.name.removesuffix(".html.j2"))
def test_every_macro_is_documented_with_its_arguments(file):
    text = file.read_text(encoding="utf-8")
    header = text[: text.index("-#}")]
    for name, arguments in re.findall(r"{%- macro ([a-z]\w*)\((.*?)\) -%}", text):
        assert f"{name}({arguments})" in header, f"{file.name}: the header does not give the arguments of {name}"


def test_the_style_page_shows_every_part_and_is_whole():
    # Given the style page
    source = (components.TEMPLATES / "style.md.j2").read_text(encoding="utf-8")
    missing = [name for name in vars(PART) if f"part.{name}(" not in source]
    assert missing == []
    # Then it has one first heading, balanced mark-up and no id twice
    elements = Elements(ENVIRONMENT.get_template("style.md.j2").render(**style_page().context))
    assert len(elements.named("h1")) == 1 and elements.balanced
    ids = [attributes["id"] for _, attributes in elements.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def _schemes(style_sheet: str) -> list[dict[str, str]]:
    """The colours of each rule of tokens.css that sets the ground to a colour value."""
    rules = re.findall(r"{([^{}]*--ps-ground: #[^{}]*)}", style_sheet)
    return [dict(re.findall(r"--ps-([\w-]+): (#[0-9a-f]+);", rule)) for rule in rules]


def _contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2 (relative luminance of sRGB)."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        channels = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
        linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "muted", "link") for ground in ("ground", "panel")),
    *(("ink", f"{verdict}-tint") for verdict in ("improving", "worsening", "neutral")),
    *((f"map-{number}-ink", f"map-{number}") for number in range(1, 5)),
    ("ink", "band"),
    ("on-focus", "focus"),
    ("rating-ink", "amber"),
    ("rating-ink", "improving"),
]
SHAPE_PAIRS = [
    *((verdict, f"{verdict}-tint") for verdict in ("improving", "worsening", "neutral")),
    *((shape, "ground") for shape in ("improving", "worsening", "neutral", "focus", "muted")),
]


@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0)], ids=["text", "shapes"])
def test_colours_keep_their_contrast_in_light_and_dark(repository_root, pairs, least):
    light, dark, chosen_dark = _schemes((repository_root / "site_src/assets/stylesheets/tokens.css").read_text(encoding="utf-8"))
    for scheme in (light, light | dark):
        contrasts = {(front, back): _contrast(scheme[front], scheme[back]) for front, back in pairs}
        assert {pair: ratio for pair, ratio in contrasts.items() if ratio < least} == {}
    # The dark a reader chooses is the dark a device asks for.
    assert dark == chosen_dark
