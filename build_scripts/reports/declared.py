"""Reports, their pages, sections and columns, as the data package ``report-sections`` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts import formats, periods
from build_scripts.packages.reading import Instance

PACKAGE = "report-sections"
FOLDER = "reports/"
SIGNED, AGAINST = "signed", "against"


@dataclass(frozen=True)
class Column:
    """A column of a section's table: the field it shows, its heading, how its cells are written, and its role (before, now, change)."""

    field: str
    label: str
    format: str
    role: str

    @property
    def compared_with(self) -> str:
        """The field of the sum that its own is compared with; empty for a column that shows its field."""
        word, _, field = self.format.partition(" ")
        return field if word == AGAINST else ""

    @property
    def signed(self) -> bool:
        """Whether its figures are written with their sign."""
        return self.format.partition(" ")[0] == SIGNED

    @property
    def unit(self) -> str:
        """The unit of its figures; empty for plain numbers, ``row`` where each row names its own."""
        return self.format.removeprefix(SIGNED).strip()


@dataclass(frozen=True)
class Section:
    """A section of a page.

    ``kind`` names the way it is shown; ``package`` and ``resource`` hold its rows, of which ``where`` keeps those whose fields have one
    of the named values; ``indicators`` are slugs; ``columns`` are those of its table; ``pivot`` names the fields of rows, columns and
    values of a table turned from long to wide.
    """

    identifier: str
    kind: str
    title: str
    sub: str
    package: str
    resource: str
    where: str
    group_by: str
    pivot: tuple[str, ...]
    indicators: tuple[str, ...]
    note: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class DeclaredPage:
    """A page of a report: ``slug`` is the last part of its address (empty for the front), ``title`` and ``lead`` are patterns.

    ``package``, ``resource`` and ``where`` give the rows that the patterns are filled from; ``key_rows`` are the statements that stand for
    the page in a summary, as package/resource/row.
    """

    slug: str
    short_title: str
    title: str
    lead: str
    package: str
    resource: str
    where: str
    key_rows: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Report:
    """One report: a layout filled for one period, or for none (a tracker)."""

    identifier: str
    title: str
    period: periods.Period | None
    document: str
    note: str
    kind: str
    path: str
    pages: tuple[DeclaredPage, ...]

    @property
    def name(self) -> str:
        """What it is called with its period: ``Quarterly report, Quarter 1 2023/24``."""
        return f"{self.title}, {self.period_name}" if self.period else self.title

    @property
    def period_name(self) -> str:
        """Its period as people name it; empty for a tracker."""
        if self.period is None:
            return ""
        return formats.quarter_name(self.period.text) if self.period.type == periods.QUARTER else formats.period(self.period)

    def path_of(self, page: DeclaredPage) -> str:
        """The address of one of its pages."""
        return f"{self.path}{page.slug}/" if page.slug else self.path


def labels_of(instance: Instance) -> dict[tuple[str, str], str]:
    """The words for codes that the documents' tables use, by field and code."""
    rows = instance.table(PACKAGE, "labels").to_dict("records")
    return {(row["field"], row["code"]): row["label"] for row in rows}


def reports_of(instance: Instance, reached: int) -> tuple[Report, ...]:
    """Every report, in the order of its row, then of time.

    A row without a last period makes a report for each period from its first to the last complete one; ``reached`` is the ordinal of the
    last month that the figures reach. An instance without the package has no reports.
    """
    if not instance.has(PACKAGE, "reports"):
        return ()
    layouts = _layouts(instance)
    rows = sorted(instance.table(PACKAGE, "reports").to_dict("records"), key=lambda row: row["position"])
    return tuple(_report(row, period, layouts[row["layout"]]) for row in rows for period in _periods(row, reached))


def _periods(row: dict, reached: int) -> list[periods.Period | None]:
    if not row["period_type"]:
        return [None]
    period = periods.parse_as(row["first_period"], row["period_type"])
    last = periods.parse_as(row["last_period"], row["period_type"]).last if row["last_period"] else reached
    found: list[periods.Period | None] = []
    while period.last <= last:
        found.append(period)
        period = periods.shift(period, len(period.months))
    return found


def _report(row: dict, period: periods.Period | None, pages: tuple[DeclaredPage, ...]) -> Report:
    slug = row["slug"] or (period.text.lower() if period else row["report"])
    return Report(row["report"], row["title"], period, row["document"], row["note"], row["kind"], f"{FOLDER}{slug}/", pages)


def _layouts(instance: Instance) -> Mapping[str, tuple[DeclaredPage, ...]]:
    columns: dict[tuple[str, str], list[Column]] = {}
    for row in _in_order(instance, "columns"):
        column = Column(row["field"], row["label"], row["format"], row["role"])
        columns.setdefault((row["layout"], row["section"]), []).append(column)
    sections: dict[tuple[str, str], list[Section]] = {}
    for row in _in_order(instance, "sections"):
        sections.setdefault((row["layout"], row["page"]), []).append(_section(row, columns.get((row["layout"], row["section"]), [])))
    pages: dict[str, list[DeclaredPage]] = {}
    for row in _in_order(instance, "pages"):
        slug = "" if row["page"] == "front" else row["page"]
        pages.setdefault(row["layout"], []).append(
            DeclaredPage(
                slug=slug,
                short_title=row["short_title"],
                title=row["title"],
                lead=row["lead"],
                package=row["package"],
                resource=row["resource"],
                where=row["where"],
                key_rows=tuple(row["key_rows"].split()),
                sections=tuple(sections.get((row["layout"], row["page"]), ())),
            )
        )
    return {layout: tuple(members) for layout, members in pages.items()}


def _section(row: dict, columns: list[Column]) -> Section:
    return Section(
        identifier=row["section"],
        kind=row["kind"],
        title=row["title"],
        sub=row["sub"],
        package=row["package"],
        resource=row["resource"],
        where=row["where"],
        group_by=row["group_by"],
        pivot=tuple(row["pivot"].split()),
        indicators=tuple(row["indicators"].split()),
        note=row["note"],
        columns=tuple(columns),
    )


def _in_order(instance: Instance, resource: str) -> list[dict]:
    return sorted(instance.table(PACKAGE, resource).to_dict("records"), key=lambda row: row["position"])


def rows_of(instance: Instance, shown: Section | DeclaredPage) -> list[dict]:
    """The rows that a section shows, or that a page's title is filled from, in the order of the file; none where it names no table."""
    if not shown.package:
        return []
    rows = instance.table(shown.package, shown.resource).to_dict("records")
    return [row for row in rows if kept(row, shown.where)]


def kept(row: dict, where: str) -> bool:
    """Whether a row fits: ``theme=a|b level!=heading`` asks each field for one of its values, or for none of them."""
    for condition in where.split():
        field, sign, values = condition.partition("!=") if "!=" in condition else condition.partition("=")
        if (row[field] in values.split("|")) != (sign == "="):
            return False
    return True
