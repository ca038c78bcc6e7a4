"""Windows tiled by months, quarters or years, gaps that no window spans, and sources that follow each other."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from build_scripts import periods
from build_scripts.indicators.windows import Tiles, spliced, tiles_of_readings, window_ends, with_sums

FORCE = "E23000001"
NO_GAPS = pd.DataFrame(columns=["source", "category", "area_code", "from_month", "to_month"])
# Charges and adult cautions of the MPS by quarter, 2022/23.
CHARGES = {"2022-23-Q1": 14160, "2022-23-Q2": 13889, "2022-23-Q3": 12376, "2022-23-Q4": 11998}
CAUTIONS = {"2022-23-Q1": 1495, "2022-23-Q2": 1510, "2022-23-Q3": 1201, "2022-23-Q4": 1341}


def readings(kind: str = periods.QUARTER, area: str = FORCE, **categories: dict[str, float]) -> pd.DataFrame:
    common = {"source": "s", "extract": "to-2023-03", "area_code": area, "period_type": kind}
    return pd.DataFrame(
        [
            common | {"category": name, "period": text, "value": value}
            for name, values in categories.items()
            for text, value in values.items()
        ]
    )


def composition(*categories: str, from_month: str = "", to_month: str = "") -> pd.DataFrame:
    return pd.DataFrame([{"source": "s", "category": name, "from_month": from_month, "to_month": to_month} for name in categories])


def total(tiles: Tiles | None, text: str) -> float:
    assert tiles is not None
    return tiles.total(FORCE, periods.parse(text))


def test_quarters_add_up_to_rolling_and_financial_years() -> None:
    tiles = tiles_of_readings(readings(charges=CHARGES, cautions=CAUTIONS), composition("charges", "cautions"), NO_GAPS)
    assert total(tiles, "2022-23-Q2") == 13889 + 1510
    assert total(tiles, "2022-23") == total(tiles, "R12-2023-03") == sum(CHARGES.values()) + sum(CAUTIONS.values())
    assert math.isnan(total(tiles, "R12-2022-12"))


def test_a_quarter_without_one_of_its_categories_is_not_known() -> None:
    without = {text: value for text, value in CAUTIONS.items() if text != "2022-23-Q3"}
    tiles = tiles_of_readings(readings(charges=CHARGES, cautions=without), composition("charges", "cautions"), NO_GAPS)
    assert math.isnan(total(tiles, "2022-23-Q3"))
    assert math.isnan(total(tiles, "2022-23"))


def test_no_window_spans_a_declared_gap() -> None:
    gap = pd.DataFrame([{"source": "s", "category": "*", "area_code": "*", "from_month": "2022-08", "to_month": "2022-08"}])
    tiles = tiles_of_readings(readings(charges=CHARGES), composition("charges"), gap)
    assert math.isnan(total(tiles, "2022-23-Q2"))
    assert math.isnan(total(tiles, "2022-23"))
    assert total(tiles, "2022-23-Q3") == 12376


def test_a_quarter_is_never_made_of_a_year() -> None:
    tiles = tiles_of_readings(readings(periods.FINANCIAL_YEAR, charges={"2022-23": 52423}), composition("charges"), NO_GAPS)
    assert total(tiles, "2022-23") == 52423
    assert math.isnan(total(tiles, "2022-23-Q1"))
    assert [period.text for period in window_ends(*tiles.span(FORCE), tiles.width)] == ["2022-23"]


def test_the_windows_of_quarters() -> None:
    ends = window_ends(periods.month_ordinal("2022-04"), periods.month_ordinal("2023-06"), 3)
    assert [period.text for period in ends] == [
        "2022-23-Q1",
        "2022-23-Q2",
        "2022-23-Q3",
        "2022-23-Q4",
        "R12-2023-03",
        "2022-23",
        "2023-24-Q1",
        "R12-2023-06",
    ]


def test_sources_follow_each_other_where_the_composition_lets_them() -> None:
    first = tiles_of_readings(readings(charges=CHARGES), composition("charges", to_month="2022-09"), NO_GAPS)
    second = tiles_of_readings(readings(charges=CHARGES), composition("charges", from_month="2022-10"), NO_GAPS)
    assert total(spliced([first, second]), "2022-23") == sum(CHARGES.values())
    with pytest.raises(ValueError, match=f"two sources hold 2022-04 of {FORCE}"):
        spliced([first, first])
    with pytest.raises(ValueError, match=r"not of \[1, 3\] months"):
        spliced([first, Tiles("t", "to-2023-03", 1, {})])


def test_the_country_is_the_sum_of_its_forces_where_all_are_held() -> None:
    forces = pd.concat([readings(charges=CHARGES), readings(area="E23000034", charges={"2022-23-Q1": 40})])
    tiles = with_sums(tiles_of_readings(forces, composition("charges"), NO_GAPS), {"K04000001": (FORCE, "E23000034")})
    assert tiles.total("K04000001", periods.parse("2022-23-Q1")) == 14200
    assert math.isnan(tiles.total("K04000001", periods.parse("2022-23-Q2")))
