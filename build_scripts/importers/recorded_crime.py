"""``plainsight import mps-borough``: MPS borough level crime into the package ``recorded-crime``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts import formats, periods
from build_scripts.importers.condensing import ALL_OFFENCES, Coverage, condense, coverage_of, is_condensed
from build_scripts.importers.extracts import Extract, parse_extract
from build_scripts.importers.fault_log import FaultLog, ImportRefused
from build_scripts.importers.gaps import Series, refuse_gaps
from build_scripts.importers.importer import Importer
from build_scripts.importers.layouts import Cells
from build_scripts.importers.merging import Merge, merge
from build_scripts.importers.package_writing import PackageTexts
from build_scripts.importers.planning import PackageChange, apply, plan_package
from build_scripts.importers.recorded_crime_files import CATEGORY, SOURCE, parse_files
from build_scripts.importers.recorded_crime_package import (
    CATEGORIES,
    DESCRIPTION,
    LAYOUT,
    PACKAGE,
    SCHEMA_PATH,
    TITLE,
    Categories,
    form_of,
    read_categories,
    read_held,
    span,
    tables_of,
    totals_by_financial_year,
)
from build_scripts.importers.reference import Reference, read_reference, read_rows
from build_scripts.importers.refusals import FileEmpty, MixedClassification, PartialFile
from build_scripts.importers.reports import ImportReport, TableReport
from build_scripts.importers.source_files import read_source_files
from build_scripts.importers.sources import package_texts, plan_extracts

COMPOSITION = "composition/composition.csv"
EVERY_CATEGORY = "*"


@dataclass(frozen=True)
class _Outcome:
    """The extracts after an import, in the form in which they are to be held, and how the imported one came about."""

    extracts: Mapping[Extract, Cells]
    merge: Merge
    notes: tuple[str, ...]


class _Combination:
    """Brings the cells of a run together with the extracts held, and condenses every extract that a newer one covers."""

    def __init__(
        self, extract: Extract, given: Cells, held: Mapping[Extract, Cells], reference: Reference, categories: Categories, log: FaultLog
    ):
        self._extract = extract
        self._given = given
        self._held = held
        self._existing = held.get(extract, {})
        self._reference = reference
        self._categories = categories
        self._log = log
        self._coverages = {one: self._coverage(cells) for one, cells in held.items()}
        self._coverages[extract] = self._coverage({**self._existing, **given})

    def outcome(self) -> _Outcome:
        """The extracts after the import. Raises ImportRefused when parts of files would make sums wrong."""
        merged, note = self._merged()
        self._refuse_mixed_classification(merged.cells)
        self._log.refuse_if_any()
        extracts: dict[Extract, Cells] = {**self._held, self._extract: merged.cells}
        notes = [note] if note else []
        for one in sorted(self._held, key=lambda one: one.order):
            cells = self._held[one]
            if one != self._extract and not is_condensed(cells, self._reference.force_area) and self._is_covered(one):
                extracts[one] = self._condensed(cells)
                sizes = f"{formats.number(len(cells))} cells become {formats.number(len(extracts[one]))}"
                notes.append(f"{one.id} is held condensed from now on, because a newer extract covers all of it: {sizes}")
        return _Outcome(extracts, merged, tuple(notes))

    def _merged(self) -> tuple[Merge, str]:
        """The imported extract with what was held of it, and a note on the form in which it is held."""
        was_condensed = is_condensed(self._existing, self._reference.force_area)
        given_reaches_all = {month for _, _, month in self._given} == self._coverages[self._extract].months
        condensed = self._is_covered(self._extract) or (was_condensed and not given_reaches_all)
        whole = merge({} if was_condensed else self._existing, self._given)
        self._refuse_missing_boroughs(whole.cells)
        if not condensed:
            is_newest = all(self._extract.order >= other.order for other in self._held)
            return whole, "" if is_newest else f"{self._extract.id} is held whole, although a newer extract is held that covers less"
        base = self._existing if was_condensed else {}
        self._refuse_missing_categories(whole.cells, base)
        self._log.refuse_if_any()
        note = f"{self._extract.id} is held condensed, because a newer extract covers all of it"
        return merge(base, self._condensed(whole.cells)), note

    def _coverage(self, cells: Cells) -> Coverage:
        return coverage_of(cells, self._reference.boroughs, self._categories.majors)

    def _is_covered(self, one: Extract) -> bool:
        """Whether a newer extract covers all that ``one`` covers."""
        mine = self._coverages[one]
        return any(other.order > one.order and coverage.holds(mine) for other, coverage in self._coverages.items())

    def _condensed(self, cells: Cells) -> Cells:
        rows = read_rows(self._reference.packages_dir, COMPOSITION)
        kept = {row["category"] for row in rows if row["source"] == SOURCE} - {EVERY_CATEGORY}
        return condense(cells, self._reference.force_area, kept)

    def _refuse_missing_boroughs(self, cells: Cells) -> None:
        """The force is the sum of all rows: with a borough left out of a month, the force's figure would be false."""
        areas_of: dict[str, set[str]] = defaultdict(set)
        for _, area, month in cells:
            areas_of[month].add(area)
        months_without: dict[str, list[str]] = defaultdict(list)
        for month in sorted(areas_of):
            for code in self._reference.boroughs - areas_of[month]:
                months_without[code].append(month)
        for code, months in sorted(months_without.items()):
            span = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
            self._refuse_part(f"{self._reference.areas[code].name} in {span}")

    def _refuse_missing_categories(self, given: Cells, held: Cells) -> None:
        """A condensed extract holds sums over categories too, so that it takes whole files only."""
        given_categories = {(category, month) for category, _, month in given}
        given_months = {month for _, month in given_categories}
        lost = {
            category
            for (category, area, month), values in held.items()
            if area == self._reference.force_area and category != ALL_OFFENCES and values != ("0",)
            if month in given_months and (category, month) not in given_categories
        }
        for category in sorted(lost):
            self._refuse_part(f"the category {category}, which is held for the same months")

    def _refuse_part(self, what: str) -> None:
        self._log.add(PartialFile, f"{PACKAGE}/data/{self._extract.id}", value=what, extract=self._extract.id)

    def _refuse_mixed_classification(self, cells: Cells) -> None:
        """A category beside its own parts would be counted twice: files of two extracts under one date look like this."""
        months: dict[str, set[str]] = defaultdict(set)
        for category, _, month in cells:
            months[category].add(month)
        for part, whole in sorted(self._categories.wholes.items()):
            both = months.get(part, set()) & months.get(whole, set())
            if both:
                place = f"{PACKAGE}/data/{self._extract.id}"
                self._log.add(MixedClassification, place, value=part, whole=whole, months=len(both), first=min(both))


