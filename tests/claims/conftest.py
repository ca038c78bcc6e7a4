"""The committed ledger and its instance, read once for the tests of claims."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts import tables
from build_scripts.claims import evaluate
from build_scripts.claims.ledger import Claim, read_claims
from build_scripts.indicators.observe import observe
from build_scripts.packages.reading import Instance, read_instance


@pytest.fixture(scope="session")
def instance(repository_root: Path) -> Instance:
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="session")
def claims(instance: Instance) -> dict[str, Claim]:
    """The committed claims, by id."""
    return {claim.claim: claim for claim in read_claims(instance)}


@pytest.fixture(scope="session")
def evaluated(instance: Instance) -> pd.DataFrame:
    """Every committed claim against every extract; no comparison of ours stands beside it."""
    return evaluate(instance, observe(instance).observations, tables.empty(tables.COMPARISONS))
