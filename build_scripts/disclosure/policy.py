"""What may be shown: the numbers of the rule, and the grains at which a figure's owner publishes it already."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.indicators.observe import constant
from build_scripts.packages.reading import Instance

PUBLISHED, SUPPRESS, ROUND = "published", "suppress", "round"
SHOWN, WITHHELD = "shown", "withheld"


@dataclass(frozen=True)
class Treatment:
    """How counts of one grain are treated: ``method`` is published (left as they are), suppress or round; ``zero`` shown or withheld."""

    method: str
    zero: str


UNDECLARED = Treatment(SUPPRESS, SHOWN)


@dataclass(frozen=True)
class Policy:
    """The rules of disclosure control.

    ``largest_small_count`` is the largest count that is withheld, ``rounding_step`` what rounded counts are multiples of, both in things
    counted; ``minimum_sample`` and ``reliable_sample`` are effective interviews. ``treatments`` are by source, kind of area and group
    type, ``sources`` by indicator and component, ``kinds`` by area code. To areas of ``free_kind``, the whole force, the rule does not
    apply. ``secondary`` switches secondary suppression off, for tests of the attack.
    """

    largest_small_count: float
    rounding_step: float
    minimum_sample: float
    reliable_sample: float
    treatments: dict[tuple[str, str, str], Treatment]
    sources: dict[tuple[str, str], frozenset[str]]
    kinds: dict[str, str]
    free_kind: str = "police-force-area"
    secondary: bool = True

    def treatment(self, indicator: str, component: str, area_code: str, group_type: str) -> Treatment:
        """The strictest treatment among those of a figure's sources; an undeclared grain or source is suppressed.

        An area that is not one of the instance's stands outside the force: its figures are a comparator's, from what others publish.
        """
        kind = self.kinds.get(area_code, self.free_kind)
        if kind == self.free_kind:
            return Treatment(PUBLISHED, SHOWN)
        sources = self.sources.get((indicator, component), frozenset())
        found = [self.treatments.get((source, kind, group_type), UNDECLARED) for source in sources] or [UNDECLARED]
        for method in (SUPPRESS, ROUND):
            strict = [one for one in found if one.method == method]
            if strict:
                return Treatment(method, WITHHELD if any(one.zero == WITHHELD for one in strict) else SHOWN)
        return Treatment(PUBLISHED, SHOWN)


def read_policy(instance: Instance) -> Policy:
    """The policy that the instance's registers declare. Raises KeyError when a constant of the rule is missing."""
    treatments = {}
    if instance.has("registers", "disclosure"):
        for row in instance.table("registers", "disclosure").to_dict("records"):
            treatments[(row["source"], row["area_kind"], row["group_type"])] = Treatment(row["method"], row["zero"])
    sources: dict[tuple[str, str], frozenset[str]] = {}
    for row in instance.table("composition", "composition").to_dict("records"):
        key = (row["indicator"], row["component"])
        sources[key] = sources.get(key, frozenset()) | {row["source"]}
    areas = instance.table("areas", "areas")
    return Policy(
        largest_small_count=constant(instance, "disclosure-largest-small-count"),
        rounding_step=constant(instance, "disclosure-rounding-step"),
        minimum_sample=constant(instance, "minimum-sample"),
        reliable_sample=constant(instance, "reliable-sample"),
        treatments=treatments,
        sources=sources,
        kinds=dict(zip(areas["area_code"], areas["kind"], strict=True)),
    )
