"""A room imports only from rooms above it in the table of ARCHITECTURE.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "build_scripts"
# The package's own two files stand outside the table: its version is for everybody, and the other starts the commands.
ABOVE_ALL, BELOW_ALL = "__init__", "__main__"


@dataclass(frozen=True)
class Order:
    """The rooms from top to bottom, and for an entrance of its own the last room that it may import."""

    rooms: tuple[str, ...]
    entrances: dict[str, str]

    def may_import(self, importer: str, imported: str) -> bool:
        """Whether a module in room ``importer`` may import from room ``imported``. A room that is not on the map may do nothing."""
        if importer in (imported, BELOW_ALL) or imported == ABOVE_ALL:
            return True
        if not {importer, imported} <= set(self.rooms):
            return False
        if importer in self.entrances:
            return self.rooms.index(imported) <= self.rooms.index(self.entrances[importer])
        return self.rooms.index(imported) < self.rooms.index(importer)


def order_of(architecture: str) -> Order:
    """The order that the table under "One direction" states. Rooms of one row follow each other as written."""
    section = architecture.partition("## One direction")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")]
    rooms: list[str] = []
    entrances: dict[str, str] = {}
    for cells in rows:
        names = [name.removesuffix("/").removesuffix(".py") for name in re.findall(r"`([^`]+)`", cells[0])]
        rooms += names
        if limit := re.search(r"only `([^`]+)/` and what is above it may be imported", " ".join(cells)):
            entrances.update(dict.fromkeys(names, limit[1]))
    return Order(tuple(rooms), entrances)


def room_of(module: Path) -> str:
    """The room of a module, by its path below the package: its first directory, or its own name."""
    return module.parts[0].removesuffix(".py")


def imported_rooms(source: str, module: Path) -> Iterator[tuple[int, str]]:
    """The line and the room of every import from the package itself, wherever in the module it stands."""
    parents = (PACKAGE, *module.parent.parts)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            paths = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = parents[: len(parents) - node.level + 1] if node.level else ()
            stem = (*base, *(node.module.split(".") if node.module else ()))
            paths = [(*stem, alias.name) for alias in node.names]
        else:
            continue
        for path in paths:
            if path[0] == PACKAGE:
                yield node.lineno, path[1] if len(path) > 1 and not path[1].startswith("__") else ABOVE_ALL


@pytest.fixture(scope="module")
def order(repository_root: Path) -> Order:
    return order_of((repository_root / "ARCHITECTURE.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def modules(repository_root: Path) -> list[Path]:
    return sorted(path.relative_to(repository_root / PACKAGE) for path in (repository_root / PACKAGE).rglob("*.py"))


def test_the_map_is_read_as_it_is_written(order: Order) -> None:
    assert order.rooms[:3] == ("vocabulary", "periods", "formats")
    assert order.rooms[-1] == "cli"
    assert order.entrances == {"importers": "packages"}
    assert len(order.rooms) == len(set(order.rooms))


def test_every_room_is_on_the_map(order: Order, modules: list[Path]) -> None:
    assert {room_of(module) for module in modules} - {*order.rooms, ABOVE_ALL, BELOW_ALL} == set()


def test_no_room_imports_from_below(repository_root: Path, order: Order, modules: list[Path]) -> None:
    wrong = {
        f"{PACKAGE}/{module}:{line} imports {room}"
        for module in modules
        for line, room in imported_rooms((repository_root / PACKAGE / module).read_text(encoding="utf-8"), module)
        if not order.may_import(room_of(module), room)
    }
    assert sorted(wrong) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from build_scripts import formats, periods", ["formats", "periods"]),
        ("import build_scripts.charts.theme", ["charts"]),
        ("def later():\n    from build_scripts.pages.home import page", ["pages"]),
        ("from ..charts import theme", ["charts"]),
        ("from . import counts", ["indicators"]),
        ("from build_scripts import __version__", [ABOVE_ALL]),
        ("import pandas\nfrom pathlib import Path", []),
    ],
)
def test_an_import_is_found_in_every_form(source: str, expected: list[str]) -> None:
    assert [room for _, room in imported_rooms(source, Path("indicators/survey.py"))] == expected


def test_an_entrance_of_its_own_stops_at_its_limit(order: Order) -> None:
    assert order.may_import("importers", "packages")
    assert order.may_import("importers", "periods")
    assert not order.may_import("importers", "indicators")
    assert not order.may_import("statistics", "packages")
    assert not order.may_import("cli", "a-room-off-the-map")
    assert order.may_import("pages", "statements")
