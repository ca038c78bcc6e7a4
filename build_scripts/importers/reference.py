"""The tables of the packages that an import is read against: areas, aliases, categories, declared gaps."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.importers.labels import Labels, labels_of, normal_form
from build_scripts.importers.refusal import FaultLog, ImportRefused
from build_scripts.packages.faults import Fault

AREAS = "areas/areas.csv"
ALIASES = "registers/aliases.csv"
GAPS = "registers/gaps-in-series.csv"


def read_rows(packages_dir: Path, relative_path: str, required: bool = True) -> list[dict[str, str]]:
    """The rows of a packages' CSV file as dicts of text; none when it is absent and not ``required``.

    Raises ImportRefused when a required file is absent.
    """
    path = packages_dir / relative_path
    if not path.is_file():
        if not required:
            return []
        raise ImportRefused(
            [
                Fault(
                    file=relative_path,
                    row=None,
                    column=None,
                    code="reference-missing",
                    message=f"the import relies on {relative_path}, and {packages_dir} does not hold it",
                    hint="name the folder of the data packages with --packages, or restore that file",
                )
            ]
        )
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True)
class Area:
    """An area as the areas package declares it."""

    code: str
    name: str
    kind: str
    covered: bool


@dataclass(frozen=True)
class Alias:
    """A row of the register of aliases: in files of ``source`` (empty: any), ``label`` of ``kind`` means ``code``."""

    kind: str
    source: str
    label: str
    code: str


@dataclass(frozen=True)
class Reference:
    """What the packages know before an import: areas by code, and the register of aliases."""

    packages_dir: Path
    areas: Mapping[str, Area]
    aliases: tuple[Alias, ...]

    def labels(self, kind: str, source: str) -> Labels:
        """The labels of ``kind`` in files of ``source``; rows of that source come before rows of any source."""
        rows = sorted((alias for alias in self.aliases if alias.kind == kind and alias.source in (source, "")), key=lambda alias: not alias.source)
        return labels_of((alias.label, alias.code) for alias in rows)

    def area_labels(self, source: str) -> Labels:
        """The names of areas, and their aliases in files of ``source``."""
        aliased = [(alias.label, alias.code) for alias in self.aliases if alias.kind == "area" and alias.source in (source, "")]
        return labels_of([*aliased, *((area.name, area.code) for area in self.areas.values())])

    def boroughs(self) -> frozenset[str]:
        """The codes of the boroughs that the force covers."""
        return frozenset(code for code, area in self.areas.items() if area.kind == "borough" and area.covered)

    @property
    def force_area(self) -> str:
        """The code of the whole force's area."""
        return next(code for code, area in self.areas.items() if area.kind == "police-force-area" and area.covered)

    def declared_gaps(self, source: str) -> list[dict[str, str]]:
        """The gaps that the registers declare for ``source``."""
        return [row for row in read_rows(self.packages_dir, GAPS, required=False) if row.get("source") == source]

    def refuse_dangling(self, kind: str, source: str, known: Iterable[str], log: FaultLog) -> None:
        """Record a fault for every alias of ``kind`` for ``source`` whose code is not among ``known``."""
        known = frozenset(known)
        for alias in self.aliases:
            if alias.kind == kind and alias.source == source and alias.code not in known:
                log.add(
                    "alias-dangling",
                    ALIASES,
                    f"the label '{alias.label}' leads to '{alias.code}', which is not declared",
                    "declare the code, or correct the row",
                    column="code",
                    value=alias.code,
                )


def read_reference(packages_dir: Path) -> Reference:
    """The reference tables of the packages in ``packages_dir``.

    Raises ImportRefused when one is missing, or when the register of aliases contradicts itself.
    """
    areas = {
        row["area_code"]: Area(row["area_code"], row["name"], row["kind"], row["covered"] == "true") for row in read_rows(packages_dir, AREAS)
    }
    aliases = tuple(Alias(row["kind"], row["source"], row["label"], row["code"]) for row in read_rows(packages_dir, ALIASES))
    log = FaultLog()
    meanings: dict[tuple[str, str, str], Alias] = {}
    for line, alias in enumerate(aliases, start=2):
        first = meanings.setdefault((alias.kind, alias.source, normal_form(alias.label)), alias)
        if first.code != alias.code:
            log.add(
                "alias-contradicts",
                ALIASES,
                f"'{alias.label}' leads to '{alias.code}', and '{first.label}' (the same but for case and punctuation) to '{first.code}'",
                "remove one of the two rows",
                row=line,
                column="code",
                value=alias.code,
            )
    log.refuse_if_any()
    return Reference(packages_dir, areas, aliases)
