"""What a trend says: since when the latest value is the highest or the lowest, or how far it is from the one that came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_scripts import formats
from build_scripts.statements.statement import Statement

# A record of less than a year is no news: neighbouring rolling totals share most of their months.
FEWEST_MONTHS = 12
# Of fewer things counted than these a percentage would sound like more than it is: the number is said.
FEWEST_FOR_PERCENT = 100
POINTS = ("percentage", "outcome-rate", "gap")
ACROSS_A_BREAK, ACROSS_A_HOLE = ", across a break in the series", ", of the years that are known"


@dataclass(frozen=True)
class TrendReading:
    """One rolling value: the ordinal of its window's last month, the value, and the address of the figure."""

    month: int
    value: float
    address: str


@dataclass(frozen=True)
class Extreme:
    """The words of one end of a series: what its furthest value is called, where others lie seen from it, and what is level with it.

    ``fewer_or_more`` is said in place of ``others`` where a number of things is given.
    """

    name: str
    others: str
    fewer_or_more: str
    level: str


HIGHEST, LOWEST = Extreme("highest", "below", "fewer than at", "As high as"), Extreme("lowest", "above", "more than at", "As low as")
WIDEST, NARROWEST = Extreme("widest", "narrower than", "", "As wide as"), Extreme("narrowest", "wider than", "", "As narrow as")


def trend_statement(readings: Sequence[TrendReading], measure: str, breaks: Sequence[int] = ()) -> Statement:
    """A title for a series of rolling values in order of time, of which the last is spoken of.

    ``breaks`` are the ordinals of the first months after a break in the series: a comparison across one says so, as does one across
    more than a year without a value. A gap is told by its
    width, whichever group stands higher. Raises ValueError when there are fewer than two readings.
    """
    if len(readings) < 2:
        raise ValueError("a trend needs at least two readings")
    last, earlier = readings[-1], readings[:-1]
    ends = (NARROWEST, WIDEST) if measure == "gap" else (LOWEST, HIGHEST)
    sizes = {reading.month: abs(reading.value) if measure == "gap" else reading.value for reading in readings}

    def told(text: str, other: TrendReading) -> Statement:
        known = [reading.month for reading in readings if reading.month >= other.month]
        if any(after - before > FEWEST_MONTHS for before, after in pairwise(known)):
            text += ACROSS_A_HOLE
        if any(other.month < first_after <= last.month for first_after in breaks):
            text += ACROSS_A_BREAK
        return Statement(text, (last.address, other.address))

    for sign, end in zip((1, -1), ends, strict=True):
        reached = [one for one in earlier if sign * sizes[one.month] <= sign * sizes[last.month]]
        if not reached:
            return told(f"{formats.upper_first(end.name)} since the series began in {formats.month_year(readings[0].month)}", readings[0])
        if last.month - reached[-1].month >= FEWEST_MONTHS:
            return told(f"{formats.upper_first(end.name)} 12-month figure since {formats.month_year(reached[-1].month)}", reached[-1])
    # The record that was set last is the one that people remember.
    low = min(reversed(earlier), key=lambda one: sizes[one.month])
    high = max(reversed(earlier), key=lambda one: sizes[one.month])
    end, record = (ends[1], high) if high.month >= low.month else (ends[0], low)
    distance = _distance(abs(sizes[last.month] - sizes[record.month]), sizes[record.month], measure, end)
    when = f"in {formats.month_year(record.month)}"
    return told(f"{distance} its {end.name}, {when}" if distance else f"{end.level} {when}", record)


def _distance(size: float, record: float, measure: str, end: Extreme) -> str:
    """How far a value lies from a record, in the unit that its changes have; empty where that rounds to nothing."""
    if measure in POINTS:
        text = f"{formats.change(size, 'pp')} {end.others}"
    elif measure == "count" and record < FEWEST_FOR_PERCENT:
        text = f"{formats.number(size)} {end.fewer_or_more}"
    else:
        text = f"{formats.change(100 * size / record, '%')} {end.others}" if record else ""
    return text.lstrip("+") if any(digit in text for digit in "123456789") else ""
