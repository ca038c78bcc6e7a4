"""What a printed cell says about its number: to which step it is rounded, and whether the cell is whole."""

from __future__ import annotations

import math
import re

from build_scripts.reconciliation.spans import Span

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# "137." and "4,391.": cut off after the point. A full stop after a year or a word is no number's.
CUT_OFF = re.compile(r"^[(\s-]*(\d[\d,]*)\.\s*$")
# "(1,086.2) (25.6)" and "3.4 0.2": figures of two lines that slipped into one cell.
TWO_FIGURES = re.compile(r"^[(-]?[\d,.]+\)?\s+[(-]?[\d,.]+\)?$")


def numbers(printed: str) -> list[str]:
    """The numbers of a cell as printed: ``(1,086.2) (25.6)`` -> ``1,086.2``, ``25.6``."""
    return NUMBER.findall(printed)


def holds_two(printed: str) -> bool:
    """Whether the cell holds two figures and nothing else."""
    return TWO_FIGURES.match(printed.strip()) is not None and len(numbers(printed)) == 2


def is_negative(printed: str) -> bool:
    """Whether a bracket, whole or not, or a minus makes the printed number negative."""
    return printed.lstrip().startswith(("(", "-"))


def cut_off_span(printed: str) -> Span | None:
    """``137.`` may be anything from 137 up to 138; None where the cell is not cut off after its point."""
    match = CUT_OFF.match(printed)
    if not match:
        return None
    whole = float(match[1].replace(",", ""))
    return Span(whole, whole + 1).times(-1.0 if is_negative(printed) else 1.0)


def step(printed: str, value: float) -> float:
    """The step to which ``value`` was rounded: its last printed digit, in the unit of ``value``.

    ``£7.86m`` parsed as 7,860,000 has the step 10,000. Zero where the cell has no digits (a number in words is taken as exact).
    """
    found = numbers(printed)
    if not found:
        return 0.0
    first = float(found[0].replace(",", ""))
    decimals = len(found[0].partition(".")[2])
    scale = 10.0 ** round(math.log10(abs(value) / first)) if first and value else 1.0
    return scale * 10.0**-decimals
