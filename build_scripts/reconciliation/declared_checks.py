"""Checks and readings that are declared one by one: rows of the reconciliation package.

A check names its formula and its figures, each by package, table, row and column (or as printed, where no table holds it); the figure at
position 0 is tested. A reading states a conflict that no arithmetic finds: a wrong word, a shifted row, two definitions.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from build_scripts.packages.faults import Fault, PackagesAtFault
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import printed_numbers
from build_scripts.reconciliation.cells import Cell, cell, subject_of
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS, DAMAGED, Finding, tested
from build_scripts.reconciliation.formulas import evaluate
from build_scripts.reconciliation.spans import Span
from build_scripts.reconciliation.table_checks import PACKAGE

DECLARED = "declared"
EXACT = "exact"
ROWS, WORDS = "rows", "words"
DAMAGED_CLASSES = frozenset({"lost", "shift", "glyph"})


def check_findings(instance: Instance) -> Iterator[Finding]:
    """Every declared check, evaluated. Raises PackagesAtFault when a term points at nothing."""
    terms: dict[str, list[dict]] = {}
    for term in instance.table(PACKAGE, "terms").sort_values(["check", "position"]).to_dict("records"):
        terms.setdefault(term["check"], []).append(term)
    for check in instance.table(PACKAGE, "checks").to_dict("records"):
        rows = terms[check["check"]]
        if check["kind"] == WORDS:
            yield _same_words(instance, check, rows)
        elif check["kind"] == ROWS:
            yield _row_count(instance, check, rows)
        else:
            yield _arithmetic(instance, check, rows)


def _arithmetic(instance: Instance, check: dict, rows: list[dict]) -> Finding:
    cells = [term_cell(instance, row) for row in rows]
    weights = [float(row["weight"]) for row in rows]
    feasible = evaluate(check["kind"], cells[1:], weights[1:])
    return tested(check["check"], check["kind"], DECLARED, check["class"], cells[0], cells[1:], feasible, strict=check["kind"] == "equal")


def _row_count(instance: Instance, check: dict, rows: list[dict]) -> Finding:
    """How many different values a column has (of ``row_id``: all rows), or how many rows hold a value, against a printed number."""
    printed = term_cell(instance, rows[0])
    counted = 0
    for row in rows[1:]:
        column = instance.table(row["package"], row["resource"])[row["column"]]
        counted += int((column == row["value_printed"]).sum()) if row["value_printed"] else int(column.nunique())
    return tested(check["check"], ROWS, DECLARED, check["class"], printed, [], Span(counted, counted))


def _same_words(instance: Instance, check: dict, rows: list[dict]) -> Finding:
    """Two cells of text that should say the same: the quarter of a milestone in a sentence and in the table."""
    cells, texts = [], []
    for row in rows:
        record = find_row(instance, row)
        text = str(record[row["column"]])
        place = (row["package"], row["resource"], row["row_id"], row["column"], record["source_line"])
        cells.append(Cell(*place, printed=text, value=None, step=0.0, subject=subject_of(record)))
        texts.append(text)
    return Finding(
        check["check"],
        WORDS,
        DECLARED,
        check["class"],
        tuple(cells),
        AGREES if len(set(texts)) == 1 else CONTRADICTS,
        recomputed_text=texts[1],
        printed_text=texts[0],
    )


def _not_found(instance: Instance, term: dict, problem: str) -> PackagesAtFault:
    fault = Fault(
        package=PACKAGE,
        file=f"{instance.root.name}/{PACKAGE}",
        row=None,
        column=None,
        code="reconciliation-term",
        message=f"{term['check']}: {problem}; expected a figure of a transcribed table",
        hint="Correct the row that names it: a term of a check, or a reading.",
        value=term["row_id"],
    )
    return PackagesAtFault([fault])


def find_row(instance: Instance, term: dict) -> dict:
    """The row that a term names. Raises PackagesAtFault where there is none: the check and the table have parted."""
    where = f"{term['package']}/{term['resource']}"
    if not instance.has(term["package"], term["resource"]):
        raise _not_found(instance, term, f"there is no table {where}")
    table = instance.table(term["package"], term["resource"])
    found = table[table["row_id"] == term["row_id"]] if "row_id" in table.columns else table.iloc[0:0]
    if len(found) != 1 or term["column"] not in table.columns:
        raise _not_found(instance, term, f"there is no {term['column']} of row '{term['row_id']}' in {where}")
    return {**found.iloc[0].to_dict(), "package": term["package"], "resource": term["resource"]}


def term_cell(instance: Instance, term: dict) -> Cell:
    """The figure of a term: a cell of a table, or one that is printed where no table holds it. Raises PackagesAtFault."""
    exact = term["rounding"] == EXACT
    if term["package"]:
        return cell(find_row(instance, term), term["column"], exact)
    value = None if pd.isna(term["value"]) else float(term["value"])
    step = 0.0 if exact or value is None else printed_numbers.step(term["value_printed"], value)
    return Cell(PACKAGE, "terms", term["check"], "value", term["source_line"], term["value_printed"], value, step, term["subject"])


def reading_findings(instance: Instance) -> Iterator[Finding]:
    """Every declared reading: what no formula can find, with what is printed and what it should be, or may mean."""
    for row in instance.table(PACKAGE, "readings").to_dict("records"):
        damaged = row["class"] in DAMAGED_CLASSES
        cells = tuple(
            Cell(*place, column="", line=line, printed="", value=None, step=0.0, subject=row["subject"])
            for place, line in _places(instance, row["rows"])
        )
        yield Finding(
            row["reading"],
            "reading",
            DECLARED,
            row["class"],
            cells,
            DAMAGED if damaged else CONTRADICTS,
            recomputed_text=row["our_reading"],
            explanation=row["explanation"],
            subject=row["subject"],
            printed_text=row["value_printed"],
            stated_lines=row["source_lines"],
        )


def _places(instance: Instance, rows: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Package, resource and row id of every row named, with its line. Raises PackagesAtFault."""
    for address in rows.split():
        package, resource, row_id = address.split("/")
        place = {"package": package, "resource": resource, "row_id": row_id, "column": "source_line"}
        yield (package, resource, row_id), find_row(instance, {"check": "a reading", **place})["source_line"]
