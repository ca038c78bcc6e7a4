"""Runs the SQL of the second computation and lends it the probability distributions that DuckDB lacks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
from scipy import stats

SQL = Path(__file__).parent / "sql"
PUBLISHED_FILES = "published files"
DATA_PACKAGES = "data packages"
EITHER = "either"
MARK = "-- start: "


def starting_point(published: Path) -> str:
    """From where the computation starts: the publishers' files where they stand beside the checkout, else the packages."""
    return PUBLISHED_FILES if published.is_dir() else DATA_PACKAGES


def exact_count_lower(count: float) -> float:
    """Garwood's lower 95% limit of a Poisson count."""
    return float(stats.chi2.ppf(0.025, 2 * count) / 2) if count > 0 else 0.0


def exact_count_upper(count: float) -> float:
    """Garwood's upper 95% limit of a Poisson count."""
    return float(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


def two_sided(z: float) -> float:
    """The two-sided tail of the standard normal distribution."""
    return math.erfc(abs(z) / math.sqrt(2))


def share_lower(successes: float, trials: float) -> float:
    """Clopper and Pearson's lower 95% limit of a share."""
    return float(stats.binomtest(int(successes), int(trials)).proportion_ci(0.95, "exact").low)


def share_upper(successes: float, trials: float) -> float:
    """Clopper and Pearson's upper 95% limit of a share."""
    return float(stats.binomtest(int(successes), int(trials)).proportion_ci(0.95, "exact").high)


def mid_p(successes: float, trials: float, share: float) -> float:
    """The exact two-sided binomial p-value less half of what was seen itself."""
    if not trials:
        return 1.0
    return float(stats.binomtest(int(successes), int(trials), share).pvalue - 0.5 * stats.binom.pmf(successes, trials, share))


DISTRIBUTIONS = {
    "exact_count_lower": (exact_count_lower, 1),
    "exact_count_upper": (exact_count_upper, 1),
    "two_sided": (two_sided, 1),
    "share_lower": (share_lower, 2),
    "share_upper": (share_upper, 2),
    "mid_p": (mid_p, 3),
}


def parts(text: str, start: str) -> Iterator[str]:
    """The parts of a source's SQL that are run from a starting point: those before any mark, with its mark, or for either."""
    for number, part in enumerate(text.split(MARK)):
        mark, _, body = part.partition("\n")
        if number == 0:
            yield part
        elif mark.strip() in (start, EITHER):
            yield body


class SecondComputation:
    """One run of the SQL up to the pairs that are compared; ``compare`` does the rest once the dispersion is known."""

    def __init__(self, packages: Path, published: Path) -> None:
        self.start = starting_point(published)
        self.database = duckdb.connect()
        for name, (function, arguments) in DISTRIBUTIONS.items():
            self.database.create_function(name, function, ["DOUBLE"] * arguments, "DOUBLE")
        self.database.execute(f"SET VARIABLE packages = '{packages}'; SET VARIABLE published = '{published}'")
        self._run("01_ground.sql")
        for source in sorted((SQL / "sources").glob("*.sql")):
            for part in parts(source.read_text(encoding="utf-8"), self.start):
                self.database.execute(part)
        self._run("02_observations.sql")
        self._run("03_pairs.sql")

    def _run(self, name: str) -> None:
        self.database.execute((SQL / name).read_text(encoding="utf-8"))

    def table(self, name: str) -> pd.DataFrame:
        """A table of the database."""
        return self.database.table(name).df()

    def compare(self, phi: pd.DataFrame) -> pd.DataFrame:
        """All comparisons, given the dispersion of the series: ``source, extract, indicator, component, area_code, last, phi``."""
        self.database.register("phi", phi)
        self._run("04_tests.sql")
        return self.table("second_comparison")
