"""The committed packages as the indicators room reads them, once for all its tests."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts.indicators.outcome_rates import outcome_rate_observations
from build_scripts.indicators.rate_ratios import rate_ratio_observations
from build_scripts.indicators.series import monthly_series
from build_scripts.packages.reading import Instance, read_instance, read_readings

FORCE = "E23000001"


@pytest.fixture(scope="session")
def committed_instance(repository_root: Path) -> Instance:
    """All committed packages."""
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="session")
def outcome_rates(committed_instance: Instance) -> pd.DataFrame:
    """Every observation of an outcome rate."""
    readings = read_readings(committed_instance)
    series = [one for one in monthly_series(committed_instance, readings, FORCE) if one.measure == "outcome-rate"]
    provisional = committed_instance.table("sources", "sources").set_index("source")["provisional_months"].to_dict()
    return pd.concat(outcome_rate_observations(committed_instance, readings, series, provisional), ignore_index=True)


@pytest.fixture(scope="session")
def rate_ratios(committed_instance: Instance) -> pd.DataFrame:
    """Every observation of a rate ratio."""
    return pd.concat(rate_ratio_observations(committed_instance, read_readings(committed_instance)), ignore_index=True)
