"""Reads one figure out of a cell, or says what is wrong with it."""

from __future__ import annotations

import re
from decimal import Decimal

from build_scripts.importers.refusal import FaultLog

_WHOLE = re.compile(r"^[0-9]+$")
_DECIMAL = re.compile(r"^-?[0-9]+(?:[.,][0-9]+)?$")

MEND = "correct the cell if it was damaged on the way, or fetch the file again; a figure is never guessed"


def whole_number(cell: str, *, file: str, row: int, column: str, log: FaultLog) -> str | None:
    """``007`` as ``7``: the text of a whole number of zero or more, or None with a fault."""
    if _WHOLE.match(cell):
        return str(int(cell))
    if cell == "":
        log.add("blank-cell", file, "the cell is blank: expected a whole number, 0 where there were none", MEND, row=row, column=column, value=cell)
    elif re.match(r"^-[0-9]+$", cell):
        log.add("out-of-range", file, f"{cell} is negative: expected a whole number of 0 or more", MEND, row=row, column=column, value=cell)
    else:
        log.add("not-a-number", file, f"'{cell}' is not a whole number of 0 or more", MEND, row=row, column=column, value=cell)
    return None


def decimal_number(cell: str, *, file: str, row: int, column: str, log: FaultLog) -> Decimal | None:
    """A number with a decimal comma or point (``0,48``), or None with a fault."""
    if _DECIMAL.match(cell):
        return Decimal(cell.replace(",", "."))
    if cell == "":
        log.add("blank-cell", file, "the cell is blank: expected a number", MEND, row=row, column=column, value=cell)
    else:
        log.add("not-a-number", file, f"'{cell}' is not a number such as 0,48 or 48", MEND, row=row, column=column, value=cell)
    return None


def decimal_text(number: Decimal) -> str:
    """A number without trailing zeros or an exponent: ``60`` of ``60.00``."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
