"""Groups beside everybody: groups of a kind together under its name, clear gaps told by shape, everybody's line named."""

from __future__ import annotations

import pytest

from build_scripts.charts import theme
from build_scripts.charts.groups import ABOVE, BELOW, NOT_CLEAR, GroupLevel, GroupsOfAKind, LevelsByGroup, groups_chart

# Trust in the police, 12 months to June 2023 (001:555-573).
ASIAN = GroupLevel("Asian", 78, 75.6, 80.4, ABOVE)
MIXED = GroupLevel("Mixed", 55, 50.5, 59.5, BELOW)
MEN = GroupLevel("Men", 71, 69.2, 72.8, NOT_CLEAR)
TRUST = LevelsByGroup((GroupsOfAKind("Ethnicity", (ASIAN, MIXED)), GroupsOfAKind("Sex", (MEN,))), "Everybody", 70)


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_every_kind_and_group_is_named_in_the_order_given(words_of, frame) -> None:
    words = words_of(groups_chart(TRUST, frame))
    assert {"Ethnicity", "Asian", "Mixed", "Sex", "Men", "Everybody 70%"} <= set(words)
    assert TRUST.rows == ["Ethnicity", "Asian", "Mixed", "Sex", "Men"]


@pytest.mark.parametrize("frame", [theme.WIDE, theme.NARROW], ids=lambda frame: frame.name)
def test_what_is_clear_is_told_by_shape_and_not_by_colour(frame) -> None:
    layers = groups_chart(TRUST, frame).to_dict()["layer"]
    shapes = {layer["data"]["values"][0]["name"]: layer["mark"]["shape"] for layer in layers if layer["mark"]["type"] == "point"}
    assert shapes == {"Asian": "triangle-up", "Mixed": "triangle-down", "Men": "circle"}


def test_a_group_without_a_range_has_a_dot_and_no_line() -> None:
    levels = LevelsByGroup((GroupsOfAKind("Sex", (MEN, GroupLevel("Women", 69, None, None, NOT_CLEAR))),), "Everybody", 70)
    layers = groups_chart(levels, theme.WIDE).to_dict()["layer"]
    assert [row["name"] for layer in layers for row in layer["data"]["values"] if "x2" in row] == ["Men"]


def test_a_chart_needs_a_group_and_names_of_their_own() -> None:
    with pytest.raises(ValueError, match="at least one group"):
        groups_chart(LevelsByGroup((), "Everybody", 70), theme.WIDE)
    with pytest.raises(ValueError, match="name of its own"):
        groups_chart(LevelsByGroup((GroupsOfAKind("Men", (MEN,)),), "Everybody", 70), theme.WIDE)
