"""The rows of a publisher's files by our names for the columns, and readers of their cells that record what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from build_scripts import periods
from build_scripts.importers.columns import find_columns
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.figures import decimal_number, whole_number
from build_scripts.importers.labels import Labels, alias_row, labels_of
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import NotANumber, NotAPeriod, UnknownLabel
from build_scripts.importers.source_files import SourceFile

LEFT_OUT = "left-out"
"""The code of a label that is known, and whose rows are not taken over."""

_FINANCIAL_YEAR = re.compile(r"^(\d{4})/(\d{2})$")
_SIGNED = re.compile(r"^-?[0-9]+$")


@dataclass(frozen=True)
class Cell:
    """A cell of a publisher's file and where it stands."""

    text: str
    file: str
    row: int
    column: str

    @property
    def place(self) -> dict:
        """Where it stands, as ``FaultLog.add`` and ``Gathering.put`` take it (but for the file of the former)."""
        return {"file": self.file, "row": self.row, "column": self.column}


Row = Mapping[str, Cell]
"""A row of a file: our name of a column leads to its cell."""


def rows_of_files(
    files: Iterable[SourceFile], reference: Reference, source: str, required: Collection[str], log: FaultLog
) -> Iterator[Row]:
    """Every row of the files whose columns are as ``required``; faults where they are not, and where a header is not known."""
    for file in files:
        found = find_columns(file, reference, source, required, log)
        if found is None:
            continue
        for row in file.rows:
            yield {name: Cell(row.cells[place], file.name, row.line, file.header[place]) for name, place in found.places.items()}


class LabelReader:
    """Reads the labels of one kind in the files of one source: by the register of aliases, and by ``names`` that a package gives.

    ``declared_in`` is the table that a new label's code has to be declared in.
    """

    def __init__(
        self, reference: Reference, source: str, kind: str, declared_in: str, log: FaultLog, names: Iterable[tuple[str, str]] = ()
    ):
        known = reference.labels(kind, source)
        self._labels: Labels = labels_of([*((known.spellings[form], code) for form, code in known.codes.items()), *names])
        self._source = source
        self._kind = kind
        self._declared_in = declared_in
        self._log = log

    def code(self, cell: Cell, label: str | None = None) -> str | None:
        """The code of the cell's label (or of ``label``, made of several cells), or None with a fault, told once a label and file."""
        label = cell.text if label is None else label
        code = self._labels.code(label)
        if code is None:
            self._log.add(
                UnknownLabel,
                **cell.place,
                value=label,
                same_as=(self._kind, label),
                what=self._kind.replace("-", " "),
                nearest=self._labels.nearest_in_words(label),
                alias=alias_row(self._kind, self._source, label, f"<{self._kind}>"),
                declared_in=self._declared_in,
            )
        return code


def count_in(cell: Cell, log: FaultLog) -> str | None:
    """The text of a whole number of zero or more, or None with a fault."""
    return whole_number(cell.text, file=cell.file, row=cell.row, column=cell.column, log=log)


def signed_count_in(cell: Cell, log: FaultLog) -> str | None:
    """The text of a whole number, which may be negative: a force takes back more than it recorded. None with a fault."""
    if _SIGNED.match(cell.text):
        return str(int(cell.text))
    log.add(NotANumber, **cell.place, value=cell.text, expected="a whole number, 0 where there were none")
    return None


def decimal_in(cell: Cell, log: FaultLog) -> Decimal | None:
    """A number with a decimal comma or point, or None with a fault."""
    return decimal_number(cell.text, file=cell.file, row=cell.row, column=cell.column, log=log)


def financial_year_in(cell: Cell, log: FaultLog) -> periods.Period | None:
    """The financial year of ``2023/24``, or None with a fault."""
    match = _FINANCIAL_YEAR.match(cell.text)
    if match and int(match[2]) == (int(match[1]) + 1) % 100:
        return periods.financial_year(int(match[1]))
    refuse_period(cell, "a financial year such as 2023/24", log)
    return None


def quarter_in(year: Cell, number: Cell, log: FaultLog) -> periods.Period | None:
    """The financial quarter of ``2023/24`` and ``1`` (April to June), or None with a fault."""
    found = financial_year_in(year, log)
    if found is None:
        return None
    if number.text in ("1", "2", "3", "4"):
        return periods.quarter(periods.financial_year_of(found.first), int(number.text))
    refuse_period(number, "a quarter from 1 (April to June) to 4", log)
    return None


def month_in(cell: Cell, log: FaultLog) -> str | None:
    """The month of ``2023-06``, or None with a fault."""
    try:
        return periods.month_text(periods.month_ordinal(cell.text))
    except ValueError:
        refuse_period(cell, "a month such as 2023-06", log)
        return None


def refuse_period(cell: Cell, expected: str, log: FaultLog) -> None:
    """Record that a cell is no period of the form that its source has; told once a text and file."""
    log.add(NotAPeriod, **cell.place, value=cell.text, same_as=cell.text, expected=expected)
