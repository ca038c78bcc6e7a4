"""Charts of an indicator by borough: the changes, the funnel of rates, and two periods of a survey. Boroughs are never ranked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from build_scripts import formats, periods, vocabulary
from build_scripts.charts.dots import AreaChange, ChangesByArea, dots_chart
from build_scripts.charts.explore_lines import Curve, ExploredLines, Mark, Point
from build_scripts.charts.explore_rows import ExploredRows, explored_changes
from build_scripts.charts.explore_slope import ExploredSlope
from build_scripts.charts.funnel import Funnel, FunnelPoint, LimitsAt, funnel_chart
from build_scripts.charts.slope import Slope, SlopeLine, slope_chart
from build_scripts.charts.theme import INK
from build_scripts.comparisons.funnel import AreaFunnel, area_funnel
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import showing
from build_scripts.pages.chart_files import Attribution, ChartTable, ShownChart, draw
from build_scripts.pages.content import Content
from build_scripts.statements.descriptions import (
    changes_described,
    changes_title,
    dispersion_sentence,
    funnel_described,
    funnel_title,
    slope_described,
    slope_title,
)
from build_scripts.statistics.funnel import FunnelLimits

PER = 1000
# Points at which the limits of a funnel are worked out, and the room on both sides of the smallest and the largest borough.
LIMIT_POINTS = 60
SIDE_ROOM = 0.06
# With fewer boroughs than this a chart by borough says less than its table.
FEWEST_BOROUGHS = 8
UNITS = {"%": "per cent", "pp": "percentage points"}
MARKS = {
    "improving": "Filled circle: improving.",
    "worsening": "Diamond: worsening.",
    "rose": "Triangle pointing up: a clear rise, not judged.",
    "fell": "Triangle pointing down: a clear fall, not judged.",
    "no-clear-change": "Open circle: no clear change.",
    "not-comparable": "Square: not comparable.",
    "not-available": "Square: not tested.",
}


def borough_charts(content: Content, indicator: Indicator, attribution: Attribution) -> list[ShownChart]:
    """The charts by borough that the indicator has data for, in the order of the page."""
    shown = (show_changes, show_slope) if indicator.measure == "percentage" else (show_changes, show_funnel)
    charts = [show(content, indicator, attribution) for show in shown]
    return [chart for chart in charts if chart is not None]


def _comparisons(content: Content, indicator: Indicator) -> list[tuple[str, dict]]:
    """The latest 12-month comparison of every borough that has one, by the boroughs' names."""
    found = [
        (area.name, content.latest_comparison(indicator.slug, "r12", measure=indicator.measure, area=area.code))
        for area in content.boroughs
    ]
    return [(name, row) for name, row in found if row is not None]


def marks_key(verdicts: Iterable[str]) -> str:
    """What each shape means, of the shapes that a chart holds."""
    held = set(verdicts)
    return " ".join(words for verdict, words in MARKS.items() if verdict in held)


def show_changes(content: Content, indicator: Indicator, attribution: Attribution) -> ShownChart | None:
    """Each borough's change with its plausible range; None where too few boroughs or not the whole force have a change."""
    whole = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
    compared = [(name, row) for name, row in _comparisons(content, indicator) if showing.is_known(row["change"])]
    if whole is None or not showing.is_known(whole["change"]) or len(compared) < FEWEST_BOROUGHS:
        return None
    areas = []
    for name, row in compared:
        interval = showing.interval_of(row)
        lower, upper = (interval.lower, interval.upper) if interval else (None, None)
        areas.append(AreaChange(name, row["change"], lower, upper, row["verdict"]))
    force = content.words(indicator).area
    unit = whole["change_unit"]
    missing = len(content.boroughs) - len(areas)
    drawn = ChangesByArea(tuple(areas), force, whole["change"], unit)
    return draw(
        "changes",
        drawn,
        dots_chart,
        title=changes_title(compared),
        sub=f"Change in the {formats.period(whole['period'])} on the 12 months before, in {UNITS[unit]}, "
        "with its 95% interval. Boroughs stand in order of their names.",
        description=changes_described(compared, (force, whole)),
        key=f"{marks_key(area.verdict for area in areas)} Dashed line: {force}."
        + (f" {formats.number(missing)} boroughs have no percentage: their figures are small, or missing." if missing else ""),
        columns=("area", "change", "unit", "lower_95", "upper_95", "p_adjusted", "verdict", "period", "base_period", "extract"),
        rows=[
            (
                name,
                row["change"],
                row["change_unit"],
                area.lower,
                area.upper,
                row["p_adjusted"],
                row["verdict"],
                row["period"],
                row["base_period"],
                row["extract"],
            )
            for (name, row), area in zip(compared, areas, strict=True)
        ],
        attribution=attribution,
        exploration=_changes_exploration(drawn),
        cache=content.charts_cache,
    )