def run(files: Sequence[Path], extracted: str | None, packages_dir: Path, dry_run: bool) -> ImportReport:
    """Import MPS borough files of one extract. Raises ImportRefused, having written nothing, when they are at fault."""
    reference = read_reference(packages_dir)
    categories = read_categories(packages_dir)
    texts = package_texts(packages_dir, SOURCE, PACKAGE, TITLE, DESCRIPTION)
    log = FaultLog()
    reference.refuse_dangling(CATEGORY, SOURCE, categories.majors, CATEGORIES, log)
    given = parse_files(read_source_files(files, log), reference, CATEGORIES, log)
    log.refuse_if_any()
    named = ", ".join(str(path) for path in files)
    if not given:
        raise log.refuse(FileEmpty, named)
    first, last = span(given)
    extract = parse_extract(extracted, periods.month_ordinal(last), named, log, required=True)
    if extract is None:
        raise ImportRefused(log.faults)
    held = read_held(packages_dir)
    months = {month for cells in (given, held.get(extract, {})) for _, _, month in cells}
    refuse_gaps({Series(): [periods.month_ordinal(month) for month in months]}, 1, reference, SOURCE, named, log)
    log.refuse_if_any()
    outcome = _Combination(extract, given, held, reference, categories, log).outcome()

    changes = _plan(packages_dir, texts, outcome, extract not in held, reference.force_area)
    if not dry_run:
        apply(packages_dir, changes)
    table = TableReport(
        f"{PACKAGE}, offences by category, area and month",
        outcome.merge,
        totals_by_financial_year(held.get(extract, {}), reference.force_area),
        totals_by_financial_year(outcome.merge.cells, reference.force_area),
    )
    written = tuple(path for change in changes for path in change.changed)
    return ImportReport(SOURCE, extract.id, first, last, dry_run, (table,), outcome.notes, written)


def _plan(packages_dir: Path, texts: PackageTexts, outcome: _Outcome, is_new: bool, force_area: str) -> tuple[PackageChange, PackageChange]:
    """What becomes of the package and of the register of extracts."""
    tables = [table for one, cells in outcome.extracts.items() for table in tables_of(one, cells, force_area)]
    figures = plan_package(
        packages_dir,
        texts,
        tables,
        created=max(outcome.extracts, key=lambda one: one.order).created,
        data_added=bool(outcome.merge.added),
        shared_schemas={SCHEMA_PATH: LAYOUT.schema()},
    )
    spans = {one: (*span(cells), form_of(cells, force_area)) for one, cells in outcome.extracts.items()}
    return figures, plan_extracts(packages_dir, SOURCE, spans, data_added=is_new)


IMPORTER = Importer(
    name=SOURCE,
    title="MPS borough level crime",
    formats=(
        "CSV with a row a borough and category and a column a month (202306): MajorText, MinorText and LookUp_BoroughName or BoroughName, "
        "or Group, SubGroup and BOCU; categories in any case, with 'and' or '&'"
    ),
    run=run,
)
