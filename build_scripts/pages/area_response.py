"""How many calls were reached in time in a borough, quarter by quarter, as a document prints them: a line for each kind of call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from build_scripts import formats, periods
from build_scripts.charts.slope import spread
from build_scripts.pages import links, workings
from build_scripts.pages.content import Area, Content
from build_scripts.statements.statement import address_of

# The drawing: its height, the line of 100 and that of 0 (pixels from the top), and where the first and last quarter stand (per cent).
HEIGHT, TOP, BOTTOM = 200, 16, 166
FIRST, LAST = 18.0, 68.0
LABEL_LINE = 22.0
GRID = (0, 50, 100)


@dataclass(frozen=True)
class QuarterPoint:
    """One quarter: its label, that of its end, its percentage in words, its place (``at`` in per cent of the width, ``y`` in pixels)."""

    label: str
    end_label: str
    text: str
    at: float
    y: float


@dataclass(frozen=True)
class CallLine:
    """One kind of call: the points of its line, the level of the whole force at the last of them, and where both labels stand.

    ``sentence`` says the last figure; ``whole_y`` and ``whole_text`` are None and empty where the document prints no level of the whole.
    ``observed`` are the observations of the points, ``whole`` that of the whole force.
    """

    title: str
    sentence: str
    href: str
    points: tuple[QuarterPoint, ...]
    whole_y: float | None
    whole_text: str
    label_y: float
    whole_label_y: float
    observed: tuple[dict, ...] = ()
    whole: dict | None = None

    @property
    def figures(self) -> list[dict]:
        """The percentages as cells that lead to their workings."""
        addresses = [address_of(row, "value") for row in self.observed] or [""] * len(self.points)
        return [{"address": address, "text": point.text} for address, point in zip(addresses, self.points, strict=True)]

    @property
    def whole_figure(self) -> dict:
        """A cell that leads to the working of the whole force's level; a dash where there is none."""
        return {"address": address_of(self.whole, "value") if self.whole else "", "text": self.whole_text or formats.NO_VALUE}

    def workings(self, content: Content, area: str, city: str, link: Callable[[str], str]) -> list[dict]:
        """How each quarter's percentage, and that of the whole force, came about; ``area`` and ``city`` name the places."""
        rows = [(row, area) for row in self.observed] + ([(self.whole, city)] if self.whole else [])
        return [
            workings.observation_working(content, row, f"{self.title}, {place}, {formats.period(row['period'], short=True)}", "", link)
            for row, place in rows
        ]


@dataclass(frozen=True)
class CallGrid:
    """A line of the drawing's scale."""

    label: str
    y: float


def grid() -> list[CallGrid]:
    """The lines of the scale, from 0 to 100 per cent: the same for every kind of call."""
    return [CallGrid(f"{value}%", height_of(value)) for value in GRID]


def height_of(percentage: float) -> float:
    """Where a percentage stands, in pixels from the top."""
    return round(BOTTOM - (BOTTOM - TOP) * percentage / 100, 1)


def call_lines(content: Content, area: Area, link: Callable[[str], str]) -> list[CallLine]:
    """A line for each measure that a document prints for the area in at least two quarters."""
    found = []
    for indicator in content.framework.indicators:
        rows = [row for row in content.printed("observations", indicator.slug, area.code) if row["period_type"] == periods.QUARTER]
        rows.sort(key=lambda row: row["period_end"])
        if len(rows) < 2:
            continue
        last = rows[-1]
        whole = next(
            (
                row
                for row in content.printed("observations", indicator.slug)
                if row["period"] == last["period"] and row["component"] == last["component"]
            ),
            None,
        )
        line = call_line(
            indicator.title,
            link(links.indicator_path(indicator.slug)),
            [(row["period"], row["value"]) for row in rows],
            whole["value"] if whole else None,
        )
        found.append(replace(line, observed=tuple(rows), whole=whole))
    return found


def call_line(title: str, href: str, quarters: Sequence[tuple[str, float]], whole: float | None) -> CallLine:
    """The line of one kind of call, laid out: ``quarters`` are (period, per cent) from the earliest, ``whole`` that of the whole force.

    Raises ValueError for fewer than two quarters.
    """
    if len(quarters) < 2:
        raise ValueError("a line needs two quarters")
    step = (LAST - FIRST) / (len(quarters) - 1)
    points = tuple(
        QuarterPoint(
            formats.period(period, short=True),
            f"to {formats.month_year(periods.parse(period).last, short=True)}",
            formats.value_of(value, "percentage"),
            round(FIRST + index * step, 2),
            height_of(value),
        )
        for index, (period, value) in enumerate(quarters)
    )
    whole_y = height_of(whole) if whole is not None else None
    label_y, whole_label_y = spread([points[-1].y, whole_y if whole_y is not None else points[-1].y + LABEL_LINE], LABEL_LINE)
    return CallLine(
        title=title,
        sentence=f"{points[-1].text} of {formats.lower_first(title)}",
        href=href,
        points=points,
        whole_y=whole_y,
        whole_text=formats.value_of(whole, "percentage") if whole is not None else "",
        label_y=round(label_y, 1),
        whole_label_y=round(whole_label_y, 1),
    )
