"""A fresh copy of the miniature instance for each test that plants a fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.packages.planting import MINIATURE, Planting


@pytest.fixture(scope="session")
def results_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of checks that the tests of a run share: only the file with the planted fault is checked anew."""
    return tmp_path_factory.mktemp("results")


@pytest.fixture
def planting(tmp_path: Path, results_of_the_run: Path) -> Planting:
    """A fresh copy of the miniature."""
    root = tmp_path / "datapackages"
    shutil.copytree(MINIATURE, root)
    return Planting(root, results_of_the_run)