def _changes_exploration(changes: ChangesByArea) -> ExploredRows:
    def text(area: AreaChange) -> str:
        ends = (area.lower, area.upper)
        low, high = (formats.short_change(None if end is None else round(end, 1), changes.unit) for end in ends)
        plausible = f", plausibly {low} to {high}" if area.lower is not None else ""
        return f"{area.name}: {formats.short_change(area.change, changes.unit)}{plausible}: {_verdict_words(area.verdict).lower()}"

    words = tuple(_verdict_words(area.verdict) for area in changes.areas)
    return explored_changes(changes, [text(area) for area in changes.areas], words)


def _verdict_words(verdict: str) -> str:
    return formats.upper_first(vocabulary.VERDICT_TITLES[verdict])


def show_funnel(content: Content, indicator: Indicator, attribution: Attribution) -> ShownChart | None:
    """Rates against population inside funnel limits; None where the indicator has no rates by borough."""
    rows = {}
    for area in content.boroughs:
        row = content.latest_observation(indicator, measure="rate", area=area.code)
        if row is not None:
            rows[area.code] = row
    funnel = area_funnel({code: row["numerator"] for code, row in rows.items()}, {code: row["denominator"] for code, row in rows.items()})
    if funnel is None:
        return None
    names = {code: content.areas[code].name for code in rows}
    points = tuple(FunnelPoint(names[code], row["denominator"], row["value"], funnel.sides[code]) for code, row in rows.items())
    placed = [(names[code], row, funnel.sides[code]) for code, row in rows.items()]
    limits = _limits(funnel, [point.population for point in points])
    drawn = Funnel(points, funnel.centre * PER, "Together", limits)
    period = formats.period(next(iter(rows.values()))["period"])
    data = _funnel_rows(points, rows, funnel)
    # The page has one working for each borough, below its table, which tells the rate too.
    compared = dict(_comparisons(content, indicator))
    addresses = [showing.figure_address(compared[point.name]) if point.name in compared else "" for point in points]
    return draw(
        "funnel",
        drawn,
        funnel_chart,
        title=funnel_title(placed),
        sub=f"{indicator.unit.capitalize()} per 1,000 residents, {period}, against the residents of each borough.",
        description=funnel_described(placed, drawn.centre, funnel.dispersion),
        key="Dashed lines: 95% limits. Solid lines: 99.8% limits. Only boroughs beyond these are named (triangles); none is ranked. "
        + dispersion_sentence(funnel.dispersion, placed).text,
        columns=(
            "area",
            "residents",
            "events",
            "rate_per_1000",
            "lower_95_limit",
            "upper_95_limit",
            "lower_99_8_limit",
            "upper_99_8_limit",
            "beyond_99_8",
        ),
        rows=data,
        table=ChartTable(
            f"{indicator.title}: rates inside funnel limits, {period}",
            (
                ("Borough", "start"),
                ("Residents", "end"),
                ("Per 1,000", "end"),
                ("95% limits", "end"),
                ("99.8% limits", "end"),
                ("Beyond", "start"),
            ),
            tuple(_funnel_texts(row, address) for row, address in zip(data, addresses, strict=True)),
        ),
        attribution=attribution,
        exploration=_funnel_exploration(drawn, indicator.unit),
        cache=content.charts_cache,
    )


def _ends(limits: FunnelLimits) -> tuple[np.ndarray, ...]:
    """The ends of the 95% limits, then of the 99.8% limits, each at every population."""
    return tuple(np.asarray(end) for span in (limits.warning, limits.alarm) for end in (span.lower, span.upper))


def _limits(funnel: AreaFunnel, residents: list[float]) -> tuple[LimitsAt, ...]:
    room = (max(residents) - min(residents)) * SIDE_ROOM
    grid = np.linspace(min(residents) - room, max(residents) + room, LIMIT_POINTS)
    limits = funnel.limits_at(grid)
    columns = _ends(limits)
    return tuple(LimitsAt(float(people), *(float(column[index]) * PER for column in columns)) for index, people in enumerate(grid))


def _funnel_rows(points: tuple[FunnelPoint, ...], rows: dict[str, dict], funnel: AreaFunnel) -> list[tuple]:
    columns = _ends(funnel.limits_at([point.population for point in points]))
    words = {1: "above", -1: "below", 0: ""}
    return [
        (point.name, point.population, row["numerator"], point.rate, *(float(column[index]) * PER for column in columns), words[point.side])
        for index, (point, row) in enumerate(zip(points, rows.values(), strict=True))
    ]


