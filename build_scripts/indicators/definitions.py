"""What each indicator of a framework is, as its package declares it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from build_scripts import vocabulary
from build_scripts.packages.reading import Instance, Package


@dataclass(frozen=True)
class Indicator:
    """One indicator of a framework: a row of the package's ``indicators`` resource.

    ``kind``, ``measure``, ``direction``, ``basis`` and ``availability`` are codes of ``vocabulary``; ``tier`` is 1, 2 or 3
    (0 where the framework has none); ``priority`` is a row of the framework's ``priorities``. ``same_as`` names the indicator of a newer
    framework that is the same measure: that one has the page. ``no_series_reason`` says why no series is held, where none is.
    """

    framework: str
    slug: str
    position: int
    tier: int
    priority: str
    title: str
    short_title: str
    kind: str
    measure: str
    unit: str
    direction: str
    direction_reason: str
    basis: str
    availability: str
    document_reference: str
    definition: str
    does_not_count: str
    source: str
    no_series_reason: str
    missing_source: str
    comparability: str
    comparable_with: str
    comparable_since: str
    comparability_note: str
    caveat: str
    same_as: str

    @property
    def why_no_series(self) -> str:
        """Why no series is held, as a sentence: the reason of its own, or what is known instead."""
        return self.no_series_reason or f"{vocabulary.AVAILABILITIES[self.availability]}."


@dataclass(frozen=True)
class Component:
    """A part of an indicator: the empty id is its main series."""

    indicator: str
    component: str
    position: int
    title: str
    description: str
    show: str


@dataclass(frozen=True)
class Priority:
    """A priority of a framework."""

    slug: str
    position: int
    title: str
    short_title: str
    question: str
    description: str


@dataclass(frozen=True)
class Framework:
    """A plan's list of what is watched."""

    slug: str
    title: str
    short_title: str
    owner: str
    period_start: str
    period_end: str
    status_note: str
    priorities: tuple[Priority, ...]
    indicators: tuple[Indicator, ...]

    def indicator(self, slug: str) -> Indicator:
        """The indicator of that slug. Raises KeyError when the framework has none."""
        for indicator in self.indicators:
            if indicator.slug == slug:
                return indicator
        raise KeyError(slug)

    def of_tier(self, tier: int) -> list[Indicator]:
        """The indicators of a tier, in order."""
        return [indicator for indicator in self.indicators if indicator.tier == tier]

    def of_priority(self, slug: str) -> list[Indicator]:
        """The indicators of a priority, in order."""
        return [indicator for indicator in self.indicators if indicator.priority == slug]


def _cell(row: dict, name: str) -> str:
    value = row.get(name, "")
    return "" if value is None else str(value)


def _whole(row: dict, name: str) -> int:
    value = row.get(name)
    return 0 if value is None or pd.isna(value) or value == "" else int(value)


def read_framework(instance: Instance, package: Package) -> Framework:
    """The framework that a package holds."""
    head = instance.table(package.name, "framework").to_dict("records")[0]
    priorities = tuple(
        Priority(
            slug=row["priority"],
            position=_whole(row, "position"),
            title=row["title"],
            short_title=_cell(row, "short_title") or row["title"],
            question=_cell(row, "question"),
            description=_cell(row, "description"),
        )
        for row in instance.table(package.name, "priorities").to_dict("records")
    )
    indicators = tuple(
        Indicator(
            framework=package.name,
            slug=row["indicator"],
            position=_whole(row, "position"),
            tier=_whole(row, "tier"),
            priority=row["priority"],
            title=row["title"],
            short_title=_cell(row, "short_title") or row["title"],
            kind=row["kind"],
            measure=row["measure"],
            unit=_cell(row, "unit"),
            direction=row["direction"],
            direction_reason=_cell(row, "direction_reason"),
            basis=_cell(row, "basis"),
            availability=_cell(row, "availability"),
            document_reference=_cell(row, "document_reference"),
            definition=_cell(row, "definition"),
            does_not_count=_cell(row, "does_not_count"),
            source=_cell(row, "source"),
            no_series_reason=_cell(row, "no_series_reason"),
            missing_source=_cell(row, "missing_source"),
            comparability=_cell(row, "comparability"),
            comparable_with=_cell(row, "comparable_with"),
            comparable_since=_cell(row, "comparable_since"),
            comparability_note=_cell(row, "comparability_note"),
            caveat=_cell(row, "caveat"),
            same_as=_cell(row, "same_as"),
        )
        for row in instance.table(package.name, "indicators").to_dict("records")
    )
    return Framework(
        slug=package.name,
        title=_cell(head, "title"),
        short_title=_cell(head, "short_title"),
        owner=_cell(head, "owner"),
        period_start=_cell(head, "period_start"),
        period_end=_cell(head, "period_end"),
        status_note=_cell(head, "status_note"),
        priorities=tuple(sorted(priorities, key=lambda p: p.position)),
        indicators=tuple(sorted(indicators, key=lambda i: i.position)),
    )


def read_frameworks(instance: Instance) -> list[Framework]:
    """All frameworks of the instance, newest first."""
    return [read_framework(instance, package) for package in instance.frameworks()]


def read_components(instance: Instance) -> list[Component]:
    """The declared components, by indicator and then by the place that the composition gives them."""
    if not instance.has("composition", "components"):
        return []
    components = [
        Component(
            row["indicator"],
            row["component"],
            int(row["position"]),
            row["title"],
            _cell(row, "description"),
            _cell(row, "show") or "detail",
        )
        for row in instance.table("composition", "components").to_dict("records")
    ]
    return sorted(components, key=lambda component: (component.indicator, component.position))
