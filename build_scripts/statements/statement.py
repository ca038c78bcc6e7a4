"""A sentence that knows the cells it was made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """``text`` and the addresses of the cells that its numbers and its judgement come from."""

    text: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def address_of(row: dict, field: str) -> str:
    """The address of one cell of a comparison or observation: ``indicator:component/rule/field?area=…&period=…&extract=…``."""
    subject = row["indicator"] + (f":{row['component']}" if row.get("component") else "")
    where = f"{row.get('rule', 'observed')}/{row['measure']}/{field}"
    parts = [f"area={row['area_code']}", f"period={row['period']}", f"extract={row['extract']}"]
    if row.get("group"):
        parts.insert(1, f"group={row['group_type']}.{row['group']}")
    if row.get("rule") == "pre-pandemic" or (row.get("base_area") or row["area_code"]) != row["area_code"]:
        parts.append(f"base={row['base_period']}.{row['base_area']}")
    return f"{subject}/{where}?{'&'.join(parts)}"
