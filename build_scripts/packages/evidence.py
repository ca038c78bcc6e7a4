"""What the rules across packages look at: the tables that could be read, each row under its line of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import pandas as pd

from build_scripts import periods
from build_scripts.packages import csv_file
from build_scripts.packages.declared import Place
from build_scripts.packages.descriptor_gate import DESCRIPTOR, DescribedPackage, DescribedResource
from build_scripts.packages.reading import Instance, typed

READINGS = "readings"
OUR_NAMES = ("category", "area", "group_type", "group", "period", "period_type")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Evidence:
    """All that is known of an instance when the rules run.

    ``packages`` are the packages as far as their descriptors could be read; ``readable`` and ``sound`` name the resources, as
    (package, resource), whose rows can be read, and those of them in which no fault was found. A rule that adds rows up, or that looks
    for what is absent, keeps to sound resources: a row that has been told as faulty is not told again as missing.
    """

    base: str
    packages: Mapping[str, DescribedPackage]
    readable: frozenset[tuple[str, str]]
    sound: frozenset[tuple[str, str]]
    instance: Instance
    _tables: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _made: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def resource(self, package: str, name: str) -> DescribedResource | None:
        """The resource, or None where its package or descriptor has none that could be read."""
        resources = self.packages[package].resources if package in self.packages else ()
        return next((resource for resource in resources if resource.entry["name"] == name), None)

    def table(self, package: str, name: str, columns: Iterable[str] = ()) -> pd.DataFrame | None:
        """The resource as a typed table whose index is the line of each row in the file.

        None where it could not be read or lacks one of ``columns``. In a table with faults, cells that are not numbers are null and
        rows of another width are left out.
        """
        key = (package, name)
        if key not in self.readable:
            return None
        if key not in self._tables:
            self._tables[key] = self._read(key)
        table = self._tables[key]
        return table if set(columns) <= set(table.columns) else None

    def sound_table(self, package: str, name: str, columns: Iterable[str] = ()) -> pd.DataFrame | None:
        """The same, and None where any fault was found in it."""
        return self.table(package, name, columns) if (package, name) in self.sound else None

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What several rules share, made for the first that asks."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]  # type: ignore[return-value]

    def place(self, package: str, name: str) -> Place:
        """The place of the resource's file."""
        resource = self.resource(package, name)
        return resource.place if resource else Place(package, name, f"{self.base}/{package}")

    def descriptor_place(self, package: str, resource: str = "") -> Place:
        """The place of a package's descriptor."""
        return Place(package, resource, f"{self.base}/{package}/{DESCRIPTOR}")

    def roles(self, kind: str) -> list[DescribedResource]:
        """The readable resources whose ``plainSight.table`` is ``kind``, by package and name."""
        found = [
            resource
            for package in self.packages.values()
            for resource in package.resources
            if role(resource).get("table") == kind and (resource.place.package, resource.place.resource) in self.readable
        ]
        return sorted(found, key=lambda resource: (resource.place.package, resource.place.resource))

    @cached_property
    def readings(self) -> tuple[Readings, ...]:
        """Every resource of readings whose role can be followed."""
        found = (readings_of(self, resource) for resource in self.roles(READINGS))
        return tuple(readings for readings in found if readings is not None)

    def _read(self, key: tuple[str, str]) -> pd.DataFrame:
        resource = self.resource(*key)
        assert resource is not None, "a readable resource has a descriptor"
        if key in self.sound:
            table = self.instance.table(*key)
            return table.set_axis(pd.RangeIndex(2, len(table) + 2), axis=0)
        file = csv_file.read(resource.place, resource.schema, resource.path)
        whole = [(line, row) for line, row in zip(file.lines, file.rows, strict=True) if len(row) == len(file.header)]
        raw = pd.DataFrame([row for _, row in whole], columns=file.header, index=[line for line, _ in whole], dtype="str")
        return typed(raw, resource.schema, unreadable="coerce")


@dataclass(frozen=True)
class Readings:
    """A resource of readings: what its role says, and its rows under our names.

    ``table`` has ``category, area, group_type, group, period, period_type`` (text, empty where the file has no such column), ``value``
    (float64) and ``end``, the ordinal of the period's last month (float64, null where the period can not be read); its index is the line
    in the file. ``columns`` gives the file's name of each.
    """

    resource: DescribedResource
    source: str
    extract: str
    absent: str
    coverage: tuple[str, str] | None
    columns: Mapping[str, str]
    table: pd.DataFrame
    sound: bool

    @property
    def place(self) -> Place:
        """The place of its file."""
        return self.resource.place


def role(resource: DescribedResource) -> dict:
    """The ``plainSight`` object of a resource, or an empty one."""
    found = resource.entry.get("plainSight")
    return found if isinstance(found, dict) else {}


def readings_of(evidence: Evidence, resource: DescribedResource) -> Readings | None:
    """The readings of a resource, or None where its role names no columns that are there (the descriptor gate has told that)."""
    stated = role(resource)
    columns = stated.get("columns")
    if not isinstance(columns, dict) or not {"period", "value"} <= set(columns):
        return None
    table = evidence.table(resource.place.package, resource.place.resource, [str(name) for name in columns.values()])
    if table is None or not pd.api.types.is_numeric_dtype(table[columns["value"]]):
        return None
    fixed = {"period_type": stated.get("period_type", "")}
    ours = {name: table[columns[name]] if name in columns else fixed.get(name, "") for name in OUR_NAMES}
    rows = pd.DataFrame({**ours, "value": table[columns["value"]].astype("float64")}, index=table.index)
    rows["end"] = period_ends(rows)
    coverage = stated.get("coverage")
    return Readings(
        resource=resource,
        source=str(stated.get("source", "")),
        extract=str(stated.get("extract", "")),
        absent=stated.get("absent", "missing"),
        coverage=(coverage[0], coverage[1]) if isinstance(coverage, list) and len(coverage) == 2 else None,
        columns=columns,
        table=rows,
        sound=(resource.place.package, resource.place.resource) in evidence.sound,
    )


def period_ends(table: pd.DataFrame) -> pd.Series:
    """The ordinal of the last month of each row's period; null where it can not be read."""
    ends = pd.Series(float("nan"), index=table.index, dtype="float64")
    for kind in table["period_type"].unique():
        of_kind = table["period_type"] == kind
        texts = table.loc[of_kind, "period"]
        ends[of_kind] = texts.map({text: _last_month(text, kind) for text in texts.unique()}).astype("float64")
    return ends


def _last_month(text: str, kind: str) -> float:
    try:
        return (periods.parse_as(text, kind) if kind else periods.parse(text)).last
    except ValueError:
        return float("nan")
