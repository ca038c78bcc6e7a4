"""The funnel of areas: sides, dispersion and limits, on rates of London's boroughs."""

from __future__ import annotations

import pytest
from scipy.stats import poisson

from build_scripts.comparisons.funnel import FEWEST_AREAS, area_funnel


def even(areas: int, events: float = 400.0) -> tuple[dict[str, float], dict[str, float]]:
    """Areas of one size and one number of events."""
    return {f"E{number:02}": events for number in range(areas)}, {f"E{number:02}": 300_000.0 for number in range(areas)}


def test_areas_that_differ_as_chance_would_have_no_dispersion_and_none_stands_out():
    # Given 32 areas with events as near their mean as chance leaves them
    events, residents = even(32)
    events |= {"E00": 430.0, "E01": 372.0}
    # When their funnel is worked out
    funnel = area_funnel(events, residents)
    # Then the limits are those of chance alone, and nobody lies beyond
    assert funnel.dispersion == 1.0
    assert set(funnel.sides.values()) == {0}


def test_one_area_far_above_the_others_lies_beyond_its_limits():
    # Given 31 areas alike and one with twice as many
    events, residents = even(32)
    events["E00"] = 800.0
    # Then it alone is above
    funnel = area_funnel(events, residents)
    assert [code for code, side in funnel.sides.items() if side] == ["E00"]
    assert funnel.sides["E00"] == 1


def test_the_alarm_is_as_rare_as_said():
    # Given the 99.8% limits at a population that expects about 400 events
    events, residents = even(32)
    funnel = area_funnel(events, residents)
    upper = funnel.limits_at([300_000.0]).alarm.upper[0] * 300_000
    # Then chance alone goes beyond them once in a thousand on that side
    assert poisson.sf(round(upper), 400) == pytest.approx(0.001, rel=0.2)


def test_boroughs_that_differ_more_than_chance_widen_the_limits(london):
    # Given the theft from the person of London's boroughs, which visitors make uneven
    rows = [
        london.latest_observation(london.framework.indicator("theft-from-the-person"), measure="rate", area=area.code)
        for area in london.boroughs
    ]
    events, residents = ({row["area_code"]: row[name] for row in rows} for name in ("numerator", "denominator"))
    # When their funnel is worked out
    funnel = area_funnel(events, residents)
    # Then the dispersion is shown, and only Westminster stands out
    assert funnel.dispersion > 100
    assert [london.areas[code].name for code, side in funnel.sides.items() if side] == ["Westminster"]


def test_too_few_areas_have_no_funnel():
    assert area_funnel(*even(FEWEST_AREAS - 1)) is None
    assert area_funnel(*even(32, events=0.0)) is None
