"""The names that publishers give to periods, beside those of ``periods``."""

from __future__ import annotations

import re

from build_scripts import periods

_MONTH_NAME = re.compile(r"^([A-Za-z]{3})-(\d{2})$")
_MONTHS = {name: number for number, name in enumerate(periods.MONTH_ABBREVIATIONS) if name}
_FIRST_OF_MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])-01$")
_CALENDAR_QUARTER = re.compile(r"^(\d{4})Q([1-4])$")
_FINANCIAL_QUARTER = re.compile(r"^Q([1-4]) (\d{2})-(\d{2})$")
_CENTURY = 2000


def named_month(label: str) -> int | None:
    """The ordinal of the month that ``Sep-25`` names (always of this century), or None when it names none."""
    match = _MONTH_NAME.match(label)
    if match is None or match[1].capitalize() not in _MONTHS:
        return None
    return (_CENTURY + int(match[2])) * 12 + _MONTHS[match[1].capitalize()] - 1


def dated_month(label: str) -> int | None:
    """The ordinal of the month that its first day ``2023-06-01`` stands for, or None."""
    match = _FIRST_OF_MONTH.match(label)
    return int(match[1]) * 12 + int(match[2]) - 1 if match else None


def calendar_quarter(label: str) -> periods.Period | None:
    """The financial quarter of ``2023Q2``, a quarter of the calendar year: April to June 2023, so 2023-24-Q1. None when it is none."""
    match = _CALENDAR_QUARTER.match(label)
    return periods.quarter_of(int(match[1]) * 12 + 3 * int(match[2]) - 1) if match else None


def financial_quarter(label: str) -> periods.Period | None:
    """The quarter of ``Q1 23-24``, a quarter of the financial year: April to June 2023. None when it is none."""
    match = _FINANCIAL_QUARTER.match(label)
    if match is None or int(match[3]) != (int(match[2]) + 1) % 100:
        return None
    return periods.quarter(_CENTURY + int(match[2]), int(match[1]))
