"""The format of MPS borough level crime: a row a borough and offence category, a column a month (``202306``).

The three leading headers have had several names, categories have been in Title Case and in capitals, with ``and`` or ``&``, with and without
punctuation: all of that is rows of the register of aliases (kinds ``header`` and ``offence-category``, whose label is
``Major / Minor``), compared by ``labels.normal_form``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts import periods
from build_scripts.importers.areas import AreaReader
from build_scripts.importers.columns import HEADER, find_columns, unknown_header
from build_scripts.importers.figures import whole_number
from build_scripts.importers.gathering import Gathering
from build_scripts.importers.layouts import Cells
from build_scripts.importers.reference import ALIASES, Reference
from build_scripts.importers.refusal import FaultLog
from build_scripts.importers.source_files import SourceFile

SOURCE = "mps-borough"
AREA_KINDS = frozenset({"borough", "unallocated"})

_MONTH = re.compile(r"^(\d{4})(0[1-9]|1[0-2])$")


def parse_files(files: Sequence[SourceFile], reference: Reference, log: FaultLog) -> Cells:
    """Offences by (category, area code, month), of all files together; what can not be read is in ``log``."""
    gathering = Gathering(log)
    for file in files:
        _parse_file(file, reference, gathering, log)
    return gathering.cells


def _month_columns(file: SourceFile, places: Sequence[int], reference: Reference, log: FaultLog) -> list[tuple[int, str]]:
    """The places of the month columns and their months; other headers are faults, and so is a month that stands twice."""
    columns: list[tuple[int, str]] = []
    seen: set[str] = set()
    known = reference.labels(HEADER, SOURCE)
    for place in places:
        header = file.header[place]
        match = _MONTH.match(header)
        if not match:
            unknown_header(file, header, known, SOURCE, log, " and is no month such as 202306")
        elif header in seen:
            log.add("repeated-column", file.name, f"the month {header} stands twice in the header", "remove one of the two columns", row=1, column=header)
        else:
            seen.add(header)
            columns.append((place, f"{match[1]}-{match[2]}"))
    if not columns:
        log.add("missing-column", file.name, "no column holds a month: expected headers such as 202306", "check that the file is of this source", row=1)
    return columns


def _parse_file(file: SourceFile, reference: Reference, gathering: Gathering, log: FaultLog) -> None:
    found = find_columns(file, reference, SOURCE, ("major", "minor", "area"), log, rest_allowed=True)
    if found is None:
        return
    months = _month_columns(file, found.rest, reference, log)
    major, minor, area = (found.places[name] for name in ("major", "minor", "area"))
    labels = reference.labels("offence-category", SOURCE)
    areas = AreaReader(reference, SOURCE, AREA_KINDS, log)
    for row in file.rows:
        label = f"{row.cells[major]} / {row.cells[minor]}"
        category = labels.code(label)
        if category is None:
            log.add(
                "unknown-label",
                file.name,
                f"the category '{label}' is not known: {labels.nearest_in_words(label)}",
                f"add a row 'offence-category,{SOURCE},{label},<category>' to {ALIASES} (and, if it is a new category, a row to recorded-crime/categories.csv)",
                row=row.line,
                column=file.header[minor],
                value=label,
                same_as=label,
            )
        area_code = areas.code(row.cells[area], file=file.name, row=row.line, column=file.header[area])
        for place, month in months:
            column = file.header[place]
            number = whole_number(row.cells[place], file=file.name, row=row.line, column=column, log=log)
            if number is not None and category is not None and area_code is not None:
                gathering.put((category, area_code, month), (number,), file=file.name, row=row.line, column=column)


def months_of(cells: Cells) -> list[int]:
    """The ordinals of the months that the cells hold, in order."""
    return sorted({periods.month_ordinal(month) for month in {key[2] for key in cells}})
