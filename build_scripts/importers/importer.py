"""What every importer offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.importers.reports import ImportReport

Run = Callable[[Sequence[Path], str | None, Path, bool], ImportReport]


@dataclass(frozen=True)
class Importer:
    """An importer of one source's published files.

    ``name`` is the source's id, ``title`` what the publisher calls the release, ``formats`` says in words which files it reads.
    ``run(files, extracted, packages_dir, dry_run)`` imports all files of one extract and reports; ``extracted`` is the date they
    were taken, or None where the source may go without. It raises ImportRefused, having written nothing, when a file is at fault.
    """

    name: str
    title: str
    formats: str
    run: Run
