"""The register of sources and of their extracts: who publishes, and what was taken when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_scripts.importers.extracts import Extract
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.layouts import Column, Layout, TableFile
from build_scripts.importers.package_writing import PackageTexts
from build_scripts.importers.planning import PackageChange, plan_package
from build_scripts.importers.reference import read_rows
from build_scripts.importers.refusals import ReferenceMissing

SOURCES = "sources/sources.csv"
EXTRACTS = "sources/extracts.csv"
FULL, CONDENSED = "full", "condensed"

_PERIOD = {"required": True, "pattern": r"(R12-)?\d{4}(-\d{2})?(-Q[1-4]|-\d{2})?"}

EXTRACTS_LAYOUT = Layout(
    (
        Column("source", "string", "Source", "The source, as in the table of sources.", {"required": True}),
        Column(
            "extract",
            "string",
            "Extract",
            "The date its files were taken, or 'to-' and the last period where only that is known.",
            {"required": True},
        ),
        Column("extracted", "string", "Taken", "The month or day at which the files were taken; empty where it is not known."),
        Column("first_period", "string", "First period", "The first period that the extract holds.", _PERIOD),
        Column("last_period", "string", "Last period", "The last period that the extract holds.", _PERIOD),
        Column(
            "form",
            "string",
            "Form",
            "full: all that was published. condensed: every category for the whole force, and for boroughs those that the indicators use.",
            {"required": True, "enum": [FULL, CONDENSED]},
        ),
        Column("note", "string", "Note", "What a user of the extract has to know."),
    ),
    key_length=2,
    foreign_keys=({"fields": ["source"], "reference": {"resource": "sources", "fields": ["source"]}},),
)

EXTRACTS_DESCRIPTION = "Every extract held: when its files were taken, from when to when it reaches, and whether it is held whole."

TEXTS = PackageTexts("sources", "Sources", "Every source of figures: who publishes it, and how it is to be read.", (), "Plain Sight")


def package_texts(packages_dir: Path, source: str, name: str, title: str, description: str) -> PackageTexts:
    """The words of a new package of figures, with the publisher that the table of sources gives.

    Raises ImportRefused when the table of sources has no row for ``source``.
    """
    for row in read_rows(packages_dir, SOURCES):
        if row["source"] == source:
            return PackageTexts(name, title, description, ({"title": row["title"], "path": row["publisher_url"]},), row["publisher"])
    raise FaultLog().refuse(ReferenceMissing, f"{packages_dir.name}/{SOURCES}", column="source", value=f"a row for '{source}' in {SOURCES}")


def held_extracts(packages_dir: Path, source: str) -> list[Extract]:
    """The extracts of ``source`` that the packages hold."""
    return [Extract(row["extract"]) for row in read_rows(packages_dir, EXTRACTS, required=False) if row["source"] == source]


def plan_extracts(packages_dir: Path, source: str, held: Mapping[Extract, tuple[str, str, str]], *, data_added: bool) -> PackageChange:
    """The sources package with the extracts of ``source`` as they will be.

    ``held`` leads from each extract to its first period, its last period and its form. Notes that people wrote stay, and so does
    ``extracted`` where it says more than the id.
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
    return plan_package(packages_dir, TEXTS, [table], created=max(extract.created for extract in held), data_added=data_added)
