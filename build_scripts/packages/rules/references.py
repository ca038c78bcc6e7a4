"""Every code that a table uses is a row of the table that declares it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from build_scripts.packages.declared import Place, nearest
from build_scripts.packages.evidence import Evidence, role
from build_scripts.packages.faults import Fault
from build_scripts.packages.rules import knowledge
from build_scripts.packages.rules.rule import Rule


def unknown_rows(values: pd.Series, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """The line and text of every cell that is not empty and not known."""
    texts = values.astype("str")
    strange = texts[~texts.isin(list(known)) & (texts != "")]
    yield from zip((int(line) for line in strange.index), strange, strict=True)


class ReferenceTarget(Rule):
    """A reference to a table that is not there."""

    code = "reference-target"
    title = "Target of a reference"
    description = "plainSight.references names a package, resource or field that the instance does not have."
    template = "{column} refers to '{value}'; expected a package, resource and field of this instance"
    hint = "Correct the reference in the descriptor, or add the package."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for place, _, column, target in _references(evidence):
            package, resource, field = split_reference(target)
            described = evidence.resource(package, resource)
            if described is None:
                # A package whose descriptor can not be read has been told already.
                if package in evidence.packages and evidence.packages[package].descriptor is None:
                    continue
            elif field in [entry["name"] for entry in described.schema["fields"]]:
                continue
            at = evidence.descriptor_place(place.package, place.resource)
            yield self.fault(at, column=column, value=target)


class ReferenceUnknown(Rule):
    """A value that the table referred to does not have."""

    code = "reference-unknown"
    title = "Unknown reference"
    description = "A cell refers to a row of another package (plainSight.references), and there is no such row."
    template = "{column} is '{value}'; expected a {field} of {table}{near}"
    hint = "Correct the cell, or add the row to {table}."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for place, table, column, target in _references(evidence):
            package, resource, field = split_reference(target)
            known = knowledge.column(evidence, package, resource, field)
            if known is None or column not in table.columns:
                continue
            for row, value in unknown_rows(table[column], known):
                near = nearest(value, known)
                yield self.fault(place, row=row, column=column, value=value, field=field, table=f"{package}/{resource}", near=near)


def split_reference(text: str) -> tuple[str, str, str]:
    """``areas/areas.area_code`` as package, resource and field."""
    package, _, rest = text.partition("/")
    resource, _, field = rest.rpartition(".")
    return package, resource, field


def _references(evidence: Evidence) -> Iterator[tuple[Place, pd.DataFrame, str, str]]:
    """Every reference of a readable resource: its place, its table, the column and the target."""
    for package in evidence.packages.values():
        for resource in package.resources:
            references = role(resource).get("references")
            table = evidence.table(package.name, resource.entry["name"])
            if table is not None and isinstance(references, dict):
                for column, target in references.items():
                    if isinstance(target, str):
                        yield resource.place, table, column, target


class AreaUnknown(Rule):
    """A reading of an area that nobody has declared."""

    code = "area-unknown"
    title = "Unknown area"
    description = "A reading is of an area that neither areas/areas nor another list of areas or forces has."
    template = "{column} is '{value}'; expected an area_code of areas/areas{near}"
    hint = "Correct the code, or add the area to areas/areas; one outside the force's own, to a list of areas or forces in a package."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        known = knowledge.column(evidence, "areas", "areas", "area_code")
        if known is None:
            return
        held = known | knowledge.listed_areas(evidence)
        for readings in evidence.readings:
            if "area" in readings.columns:
                for row, value in unknown_rows(readings.table["area"], held):
                    yield self.fault(readings.place, row=row, column=readings.columns["area"], value=value, near=nearest(value, held))


class CategoryUnknown(Rule):
    """A reading of a category that nobody has declared."""

    code = "category-unknown"
    title = "Unknown category"
    description = "A reading is of a category that the package's own list (categories, questions) or, without one, the composition lacks."
    template = "{column} is '{value}'; expected a category of {table}{near}"
    hint = "Correct the category, or add it to {table}."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        for readings in evidence.readings:
            if "category" not in readings.columns:
                continue
            package = readings.place.package
            own = knowledge.category_table(evidence, package)
            if own is not None:
                known, table = frozenset(own["category"]), f"{package}'s own list"
            elif knowledge.lists_categories(evidence, package):
                continue
            else:
                composition = evidence.table("composition", "composition", ["source", "category"])
                if composition is None:
                    continue
                known = frozenset(composition.loc[composition["source"] == readings.source, "category"])
                table = "composition/composition"
                if knowledge.EVERY in known:
                    continue
            for row, value in unknown_rows(readings.table["category"], known):
                yield self.fault(
                    readings.place, row=row, column=readings.columns["category"], value=value, table=table, near=nearest(value, known)
                )


class SourceUnknown(Rule):
    """Readings of a source that nobody has declared."""

    code = "source-unknown"
    title = "Unknown source"
    description = "A resource of readings, or a row of the composition, names a source that sources/sources does not have."
    template = "the source is '{value}'; expected a source of sources/sources{near}"
    hint = "Correct the source, or add it to sources/sources."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        known = knowledge.column(evidence, "sources", "sources", "source")
        if known is None:
            return
        for readings in evidence.readings:
            if readings.source not in known:
                place = evidence.descriptor_place(readings.place.package, readings.place.resource)
                yield self.fault(place, column="source", value=readings.source, near=nearest(readings.source, known))
        composition = evidence.table("composition", "composition", ["source"])
        if composition is not None:
            place = evidence.place("composition", "composition")
            for row, value in unknown_rows(composition["source"], known):
                yield self.fault(place, row=row, column="source", value=value, near=nearest(value, known))


class ExtractUnknown(Rule):
    """Readings of an extract that sources/extracts does not list."""

    code = "extract-unknown"
    title = "Unknown extract"
    description = "A resource of readings names an extract of its source that sources/extracts does not have."
    template = "the extract is '{value}' of {source}; expected a row of sources/extracts{near}"
    hint = "Correct the extract, or add its row to sources/extracts."

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        extracts = evidence.table("sources", "extracts", ["source", "extract"])
        if extracts is None:
            return
        for readings in evidence.readings:
            known = frozenset(extracts.loc[extracts["source"] == readings.source, "extract"])
            if readings.extract not in known:
                place = evidence.descriptor_place(readings.place.package, readings.place.resource)
                yield self.fault(
                    place, column="extract", value=readings.extract, source=readings.source, near=nearest(readings.extract, known)
                )


class RegisterWordUnknown(Rule):
    """A register row about something that does not exist."""

    code = "register-word-unknown"
    title = "Unknown word in a register"
    description = "A row of a register names a source, indicator, category or area that there is not, so it would apply to nothing."
    template = "{column} names '{word}'; expected {expected}{near}"
    hint = "Correct the word: where a cell holds several they are parted by blanks, and * stands for every one."

    REGISTERS = ("breaks", "gaps-in-series", "sudden-changes", "known-errors", "extract-differences", "outside-totals", "comparators")
    # The source of an outside total or of a comparator is somebody else's, and need not be a source of this instance.
    OUTSIDE = ("outside-totals", "comparators")

    def find(self, evidence: Evidence) -> Iterator[Fault]:
        by_source = knowledge.categories_by_source(evidence)
        areas = knowledge.column(evidence, "areas", "areas", "area_code")
        sources = knowledge.column(evidence, "sources", "sources", "source")
        indicators = knowledge.indicators(evidence)
        categories = frozenset().union(*by_source.values()) or None
        for register in self.REGISTERS:
            table = evidence.table("registers", register)
            if table is None:
                continue
            outside = register in self.OUTSIDE
            kinds = {
                ("area_code", "areas"): (areas, "an area of areas/areas"),
                ("indicator", "indicators"): (indicators, "an indicator of a framework"),
                ("source", "sources"): (None if outside else sources, "a source of sources/sources"),
                ("category", "categories"): (None if outside else categories, "a category of a source"),
            }
            for names, (known, expected) in kinds.items():
                for column in names:
                    if known is not None and column in table.columns:
                        yield from self._words(evidence, register, table[column], known, expected)

    def _words(self, evidence: Evidence, register: str, cells: pd.Series, known: frozenset[str], expected: str) -> Iterator[Fault]:
        place = evidence.place("registers", register)
        for row, cell in cells.items():
            for word in str(cell).split():
                if word != knowledge.EVERY and word not in known:
                    near = nearest(word, known)
                    yield self.fault(place, row=int(row), column=str(cells.name), value=str(cell), word=word, expected=expected, near=near)
