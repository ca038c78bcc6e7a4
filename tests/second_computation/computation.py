"""Runs the SQL of the second computation and lends it the probability distributions that DuckDB lacks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import openpyxl
import pandas as pd
from scipy import optimize, stats

from tests.second_computation.dispersion import dispersion, quarter_dispersion, share_dispersion

SQL = Path(__file__).parent / "sql"
PUBLISHED_FILES = "published files"
DATA_PACKAGES = "data packages"
EITHER = "either"
MARK = "-- start: "
# The publisher's workbook of rates by police force: its sheet, and the columns that are read of it.
FORCE_AREA_WORKBOOK, FORCE_AREA_SHEET, FORCE_AREA_COLUMNS = "ons_pfa_tables_*.xlsx", "Table P3", ("area_code", "name", "people")


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
    """Clopper and Pearson's lower 95% limit of a share; nothing of nothing may be any share."""
    return float(stats.binomtest(int(successes), int(trials)).proportion_ci(0.95, "exact").low) if trials else 0.0


def share_upper(successes: float, trials: float) -> float:
    """Clopper and Pearson's upper 95% limit of a share; nothing of nothing may be any share."""
    return float(stats.binomtest(int(successes), int(trials)).proportion_ci(0.95, "exact").high) if trials else 1.0


def mid_p(successes: float, trials: float, share: float) -> float:
    """The exact two-sided binomial p-value less half of what was seen itself."""
    if not trials:
        return 1.0
    return float(stats.binomtest(int(successes), int(trials), share).pvalue - 0.5 * stats.binom.pmf(successes, trials, share))


def wilson_limit(share: float, number: float, z: float) -> float:
    """The limit of a share that lies ``z`` standard errors, of the share that it names itself, from what was seen."""
    return optimize.brentq(
        lambda limit: share - limit + z * math.sqrt(limit * (1 - limit) / number), *((share, 1.0) if z > 0 else (0.0, share)), xtol=1e-15
    )


def newcombe_p(share: float, number: float, base_share: float, base_number: float) -> float:
    """One less the confidence at which Newcombe's interval of the difference of two shares just touches no difference."""
    if share == base_share:
        return 1.0
    (high, of_high), (low, of_low) = sorted([(share, number), (base_share, base_number)], reverse=True)

    def short_of_touching(z: float) -> float:
        return high - low - math.hypot(high - wilson_limit(high, of_high, -z), wilson_limit(low, of_low, z) - low)

    return two_sided(optimize.brentq(short_of_touching, 1e-9, 40.0, xtol=1e-13))


DISTRIBUTIONS = {
    "exact_count_lower": (exact_count_lower, 1),
    "exact_count_upper": (exact_count_upper, 1),
    "two_sided": (two_sided, 1),
    "share_lower": (share_lower, 2),
    "share_upper": (share_upper, 2),
    "mid_p": (mid_p, 3),
    "newcombe_p": (newcombe_p, 4),
}


def sheet(published: Path) -> pd.DataFrame:
    """The first columns of the sheet of rates by police force, every row of it, as text."""
    (path,) = published.glob(FORCE_AREA_WORKBOOK)
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = list(workbook[FORCE_AREA_SHEET].iter_rows(max_col=len(FORCE_AREA_COLUMNS), values_only=True))
    workbook.close()
    return pd.DataFrame(rows, columns=FORCE_AREA_COLUMNS).astype("string")


def parts(text: str, start: str) -> Iterator[str]:
    """The parts of a source's SQL that are run from a starting point: those before any mark, with its mark, or for either."""
    for number, part in enumerate(text.split(MARK)):
        mark, _, body = part.partition("\n")
        if number == 0:
            yield part
        elif mark.strip() in (start, EITHER):
            yield body


class SecondComputation:
    """One run of all the SQL over one starting point (``PUBLISHED_FILES`` or ``DATA_PACKAGES``).

    The tables that it is asked for: ``monthly_count``, ``survey_percentage`` and ``population`` (what was read), ``second_observation``
    and ``second_comparison`` (what was computed).
    """

    def __init__(self, start: str, packages: Path, published: Path) -> None:
        self.start = start
        self.database = duckdb.connect()
        for name, (function, arguments) in DISTRIBUTIONS.items():
            self.database.create_function(name, function, ["DOUBLE"] * arguments, "DOUBLE")
        self.database.create_function("share_dispersion", share_dispersion, ["DOUBLE[]"] * 3, "DOUBLE")
        self.database.create_function("quarter_dispersion", quarter_dispersion, ["DOUBLE[]"] * 2, "DOUBLE")
        if start == PUBLISHED_FILES:
            self.database.register("force_area_sheet", sheet(published))
        self.database.execute(f"SET VARIABLE packages = '{packages}'; SET VARIABLE published = '{published}'")
        self._run("01_ground.sql")
        for source in sorted((SQL / "sources").glob("*.sql")):
            for part in parts(source.read_text(encoding="utf-8"), self.start):
                self.database.execute(part)
        self._run("02_observations.sql")
        self._run("03_pairs.sql")
        telling = self.table("telling_months")
        telling["dispersion"] = [
            dispersion(np.asarray(numbers), last) for numbers, last in zip(telling["numbers"], telling["last"], strict=True)
        ]
        self.database.register("dispersion", telling.drop(columns="numbers"))
        self._run("04_tests.sql")
        self._run("05_ratios_and_gaps.sql")
        self._run("06_levels.sql")
        self._run("07_printed.sql")
        self._run("08_verdicts.sql")
        self._run("09_accounts_and_milestones.sql")

    def _run(self, name: str) -> None:
        self.database.execute((SQL / name).read_text(encoding="utf-8"))

    def table(self, name: str) -> pd.DataFrame:
        """A table of the database."""
        return self.database.table(name).df()
