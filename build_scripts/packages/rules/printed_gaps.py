"""What the composition says of printed gaps between groups can be followed: the tables are there, and each share can be worked out."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.packages.declared import nearest
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules.rule import Rule

PACKAGE = "composition"
TABLES = ("resource", "results", "changes")
SHARE = ("group", "share", "population", "basis")
CENSUS, ASSUMPTION = "census", "assumption"


class PrintedGapsTableUnknown(Rule):
    """Printed gaps of a table that no package has."""

    code = "printed-gaps-table-unknown"
    title = "Unknown table of printed gaps"
    description = "A row of composition/printed-gaps names a table of gaps, of results or of changes that its package does not have."
    template = "{column} is '{value}'; expected a table of {package}{near}"
    hint = "Correct the name, or add the transcribed table to the package."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table(PACKAGE, "printed-gaps", ["package", *TABLES])
        if table is None:
            return
        for line, row in zip(table.index, table.to_dict("records"), strict=True):
            described = evidence.packages.get(row["package"])
            known = [one.entry["name"] for one in described.resources] if described else []
            for column in TABLES:
                value = row[column]
                if value and evidence.resource(row["package"], value) is None:
                    near = nearest(value, known)
                    place = evidence.place(PACKAGE, "printed-gaps")
                    yield self.fault(place, row=int(line), column=column, value=value, package=row["package"], near=near)


class GroupShareUnknown(Rule):
    """A group whose share of the interviews can not be worked out."""

    code = "group-share-unknown"
    title = "Unknown share of a group"
    description = "A row of composition/groups assumes a share and gives none, or takes it from a count of residents without the group."
    template = "the share of '{value}' is not known; expected {expected}"
    hint = "Give the share with its reason, or name a count of residents that has the group."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table(PACKAGE, "groups", SHARE)
        if table is None:
            return
        place = evidence.place(PACKAGE, "groups")
        for line, row in zip(table.index, table.to_dict("records"), strict=True):
            if row["basis"] == ASSUMPTION and not 0 < row["share"] < 1:
                yield self.fault(place, row=int(line), column="share", value=row["group"], expected="a number between 0 and 1")
            if row["basis"] == CENSUS:
                package, _, resource = row["population"].partition("/")
                residents = evidence.table(package, resource, ["group", "residents"])
                if residents is None or row["group"] not in set(residents["group"]):
                    expected = "a table with the columns group and residents, and the group in it"
                    yield self.fault(place, row=int(line), column="population", value=row["group"], expected=expected)
