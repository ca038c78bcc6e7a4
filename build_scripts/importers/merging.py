"""An import meets what was there: nothing that the new files lack is lost, and every difference is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.importers.layouts import Cells, Key, Values


@dataclass(frozen=True)
class Correction:
    """A cell that was there with another value."""

    key: Key
    before: Values
    after: Values


@dataclass(frozen=True)
class Merge:
    """The table after an import, and how it came about.

    ``kept`` counts cells that only the package has, ``unchanged`` those that both have with one value.
    """

    cells: Mapping[Key, Values]
    added: int
    kept: int
    unchanged: int
    corrections: tuple[Correction, ...]


def merge(held: Cells, given: Cells, *, given_wins: bool = True) -> Merge:
    """``held`` and ``given`` as one table.

    Where both have a cell with different values the given one stands, or the held one when not ``given_wins`` (an older extract
    adds what is missing and changes nothing).
    """
    cells = dict(held)
    added = unchanged = 0
    corrections = []
    for key in sorted(given):
        values = given[key]
        before = held.get(key)
        if before is None:
            added += 1
            cells[key] = values
        elif before == values:
            unchanged += 1
        elif given_wins:
            corrections.append(Correction(key, before, values))
            cells[key] = values
    return Merge(cells, added, len(held.keys() - given.keys()), unchanged, tuple(corrections))
