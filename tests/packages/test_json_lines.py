"""JSON with the line of each value."""

from __future__ import annotations

import json

import pytest

from build_scripts.packages import json_lines
from tests.packages.planting import MINIATURE


@pytest.mark.parametrize("path", sorted(MINIATURE.rglob("*.json")), ids=lambda path: "-".join(path.parts[-2:]))
def test_json_with_lines_is_what_json_reads(path) -> None:
    text = path.read_text(encoding="utf-8")
    document = json_lines.parse(text)
    assert document.value == json.loads(text)
    assert document.lines[()] == 1


def test_each_value_has_the_line_on_which_it_starts() -> None:
    # Given brackets inside texts, nested and empty values
    document = json_lines.parse('{"a": "]}\\"",\n "b": [1,\n {"c": null}],\n"d": {}, "e": []}')
    # Then
    assert document.lines == {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 2, ("b", 1): 3, ("b", 1, "c"): 3, ("d",): 4, ("e",): 4}
    assert document.line(("b", 1, "nowhere")) == 3


@pytest.mark.parametrize(
    ("text", "line"), [('{"a":\n1,}', 2), ("", 1), ("[1] x", 1), ('{"a": 1, "a": 2}', None), ("[NaN]", None), ("[" * 100_000, None)]
)
def test_what_is_not_strict_json_is_refused_with_its_line(text: str, line: int | None) -> None:
    with pytest.raises(json_lines.NotStrictJson) as raised:
        json_lines.parse(text)
    assert raised.value.line == line
