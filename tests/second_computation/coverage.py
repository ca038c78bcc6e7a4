"""What the scripts publish and the second computation does not: nothing, but for what is named here with its reason."""

from __future__ import annotations

import pandas as pd

# What names a kind of row of either table: each kind that is published must be computed twice, to the last row of it.
KINDS = {"observations": ("indicator", "component", "measure"), "comparisons": ("indicator", "component", "measure", "rule")}
# Kinds of rows that stand on one computation, by table, each with the reason.
COMPUTED_ONCE: dict[str, dict[tuple[str, ...], str]] = {"observations": {}, "comparisons": {}}
# Columns that are not laid side by side, each with the reason.
NOT_COMPARED = {
    "observations": {},
    "comparisons": {"sentence": "words and no figure: tests/statements hold each to the cells of its row"},
}


def kinds_of(table: str, rows: pd.DataFrame) -> set[tuple[str, ...]]:
    """The kinds of rows of a table (``observations`` or ``comparisons``) that ``rows`` holds."""
    return set(rows[list(KINDS[table])].itertuples(index=False, name=None))


def computed_twice(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table but those of the kinds that are declared to stand on one computation."""
    kinds = pd.Series(list(rows[list(KINDS[table])].itertuples(index=False, name=None)), index=rows.index, dtype=object)
    return rows[~kinds.isin(list(COMPUTED_ONCE[table]))]
