"""The address of a figure, as text: ``theft-from-the-person/r12/count/change?area=E23000001&period=R12-2026-03&extract=2026-04``.

Before the question mark stand the indicator (``:component`` where there is one), the rule (``observed`` for a value of its own), the
measure
and the field; after it the area, the group where there is one, the period and the extract.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from build_scripts import tables

OBSERVED = "observed"


class NotAnAddress(ValueError):
    """The text is not the address of a figure; the message says what was expected."""


@dataclass(frozen=True)
class Address:
    """The parts of an address. ``rule`` is ``observed`` or a rule of comparison; ``group`` is ``type.group`` or empty."""

    indicator: str
    component: str
    rule: str
    measure: str
    field: str
    area: str
    group: str
    period: str
    extract: str
    base: str

    @property
    def is_observation(self) -> bool:
        """Whether it names a value of its own, not a comparison."""
        return self.rule == OBSERVED


def parse(text: str) -> Address:
    """The address that ``text`` writes. Raises NotAnAddress."""
    path, _, query = text.partition("?")
    parts = path.strip("/").split("/")
    named = dict(parse_qsl(query))
    if len(parts) != 4 or not {"area", "period", "extract"} <= set(named):
        raise NotAnAddress(
            f"{text!r} is not the address of a figure: expected indicator/rule/measure/field?area=…&period=…&extract=…, "
            "for example theft-from-the-person/r12/count/change?area=E23000001&period=R12-2026-03&extract=2026-04"
        )
    indicator, _, component = parts[0].partition(":")
    schema = tables.OBSERVATIONS if parts[1] == OBSERVED else tables.COMPARISONS
    if parts[3] not in schema.names:
        raise NotAnAddress(f"{parts[3]!r} is no field of a figure: expected one of {', '.join(schema.names)}")
    return Address(
        indicator=indicator,
        component=component,
        rule=parts[1],
        measure=parts[2],
        field=parts[3],
        area=named["area"],
        group=named.get("group", ""),
        period=named["period"],
        extract=named["extract"],
        base=named.get("base", ""),
    )
