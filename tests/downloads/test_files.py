"""Files are written when their content changed, and hold the same bytes for the same content."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.downloads import files

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=20)


def test_a_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "api" / "v1" / "index.json"
    assert files.write_if_changed(path, b"{}\n")
    before = path.stat().st_mtime_ns
    assert not files.write_if_changed(path, b"{}\n")
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"{ }", b"[]\n", b""], ids=["of another length", "of the same length", "empty"])
def test_a_changed_file_is_written_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index.json"
    files.write_if_changed(path, b"{}\n")
    assert files.write_if_changed(path, content)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, None),
        (float("nan"), None),
        (np.float64("nan"), None),
        (115.0, 115),
        (np.float64(115), 115),
        (np.int64(115), 115),
        (0.1 + 0.2, 0.3),
        (-21.031081888822474, -21.03108189),
        (np.bool_(True), True),
        ("", ""),
    ],
)
def test_a_cell_is_plain_json(cell: object, expected: object) -> None:
    found = files.plain(cell)
    assert found == expected
    assert type(found) is type(expected)


@given(st.floats(-1e300, 1e300))
def test_a_number_keeps_ten_digits(value: float) -> None:
    assert files.plain(value) == pytest.approx(value, rel=1e-9)


def test_what_is_not_a_number_never_reaches_a_file() -> None:
    with pytest.raises(ValueError):
        files.json_bytes({"value": math.nan})
    with pytest.raises(ValueError):
        files.json_lines_bytes({"value": math.inf}, {})


def test_rows_become_objects_and_flags_lists() -> None:
    table = pd.DataFrame({"period": ["2023-06", "2023-07"], "value": [115.0, math.nan], "flags": ["p e", ""]})
    assert files.records(table) == [
        {"period": "2023-06", "value": 115, "flags": ["p", "e"]},
        {"period": "2023-07", "value": None, "flags": []},
    ]


ROWS = st.lists(st.fixed_dictionaries({"name": TEXT, "value": st.one_of(st.none(), st.integers(-(10**9), 10**9))}), max_size=4)


@given(TEXT, ROWS, ROWS)
def test_json_with_a_row_a_line_is_the_same_json(title: str, first: list[dict], second: list[dict]) -> None:
    content = files.json_lines_bytes({"title": title}, {"observations": first, "comparisons": second})
    assert json.loads(content) == {"title": title, "observations": first, "comparisons": second}
    lines = [json.loads(line.rstrip(",")) for line in content.decode().split("\n")[1:] if line.startswith("{")]
    assert lines == first + second


@given(st.lists(st.tuples(TEXT, st.one_of(st.none(), st.floats(-1e6, 1e6))), min_size=1, max_size=5))
def test_csv_is_read_back_by_any_reader(rows: list[tuple[str, float | None]]) -> None:
    table = pd.DataFrame({"name": [name for name, _ in rows], "value": pd.Series([value for _, value in rows], dtype="float64")})
    content = files.csv_bytes(table).decode("utf-8")
    assert "\r" not in content
    header, *found = csv.reader(io.StringIO(content, newline=""))
    assert header == ["name", "value"]
    for (name, value), cells in zip(rows, found, strict=True):
        assert cells[0] == name
        assert cells[1] == "" if value is None else float(cells[1]) == pytest.approx(value, rel=1e-9)


def test_whole_numbers_have_no_decimal_point_in_csv() -> None:
    assert files.csv_bytes(pd.DataFrame({"value": [115.0, math.nan, 0.5]})) == b'value\n115\n""\n0.5\n'


@given(
    st.dictionaries(
        st.text("abc/._-", min_size=1, max_size=8).filter(lambda name: not name.endswith("/")), st.binary(max_size=50), max_size=4
    )
)
def test_an_archive_depends_on_its_content_alone(entries: dict[str, bytes]) -> None:
    content = files.zip_bytes(entries)
    assert content == files.zip_bytes(dict(reversed(entries.items())))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == entries
        assert archive.namelist() == sorted(entries)
        assert all(info.date_time == files.ZIP_DATE for info in archive.infolist())
