"""What an import did, or would do: for the person at the terminal, and for a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from build_scripts import formats
from build_scripts.importers.merging import Correction, Merge

LARGEST_SHOWN = 10


@dataclass(frozen=True)
class TableReport:
    """How one table changed. ``before`` and ``after`` are totals by year, empty where the figures do not add up."""

    title: str
    merge: Merge
    before: Mapping[str, int]
    after: Mapping[str, int]

    def lines(self) -> list[str]:
        """The report, a line an entry."""
        merge = self.merge
        told = [
            f"{self.title}: {formats.number(merge.added)} cells added, {formats.number(len(merge.corrections))} changed, "
            f"{formats.number(merge.unchanged)} the same, {formats.number(merge.kept)} kept that these files do not hold"
        ]
        told.extend(_total_lines(self.before, self.after))
        told.extend(_correction_lines(merge.corrections))
        return told


@dataclass(frozen=True)
class ImportReport:
    """The outcome of an import. ``files`` are the paths written (or, in a dry run, that would be), below the packages' folder."""

    source: str
    extract: str
    first_period: str
    last_period: str
    dry_run: bool
    tables: tuple[TableReport, ...]
    notes: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the packages differ after the import."""
        return bool(self.files)

    def text(self) -> str:
        """The report as lines of text: the same for a dry run but for its last line."""
        told = [f"{self.source}, extract {self.extract}: {self.first_period} to {self.last_period}"]
        for table in self.tables:
            told.extend(table.lines())
        told.extend(f"note: {note}" for note in self.notes)
        if not self.files:
            told.append("Nothing changes: the packages hold all of this already.")
        else:
            heading = "Would write" if self.dry_run else "Wrote"
            told.append(f"{heading} {len(self.files)} file{'' if len(self.files) == 1 else 's'}: {_shortened(self.files)}")
        return "\n".join(told) + "\n"


def _total_lines(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    lines = []
    for year in sorted(before.keys() | after.keys()):
        old, new = before.get(year), after.get(year)
        if old == new:
            continue
        change = "" if old is None or new is None else f" ({formats.signed(new - old)})"
        lines.append(f"  total {year}: {formats.number(old)} before, {formats.number(new)} after{change}")
    return lines


def _size(correction: Correction) -> float:
    """The largest difference of a number in the cell; a cell of text has none."""
    differences = [0.0]
    for before, after in zip(correction.before, correction.after, strict=True):
        with suppress(ValueError):
            differences.append(abs(float(after) - float(before)))
    return max(differences)


def _correction_lines(corrections: Sequence[Correction]) -> list[str]:
    largest = sorted(corrections, key=lambda correction: (-_size(correction), correction.key))[:LARGEST_SHOWN]
    lines = [
        f"  changed {', '.join(correction.key)}: {' '.join(correction.before)} before, {' '.join(correction.after)} after"
        for correction in largest
    ]
    if len(corrections) > LARGEST_SHOWN:
        lines.append(f"  and {formats.number(len(corrections) - LARGEST_SHOWN)} smaller changes")
    return lines


def _shortened(files: Sequence[str]) -> str:
    if len(files) <= LARGEST_SHOWN:
        return ", ".join(files)
    return f"{', '.join(files[:LARGEST_SHOWN])} and {len(files) - LARGEST_SHOWN} more"
