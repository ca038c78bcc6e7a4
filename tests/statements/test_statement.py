"""The address of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from build_scripts.statements.statement import Statement, address_of

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

ROW = {
    "indicator": "homicide",
    "component": "",
    "rule": "r12",
    "measure": "count",
    "area_code": "E23000001",
    "group_type": "",
    "group": "",
    "extract": "2023-12",
    "period": "R12-2023-06",
    "base_period": "R12-2022-06",
    "base_area": "E23000001",
}


@pytest.mark.parametrize(
    ("cells", "address"),
    [
        ({}, "homicide/r12/count/change?area=E23000001&period=R12-2023-06&extract=2023-12"),
        ({"component": "domestic"}, "homicide:domestic/r12/count/change?area=E23000001&period=R12-2023-06&extract=2023-12"),
        (
            {"group_type": "sex", "group": "women"},
            "homicide/r12/count/change?area=E23000001&group=sex.women&period=R12-2023-06&extract=2023-12",
        ),
        (
            {"rule": "pre-pandemic", "base_period": "R12-2020-02"},
            "homicide/pre-pandemic/count/change?area=E23000001&period=R12-2023-06&extract=2023-12&base=R12-2020-02.E23000001",
        ),
        (
            {"rule": "national", "base_period": "R12-2023-06", "base_area": "K04000001"},
            "homicide/national/count/change?area=E23000001&period=R12-2023-06&extract=2023-12&base=R12-2023-06.K04000001",
        ),
    ],
)
def test_an_address_names_everything_that_sets_a_cell_apart(cells: dict, address: str) -> None:
    assert address_of(ROW | cells, "change") == address


def test_an_observation_has_an_address_too() -> None:
    observation = {name: ROW[name] for name in ROW if name not in ("rule", "base_period", "base_area")}
    assert address_of(observation, "value") == "homicide/observed/count/value?area=E23000001&period=R12-2023-06&extract=2023-12"


def test_a_statement_is_its_text() -> None:
    assert str(Statement("No clear change", ())) == "No clear change"


def test_no_two_comparisons_share_an_address(london: Content) -> None:
    names = list(london.comparisons.columns)
    seen: set[str] = set()
    for values in london.comparisons.itertuples(index=False, name=None):
        address = address_of(dict(zip(names, values, strict=True)), "verdict")
        assert address not in seen, address
        seen.add(address)
