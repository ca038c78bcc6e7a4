"""Checks that the columns of a transcribed table imply: every row's variance, every total's parts.

Which columns imply what is data (``row-checks`` and ``part-checks`` of the reconciliation package); a name with ``*`` there covers
the packages of later reports too. Only printed cells take part: a value that was deduced from a total can not bear that total out.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch

from build_scripts.packages.reading import Instance, Resource
from build_scripts.reconciliation.cells import TRANSCRIPTION, Cell, cell, rows_of
from build_scripts.reconciliation.findings import Finding, tested
from build_scripts.reconciliation.formulas import evaluate
from build_scripts.reconciliation.spans import weighted_sum

PACKAGE = "reconciliation"
STRUCTURAL = "structural"
EXACT = "exact"


def matching(instance: Instance, package: str, resource: str) -> list[Resource]:
    """The transcribed resources whose package fits the pattern and that have the name."""
    found = instance.resources(TRANSCRIPTION)
    return [one for one in found if fnmatch(one.package, package) and fnmatch(one.name, resource)]


def row_findings(instance: Instance) -> Iterator[Finding]:
    """One finding for each row of each table that ``row-checks`` names; headings, which bear no figures of their own, are passed over."""
    for rule in instance.table(PACKAGE, "row-checks").to_dict("records"):
        exact = rule["rounding"] == EXACT
        for resource in matching(instance, rule["package"], rule["resource"]):
            for row in rows_of(instance, resource):
                if row.get("level") == "heading":
                    continue
                printed = cell(row, rule["printed"], exact)
                terms = [cell(row, column, exact) for column in rule["terms"].split()]
                check = f"{rule['check']}/{resource.package}/{row['row_id']}"
                yield tested(check, rule["kind"], STRUCTURAL, rule["class"], printed, terms, evaluate(rule["kind"], terms))


def part_findings(instance: Instance) -> Iterator[Finding]:
    """One finding for each total of each table that ``part-checks`` names: its parts are added up and set beside it."""
    for rule in instance.table(PACKAGE, "part-checks").to_dict("records"):
        for resource in matching(instance, rule["package"], rule["resource"]):
            for whole, parts in wholes(rows_of(instance, resource), rule):
                for column in rule["columns"].split():
                    printed, terms = part_cells(whole, parts, column, rule["rounding"] == EXACT)
                    spans = [span for term in terms if (span := term.span) is not None]
                    total = weighted_sum(spans, [1.0] * len(spans)) if len(spans) == len(terms) else None
                    check = f"{rule['check']}/{resource.package}/{whole['row_id']}/{column.replace('_', '-')}"
                    yield tested(check, "sum", STRUCTURAL, rule["class"], printed, terms, total)


def part_cells(whole: dict, parts: list[dict], column: str, exact: bool) -> tuple[Cell, list[Cell]]:
    """The total's cell and those of its parts."""
    return cell(whole, column, exact), [cell(part, column, exact) for part in parts]


def wholes(rows: list[dict], rule: dict) -> Iterator[tuple[dict, list[dict]]]:
    """Each total with its parts.

    With ``part_of``, a row belongs to the row whose ``key`` it names there; otherwise the row whose ``key`` is ``whole`` is the total of
    all others. Either way inside the groups of ``group_by``.
    """
    groups: dict[tuple, list[dict]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in rule["group_by"].split()), []).append(row)
    for members in groups.values():
        for whole in members:
            if rule["part_of"]:
                parts = [row for row in members if row[rule["part_of"]] == whole[rule["key"]]]
            else:
                parts = [row for row in members if row is not whole] if whole[rule["key"]] == rule["whole"] else []
            if parts:
                yield whole, parts
