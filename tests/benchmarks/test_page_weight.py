"""The weight of a page is that of the page and of every file that it loads, once."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.page_weight import heaviest, loaded_with, page_weight, transferred


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "areas" / "lewisham").mkdir(parents=True)
    (tmp_path / "areas" / "lewisham" / "index.html").write_text(
        '<link rel="stylesheet" href="../../look.css"><link rel="canonical" href="https://plainsight.example/">'
        '<script src="../../page.js"></script>'
        '<link rel="stylesheet" href="../../look.css"><a href="../../large.csv">CSV</a><img src="../../later.svg" loading="lazy" alt="">'
    )
    (tmp_path / "look.css").write_text("@import 'more.css'; a { background: url(mark.svg) }")
    (tmp_path / "more.css").write_text("b { color: red }")
    (tmp_path / "mark.svg").write_text("<svg/>")
    (tmp_path / "later.svg").write_text("<svg/>")
    (tmp_path / "page.js").write_text("// nothing")
    (tmp_path / "large.csv").write_text("value\n" * 1000)
    return tmp_path


def test_a_page_loads_its_style_sheets_what_they_load_and_its_scripts(site: Path) -> None:
    loaded = loaded_with(site / "areas" / "lewisham" / "index.html", site)
    assert sorted(path.name for path in loaded) == ["look.css", "mark.svg", "more.css", "page.js"]


def test_every_file_counts_once_as_it_travels(site: Path) -> None:
    weight = page_weight(site, "areas/lewisham/")
    files = [site / name for name in ("areas/lewisham/index.html", "look.css", "more.css", "mark.svg", "page.js")]
    assert weight.requests == 5
    assert weight.own == len(gzip.compress(files[0].read_bytes(), mtime=0))
    assert weight.whole == sum(transferred(path) for path in files)


def test_what_is_compressed_already_travels_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\0" * 500)
    assert transferred(tmp_path / "photo.jpg") == 500


def test_the_heaviest_page_of_a_folder_is_found(site: Path) -> None:
    (site / "areas" / "barnet").mkdir()
    (site / "areas" / "barnet" / "index.html").write_text("<p>Barnet</p>")
    assert heaviest(site, "areas").address == "/areas/lewisham/"
