"""The ``plainSight`` object of a table of readings, for sources whose tables hold values of one type of period."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_scripts.importers.extracts import Extract
from build_scripts.importers.layouts import Cells


def readings_role(
    source: str, period_type: str, columns: Mapping[str, str], references: Mapping[str, str] | None = None
) -> Callable[[Extract, Cells], Mapping]:
    """What a ``TableSource`` takes as ``role``: readings of ``source``, our names leading to the table's columns.

    ``references`` lead from a column to a field of another package (``areas/areas.area_code``). The role states no coverage
    and an absent category as missing: the table holds every figure that was published, zeros among them.
    """

    def make(extract: Extract, cells: Cells) -> Mapping:
        role: dict = {
            "table": "readings",
            "source": source,
            "extract": extract.id,
            "period_type": period_type,
            "columns": dict(columns),
            "absent": "missing",
        }
        if references:
            role["references"] = dict(references)
        return role

    return make