def _funnel_texts(row: tuple, address: str) -> tuple[str | dict, ...]:
    name, residents, _, rate, lower_95, upper_95, lower_998, upper_998, beyond = row

    def span(lower: float, upper: float) -> str:
        return f"{formats.value_of(lower, 'rate')} to {formats.value_of(upper, 'rate')}"

    return (
        name,
        formats.number(residents),
        {"address": address, "text": formats.value_of(rate, "rate")},
        span(lower_95, upper_95),
        span(lower_998, upper_998),
        beyond or "within",
    )


def _funnel_exploration(funnel: Funnel, unit: str) -> ExploredLines:
    words = {1: ", above the 99.8% limits", -1: ", below the 99.8% limits", 0: ""}
    points = tuple(
        Point(
            point.population,
            point.rate,
            f"{point.name}: {formats.value_of(point.rate, 'rate')} {unit} per 1,000, {formats.number(point.population)} residents"
            f"{words[point.side]}",
            "Boroughs",
        )
        for point in funnel.points
    )
    curves = tuple(
        Curve(tuple((limit.population, getattr(limit, name)) for limit in funnel.limits), dashed)
        for name, dashed in (("lower_95", True), ("upper_95", True), ("lower_998", False), ("upper_998", False))
    )
    shapes = {1: "triangle-up", -1: "triangle-down"}
    marks = tuple(Mark(point.population, point.rate, shapes[point.side], INK) for point in funnel.points if point.side)
    return ExploredLines(points, (), curves, marks=marks, years=False, x_title="Residents")


def show_slope(content: Content, indicator: Indicator, attribution: Attribution) -> ShownChart | None:
    """Two periods of a survey, a line a borough; None where too few boroughs have both."""
    whole = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
    compared = [
        (name, row)
        for name, row in _comparisons(content, indicator)
        if showing.is_known(row["value"]) and showing.is_known(row["base_value"])
    ]
    if whole is None or not showing.is_known(whole["base_value"]) or len(compared) < FEWEST_BOROUGHS:
        return None
    force = content.words(indicator).area
    lines = [SlopeLine(name, row["base_value"], row["value"], row["verdict"]) for name, row in compared]
    lines.append(SlopeLine(force, whole["base_value"], whole["value"], whole["verdict"], whole=True))
    before, now = (f"To {formats.month_year(periods.parse(whole[name]).last, short=True)}" for name in ("base_period", "period"))
    drawn = Slope(tuple(lines), before, now)
    return draw(
        "slope",
        drawn,
        slope_chart,
        title=slope_title(compared),
        sub=f"Per cent of people asked, {formats.period(whole['base_period'])} and {formats.period(whole['period'])}.",
        description=slope_described(compared, (force, whole)),
        key=f"Bold line: {force}. {_slope_key(drawn)}",
        columns=("area", "before", "now", "verdict", "base_period", "period", "extract"),
        rows=[
            (name, row["base_value"], row["value"], row["verdict"], row["base_period"], row["period"], row["extract"])
            for name, row in (*compared, (force, whole))
        ],
        table=ChartTable(
            f"{indicator.title}: two periods by borough",
            (("Borough", "start"), (before, "end"), (now, "end"), ("Change", "end")),
            tuple(
                (
                    line.name,
                    formats.value_of(line.before, "percentage"),
                    formats.value_of(line.now, "percentage"),
                    {"address": showing.figure_address(row), "text": formats.short_change(line.now - line.before, "pp")},
                )
                for line, (_, row) in zip(lines, (*compared, (force, whole)), strict=True)
            ),
        ),
        attribution=attribution,
        exploration=_slope_exploration(drawn),
        cache=content.charts_cache,
    )


def _slope_key(slope: Slope) -> str:
    """What is named on a slope, and what its marks mean where it has any."""
    clear = [line for line in slope.lines if line.marked and not line.whole]
    if not clear:
        return "Grey: boroughs, none with a change that is clear of chance."
    named = [line for line in slope.named if not line.whole]
    which = "boroughs whose change is" if len(named) == len(clear) else f"the largest {len(named)} of the {len(clear)} changes that are"
    return f"{marks_key(line.verdict for line in clear)} Named: {which} clear of chance. Grey: the others."


def _slope_exploration(slope: Slope) -> ExploredSlope:
    def text(line: SlopeLine) -> str:
        before, now = (formats.value_of(value, "percentage") for value in (line.before, line.now))
        return f"{line.name}: {before}, then {now}: {_verdict_words(line.verdict).lower()}"

    return ExploredSlope(slope, tuple(map(text, slope.lines)))
