"""Why there is no verdict, or no percentage, in words for a reader who never took a statistics class.

The vocabulary has a sentence for every reason. Where more is known of the comparison (which change in recording lies between its periods,
how many months stand behind a test, when the figures begin) the sentence says that instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from build_scripts import formats, periods, vocabulary
from build_scripts.comparisons.counts import FEWEST_DISPERSION_MONTHS
from build_scripts.indicators.breaks import Break
from build_scripts.statements.statement import Statement, address_of
from build_scripts.statistics.ratio_dispersion import FEWEST_QUARTERS

MONTHS_OF_A_QUARTER, MONTHS_OF_A_YEAR = 3, 12
# Measures whose variation is seen from months; that of ratios of counts is seen from quarters.
COUNTED = ("count", "rate")


@dataclass(frozen=True)
class Background:
    """What is known of an indicator in an area beside its comparisons.

    ``breaks`` are those that divide its series, of whatever source; ``sources`` those of each component, and ``starts`` the ordinal of the
    first month of each component that is held.
    """

    breaks: tuple[Break, ...] = ()
    sources: Mapping[str, frozenset[str]] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)

    def breaks_of(self, row: Mapping) -> tuple[Break, ...]:
        """The breaks that divide the component of a comparison, in order of time."""
        sources = self.sources.get(row["component"], frozenset([""]))
        return tuple(
            one
            for one in self.breaks
            if any(one.concerns(indicator=row["indicator"], source=source, area_code=row["area_code"]) for source in sources)
        )


NOTHING_KNOWN = Background()


def reason_statement(row: Mapping, background: Background = NOTHING_KNOWN) -> Statement:
    """The reason of a comparison (a row of ``tables.COMPARISONS``) as one or two sentences; empty where it has none."""
    if not row["reason"]:
        return Statement("", ())
    told = TOLD_IN_FULL.get(row["reason"])
    return (told(row, background) if told else None) or Statement(vocabulary.REASONS[row["reason"]], ())


def _break_in_series(row: Mapping, background: Background) -> Statement | None:
    period, base = periods.parse(row["period"]), periods.parse(row["base_period"])
    first, last = min(period.first, base.first), max(period.last, base.last)
    breaks = background.breaks_of(row)
    between = [one for one in breaks if one.lies_within(first, last)]
    if not between:
        return None
    named = formats.listing([f"{one.title} ({formats.period(one.date)})" for one in between])
    changes = "A change in recording lies" if len(between) == 1 else "Changes in recording lie"
    return Statement(f"{changes} within the two periods: {named}.{_comparable_again(row, period, breaks, between[-1])}", ())


def _comparable_again(row: Mapping, period: periods.Period, breaks: tuple[Break, ...], after: Break) -> str:
    """When the first comparison of the kind stands wholly after a break, unless a later break lies within that one too."""
    if row["rule"] not in ("r12", "quarter"):
        return ""
    months = MONTHS_OF_A_YEAR if row["rule"] == "r12" else MONTHS_OF_A_QUARTER
    first_base = after.first_month_after
    if row["rule"] == "quarter":
        first_base += -first_base % MONTHS_OF_A_QUARTER
    first_end = first_base + MONTHS_OF_A_YEAR + months - 1
    if first_end <= period.last or any(one.lies_within(first_base, first_end) for one in breaks):
        return ""
    window = periods.rolling_year(first_end) if row["rule"] == "r12" else periods.quarter_of(first_end)
    return f" The first that can be compared with the year before: {formats.period(window)}."


def _not_tested(row: Mapping, background: Background) -> Statement | None:
    last = periods.parse(row["period"]).last
    past = [one for one in background.breaks_of(row) if one.first_month_after <= last]
    start = background.starts.get(row["component"])
    if start is None:
        return None
    since = max([start, *(one.first_month_after for one in past)])
    what = next((f"since {formats.period(one.date)} ({one.title})" for one in past if one.first_month_after == since), "are held")
    if row["measure"] in COUNTED:
        held, needed, unit = last - since + 1, FEWEST_DISPERSION_MONTHS, "month"
    else:
        held, needed, unit = (last + 1 - since - -since % MONTHS_OF_A_QUARTER) // MONTHS_OF_A_QUARTER, FEWEST_QUARTERS, "quarter"
    if not 0 < held < needed:
        return None
    units = unit if held == 1 else f"{unit}s"
    enough = formats.number(needed)
    return Statement(
        f"Not yet tested: {formats.number(held)} {units} {what}; a test needs {enough}, to see how much the figure moves by itself.", ()
    )


def _no_base_period(row: Mapping, background: Background) -> Statement | None:
    start = background.starts.get(row["component"])
    if start is None or periods.parse(row["base_period"]).first >= start:
        return None
    return Statement(f"The figures held begin in {formats.month_year(start)}, too late for the period it would be compared with.", ())


def _unallocated_moved(row: Mapping, background: Background) -> Statement | None:
    shares = [row.get(name) for name in ("unallocated_share", "base_unallocated_share")]
    if any(formats.is_missing(share) for share in shares):
        return None
    now, before = (f"{formats.number(share, 1)}%" for share in shares)
    return Statement(
        f"In the later period {now} of the whole force's number could not be placed in any borough, in the earlier {before}: over one "
        "percentage point apart, so the borough's own numbers say too little.",
        tuple(address_of(dict(row), name) for name in ("unallocated_share", "base_unallocated_share")),
    )


TOLD_IN_FULL: Mapping[str, Callable[[Mapping, Background], Statement | None]] = MappingProxyType(
    {
        "break-in-series": _break_in_series,
        "not-tested": _not_tested,
        "no-base-period": _no_base_period,
        "unallocated-moved": _unallocated_moved,
    }
)
