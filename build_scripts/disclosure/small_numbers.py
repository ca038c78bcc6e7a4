"""Which cells are withheld: small numbers, and then as many others as it takes that none of them can be worked out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from build_scripts.disclosure.attack import attack
from build_scripts.disclosure.cells import COUNT, SHARES, SUPPRESSED, Cell, amounts, comparison_cells, observation_cell
from build_scripts.disclosure.policy import SUPPRESS, WITHHELD, Policy, Treatment
from build_scripts.disclosure.structure import Structure
from build_scripts.disclosure.withholding import withhold_comparisons, withhold_observations


class CannotProtect(Exception):
    """A withheld cell can be worked out, and no published cell is left that could be withheld with it."""


def treatments(table: pd.DataFrame, policy: Policy, area: str = "area_code") -> pd.Series:
    """The treatment of each row, by its measure, area and group type."""
    keys = ["indicator", "component", area, "group_type"]
    known: dict[tuple[str, ...], Treatment] = {}
    for key in table[keys].drop_duplicates().itertuples(index=False, name=None):
        known[key] = policy.treatment(*key)
    return pd.Series([known[key] for key in table[keys].itertuples(index=False, name=None)], index=table.index, dtype=object)


def small_cells(observations: pd.DataFrame, comparisons: pd.DataFrame, policy: Policy) -> set[Cell]:
    """The cells that hold a small number at a grain that their owner does not publish; a true zero only where it is declared."""
    found = {observation_cell(row) for row in observations[_is_small(observations, policy, "", "area_code")].to_dict("records")}
    placed = comparisons.assign(base_area=comparisons["base_area"].where(comparisons["base_area"] != "", comparisons["area_code"]))
    for prefix, area, number in (("", "area_code", 0), ("base_", "base_area", 1)):
        small = placed[_is_small(placed, policy, prefix, area)]
        found |= {comparison_cells(row)[number] for row in small.to_dict("records")}
    return found


def _is_small(table: pd.DataFrame, policy: Policy, prefix: str, area: str) -> np.ndarray:
    """Whether a row's own number (or that of its base) is small and stands at a grain to be suppressed."""
    counted = table["measure"].isin(["count", "rate", *SHARES]).to_numpy()
    numbers = [table[f"{prefix}numerator"].where(table["measure"] != COUNT, table[f"{prefix}value"])]
    numbers.append(table[f"{prefix}denominator"].where(table["measure"].isin(SHARES)))
    may_be_small = counted & np.logical_or.reduce([number.between(0, policy.largest_small_count).to_numpy() for number in numbers])
    small = np.zeros(len(table), dtype=bool)
    candidates = table[may_be_small]
    rules = treatments(candidates, policy, area)
    for number in numbers:
        held = number[may_be_small]
        few = (held > 0) & (held <= policy.largest_small_count)
        zero = (held == 0) & np.array([rule.zero == WITHHELD for rule in rules], dtype=bool)
        small[may_be_small] |= ((few | zero) & np.array([rule.method == SUPPRESS for rule in rules], dtype=bool)).to_numpy()
    return small


def with_secondary(
    observations: pd.DataFrame, comparisons: pd.DataFrame, small: Iterable[Cell], structure: Structure, least_count: float
) -> set[Cell]:
    """The small cells and the further ones without which one of them could be worked out.

    The attack is made on what would be published; of the published cells that give a withheld one away the smallest is withheld too, in
    every extract, until nothing can be solved but true zeros. Raises CannotProtect where nothing is left to withhold.
    """
    numbers: dict[Cell, float] = {}
    zeros: set[tuple[Cell, str]] = set()
    for amount in amounts(observations, comparisons):
        numbers[amount.cell] = min(amount.value, numbers.get(amount.cell, amount.value))
        if amount.value == 0 and least_count > 0:
            zeros.add((amount.cell, amount.role))
    everywhere: dict[Cell, list[Cell]] = {}
    for cell in numbers:
        everywhere.setdefault(cell._replace(extract=""), []).append(cell)
    withheld = _in_every_extract(small, everywhere)
    while True:
        reasons = dict.fromkeys(withheld, SUPPRESSED)
        published = withhold_observations(observations, reasons), withhold_comparisons(comparisons, reasons, structure)
        # A share may be withheld for its denominator alone: that its numerator is a true zero may be known.
        solved = [one for one in attack(*published, structure, least_count) if (one.cell, one.role) not in zeros]
        if not solved:
            return withheld
        chosen: set[Cell] = set()
        for one in solved:
            pins = sorted((numbers[pin], pin) for pin in one.pins if numbers[pin] > 0)
            if not pins:
                raise CannotProtect(f"{one.cell} can be worked out ({one.lower:g} to {one.upper:g}), and nothing is left to withhold")
            if chosen.isdisjoint(pin for _, pin in pins):
                chosen.add(pins[0][1])
        withheld |= _in_every_extract(chosen, everywhere)


def _in_every_extract(cells: Iterable[Cell], everywhere: dict[Cell, list[Cell]]) -> set[Cell]:
    """The cells, and the same ones of other extracts: an earlier figure tells nearly the same."""
    return {found for cell in cells for found in [cell, *everywhere.get(cell._replace(extract=""), [])]}
