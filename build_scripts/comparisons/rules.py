"""The rules of comparison: which two periods stand against each other.

The framework note fixes two (rolling 12 months against the 12 before; a quarter against the same quarter of the year before); the others
are shown beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts import periods

LAST_MONTH_BEFORE_THE_PANDEMIC = periods.month_ordinal("2020-02")


@dataclass(frozen=True)
class Pairing:
    """A rule applied at a period: the period, the period it is compared with."""

    rule: str
    period: periods.Period
    base: periods.Period


def rolling_pairings(last: int) -> list[Pairing]:
    """The comparisons of the rolling 12 months that end with the month ``last``."""
    window = periods.rolling_year(last)
    pairings = [Pairing("r12", window, periods.shift(window, -12))]
    before_the_pandemic = periods.rolling_year(LAST_MONTH_BEFORE_THE_PANDEMIC)
    if window.first > before_the_pandemic.last:
        pairings.append(Pairing("pre-pandemic", window, before_the_pandemic))
    return pairings


def quarter_pairings(last: int) -> list[Pairing]:
    """The comparisons of the financial quarter that ends with the month ``last``."""
    window = periods.quarter_of(last)
    pairings = [
        Pairing("quarter", window, periods.shift(window, -12)),
        Pairing("previous-quarter", window, periods.shift(window, -3)),
    ]
    before = window
    while before.last > LAST_MONTH_BEFORE_THE_PANDEMIC:
        before = periods.shift(before, -12)
    if before is not window:
        pairings.append(Pairing("pre-pandemic", window, before))
    return pairings


def yearly_pairings(period: periods.Period) -> list[Pairing]:
    """The comparison of a financial or calendar year with the year before."""
    return [Pairing("year", period, periods.shift(period, -12))]


def pairings(period: periods.Period) -> list[Pairing]:
    """Every comparison that applies to the period."""
    if period.type == periods.ROLLING_YEAR:
        return rolling_pairings(period.last)
    if period.type == periods.QUARTER:
        return quarter_pairings(period.last)
    if period.type in (periods.FINANCIAL_YEAR, periods.CALENDAR_YEAR):
        return yearly_pairings(period)
    return []
