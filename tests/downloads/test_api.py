"""The files of the API, written from the miniature instance."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from build_scripts import periods, tables
from build_scripts.downloads.api import MONTH_COLUMNS, indicator_head, latest_period, published_indicators, write_api
from build_scripts.downloads.selection import force_series

if TYPE_CHECKING:
    from build_scripts.pages.content import Content

CAMDEN = "E09000007"


@pytest.fixture(scope="module")
def written(miniature: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write_api(miniature.published, out)
    return out / "api" / "v1"


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_says_which_files_it_wrote(miniature: Content, tmp_path: Path) -> None:
    named = write_api(miniature.published, tmp_path)
    assert sorted(named) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(set(named)) == len(named)


def test_writing_again_changes_no_byte(miniature: Content, written: Path, tmp_path: Path) -> None:
    write_api(miniature.published, tmp_path)
    for path in written.rglob("*.json"):
        assert (tmp_path / "api" / "v1" / path.relative_to(written)).read_bytes() == path.read_bytes()


def test_an_areas_file_holds_its_main_series_only(written: Path) -> None:
    for path in written.glob(f"indicators/*/{CAMDEN}.json"):
        file = read(path)
        rows = file["observations"] + file["comparisons"]
        assert {(row["area_code"], row["component"]) for row in rows} <= {(CAMDEN, "")}


def test_a_measures_file_compares_each_area_at_its_latest_period_only(written: Path, miniature: Content) -> None:
    rows = read(written / "indicators" / "personal-robbery.json")["comparisons"]
    of_areas = [row for row in rows if row["area_code"] != miniature.force_area]
    assert {row["area_code"] for row in of_areas} == {area.code for area in miniature.boroughs}
    assert len({periods.parse(row["period"]).last for row in of_areas}) == 1
    of_force = {row["period"] for row in rows if row["area_code"] == miniature.force_area and row["rule"] == "r12"}
    assert len(of_force) > 1


def test_the_rows_of_the_files_are_those_of_the_tables(written: Path, miniature: Content) -> None:
    # Given the series of homicides that files hold
    table = miniature.published.observations
    series = force_series(table[table["indicator"] == "homicide"], miniature.force_area)
    # Then its longer periods stand in the JSON file and in the CSV beside it, single months in a file of their own
    rows = read(written / "indicators" / "homicide.json")["observations"]
    months = rows_of(written / "indicators" / "homicide" / "months.csv")
    assert len(rows) + len(months) == len(series)
    assert all(periods.parse(row["period"]).type == "month" for row in months)
    assert "month" not in {row["period_type"] for row in rows}
    assert set(rows[0]) == set(tables.OBSERVATIONS.names) - {"indicator", "denominator", "n", "n_eff", "population_year"}
    assert list(months[0]) == MONTH_COLUMNS
    assert sum(row["value"] or 0 for row in rows) + sum(float(row["value"] or 0) for row in months) == pytest.approx(series["value"].sum())


def test_the_series_of_areas_stand_side_by_side(written: Path, miniature: Content) -> None:
    # Given the table of areas of personal robbery
    table = rows_of(written / "indicators" / "personal-robbery" / "areas.csv")
    key, areas = list(table[0])[:5], list(table[0])[5:]
    assert key == ["measure", "period_type", "extract", "period", "period_end"]
    entry = next(one for one in read(written / "index.json")["indicators"] if one["id"] == "personal-robbery")
    assert areas == entry["areas"]
    # Then each value of an area's own file stands in its column
    at = {(row["measure"], row["extract"], row["period"]): row for row in table}
    own = read(written / "indicators" / "personal-robbery" / f"{CAMDEN}.json")["observations"]
    assert own
    for row in own:
        cell = at[row["measure"], row["extract"], row["period"]][CAMDEN]
        assert float(cell) == row["value"]
    # and all quarter ends that the tables hold, of which the area's file has those that are compared
    held = miniature.published.observations
    held = held[(held["indicator"] == "personal-robbery") & (held["component"] == "") & (held["area_code"] == CAMDEN)]
    assert {row["period"] for row in table} <= set(held["period"])
    assert len(table) > len(own)


def test_the_head_of_an_areas_file_names_the_sources_of_its_rows(written: Path) -> None:
    whole = read(written / "indicators" / "personal-robbery.json")
    own = read(written / "indicators" / "personal-robbery" / f"{CAMDEN}.json")
    assert set(own) == set(whole)
    extracts = {row["extract"] for row in own["observations"]}
    assert [(one["id"], one["extract"]) for one in own["sources"]] == [
        (one["id"], one["extract"]) for one in whole["sources"] if one["extract"] in extracts
    ]
    assert [one["id"] for one in own["breaks"]] == [one["id"] for one in whole["breaks"]]
    assert own["breaks"] == [{key: value for key, value in one.items() if key != "explanation"} for one in whole["breaks"]]


def test_each_measure_is_published_once_by_the_newest_framework_that_has_it(miniature: Content) -> None:
    slugs = [indicator.slug for indicator in published_indicators(miniature.frameworks)]
    assert len(slugs) == len(set(slugs))
    assert slugs[: len(miniature.framework.indicators)] == [indicator.slug for indicator in miniature.framework.indicators]


def test_the_latest_period_is_a_rolling_year_at_a_quarters_end(miniature: Content) -> None:
    for indicator in miniature.framework.indicators:
        head = indicator_head(miniature.published, indicator)
        if head["latest_period"] is not None:
            assert periods.is_quarter_end(periods.parse(head["latest_period"]).last)
    assert indicator_head(miniature.published, miniature.framework.indicator("homicide"))["latest_period"] == "R12-2026-03"


def test_without_observations_there_is_no_latest_period() -> None:
    assert latest_period(tables.empty(tables.OBSERVATIONS), "E23000001") is None


def test_an_area_that_is_named_has_rows(written: Path) -> None:
    entries = read(written / "index.json")["indicators"]
    named = [written / "indicators" / entry["id"] / f"{area}.json" for entry in entries for area in entry["areas"]]
    assert named
    assert [path for path in named if not read(path)["observations"]] == []
