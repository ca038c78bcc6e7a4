"""The register of sources and of their extracts: who publishes, and what was taken when."""

from __future__ import annotations

from pathlib import Path

from build_scripts.importers.extracts import Extract
from build_scripts.importers.layouts import Column, Layout, TableFile
from build_scripts.importers.package_writing import PackageTexts
from build_scripts.importers.planning import PackageChange, plan_package
from build_scripts.importers.reference import read_rows
from build_scripts.importers.refusal import ImportRefused
from build_scripts.packages.faults import Fault

SOURCES = "sources/sources.csv"
EXTRACTS = "sources/extracts.csv"

PERIOD_PATTERN = r"^(R12-)?\d{4}(-\d{2})?(-Q[1-4]|-\d{2})?$"

EXTRACTS_LAYOUT = Layout(
    (
        Column("source", "string", "Source", "The source, as in the table of sources.", {"required": True}),
        Column("extract", "string", "Extract", "The extract's id: the date its files were taken, or 'to-' and the last period where only that is known.", {"required": True}),
        Column("extracted", "string", "Taken", "The date at which the files were taken, a month or a day; empty where it is not known."),
        Column("first_period", "string", "First period", "The first period that the extract holds.", {"required": True, "pattern": PERIOD_PATTERN}),
        Column("last_period", "string", "Last period", "The last period that the extract holds.", {"required": True, "pattern": PERIOD_PATTERN}),
        Column(
            "form",
            "string",
            "Form",
            "full: everything that was published. condensed: every category for the whole force, and for boroughs what comparisons between extracts need.",
            {"required": True, "enum": ["full", "condensed"]},
        ),
        Column("note", "string", "Note", "What a user of the extract has to know."),
    ),
    key_length=2,
    foreign_keys=({"fields": ["source"], "reference": {"resource": "sources", "fields": ["source"]}},),
)

EXTRACTS_DESCRIPTION = "Every extract that the packages hold: when its files were taken, from when to when it reaches, and whether it is held whole."

TEXTS = PackageTexts("sources", "Sources", "Every source of figures: who publishes it, how often, and how it is to be read.", (), "Plain Sight")


def source_row(packages_dir: Path, source: str) -> dict[str, str]:
    """The source's row in the table of sources. Raises ImportRefused when it has none."""
    for row in read_rows(packages_dir, SOURCES):
        if row["source"] == source:
            return row
    raise ImportRefused(
        [
            Fault(
                file=SOURCES,
                row=None,
                column="source",
                value=source,
                code="reference-missing",
                message=f"the table of sources has no row for '{source}'",
                hint=f"add a row for {source} to {SOURCES}: its publisher, licence and how it is to be read",
            )
        ]
    )


def package_texts(packages_dir: Path, source: str, name: str, title: str, description: str) -> PackageTexts:
    """The words of a new package of figures, with the publisher that the table of sources gives."""
    row = source_row(packages_dir, source)
    return PackageTexts(name, title, description, ({"title": row["title"], "path": row["publisher_url"]},), row["publisher"])


def plan_extracts(packages_dir: Path, source: str, held: dict[Extract, tuple[str, str, str]], *, data_added: bool) -> PackageChange:
    """The sources package with the extracts of ``source`` as they will be.

    ``held`` leads from each extract to its first period, its last period and its form. Notes that people wrote stay, and so does ``extracted``
    where it says more than the id.
    """
    rows = {(row["source"], row["extract"]): row for row in read_rows(packages_dir, EXTRACTS, required=False)}
    for extract, (first, last, form) in held.items():
        before = rows.get((source, extract.id), {})
        rows[source, extract.id] = {
            "source": source,
            "extract": extract.id,
            "extracted": before.get("extracted") or extract.taken,
            "first_period": first,
            "last_period": last,
            "form": form,
            "note": before.get("note", ""),
        }
    table = TableFile(
        name="extracts",
        path="extracts.csv",
        title="Extracts",
        description=EXTRACTS_DESCRIPTION,
        columns=EXTRACTS_LAYOUT.names,
        rows=[tuple(rows[key][name] for name in EXTRACTS_LAYOUT.names) for key in sorted(rows)],
        schema=EXTRACTS_LAYOUT.schema(),
    )
    created = max((extract.created for extract in held), default="")
    return plan_package(packages_dir, TEXTS, [table], created=created, data_added=data_added)
