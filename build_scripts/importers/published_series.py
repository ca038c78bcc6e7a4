"""What the importers of published charts share: one table of series of several types of period, counts and percentages, some by group.

The package's ``categories`` table says of each series which type of period it has, whether its figures are numbers or per cents, and by
what group it is broken down; the register of aliases leads from the publisher's names to the series (kind ``series``) and to the group
(the kind is the type of group, such as ``sex``; ``everybody`` is no group).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from build_scripts import periods
from build_scripts.importers.extracts import Extract
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.figures import decimal_text
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.importer import Importer
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.refusals import NotANumber, OutOfRange
from build_scripts.importers.source_rows import LEFT_OUT, Cell, LabelReader, decimal_in
from build_scripts.importers.table_import import Parse, TableSource, importer_of

EVERYBODY = "everybody"
"""The code of a label that stands for no group: all people asked."""

NUMBER, PER_CENT = "number", "per cent"
_HUNDREDTH = Decimal("0.01")

LAYOUT = Layout(
    (
        Column("category", "string", "Series", "The series, as in the table of categories.", {"required": True}),
        Column("area_code", "string", "Area", "E23000001: the whole of the Metropolitan Police's area.", {"required": True}),
        Column("group_type", "string", "Kind of group", "By what the people asked are told apart, such as sex; empty for everybody."),
        Column("group", "string", "Group", "The group of people asked; empty for everybody."),
        Column(
            "period_type",
            "string",
            "Type of period",
            "month, quarter (of the financial year), r12 (12 months, named by the last) or calendar-year.",
            {"required": True, "enum": [periods.MONTH, periods.QUARTER, periods.ROLLING_YEAR, periods.CALENDAR_YEAR]},
        ),
        Column("period", "string", "Period", "The period, such as 2023-06, 2023-24-Q1, R12-2023-06 or 2023.", {"required": True}),
        Column("value", "number", "Value", "The figure, in the unit that the table of categories gives.", {"required": True, "minimum": 0}),
    ),
    key_length=6,
    foreign_keys=({"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},),
)

COLUMNS = {
    "category": "category",
    "area": "area_code",
    "group_type": "group_type",
    "group": "group",
    "period_type": "period_type",
    "period": "period",
    "value": "value",
}


@dataclass(frozen=True)
class SeriesKind:
    """What the table of categories says of a series: its type of period, its unit, and the kind of group it is told apart by."""

    category: str
    period_type: str
    unit: str
    group_type: str


class SeriesReader:
    """Reads the series of one source into cells of ``LAYOUT``; ``categories_file`` is the table that declares them."""

    def __init__(self, reference: Reference, source: str, categories_file: str, log: FaultLog):
        rows = read_rows(reference.packages_dir, categories_file)
        self._kinds = {row["category"]: SeriesKind(row["category"], row["period_type"], row["unit"], row["group_type"]) for row in rows}
        reference.refuse_dangling("series", source, [*self._kinds, LEFT_OUT], categories_file, log)
        self._series = LabelReader(reference, source, "series", categories_file, log)
        self._groups = {
            kind.group_type: LabelReader(reference, source, kind.group_type, "the vocabulary", log)
            for kind in self._kinds.values()
            if kind.group_type
        }
        self._gathering = Gathering(log)
        self._log = log

    @property
    def cells(self) -> Cells:
        """The cells read so far."""
        return self._gathering.cells

    def kind(self, cell: Cell, label: str) -> SeriesKind | None:
        """The series that ``label`` names; None where it is known and left out, and, with a fault, where it is not known."""
        return self._kinds.get(self._series.code(cell, label) or "")

    def put(self, kind: SeriesKind, area_code: str, group: Cell, period: periods.Period, value: Cell) -> None:
        """Take a figure; an empty cell is a period for which the publisher has none."""
        if value.text == "":
            return
        group_type, name = self._group(kind, group)
        figure = self._figure(kind, value)
        if name is not None and figure is not None:
            key = (kind.category, area_code, group_type, name, kind.period_type, period.text)
            self._gathering.put(key, (figure,), **value.place)

    def _group(self, kind: SeriesKind, cell: Cell) -> tuple[str, str | None]:
        if not kind.group_type:
            return "", ""
        code = self._groups[kind.group_type].code(cell)
        return ("", "") if code == EVERYBODY else (kind.group_type, code)

    def _figure(self, kind: SeriesKind, cell: Cell) -> str | None:
        number = decimal_in(cell, self._log)
        if number is None:
            return None
        if kind.unit == PER_CENT:
            if 0 <= number <= 1:
                # Binary fractions leave digits behind (0.26789999999999997): no share was published to more than four decimals.
                return decimal_text((number * 100).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP))
            self._log.add(OutOfRange, **cell.place, value=cell.text, expected="a share from 0 to 1")
            return None
        if number < 0 or number != number.to_integral_value():
            self._log.add(NotANumber, **cell.place, value=cell.text, expected="a whole number, 0 where there were none")
            return None
        return decimal_text(number)


def series_importer(
    *,
    name: str,
    title: str,
    formats: str,
    package: str,
    package_title: str,
    package_description: str,
    parse: Parse,
    months_between_rolling_years: int = 3,
) -> Importer:
    """The importer of a source whose extracts are each one table of ``LAYOUT``; the arguments are those of ``TableSource``.

    Rolling 12 months are published every ``months_between_rolling_years`` months; other periods follow one another.
    """
    return importer_of(
        TableSource(
            name=name,
            title=title,
            formats=formats,
            package=package,
            package_title=package_title,
            package_description=package_description,
            resource="series-{extract}",
            path="data/{extract}/series.csv",
            table_title="Series, {extract}",
            table_description="One row a series, group and period. A period for which the publisher has no figure has no row.",
            layout=LAYOUT,
            series_of=_series_of,
            month_of=lambda period: periods.parse(period).last,
            step=lambda period: _steps(months_between_rolling_years)[periods.parse(period).type],
            parse=parse,
            role=_role(name),
            # Series of different things do not add up to anything.
            totals=lambda cells: {},
        )
    )


def _series_of(key: Key) -> tuple[Series, str]:
    category, area_code, _, group, _, period = key
    return Series(category, area_code, group), period


def _steps(rolling: int) -> Mapping[str, int]:
    return {periods.MONTH: 1, periods.QUARTER: 3, periods.ROLLING_YEAR: rolling, periods.CALENDAR_YEAR: 12}


def _role(source: str) -> Callable[[Extract, Cells], Mapping]:
    """What a ``TableSource`` with ``LAYOUT`` takes as ``role``: readings whose type of period is a column."""

    def role(extract: Extract, cells: Cells) -> Mapping:
        return {"table": "readings", "source": source, "extract": extract.id, "columns": dict(COLUMNS), "absent": "missing"}

    return role
