"""What drawings are said to show is in their rows: every number is a rounded cell that is recorded, every name one that the test allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import formats, periods
from build_scripts.indicators.groups import Group
from build_scripts.statements import descriptions
from build_scripts.statements.sentences import CLEAR
from build_scripts.statements.statement import address_of
from build_scripts.statistics.control_charts import ControlChart, control_chart
from build_scripts.statistics.series import DIFFERENCE, from_texts
from build_scripts.trace.address import parse
from tests.statements.test_sentences import comparison, comparisons, figures_in

FIRST = periods.month_ordinal("2024-04")
# A year that swings between 9 and 11: the mean is 10, the limits 10 +/- 5.32, two sigma 3.55.
USUAL = [9, 11] * 6
MONTHS = ("figure of the first month", "figure of the last")


def observation(month: int, value: float, measure: str = "count", **cells: object) -> dict:
    """Theft from the person in the 12 months that end with a month, as an observation is spoken of."""
    return {
        "indicator": "theft-from-the-person",
        "component": "",
        "measure": measure,
        "area_code": "E23000001",
        "group_type": "",
        "group": "",
        "period": f"R12-{periods.month_text(month)}",
        "extract": "2026-04",
        "value": value,
    } | cells


def in_borough(name: str, verdict: str, before: float = 60.0, now: float = 66.0) -> tuple[str, dict]:
    return name, comparison("percentage", before=before, now=now, verdict=verdict) | {"area_code": f"area-of-{name}".lower()}


@given(st.lists(st.integers(0, 120_000), min_size=2, max_size=12), st.booleans())
def test_a_line_is_described_by_its_cells(values: list[int], dotted: bool) -> None:
    # Given rolling totals, a quarter apart
    rows = [observation(FIRST + 3 * index, float(value)) for index, value in enumerate(values)]
    # When the line is put into words
    told = descriptions.line_described(rows, "offences", dotted=dotted)
    # Then the numbers are where it starts, its highest, its lowest and where it ends, each rounded once
    ends = [values[0], max(values), min(values), values[-1]]
    assert figures_in(told.text.removeprefix("Line chart of rolling 12 months (offences). ")) == [formats.number(one) for one in ends]
    # and the cells are theirs
    by_address = {address_of(row, "value"): row["value"] for row in rows}
    assert {by_address[cell] for cell in told.cells} == set(ends)
    assert ("dotted" in told.text) == dotted


def test_a_line_of_percentages_names_no_unit_twice() -> None:
    # Trust in the MPS, per cent of people asked
    rows = [observation(periods.month_ordinal(month), value, "percentage") for month, value in (("2016-03", 84.0), ("2023-12", 69.0))]
    assert descriptions.line_described(rows, "per cent of people asked").text == (
        "Line chart of rolling 12 months. It starts at 84% in the 12 months to March 2016; the highest is 84% in the 12 months to March "
        "2016, the lowest 69% in the 12 months to December 2023; it ends at 69% in the 12 months to December 2023."
    )


@pytest.mark.parametrize(
    ("clear", "said"),
    [
        ([], "None of 32 boroughs shows a clear change"),
        (["Bromley", "Merton"], "A clear change in Bromley and Merton, and in no other borough"),
        (["Bexley", "Brent", "Bromley", "Merton"], "4 of 32 boroughs show a clear change"),
    ],
)
def test_changes_by_borough_say_how_many_are_clear(clear: list[str], said: str) -> None:
    calm = [f"Borough {number}" for number in range(32 - len(clear))]
    rows = [*(in_borough(name, "improving") for name in clear), *(in_borough(name, "no-clear-change") for name in calm)]
    told = descriptions.changes_title(rows)
    assert told.text == said
    assert told.cells == tuple(address_of(row, "verdict") for _, row in rows)


@given(st.lists(comparisons(), min_size=1, max_size=8), st.integers(-400, 400))
def test_a_borough_is_called_clear_of_chance_if_and_only_if_its_verdict_is(rows: list[dict], change: int) -> None:
    # Given boroughs, and the change of the whole force
    named = [(f"Borough {chr(ord('A') + number)}", row) for number, row in enumerate(rows)]
    whole = comparison(before=1000.0, now=1000.0 + change)
    # When the drawing is described
    told = descriptions.changes_described(named, ("London", whole))
    # Then those that the test calls clear are named, and the change of the whole is its cell, rounded
    clear = [name for name, row in named if row["verdict"] in CLEAR]
    assert ("could be chance" in told.text) == (not clear)
    assert [name for name, _ in named if name in told.text] == clear
    assert f"London: {formats.change(whole['change'], '%')}." in told.text
    assert told.cells[0] == address_of(whole, "change")
    assert all(parse(cell) for cell in told.cells)


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ({"Bexley": 0}, "No borough lies beyond what its size and usual differences allow"),
        ({"Westminster": 1, "Bexley": 0}, "Westminster lies above what size and usual differences allow"),
        (
            {"Westminster": 1, "Camden": 1, "Bexley": -1},
            "Camden and Westminster lie above and Bexley lies below what size and usual differences allow",
        ),
    ],
)
def test_a_funnel_says_who_lies_beyond_it(sides: dict[str, int], said: str) -> None:
    placed = [(name, observation(FIRST, 9.6, "rate"), side) for name, side in sides.items()]
    told = descriptions.funnel_title(placed)
    assert told.text == said
    # The limits rest on the events and the residents of every borough
    assert [parse(cell).field for cell in told.cells] == ["numerator", "denominator"] * len(sides)


def test_a_funnel_is_described_with_its_centre_and_the_width_of_its_limits() -> None:
    placed = [("Westminster", observation(FIRST, 102.0, "rate"), 1), ("Bexley", observation(FIRST, 3.1, "rate"), 0)]
    told = descriptions.funnel_described(placed, 8.64, 55.3)
    assert told.text.startswith("Funnel plot of 2 boroughs around 8.6 per 1,000. Westminster lies above what size")
    assert "55 times what chance alone" in told.text
    assert "those of chance" in descriptions.dispersion_sentence(1.0, placed).text


@pytest.mark.parametrize(
    ("boroughs", "said"),
    [
        ([in_borough("Bexley", "no-clear-change")], "Between the two years no borough clearly moved"),
        (
            [in_borough("Bexley", "improving"), in_borough("Brent", "no-clear-change")],
            "Clearly up in Bexley; elsewhere it could be chance",
        ),
        (
            [in_borough(name, "worsening", 66.0, 60.0) for name in ("Bexley", "Brent", "Bromley", "Merton")],
            "Clearly down in 4 boroughs",
        ),
    ],
)
def test_two_periods_say_where_the_later_is_clearly_higher_or_lower(boroughs: list[tuple[str, dict]], said: str) -> None:
    told = descriptions.slope_title(boroughs)
    assert told.text == said
    assert {address_of(row, "verdict") for _, row in boroughs} <= set(told.cells)


def test_two_periods_are_described_by_both_results() -> None:
    whole = comparison("percentage", before=71.0, now=69.0)
    told = descriptions.slope_described([in_borough("Bexley", "no-clear-change")], ("London", whole))
    assert told.text == "Two periods joined by a line for each of 1 boroughs. London: 71%, then 69%."
    assert told.cells == (address_of(whole, "base_value"), address_of(whole, "value"))


def test_groups_are_described_beside_everybody() -> None:
    # Given the trust of LGBT+ Londoners, 18 points below everybody's 70 in 100
    lgbt = Group("sexual-orientation", "lgbt", 1, "LGBT+", "LGBT+ Londoners", 0.055, "assumption", "", "")
    row = comparison("percentage", before=70.0, now=52.0, flags="clear-gap") | {"group_type": "sexual-orientation", "group": "lgbt"}
    # When the drawing is described
    told = descriptions.groups_described([row], {("sexual-orientation", "lgbt"): lgbt})
    # Then everybody's level, the groups that are clear of it and the widest gap stand in it, with their cells
    assert told.text == (
        "A dot and a range for each of 1 groups, beside everybody at 70%. "
        "1 of 1 groups stands clearly apart from everybody: LGBT+ Londoners lie lowest, 18 percentage points below."
    )
    assert [parse(cell).field for cell in told.cells] == ["base_value", "flags", "change"]


def chart_of(*later: float | None) -> ControlChart:
    values = [*USUAL, *later]
    months = [periods.month_text(FIRST + index) for index in range(len(values))]
    return control_chart(from_texts(months, values, periods.MONTH, DIFFERENCE), "down", baseline=len(USUAL))


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ([9], "The latest month is within normal variation"),
        ([16], "A signal: the latest month lies above its usual range"),
        ([4], "A signal: the latest month lies below its usual range"),
        ([14, 10.5, 14], "A signal: two of the last three months lie near the upper end of their usual range, or beyond it"),
        # Rising from far below the mean is no high month: it is a rise.
        ([7, 7.5, 8, 8.5, 9.2, 9.6, 9.8], "A signal: the last 7 months rise from each to the next"),
        ([13, 12.5, 12.4, 12.2, 12, 11.5, 11.2, 10.8], "A signal: the last 8 months fall from each to the next"),
        ([9.8, 9.5, 9.6, 9.4, 9.7, 9.5, 9.6, 9.4], "A signal: the last 8 months all lie below the average"),
        # A run is not counted across a missing month.
        ([9.8, 9.5, None, 9.4, 9.7, 9.5, 9.6, 9.4, 9.8, 9.5], "A signal: the last 7 months all lie below the average"),
    ],
)
def test_a_signal_is_told_by_its_rule(later: list[float | None], words: str) -> None:
    # Given twelve usual months and some that follow
    chart = chart_of(*later)
    # When the chart is put into words, then they are those of the rule, and the description adds the mean alone
    assert descriptions.control_title(chart, MONTHS).text == words
    told = descriptions.control_described(chart, MONTHS)
    assert told.text == f"Control chart of monthly counts. {words}. The mean is 10 a month."
    assert told.cells == MONTHS


@given(st.lists(st.tuples(st.decimals(-900, 900, places=2).map(float), st.booleans()), min_size=1, max_size=6))
def test_a_waterfall_is_described_step_by_step(amounts: list[tuple[float, bool]]) -> None:
    steps = [(f"Line {chr(ord('A') + number)}", amount, total) for number, (amount, total) in enumerate(amounts)]
    told = descriptions.waterfall_described(steps, ("printed amounts",))
    for label, amount, total in steps:
        assert f"{label} {'comes to ' if total else ''}{formats.signed(amount, 1)}" in told.text
    assert told.cells == ("printed amounts",)
