"""How an import is refused: with every fault of the run, each telling how to mend it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from types import MappingProxyType

from build_scripts.packages.faults import Fault, PackagesAtFault

CODES = MappingProxyType(
    {
        "file-unreadable": "The file can not be opened or is not a table of text.",
        "file-empty": "The file holds no rows below its header.",
        "not-utf-8": "The file is not encoded as UTF-8.",
        "ragged-row": "A row has more or fewer cells than the header.",
        "unknown-header": "A column's header is not known for this source.",
        "missing-column": "A column that the format needs is not there.",
        "repeated-column": "Two columns of one file mean the same.",
        "unknown-label": "A label is not in the register of aliases.",
        "unknown-area": "An area's name is not in the areas package or the register of aliases.",
        "area-not-expected": "The area is known, but a file of this source has no figures for it.",
        "blank-cell": "A figure is blank.",
        "not-a-number": "A figure is not a number of the form that the source uses.",
        "out-of-range": "A figure is a number that can not be true.",
        "not-a-period": "A cell does not name a period of the form that the source uses.",
        "contradictory-row": "Two rows give different figures for the same thing.",
        "mixed-classification": "A category and its own parts are both given for one month.",
        "gap-in-series": "A period is missing between the first and the last.",
        "partial-file": "The files hold only some areas or categories where all are needed.",
        "extract-unknown": "The date of the extract is not given, or not as a date.",
        "extract-before-data": "The extract is dated before the last period that the files hold.",
        "reference-missing": "A table that the import relies on is not in the packages.",
        "alias-contradicts": "Two rows of the register of aliases give one label two meanings.",
        "alias-dangling": "A row of the register of aliases leads to a code that does not exist.",
    }
)


class ImportRefused(PackagesAtFault):
    """The files can not be imported as they are, and nothing was written; ``faults`` holds every fault of the run."""


@dataclass
class _Entry:
    fault: Fault
    repeats: int = 0


class FaultLog:
    """Collects the faults of a run, so that all are reported together.

    A fault that many lines share (one unknown label stands on 32 lines) is kept once, with the number of further lines.
    """

    def __init__(self) -> None:
        self._entries: dict[Hashable, _Entry] = {}

    def add(
        self,
        code: str,
        file: str,
        message: str,
        hint: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        same_as: Hashable = None,
    ) -> None:
        """Record a fault. Faults with an equal ``same_as`` (not None) are told once. Raises KeyError for an undeclared code."""
        CODES[code]
        key = ("shared", code, file, same_as) if same_as is not None else ("single", len(self._entries))
        if key in self._entries:
            self._entries[key].repeats += 1
        else:
            self._entries[key] = _Entry(Fault(file=file, row=row, column=column, value=value, code=code, message=message, hint=hint))

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def faults(self) -> list[Fault]:
        """Every fault, those of many lines saying on how many more they stand."""
        told = []
        for entry in self._entries.values():
            more = f" (and on {entry.repeats} more line{'' if entry.repeats == 1 else 's'})" if entry.repeats else ""
            told.append(replace(entry.fault, message=entry.fault.message + more))
        return told

    def refuse_if_any(self) -> None:
        """Raises ImportRefused when a fault was recorded."""
        if self._entries:
            raise ImportRefused(self.faults)
