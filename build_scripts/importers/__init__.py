"""A publisher's files in, a data package out: one importer a source, found by its id in ``SOURCES``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from build_scripts.importers import (
    crime_outcomes,
    crime_survey,
    ethnicity,
    force_area_tables,
    force_crime,
    gla_hate_crime,
    gla_state_of_london,
    gla_state_of_london_2025,
    homicide_victims,
    investigation_outcomes,
    knife_crime,
    population,
    public_attitude_survey,
    recorded_crime,
    stop_and_search,
    violence_against_women_and_girls,
    ward_crime,
    workforce,
)
from build_scripts.importers.fault_log import ImportRefused
from build_scripts.importers.importer import Importer
from build_scripts.importers.reports import ImportReport

_IMPORTERS = (
    recorded_crime.IMPORTER,
    public_attitude_survey.IMPORTER,
    population.IMPORTER,
    force_crime.IMPORTER,
    force_area_tables.OFFENCES_IMPORTER,
    force_area_tables.POPULATION_IMPORTER,
    crime_outcomes.QUARTERS_IMPORTER,
    crime_outcomes.GROUPS_IMPORTER,
    crime_outcomes.RECORDED_IMPORTER,
    stop_and_search.DETAILED_IMPORTER,
    stop_and_search.LATER_IMPORTER,
    stop_and_search.LONDON_IMPORTER,
    ethnicity.SEARCHES_IMPORTER,
    ethnicity.STANDARD_IMPORTER,
    ethnicity.CENSUS_IMPORTER,
    workforce.MONTHLY_IMPORTER,
    workforce.YEARLY_IMPORTER,
    crime_survey.IMPORTER,
    gla_hate_crime.IMPORTER,
    gla_state_of_london.IMPORTER,
    gla_state_of_london_2025.IMPORTER,
    knife_crime.IMPORTER,
    homicide_victims.IMPORTER,
    violence_against_women_and_girls.IMPORTER,
    investigation_outcomes.IMPORTER,
    ward_crime.IMPORTER,
)

SOURCES: Mapping[str, Importer] = MappingProxyType({importer.name: importer for importer in _IMPORTERS})
"""Every importer by the id of its source; a further one is a module and an entry here."""

__all__ = ["SOURCES", "ImportRefused", "ImportReport", "Importer"]
