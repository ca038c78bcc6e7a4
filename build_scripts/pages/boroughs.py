"""An indicator by borough: the tile map and the table. Boroughs stand in order of their names; they are never ranked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from build_scripts import formats
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages import links, showing, workings
from build_scripts.pages.content import Area, Content

CLASSES = 4


@dataclass(frozen=True)
class ByBorough:
    """Tiles, legend and table rows of one measure by borough; ``rows`` are for ``part.data_table``, ``workings`` those of their changes."""

    tiles: list[dict]
    legend: list[dict]
    columns: list[dict]
    rows: list[dict]
    workings: list[dict]
    period: str
    extract: str
    clear: list[str]
    counted: bool
    unplaced: str
    lowest: str
    highest: str

    @property
    def title(self) -> str:
        """How far apart boroughs are: what their map shows. None is named, as none is ranked."""
        if self.lowest == self.highest:
            return f"{self.lowest} in every borough"
        return f"From {self.lowest} in one borough to {self.highest} in another"


def class_limits(values: list[float]) -> list[float]:
    """The upper limits of the three lower classes: quarters of the boroughs, at values that can be read."""
    return [float(limit) for limit in np.quantile(values, [0.25, 0.5, 0.75], method="nearest")]


def tiles_of(content: Content, current: str = "", link=lambda path: path) -> list[dict]:
    """The tile map as a finder: uncoloured, each tile leads to its borough; the city that is not covered leads nowhere."""
    return [_tile(area, link, current) for area in _placed(content)]


def _placed(content: Content) -> list[Area]:
    placed = [area for area in content.areas.values() if area.tile_row]
    return sorted(placed, key=lambda area: (area.tile_row, area.tile_column))


def _tile(area: Area, link, current: str) -> dict:
    return {
        "code": area.short_code,
        "name": area.name,
        "row": area.tile_row,
        "column": area.tile_column,
        "href": link(links.area_path(area.slug)) if area.covered else "",
        "current": area.code == current,
    }


def by_borough(content: Content, indicator: Indicator, link) -> ByBorough | None:
    """The latest rolling 12 months by borough, on rates where there are any; None where no borough has a value."""
    shown = "rate" if indicator.measure == "count" else indicator.measure
    values: dict[str, dict] = {}
    for area in content.boroughs:
        row = content.latest_observation(indicator, measure=shown, area=area.code)
        if row is not None:
            values[area.code] = row
    if not values:
        return None
    limits = class_limits([row["value"] for row in values.values()])
    tiles = []
    for area in _placed(content):
        tile = _tile(area, link, "")
        row = values.get(area.code)
        if row is None:
            tiles.append(tile | {"map_class": "none", "value_text": "n/a"})
        else:
            tiles.append(
                tile
                | {
                    "map_class": str(_map_class(row["value"], limits)),
                    "value_text": formats.value_of(row["value"], shown).removesuffix("%"),
                }
            )
    texts = [formats.value_of(limit, shown).removesuffix("%") for limit in limits]
    legend = [
        {"map_class": "4", "label": f"up to {texts[0]}"},
        {"map_class": "3", "label": f"over {texts[0]}, up to {texts[1]}"},
        {"map_class": "2", "label": f"over {texts[1]}, up to {texts[2]}"},
        {"map_class": "1", "label": f"over {texts[2]}"},
        {"map_class": "none", "label": "not covered by this force"},
    ]
    first = next(iter(values.values()))
    compared = {
        code: row
        for code in values
        if (row := content.latest_comparison(indicator.slug, "r12", measure=indicator.measure, area=code)) is not None
    }
    columns, rows, clear = _table(content, indicator, values, compared, link)
    unplaced = next((text for row in compared.values() if (text := showing.unplaced_text(row))), "")
    lowest, highest = (formats.value_of(end(row["value"] for row in values.values()), shown) for end in (min, max))
    counted = indicator.measure == "count"
    worked = [
        workings.with_stat(
            workings.comparison_working(content, row, f"{content.areas[code].name}: {showing.comparison_label(row)}", link),
            "Per 1,000",
            workings.rate_text(values[code]) if counted else "",
        )
        for code, row in compared.items()
    ]
    return ByBorough(tiles, legend, columns, rows, worked, first["period"], first["extract"], clear, counted, unplaced, lowest, highest)


def _map_class(value: float, limits: list[float]) -> int:
    """1 for the highest class, 4 for the lowest."""
    return CLASSES - sum(value > limit for limit in limits)


def _table(
    content: Content, indicator: Indicator, values: dict[str, dict], compared: dict[str, dict], link
) -> tuple[list[dict], list[dict], list[str]]:
    counted = indicator.measure == "count"
    columns = [{"label": "Borough"}]
    if counted:
        columns += [{"label": "Per 1,000", "align": "end"}, {"label": indicator.unit.capitalize(), "align": "end"}]
    else:
        columns += [{"label": "Per cent", "align": "end"}]
    columns += [{"label": "Change", "align": "end", "role": "change"}, {"label": "Plausible range", "align": "end"}, {"label": "Verdict"}]
    rows, clear = [], []
    for area in content.boroughs:
        if area.code not in compared:
            continue
        row = compared[area.code]
        cells: list[object] = [{"label": area.name, "href": link(links.area_path(area.slug))}]
        cells.append(formats.value_of(values[area.code]["value"], "rate" if counted else indicator.measure))
        figure = {"address": showing.figure_address(row), "text": showing.figure_text(row)}
        if counted:
            cells.append(formats.number(row["value"]) if showing.has_change(row) else figure)
        interval = showing.interval_of(row)
        span = formats.NO_VALUE
        if interval is not None and interval.lower is not None:
            span = f"{formats.signed(interval.lower)} to {formats.signed(interval.upper)}{'%' if counted else 'pp'}"
        cells += [
            figure if showing.has_change(row) else showing.change_text(row),
            span,
            {"verdict": row["verdict"], "reason": showing.short_reason(row)},
        ]
        rows.append({"cells": cells})
        if row["verdict"] in ("improving", "worsening", "rose", "fell"):
            clear.append(area.name)
    return columns, rows, clear
