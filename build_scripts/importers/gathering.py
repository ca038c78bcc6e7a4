"""Gathers the cells of a run, and finds rows that contradict each other."""

from __future__ import annotations

from build_scripts.importers.layouts import Key, Values
from build_scripts.importers.refusal import FaultLog


class Gathering:
    """Cells of one table from all rows of all files. A row given twice with the same value counts once; with two values it is a fault."""

    def __init__(self, log: FaultLog):
        self.cells: dict[Key, Values] = {}
        self._places: dict[Key, tuple[str, int]] = {}
        self._log = log

    def __contains__(self, key: Key) -> bool:
        return key in self.cells

    def put(self, key: Key, values: Values, *, file: str, row: int, column: str) -> None:
        """Take a cell, or record that it contradicts one taken before (told once a pair of rows)."""
        before = self.cells.get(key)
        if before is None:
            self.cells[key] = values
            self._places[key] = (file, row)
        elif before != values:
            first_file, first_row = self._places[key]
            where = f"line {first_row}" if first_file == file else f"line {first_row} of {first_file}"
            self._log.add(
                "contradictory-row",
                file,
                f"{', '.join(key)} is given as {' '.join(values)} here and as {' '.join(before)} on {where}",
                "keep the row that is right; rows of one thing are never added up",
                row=row,
                column=column,
                value=" ".join(values),
                same_as=(row, first_file, first_row),
            )
