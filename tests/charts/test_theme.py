"""The colours that files carry are those of the style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.charts import theme


def test_light_colours_are_the_style_sheets(repository_root: Path):
    # Given the light colours of the style sheet, which come first in it
    tokens = (repository_root / "site_src" / "assets" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--ps-([a-z0-9-]+): (#[0-9a-f]+);", tokens.partition("@media")[0]))
    # Then every colour that a file carries is the same
    assert {name: light[name] for name in theme.LIGHT_COLOURS} == dict(theme.LIGHT_COLOURS)


def test_names_of_colours_become_colours():
    assert theme.with_light_colours('fill="var(--ps-focus)"') == 'fill="#12436d"'


def test_a_colour_without_a_light_one_is_refused():
    with pytest.raises(KeyError):
        theme.with_light_colours("var(--ps-nothing)")
