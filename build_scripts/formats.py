"""Rounding, numbers, dates and units as people read them: once, for everything.

Values are carried unrounded and rounded half away from zero, on their decimal text, when they are shown
(``method``, section 3.2): Python's own ``round`` gives 2 for 2.5.
"""

from __future__ import annotations

import datetime
import math
from decimal import ROUND_HALF_UP, Decimal

from build_scripts import periods

MINUS = "−"
EN_DASH = "–"
NO_VALUE = "–"


def round_half_up(value: float | int | str | Decimal, places: int = 0) -> Decimal:
    """``value`` to ``places`` decimals, halves away from zero, never a negative zero. Works on the decimal text."""
    text = value if isinstance(value, (str, Decimal)) else repr(float(value)) if isinstance(value, float) else str(value)
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def is_missing(value: object) -> bool:
    """Whether a cell holds no number."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def number(value: float | None, places: int = 0) -> str:
    """``1234.5`` -> ``1,235``; a negative has a true minus sign; a missing one a dash."""
    if value is None or is_missing(value):
        return NO_VALUE
    rounded = round_half_up(value, places)
    text = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: float | None, places: int = 0) -> str:
    """A change: ``+1,235``, ``−3``, ``0``."""
    if value is None or is_missing(value):
        return NO_VALUE
    text = number(value, places)
    return f"+{text}" if round_half_up(value, places) > 0 else text


def _with_symbol(text: str, symbol: str) -> str:
    """``−8.3`` -> ``−£8.3``: the symbol between the sign, where there is one, and the digits."""
    return text[0] + symbol + text[1:] if text[0] in ("+", MINUS) else symbol + text


def change(value: float | None, unit: str) -> str:
    """A change with its unit, rounded as the unit asks: per cent and ratios to one decimal, points to one where needed."""
    if value is None or is_missing(value):
        return NO_VALUE
    if unit == "%":
        return f"{signed(value, 1)}%"
    if unit == "pp":
        places = 0 if float(value).is_integer() else 1
        points = signed(value, places)
        return f"{points} percentage point{'' if abs(round_half_up(value, places)) == 1 else 's'}"
    if unit == "days":
        return f"{signed(value)} day{'' if abs(round_half_up(value)) == 1 else 's'}"
    if unit == "£m":
        return _with_symbol(signed(value, 1), "£") + "m"
    if unit == "ratio":
        return signed(value, 1)
    return signed(value)


def short_change(value: float | None, unit: str) -> str:
    """A change for a narrow column: ``−21.0%``, ``+3pp``."""
    if value is None or is_missing(value):
        return NO_VALUE
    if unit == "pp":
        return f"{signed(value, 0 if float(value).is_integer() else 1)}pp"
    return change(value, unit)


def value_of(value: float | None, measure: str) -> str:
    """An observed value with its unit, by measure."""
    if value is None or is_missing(value):
        return NO_VALUE
    if measure == "percentage":
        return f"{number(value, 0 if float(value).is_integer() else 1)}%"
    if measure == "outcome-rate":
        return f"{number(value, 1)}%"
    if measure == "rate":
        # A rare event's rate would round to nothing: it keeps a figure that is not nought, to three decimals at most.
        places = next((places for places in (1, 2) if abs(value) >= 10.0 ** (1 - places)), 3)
        return number(value, 1 if value == 0 else places)
    if measure == "ratio":
        return number(value, 1)
    if measure == "gap":
        return f"{signed(value, 0 if float(value).is_integer() else 1)}pp"
    if measure == "money":
        return _with_symbol(number(value, 1), "£") + "m"
    return number(value)


def counted(text: str, unit: str) -> str:
    """A written number with what is counted: ``3 victims``, ``+1 victim``. One is spoken of in the singular, without the ending in s."""
    if text.lstrip(f"+{MINUS}") != "1":
        return f"{text} {unit}"
    things, _, beyond = unit.partition(" ")
    return f"{text} {things.removesuffix('s')}{' ' if beyond else ''}{beyond}"


def date(day: datetime.date) -> str:
    """``2023-06-30`` -> ``30 June 2023``."""
    return f"{day.day} {periods.MONTH_NAMES[day.month]} {day.year}"


def month_year(ordinal: int, short: bool = False) -> str:
    """``June 2023``, or ``Jun 2023``."""
    names = periods.MONTH_ABBREVIATIONS if short else periods.MONTH_NAMES
    return f"{names[ordinal % 12 + 1]} {ordinal // 12}"


def financial_year(start_year: int) -> str:
    """``2023`` -> ``2023/24``."""
    return f"{start_year}/{(start_year + 1) % 100:02d}"


def period(text: str | periods.Period, short: bool = False) -> str:
    """A period as people read it: ``12 months to June 2023``, ``April to June 2023``, ``2023/24``."""
    parsed = text if isinstance(text, periods.Period) else periods.parse(text)
    if parsed.type == periods.ROLLING_YEAR:
        return f"12 months to {month_year(parsed.last, short)}"
    if parsed.type == periods.QUARTER:
        names = periods.MONTH_ABBREVIATIONS if short else periods.MONTH_NAMES
        return f"{names[parsed.first % 12 + 1]} to {month_year(parsed.last, short)}"
    if parsed.type == periods.FINANCIAL_YEAR:
        return financial_year(parsed.first // 12)
    if parsed.type == periods.MONTH:
        return month_year(parsed.first, short)
    if parsed.type == periods.DATE:
        return date(datetime.date.fromisoformat(parsed.text))
    return parsed.text


def quarter_name(text: str) -> str:
    """``2023-24-Q1`` -> ``Quarter 1 2023/24``."""
    parsed = periods.parse(text)
    return f"Quarter {text[-1]} {financial_year(periods.financial_year_of(parsed.first))}"


def age(end: datetime.date, today: datetime.date) -> str:
    """How old a figure is: ``8 months old``."""
    months = periods.whole_months_between(end, today)
    if months == 0:
        return "under a month old"
    return f"{months} month{'' if months == 1 else 's'} old"


def file_size(size: int) -> str:
    """Bytes as people read them: ``550 kB``."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{number(size / 1000)} kB"
    return f"{number(size / 1_000_000, 1)} MB"


def upper_first(text: str) -> str:
    """The text with its first letter a capital, the rest as it was."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands within a sentence: its first letter small, unless its first word is all capitals (``S calls``, ``MPS``)."""
    first = text.split(" ", 1)[0]
    return text if first == first.upper() else text[:1].lower() + text[1:]


def listing(items: list[str]) -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
