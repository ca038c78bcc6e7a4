"""The attack: what made-up publications give away, in each of the ways that figures hang together."""

from __future__ import annotations

import hypothesis
import hypothesis.strategies as some
import pytest

from build_scripts.disclosure import Structure, attack, publish
from build_scripts.disclosure.structure import Partition
from tests.disclosure import made_up

EAST, NORTH, SOUTH, WEST = made_up.BOROUGHS


def withheld(row: dict) -> dict:
    """An observation as it looks when it is withheld."""
    nothing = dict.fromkeys(("value", "numerator", "lower_95", "upper_95"), float("nan"))
    return row | nothing | {"reason": "suppressed", "flags": "c"}


def solved(rows: list[dict], compared: list[dict] | None = None, structure: Structure = made_up.STRUCTURE) -> list[tuple]:
    """Each solved cell as its area, and the range that is left."""
    found = attack(made_up.observations(rows), made_up.comparisons(compared or []), structure)
    return [(one.cell.area_code, one.lower, one.upper) for one in found]


def test_a_rolling_year_less_three_quarters_gives_the_fourth_away() -> None:
    # Given the year to March and three of its quarters
    quarters = [made_up.observation(count, area=EAST, period=period) for count, period in zip((9, 8, 2, 7), made_up.QUARTERS, strict=False)]
    year = made_up.observation(26, area=EAST, period="R12-2022-03")
    # When the fourth is withheld / Then it is the difference
    assert solved([year, *quarters[:2], withheld(quarters[2]), quarters[3]]) == [(EAST, 2, 2)]
    # and without the year nothing is known of it
    assert solved([*quarters[:2], withheld(quarters[2]), quarters[3]]) == []


def test_two_rolling_years_give_a_quarter_away_through_the_one_it_replaced() -> None:
    # Given the years to March and to June, and of all quarters only the one that fell out
    rows = [
        made_up.observation(40, area=EAST, period="R12-2022-03"),
        made_up.observation(34, area=EAST, period="R12-2022-06"),
        made_up.observation(9, area=EAST, period="2021-22-Q1"),
        withheld(made_up.observation(3, area=EAST, period="2022-23-Q1")),
    ]
    # When the new quarter is withheld / Then it is 34 - 40 + 9
    assert solved(rows) == [(EAST, 3, 3)]


def test_a_rate_gives_its_count_away() -> None:
    count = made_up.observation(3, area=EAST)
    rate = count | {"measure": "rate", "value": 0.15, "numerator": float("nan"), "denominator": made_up.RESIDENTS}
    # The count is known from the rate, so that it is published after all: nothing of it is withheld, and nothing is to be solved.
    assert solved([withheld(count), rate]) == []
    # Its total, with a rate for every other borough, gives the last one away.
    rates = [
        made_up.observation(count, area=area, measure="rate", denominator=made_up.RESIDENTS, numerator=float("nan"))
        | {"value": 1000 * count / made_up.RESIDENTS}
        for area, count in ((NORTH, 40), (SOUTH, 25), (WEST, 33))
    ]
    assert solved([made_up.observation(100), withheld(made_up.observation(2, area=EAST)), *rates]) == [(EAST, 2, 2)]


@pytest.mark.parametrize("told", ["change", "change_absolute"])
def test_a_change_and_a_base_give_the_value_away(told: str) -> None:
    # Given a comparison that withholds its value, but not the base and the change from it
    earlier, later = (made_up.observation(count, area=EAST, period=period) for count, period in ((40, "2021-22-Q1"), (3, "2022-23-Q1")))
    row = made_up.comparison(earlier, later)
    nothing = dict.fromkeys(("value", "numerator", *{"change", "change_absolute"} - {told}), float("nan"))
    # When attacked / Then the value is worked out
    assert solved([earlier, withheld(later)], [row | nothing | {"reason": "suppressed"}]) == [(EAST, 3, 3)]


def test_the_share_of_what_could_not_be_placed_gives_its_number_away() -> None:
    # Given a town where some fires are in no borough, whose number is withheld, and whose share is shown beside every borough
    unplaced = "made-up-unknown"
    structure = Structure(
        made_up.TOWN,
        frozenset({unplaced}),
        (Partition(made_up.TOWN, frozenset(made_up.BOROUGHS), frozenset({unplaced})),),
        made_up.STRUCTURE.ingredients,
    )
    earlier, later = (made_up.observation(40, area=EAST, period=period) for period in ("2021-22-Q1", "2022-23-Q1"))
    town = made_up.observation(100, period="2022-23-Q1")
    hidden = withheld(made_up.observation(2, area=unplaced, period="2022-23-Q1"))
    row = made_up.comparison(earlier, later)
    # When attacked with the share, and without
    assert solved([town, hidden, earlier, later], [row | {"unallocated_share": 2.0}], structure) == [(unplaced, 2, 2)]
    assert solved([town, hidden, earlier, later], [row], structure) == []


def test_one_measure_less_another_gives_a_third_away() -> None:
    # Given fires and floods together, and fires alone
    events, fires, floods = (
        made_up.observation(count, indicator=indicator, area=EAST)
        for count, indicator in ((30, made_up.EVENTS), (27, made_up.FIRES), (3, made_up.FLOODS))
    )
    assert solved([events, fires, withheld(floods)]) == [(EAST, 3, 3)]


