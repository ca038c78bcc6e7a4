"""The page that lists the data packages: what each holds, to which month, how many rows, and its archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_scripts import formats, periods
from build_scripts.indicators.extracts import newest_first
from build_scripts.packages.reading import Instance, Package, Resource
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page

PATH = "data/"


@dataclass(frozen=True)
class Shelf:
    """A kind of package: those with a table of the role ``holds``, or from a source of figures; the last takes what no other does."""

    identifier: str
    title: str
    sub: str
    holds: str


FIGURES = Shelf("figures", "Figures that somebody publishes as data", "Tidied from the publisher's files, every extract kept.", "readings")
SHELVES = (
    FIGURES,
    Shelf("documents", "Documents, transcribed", "Each figure with the line it is printed in, as printed and as read.", "transcription"),
    Shelf("meaning", "What makes figures of them", "Frameworks, areas, breaks in series, constants: the rules, as rows.", ""),
)


def data_page(content: Content, static: Path) -> Page:
    """The list of data packages, shelf by shelf; their archives stand below ``static`` already."""
    packages = list(content.instance.packages.values())
    entries = {package.name: _entry(content.instance, package, static) for package in packages}
    sources = frozenset(content.instance.table("sources", "sources")["title"])
    shelves = [{"shelf": shelf, "entries": [entries[one.name] for one in packages if shelf_of(one, sources) is shelf]} for shelf in SHELVES]
    rows = sum(entry["rows"] for entry in entries.values())
    return Page(
        path=PATH,
        title=f"{formats.number(len(packages))} data packages, {formats.number(rows)} rows, free to use",
        short_title="Data packages",
        description="Every table behind this site, as CSV files with their dictionary, licence and source.",
        template="data.md.j2",
        context={"shelves": [one for one in shelves if one["entries"]]},
        search_boost=1.5,
    )


def shelf_of(package: Package, sources: frozenset[str]) -> Shelf:
    """The shelf of a package; ``sources`` are the titles of the sources of figures."""
    held = {resource.role.get("table", "") for resource in package.resources.values()}
    if not sources.isdisjoint(source["title"] for source in package.descriptor["sources"]):
        held.add(FIGURES.holds)
    return next((shelf for shelf in SHELVES if shelf.holds in held), SHELVES[-1])


def _entry(instance: Instance, package: Package, static: Path) -> dict:
    archive = static / links.package_path(package.name) / f"{package.name}.zip"
    readings = [one for one in package.resources.values() if one.role.get("table") == "readings"]
    last = max((_last_month(instance, one) for one in readings), default=None)
    extracts = newest_first(one.role["extract"] for one in readings)
    return {
        "name": package.name,
        "title": package.title,
        "text": package.descriptor["description"],
        "to": formats.month_year(last, short=True) if last is not None else "",
        "extract": extracts[0] if extracts else "",
        "tables": len(package.resources),
        "rows": sum(len(instance.table(package.name, name)) for name in package.resources),
        "archive_href": f"{package.name}/{package.name}.zip",
        "archive_size": formats.file_size(archive.stat().st_size),
    }


def _last_month(instance: Instance, resource: Resource) -> int:
    """The last month that a table of readings holds something of."""
    columns = resource.role["columns"]
    table = instance.table(resource.package, resource.name)
    types = table[columns["period_type"]] if "period_type" in columns else [resource.role["period_type"]] * len(table)
    held = set(zip(table[columns["period"]], types, strict=True))
    return max(periods.parse_as(text, period_type).last for text, period_type in held)
