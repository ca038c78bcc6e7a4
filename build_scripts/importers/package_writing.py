"""Writes packages: the same content gives the same bytes, and a package is replaced whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts.importers.layouts import TableFile

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
FIRST_VERSION = "1.0.0"
DATA_FOLDER = "data/"


@dataclass(frozen=True)
class PackageTexts:
    """What a new package says of itself; of one that is there, its own words stay."""

    name: str
    title: str
    description: str
    sources: tuple[Mapping[str, str], ...]
    publisher: str


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as the packages keep it: UTF-8, commas, line feeds, one header row."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def json_bytes(content: object) -> bytes:
    """JSON as the packages keep it: two blanks of indent, UTF-8, a line feed at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def resource_of(table: TableFile) -> dict:
    """The descriptor of a table's resource."""
    entry = {
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table.schema if isinstance(table.schema, str) else dict(table.schema),
    }
    if table.role:
        entry["plainSight"] = dict(table.role)
    return entry


def next_version(version: str, *, data_added: bool) -> str:
    """The version after an import: the second number counts new data, the third corrections."""
    major, minor, patch = (int(part) for part in version.split("."))
    return f"{major}.{minor + 1}.0" if data_added else f"{major}.{minor}.{patch + 1}"


def rewritten_descriptor(existing: dict | None, texts: PackageTexts, tables: Sequence[TableFile], created: str) -> dict:
    """The descriptor after an import, its version as it was.

    The resources of ``tables`` take the place of those with the same names. Tables of readings stand after all others, by name, so
    that neither the order of imports nor the sources that share a package move them about. ``created`` moves forward only. Everything
    else that a person wrote into an existing descriptor stays.
    """
    descriptor = dict(existing) if existing else _new_descriptor(texts)
    given = {table.name: resource_of(table) for table in sorted(tables, key=lambda table: table.name)}
    descriptor["created"] = max(created, descriptor.get("created", ""))
    standing = [given.pop(entry["name"], entry) for entry in descriptor.get("resources", [])]
    descriptor["resources"] = sorted([*standing, *given.values()], key=_resource_order)
    return descriptor


def _place_in_descriptor(entry: Mapping[str, Any]) -> tuple[bool, str]:
    """Sorts tables of data after the others, by name; others stay in the order in which they are (sorting is stable)."""
    is_data = entry["path"].startswith(DATA_FOLDER)
    return is_data, entry["name"] if is_data else ""


def _resource_order(resource: Mapping) -> tuple[bool, str]:
    """Sorts tables of readings by name behind all other resources, whose order stays (sorting is stable)."""
    is_readings = resource.get("plainSight", {}).get("table") == "readings"
    return (is_readings, resource["name"] if is_readings else "")


def _new_descriptor(texts: PackageTexts) -> dict:
    return {
        "$schema": PROFILE,
        "name": texts.name,
        "title": texts.title,
        "description": texts.description,
        "version": FIRST_VERSION,
        "created": "",
        "licenses": [LICENCE],
        "sources": [dict(source) for source in texts.sources],
        "contributors": [{"title": texts.publisher, "roles": ["publisher"]}],
        "resources": [],
    }


def changed_files(directory: Path, files: Mapping[str, bytes]) -> list[str]:
    """Which of ``files`` differ from what ``directory`` holds, sorted."""
    return sorted(path for path, content in files.items() if not (directory / path).is_file() or (directory / path).read_bytes() != content)


def replace_package(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into the package, all at once.

    The new state is made beside the old and swapped in by renaming; when writing fails, the package is as it was.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as scratch:
        new, old = Path(scratch) / "new", Path(scratch) / "old"
        if directory.exists():
            shutil.copytree(directory, new)
        for path, content in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if directory.exists():
            directory.rename(old)
        try:
            new.rename(directory)
        except OSError:
            if old.exists():
                old.rename(directory)
            raise