def test_another_extract_gives_it_away() -> None:
    # Given a withheld number that stands in an earlier extract, or follows from it
    now = withheld(made_up.observation(3, area=EAST))
    assert solved([now, made_up.observation(3, area=EAST, extract="2022-01")]) == [(EAST, 3, 3)]
    assert solved([now, *made_up.by_area((3, 40, 25, 33), extract="2022-01")][:2]) == []
    others = [row for row in made_up.by_area((3, 40, 25, 33), extract="2022-01") if row["area_code"] != EAST]
    withheld_there = withheld(made_up.observation(3, area=EAST, extract="2022-01"))
    assert solved([now, *others, withheld_there]) == [(EAST, 3, 3)]


def test_groups_less_everybody_give_the_last_group_away() -> None:
    rows = [
        made_up.observation(50, area=EAST),
        made_up.observation(47, area=EAST, group="female"),
        withheld(made_up.observation(3, area=EAST, group="male")),
    ]
    assert solved(rows) == [(EAST, 3, 3)]


def test_a_range_of_three_is_not_solved_and_of_two_is() -> None:
    # Given two withheld boroughs that sum to five, each at least one: one to four; of four: one to three
    def town(first: int, second: int) -> list[dict]:
        rows = made_up.by_area((first, second, 25, 33))
        return [withheld(row) if row["area_code"] in (EAST, NORTH) else row for row in rows]

    assert solved(town(2, 3)) == []
    assert solved(town(2, 2)) == [(EAST, 1, 3), (NORTH, 1, 3)]


def test_figures_that_contradict_each_other_are_used_as_far_as_they_hold() -> None:
    # Given boroughs that do not add up to the town, and a year that does add up
    quarters = [made_up.observation(count, area=EAST, period=period) for count, period in zip((9, 8, 2, 7), made_up.QUARTERS, strict=False)]
    rows = [made_up.observation(26, area=EAST, period="R12-2022-03"), *quarters[:2], withheld(quarters[2]), quarters[3]]
    contradiction = [made_up.observation(1, area=made_up.TOWN, period="2021-22-Q1")]
    # Then the year still gives the quarter away
    assert solved([*rows, *contradiction]) == [(EAST, 2, 2)]


def test_nothing_withheld_is_nothing_to_solve() -> None:
    assert solved(made_up.by_area((2, 40, 25, 33))) == []


counts = some.one_of(some.just(0), some.integers(1, 4), some.integers(5, 60))
boroughs = some.tuples(counts, counts, counts, counts)


@hypothesis.settings(max_examples=25)
@hypothesis.given(fires=boroughs, floods=boroughs, before=boroughs)
def test_no_withheld_cell_of_any_table_can_be_solved(fires: tuple, floods: tuple, before: tuple) -> None:
    # Given a made-up table of two measures and their sum, four boroughs and the town, two quarters and the changes between them
    earlier = made_up.by_area(before)
    later = made_up.by_area(fires, period="2022-23-Q1")
    rest = [row for indicator, numbers in ((made_up.FLOODS, floods), (made_up.EVENTS, tuple(map(sum, zip(fires, floods, strict=True)))))
            for row in made_up.by_area(numbers, indicator=indicator, period="2022-23-Q1")]
    observed = made_up.observations([*earlier, *later, *rest])
    compared = made_up.comparisons([made_up.comparison(one, other) for one, other in zip(earlier, later, strict=True)])
    # When published without secondary suppression
    open_to_attack = publish(observed, compared, made_up.policy(secondary=False), made_up.STRUCTURE, made_up.SMALL_BASE)
    found = attack(open_to_attack.observations, open_to_attack.comparisons, made_up.STRUCTURE)
    # Then what the attack finds is true
    truth = {(row["indicator"], row["area_code"], row["period_start"][:7]): row["value"] for row in [*earlier, *later, *rest]}
    for one in found:
        month = f"{one.cell.first // 12}-{one.cell.first % 12 + 1:02d}"
        assert one.lower <= truth[(one.cell.indicator, one.cell.area_code, month)] <= one.upper
    # When published with it
    gated = publish(observed, compared, made_up.policy(), made_up.STRUCTURE, made_up.SMALL_BASE)
    # Then the attack finds nothing, every small number is withheld, and every zero is shown
    assert attack(gated.observations, gated.comparisons, made_up.STRUCTURE) == []
    shown = gated.observations[gated.observations["area_code"] != made_up.TOWN]["value"].dropna()
    assert not shown.between(1, 4).any()
    zeros = (observed["value"] == 0) & (observed["area_code"] != made_up.TOWN)
    assert (gated.observations.loc[zeros, "value"] == 0).all()
    # and where nothing is small nothing is withheld
    if not any(1 <= count <= 4 for numbers in (fires, floods, before) for count in numbers):
        small_sums = [a + b for a, b in zip(fires, floods, strict=True) if 1 <= a + b <= 4]
        assert small_sums or not gated.withheld
