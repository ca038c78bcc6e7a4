"""Reads one figure out of a cell, or says what is wrong with it."""

from __future__ import annotations

import re
from decimal import Decimal

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.refusals import BlankCell, NotANumber, OutOfRange

_WHOLE = re.compile(r"^[0-9]+$")
_NEGATIVE = re.compile(r"^-[0-9]+$")
_DECIMAL = re.compile(r"^-?[0-9]+(?:[.,][0-9]+)?$")

WHOLE_EXPECTED = "a whole number, 0 where there were none"
DECIMAL_EXPECTED = "a number such as 48 or 0,48"


def whole_number(cell: str, *, file: str, row: int, column: str, log: FaultLog) -> str | None:
    """The text of a whole number of zero or more (``7`` of ``007``), or None with a fault."""
    if _WHOLE.match(cell):
        return str(int(cell))
    check = BlankCell if cell == "" else OutOfRange if _NEGATIVE.match(cell) else NotANumber
    log.add(check, file, row=row, column=column, value=cell, expected=WHOLE_EXPECTED)
    return None


def decimal_number(cell: str, *, file: str, row: int, column: str, log: FaultLog) -> Decimal | None:
    """A number with a decimal comma or point (``0,48``), or None with a fault."""
    if _DECIMAL.match(cell):
        return Decimal(cell.replace(",", "."))
    log.add(BlankCell if cell == "" else NotANumber, file, row=row, column=column, value=cell, expected=DECIMAL_EXPECTED)
    return None


def decimal_text(number: Decimal) -> str:
    """A number without trailing zeros or an exponent: ``60`` of ``60.00``."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
