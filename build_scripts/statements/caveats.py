"""What has to be known beside a verdict: flags that say why it is no firmer, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from build_scripts import formats, vocabulary
from build_scripts.comparisons.design_effects import FLAG as DESIGN_EFFECT_DECIDES
from build_scripts.statistics.proportions import largest_clear_design_effect

# The flags that bear on the verdict itself, with the few words of a narrow column. What else a flag says of a figure stands in the key.
CAVEATS = MappingProxyType({"leap-day": "a leap day decides", DESIGN_EFFECT_DECIDES: "depends on the assumed design effect"})
ROUNDED = "rounded-at-source"
# A change of at most so many points can be half or twice as large before both results are rounded.
SMALL_FOR_ROUNDING = 2.0
PERCENT = 100.0
PLACES = 2


def caveat(row: Mapping) -> str:
    """The words of a comparison's flags that bear on its verdict, as sentences; empty where it has none."""
    told = [f"{formats.upper_first(vocabulary.FLAGS[flag])}." for flag in _of(row)]
    reach = _clear_up_to(row)
    return " ".join([*told, f"It is clear up to one of {reach}; here {_assumed(row)} is assumed."] if reach else told)


def short_caveat(row: Mapping) -> str:
    """The same in a few words, for a narrow column."""
    reach = _clear_up_to(row)
    words = CAVEATS | ({DESIGN_EFFECT_DECIDES: f"clear up to a design effect of {reach}, {_assumed(row)} is assumed"} if reach else {})
    return ", ".join(words[flag] for flag in _of(row))


def rounding_caveat(row: Mapping) -> str:
    """That a change of one or two points may owe much to rounding, which its range leaves out; empty for every other comparison."""
    if ROUNDED not in row["flags"].split() or row["change_unit"] != "pp" or formats.is_missing(row["lower_95"]):
        return ""
    whole = all(float(row[name]).is_integer() for name in ("value", "base_value"))
    # The range of a gap between a group and everybody has rounding in it.
    if not whole or row["group"] != row["base_group"] or not 0 < abs(row["change"]) <= SMALL_FOR_ROUNDING:
        return ""
    return (
        "Both results are published in whole per cents, so that this change may be up to a point larger or smaller; the range does not "
        "allow for that."
    )


def _of(row: Mapping) -> list[str]:
    flags = row["flags"].split()
    return [flag for flag in CAVEATS if flag in flags]


def _clear_up_to(row: Mapping) -> str:
    """The largest design effect with which a flagged difference of two percentages is clear; empty where the row does not tell."""
    if DESIGN_EFFECT_DECIDES not in _of(row) or row["measure"] != "percentage" or row["base_group"] != row["group"]:
        return ""
    if any(formats.is_missing(row[name]) for name in ("n", "base_n", "deff")):
        return ""
    effect = largest_clear_design_effect(row["value"] / PERCENT, row["n"], row["base_value"] / PERCENT, row["base_n"])
    return formats.number(effect, PLACES)


def _assumed(row: Mapping) -> str:
    return f"{row['deff']:g}"
