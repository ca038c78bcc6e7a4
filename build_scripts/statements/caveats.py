"""What has to be known beside a verdict: flags that say why it is no firmer, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from build_scripts import formats, vocabulary

# The flags that bear on the verdict itself, with the few words of a narrow column. What else a flag says of a figure stands in the key.
CAVEATS = MappingProxyType({"leap-day": "a leap day decides", "design-effect-decides": "depends on the assumed design effect"})


def caveat(row: Mapping) -> str:
    """The words of a comparison's flags that bear on its verdict, as sentences; empty where it has none."""
    return " ".join(f"{formats.upper_first(vocabulary.FLAGS[flag])}." for flag in _of(row))


def short_caveat(row: Mapping) -> str:
    """The same in a few words, for a narrow column."""
    return ", ".join(CAVEATS[flag] for flag in _of(row))


def _of(row: Mapping) -> list[str]:
    flags = row["flags"].split()
    return [flag for flag in CAVEATS if flag in flags]
