"""The list of data packages: each on its shelf, with what a reader chooses by."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.pages.content import Content
from build_scripts.pages.data_index import data_page
from build_scripts.pages.data_pages import write_package_files


@pytest.fixture(scope="module")
def shelves(london: Content, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict]]:
    """Given London's packages with their archives, the entries of the page by shelf and name."""
    static: Path = tmp_path_factory.mktemp("static")
    for package in london.instance.packages.values():
        write_package_files(package, static)
    shown = data_page(london, static).context["shelves"]
    return {one["shelf"].identifier: {entry["name"]: entry for entry in one["entries"]} for one in shown}


def test_every_package_stands_on_one_shelf(london: Content, shelves) -> None:
    # Then no package is left out and none stands twice
    named = [name for entries in shelves.values() for name in entries]
    assert sorted(named) == sorted(london.instance.packages)


@pytest.mark.parametrize(
    ("shelf", "package"),
    [
        ("figures", "recorded-crime"),
        ("figures", "ward-crime"),
        ("documents", "report-2023-24-q1-finance"),
        ("meaning", "framework-2025-29"),
        ("meaning", "registers"),
    ],
)
def test_a_package_stands_where_a_reader_would_look(shelves, shelf: str, package: str) -> None:
    assert package in shelves[shelf]


def test_an_entry_says_to_which_month_and_how_many_rows(london: Content, shelves) -> None:
    # When recorded crime is looked up
    entry = shelves["figures"]["recorded-crime"]
    # Then it ends with the last month of its newest file, and its rows are the lines of its files less their headers
    lines = sum(
        len(resource.path.read_text(encoding="utf-8").splitlines()) - 1
        for resource in london.instance.packages["recorded-crime"].resources.values()
    )
    assert (entry["to"], entry["extract"], entry["rows"]) == ("Mar 2026", "2026-04", lines)
