"""Cells that came out of the document damaged: cut off, lost, shifted, with half a bracket, in letters that only look Latin.

Each is found by its printed text alone; what the transcription made of it is the reading shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts import formats
from build_scripts.packages import characters
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import printed_numbers
from build_scripts.reconciliation.cells import PRINTED, TRANSCRIPTION, cell, number_text, rows_of, subject_of
from build_scripts.reconciliation.findings import DAMAGED, UNCHECKABLE, Finding

ORIGIN = "derived"
LOST, SHIFT, GLYPH = "lost", "shift", "glyph"
CHART_TABLE = "figures-in-charts-only"
DEDUCED = "_deduced"
REASON = "_reason"
# What a document prints in a cell on purpose where it has no figure.
STATED_ABSENCES = frozenset({"N/A", "NA", "-"})


def damage_findings(instance: Instance) -> Iterator[Finding]:
    """Every damaged cell of every transcribed table, and every chart whose values are not in the text."""
    for resource in sorted(instance.resources(TRANSCRIPTION), key=lambda one: (one.package, one.name)):
        columns = [name.removesuffix(PRINTED) for name in resource.field_names if name.endswith(PRINTED)]
        numeric = {entry["name"] for entry in resource.schema["fields"] if entry["type"] in ("number", "integer")}
        for row in rows_of(instance, resource):
            if resource.name == CHART_TABLE:
                yield _chart(row)
                continue
            for column in columns:
                yield from _of_cell(row, column, column in numeric)


def _chart(row: dict) -> Finding:
    return Finding(
        f"chart/{row['package']}/{row['row_id']}",
        "chart",
        ORIGIN,
        LOST,
        (cell(row, "value"),),
        UNCHECKABLE,
        reason="chart-only",
        explanation=row["note"],
        printed_text="a chart",
        subject=subject_of(row),
    )


def _of_cell(row: dict, column: str, numeric: bool) -> Iterator[Finding]:
    printed = row[f"{column}{PRINTED}"]
    if letter := characters.look_alike(printed):
        yield _glyph(row, column, printed, letter)
    if not numeric:
        return
    if printed_numbers.cut_off_span(printed):
        yield _damaged(row, column, "cut-off", LOST)
    elif printed.count("(") != printed.count(")") and printed_numbers.numbers(printed):
        yield _damaged(row, column, "half-bracket", LOST)
    if printed_numbers.holds_two(printed):
        yield _damaged(row, column, "two-figures", SHIFT)
    if formats.is_missing(row[column]) and not printed_numbers.numbers(printed) and _is_lost(row, column, printed):
        yield _damaged(row, column, "lost", LOST)


def _is_lost(row: dict, column: str, printed: str) -> bool:
    """Whether a cell without a number had one: it holds marks, or is blank where its table holds what can be deduced of lost cells.

    A blank in any other table is no figure at all (a sentence that states a change and no level), unless the row gives a reason.
    """
    if f"{column}{DEDUCED}" in row:
        return row.get("level") != "heading"
    if printed:
        return printed not in STATED_ABSENCES
    return row.get(f"{column}{REASON}") == "not-printed"


def _reading(row: dict, column: str) -> float | None:
    """What the cell is read as: its number, or the one that another place of the document fixes."""
    for name in (column, f"{column}{DEDUCED}"):
        if name in row and not formats.is_missing(row[name]):
            return float(row[name])
    return None


def _damaged(row: dict, column: str, kind: str, finding_class: str) -> Finding:
    reading = _reading(row, column)
    span = printed_numbers.cut_off_span(row[f"{column}{PRINTED}"])
    bounds = f"from {number_text(span.low)} up to {number_text(span.high)}" if span else ""
    return Finding(
        f"{kind}/{row['package']}/{row['row_id']}/{column.replace('_', '-')}",
        kind,
        ORIGIN,
        finding_class,
        (cell(row, column),),
        DAMAGED,
        recomputed=float("nan") if reading is None else reading,
        recomputed_text=bounds if reading is None else number_text(reading),
        printed_text=row[f"{column}{PRINTED}"],
        explanation=row.get("note", ""),
        subject=f"{subject_of(row)}, {column.replace('_', ' ')}",
    )


def _glyph(row: dict, column: str, printed: str, letter: str) -> Finding:
    plain = "".join(characters.LOOK_ALIKES.get(one, one) for one in printed)
    shown = cell({**row, column: float("nan")}, column)
    return Finding(
        f"glyph/{row['package']}/{row['row_id']}/{column.replace('_', '-')}",
        "glyph",
        ORIGIN,
        GLYPH,
        (shown,),
        DAMAGED,
        recomputed_text=plain,
        printed_text=printed,
        explanation=f"Printed with {characters.name_of(letter)}: it looks like a Latin letter and is none.",
        subject=subject_of(row),
    )
