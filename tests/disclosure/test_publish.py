"""The gate: made-up tables that need it, and the real ones, which do not."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from build_scripts.disclosure import attack, publish, read_policy, read_structure
from build_scripts.disclosure.cells import observation_cell
from build_scripts.disclosure.small_numbers import small_cells
from build_scripts.indicators.observe import constant
from build_scripts.pages.content import Content
from tests.disclosure import made_up


def published_values(table: pd.DataFrame) -> dict[str, float | None]:
    """The value by area; None where it is withheld."""
    return {row["area_code"]: None if row["reason"] else row["value"] for row in table.to_dict("records")}


def gate(rows: list[dict], compared: list[dict] | None = None, **declared: object):
    return publish(
        made_up.observations(rows),
        made_up.comparisons(compared or []),
        made_up.policy(**declared),
        made_up.STRUCTURE,
        made_up.SMALL_BASE,
    )


def test_a_small_number_is_withheld_with_the_smallest_other_one_of_its_row() -> None:
    # Given fires in four boroughs, two of them in the east, which nobody publishes by borough
    rows = made_up.by_area((2, 40, 25, 33))
    # When published
    gated = gate(rows)
    # Then the two are withheld, and with them the smallest of the others, so that the town's total does not give them away
    east, north, south, west = made_up.BOROUGHS
    assert published_values(gated.observations) == {made_up.TOWN: 100, east: None, north: 40, south: None, west: 33}
    assert attack(gated.observations, gated.comparisons, made_up.STRUCTURE) == []


def test_without_secondary_suppression_the_attack_works_the_number_out() -> None:
    # Given the same table
    rows = made_up.by_area((2, 40, 25, 33))
    # When only the small number is withheld
    gated = gate(rows, secondary=False)
    # Then it is the total less the others
    (solved,) = attack(gated.observations, gated.comparisons, made_up.STRUCTURE)
    assert (solved.cell.area_code, solved.lower, solved.upper) == (made_up.BOROUGHS[0], 2, 2)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_one_to_four_are_small_and_five_is_not(count: int) -> None:
    gated = gate(made_up.by_area((count, 40, 25, 33)))
    assert published_values(gated.observations)[made_up.BOROUGHS[0]] is None
    assert gate(made_up.by_area((5, 40, 25, 33))).withheld == {}


def test_a_true_zero_stays_zero_unless_declared() -> None:
    # Given a borough without a fire
    rows = made_up.by_area((0, 40, 25, 33))
    # Then the zero is shown; where it tells something about everybody of a borough it is declared, and withheld
    assert published_values(gate(rows).observations)[made_up.BOROUGHS[0]] == 0
    declared = published_values(gate(rows, method="suppress", zero="withheld").observations)
    assert declared[made_up.BOROUGHS[0]] is None


def test_a_share_of_a_small_whole_is_withheld_though_its_part_is_none() -> None:
    # Given outcomes of fires, by borough: in the east none of three
    parts, wholes = (0, 10, 20, 15), (3, 40, 25, 33)
    rows = [
        made_up.observation(100 * part / whole, area=area, measure="outcome-rate") | {"numerator": float(part), "denominator": float(whole)}
        for part, whole, area in zip((*parts, sum(parts)), (*wholes, sum(wholes)), (*made_up.BOROUGHS, made_up.TOWN), strict=True)
    ]
    # When published / Then the share is withheld, and another borough's so that neither number behind it can be worked out
    table = gate(rows).observations
    assert list(table["reason"]) == ["suppressed", "suppressed", "", "", ""]
    assert table.loc[table["reason"] != "", ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_what_the_owner_publishes_stays() -> None:
    assert gate(made_up.by_area((2, 40, 25, 33)), method="published").withheld == {}


def test_a_borough_alone_with_its_small_number_takes_the_total_with_it() -> None:
    # Given the town's only three fires in one borough, when published, then zeros stay and the total goes: nothing else hides them
    values = published_values(gate(made_up.by_area((3, 0, 0, 0))).observations)
    east, north, south, west = made_up.BOROUGHS
    assert values == {made_up.TOWN: None, east: None, north: 0, south: 0, west: 0}


def test_with_a_value_goes_everything_that_gives_it_away() -> None:
    # Given a small number, its rate and its comparison with a larger one a quarter before
    east = made_up.BOROUGHS[0]
    earlier, later = (made_up.observation(count, area=east, period=period) for count, period in ((60, "2021-22-Q1"), (2, "2022-23-Q1")))
    rate = later | {"measure": "rate", "value": 0.1, "denominator": made_up.RESIDENTS}
    compared = made_up.comparison(earlier, later)
    # When published
    gated = gate([earlier, later, rate], [compared])
    # Then neither the count nor the rate has a number left, but for the residents, who are published by themselves
    withheld = gated.observations[gated.observations["reason"] == "suppressed"]
    assert list(withheld["measure"]) == ["count", "rate"]
    assert withheld[["value", "numerator", "lower_95", "upper_95"]].isna().all(axis=None)
    assert list(withheld["denominator"].dropna()) == [made_up.RESIDENTS]
    assert list(withheld["flags"]) == ["c", "c"]
    # and the comparison keeps the earlier figure alone: no change, no interval, no test
    row = gated.comparisons.iloc[0]
    assert (row["verdict"], row["reason"], row["flags"], row["test"]) == ("not-available", "suppressed", "c", "")
    numbers = ["value", "numerator", "change", "change_absolute", "lower_95", "upper_95", "phi", "p_value", "p_adjusted"]
    assert row[numbers].isna().all()
    assert (row["base_value"], row["base_numerator"]) == (60, 60)


def test_a_withheld_number_leaves_the_series_behind_charts_too() -> None:
    gated = gate(made_up.by_area((2, 40, 25, 33)))
    cells = {(cell.area_code, cell.first, cell.last) for cell in gated.withheld}
    assert cells == {(area, 24255, 24257) for area in (made_up.BOROUGHS[0], made_up.BOROUGHS[2])}


def test_percentages_of_few_interviews_are_withheld_and_of_some_are_flagged() -> None:
    # Given three made-up percentages that rest on 29, 30 and 100 effective interviews
    rows = [
        made_up.observation(50, area=area, measure="percentage", n=size, n_eff=size, numerator=float("nan"))
        for area, size in zip(made_up.BOROUGHS, (29.0, 30.0, 99.0, 100.0), strict=True)
    ]
    # When published
    table = gate(rows).observations
    # Then the first has no value, the next two are of low reliability, the last stands as it is
    assert list(table["reason"]) == ["small-sample", "", "", ""]
    assert list(table["flags"]) == ["", "u", "u", ""]
    assert table["value"].isna().tolist() == [True, False, False, False]


def test_rounded_instead_of_withheld_everything_is_made_from_the_rounded_number() -> None:
    # Given 62 fires after 58, of 20,000 residents, at a grain that is declared to be rounded
    east = made_up.BOROUGHS[0]
    earlier, later = (made_up.observation(count, area=east, period=period) for count, period in ((58, "2021-22-Q1"), (62, "2022-23-Q1")))
    rate = later | {"measure": "rate", "value": 3.1, "denominator": made_up.RESIDENTS}
    # When published
    gated = gate([earlier, later, rate], [made_up.comparison(earlier, later)], method="round")
    # Then counts are 60 and 60, the rate is that of 60, the change is none, and no interval tells the exact number
    assert list(gated.observations["value"]) == [60, 60, 3.0]
    assert gated.observations[["lower_95", "upper_95"]].isna().all(axis=None)
    row = gated.comparisons.iloc[0]
    assert (row["value"], row["base_value"], row["change"], row["change_absolute"]) == (60, 60, 0, 0)
    assert row[["lower_95", "upper_95", "p_value", "phi"]].isna().all()
    assert set(gated.observations["flags"]) == {"rounded"}


@pytest.mark.parametrize(("exact", "rounded"), [(2, 0), (2.5, 5), (3, 5), (7, 5), (8, 10), (0, 0)])
def test_numbers_are_rounded_half_away_from_zero(exact: float, rounded: float) -> None:
    table = gate([made_up.observation(exact, area=made_up.BOROUGHS[0])], method="round").observations
    assert table["value"].iloc[0] == rounded


def test_the_gate_changes_nothing_that_its_owner_publishes(london: Content) -> None:
    # Given every published figure of London, thousands of them counts of one to four in a borough
    observed, compared, instance = london.observations, london.comparisons, london.instance
    assert (observed["value"].between(1, 4) & (observed["measure"] == "count") & (observed["area_code"] != london.force_area)).sum() > 1000
    # Then none was withheld: the police publish them by borough, and the register says so
    assert sorted(set(observed.loc[observed["reason"] == "suppressed", "indicator"])) == []
    assert sorted(set(compared.loc[compared["reason"] == "suppressed", "indicator"])) == []
    # and published once more they are the same
    gated = publish(observed, compared, read_policy(instance), read_structure(instance), constant(instance, "small-base"))
    assert gated.withheld == {}
    pd.testing.assert_frame_equal(gated.observations, observed)
    pd.testing.assert_frame_equal(gated.comparisons, compared)


def test_were_borough_counts_not_published_by_their_owner_small_ones_would_be_found(miniature: Content) -> None:
    # Given the miniature's figures, and a register that says nothing of borough counts
    policy = dataclasses.replace(read_policy(miniature.instance), treatments={})
    small = small_cells(miniature.observations, miniature.comparisons, policy)
    # Then the cells of one to four are found, in boroughs and among what has no place, and none of the whole force
    assert len(small) > 50
    assert miniature.force_area not in {cell.area_code for cell in small}
    observed = miniature.observations
    homicides = observed[(observed["indicator"] == "homicide") & (observed["area_code"] == "E09000007") & observed["value"].between(1, 4)]
    assert not homicides.empty
    assert {observation_cell(row) for row in homicides.to_dict("records")} <= small
