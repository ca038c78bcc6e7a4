"""The groups of people that a survey asks: how they are called, and which share of the interviews is taken to be with them.

The numbers asked by group are not published. A share is worked out from a count of residents where a package holds one, is a constant of
the register, or is assumed in the row itself: ``composition/groups`` says which, and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.indicators.surveys import survey_design
from build_scripts.packages.reading import Instance

PACKAGE, RESOURCE = "composition", "groups"
CENSUS, CONSTANT = "census", "constant"


@dataclass(frozen=True)
class Group:
    """A group of the people asked.

    ``label`` names it in a chart, ``people`` inside a sentence. ``share`` is the part of the interviews taken to be with it, ``basis`` how
    that is known (``census``, ``constant``, ``assumption``), ``population`` the table it is worked out from, ``note`` the reason.
    """

    group_type: str
    group: str
    position: int
    label: str
    people: str
    share: float
    basis: str
    population: str
    note: str


def read_groups(instance: Instance, survey: str) -> dict[tuple[str, str], Group]:
    """The declared groups of a survey by kind and group, in the order in which they are listed; none where none are declared.

    Raises KeyError when a share can not be worked out: the constant, or the count of residents, is not there.
    """
    return {(row["group_type"], row["group"]): _group(instance, row) for row in _rows(instance) if row["survey"] == survey}


def declared_groups(instance: Instance) -> dict[tuple[str, str], Group]:
    """The declared groups of every survey, as ``read_groups`` gives those of one; a group that several ask stands as for the last."""
    return {(row["group_type"], row["group"]): _group(instance, row) for row in _rows(instance)}


def _rows(instance: Instance) -> list[dict]:
    if not instance.has(PACKAGE, RESOURCE):
        return []
    return instance.table(PACKAGE, RESOURCE).sort_values("position").to_dict("records")


def _group(instance: Instance, row: dict) -> Group:
    return Group(
        group_type=row["group_type"],
        group=row["group"],
        position=int(row["position"]),
        label=row["label"],
        people=row["people"],
        share=_share(instance, row),
        basis=row["basis"],
        population=row["population"],
        note=row["note"],
    )


def _share(instance: Instance, row: dict) -> float:
    if row["basis"] == CENSUS:
        residents = instance.table(*row["population"].split("/"))
        return float(residents.loc[residents["group"] == row["group"], "residents"].sum() / residents["residents"].sum())
    if row["basis"] == CONSTANT:
        return survey_design(instance, row["survey"]).group_shares[row["group"]]
    return float(row["share"])
