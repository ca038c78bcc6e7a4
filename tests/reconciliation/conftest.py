"""What the tests of this room share: the instance and its reconciliation, made once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts.packages.reading import Instance, read_instance
from build_scripts.reconciliation import reconcile


@pytest.fixture(scope="session")
def instance(repository_root: Path) -> Instance:
    """The London instance."""
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="session")
def reconciled(instance: Instance) -> pd.DataFrame:
    """Every check of the instance."""
    return reconcile(instance)
