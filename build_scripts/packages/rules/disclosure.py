"""Packages are published whole, so a small number may stand in one only at a grain that its owner publishes already."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from build_scripts.packages.evidence import Evidence, Readings
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.readings import roles_by_category
from build_scripts.packages.rules.rule import Rule

LARGEST = "disclosure-largest-small-count"
PUBLISHED = "published"
SHARE = frozenset({"percentage"})
Grain = tuple[str, str, str]


class SmallNumberUndeclared(Rule):
    """A small number at a grain of which nobody declares that its owner publishes it."""

    code = "small-number-undeclared"
    title = "Small number that nobody is known to publish"
    description = (
        "Readings of areas within the force hold counts so small that people could be identified, of a kind of area and group for which "
        "the register of disclosure does not say that their owner publishes them. Tables are held back where figures are small, but a "
        "package is published as it is."
    )
    template = (
        "{column} is '{value}', and {number} numbers from 1 to {largest:g} of the source {source} stand here or in its other tables by "
        "{grain}; expected none, or a row of registers/disclosure that says '" + PUBLISHED + "' of it"
    )
    hint = "Declare the grain if its owner publishes it. If not, take the numbers into a package at a coarser grain, or suppressed."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        largest, kinds = _largest_small_count(evidence), _kinds(evidence)
        if largest is None or not kinds:
            return
        declared = _declared(evidence)
        found: dict[Grain, list[tuple[Readings, pd.DataFrame]]] = {}
        for readings, counts in _counts(evidence):
            small = counts[counts["value"].between(1, largest)]
            small = small.assign(kind=small["area"].map(kinds)).dropna(subset="kind")
            for (kind, group_type), rows in small.groupby(["kind", "group_type"], sort=True):
                found.setdefault((readings.source, kind, group_type), []).append((readings, rows))
        for (source, kind, group_type), parts in sorted(found.items(), key=lambda pair: pair[0]):
            if (source, kind, group_type) not in declared:
                readings, rows = parts[0]
                line = int(rows.index[0])
                yield self.fault(
                    readings.place,
                    row=line,
                    column=readings.columns["value"],
                    value=f"{rows.loc[line, 'value']:g}",
                    number=sum(len(rows) for _, rows in parts),
                    largest=largest,
                    source=source,
                    grain=f"{kind} and {group_type}" if group_type else kind,
                )


def _counts(evidence: Evidence) -> Iterator[tuple[Readings, pd.DataFrame]]:
    """Every resource of readings with its rows, but for those that the composition takes as percentages."""
    roles = roles_by_category(evidence)
    for readings in evidence.readings:
        everything = roles.get((readings.source, knowledge.EVERY), frozenset())
        shares = [one for one in readings.table["category"].unique() if roles.get((readings.source, one), everything) == SHARE]
        yield readings, readings.table[~readings.table["category"].isin(shares)]


def _largest_small_count(evidence: Evidence) -> float | None:
    """The largest count that is small, as the register of constants has it; None where it has none."""
    table = evidence.sound_table("registers", "constants", ["constant", "value"])
    found = [] if table is None else table.loc[table["constant"] == LARGEST, "value"].astype("float64").tolist()
    return found[0] if found else None


def _kinds(evidence: Evidence) -> dict[str, str]:
    """The kind of each area within the force: to the whole force the rule does not apply, nor to areas outside it."""
    table = evidence.sound_table("areas", "areas", ["area_code", "kind"])
    within = [] if table is None else table[table["kind"] != knowledge.FORCE][["area_code", "kind"]].itertuples(index=False)
    return {str(area): str(kind) for area, kind in within}


def _declared(evidence: Evidence) -> set[Grain]:
    """The source, kind of area and group type of every grain that its owner is declared to publish."""
    table = evidence.table("registers", "disclosure", ["source", "area_kind", "group_type", "method"])
    rows = [] if table is None else table[table["method"] == PUBLISHED][["source", "area_kind", "group_type"]].itertuples(index=False)
    return {(str(source), str(kind), str(group)) for source, kind, group in rows}
