"""Titles that state a finding: patterns whose numbers are cells of the section's own table, or counted from it.

| placeholder | becomes |
| --- | --- |
| ``{rows}``, ``{count field=value}`` | the number of rows, of those that fit |
| ``{rises field}``, ``{falls field}``, ``{stays field}`` | the number of rows above, below and at nought |
| ``{sum field unit}`` | the sum of a field |
| ``{cell row field unit}``, ``{change …}``, ``{size …}`` | one cell in its unit: as it is, with its sign, without it |
| ``{moved row field}``, ``{side row field}`` | up, down or unchanged; above, below or on |
| ``{period}`` | the period of the report |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from build_scripts import formats, periods
from build_scripts.reports import figures
from build_scripts.reports.declared import kept

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class PatternFault(Exception):
    """A pattern asks for what the table does not hold."""


def fill(pattern: str, rows: Sequence[Mapping], period: periods.Period | None = None) -> str:
    """The pattern with its placeholders filled from ``rows``; ``{period}`` is the report's. Raises PatternFault, naming the placeholder."""

    def filled(match: re.Match) -> str:
        name, *arguments = match[1].split()
        if name == "period" and period is not None:
            return formats.period(period)
        try:
            return _FILLERS[name](rows, *arguments)
        except (KeyError, StopIteration, TypeError) as error:
            raise PatternFault(f"{match[0]} in {pattern!r} can not be filled: {error!r}") from error

    return PLACEHOLDER.sub(filled, pattern)


def _row(rows: Sequence[Mapping], row_id: str) -> Mapping:
    return next(row for row in rows if row["row_id"] == row_id)


def _counter(fits: Callable[[float], bool]) -> Callable[..., str]:
    return lambda rows, field: formats.number(sum(fits(row[field]) for row in rows if not formats.is_missing(row[field])))


def _direction(value: float, up: str, down: str, level: str) -> str:
    return up if value > 0 else down if value < 0 else level


_FILLERS: Mapping[str, Callable[..., str]] = {
    "rows": lambda rows: formats.number(len(rows)),
    "count": lambda rows, where: formats.number(sum(kept(row, where) for row in rows)),
    "rises": _counter(lambda value: value > 0),
    "falls": _counter(lambda value: value < 0),
    "stays": _counter(lambda value: value == 0),
    "sum": lambda rows, field, unit="": figures.amount(float(sum(row[field] for row in rows)), unit),
    "cell": lambda rows, row_id, field, unit="": figures.figure(_row(rows, row_id), field, unit).text,
    "change": lambda rows, row_id, field, unit="": figures.figure(_row(rows, row_id), field, unit, signed=True).text,
    "size": lambda rows, row_id, field, unit="": figures.amount(abs(_row(rows, row_id)[field]), unit),
    "moved": lambda rows, row_id, field: _direction(_row(rows, row_id)[field], "up", "down", "unchanged"),
    "side": lambda rows, row_id, field: _direction(_row(rows, row_id)[field], "above", "below", "on"),
}
