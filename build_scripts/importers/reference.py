"""The tables of the packages that an import is read against: areas, aliases, declared gaps."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.labels import Labels, labels_of, normal_form
from build_scripts.importers.refusals import AliasContradicts, AliasDangling, ReferenceMissing

AREAS = "areas/areas.csv"
ALIASES = "registers/aliases.csv"
GAPS = "registers/gaps-in-series.csv"


def read_rows(packages_dir: Path, relative_path: str, *, required: bool = True) -> list[dict[str, str]]:
    """The rows of a CSV file of the packages as dicts of text; none when it is absent and not ``required``.

    Raises ImportRefused when a required file is absent.
    """
    path = packages_dir / relative_path
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    if required:
        raise FaultLog().refuse(ReferenceMissing, f"{packages_dir.name}/{relative_path}", value=relative_path)
    return []


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
        return labels_of(self._pairs(kind, source))

    def area_labels(self, source: str) -> Labels:
        """The names of areas, and their aliases in files of ``source``."""
        return labels_of([*self._pairs("area", source), *((area.name, area.code) for area in self.areas.values())])

    def _pairs(self, kind: str, source: str) -> list[tuple[str, str]]:
        rows = [alias for alias in self.aliases if alias.kind == kind and alias.source in (source, "")]
        return [(alias.label, alias.code) for alias in sorted(rows, key=lambda alias: alias.source == "")]

    @property
    def boroughs(self) -> frozenset[str]:
        """The codes of the boroughs that the force covers."""
        return frozenset(code for code, area in self.areas.items() if area.kind == "borough" and area.covered)

    @property
    def force_area(self) -> str:
        """The code of the whole force's area."""
        return next(code for code, area in self.areas.items() if area.kind == "police-force-area" and area.covered)

    def declared_gaps(self, source: str) -> list[dict[str, str]]:
        """The gaps that the registers declare for ``source``."""
        return [row for row in read_rows(self.packages_dir, GAPS, required=False) if row["source"] == source]

    def refuse_dangling(self, kind: str, source: str, known: Iterable[str], declared_in: str, log: FaultLog) -> None:
        """Record a fault for every alias of ``kind`` for ``source`` whose code is not among ``known``."""
        declared = frozenset(known)
        for line, alias in enumerate(self.aliases, start=2):
            if alias.kind == kind and alias.source == source and alias.code not in declared:
                place = f"{self.packages_dir.name}/{ALIASES}"
                log.add(AliasDangling, place, row=line, column="code", value=alias.code, label=alias.label, declared_in=declared_in)


def read_reference(packages_dir: Path) -> Reference:
    """The reference tables of the packages in ``packages_dir``.

    Raises ImportRefused when one is missing, or when the register of aliases contradicts itself.
    """
    areas = [Area(row["area_code"], row["name"], row["kind"], row["covered"] == "true") for row in read_rows(packages_dir, AREAS)]
    aliases = tuple(Alias(row["kind"], row["source"], row["label"], row["code"]) for row in read_rows(packages_dir, ALIASES))
    log = FaultLog()
    meanings: dict[tuple[str, str, str], Alias] = {}
    for line, alias in enumerate(aliases, start=2):
        first = meanings.setdefault((alias.kind, alias.source, normal_form(alias.label)), alias)
        if first.code != alias.code:
            log.add(
                AliasContradicts,
                f"{packages_dir.name}/{ALIASES}",
                row=line,
                column="code",
                value=alias.code,
                label=alias.label,
                other=first.code,
                other_label=first.label,
            )
    log.refuse_if_any()
    return Reference(packages_dir, {area.code: area for area in areas}, aliases)
