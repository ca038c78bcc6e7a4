"""A chart as a page shows it, and the files that go with it: its data, its specifications, its drawing, its words.

Each chart of a page has a name (``trend``) that is its section's anchor and its files' name below ``charts/<page>/``: ``trend.csv`` (what
is drawn, not rounded), ``trend.vl.json`` (the drawing's specification), ``trend.svg`` (the drawing, for use elsewhere) and
``trend.explore.json`` (what a reader's browser renders when asked to).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import altair
import vl_convert
from markupsafe import Markup

from build_scripts.charts import explore, lifting, render, standalone, theme
from build_scripts.charts.explore import Exploration
from build_scripts.downloads import files
from build_scripts.statements.statement import Statement

LIBRARY_FOLDER = "assets/scripts"
# A pixel of a wide chart is a thousandth of its width; months are told apart by the fourth decimal of a year.
DRAWN_DIGITS = 8
_EXPORTS = "export { vegaEmbed };"
# Most charts are of measures, whose addresses are short: charts/homicide/, embed/homicide/trend/.
MEASURES = "indicators/"
Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Attribution:
    """Whose chart it is: the subject (an indicator's title), the source in words, its page's path, and that page's whole address."""

    subject: str
    source: str
    page_path: str
    page_address: str


@dataclass(frozen=True)
class ChartTable:
    """The numbers of a chart as people read them, for ``part.data_table``: columns are (label, "start" or "end").

    A cell is text, or ``{address, text}`` that leads to a working on the page.
    """

    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str | dict, ...], ...]


@dataclass(frozen=True)
class ShownChart:
    """A drawn chart.

    ``key`` says how to read it; ``rows`` are the values drawn, under ``columns``; ``table`` is None where the page has these numbers in a
    table of its own, ``exploration`` where there is none. ``cells`` are the addresses of what the title and the description tell.
    """

    name: str
    title: str
    sub: str
    description: str
    key: str
    svg: Markup
    narrow_svg: Markup
    specification: dict
    exploration: dict | None
    columns: tuple[str, ...]
    rows: tuple[tuple, ...]
    table: ChartTable | None
    attribution: Attribution
    cells: tuple[str, ...]

    @property
    def _of_page(self) -> str:
        """The address of its page; that of a measure is its slug alone."""
        return self.attribution.page_path.removeprefix(MEASURES)

    @property
    def folder(self) -> str:
        """Where its files stand: ``charts/residential-burglary/``."""
        return f"charts/{self._of_page}"

    @property
    def embed_path(self) -> str:
        """The page that shows it alone: ``embed/residential-burglary/trend/``."""
        return f"embed/{self._of_page}{self.name}/"

    @property
    def address(self) -> str:
        """Its own address: that of its place on the page."""
        return f"{self.attribution.page_address}#{self.name}"

    @property
    def citation(self) -> str:
        """How to name it as a source."""
        return f"Plain Sight, {self.attribution.subject}: {self.title}. From {self.attribution.source} {self.address}"


def draw(
    name: str,
    data: Drawn,
    chart: Callable[[Drawn, theme.Frame], altair.TopLevelMixin],
    *,
    title: Statement,
    sub: str,
    description: Statement,
    key: str,
    columns: Iterable[str],
    rows: Iterable[tuple],
    attribution: Attribution,
    table: ChartTable | None = None,
    exploration: Exploration | None = None,
    cache: Path | None = None,
) -> ShownChart:
    """Draw ``data`` twice, for a desk and for a phone, with ``chart(data, frame)``. ``title`` is the finding."""
    specifications = [
        render.kept_specification((name, data, frame), partial(chart, data, frame), cache) for frame in (theme.WIDE, theme.NARROW)
    ]
    wide, narrow = (
        Markup(
            render.svg(specification, identifier=f"{name}-{frame.name}", title=title.text, description=description.text, cache=cache)
        )
        for frame, specification in zip((theme.WIDE, theme.NARROW), specifications, strict=True)
    )
    return ShownChart(
        name=name,
        title=title.text,
        sub=sub,
        description=description.text,
        key=key,
        svg=wide,
        narrow_svg=narrow,
        specification=specifications[0],
        exploration=exploration.specification(description.text) if exploration else None,
        columns=tuple(columns),
        rows=tuple(rows),
        table=table,
        attribution=attribution,
        cells=tuple(dict.fromkeys((*title.cells, *description.cells))),
    )


def write_chart_files(charts: Iterable[ShownChart], static: Path) -> list[Path]:
    """Write the files of charts below ``static``; returns their paths."""
    written = []
    for chart in charts:
        contents = {
            f"{chart.name}.csv": _csv(chart),
            f"{chart.name}.svg": _file(chart).encode(),
            f"{chart.name}.vl.json": _specification(chart),
        }
        if chart.exploration is not None:
            contents[f"{chart.name}.explore.json"] = files.json_bytes(_drawn(explore.by_column(chart.exploration)))
        for name, content in contents.items():
            path = static / chart.folder / name
            files.write_if_changed(path, content)
            written.append(path)
    return written


def _drawn(part: object) -> object:
    """A part of a specification with numbers as fine as a screen shows: what is read out stands beside them as text."""
    if isinstance(part, dict):
        return {name: _drawn(one) for name, one in part.items()}
    if isinstance(part, list | tuple):
        return [_drawn(one) for one in part]
    return files.plain(float(f"{part:.{DRAWN_DIGITS}g}")) if isinstance(part, float) else part


def _specification(chart: ShownChart) -> bytes:
    """The drawing's specification for use elsewhere: with the light colours in place of names that only our pages know."""
    return theme.with_light_colours(files.json_bytes(_drawn(lifting.lifted(chart.specification))).decode()).encode()


def _file(chart: ShownChart) -> str:
    return standalone.standalone(
        str(chart.svg),
        title=chart.title,
        sub=f"{chart.attribution.subject}. {chart.sub}",
        description=chart.description,
        notes=[chart.key, f"Source: {chart.attribution.source} {chart.address}"],
    )


def _csv(chart: ShownChart) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(chart.columns)
    writer.writerows([files.plain(cell) if files.plain(cell) is not None else "" for cell in row] for row in chart.rows)
    return text.getvalue().encode()


@lru_cache(maxsize=1)
def _library() -> bytes:
    return vl_convert.javascript_bundle(_EXPORTS).encode()


@lru_cache(maxsize=1)
def library_path() -> str:
    """Where the site keeps the library that renders a chart to be explored: named by the hash of its content, so it never goes stale."""
    return f"{LIBRARY_FOLDER}/vega-{hashlib.sha256(_library()).hexdigest()[:12]}.js"


def write_library(static: Path) -> Path:
    """Write Vega, Vega-Lite and Vega-Embed, of the versions that the converter draws with, as one module below ``static``."""
    path = static / library_path()
    files.write_if_changed(path, _library())
    return path
