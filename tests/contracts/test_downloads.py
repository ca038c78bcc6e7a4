"""What can be downloaded: data packages that stand by themselves, and a manifest of every file."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from build_scripts import tables


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="module")
def archives(built_site: Path) -> list[Path]:
    found = sorted(built_site.glob("data/*/*.zip"))
    assert found
    return found


def test_each_package_has_one_archive_named_after_it(built_site: Path, archives: list[Path]) -> None:
    packages = sorted(path.parent for path in built_site.glob("data/*/datapackage.json"))
    assert [path.parent for path in archives] == packages
    assert all(path.stem == path.parent.name for path in archives)


def test_an_archive_holds_what_stands_beside_it(archives: list[Path]) -> None:
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert {"datapackage.json", "README.md"} <= set(archive.namelist())
            for name in archive.namelist():
                assert archive.read(name) == (path.parent / name).read_bytes(), f"{path.name}: {name}"


def test_a_descriptor_names_every_table_with_its_size_and_checksum(archives: list[Path]) -> None:
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            descriptor = json.loads(archive.read("datapackage.json"))
            tables = {name for name in archive.namelist() if name.endswith(".csv")}
            assert {resource["path"] for resource in descriptor["resources"]} == tables
            for resource in descriptor["resources"]:
                content = archive.read(resource["path"])
                assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content)}"), resource["path"]


def test_a_descriptor_says_what_it_is_who_published_it_and_on_what_terms(archives: list[Path]) -> None:
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            descriptor = json.loads(archive.read("datapackage.json"))
        assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert descriptor["name"] == path.stem
        assert all(descriptor[key] for key in ("title", "description", "version", "created", "licenses", "sources", "contributors"))
        assert [licence["name"] for licence in descriptor["licenses"]] == ["OGL-UK-3.0"]


# One a kind: wide reference tables, a register, a survey, the smallest and the largest by months.
@pytest.mark.parametrize("name", ["areas", "registers", "public-attitude-survey", "framework-2025-29", "recorded-crime"])
def test_an_archive_unpacked_is_a_valid_data_package(built_site: Path, tmp_path: Path, name: str) -> None:
    # Given an archive unpacked in an empty folder
    with zipfile.ZipFile(built_site / "data" / name / f"{name}.zip") as archive:
        archive.extractall(tmp_path)
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    # When an independent reader checks it (of many tables of one shape, the newest)
    for resource in package.resources[-3:]:
        report = resource.validate(checklist=frictionless.Checklist(skip_errors=["hash-count"]))
        # Then it is valid: types, keys and constraints
        assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_a_measures_own_csv_holds_the_rows_of_its_json(built_site: Path, api: Callable[[str], dict]) -> None:
    for slug in ("homicide", "trust-in-the-mps"):
        table = pd.read_csv(
            io.BytesIO((built_site / "api" / "v1" / "indicators" / f"{slug}.csv").read_bytes()), keep_default_na=False, dtype=str
        )
        rows = api(f"indicators/{slug}.json")["observations"]
        assert len(table) == len(rows)
        assert list(table.columns) == tables.OBSERVATIONS.names
        assert list(table["period"]) == [row["period"] for row in rows]
        assert [text or None for text in table["value"]] == [None if row["value"] is None else f"{row['value']}" for row in rows]


def test_the_manifest_lists_every_file_with_its_size_and_checksum(built_site: Path) -> None:
    manifest = json.loads((built_site / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["algorithm"] == "sha256"
    listed = {entry["path"]: (entry["bytes"], entry["sha256"]) for entry in manifest["files"]}
    assert len(listed) == len(manifest["files"])
    there = {path.relative_to(built_site).as_posix(): path.read_bytes() for path in built_site.rglob("*") if path.is_file()}
    del there["manifest.json"]
    assert listed == {name: (len(content), sha256(content)) for name, content in there.items()}


def test_no_file_of_the_site_names_the_machine_that_built_it(built_site: Path, repository_root: Path) -> None:
    needles = [str(repository_root).encode(), str(built_site).encode()]
    named = [
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*")
        if path.suffix in {".html", ".json", ".xml", ".csv", ".md", ".css", ".js", ".svg"}
        and any(needle in path.read_bytes() for needle in needles)
    ]
    assert named == []
