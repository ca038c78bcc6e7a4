"""What the site may weigh, folder by folder, and what it weighs: ``python -m benchmarks.site --site site`` prints both.

The whole has a limit, and each folder has one of its own, so that a test names the one that grew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from build_scripts.fingerprint import files_below

# Bytes, as files have them. A megabyte is a million.
SITE = 60_000_000
# Of a page with all that it loads, compressed.
PAGE = 90_000
# Each has room to grow, not all of them at once: what they weigh is printed beside what they may.
FOLDERS = {
    "data/": 25_000_000,
    "api/": 16_000_000,
    "charts/": 5_000_000,
    "indicators/": 6_500_000,
    "areas/": 5_000_000,
    "embed/": 2_000_000,
}
# The pages of all other folders, the library that draws a chart when asked, and what searching needs.
OTHERS = 8_000_000


@dataclass(frozen=True)
class FolderSize:
    """A folder of the site (``(root)`` for files above all folders): how many files, their bytes, and the bytes they may take."""

    name: str
    files: int
    size: int
    budget: int


def folder_sizes(site: Path) -> list[FolderSize]:
    """The folders right below ``site`` that have a budget, largest first, then all others together."""
    count: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for path in files_below(site):
        folder = f"{path.relative_to(site).parts[0]}/"
        name = folder if folder in FOLDERS else "others"
        count[name] += 1
        size[name] += path.stat().st_size
    named = [FolderSize(name, count[name], size[name], budget) for name, budget in FOLDERS.items()]
    return [*sorted(named, key=lambda one: -one.size), FolderSize("others", count["others"], size["others"], OTHERS)]
