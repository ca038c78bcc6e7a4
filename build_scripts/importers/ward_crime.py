"""``plainsight import mps-ward``: recorded crime by ward, into ``ward-crime``.

The release is that of ``mps-borough`` with two columns more, the ward's name and code, and its labels of offences are the same. Taken over
are the categories that the package's table ``categories`` names, each a column, and all offences together. A ward is known by its code; the
airport's ward stands under its borough and under the airport's police, and the two are added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.columns import find_columns
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.gaps import Series
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells, Column, Key, Layout
from build_scripts.importers.recorded_crime_files import AREA_KINDS, CATEGORY, month_columns
from build_scripts.importers.recorded_crime_files import SOURCE as BOROUGH_SOURCE
from build_scripts.importers.reference import Reference, read_rows
from build_scripts.importers.refusals import ContradictoryRow
from build_scripts.importers.source_files import SourceFile
from build_scripts.importers.source_rows import Cell, LabelReader, count_in
from build_scripts.importers.table_import import TableSource, importer_of

SOURCE = "mps-ward"
PACKAGE = "ward-crime"
WARDS = f"{PACKAGE}/wards.csv"
BOROUGH_CATEGORIES = "recorded-crime/categories.csv"
ALL_OFFENCES = "all-offences"


def _counted(category: str, title: str, description: str) -> Column:
    constraints = {"required": True, "minimum": 0}
    return Column(category.replace("-", "_"), "integer", title, f"Recorded in the month: {description}.", constraints)


COUNTED = {
    ALL_OFFENCES: _counted(ALL_OFFENCES, "All offences", "every category of the release, those without a column included"),
    "domestic-burglary": _counted("domestic-burglary", "Domestic burglary", "burglaries of homes"),
    "homicide": _counted("homicide", "Homicide", "homicides"),
    "other-sexual-offences": _counted("other-sexual-offences", "Other sexual offences", "sexual offences other than rape"),
    "rape": _counted("rape", "Rape", "rapes"),
    "robbery-of-personal-property": _counted("robbery-of-personal-property", "Personal robbery", "robberies of a person"),
    "theft-from-a-motor-vehicle": _counted("theft-from-a-motor-vehicle", "Theft from a vehicle", "thefts from vehicles"),
    "theft-from-the-person": _counted("theft-from-the-person", "Theft from the person", "thefts from the person"),
    "theft-or-taking-of-a-motor-vehicle": _counted("theft-or-taking-of-a-motor-vehicle", "Theft of a vehicle", "thefts of vehicles"),
    "violence-with-injury": _counted("violence-with-injury", "Violence with injury", "violence that left an injury"),
}
"""The categories of ``mps-borough`` that the indicators use, each with its column."""

LAYOUT = Layout(
    (
        Column("ward_code", "string", "Ward", "The ONS code of the ward, as in the table of wards.", {"required": True}),
        Column("month", "string", "Month", "The month of recording.", {"required": True, "pattern": r"\d{4}-(0[1-9]|1[0-2])"}),
        *COUNTED.values(),
    ),
    key_length=2,
    foreign_keys=({"fields": ["ward_code"], "reference": {"resource": "wards", "fields": ["ward_code"]}},),
)


class _Reader:
    """Reads the rows of all files into counts by (category, ward code, month, and what tells rows of one cell apart)."""

    def __init__(self, reference: Reference, log: FaultLog):
        wards = read_rows(reference.packages_dir, WARDS)
        self._boroughs = {row["ward_code"]: row["area_code"] for row in wards}
        self._wards = LabelReader(reference, SOURCE, "ward", WARDS, log, [(code, code) for code in self._boroughs])
        self._categories = LabelReader(reference, BOROUGH_SOURCE, CATEGORY, BOROUGH_CATEGORIES, log)
        self._areas = AreaReader(reference, BOROUGH_SOURCE, AREA_KINDS, log)
        self._reference = reference
        self._log = log
        self.gathering = Gathering(log)

    def read(self, file: SourceFile) -> None:
        """Take every row of the file."""
        found = find_columns(file, self._reference, SOURCE, ("major", "minor", "ward", "area"), self._log, rest_allowed=True)
        if found is None:
            return
        months = month_columns(file, found.rest, self._reference, SOURCE, self._log)
        for row in file.rows:
            cells = {name: Cell(row.cells[place], file.name, row.line, file.header[place]) for name, place in found.places.items()}
            label = f"{cells['major'].text} / {cells['minor'].text}"
            category = self._categories.code(cells["minor"], label)
            ward = self._wards.code(cells["ward"])
            area = self._areas.code(cells["area"].text, **cells["area"].place)
            if ward and area:
                self._refuse_other_borough(ward, area, cells["area"])
            for place, month in months:
                count = Cell(row.cells[place], file.name, row.line, file.header[place])
                number = count_in(count, self._log)
                if category and ward and area and number is not None:
                    self.gathering.put((category, ward, month, area, label), (number,), **count.place)

    def _refuse_other_borough(self, ward: str, area: str, cell: Cell) -> None:
        """Record a fault where the ward is placed in another borough than the table of wards says."""
        if area in self._reference.boroughs and area != self._boroughs[ward]:
            self._log.add(
                ContradictoryRow,
                **cell.place,
                value=area,
                same_as=(ward, area),
                what=f"the borough of {ward}",
                other=self._boroughs[ward],
                where=f"its line of {WARDS}",
            )


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """The counts of ``COUNTED`` by (ward code, month) of all files together."""
    reader = _Reader(reference, log)
    for file in files:
        reader.read(file)
    totals: dict[Key, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for (category, ward, month, *_), (number,) in reader.gathering.cells.items():
        counts = totals[ward, month]
        counts[ALL_OFFENCES] += int(number)
        if category in COUNTED:
            counts[category] += int(number)
    return {key: tuple(str(number) for number in counts.values()) for key, counts in totals.items()}


def _series_of(key: Key) -> tuple[Series, str]:
    ward, month = key
    return Series(area_code=ward), month


def _by_year(cells: Cells) -> Mapping[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for (_, month), (offences, *_) in cells.items():
        totals[month[: len("2023")]] += int(offences)
    return dict(totals)


IMPORTER = importer_of(
    TableSource(
        name=SOURCE,
        title="MPS Ward Level Crime",
        formats="CSV as published: MajorText, MinorText, WardName, WardCode, LookUp_BoroughName, and a column a month (202306)",
        package=PACKAGE,
        package_title="Recorded crime by ward",
        package_description="Offences recorded by the Metropolitan Police by ward and month, in the categories that the indicators use.",
        resource="offences-{extract}",
        path="data/{extract}/offences.csv",
        table_title="Offences by ward and month, {extract}",
        table_description="One row a ward and month, with a column a category. A ward in which nothing was recorded has no row.",
        layout=LAYOUT,
        series_of=_series_of,
        month_of=periods.month_ordinal,
        step=1,
        parse=parse_files,
        role=lambda extract, cells: {},
        totals=_by_year,
    )
)
