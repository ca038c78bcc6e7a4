"""Collects the faults of a run, so that all are told together."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from build_scripts.importers.refusals import MoreFaults
from build_scripts.packages.declared import Check, Place
from build_scripts.packages.faults import Fault, PackagesAtFault

MOST_TOLD = 1000


class ImportRefused(PackagesAtFault):
    """The files can not be imported as they are, and nothing was written; ``faults`` holds every fault of the run."""


@dataclass
class _Entry:
    fault: Fault
    repeats: int = 0


class FaultLog:
    """The faults of a run. One that many lines share (an unknown label stands on 32) is told once, with the number of further lines."""

    def __init__(self) -> None:
        self._entries: dict[Hashable, _Entry] = {}
        self._untold = 0

    def add(
        self,
        check: type[Check],
        file: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        same_as: Hashable = None,
        **words: object,
    ) -> None:
        """Record a fault of ``file``; ``words`` fill the check's texts. Faults with an equal ``same_as`` (not None) are one."""
        key: Hashable = (check, file, same_as) if same_as is not None else len(self._entries)
        if key in self._entries:
            self._entries[key].repeats += 1
        elif len(self._entries) >= MOST_TOLD:
            self._untold += 1
        else:
            self._entries[key] = _Entry(check.fault(Place("", "", file), row=row, column=column, value=value, **words))

    def __len__(self) -> int:
        return len(self._entries) + self._untold

    @property
    def faults(self) -> list[Fault]:
        """Every fault, those of many lines saying on how many more they stand."""
        told = []
        for entry in self._entries.values():
            more = f" (and on {entry.repeats} more line{'' if entry.repeats == 1 else 's'})" if entry.repeats else ""
            told.append(replace(entry.fault, message=entry.fault.message + more))
        if self._untold:
            told.append(MoreFaults.fault(Place("", "", told[-1].file), value=str(self._untold)))
        return told

    def refuse_if_any(self) -> None:
        """Raises ImportRefused when a fault was recorded."""
        if self._entries:
            raise ImportRefused(self.faults)

    def refuse(self, check: type[Check], file: str, **words: object) -> ImportRefused:
        """The refusal with this fault beside those recorded, to be raised by who can not go on."""
        self.add(check, file, **words)  # type: ignore[arg-type]
        return ImportRefused(self.faults)
