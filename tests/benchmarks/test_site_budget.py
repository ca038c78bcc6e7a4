"""The site of London keeps within its size, and its pages within theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.page_weight import heaviest
from benchmarks.site_budget import FOLDERS, OTHERS, PAGE, SITE, FolderSize, folder_sizes


def test_every_file_counts_in_the_folder_it_stands_in(tmp_path: Path) -> None:
    # Given a home page, two files of the API, and a page of a folder without a share of its own
    for name, size in {"index.html": 5, "api/v1/index.json": 10, "api/v1/indicators/homicide.json": 20, "about/index.html": 40}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    # Then those of the API count together, and the others at the end
    sizes = folder_sizes(tmp_path)
    assert sizes[0] == FolderSize("api/", 2, 30, FOLDERS["api/"])
    assert sizes[-1] == FolderSize("others", 2, 45, OTHERS)
    assert {one.name for one in sizes} == {*FOLDERS, "others"}


def test_the_site_of_london_is_smaller_than_its_limit(built_site: Path) -> None:
    sizes = folder_sizes(built_site)
    assert sum(one.size for one in sizes) < SITE, sizes
    assert [one for one in sizes if one.size > one.budget] == []


@pytest.mark.parametrize("folder", ["indicators", "areas", "reports"])
def test_the_heaviest_page_of_london_travels_light(built_site: Path, folder: str) -> None:
    """All that a reader's browser fetches before anything is asked for, compressed."""
    assert heaviest(built_site, folder).whole < PAGE
