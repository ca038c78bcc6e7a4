"""``plainsight import mps-borough``: MPS borough level crime into the package ``recorded-crime``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts import periods
from build_scripts.importers.condensing import ALL_OFFENCES, condense, coverage_of, is_condensed, totals_by_month
from build_scripts.importers.extracts import Extract, parse_extract
from build_scripts.importers.gaps import refuse_gaps
from build_scripts.importers.importer import Importer
from build_scripts.importers.layouts import Cells, Column, Key, Layout, TableFile, Values, rows_of
from build_scripts.importers.merging import Merge, merge
from build_scripts.importers.planning import apply, plan_package
from build_scripts.importers.recorded_crime_files import SOURCE, months_of, parse_files
from build_scripts.importers.reference import Reference, read_reference, read_rows
from build_scripts.importers.refusal import FaultLog, ImportRefused
from build_scripts.importers.reports import ImportReport, TableReport
from build_scripts.importers.source_files import read_source_files
from build_scripts.importers.sources import package_texts, plan_extracts
from build_scripts.packages.faults import Fault

PACKAGE = "recorded-crime"
CATEGORIES = f"{PACKAGE}/categories.csv"
COMPOSITION = "composition/composition.csv"
SCHEMA_PATH = "schemas/offences.json"
FULL, CONDENSED = "full", "condensed"

TITLE = "Recorded crime by borough and month"
DESCRIPTION = (
    "Offences recorded by the Metropolitan Police Service by month, London borough and category, in every extract of the publisher's files "
    "that is held. The newest complete extract is whole; earlier ones are condensed to what comparisons between extracts need."
)

LAYOUT = Layout(
    (
        Column("category", "string", "Category", "The category of offence, as in the table of categories.", {"required": True}),
        Column(
            "area_code",
            "string",
            "Area",
            "The borough's ONS code, or MPS-AVIATION or MPS-UNKNOWN for offences that no borough holds. In condensed extracts E23000001 is the whole force.",
            {"required": True},
        ),
        Column("month", "string", "Month", "The month in which the offences were recorded.", {"required": True, "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}),
        Column("offences", "integer", "Offences", "The number of offences recorded.", {"required": True, "minimum": 0}),
    ),
    key_length=3,
    foreign_keys=({"fields": ["category"], "reference": {"resource": "categories", "fields": ["category"]}},),
)

FORM_DESCRIPTIONS = {
    FULL: "Every category of every borough, and of the offences that no borough holds; the whole force is the sum of all rows. A category that has no row for an area is zero.",
    CONDENSED: "Every category for the whole force (E23000001); for boroughs and for offences that no borough holds, the categories that the indicators use, and all offences together.",
}


@dataclass(frozen=True)
class _Categories:
    """What the package knows of categories: the group each belongs to, and the wider category that some are part of."""

    majors: Mapping[str, str]
    wholes: Mapping[str, str]


def _read_categories(packages_dir: Path) -> _Categories:
    rows = read_rows(packages_dir, CATEGORIES)
    return _Categories(
        {row["category"]: row["major"] for row in rows},
        {row["category"]: row["part_of"] for row in rows if row["part_of"]},
    )


def _read_held(packages_dir: Path) -> dict[Extract, dict[Key, Values]]:
    """The cells of every extract in the package."""
    held: dict[Extract, dict[Key, Values]] = {}
    data = packages_dir / PACKAGE / "data"
    if data.is_dir():
        for folder in sorted(path for path in data.iterdir() if path.is_dir()):
            cells: dict[Key, Values] = {}
            for path in sorted(folder.glob("*.csv")):
                lines = path.read_text(encoding="utf-8").splitlines()[1:]
                for category, area, month, offences in (line.split(",") for line in lines):
                    cells[category, area, month] = (offences,)
            held[Extract(folder.name)] = cells
    return held


def _kept_categories(packages_dir: Path) -> frozenset[str]:
    """The categories that the composition names for this source, which condensed extracts keep for every area."""
    return frozenset(row["category"] for row in read_rows(packages_dir, COMPOSITION) if row["source"] == SOURCE and row["category"] != "*")


def _refuse_mixed_classification(cells: Cells, wholes: Mapping[str, str], log: FaultLog) -> None:
    """A category beside its own parts in one month would be counted twice: it is what a file under a wrong extract date looks like."""
    months: dict[str, set[str]] = defaultdict(set)
    for category, _, month in cells:
        months[category].add(month)
    for part, whole in sorted(wholes.items()):
        both = months.get(part, set()) & months.get(whole, set())
        if both:
            log.add(
                "mixed-classification",
                f"{PACKAGE}/data",
                f"'{whole}' and '{part}', which is part of it, would both stand in {len(both)} month{'' if len(both) == 1 else 's'} of one extract, the first {min(both)}",
                "check the date given with --extracted: files of two extracts must not be imported under one",
                value=part,
            )


def _refuse_partial(given: Cells, held: Cells, reference: Reference, extract: Extract, log: FaultLog) -> None:
    """A condensed extract is made of sums over all areas, so it takes whole files only."""
    force = reference.force_area
    areas = {area for _, area, _ in given}
    lacking = sorted(reference.areas[code].name for code in reference.boroughs() - areas)
    if lacking:
        log.add(
            "partial-file",
            extract.id,
            f"the extract is kept condensed, as sums over all boroughs, and the files lack {', '.join(lacking)}",
            "import all files of the extract in one run",
        )
    months = {month for _, _, month in given}
    given_categories = {(category, month) for category, _, month in given}
    lost = sorted(
        {category for (category, area, month), values in held.items()
         if area == force and category != ALL_OFFENCES and month in months and values != ("0",) and (category, month) not in given_categories}
    )
    if lost:
        log.add(
            "partial-file",
            extract.id,
            f"the extract is kept condensed, and the files lack categories that it holds in the same months: {', '.join(lost)}",
            "import all files of the extract in one run",
        )


@dataclass(frozen=True)
class _Outcome:
    """The extracts after an import, in the form in which they are to be held."""

    extracts: Mapping[Extract, Mapping[Key, Values]]
    merge: Merge
    notes: tuple[str, ...]


def _combine(given: Cells, extract: Extract, held: Mapping[Extract, Cells], reference: Reference, categories: _Categories, log: FaultLog) -> _Outcome:
    """Bring the cells of a run together with the extracts held, and condense every extract that a newer one covers."""
    force, boroughs = reference.force_area, reference.boroughs()
    notes: list[str] = []
    existing = held.get(extract, {})
    was_condensed = is_condensed(existing, force)
    whole = dict(given) if was_condensed else dict(merge(existing, given).cells)
    coverages = {one: coverage_of(cells, boroughs, categories.majors) for one, cells in held.items()}
    coverages[extract] = coverage_of({**existing, **given}, boroughs, categories.majors)

    def covered_by_newer(one: Extract) -> bool:
        return any(other.order > one.order and coverages[other].holds(coverages[one]) for other in coverages)

    reaches_all = coverages[extract].months == {month for _, _, month in given}
    condensed = covered_by_newer(extract) or (was_condensed and not reaches_all)
    extracts = dict(held)
    if condensed:
        _refuse_partial(given, existing if was_condensed else {}, reference, extract, log)
        log.refuse_if_any()
        outcome = merge(existing if was_condensed else {}, condense(whole, force, _kept_categories(reference.packages_dir)))
        notes.append(f"{extract.id} is held condensed, because a newer extract covers all of it")
    else:
        outcome = merge({} if was_condensed else existing, given)
        if any(other.order > extract.order for other in held):
            notes.append(f"{extract.id} is held whole, although it is not the newest: no newer extract covers all of it")
    _refuse_mixed_classification(outcome.cells, categories.wholes, log)
    extracts[extract] = outcome.cells
    for one, cells in sorted(held.items(), key=lambda item: item[0].order):
        if one != extract and not is_condensed(cells, force) and covered_by_newer(one):
            extracts[one] = condense(cells, force, _kept_categories(reference.packages_dir))
            notes.append(f"{one.id} is condensed from now on, because {extract.id} covers all of it: {len(cells):,} cells become {len(extracts[one]):,}")
    return _Outcome(extracts, outcome, tuple(notes))


def _tables(extract: Extract, cells: Cells, force_area: str) -> list[TableFile]:
    """The files of an extract, one a financial year."""
    form = CONDENSED if is_condensed(cells, force_area) else FULL
    years: dict[int, dict[Key, Values]] = defaultdict(dict)
    for key, values in cells.items():
        years[periods.financial_year_of(periods.month_ordinal(key[2]))][key] = values
    tables = []
    for year, part in sorted(years.items()):
        label = periods.financial_year_label(year)
        months = sorted({key[2] for key in part})
        tables.append(
            TableFile(
                name=f"offences-{extract.id}-{label}",
                path=f"data/{extract.id}/{label}.csv",
                title=f"Offences, {label[:4]}/{label[5:]}, {extract.in_words}",
                description=FORM_DESCRIPTIONS[form],
                columns=LAYOUT.names,
                rows=rows_of(part),
                schema=SCHEMA_PATH,
                role={
                    "table": "readings",
                    "source": SOURCE,
                    "extract": extract.id,
                    "form": form,
                    "period_type": periods.MONTH,
                    "columns": {"category": "category", "area": "area_code", "period": "month", "value": "offences"},
                    "coverage": [months[0], months[-1]],
                    "absent": "zero",
                },
            )
        )
    return tables


def _by_financial_year(cells: Cells, force_area: str) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for month, total in totals_by_month(cells, force_area).items():
        start = periods.financial_year_of(periods.month_ordinal(month))
        totals[f"{start}/{(start + 1) % 100:02d}"] += total
    return dict(totals)


def _span(cells: Cells) -> tuple[str, str]:
    months = {key[2] for key in cells}
    return min(months), max(months)


def _existing_resources(packages_dir: Path, extracts: Collection[Extract]) -> tuple[set[str], set[str]]:
    """The names and paths that the resources of ``extracts`` have now."""
    names, paths = set(), set()
    for extract in extracts:
        folder = packages_dir / PACKAGE / "data" / extract.id
        for path in folder.glob("*.csv"):
            names.add(f"offences-{extract.id}-{path.stem}")
            paths.add(f"data/{extract.id}/{path.name}")
    return names, paths


def run(files: Sequence[Path], extracted: str | None, packages_dir: Path, dry_run: bool) -> ImportReport:
    """Import MPS borough files of one extract. Raises ImportRefused, having written nothing, when they are at fault."""
    reference = read_reference(packages_dir)
    categories = _read_categories(packages_dir)
    texts = package_texts(packages_dir, SOURCE, PACKAGE, TITLE, DESCRIPTION)
    log = FaultLog()
    reference.refuse_dangling("offence-category", SOURCE, categories.majors, log)
    given = parse_files(read_source_files(files, log), reference, log)
    named = ", ".join(str(path) for path in files)
    if not given:
        log.refuse_if_any()
        raise ImportRefused([Fault(file=named, row=None, column=None, code="file-empty", message="the files hold no figures", hint="fetch them again")])
    extract = parse_extract(extracted, months_of(given)[-1], named, log, required=True)
    log.refuse_if_any()
    held = _read_held(packages_dir)
    refuse_gaps(months_of({**held.get(extract, {}), **given}), 1, reference, SOURCE, named, log)
    outcome = _combine(given, extract, held, reference, categories, log)
    log.refuse_if_any()

    force = reference.force_area
    tables = [table for one, cells in outcome.extracts.items() for table in _tables(one, cells, force)]
    names, paths = _existing_resources(packages_dir, list(held))
    changes = (
        plan_package(
            packages_dir,
            texts,
            tables,
            created=max(outcome.extracts, key=lambda one: one.order).created,
            data_added=bool(outcome.merge.added),
            replaced=names,
            removed=paths - {table.path for table in tables},
            shared_schemas={SCHEMA_PATH: LAYOUT.schema()},
        ),
        plan_extracts(
            packages_dir,
            SOURCE,
            {one: (*_span(cells), CONDENSED if is_condensed(cells, force) else FULL) for one, cells in outcome.extracts.items()},
            data_added=extract not in held,
        ),
    )
    if not dry_run:
        apply(packages_dir, changes)
    first, last = _span(given)
    table = TableReport(
        f"{PACKAGE}, offences by category, area and month",
        outcome.merge,
        _by_financial_year(held.get(extract, {}), force),
        _by_financial_year(outcome.merge.cells, force),
    )
    written = tuple(path for change in changes for path in change.changed)
    return ImportReport(SOURCE, extract.id, first, last, dry_run, (table,), outcome.notes, written)


IMPORTER = Importer(
    name=SOURCE,
    title="MPS borough level crime",
    formats=(
        "CSV with a row a borough and category and a column a month (202306): headers MajorText, MinorText and LookUp_BoroughName or BoroughName, "
        "or Group, SubGroup and BOCU; categories in any case, with 'and' or '&'"
    ),
    run=run,
)
