"""Packages to import into: an instance that knows areas, labels and sources and holds no figures yet, and the committed one."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.importers import SOURCES, ImportRefused, ImportReport

# What an import is read against; figures and descriptors are not among them.
REFERENCE = (
    "areas/areas.csv",
    "composition/composition.csv",
    "crime-outcomes/areas.csv",
    "crime-outcomes/categories.csv",
    "hate-crime/categories.csv",
    "homicide-victims/categories.csv",
    "investigation-outcomes/categories.csv",
    "investigation-outcomes/outside-places.csv",
    "knife-crime/categories.csv",
    "national-survey/questions.csv",
    "public-attitude-survey/questions.csv",
    "recorded-crime-by-force/forces.csv",
    "recorded-crime/categories.csv",
    "registers/aliases.csv",
    "registers/gaps-in-series.csv",
    "sources/sources.csv",
    "state-of-london-2025/categories.csv",
    "state-of-london/categories.csv",
    "violence-against-women-and-girls/categories.csv",
    "ward-crime/wards.csv",
)


@pytest.fixture
def committed(repository_root: Path) -> Path:
    """The committed packages: to be read only."""
    return repository_root / "datapackages"


@pytest.fixture
def packages(committed: Path, tmp_path: Path) -> Path:
    """An instance without figures."""
    for name in REFERENCE:
        target = tmp_path / "datapackages" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(committed / name, target)
    return tmp_path / "datapackages"


@pytest.fixture
def run(packages: Path) -> Callable[..., ImportReport]:
    """Imports files of a source into the instance."""

    def importing(source: str, *files: Path, extracted: str | None = None, dry_run: bool = False, into: Path = packages) -> ImportReport:
        return SOURCES[source].run(list(files), extracted, into, dry_run)

    return importing


@pytest.fixture
def refused(run: Callable[..., ImportReport]) -> Callable[..., list[dict]]:
    """Imports files that must be refused, and gives the faults."""

    def refusing(source: str, *files: Path, **options: object) -> list[dict]:
        with pytest.raises(ImportRefused) as caught:
            run(source, *files, **options)
        return [fault.as_dict() for fault in caught.value.faults]

    return refusing


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, str]]:
    """The checksum of every file below a folder, by its path."""

    def taking(folder: Path) -> dict[str, str]:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    return taking


@pytest.fixture
def table() -> Callable[[Path], list[dict[str, str]]]:
    """The rows of a CSV file."""

    def reading(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return reading
