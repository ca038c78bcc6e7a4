"""Where the rows behind a figure stand, told without reading them: files, categories, areas.

A page has thousands of figures; each says where to look. ``trace.figure`` reads the rows themselves, of one figure at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePosixPath

from build_scripts import formats, periods
from build_scripts.comparisons.elsewhere import SIMILAR
from build_scripts.comparisons.gaps_printed import EVERYBODY
from build_scripts.indicators.printed import is_printed
from build_scripts.indicators.series import EVERY_CATEGORY
from build_scripts.indicators.windows import holds
from build_scripts.packages.reading import Instance, Resource
from build_scripts.periods import Period
from build_scripts.trace.levels import is_level, level_sources
from build_scripts.trace.part import Part
from build_scripts.trace.parts import parts_of, parts_of_change
from build_scripts.trace.printed_gaps import everybody_parts
from build_scripts.trace.source_rows import SourceRow, covers, held_in, resources_of

# Roles of the composition that a measure is made of.
ROLES = {
    "count": ("count",),
    "rate": ("count",),
    "percentage": ("percentage",),
    "gap": ("percentage",),
    "outcome-rate": ("numerator", "denominator"),
    "ratio": ("numerator", "denominator"),
}
# These take the newest extract of each of their sources, whatever the extract of the figure.
NEWEST_OF_EACH = ("outcome-rate", "ratio")
# More categories than this are counted, not named.
MOST_NAMED = 4


class Places:
    """Where rows stand, for the observations and comparisons of one instance; what is asked often is looked up once."""

    def __init__(self, instance: Instance, force_area: str) -> None:
        self._instance = instance
        self._force_area = force_area
        self._told: dict[tuple, str] = {}

    def told(self, row: dict) -> str:
        """The files, categories and area of a row of ``tables.OBSERVATIONS`` or ``tables.COMPARISONS``; of a printed one files and lines.

        ``recorded-crime/data/2026-04/2025-26.csv: category theft-from-the-person, area E09000023``.
        """
        if is_printed(row):
            return self._printed(row)
        if is_level(row):
            return self._level(row)
        spans = [self._span(row[name]) for name in ("period", "base_period") if row.get(name)]
        extract = "" if row["measure"] in NEWEST_OF_EACH else row["extract"]
        told = []
        for area in dict.fromkeys((row["area_code"], row.get("base_area") or row["area_code"])):
            for role in ROLES[row["measure"]]:
                asked = (row["indicator"], row["component"], role, extract, area)
                key = (*asked, *spans)
                if key not in self._told:
                    self._told[key] = self._readings(*asked, [Period("", "", *span) for span in spans])
                told.append(self._told[key])
        if row["measure"] == "rate":
            told.append(files_in_words([self._instance.packages["areas"].resources["population"]]))
        return "; ".join(dict.fromkeys(one for one in told if one))

    def package(self, row: dict) -> str:
        """The package of the first file that ``told`` names."""
        return self.told(row).partition("/")[0]

    @staticmethod
    def _span(period: str) -> tuple[int, int]:
        parsed = periods.parse(period)
        return parsed.first, parsed.last

    def _readings(self, indicator: str, component: str, role: str, extract: str, area: str, spans: list[Period]) -> str:
        """Files, categories and area of what a component is made of in one role."""
        chosen = [
            row
            for row in self._composition
            if (row["indicator"], row["component"], row["role"]) == (indicator, component, role)
            and row["extract"] in ("", extract)
            and any(_meets(row, span) for span in spans)
        ]
        told = []
        for source in sorted({row["source"] for row in chosen}):
            categories = list(dict.fromkeys(row["category"] for row in chosen if row["source"] == source))
            resources = resources_of(self._instance, source, categories, extract)
            files = [one for one in resources if any(covers(one, span) for span in spans)]
            told.append(f"{files_in_words(files)}: {_categories(categories)}, {self._area(files, area)}")
        return "; ".join(told)

    def _area(self, resources: list[Resource], area: str) -> str:
        """Which rows by area. A force of which a file holds no row of its own is the sum of all areas."""
        if area == self._force_area and not any(area in held_in(self._instance, one, "area") for one in resources):
            return "every area"
        return f"area {area}"

    @cached_property
    def _composition(self) -> list[dict]:
        return self._instance.table("composition", "composition").to_dict("records")

    def _level(self, row: dict) -> str:
        """The quarters of the forces that both places are made of, and their residents."""
        told = []
        for source in level_sources(self._instance, row):
            other = "the similar forces of the register" if row["rule"] == SIMILAR else f"all forces of {row['base_area']}"
            files = [source.resource, source.package.resources["population"]]
            told.append(f"{files_in_words(files)}: {_categories(list(source.categories))}, area {row['area_code']} and {other}")
        return "; ".join(told)

    def _printed(self, row: dict) -> str:
        """The files and lines of the transcribed rows."""
        if "rule" in row:
            parts = [*parts_of_change(self._instance, row, self._force_area)]
            if row["rule"] == EVERYBODY:
                parts += everybody_parts(self._instance, row, self._force_area)
            parts += self._levels(row, "period", "area_code")
            if row["rule"] != EVERYBODY:
                parts += self._levels(row, "base_period", "base_area")
        else:
            parts = [*parts_of(self._instance, row, self._force_area)]
        return lines_in_words(line for part in parts for line in part.rows)

    def _levels(self, row: dict, period: str, area: str) -> tuple[Part, ...]:
        """What prints one of the two levels of a comparison."""
        observed = row | {"period": row[period], "period_type": periods.parse(row[period]).type, "area_code": row[area] or row["area_code"]}
        return parts_of(self._instance, observed, self._force_area)


def _meets(row: dict, span: Period) -> bool:
    """Whether a row of the composition holds in any month of the span."""
    return any(holds(row, Period("", "", month, month)) for month in range(span.first, span.last + 1))


def _categories(categories: list[str]) -> str:
    if EVERY_CATEGORY in categories:
        return "every category"
    if len(categories) > MOST_NAMED:
        return f"{formats.number(len(categories))} categories of the composition"
    return f"{'category' if len(categories) == 1 else 'categories'} {formats.listing(categories)}"


def files_in_words(resources: Iterable[Resource]) -> str:
    """Files, those of one folder together: ``recorded-crime/data/2026-04/2024-25.csv and 2025-26.csv``."""
    folders: dict[PurePosixPath, list[str]] = {}
    for resource in resources:
        path = PurePosixPath(resource.package) / resource.relative_path
        folders.setdefault(path.parent, []).append(path.name)
    return "; ".join(f"{folder}/{formats.listing(sorted(names))}" for folder, names in folders.items())


def lines_in_words(rows: Iterable[SourceRow]) -> str:
    """Rows by file and line, the header being line 1: ``quarterly-report-2023-24-q1/data/statements.csv, lines 3 and 7``."""
    files: dict[str, dict[int, None]] = {}
    for row in rows:
        files.setdefault(row.file, {})[row.line] = None
    return "; ".join(
        f"{file}, {'line' if len(lines) == 1 else 'lines'} {formats.listing([str(line) for line in sorted(lines)])}"
        for file, lines in files.items()
    )
