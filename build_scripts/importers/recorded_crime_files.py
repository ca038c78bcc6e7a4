"""The format of MPS borough level crime: a row a borough and offence category, a column a month (``202306``).

The three leading headers have had several names, categories have been in Title Case and in capitals, with ``and`` or ``&``, with and
without punctuation: all of that is rows of the register of aliases (kinds ``header`` and ``offence-category``, whose label is
``Major / Minor``), compared by ``labels.normal_form``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.importers.areas import AreaReader
from build_scripts.importers.columns import HEADER, find_columns, refuse_header
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.figures import whole_number
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.labels import Labels, alias_row
from build_scripts.importers.layouts import Cells
from build_scripts.importers.reference import Reference
from build_scripts.importers.refusals import MissingColumn, RepeatedColumn, UnknownLabel
from build_scripts.importers.source_files import SourceFile, SourceRow

SOURCE = "mps-borough"
CATEGORY = "offence-category"
AREA_KINDS = frozenset({"borough", "unallocated"})

_MONTH = re.compile(r"^(\d{4})(0[1-9]|1[0-2])$")


def parse_files(files: Sequence[SourceFile], reference: Reference, categories_file: str, log: FaultLog) -> Cells:
    """Offences by (category, area code, month), of all files together; what can not be read is in ``log``.

    ``categories_file`` names the table that declares the categories, for the error messages.
    """
    gathering = Gathering(log)
    labels = reference.labels(CATEGORY, SOURCE)
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    for file in files:
        found = find_columns(file, reference, SOURCE, ("major", "minor", "area"), log, rest_allowed=True)
        if found is None:
            continue
        major, minor, area = (found.places[name] for name in ("major", "minor", "area"))
        months = month_columns(file, found.rest, reference, SOURCE, log)
        for row in file.rows:
            category = _category(row, f"{row.cells[major]} / {row.cells[minor]}", file, file.header[minor], labels, categories_file, log)
            area_code = areas.code(row.cells[area], file=file.name, row=row.line, column=file.header[area])
            for place, month in months:
                column = file.header[place]
                number = whole_number(row.cells[place], file=file.name, row=row.line, column=column, log=log)
                if number is not None and category is not None and area_code is not None:
                    gathering.put((category, area_code, month), (number,), file=file.name, row=row.line, column=column)
    return gathering.cells


def month_columns(file: SourceFile, places: Sequence[int], reference: Reference, source: str, log: FaultLog) -> list[tuple[int, str]]:
    """The places of the month columns and their months; other headers are faults, and so is a month that stands twice."""
    columns: list[tuple[int, str]] = []
    seen: set[str] = set()
    for place in places:
        header = file.header[place]
        match = _MONTH.match(header)
        if not match:
            refuse_header(file, header, reference.labels(HEADER, source), source, log, " and is no month such as 202306")
        elif header in seen:
            log.add(RepeatedColumn, file.name, row=1, column=header, value=header, first=header, what="month")
        else:
            seen.add(header)
            columns.append((place, f"{match[1]}-{match[2]}"))
    if not columns:
        log.add(MissingColumn, file.name, row=1, what="month", expected="headers such as 202306", source=source)
    return columns


def _category(row: SourceRow, label: str, file: SourceFile, column: str, labels: Labels, categories_file: str, log: FaultLog) -> str | None:
    category = labels.code(label)
    if category is None:
        log.add(
            UnknownLabel,
            file.name,
            row=row.line,
            column=column,
            value=label,
            same_as=label,
            what="category",
            nearest=labels.nearest_in_words(label),
            alias=alias_row(CATEGORY, SOURCE, label, "<category>"),
            declared_in=categories_file,
        )
    return category
