"""The figures of transcribed tables as they are read on a page: the number parsed, in its unit; what was deduced; what is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts import formats, periods

DEDUCED, LOST = "e", "x"
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Figure:
    """A figure in words, and the flag it carries: empty, deduced by us, or lost in the document."""

    text: str
    flag: str = ""


def places_of(value: float) -> int:
    """How many decimals a parsed number has, two at most."""
    fraction = f"{value:.2f}".rstrip("0").partition(".")[2]
    return len(fraction)


def places_printed(row: Mapping, field: str) -> int:
    """How many decimals a cell is printed with, where what is printed is the number itself; else those of the number read."""
    printed = NUMERAL.search(str(row.get(f"{field}_printed") or ""))
    value = abs(row[field])
    if printed and float(printed[0].replace(",", "")) == value:
        return len(printed[0].partition(".")[2])
    return places_of(value)


def _pounds(value: float, suffix: str, places: int) -> str:
    return f"{formats.MINUS if value < 0 else ''}£{formats.number(abs(value), places)}{suffix}"


def _plural(word: str) -> Callable[[float, int], str]:
    return lambda value, places: f"{formats.number(value, places)} {word}{'' if abs(value) == 1 else 's'}"


# How a number of each unit is written; the second argument is the number of decimals.
FORMATS: Mapping[str, Callable[[float, int], str]] = MappingProxyType(
    {
        "": formats.number,
        "count": formats.number,
        "ratio": formats.number,
        "%": lambda value, places: f"{formats.number(value, places)}%",
        "pp": _plural("percentage point"),
        "days": _plural("day"),
        "seconds": _plural("second"),
        "minutes": _plural("minute"),
        "hours": _plural("hour"),
        "per 1,000": lambda value, places: f"{formats.number(value, places)} per 1,000",
        "£": lambda value, places: _pounds(value, "", places),
        "£ thousand": lambda value, places: _pounds(value, " thousand", places),
        "£m": lambda value, places: _pounds(value, "m", places),
        "£bn": lambda value, places: _pounds(value, "bn", places),
    }
)


def amount(value: float, unit: str, places: int | None = None) -> str:
    """A number in its unit: ``64%``, ``£5.2m``, ``2 percentage points``; a unit without a way of its own follows the number as a word."""
    places = places_of(value) if places is None else places
    return FORMATS[unit](value, places) if unit in FORMATS else f"{formats.number(value, places)} {unit}"


def change(value: float, unit: str, places: int | None = None) -> str:
    """A change in its unit with its sign, short: ``+2pp``, ``−£0.7m``."""
    places = places_of(value) if places is None else places
    if unit == "pp":
        return f"{formats.signed(value, places)}pp"
    text = amount(value, unit, places)
    return f"+{text}" if value > 0 else text


def figure(row: Mapping, field: str, unit: str, signed: bool = False) -> Figure:
    """The figure of one cell: the number read, else the number deduced from others (flag ``e``), else that it is lost (flag ``x``)."""
    written = change if signed else amount
    if not formats.is_missing(row[field]):
        return Figure(written(row[field], unit, places_printed(row, field)))
    deduced = row.get(f"{field}_deduced")
    if deduced is not None and not formats.is_missing(deduced):
        return Figure(written(deduced, unit), DEDUCED)
    return Figure(formats.NO_VALUE, LOST if row.get(f"{field}_printed") else "")


def number_of(row: Mapping, field: str) -> float:
    """The number of one cell: the one read, else the one deduced from others; null where it is lost."""
    if not formats.is_missing(row[field]):
        return float(row[field])
    deduced = row.get(f"{field}_deduced")
    return float("nan") if deduced is None or formats.is_missing(deduced) else float(deduced)


def period_text(text: str) -> str:
    """A period as a transcribed table writes it, in words; the text itself where it names no period."""
    if not text:
        return ""
    try:
        return formats.period(periods.parse(text))
    except ValueError:
        return text
