"""What a chart shows, in words: the titles and the alternative texts of drawings.

Each function takes the rows that are drawn, of ``tables.OBSERVATIONS`` or ``tables.COMPARISONS`` (as dicts), and returns a ``Statement``.
A number in a text is a cell rounded by ``formats``, a count of rows, or worked out from the cells that are recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from build_scripts import formats, periods
from build_scripts.indicators.groups import Group
from build_scripts.statements.gaps import finding
from build_scripts.statements.sentences import CLEAR
from build_scripts.statements.statement import Statement, address_of
from build_scripts.statistics.control_charts import OUTSIDE, TREND, TWO_OF_THREE, ControlChart

# A title lists no more boroughs than these.
MOST_LISTED = 3
ABOVE, BELOW = 1, -1
# From this many times what chance would make a decimal says nothing.
WHOLE_FROM = 10

# An area's name, and the row of its figure.
Named = tuple[str, dict]
# The same with the side of the 99.8% limits on which it lies: 1 above, -1 below, 0 within.
Placed = tuple[str, dict, int]


def line_described(rows: Sequence[dict], unit: str, *, dotted: bool = False) -> Statement:
    """The shape of a line of rolling 12 months: where it starts, its highest and lowest points, where it ends.

    ``rows`` are observations in order of time, ``unit`` what is counted, ``dotted`` whether a total spans a break in the series.
    """
    first, last = rows[0], rows[-1]
    high, low = max(rows, key=lambda row: row["value"]), min(rows, key=lambda row: row["value"])

    def told(row: dict) -> str:
        return f"{formats.value_of(row['value'], row['measure'])} in the 12 months to {_end(row)}"

    counted = f" ({unit})" if first["measure"] == "count" else ""
    crossing = " Where a total spans a break in the series the line is dotted." if dotted else ""
    return Statement(
        f"Line chart of rolling 12 months{counted}. It starts at {told(first)}; the highest is {told(high)}, the lowest {told(low)}; "
        f"it ends at {told(last)}.{crossing}",
        tuple(dict.fromkeys(address_of(row, "value") for row in (first, high, low, last))),
    )


def _end(row: dict) -> str:
    return formats.month_year(periods.parse(row["period"]).last)


def changes_title(named: Sequence[Named]) -> Statement:
    """In how many boroughs the change is clear: names where they are few."""
    clear = _clear(named)
    count = formats.number(len(named))
    cells = tuple(address_of(row, "verdict") for _, row in named)
    if not clear:
        return Statement(f"None of {count} boroughs shows a clear change", cells)
    if len(clear) <= MOST_LISTED:
        return Statement(f"A clear change in {formats.listing(clear)}, and in no other borough", cells)
    return Statement(f"{formats.number(len(clear))} of {count} boroughs show a clear change", cells)


def changes_described(named: Sequence[Named], whole: Named) -> Statement:
    """A dot and a range for each borough: the change of the whole force, and whose change is clear of chance."""
    force, row = whole
    clear = _clear(named)
    told = f"Clear of chance: {formats.listing(clear)}." if clear else "Every borough's change could be chance."
    return Statement(
        f"A dot and a range for each of {formats.number(len(named))} boroughs. {force}: "
        f"{formats.change(row['change'], row['change_unit'])}. {told}",
        (address_of(row, "change"), *(address_of(one, "verdict") for _, one in named)),
    )


def _clear(named: Sequence[Named]) -> list[str]:
    return [name for name, row in named if row["verdict"] in CLEAR]


def funnel_title(placed: Sequence[Placed]) -> Statement:
    """Who lies beyond the 99.8% limits of a funnel, which rest on the events and the residents of every borough."""
    parts = []
    for side, word in ((ABOVE, "above"), (BELOW, "below")):
        names = sorted(name for name, _, own in placed if own == side)
        if names:
            parts.append(f"{formats.listing(names)} {'lies' if len(names) == 1 else 'lie'} {word}")
    if not parts:
        return Statement("No borough lies beyond what its size and usual differences allow", _behind_rates(placed))
    return Statement(f"{formats.listing(parts)} what size and usual differences allow", _behind_rates(placed))


def dispersion_sentence(dispersion: float, placed: Sequence[Placed]) -> Statement:
    """How much wider than chance the limits of a funnel are; said of every funnel."""
    if dispersion <= 1:
        text = "Boroughs differ no more than chance alone would make them, so the limits are those of chance."
    else:
        times = formats.number(dispersion, 0 if dispersion >= WHOLE_FROM else 1)
        text = (
            f"The squared differences between boroughs are {times} times what chance alone would make, so the limits are widened to allow "
            "for that."
        )
    return Statement(text, _behind_rates(placed))


def funnel_described(placed: Sequence[Placed], centre: float, dispersion: float) -> Statement:
    """Rates by size around ``centre``, events per 1,000 residents of all boroughs: who lies beyond the limits, and how wide they are."""
    return Statement(
        f"Funnel plot of {formats.number(len(placed))} boroughs around {formats.value_of(centre, 'rate')} per 1,000. "
        f"{funnel_title(placed)}. {dispersion_sentence(dispersion, placed)}",
        _behind_rates(placed),
    )


def _behind_rates(placed: Sequence[Placed]) -> tuple[str, ...]:
    return tuple(address_of(row, name) for _, row, _ in placed for name in ("numerator", "denominator"))


def slope_title(named: Sequence[Named]) -> Statement:
    """Two periods by borough: where the later one is clearly higher, where clearly lower, in how many boroughs it could be chance."""
    clear = [(name, row) for name, row in named if row["verdict"] in CLEAR]
    up, down = ([name for name, row in clear if (row["value"] > row["base_value"]) is higher] for higher in (True, False))
    cells = (
        *(address_of(row, "verdict") for _, row in named),
        *(address_of(row, field) for _, row in clear for field in ("value", "base_value")),
    )
    if not clear:
        return Statement("Between the two years no borough clearly moved", cells)
    moved = formats.listing([f"{way} in {_few(names)}" for way, names in (("up", up), ("down", down)) if names])
    rest = "; elsewhere it could be chance" if len(clear) < len(named) else ""
    return Statement(f"Clearly {moved}{rest}", cells)


def _few(names: list[str]) -> str:
    """The names of a few boroughs, the number of many."""
    return formats.listing(names) if len(names) <= MOST_LISTED else f"{formats.number(len(names))} boroughs"


def slope_described(named: Sequence[Named], whole: Named) -> Statement:
    """Two periods joined by a line for each borough: both results of the whole force."""
    force, row = whole
    before, now = (formats.value_of(row[field], "percentage") for field in ("base_value", "value"))
    return Statement(
        f"Two periods joined by a line for each of {formats.number(len(named))} boroughs. {force}: {before}, then {now}.",
        (address_of(row, "base_value"), address_of(row, "value")),
    )


def groups_described(rows: Sequence[dict], groups: Mapping[tuple[str, str], Group]) -> Statement:
    """A dot and a range for each group, beside everybody: how many stand clearly apart."""
    found = finding(list(rows), dict(groups))
    everybody = formats.value_of(rows[0]["base_value"], "percentage")
    return Statement(
        f"A dot and a range for each of {formats.number(len(rows))} groups, beside everybody at {everybody}. {found}.",
        (address_of(rows[0], "base_value"), *found.cells),
    )


def control_title(chart: ControlChart, cells: tuple[str, ...]) -> Statement:
    """What a control chart says, from its latest point and the rule that marks it. ``cells`` are the counts of its months."""
    latest = chart.points[-1]
    high = latest.side > 0
    if not latest.rule:
        text = "The latest month is within normal variation"
    elif latest.rule == OUTSIDE:
        text = f"A signal: the latest month lies {'above' if high else 'below'} its usual range"
    elif latest.rule == TWO_OF_THREE:
        text = f"A signal: two of the last three months lie near the {'upper' if high else 'lower'} end of their usual range, or beyond it"
    elif latest.rule == TREND:
        text = f"A signal: the last {_run_to_the_end(chart)} months {'rise' if high else 'fall'} from each to the next"
    else:
        text = f"A signal: the last {_run_to_the_end(chart)} months all lie {'above' if high else 'below'} the average"
    return Statement(text, cells)


def _run_to_the_end(chart: ControlChart) -> str:
    """How many of the last points the latest one's rule, a trend or a shift, marks to its side, without a gap between two of them."""
    latest = chart.points[-1]
    run = 1
    for later, point in pairwise(reversed(chart.points)):
        beside = later.value - point.value if latest.rule == TREND else point.value - point.limits.mean
        if latest.rule not in point.rules or point.period.last + 1 != later.period.last or (beside > 0) != (latest.side > 0):
            break
        run += 1
    return formats.number(run)


def control_described(chart: ControlChart, cells: tuple[str, ...]) -> Statement:
    """Months around their mean: what the latest says, and the mean. ``cells`` are the counts of its months."""
    title = control_title(chart, cells)
    mean = formats.number(chart.points[-1].limits.mean)
    return Statement(f"Control chart of monthly counts. {title}. The mean is {mean} a month.", title.cells)


def waterfall_described(steps: Sequence[tuple[str, float, bool]], cells: tuple[str, ...]) -> Statement:
    """How the lines of a budget add up: the name of each step, its amount in £ million, whether it is a total. ``cells``: the amounts."""
    told = [f"{label} {'comes to ' if total else ''}{formats.signed(amount, 1)}" for label, amount, total in steps]
    return Statement(f"Waterfall of amounts in millions of pounds, from the first line to the last total: {'; '.join(told)}.", cells)
