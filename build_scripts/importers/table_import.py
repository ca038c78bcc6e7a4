"""Imports a source that becomes one table, or one table an extract: read, merge, plan, write, report.

A source declares a ``TableSource`` and brings its own ``parse``; all else is here.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_scripts.importers.extracts import Extract, parse_extract
from build_scripts.importers.fault_log import FaultLog, ImportRefused
from build_scripts.importers.gaps import Series, refuse_gaps
from build_scripts.importers.importer import Importer
from build_scripts.importers.layouts import Cells, Key, Layout, TableFile, Values, rows_of
from build_scripts.importers.merging import merge
from build_scripts.importers.planning import apply, plan_package
from build_scripts.importers.reference import Reference, read_reference
from build_scripts.importers.refusals import FileEmpty
from build_scripts.importers.reports import ImportReport, TableReport
from build_scripts.importers.source_files import SourceFile, read_source_files
from build_scripts.importers.sources import FULL, held_extracts, package_texts, plan_extracts

Parse = Callable[[Sequence[SourceFile], Reference, FaultLog], Cells]
"""Reads the cells of all files of a run; records in the log what can not be read."""

Read = Callable[[Sequence[Path], FaultLog], Sequence[SourceFile]]
"""Reads the tables of files; records in the log which can not be read."""

EXTRACT_PLACE = "{extract}"

Step = int | Callable[[str], int]
"""The months from one period to the next: one number for a source, or worked out from the text of a period."""


@dataclass(frozen=True)
class TableSource:
    """A source and the table that it becomes.

    ``path``, ``resource`` and ``table_title`` may hold ``{extract}``: then each extract has a table of its own. Otherwise one table holds
    the newest values, and an older extract only adds what is missing. ``series_of`` names the series of a key and the text of its period,
    ``month_of`` leads from that text to the ordinal of the period's last month, and ``step`` is the number of months from one period to the
    next, or gives it for the text of a period. ``role`` makes the ``plainSight`` object, or an empty one where the table holds no readings;
    ``totals`` sums by year what can be summed; ``read`` opens the files, as CSV where nothing else is said.
    """

    name: str
    title: str
    formats: str
    package: str
    package_title: str
    package_description: str
    resource: str
    path: str
    table_title: str
    table_description: str
    layout: Layout
    series_of: Callable[[Key], tuple[Series, str]]
    month_of: Callable[[str], int]
    step: Step
    parse: Parse
    role: Callable[[Extract, Cells], Mapping]
    totals: Callable[[Cells], Mapping[str, int]]
    extract_required: bool = False
    read: Read = read_source_files

    @property
    def table_an_extract(self) -> bool:
        """Whether each extract has a table of its own."""
        return EXTRACT_PLACE in self.path

    def span(self, cells: Cells) -> tuple[str, str]:
        """The first and the last period of the cells."""
        found = sorted({self.series_of(key)[1] for key in cells}, key=self.month_of)
        return found[0], found[-1]

    def months(self, cells: Cells) -> dict[int, dict[Series, list[int]]]:
        """The last months of the periods of each series, by the step from one of them to the next."""
        months: dict[int, dict[Series, list[int]]] = defaultdict(lambda: defaultdict(list))
        for key in cells:
            series, period = self.series_of(key)
            step = self.step if isinstance(self.step, int) else self.step(period)
            months[step][series].append(self.month_of(period))
        return months


def importer_of(source: TableSource) -> Importer:
    """The importer of a source that is one table, or one an extract."""
    return Importer(source.name, source.title, source.formats, partial(run_table_import, source))


def read_cells(path: Path, layout: Layout) -> dict[Key, Values]:
    """The cells of a table as a package holds it; none when there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    return {tuple(row[: layout.key_length]): tuple(row[layout.key_length :]) for row in rows}


def run_table_import(source: TableSource, files: Sequence[Path], extracted: str | None, packages_dir: Path, dry_run: bool) -> ImportReport:
    """Import the files of one extract. Raises ImportRefused, having written nothing, when they are at fault."""
    reference = read_reference(packages_dir)
    texts = package_texts(packages_dir, source.name, source.package, source.package_title, source.package_description)
    log = FaultLog()
    given = source.parse(source.read(files, log), reference, log)
    log.refuse_if_any()
    named = ", ".join(str(path) for path in files)
    if not given:
        raise log.refuse(FileEmpty, named)
    first, last = source.span(given)
    extract = parse_extract(extracted, source.month_of(last), named, log, required=source.extract_required)
    if extract is None:
        raise ImportRefused(log.faults)
    path = source.path.format(extract=extract.id)
    held = read_cells(packages_dir / source.package / path, source.layout)
    wins = source.table_an_extract or all(extract.order >= other.order for other in held_extracts(packages_dir, source.name))
    merged = merge(held, given, given_wins=wins)
    for step, months in source.months(merged.cells).items():
        refuse_gaps(months, step, reference, source.name, named, log)
    log.refuse_if_any()

    table = TableFile(
        name=source.resource.format(extract=extract.id),
        path=path,
        title=source.table_title.format(extract=extract.in_words),
        description=source.table_description,
        columns=source.layout.names,
        rows=rows_of(merged.cells),
        schema=source.layout.schema(),
        role=source.role(extract, merged.cells),
    )
    span = source.span(merged.cells if source.table_an_extract else given)
    changes = (
        plan_package(packages_dir, texts, [table], created=extract.created, data_added=bool(merged.added)),
        plan_extracts(packages_dir, source.name, {extract: (*span, FULL)}, data_added=not held),
    )
    if not dry_run:
        apply(packages_dir, changes)
    notes = () if wins else (f"a newer extract than {extract.id} is held: values that it has were left as they are",)
    report = TableReport(f"{source.package}, {path}", merged, source.totals(held), source.totals(merged.cells))
    written = tuple(name for change in changes for name in change.changed)
    return ImportReport(source.name, extract.id, first, last, dry_run, (report,), notes, written)
