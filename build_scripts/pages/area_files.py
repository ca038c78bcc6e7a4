"""The figures of a borough as one file: every comparison that its page shows, and those of the latest quarter."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from build_scripts.downloads import files
from build_scripts.pages import links
from build_scripts.pages.content import Area, Content

RULES = ("r12", "quarter")
# What a reader of one borough needs of a comparison; the API has every column.
COLUMNS = (
    *("indicator", "component", "rule", "measure", "area_code", "period", "value", "base_period", "base_value"),
    *("change", "change_unit", "change_absolute", "interval_of", "lower_95", "upper_95", "test", "p_adjusted"),
    *("verdict", "reason", "flags", "extract", "sentence"),
)


def figures_path(area: Area) -> str:
    """Where the file of an area stands: ``areas/lewisham/lewisham.csv``."""
    return f"{links.area_path(area.slug)}{area.slug}.csv"


def figures_of(content: Content, area: Area) -> pd.DataFrame:
    """The newest comparisons of an area under each headline rule, a row for each measure and part (``COLUMNS``).

    Measures that only a document prints follow with every quarter that it prints.
    """
    rows: list[dict] = []
    parts: dict[str, list[str]] = {}
    for part in content.components:
        parts.setdefault(part.indicator, []).append(part.component)
    for indicator in content.framework.indicators:
        for component in dict.fromkeys(["", *parts.get(indicator.slug, [])]):
            for rule in RULES:
                row = content.latest_comparison(indicator.slug, rule, component=component, measure=indicator.measure, area=area.code)
                if row is not None:
                    rows.append(row)
    for indicator in content.framework.indicators:
        rows += content.printed("comparisons", indicator.slug, area.code)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def write_area_files(content: Content, static: Path) -> list[Path]:
    """Write the file of every borough below ``static``; returns their paths."""
    written = []
    for area in content.boroughs:
        path = static / figures_path(area)
        files.write_if_changed(path, files.csv_bytes(figures_of(content, area)))
        written.append(path)
    return written
