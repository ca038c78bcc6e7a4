"""The composition as data: what makes up an indicator exists, and adds up to figures that others published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from build_scripts import vocabulary
from build_scripts.indicators.series import MonthlySeries, monthly_series
from build_scripts.packages.reading import Instance, read_instance, read_readings
from build_scripts.periods import parse

FORCE = "E23000001"


@pytest.fixture(scope="module")
def instance(repository_root: Path) -> Instance:
    return read_instance(repository_root / "datapackages")


@pytest.fixture(scope="module")
def composition(instance: Instance) -> pd.DataFrame:
    return instance.table("composition", "composition")


@pytest.fixture(scope="module")
def series(instance: Instance) -> dict[tuple[str, str, str], MonthlySeries]:
    every = monthly_series(instance, read_readings(instance), FORCE)
    return {(one.indicator, one.component, one.extract): one for one in every}


def test_every_indicator_that_is_fed_is_one_of_a_framework(instance: Instance, composition: pd.DataFrame) -> None:
    known = set().union(*(instance.table(package.name, "indicators")["indicator"] for package in instance.frameworks()))
    assert set(composition["indicator"]) <= known


def test_every_category_exists_in_its_source(instance: Instance, composition: pd.DataFrame) -> None:
    recorded = composition[(composition["source"] == "mps-borough") & (composition["category"] != "*")]
    assert set(recorded["category"]) <= set(instance.table("recorded-crime", "categories")["category"])
    asked = composition[composition["source"] == "pas"]
    assert set(asked["category"]) <= set(instance.table("public-attitude-survey", "questions")["question"])


def test_every_measure_is_declared_and_is_the_measure_of_its_indicator(instance: Instance, composition: pd.DataFrame) -> None:
    assert set(composition["measure"]) <= set(vocabulary.MEASURES)
    for package in instance.frameworks():
        own = instance.table(package.name, "indicators").set_index("indicator")["measure"]
        main = composition[(composition["component"] == "") & composition["indicator"].isin(own.index)]
        assert (main["measure"] == main["indicator"].map(own)).all()


def test_every_component_has_a_name_and_every_named_component_is_made(instance: Instance, composition: pd.DataFrame) -> None:
    components = instance.table("composition", "components")
    named = set(zip(components["indicator"], components["component"], strict=True))
    made = pd.concat([composition, instance.table("composition", "printed")])
    made = made[made["component"] != ""]
    assert named == set(zip(made["indicator"], made["component"], strict=True))


def test_what_a_series_feeds_is_not_taken_from_print(instance: Instance, composition: pd.DataFrame) -> None:
    printed = instance.table("composition", "printed")
    assert not set(zip(printed["indicator"], printed["component"], strict=True)) & set(
        zip(composition["indicator"], composition["component"], strict=True)
    )


def test_components_that_part_an_indicator_sum_to_it(instance: Instance, series: dict[tuple[str, str, str], MonthlySeries]) -> None:
    components = instance.table("composition", "components")
    parts = components[components["relation"] == "partition"]
    for indicator, rows in parts.groupby("indicator"):
        for extract in ("2023-12", "2026-04"):
            whole = series[indicator, "", extract].row(FORCE)
            assert (sum(series[indicator, name, extract].row(FORCE) for name in rows["component"]) == whole).all()


@pytest.mark.parametrize(
    ("indicator", "component", "before", "now"),
    [
        # 12 months to June 2022 and 2023 in the extract of December 2023, counted by hand from the publisher's file.
        ("total-notifiable-offences", "", 853_060, 896_398),
        ("violence-with-injury", "", 77_137, 78_676),
        ("homicide", "", 119, 115),
        ("residential-burglary", "", 39_978, 37_470),
        ("personal-robbery", "", 23_753, 27_962),
        ("theft-from-the-person", "", 51_290, 63_975),
        ("vehicle-crime", "", 94_927, 96_754),
        ("vehicle-crime", "theft-of-a-motor-vehicle", 30_023, 33_116),
        ("rape", "", 9_347, 9_043),
        ("other-sexual-offences", "", 16_095, 15_664),
    ],
)
def test_the_earlier_extract_adds_up_to_the_publishers_own_cells(series, indicator: str, component: str, before: int, now: int) -> None:
    one = series[indicator, component, "2023-12"]
    assert one.total(FORCE, parse("R12-2022-06")) == before
    assert one.total(FORCE, parse("R12-2023-06")) == now


@pytest.mark.parametrize(
    ("indicator", "component", "before", "now"),
    [
        # 12 months to March 2025 and 2026 in the extract of April 2026.
        ("total-notifiable-offences", "", 930_651, 903_891),
        ("violence-with-injury", "", 64_543, 63_907),
        ("homicide", "", 104, 98),
        ("residential-burglary", "", 34_142, 32_446),
        ("personal-robbery", "", 26_676, 23_201),
        ("theft-from-the-person", "", 100_380, 79_269),
        ("vehicle-crime", "", 86_335, 74_355),
        ("vehicle-crime", "theft-of-a-motor-vehicle", 32_755, 30_920),
        ("rape", "", 8_952, 9_628),
        ("other-sexual-offences", "", 16_985, 17_723),
    ],
)
def test_the_newest_extract_adds_up_to_the_publishers_own_cells(series, indicator: str, component: str, before: int, now: int) -> None:
    one = series[indicator, component, "2026-04"]
    assert one.total(FORCE, parse("R12-2025-03")) == before
    assert one.total(FORCE, parse("R12-2026-03")) == now


def test_the_old_label_of_burglary_alone_would_show_a_fall_that_did_not_happen(series, instance: Instance) -> None:
    # Given the relabelling of 2023, when one label alone is followed, then burglary falls by 22.55%
    one = series["residential-burglary", "", "2026-04"]
    before, now = one.total(FORCE, parse("R12-2022-06")), one.total(FORCE, parse("R12-2023-06"))
    readings = read_readings(instance)
    label = readings[(readings["extract"] == "2026-04") & (readings["category"] == "domestic-burglary")].groupby("period")["value"].sum()
    assert 100 * (label["2022-07":"2023-06"].sum() / label["2021-07":"2022-06"].sum() - 1) == pytest.approx(-22.55, abs=0.005)
    # then the sum over the labels falls by 6.33%, as the report's -6% (001:707) needs
    assert 100 * (now / before - 1) == pytest.approx(-6.33, abs=0.005)


def test_the_seven_crimes_of_2013_are_the_sum_of_the_seven(series) -> None:
    six = ("burglary", "criminal-damage", "theft-from-a-motor-vehicle", "theft-of-a-motor-vehicle", "robbery", "theft-from-the-person")

    def total(indicator: str, end: str) -> float:
        return series[indicator, "", "2026-04"].total(FORCE, parse(f"R12-{end}"))

    for end in ("2012-03", "2016-03"):
        assert total("mopac-7-without-violence", end) == sum(total(name, end) for name in six)
        assert total("mopac-7-crime", end) == total("mopac-7-without-violence", end) + total("violence-with-injury", end)
    # and violence with injury is the one through which the change in recording runs
    assert (total("violence-with-injury", "2012-03"), total("violence-with-injury", "2016-03")) == (60_595, 73_629)
