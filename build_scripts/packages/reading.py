"""Reads data packages into typed pandas tables.

Reading assumes packages that have passed ``check``: it does not repair, and raises PackagesAtFault for what it can
not read. Types follow the descriptor's schema: ``integer`` and ``number`` become float64 where cells may be empty
and int64 where ``constraints.required`` is true; everything else stays text, missing cells as the empty string.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from build_scripts import tables
from build_scripts.packages.faults import Fault, PackagesAtFault

Made = TypeVar("Made")


@dataclass(frozen=True)
class Resource:
    """One CSV file of a package and its descriptor (its schema resolved)."""

    package: str
    name: str
    path: Path
    relative_path: str
    descriptor: dict
    schema: dict

    @property
    def role(self) -> dict:
        """The ``plainSight`` object of the descriptor, or an empty one."""
        return self.descriptor.get("plainSight", {})

    @property
    def file(self) -> str:
        """The file as ``Fault.file`` names it: ``datapackages/areas/areas.csv``."""
        packages = self.path.resolve().parents[self.relative_path.count("/") + 1]
        return f"{packages.name}/{self.package}/{self.relative_path}"

    @cached_property
    def sha256(self) -> str:
        """The checksum of the file's bytes."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    @property
    def field_names(self) -> list[str]:
        """The names of the columns, in order."""
        return [entry["name"] for entry in self.schema.get("fields", [])]


@dataclass(frozen=True)
class Package:
    """A folder with a descriptor and its resources."""

    name: str
    path: Path
    descriptor: dict
    resources: Mapping[str, Resource]

    @property
    def title(self) -> str:
        """The package's title."""
        return self.descriptor.get("title", self.name)


@dataclass(frozen=True)
class Instance:
    """All packages of one site.

    ``table(package, resource)`` is a typed table; ``readings`` all measured values of all sources in one table.
    """

    root: Path
    packages: Mapping[str, Package]
    _tables: dict = field(default_factory=dict, compare=False, repr=False)
    _made: dict = field(default_factory=dict, compare=False, repr=False)

    def has(self, package: str, resource: str) -> bool:
        """Whether the instance holds the resource."""
        return package in self.packages and resource in self.packages[package].resources

    def table(self, package: str, resource: str) -> pd.DataFrame:
        """The resource as a typed table (read once). Raises KeyError when there is no such resource."""
        key = (package, resource)
        if key not in self._tables:
            self._tables[key] = read_table(self.packages[package].resources[resource])
        return self._tables[key]

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made of the tables alone and asked for often: made when it is first asked for by its ``name``."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def resources(self, kind: str) -> list[Resource]:
        """The resources whose ``plainSight.table`` is ``kind``, by package and name."""
        return [
            resource for package in self.packages.values() for resource in package.resources.values() if resource.role.get("table") == kind
        ]

    def frameworks(self) -> list[Package]:
        """The packages that hold a framework, by name, newest first."""
        return [self.packages[name] for name in sorted(self.packages, reverse=True) if name.startswith("framework-")]


def read_descriptor(path: Path) -> dict:
    """The JSON of a descriptor. Raises PackagesAtFault when it is absent or not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem, hint, row = "there is no datapackage.json", "add a descriptor, or remove the folder", None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        row = getattr(error, "lineno", None)
        problem, hint = f"the descriptor is not JSON: {error}", "mend the JSON at that place"
    raise PackagesAtFault(
        [
            Fault(
                package=path.parent.name,
                file="/".join(path.resolve().parts[-3:]),
                row=row,
                column=None,
                code="descriptor-unreadable",
                message=problem,
                hint=hint,
            )
        ]
    )


def read_package(directory: Path) -> Package:
    """The package in ``directory``. Raises PackagesAtFault when its descriptor can not be read."""
    descriptor = read_descriptor(directory / "datapackage.json")
    resources = {}
    for entry in descriptor.get("resources", []):
        schema = entry.get("schema", {})
        if isinstance(schema, str):
            schema = read_descriptor(directory / schema)
        resources[entry["name"]] = Resource(
            package=directory.name,
            name=entry["name"],
            path=directory / entry["path"],
            relative_path=entry["path"],
            descriptor=entry,
            schema=schema,
        )
    return Package(directory.name, directory, descriptor, resources)


def read_instance(root: Path) -> Instance:
    """All packages below ``root``, by name. Raises PackagesAtFault when a descriptor can not be read."""
    directories = sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    return Instance(root, {directory.name: read_package(directory) for directory in directories})


def read_table(resource: Resource) -> pd.DataFrame:
    """The resource as a typed table. Raises PackagesAtFault when a number column holds something else."""
    raw = pd.read_csv(resource.path, dtype="str", keep_default_na=False, na_filter=False, encoding="utf-8")
    try:
        return typed(raw, resource.schema)
    except ValueError as error:
        raise PackagesAtFault(
            [
                Fault(
                    package=resource.package,
                    resource=resource.name,
                    file=resource.file,
                    row=None,
                    column=None,
                    code="cell-type",
                    message=f"a cell is not a number: {error}",
                    hint="run plainsight check, which names the row",
                )
            ]
        ) from error


def typed(raw: pd.DataFrame, schema: dict, unreadable: str = "raise") -> pd.DataFrame:
    """A table of text as the schema types it.

    ``unreadable`` is what becomes of a cell that is not a number: ``raise`` (ValueError) or ``coerce`` (null, in a float column).
    """
    columns = {}
    for entry in schema.get("fields", []):
        column = raw[entry["name"]]
        if entry["type"] in ("integer", "number"):
            numbers = pd.to_numeric(column.where(column != "", None), errors=unreadable)
            required = entry.get("constraints", {}).get("required", False)
            whole = required and entry["type"] == "integer" and not numbers.isna().any()
            columns[entry["name"]] = numbers.astype("int64" if whole else "float64")
        elif entry["type"] == "boolean":
            columns[entry["name"]] = column == "true"
        else:
            columns[entry["name"]] = column
    return pd.DataFrame(columns, index=raw.index)


def _column(table: pd.DataFrame, columns: Mapping[str, str], name: str, default: str | float) -> pd.Series:
    """The column that holds what we call ``name``, or ``default`` in every row where the file has none."""
    return table[columns[name]] if name in columns else pd.Series([default] * len(table))


def read_readings(instance: Instance) -> pd.DataFrame:
    """All measured values of the instance, one table (schema ``tables.READINGS``)."""
    parts = []
    for resource in instance.resources("readings"):
        role = resource.role
        column = partial(_column, instance.table(resource.package, resource.name), role["columns"])

        parts.append(
            pd.DataFrame(
                {
                    "source": role["source"],
                    "extract": role["extract"],
                    "category": column("category", ""),
                    "area_code": column("area", ""),
                    "group_type": column("group_type", ""),
                    "group": column("group", ""),
                    "period": column("period", ""),
                    "period_type": column("period_type", role.get("period_type", "")),
                    "value": column("value", float("nan")).astype("float64"),
                    "base": column("base", float("nan")).astype("float64"),
                    "lower": column("lower", float("nan")).astype("float64"),
                    "upper": column("upper", float("nan")).astype("float64"),
                }
            )
        )
    if not parts:
        return tables.empty(tables.READINGS)
    return tables.check(pd.concat(parts, ignore_index=True), tables.READINGS)
