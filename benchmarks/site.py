"""Measures builds and the built site: ``python -m benchmarks.site [--packages DIR] [--revision REVISION] [--site DIR]``.

Builds are timed in processes of their own, each with its own folders for the site and for what is kept between builds: from nothing; again
with nothing changed; after one number of one CSV file has changed, and back. The pages are weighed with all that they load. With
``--revision`` the packages are taken from that state of the repository, so that what is being edited does not disturb; with ``--site`` a
site that stands already is weighed, and nothing is built.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page_weight import heaviest, page_weight
from benchmarks.site_budget import SITE, FolderSize, folder_sizes
from build_scripts import formats

ROOT = Path(__file__).resolve().parent.parent
ONE_BUILD = "import sys; from pathlib import Path; from build_scripts.site import build; build(*map(Path, sys.argv[1:4]))"


@dataclass(frozen=True)
class Run:
    """A build: seconds on the clock and of the processor, and the most memory that it held, in bytes."""

    name: str
    seconds: float
    processor_seconds: float
    memory: int


def build(name: str, packages: Path, folder: Path) -> Run:
    """Build the site of the packages in ``folder`` and measure it. Raises CalledProcessError when it does not build."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", ONE_BUILD, str(packages), str(folder / "site"), str(folder / "work")], cwd=ROOT, check=True)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Linux gives the largest of all children so far in kibibytes: a later build shows its own only when it is larger.
    return Run(name, seconds, processor, after.ru_maxrss * 1024)


def change_one_number(packages: Path) -> tuple[Path, bytes]:
    """Raise the last number of the newest file of recorded crime by one; returns the file and what it held."""
    path = max((packages / "recorded-crime" / "data").rglob("*.csv"), key=lambda file: file.relative_to(packages).as_posix())
    content = path.read_bytes()
    head, _, last = content.rstrip(b"\n").rpartition(b",")
    path.write_bytes(head + b"," + str(int(last) + 1).encode() + b"\n")
    return path, content


def copied_packages(source: Path, revision: str | None, folder: Path) -> Path:
    """The packages, copied to be changed: those in ``source``, or those of a revision."""
    target = folder / "datapackages"
    if revision is None:
        shutil.copytree(source, target)
        return target
    command = ["git", "archive", revision, "datapackages"]
    archive = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as held:
        held.extractall(folder, filter="data")
    return target


def table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table for a terminal: the first column to the left, the others to the right."""
    widths = [max(len(row[index]) for row in [head, *rows]) for index in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width) for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *rows]
    ]
    return "\n".join([title, *(f"  {line.rstrip()}" for line in lines)]) + "\n"


def builds(packages: Path, folder: Path) -> list[Run]:
    """The builds that are measured, in order."""
    runs = [build("from nothing", packages, folder), build("nothing changed", packages, folder)]
    path, content = change_one_number(packages)
    runs.append(build("one number of one CSV changed", packages, folder))
    path.write_bytes(content)
    runs.append(build("and back", packages, folder))
    return runs


def builds_table(runs: list[Run]) -> str:
    """The builds, each also as a share of the one from nothing."""
    first = runs[0].processor_seconds
    rows = [
        (
            run.name,
            f"{run.seconds:.1f} s",
            f"{run.processor_seconds:.1f} s",
            f"{100 * run.processor_seconds / first:.0f}%",
            formats.file_size(run.memory),
        )
        for run in runs
    ]
    return table(f"Builds ({os.cpu_count()} processors)", ("", "clock", "processor", "of the first", "most memory so far"), rows)


def weights_table(site: Path) -> str:
    """What a reader fetches, for one page of each kind and the heaviest of its kind."""
    weights = [
        ("home", page_weight(site, "")),
        ("a measure", page_weight(site, "indicators/theft-from-the-person/")),
        ("the heaviest measure", heaviest(site, "indicators")),
        ("a borough", page_weight(site, "areas/lewisham/")),
        ("the heaviest borough", heaviest(site, "areas")),
        ("the method", page_weight(site, "method/")),
        ("a data package", page_weight(site, "data/recorded-crime/")),
    ]
    rows = [
        (name, formats.file_size(weight.own), formats.file_size(weight.whole), str(weight.requests), weight.address)
        for name, weight in weights
    ]
    return table("Pages, gzipped", ("", "the page", "with all it loads", "requests", "address"), rows)


def sizes_table(site: Path) -> str:
    """Files and bytes of the site by its first folder, and the bytes that each may take."""
    folders = folder_sizes(site)
    whole = FolderSize("all", sum(one.files for one in folders), sum(one.size for one in folders), SITE)
    rows = [(one.name, formats.number(one.files), formats.file_size(one.size), formats.file_size(one.budget)) for one in [*folders, whole]]
    return table("The site", ("", "files", "size", "may take"), rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--packages", type=Path, default=ROOT / "datapackages")
    parser.add_argument("--revision", help="take the packages from this state of the repository")
    parser.add_argument("--site", type=Path, metavar="DIR", help="build nothing: weigh this built site")
    arguments = parser.parse_args()
    if arguments.site:
        print("\n".join([weights_table(arguments.site), sizes_table(arguments.site)]), end="")
        return
    with tempfile.TemporaryDirectory(prefix="plain-sight-") as name:
        folder = Path(name)
        packages = copied_packages(arguments.packages, arguments.revision, folder)
        runs = builds(packages, folder)
        print("\n".join([builds_table(runs), weights_table(folder / "site"), sizes_table(folder / "site")]), end="")


if __name__ == "__main__":
    main()
