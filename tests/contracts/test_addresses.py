"""The addresses of the site: they never change, and what moves leaves a page that leads on."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

FRAMEWORK = "framework/2025-29/"
FIXED = (
    "",
    FRAMEWORK,
    "framework/2022-25/",
    "framework/2013-16/",
    "indicators/",
    "areas/",
    "data/",
    "reports/",
    "method/",
    "about/",
    "contribute/",
    "calendar/",
    "corrections/",
    "accessibility/",
    "glossary/",
    "search/",
)
FILES = (
    "404.html",
    "feed.xml",
    "sitemap.xml",
    "manifest.json",
    "api/v1/index.json",
    "api/v1/vocabularies.json",
    "api/v1/areas.json",
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("address", FIXED)
def test_a_fixed_address_is_a_page(built_site: Path, address: str) -> None:
    assert (built_site / address / "index.html").is_file()


@pytest.mark.parametrize("name", FILES)
def test_a_fixed_file_is_there(built_site: Path, name: str) -> None:
    assert (built_site / name).stat().st_size > 0


def test_each_of_the_fifty_measures_has_its_page(built_site: Path, repository_root: Path) -> None:
    slugs = [row["indicator"] for row in rows(repository_root / "datapackages" / "framework-2025-29" / "indicators.csv")]
    assert len(slugs) == 50
    assert [slug for slug in slugs if not (built_site / "indicators" / slug / "index.html").is_file()] == []


def test_each_borough_of_the_force_has_its_page(built_site: Path, repository_root: Path) -> None:
    areas = rows(repository_root / "datapackages" / "areas" / "areas.csv")
    slugs = [row["slug"] for row in areas if row["kind"] == "borough" and row["covered"] == "true"]
    assert len(slugs) == 32
    assert [slug for slug in slugs if not (built_site / "areas" / slug / "index.html").is_file()] == []


def test_each_priority_has_its_page(built_site: Path, repository_root: Path) -> None:
    slugs = [row["priority"] for row in rows(repository_root / "datapackages" / "framework-2025-29" / "priorities.csv")]
    assert slugs
    assert [slug for slug in slugs if not (built_site / FRAMEWORK / slug / "index.html").is_file()] == []


def test_each_data_package_has_its_page(built_site: Path, repository_root: Path) -> None:
    names = [path.parent.name for path in (repository_root / "datapackages").glob("*/datapackage.json")]
    assert len(names) > 5
    assert [name for name in names if not (built_site / "data" / name / "index.html").is_file()] == []


def test_the_map_of_the_site_names_pages_that_are_there(built_site: Path, api: Callable[[str], dict]) -> None:
    namespace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    places = [place.text or "" for place in ElementTree.parse(built_site / "sitemap.xml").iterfind(".//s:loc", namespace)]
    home = min(places, key=len)
    assert len(places) == len(set(places))
    assert all(place.startswith(home) for place in places)
    assert [place for place in places if not (built_site / place.removeprefix(home) / "index.html").is_file()] == []
    indicators = {f"{home}indicators/{entry['id']}/" for entry in api("index.json")["indicators"]}
    assert indicators <= set(places)
