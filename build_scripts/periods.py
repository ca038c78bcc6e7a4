"""Months, financial quarters, financial years and rolling windows.

A month is handled as an ordinal (``year * 12 + month - 1``) so that arithmetic on it is plain integer
arithmetic. Periods are written as text: month ``2023-06``, financial quarter ``2023-24-Q1`` (April to June),
rolling 12 months ``R12-2023-06`` (named by its last month), financial year ``2023-24``, calendar year ``2023``.
The financial year starts on 1 April (``method``, section 3.1).
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

MONTH = "month"
QUARTER = "quarter"
ROLLING_YEAR = "r12"
FINANCIAL_YEAR = "financial-year"
CALENDAR_YEAR = "calendar-year"
DATE = "date"
PERIOD_TYPES = (MONTH, QUARTER, ROLLING_YEAR, FINANCIAL_YEAR, CALENDAR_YEAR, DATE)

MONTH_NAMES = tuple(calendar.month_name)
MONTH_ABBREVIATIONS = tuple(calendar.month_abbr)

_PATTERNS = {
    MONTH: re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII),
    QUARTER: re.compile(r"(\d{4})-(\d{2})-Q([1-4])", re.ASCII),
    ROLLING_YEAR: re.compile(r"R12-(\d{4})-(0[1-9]|1[0-2])", re.ASCII),
    FINANCIAL_YEAR: re.compile(r"(\d{4})-(\d{2})", re.ASCII),
    CALENDAR_YEAR: re.compile(r"(\d{4})", re.ASCII),
    DATE: re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})", re.ASCII),
}


@dataclass(frozen=True)
class Period:
    """A named span of whole months.

    ``text`` is the machine form, ``type`` one of ``PERIOD_TYPES``, ``first`` and ``last`` the ordinals of its
    first and last month.
    """

    text: str
    type: str
    first: int
    last: int

    @property
    def months(self) -> range:
        """The ordinals of its months, in order."""
        return range(self.first, self.last + 1)

    @property
    def start(self) -> datetime.date:
        """The first day."""
        return datetime.date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def end(self) -> datetime.date:
        """The last day."""
        year, month = divmod(self.last, 12)
        return datetime.date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1


def month_ordinal(text: str) -> int:
    """The ordinal of the month ``text`` (``2023-06``). Raises ValueError when it is not a month."""
    match = _PATTERNS[MONTH].fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a month: expected a form such as 2023-06")
    return int(match[1]) * 12 + int(match[2]) - 1


def month_text(ordinal: int) -> str:
    """The month of an ordinal, as ``2023-06``."""
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def month(ordinal: int) -> Period:
    """The month as a period."""
    return Period(month_text(ordinal), MONTH, ordinal, ordinal)


def financial_year_label(start_year: int) -> str:
    """``2023`` -> ``2023-24``."""
    return f"{start_year:04d}-{(start_year + 1) % 100:02d}"


def financial_year_of(ordinal: int) -> int:
    """The calendar year in which the month's financial year starts (April)."""
    year, month_index = divmod(ordinal, 12)
    return year if month_index >= 3 else year - 1


def financial_year(start_year: int) -> Period:
    """April of ``start_year`` to March of the next."""
    first = start_year * 12 + 3
    return Period(financial_year_label(start_year), FINANCIAL_YEAR, first, first + 11)


def quarter(start_year: int, number: int) -> Period:
    """Financial quarter ``number`` (1 is April to June) of the financial year that starts in ``start_year``."""
    first = start_year * 12 + 3 + (number - 1) * 3
    return Period(f"{financial_year_label(start_year)}-Q{number}", QUARTER, first, first + 2)


def quarter_of(ordinal: int) -> Period:
    """The financial quarter that holds the month."""
    start_year = financial_year_of(ordinal)
    return quarter(start_year, (ordinal - (start_year * 12 + 3)) // 3 + 1)


def is_quarter_end(ordinal: int) -> bool:
    """Whether the month is the last of a quarter (March, June, September, December)."""
    return ordinal % 3 == 2


def rolling_year(last: int) -> Period:
    """The 12 months that end with the month ``last`` (an ordinal)."""
    return Period(f"R12-{month_text(last)}", ROLLING_YEAR, last - 11, last)


@lru_cache(maxsize=65536)
def parse(text: str) -> Period:
    """The period that ``text`` names. Raises ValueError, naming the forms expected, when it names none."""
    if match := _PATTERNS[QUARTER].fullmatch(text):
        if int(match[2]) == (int(match[1]) + 1) % 100:
            return quarter(int(match[1]), int(match[3]))
    elif match := _PATTERNS[ROLLING_YEAR].fullmatch(text):
        return rolling_year(int(match[1]) * 12 + int(match[2]) - 1)
    elif match := _PATTERNS[DATE].fullmatch(text):
        day = datetime.date.fromisoformat(text)
        ordinal = day.year * 12 + day.month - 1
        return Period(text, DATE, ordinal, ordinal)
    elif match := _PATTERNS[CALENDAR_YEAR].fullmatch(text):
        first = int(match[1]) * 12
        return Period(text, CALENDAR_YEAR, first, first + 11)
    else:
        # 2023-24 is a financial year and 2023-06 a month: a second part that follows the first by one is a
        # year only when it can not be a month (the financial years 2000-01 to 2011-12 would be ambiguous).
        financial = _PATTERNS[FINANCIAL_YEAR].fullmatch(text)
        if financial and int(financial[2]) > 12 and int(financial[2]) == (int(financial[1]) + 1) % 100:
            return financial_year(int(financial[1]))
        if _PATTERNS[MONTH].fullmatch(text):
            return month(month_ordinal(text))
    raise ValueError(
        f"{text!r} is not a period: expected a month 2023-06, a quarter 2023-24-Q1, "
        "rolling 12 months R12-2023-06, a financial year 2023-24 or a calendar year 2023"
    )


def parse_as(text: str, period_type: str) -> Period:
    """The period of a known type that ``text`` names; resolves ``2011-12`` where a column holds financial years."""
    if period_type == FINANCIAL_YEAR:
        match = _PATTERNS[FINANCIAL_YEAR].fullmatch(text)
        if not match or int(match[2]) != (int(match[1]) + 1) % 100:
            raise ValueError(f"{text!r} is not a financial year: expected a form such as 2023-24")
        return financial_year(int(match[1]))
    period = parse(text)
    if period.type != period_type:
        raise ValueError(f"{text!r} is a {period.type}, not a {period_type}")
    return period


def shift(period: Period, months: int) -> Period:
    """The period of the same type, ``months`` later (negative: earlier)."""
    if period.type == MONTH:
        return month(period.first + months)
    if period.type == ROLLING_YEAR:
        return rolling_year(period.last + months)
    if period.type == QUARTER:
        if months % 3:
            raise ValueError("a quarter moves by whole quarters")
        return quarter_of(period.first + months)
    if period.type == FINANCIAL_YEAR:
        if months % 12:
            raise ValueError("a financial year moves by whole years")
        return financial_year(financial_year_of(period.first + months))
    if period.type == CALENDAR_YEAR:
        return parse(f"{(period.first + months) // 12:04d}")
    raise ValueError(f"a {period.type} is not moved by months")


def whole_months_between(end: datetime.date, today: datetime.date) -> int:
    """Complete months from ``end`` to ``today``: the age shown beside a figure (0 when ``today`` is earlier)."""
    months = (today.year - end.year) * 12 + today.month - end.month
    last_day = calendar.monthrange(today.year, today.month)[1]
    if today.day < min(end.day, last_day):
        months -= 1
    return max(months, 0)
