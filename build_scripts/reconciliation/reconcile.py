"""Runs every check over every transcribed table, and says what a contradiction comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from fnmatch import fnmatch

import pandas as pd

from build_scripts import tables, vocabulary
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import damage, declared_checks, table_checks, wording_checks
from build_scripts.reconciliation.change_checks import change_findings
from build_scripts.reconciliation.figures import figures
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS, DAMAGED, Finding
from build_scripts.reconciliation.group_gaps import gap_findings
from build_scripts.reconciliation.implied_offences import implied_findings
from build_scripts.reconciliation.repeated_figures import repeated_findings
from build_scripts.reconciliation.table_checks import PACKAGE

# The classes of contradiction in which a figure itself is in doubt.
DISPUTED = ("arithmetic", "extract", "sign", "suspect")
READING = "reading"


def reconcile(instance: Instance) -> pd.DataFrame:
    """Every check and what came of it (schema ``tables.RECONCILIATIONS``), by document, line and check.

    An instance without a package ``reconciliation`` declares no checks and gets an empty table. Raises
    PackagesAtFault when a declared check points at a row that there is not.
    """
    if PACKAGE not in instance.packages:
        return tables.empty(tables.RECONCILIATIONS)
    register = Register(instance)
    rows = [register.explained(finding).row() for finding in _all_findings(instance)]
    table = tables.from_rows(rows, tables.RECONCILIATIONS)
    order = table.assign(line=table["lines"].map(_first_line)).sort_values(["document", "line", "check"], kind="stable")
    return order.drop(columns="line").reset_index(drop=True)


# In a check of more figures than this, any of them may be wrong: only the one tested is marked.
MOST_MARKED = 4


def flags_by_row(instance: Instance) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The checks that mark a transcribed row, by (package, resource, row_id): contradictions and damage, for the pages that show it."""
    return flags_of(reconcile(instance))


def flags_of(
    reconciled: pd.DataFrame, classes: Collection[str] = tuple(vocabulary.CONTRADICTION_CLASSES)
) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The same, from a table that is at hand, and from contradictions of the given classes only.

    ``DISPUTED`` are the classes in which the figure itself is in doubt, not its words, unit or definition.
    """
    marked: dict[tuple[str, str, str], list[str]] = {}
    flagged = reconciled[reconciled["result"].isin((CONTRADICTS, DAMAGED)) & reconciled["class"].isin(classes)]
    for row in flagged.to_dict("records"):
        addresses = row["cells"].split()
        for address in addresses if len(addresses) <= MOST_MARKED or row["kind"] == READING else addresses[:1]:
            package, resource, row_id, _ = address.split("/")
            checks = marked.setdefault((package, resource, row_id), [])
            if row["check"] not in checks:
                checks.append(row["check"])
    return {address: tuple(checks) for address, checks in marked.items()}


class Register:
    """What is known of single checks: the class and the explanation that a generic rule can not give.

    A row names a check, or several by ``*``; the longest name that fits wins.
    """

    def __init__(self, instance: Instance) -> None:
        rows = instance.table(PACKAGE, "explanations").to_dict("records")
        self._rows = sorted(rows, key=lambda row: len(row["checks"]), reverse=True)
        self._generic = {(row["kind"], row["result"]): row["explanation"] for row in instance.table(PACKAGE, "kinds").to_dict("records")}

    def explained(self, finding: Finding) -> Finding:
        """The finding with the class and explanation of its row; a finding without one keeps its own, or gets that of its kind."""
        row = next((row for row in self._rows if fnmatch(finding.check, row["checks"])), None)
        if row is not None and finding.result != AGREES:
            return replace(finding, finding_class=row["class"] or finding.finding_class, explanation=row["explanation"])
        return replace(finding, explanation=finding.explanation or self._generic.get((finding.kind, finding.result), ""))


def _all_findings(instance: Instance) -> Iterator[Finding]:
    stated = figures(instance)
    yield from table_checks.row_findings(instance)
    yield from table_checks.part_findings(instance)
    yield from declared_checks.check_findings(instance)
    yield from declared_checks.reading_findings(instance)
    yield from change_findings(stated)
    yield from repeated_findings(stated)
    yield from implied_findings(instance, stated)
    yield from gap_findings(stated)
    yield from wording_checks.wording_findings(instance, stated)
    yield from damage.damage_findings(instance)


def _first_line(lines: str) -> int:
    """The number of the first line that a finding names."""
    return int(lines.partition(" ")[0].partition(":")[2] or 0)
