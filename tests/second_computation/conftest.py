"""The two computations, each run once for the whole run of tests and shared by its workers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from build_scripts.packages.reading import read_instance
from build_scripts.pages.content import compute
from tests.conftest import ROOT, only_one_worker
from tests.second_computation import printed_tables
from tests.second_computation.computation import DATA_PACKAGES, PUBLISHED_FILES, SecondComputation

PACKAGES = ROOT / "datapackages"
PUBLISHED = ROOT.parent / "shared" / "sources"
START = PUBLISHED_FILES if PUBLISHED.is_dir() else DATA_PACKAGES

READ_TABLES = ("monthly_count", "survey_percentage", "population", "counted_side", "compared_residents", "force_offence", "force_people")
TABLES = (*READ_TABLES, "second_observation", "second_comparison", "account_comparison", "milestone_comparison")

Tables = Callable[[str], pd.DataFrame]


def computed_once(folder: Path, compute_tables: Callable[[], dict[str, pd.DataFrame]]) -> Tables:
    """The tables by name, computed by the first worker that asks for them and left in ``folder`` for the others."""
    folder.mkdir(exist_ok=True)
    with only_one_worker(folder / "lock"):
        if not (folder / "done").exists():
            for name, table in compute_tables().items():
                table.to_pickle(folder / f"{name}.pickle")
            (folder / "done").touch()
    return cache(lambda name: pd.read_pickle(folder / f"{name}.pickle"))


@pytest.fixture(scope="session", params=[START])
def start(request: pytest.FixtureRequest) -> str:
    """From where the second computation starts; the tests' names show it."""
    return request.param


@pytest.fixture(scope="session")
def second(start: str, shared_directory: Path) -> Tables:
    """The tables of the second computation."""

    def run() -> dict[str, pd.DataFrame]:
        computation = SecondComputation(start, PACKAGES, PUBLISHED)
        return {name: computation.table(name) for name in TABLES}

    return computed_once(shared_directory / "second-computation", run)


@pytest.fixture(scope="session")
def first(shared_directory: Path) -> Tables:
    """The tables that the scripts publish."""

    def run() -> dict[str, pd.DataFrame]:
        content = compute(read_instance(PACKAGES))
        return {
            "observations": content.observations,
            "comparisons": content.comparisons,
            "accounts": printed_tables.accounts(content.instance),
            "milestones": printed_tables.milestones(content.instance),
        }

    return computed_once(shared_directory / "first-computation", run)
