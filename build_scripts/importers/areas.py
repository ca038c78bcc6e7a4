"""From the name of an area in a publisher's file to its code."""

from __future__ import annotations

from collections.abc import Collection

from build_scripts import formats
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.labels import alias_row
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import AreaNotExpected, UnknownArea


class AreaReader:
    """Reads the areas of the files of one source; ``kinds`` are the kinds of area of which it may have figures."""

    def __init__(self, reference: Reference, source: str, kinds: Collection[str], log: FaultLog):
        self._areas = reference.areas
        self._labels = reference.area_labels(source)
        self._source = source
        self._kinds = kinds
        self._log = log

    def code(self, label: str, *, file: str, row: int, column: str) -> str | None:
        """The code of the area that ``label`` names, or None with a fault, told once a label and file."""
        code = self._labels.code(label)
        if code is None:
            nearest = self._labels.nearest_in_words(label)
            alias = alias_row("area", self._source, label, "<area code>")
            self._log.add(UnknownArea, file, row=row, column=column, value=label, same_as=label, nearest=nearest, alias=alias)
            return None
        kind = self._areas[code].kind if code in self._areas else "unknown to the areas package"
        if kind not in self._kinds:
            expected = formats.listing(sorted(self._kinds))
            self._log.add(
                AreaNotExpected, file, row=row, column=column, value=label, same_as=label, area_code=code, kind=kind, expected=expected
            )
            return None
        return code
