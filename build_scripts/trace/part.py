"""A part of a figure, with the rows that stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.trace.source_rows import SourceRow


@dataclass(frozen=True)
class Part:
    """A part of a figure: what it is, and its rows. ``adds_up`` says whether their values may be added."""

    title: str
    rows: tuple[SourceRow, ...]
    adds_up: bool = True

    @property
    def total(self) -> float:
        """The sum of what the rows contribute; for parts that do not add up, their mean."""
        values = [row.value for row in self.rows]
        return sum(values) if self.adds_up else sum(values) / max(len(values), 1)
