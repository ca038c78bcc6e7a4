"""A publisher's files in, a data package out: one importer a source, found by its id in ``SOURCES``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from build_scripts.importers import (
    force_crime,
    population,
    public_attitude_survey,
    recorded_crime,
)
from build_scripts.importers.fault_log import ImportRefused
from build_scripts.importers.importer import Importer
from build_scripts.importers.reports import ImportReport

_MODULES = (
    recorded_crime,
    public_attitude_survey,
    population,
    force_crime,
)

SOURCES: Mapping[str, Importer] = MappingProxyType({module.IMPORTER.name: module.IMPORTER for module in _MODULES})
"""Every importer by the id of its source; a further one is a module and an entry here."""

__all__ = ["SOURCES", "ImportRefused", "ImportReport", "Importer"]
