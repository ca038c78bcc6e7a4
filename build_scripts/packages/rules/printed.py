"""What the composition takes from transcribed tables is there, and does not stand beside a series."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.packages.declared import nearest
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules.rule import Rule

PACKAGE, RESOURCE = "composition", "printed"
EVERY = "*"
NAMED = ("package", "resource", "rows")
SERIES = ["indicator", "component", "measure"]


class PrintedRowUnknown(Rule):
    """A printed figure of a row that no transcribed table has."""

    code = "printed-row-unknown"
    title = "Unknown printed row"
    description = "A row of composition/printed takes a figure from a table, or from a row of it, that is not there."
    template = "{column} is '{value}'; expected {expected}{near}"
    hint = "Correct the name, or add the row to the transcribed table."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table(PACKAGE, RESOURCE, NAMED)
        if table is None:
            return
        place = evidence.place(PACKAGE, RESOURCE)
        for line, package, resource, rows in table[list(NAMED)].itertuples(name=None):
            described = evidence.resource(package, resource)
            if described is None:
                known = [one.entry["name"] for one in evidence.packages[package].resources] if package in evidence.packages else []
                column, value = ("resource", resource) if known else ("package", package)
                near = nearest(value, known or evidence.packages)
                yield self.fault(place, row=int(line), column=column, value=value, expected="a transcribed table", near=near)
                continue
            transcribed = evidence.table(package, resource, ["row_id"])
            if transcribed is None:
                continue
            held = set(transcribed["row_id"].astype("str"))
            for row in rows.split():
                beginning = row.removesuffix(EVERY)
                if row not in held and not (row.endswith(EVERY) and any(one.startswith(beginning) for one in held)):
                    expected = f"a row of {package}/{resource}"
                    yield self.fault(place, row=int(line), column="rows", value=row, expected=expected, near=nearest(row, held))


class PrintedBesideSeries(Rule):
    """A printed figure of what a series feeds already."""

    code = "printed-beside-series"
    title = "Printed figure beside a series"
    description = "A row of composition/printed stands for a component that the composition makes of published data: the series stands."
    template = "'{value}' is made of published data; expected a component that no series feeds"
    hint = "Take the row away: what the document prints of a series is tested in the ledger of claims."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        printed, composition = (evidence.table(PACKAGE, name, SERIES) for name in (RESOURCE, "composition"))
        if printed is None or composition is None:
            return
        fed = set(composition[SERIES].itertuples(index=False, name=None))
        for line, *series in printed[SERIES].itertuples(name=None):
            if tuple(series) in fed:
                shown = "/".join(part for part in series if part)
                yield self.fault(evidence.place(PACKAGE, RESOURCE), row=int(line), column="component", value=shown)
