"""Numbers, changes and dates as people read them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_scripts import formats

PLACES = st.integers(0, 3)
# Decimal texts, as a file has them: the rounding is of what is written, not of the nearest binary number.
TEXTS = st.decimals(-1_000_000, 1_000_000, places=4, allow_nan=False).map(str)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        # Python's own round gives 2, 64 and 9.4 for the first three.
        (2.5, 0, "3"),
        (64.5, 0, "65"),
        (9.45, 1, "9.5"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (-2.5, 0, "-3"),
        (1.005, 2, "1.01"),
        (-0.04, 1, "0.0"),
        (0, 1, "0.0"),
        (1e-7, 1, "0.0"),
        ("17.7198669642", 1, "17.7"),
        (Decimal("5.08"), 1, "5.1"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float | str | Decimal, places: int, expected: str) -> None:
    assert str(formats.round_half_up(value, places)) == expected


@given(TEXTS, PLACES)
def test_rounding_moves_a_number_by_half_a_step_at_most(text: str, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    distance = abs(formats.round_half_up(text, places)) - abs(Decimal(text))
    # Away from zero by up to half a step; towards it by less than half.
    assert -step / 2 < distance <= step / 2


@given(TEXTS, PLACES)
def test_rounding_is_the_same_on_both_sides_of_zero(text: str, places: int) -> None:
    opposite = str(-Decimal(text))
    assert formats.round_half_up(opposite, places) == -formats.round_half_up(text, places)


@given(TEXTS, TEXTS, PLACES)
def test_rounding_never_turns_an_order_round(one: str, other: str, places: int) -> None:
    low, high = sorted((one, other), key=Decimal)
    assert formats.round_half_up(low, places) <= formats.round_half_up(high, places)


@given(TEXTS, PLACES)
def test_rounding_twice_is_rounding_once(text: str, places: int) -> None:
    once = formats.round_half_up(text, places)
    assert formats.round_half_up(once, places) == once


UNITS = ("%", "pp", "count", "days", "£m", "ratio", "")
MEASURES = ("count", "rate", "percentage", "outcome-rate", "gap", "ratio", "days", "money")


@given(st.floats(-5, 5), st.sampled_from(UNITS))
def test_a_change_never_shows_a_signed_nought(value: float, unit: str) -> None:
    text = formats.change(value, unit)
    if not any(digit in text for digit in "123456789"):
        assert formats.MINUS not in text
        assert "+" not in text


@given(st.floats(-5, 5), st.sampled_from(MEASURES))
def test_a_value_never_shows_a_signed_nought(value: float, measure: str) -> None:
    text = formats.value_of(value, measure)
    if not any(digit in text for digit in "123456789"):
        assert formats.MINUS not in text
        assert "+" not in text


@given(st.floats(-1e9, 1e9), st.sampled_from(UNITS))
def test_a_change_up_and_the_same_down_differ_in_their_sign_alone(value: float, unit: str) -> None:
    assume(value > 0)
    up, down = formats.change(value, unit), formats.change(-value, unit)
    assert up.replace("+", "") == down.replace(formats.MINUS, "")


@given(st.floats(-1e9, 1e9), st.sampled_from(UNITS))
def test_a_hyphen_is_never_a_minus_sign(value: float, unit: str) -> None:
    assert "-" not in formats.change(value, unit)


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_is_read_back(value: int) -> None:
    assert int(formats.number(value).replace(",", "").replace(formats.MINUS, "-")) == value


@pytest.mark.parametrize(
    ("value", "unit", "long", "short"),
    [
        (-21.0310818888, "%", "−21.0%", "−21.0%"),
        (5.08029915832, "%", "+5.1%", "+5.1%"),
        (0.0, "%", "0.0%", "0.0%"),
        (3.0, "pp", "+3 percentage points", "+3pp"),
        (-1.0, "pp", "−1 percentage point", "−1pp"),
        (0.6, "pp", "+0.6 percentage points", "+0.6pp"),
        (1.0, "days", "+1 day", "+1 day"),
        (-12.0, "days", "−12 days", "−12 days"),
        (-8.3, "£m", "−£8.3m", "−£8.3m"),
        (0.3, "ratio", "+0.3", "+0.3"),
        (-4.0, "count", "−4", "−4"),
        (None, "%", "–", "–"),
        (float("nan"), "pp", "–", "–"),
    ],
)
def test_a_change_is_written_in_its_unit(value: float | None, unit: str, long: str, short: str) -> None:
    assert (formats.change(value, unit), formats.short_change(value, unit)) == (long, short)


@pytest.mark.parametrize(
    ("value", "measure", "expected"),
    [
        (896398, "count", "896,398"),
        (8.7587, "rate", "8.8"),
        (48.0, "percentage", "48%"),
        (48.25, "percentage", "48.3%"),
        (8.05, "outcome-rate", "8.1%"),
        (-5.0, "gap", "−5pp"),
        (3.24, "ratio", "3.2"),
        (412.0, "days", "412"),
        (-8.25, "money", "−£8.3m"),
        (None, "count", "–"),
    ],
)
def test_a_value_is_written_in_its_measure(value: float | None, measure: str, expected: str) -> None:
    assert formats.value_of(value, measure) == expected


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("R12-2023-06", "12 months to June 2023", "12 months to Jun 2023"),
        ("2023-24-Q1", "April to June 2023", "Apr to Jun 2023"),
        ("2023-24-Q4", "January to March 2024", "Jan to Mar 2024"),
        ("2023-24", "2023/24", "2023/24"),
        ("2023-06", "June 2023", "Jun 2023"),
        ("2023-06-30", "30 June 2023", "30 June 2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_a_period_is_written_as_people_say_it(text: str, long: str, short: str) -> None:
    assert (formats.period(text), formats.period(text, short=True)) == (long, short)


def test_a_quarter_has_a_name_of_its_own() -> None:
    assert formats.quarter_name("1999-00-Q4") == "Quarter 4 1999/00"


@pytest.mark.parametrize(
    ("end", "expected"), [("2026-04-30", "under a month old"), ("2026-03-31", "1 month old"), ("2023-12-31", "28 months old")]
)
def test_a_figure_says_how_old_it_is(end: str, expected: str) -> None:
    assert formats.age(datetime.date.fromisoformat(end), datetime.date(2026, 4, 30)) == expected


@pytest.mark.parametrize(("size", "expected"), [(999, "999 bytes"), (1000, "1 kB"), (549_500, "550 kB"), (9_140_000, "9.1 MB")])
def test_a_size_is_written_for_people(size: int, expected: str) -> None:
    assert formats.file_size(size) == expected


@pytest.mark.parametrize(("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_a_list_is_written_in_words(items: list[str], expected: str) -> None:
    assert formats.listing(items) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Immediate calls", "immediate calls"), ("S calls attended", "S calls attended"), ("MPS strength", "MPS strength"), ("", "")],
)
def test_a_title_within_a_sentence_keeps_its_capitals_words(text: str, expected: str) -> None:
    assert formats.lower_first(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("1", "victims", "1 victim"),
        ("+1", "offences", "+1 offence"),
        (f"{formats.MINUS}1", "discharges", f"{formats.MINUS}1 discharge"),
        ("1", "outcomes per 100 offences", "1 outcome per 100 offences"),
        ("0", "victims", "0 victims"),
        ("21", "offences", "21 offences"),
        ("1.0", "offences", "1.0 offences"),
    ],
)
def test_one_is_spoken_of_in_the_singular(text: str, unit: str, said: str) -> None:
    assert formats.counted(text, unit) == said
