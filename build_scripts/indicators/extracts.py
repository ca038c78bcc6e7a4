"""Which extract is newer, and which is the one that a figure is taken from."""

from __future__ import annotations

import re

from build_scripts import periods

_DATE = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)$")
_QUARTER = re.compile(r"(\d{4})-\d{2}-q([1-4])$")


def extract_date(extract: str) -> str:
    """The date in an extract's id: ``2026-04`` of ``2026-04``, ``2023-12`` of ``to-2023-12``, ``2023-06`` of the report ``2023-24-q1``.

    A report's printed figures are the extract that its quarter names. Raises ValueError when the id ends in no date.
    """
    quarter = _QUARTER.search(extract)
    if quarter:
        return periods.month_text(periods.quarter(int(quarter[1]), int(quarter[2])).last)
    match = _DATE.search(extract)
    if not match:
        raise ValueError(f"{extract!r} names no date: expected a form such as 2026-04 or to-2023-12")
    return match[1]


def report_period(extract: str) -> periods.Period | None:
    """The quarter of the report that an extract is (``2023-24-q1``); None where it is no report's."""
    return periods.parse(extract.upper()) if _QUARTER.fullmatch(extract) else None


def newest_first(extracts) -> list[str]:
    """Extract ids, the newest first."""
    return sorted(set(extracts), key=lambda extract: (extract_date(extract), extract), reverse=True)
