"""An extract is named by its date, and its files lie under that name and cover what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts import periods
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.rule import Rule

EXTRACT = re.compile(r"(?:to-)?[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?")


class ExtractFolder(Rule):
    """A file that lies in the folder of another extract."""

    code = "extract-folder"
    title = "Folder of another extract"
    description = "A file of readings lies in a folder named as an extract, and its descriptor names another extract."
    template = "the extract is '{value}'; expected '{expected}', as the folder of the file is named"
    hint = "Move the file, or correct plainSight.extract: figures of two extracts must not be mixed."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for readings in evidence.readings:
            for folder in readings.resource.relative_path.split("/")[:-1]:
                if EXTRACT.fullmatch(folder) and folder != readings.extract:
                    place = evidence.descriptor_place(readings.place.package, readings.place.resource)
                    yield self.fault(place, column="extract", value=readings.extract, expected=folder)


class ExtractSpan(Rule):
    """An extract that does not reach over the periods stated of it."""

    code = "extract-span"
    title = "Span of an extract"
    description = "The first or last period that sources/extracts states of an extract is not that of its files, or it has no files."
    template = "{column} is '{value}' for the extract {extract} of {source}; expected {expected}"
    hint = "Correct the row, or import what is missing."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        table = evidence.table("sources", "extracts", ("source", "extract", "first_period", "last_period"))
        if table is None:
            return
        place = evidence.place("sources", "extracts")
        at_fault = knowledge.sources_at_fault(evidence)
        held = knowledge.by_extract(evidence)
        for line, row in zip(table.index, table.to_dict("records"), strict=True):
            key = (row["source"], row["extract"])
            if key in at_fault or key not in held:
                continue
            ends = [end for part in held[key] for end in part.table["end"].dropna()]
            for column, end in (("first_period", min(ends, default=None)), ("last_period", max(ends, default=None))):
                if row[column] and end is not None and _last_month(row[column]) != end:
                    words = f"{periods.month_text(int(end))}, as in its files"
                    yield self.fault(
                        place, row=int(line), column=column, value=row[column], extract=row["extract"], source=row["source"], expected=words
                    )


def _last_month(text: str) -> int | None:
    try:
        return periods.parse(text).last
    except ValueError:
        return None
