"""Gathers the cells of a run, and finds rows that contradict each other."""

from __future__ import annotations

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.layouts import Key, Values
from build_scripts.importers.refusals import ContradictoryRow


class Gathering:
    """Cells of one table from all rows of all files. A cell given twice with the same value counts once; with two values it is a fault."""

    def __init__(self, log: FaultLog):
        self.cells: dict[Key, Values] = {}
        self._places: dict[Key, tuple[str, int]] = {}
        self._log = log

    def put(self, key: Key, values: Values, *, file: str, row: int, column: str) -> None:
        """Take a cell, or record that it contradicts one taken before (told once a pair of rows)."""
        before = self.cells.get(key)
        if before is None:
            self.cells[key] = values
            self._places[key] = (file, row)
        elif before != values:
            first_file, first_row = self._places[key]
            self._log.add(
                ContradictoryRow,
                file,
                row=row,
                column=column,
                value=" ".join(values),
                same_as=(row, first_file, first_row),
                what=", ".join(key),
                other=" ".join(before),
                where=f"line {first_row}" if first_file == file else f"line {first_row} of {first_file}",
            )
