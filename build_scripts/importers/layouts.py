"""What a table that an importer writes looks like: its columns, its key, its place in the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, ...]
Values = tuple[str, ...]
Cells = Mapping[Key, Values]
"""A table in flight inside an import: the texts of the key columns lead to the texts of the other columns."""


@dataclass(frozen=True)
class Column:
    """A column of a written table; ``type`` and ``constraints`` are those of a Data Package field."""

    name: str
    type: str
    title: str
    description: str
    constraints: Mapping[str, Any] = field(default_factory=dict)

    def as_field(self) -> dict:
        """The column as a field of a Data Package schema."""
        entry: dict[str, Any] = {"name": self.name, "type": self.type, "title": self.title, "description": self.description}
        if self.constraints:
            entry["constraints"] = dict(self.constraints)
        return entry


@dataclass(frozen=True)
class Layout:
    """The columns of a table; the first ``key_length`` of them identify a row."""

    columns: tuple[Column, ...]
    key_length: int
    foreign_keys: tuple[Mapping[str, Any], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def schema(self) -> dict:
        """The Data Package schema."""
        entry: dict = {
            "fields": [column.as_field() for column in self.columns],
            "primaryKey": list(self.names[: self.key_length]),
            "missingValues": [""],
        }
        if self.foreign_keys:
            entry["foreignKeys"] = [dict(key) for key in self.foreign_keys]
        return entry


@dataclass(frozen=True)
class TableFile:
    """One CSV file of a package, ready to be written, and what its descriptor says of it.

    ``schema`` is an inline schema, or the path of a schema file in the package that several resources share.
    """

    name: str
    path: str
    title: str
    description: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    schema: Mapping[str, Any] | str
    role: Mapping[str, Any] = field(default_factory=dict)


def rows_of(cells: Cells) -> list[tuple[str, ...]]:
    """The rows of a table, sorted by its key."""
    return [(*key, *cells[key]) for key in sorted(cells)]
