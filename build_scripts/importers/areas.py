"""From the name of an area in a publisher's file to its code."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from build_scripts.importers.reference import ALIASES, Reference
from build_scripts.importers.refusal import FaultLog


class AreaReader:
    """Reads the areas of one file; ``kinds`` are the kinds of area that a file of this source may hold."""

    def __init__(self, reference: Reference, source: str, kinds: Collection[str], log: FaultLog):
        self._reference = reference
        self._source = source
        self._kinds = kinds
        self._log = log

    @cached_property
    def _labels(self):
        return self._reference.area_labels(self._source)

    def code(self, label: str, *, file: str, row: int, column: str) -> str | None:
        """The code of the area that ``label`` names, or None with a fault told once a label and file."""
        code = self._labels.code(label)
        if code is None:
            self._log.add(
                "unknown-area",
                file,
                f"the area '{label}' is not known: {self._labels.nearest_in_words(label)}",
                f"correct the name, or add a row 'area,{self._source},{label},<area code>' to {ALIASES}",
                row=row,
                column=column,
                value=label,
                same_as=label,
            )
            return None
        area = self._reference.areas.get(code)
        if area is None or area.kind not in self._kinds:
            kinds = ", ".join(sorted(self._kinds))
            what = f"of the kind {area.kind}" if area else "not in the areas package"
            self._log.add(
                "area-not-expected",
                file,
                f"the area '{label}' ({code}) is {what}; a file of this source holds figures of the kinds {kinds} only",
                "remove the rows (a total row would be counted twice), or correct the areas package",
                row=row,
                column=column,
                value=label,
                same_as=label,
            )
            return None
        return code
