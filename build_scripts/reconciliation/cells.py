"""Cells of transcribed tables, each with its line, its text and the span of values it can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_scripts import formats
from build_scripts.packages.reading import Instance, Resource
from build_scripts.reconciliation import printed_numbers
from build_scripts.reconciliation.spans import Span

PRINTED = "_printed"
TRANSCRIPTION = "transcription"
# The measure of what was counted, not rounded, however many digits it has.
COUNTED = "count"
LOOSE_QUALIFIERS = frozenset({"about", "over", "under", "at-least", "at-most", "within"})
SUBJECT_COLUMNS = ("subject", "name", "measure", "group_printed", "area_printed", "what", "workforce_group", "indicator")


@dataclass(frozen=True)
class Cell:
    """One figure: where it stands, what is printed, the number parsed (None where lost), and the step it is rounded to (0: exact)."""

    package: str
    resource: str
    row_id: str
    column: str
    line: str
    printed: str
    value: float | None
    step: float
    subject: str

    @property
    def address(self) -> str:
        """``package/resource/row_id/column``."""
        return "/".join((self.package, self.resource, self.row_id, self.column))

    @property
    def span(self) -> Span | None:
        """What the figure can stand for: half a step either side; of a cell cut off after its point, a whole unit; None where lost."""
        if self.value is not None:
            return Span(self.value - self.step / 2, self.value + self.step / 2)
        return printed_numbers.cut_off_span(self.printed)


def rows_of(instance: Instance, resource: Resource) -> list[dict]:
    """The rows of a transcribed table as dicts, each with its package and resource."""
    table = instance.table(resource.package, resource.name)
    return [{**row, "package": resource.package, "resource": resource.name} for row in table.to_dict("records")]


def cell(row: dict, column: str, exact: bool = False) -> Cell:
    """The figure in ``column`` of a row of ``rows_of``; ``exact`` for numbers that are counted, not rounded."""
    printed = row.get(f"{column}{PRINTED}", "")
    number = row[column]
    value = None if formats.is_missing(number) or number == "" else float(number)
    rounded = 0.0 if exact or value is None else printed_numbers.step(printed, value)
    return Cell(row["package"], row["resource"], row["row_id"], column, row["source_line"], printed, value, rounded, subject_of(row))


def subject_of(row: dict) -> str:
    """What a row is of, in its own words: the first of the columns that say so."""
    return next((row[column] for column in SUBJECT_COLUMNS if row.get(column)), row["row_id"])


def lines(cells: Iterable[Cell]) -> str:
    """The lines of the documents, each once, in the order of the cells."""
    return " ".join(dict.fromkeys(cell.line for cell in cells if cell.line))


def number_text(value: float, most_places: int = 2) -> str:
    """A recomputed number, to two decimals at most and no more than it has."""
    rounded = formats.round_half_up(value, most_places)
    places = next(places for places in range(most_places + 1) if rounded == formats.round_half_up(rounded, places))
    return formats.number(float(rounded), places)
