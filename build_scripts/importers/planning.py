"""What an import will do to each package, worked out before anything is written; a dry run stops here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.importers.layouts import TableFile
from build_scripts.importers.package_writing import (
    DESCRIPTOR,
    PackageTexts,
    changed_files,
    csv_bytes,
    json_bytes,
    next_version,
    replace_package,
    rewritten_descriptor,
)


@dataclass(frozen=True)
class PackageChange:
    """A package's files as they will be; ``changed`` are those that differ from what is there, below the packages' folder."""

    name: str
    files: Mapping[str, bytes]
    changed: tuple[str, ...]


def plan_package(
    packages_dir: Path,
    texts: PackageTexts,
    tables: Sequence[TableFile],
    *,
    created: str,
    data_added: bool,
    shared_schemas: Mapping[str, Mapping] | None = None,
) -> PackageChange:
    """The package after ``tables`` are written into it; ``shared_schemas`` are schema files by path.

    The version moves only when something else does.
    """
    directory = packages_dir / texts.name
    existing = json.loads((directory / DESCRIPTOR).read_text(encoding="utf-8")) if (directory / DESCRIPTOR).is_file() else None
    files = {table.path: csv_bytes(table.columns, table.rows) for table in tables}
    files.update({path: json_bytes(schema) for path, schema in (shared_schemas or {}).items()})
    descriptor = rewritten_descriptor(existing, texts, tables, created)
    if existing != descriptor or changed_files(directory, files):
        if existing:
            descriptor["version"] = next_version(existing["version"], data_added=data_added)
        files[DESCRIPTOR] = json_bytes(descriptor)
    return PackageChange(texts.name, files, tuple(f"{texts.name}/{path}" for path in changed_files(directory, files)))


def apply(packages_dir: Path, changes: Sequence[PackageChange]) -> None:
    """Write every package that changes; packages that do not are not touched."""
    for change in changes:
        if change.changed:
            replace_package(packages_dir / change.name, change.files)
