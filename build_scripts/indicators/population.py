"""Who lives where: the denominators of rates.

A rate uses the mid-year estimate of the year that holds the window's midpoint; after the last year held, that last year, flagged as
estimated (``e``). The force's population is the sum of the boroughs it covers.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from build_scripts import periods
from build_scripts.packages.reading import Instance


@dataclass(frozen=True)
class Population:
    """Mid-year estimates: ``people[area_code][year]``, a number of residents."""

    people: dict[str, dict[int, float]]

    def at(self, area_code: str, period: periods.Period) -> tuple[float, int, bool] | None:
        """People, the year of the estimate, and whether a later year was wanted; None when no estimate serves."""
        years = self.people.get(area_code)
        if not years:
            return None
        year = midpoint(period).year
        if year in years:
            return years[year], year, False
        last = max(years)
        return (years[last], last, True) if year > last else None


def midpoint(period: periods.Period) -> datetime.date:
    """The day in the middle of a period."""
    return period.start + datetime.timedelta(days=(period.days - 1) // 2)


def read_population(instance: Instance, force_area: str) -> Population:
    """The population table, with the force's own area added as the sum of the boroughs covered."""
    areas = instance.table("areas", "areas")
    covered = set(areas.loc[(areas["kind"] == "borough") & areas["covered"], "area_code"])
    people: dict[str, dict[int, float]] = {}
    for row in instance.table("areas", "population").to_dict("records"):
        people.setdefault(row["area_code"], {})[int(row["year"])] = float(row["population"])
    years = set.intersection(*(set(people.get(code, {})) for code in covered)) if covered else set()
    people.setdefault(force_area, {year: sum(people[code][year] for code in covered) for year in sorted(years)})
    return Population(people)
