"""The packages that hold the first half of the quarterly report Q1 2023/24: victims, trust, response, violence.

The document itself is not part of the product. Where its text stands beside the checkout, every printed cell is looked up in
its line; everywhere, what the packages say of themselves is held: shapes, numbers, sums and contradictions.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pandas as pd
import pytest

from build_scripts import periods, vocabulary
from build_scripts.formats import round_half_up
from build_scripts.packages import characters, reading
from build_scripts.packages.checking import check_instance

VICTIMS, TRUST, RESPONSE, VIOLENCE = (f"report-2023-24-q1-{part}" for part in ("victims", "trust", "response", "violence"))
PACKAGES = (VICTIMS, TRUST, RESPONSE, VIOLENCE)
ROLLING_YEAR, QUARTER, QUARTER_BEFORE, SAME_QUARTER_BEFORE = "R12-2023-06", "2023-24-Q1", "2022-23-Q4", "2022-23-Q1"
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
ONE_HOUR_AS_MINUTES = "0597-02"


def printed_text(text: str) -> str:
    """The text without the emphasis marks and repeated blanks that came with its conversion."""
    return " ".join(text.replace("*", "").split())


def row_of(table: pd.DataFrame, row_id: str) -> pd.Series:
    return table.set_index("row_id").loc[row_id]


def figures_of(table: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of columns ``(<name>_printed, <name>)`` that hold a figure."""
    numbers = set(table.select_dtypes("number").columns)
    return [(f"{name}_printed", name) for name in table.columns if name in numbers and f"{name}_printed" in table.columns]


@pytest.fixture(scope="module")
def datapackages(repository_root: Path) -> Path:
    return repository_root / "datapackages"


@pytest.fixture(scope="module")
def tables(datapackages: Path) -> dict[tuple[str, str], pd.DataFrame]:
    """Every table of the four packages, typed, by package and resource."""
    return {
        (package, resource.name): reading.read_table(resource)
        for package in PACKAGES
        for resource in reading.read_package(datapackages / package).resources.values()
    }


@pytest.fixture(scope="module")
def statements(tables: dict[tuple[str, str], pd.DataFrame]) -> pd.DataFrame:
    """The statements of the four packages in one table, identified by row."""
    return pd.concat([tables[package, "statements"] for package in PACKAGES], ignore_index=True)


@pytest.fixture(scope="module")
def levels(tables: dict) -> pd.DataFrame:
    """One row a kind of call and borough, one column a quarter."""
    table = tables[RESPONSE, "emergency-response"]
    return table.pivot(index=["call_type", "area_code"], columns="period", values="value")


@pytest.fixture(scope="module")
def changes(tables: dict) -> pd.Series:
    return tables[RESPONSE, "emergency-response-changes"].set_index(["call_type", "area_code"])["change"]


@pytest.fixture(scope="module")
def dashboard(tables: dict[tuple[str, str], pd.DataFrame]) -> pd.DataFrame:
    return tables[VIOLENCE, "violence-dashboard"].set_index("row_id")


@pytest.fixture(scope="module")
def document_lines(repository_root: Path) -> list[str] | None:
    """The lines of the document, cleaned as the packages clean them; None where it does not stand beside the checkout."""
    found = sorted((repository_root.parent / "shared" / "seeds").glob("001_*.txt"))
    if not found:
        warnings.warn("document 001 does not stand beside the checkout: printed cells were not looked up in it", stacklevel=1)
        return None
    return [printed_text(line) for line in found[0].read_text(encoding="utf-8").split("\n")]


class TestShape:
    def test_the_packages_pass_every_check(self, datapackages: Path, tmp_path: Path) -> None:
        # Given the four packages and those that their columns refer to
        for name in (*PACKAGES, "areas", "framework-2025-29"):
            (tmp_path / name).symlink_to(datapackages / name, target_is_directory=True)
        # When they are checked
        faults = check_instance(tmp_path)
        # Then none of the four is at fault
        assert [fault.as_dict() for fault in faults if fault.package in PACKAGES] == []

    def test_every_row_names_a_line_of_the_document(self, tables: dict) -> None:
        for table in tables.values():
            assert table["source_line"].str.fullmatch(r"001:[1-9]\d*").all()
            assert table["row_id"].is_unique
            assert table["row_id"].is_monotonic_increasing

    def test_a_number_stands_where_a_printed_cell_stands_and_nowhere_else(self, tables: dict) -> None:
        for key, table in tables.items():
            for printed, parsed in figures_of(table):
                assert ((table[printed] == "") == table[parsed].isna()).all(), (key, parsed)

    def test_the_number_is_the_printed_numeral(self, tables: dict) -> None:
        """But for the sign, which arrows and words give, and for one hour, which is 60 minutes."""
        for table in tables.values():
            rows = table[table["row_id"] != ONE_HOUR_AS_MINUTES]
            for printed, parsed in figures_of(rows):
                for cell, value in zip(rows[printed], rows[parsed], strict=True):
                    if cell:
                        (numeral,) = NUMERAL.findall(cell)
                        assert float(numeral.replace(",", "")) == abs(value), (cell, value)

    def test_a_row_without_a_figure_says_why(self, tables: dict) -> None:
        for (package, resource), table in tables.items():
            pairs = figures_of(table)
            if not pairs:
                assert resource == "satisfaction-drivers"
                continue
            empty = table[[parsed for _, parsed in pairs]].isna().all(axis=1)
            assert (table.loc[empty, "note"] != "").all(), (package, resource)

    def test_periods_codes_and_groups_are_those_of_the_vocabulary(self, tables: dict) -> None:
        allowed = {
            "measure": set(vocabulary.MEASURES),
            "comparison": {*vocabulary.RULES, "other", ""},
            "change_unit": set(vocabulary.CHANGE_UNITS),
            "group_type": set(vocabulary.GROUP_TYPES),
        }
        for key, table in tables.items():
            for name, codes in allowed.items():
                assert set(table.get(name, [])) <= codes, (key, name)
            for name in ("period", "base_period"):
                for text in set(table.get(name, [])) - {""}:
                    assert periods.parse(text).text == text

    def test_a_difference_of_percentages_is_in_points(self, statements: pd.DataFrame) -> None:
        compared = statements[statements["change_printed"] != ""]
        points = compared["measure"].isin(["percentage", "outcome-rate", "gap"])
        assert set(compared.loc[points, "change_unit"]) == {"pp"}
        assert set(compared.loc[~points, "change_unit"]) == {"%", "count"}

    def test_a_figure_has_one_value_in_one_document_but_for_the_contradictions(self, statements: pd.DataFrame) -> None:
        """Where the document prints two values for one figure, it is a rounding or a known contradiction, not a row mislabelled."""
        known = statements[(statements["indicator"] != "") & statements["value"].notna() & (statements["area_code"] != "")]
        identity = ["indicator", "component", "measure", "group", "period", "unit"]
        printed_twice = known.groupby(identity)["value"].agg(lambda values: tuple(sorted(set(values))))
        apart = {key[:2]: values for key, values in printed_twice.items() if len(values) > 1}
        assert apart == {
            ("victim-does-not-support-action", "all-offences"): (18.7, 19),
            ("victim-does-not-support-action", "domestic-abuse"): (41, 41.1),
            ("victim-does-not-support-action", "rape"): (32, 32.1),
            ("outcome-rate-sexual-da-and-hate", "domestic-abuse"): (9, 10),
        }

    def test_parsed_columns_hold_no_look_alike_letter(self, tables: dict) -> None:
        for table in tables.values():
            for name in table.columns:
                if not name.endswith("_printed") and not pd.api.types.is_numeric_dtype(table[name]):
                    assert [cell for cell in table[name] if characters.look_alike(cell)] == []

    def test_the_way_of_transcribing_is_told_alike_in_each_package(self, datapackages: Path) -> None:
        told = set()
        for package in PACKAGES:
            readme = (datapackages / package / "README.md").read_text(encoding="utf-8")
            told.add(readme.partition("## How the document was transcribed")[2].partition("\n## ")[0])
        assert len(told) == 1
        assert "Missing is not zero" in told.pop()


class TestAgainstTheDocument:
    def test_every_printed_cell_occurs_in_its_line(self, tables: dict, document_lines: list[str] | None) -> None:
        for key, table in tables.items():
            for name in [name for name in table.columns if name.endswith("_printed")]:
                for row_id, source, cell in zip(table["row_id"], table["source_line"], table[name], strict=True):
                    assert cell == printed_text(cell)
                    if document_lines is not None:
                        assert cell in document_lines[int(source.removeprefix("001:")) - 1], (*key, row_id, name, cell)

    def test_no_sentence_is_carried_over(self, tables: dict, document_lines: list[str] | None) -> None:
        # Given all runs of nine words of the document
        def runs(text: str) -> set[tuple[str, ...]]:
            words = re.findall(r"[a-z0-9]+", text.lower())
            return {tuple(words[start : start + 9]) for start in range(len(words) - 8)}

        theirs = set().union(*map(runs, document_lines or []))
        # When our own texts are laid beside them, then none is shared
        for key, table in tables.items():
            for name in {"subject", "driver", "note"} & set(table.columns):
                for text in table[name].unique():
                    assert not runs(text) & theirs, (key, text)


class TestVictims:
    def test_both_channels_have_five_quarters(self, tables: dict) -> None:
        table = tables[VICTIMS, "tdiu-satisfaction"]
        levels = {channel: list(rows.sort_values("period")["value"]) for channel, rows in table.groupby("channel")}
        assert levels == {"telephone": [36, 35, 34, 36, 38], "online": [36, 30, 32, 35, 34]}

    @pytest.mark.parametrize(("line", "base"), [("001:208", QUARTER_BEFORE), ("001:291", QUARTER_BEFORE), ("001:325", SAME_QUARTER_BEFORE)])
    def test_changes_stated_in_sentences_are_those_of_the_table(self, tables: dict, statements: pd.DataFrame, line: str, base: str) -> None:
        levels = tables[VICTIMS, "tdiu-satisfaction"].set_index(["indicator", "period"])["value"]
        stated = statements[(statements["source_line"] == line) & (statements["base_period"] == base)]
        for indicator in ("tdiu-satisfaction-telephone", "tdiu-satisfaction-online"):
            (change,) = stated.loc[stated["indicator"] == indicator, "change"]
            assert change == levels[indicator, QUARTER] - levels[indicator, base]

    def test_the_precision_stated_for_the_survey_follows_from_its_size(self, statements: pd.DataFrame) -> None:
        interviews = row_of(statements, "0269-01")["value"] / 4
        satisfied = row_of(statements, "0208-01")["value"] / 100
        half_width = 1.959964 * (satisfied * (1 - satisfied) / interviews) ** 0.5 * 100
        assert round_half_up(half_width, 2) == round_half_up("1.92", 2)
        assert round_half_up(half_width) == row_of(statements, "0313-01")["value"]

    def test_rounded_and_exact_shares_without_support_agree(self, statements: pd.DataFrame) -> None:
        shares = statements[statements["indicator"] == "victim-does-not-support-action"]
        for component, exact in {"rape": 32.1, "domestic-abuse": 41.1, "all-offences": 18.7}.items():
            for value in shares.loc[shares["component"] == component, "value"]:
                assert value in (exact, float(round_half_up(exact)))
        assert set(shares["component"]) == {"rape", "domestic-abuse", "other-sexual-offences", "all-offences"}

    def test_two_detection_rates_for_domestic_abuse_stay_as_printed(self, statements: pd.DataFrame) -> None:
        rates = statements[
            (statements["indicator"] == "outcome-rate-sexual-da-and-hate")
            & (statements["component"] == "domestic-abuse")
            & (statements["period"] == ROLLING_YEAR)
        ]
        assert dict(zip(rates["source_line"], rates["value"], strict=True)) == {"001:296": 10, "001:384": 9}

    def test_a_share_called_the_lowest_is_not(self, statements: pd.DataFrame) -> None:
        assert row_of(statements, "0390-01")["word_printed"] == "lowest"
        assert row_of(statements, "0390-01")["value"] > row_of(statements, "0391-01")["value"]

    def test_repeat_victimisation_is_declared_as_missing(self, tables: dict) -> None:
        charts = tables[VICTIMS, "figures-in-charts-only"]
        repeats = charts[charts["indicator"] == "repeat-victimisation"]
        assert len(repeats) == 3 * 4
        assert repeats["value"].isna().all()


class TestTrust:
    def test_each_group_has_four_gaps(self, tables: dict) -> None:
        gaps = tables[TRUST, "perception-gaps"]
        groups = gaps.groupby(["group_type", "group"]).size()
        assert set(groups) == {4}
        assert groups.groupby("group_type").size().to_dict() == {
            "age": 6,
            "disability": 2,
            "ethnicity": 6,
            "sex": 2,
            "sexual-orientation": 2,
        }

    def test_gaps_lie_beside_the_results_of_the_force(self, tables: dict) -> None:
        results = tables[TRUST, "perception-results"].set_index("indicator")["value"]
        assert results.to_dict() == {
            "police-do-a-good-job": 48,
            "trust-in-the-mps": 70,
            "police-treat-everyone-fairly": 64,
            "police-deal-with-what-matters": 57,
        }
        gaps = tables[TRUST, "perception-gaps"]
        assert (gaps["indicator"].map(results) + gaps["gap"]).between(0, 100).all()

    def test_groups_named_in_sentences_have_the_gaps_that_the_table_shows(self, tables: dict) -> None:
        gaps = tables[TRUST, "perception-gaps"].pivot_table(index="group", columns="indicator", values="gap")
        assert (gaps.loc[["mixed", "lgbt"]] <= -9).all(axis=None)
        assert (gaps.loc["black", ["trust-in-the-mps", "police-treat-everyone-fairly"]] <= -5).all()
        assert (gaps.loc["black", ["police-do-a-good-job", "police-deal-with-what-matters"]] >= 0).all()

    def test_trust_over_two_quarters_is_the_difference_printed(self, statements: pd.DataFrame) -> None:
        trust = row_of(statements, "0523-02")
        assert trust["value"] - trust["base_value"] == trust["change"] == -5

    def test_one_figure_told_twice_is_told_alike(self, statements: pd.DataFrame) -> None:
        """Changes in neighbourhood crime over the rolling year, and of trust over the quarter."""
        same = statements[
            statements["source_line"].isin(["001:202", "001:210", "001:503", "001:508", "001:704", "001:707", "001:709", "001:712"])
        ]
        same = same[same["comparison"].isin(["r12", "previous-quarter", "pre-pandemic"]) & same["change"].notna()]
        spread = same.groupby(["indicator", "component", "period", "comparison"])["change"].nunique()
        assert set(spread) == {1}

    def test_anti_social_behaviour_is_a_measure_without_a_figure(self, tables: dict) -> None:
        charts = tables[TRUST, "figures-in-charts-only"]
        assert (charts["component"] == "anti-social-behaviour").sum() == 1
        assert not (tables[TRUST, "statements"]["component"] == "anti-social-behaviour").any()


class TestResponse:
    def test_every_borough_has_two_kinds_of_call_and_five_quarters(
        self, datapackages: Path, levels: pd.DataFrame, changes: pd.Series
    ) -> None:
        areas = pd.read_csv(datapackages / "areas" / "areas.csv", dtype="str", keep_default_na=False)
        boroughs = set(areas.loc[areas["kind"] == "borough", "area_code"])
        assert len(boroughs) == 32
        assert set(levels.index) == set(changes.index) == {(call, code) for call in ("i-call", "s-call") for code in boroughs}
        assert levels.notna().all(axis=None)
        assert list(levels.columns) == ["2022-23-Q1", "2022-23-Q2", "2022-23-Q3", "2022-23-Q4", "2023-24-Q1"]

    def test_boroughs_stand_in_the_twelve_command_units_of_the_areas(self, datapackages: Path, tables: dict) -> None:
        areas = pd.read_csv(datapackages / "areas" / "areas.csv", dtype="str", keep_default_na=False).set_index("area_code")
        for resource in ("emergency-response", "emergency-response-changes"):
            table = tables[RESPONSE, resource]
            assert table["basic_command_unit"].nunique() == 12
            assert list(table["basic_command_unit"]) == list(table["area_code"].map(areas["basic_command_unit"]))
            # A label that spans several rows is printed in one of them: where it is printed, it names the unit of the row.
            labelled = table[~table["basic_command_unit_printed"].isin(["", "Central Last"])]
            assert list(labelled["basic_command_unit_printed"]) == list(labelled["basic_command_unit"].map(areas["name"]))

    def test_printed_changes_agree_with_rounded_levels(self, levels: pd.DataFrame, changes: pd.Series) -> None:
        error = (changes - (levels[QUARTER] - levels[SAME_QUARTER_BEFORE])).abs().round(6)
        assert len(error) == 64
        assert error.max() == 0.9
        merton = "E09000024"
        assert error.idxmax() == ("i-call", merton)

    def test_the_mean_of_boroughs_is_not_the_figure_of_the_force(self, levels: pd.DataFrame, statements: pd.DataFrame) -> None:
        means = levels[QUARTER].groupby("call_type").mean()
        assert [str(round_half_up(value, 1)) for value in means] == ["79.4", "58.5"]
        assert [row_of(statements, row)["value"] for row in ("0505-03", "0505-04")] == [80, 59]

    def test_differences_in_calls_answered_are_those_printed(self, statements: pd.DataFrame) -> None:
        for row_id in ("0505-01", "0583-02"):
            row = row_of(statements, row_id)
            assert row["value"] - row["base_value"] == row["change"]

    def test_the_sharp_fall_in_hillingdon_is_kept(self, levels: pd.DataFrame) -> None:
        hillingdon = levels.loc[("s-call", "E09000017")]
        assert (hillingdon[QUARTER_BEFORE], hillingdon[QUARTER]) == (67, 48)


class TestViolence:
    def test_every_category_of_the_dashboard_has_offences_and_a_rate(self, dashboard: pd.DataFrame) -> None:
        assert dashboard.groupby("category")["measure"].agg(set).map(sorted).map(tuple).value_counts().to_dict() == {
            ("count", "outcome-rate"): 19
        }

    def test_parts_of_the_dashboard_add_up(self, dashboard: pd.DataFrame, statements: pd.DataFrame) -> None:
        value = dashboard["value"]
        assert value["rape-offences"] + value["other-sexual-offences-offences"] == value["sexual-offences-offences"]
        assert (
            value["homicide-domestic-offences"] + value["homicide-non-domestic-offences"] == row_of(statements, "0923-05")["value"] == 115
        )

    def test_domestic_homicide_fell_from_21_as_its_percentages_say(self, dashboard: pd.DataFrame) -> None:
        offences, rate = dashboard.loc["homicide-domestic-offences"], dashboard.loc["homicide-domestic-sanction-detection-rate"]
        assert round_half_up(100 * (offences["value"] / 21 - 1), 1) == round_half_up(offences["change"], 1)
        assert round_half_up(100 * 11 / 14, 1) == round_half_up(rate["value"], 1)
        assert round_half_up(100 * (11 / 14 - 19 / 21), 1) == round_half_up(rate["change"], 1)

    def test_the_count_between_two_labels_is_racist_hate_crime(self, datapackages: Path, dashboard: pd.DataFrame) -> None:
        """19,877 stands between all hate crime and racist hate crime in a line whose columns ran together."""
        # Given the outcomes for racist hate crime, from another chapter
        outcomes = reading.read_package(datapackages / "report-2023-24-q1-outcomes").resources["crime-outcomes"]
        racist = reading.read_table(outcomes).set_index("category").loc["racist-hate-crime"]
        count = dashboard.loc["racist-hate-crime-offences", "value"]
        # When the count is multiplied by the rate of each label
        for_all = count * dashboard.loc["hate-crime-sanction-detection-rate", "value"] / 100
        for_racist = count * dashboard.loc["racist-hate-crime-sanction-detection-rate", "value"] / 100
        # Then all hate crime would have fewer outcomes than its part, and the part fits within a fiftieth
        assert for_all < racist["outcomes_r12_2023_06"]
        assert for_racist == pytest.approx(racist["outcomes_r12_2023_06"], rel=0.02)
        assert pd.isna(dashboard.loc["hate-crime-offences", "value"])

    def test_violence_against_the_person_adds_up_to_more_than_its_outcome_table_allows(self, dashboard: pd.DataFrame) -> None:
        parts = ("homicide-domestic", "homicide-non-domestic", "violence-with-injury", "violence-without-injury")
        total = sum(dashboard.loc[f"{part}-offences", "value"] for part in parts)
        assert total == 244_581
        # 18,110 outcomes at a rate that rounds to 7.5 per cent (001:1294)
        assert total > 18_110 / 0.0745

    def test_three_changes_for_knife_injury_stay_as_printed(self, dashboard: pd.DataFrame, statements: pd.DataFrame) -> None:
        said = statements[(statements["indicator"] == "knife-injury-victims-under-25") & (statements["comparison"] == "r12")]
        assert dict(zip(said["source_line"], said["change"], strict=True)) == {"001:921": 8, "001:984": 7}
        assert dashboard.loc["knife-injury-victims-under-25-offences", "change"] == 7.8

    def test_a_survey_answer_told_twice_is_told_alike(self, tables: dict, statements: pd.DataFrame) -> None:
        shown = row_of(tables[VIOLENCE, "perceptions-of-crime"], "knife-crime-a-local-problem")
        said = row_of(statements, "0992-01")
        assert shown["value"] == said["value"] == 48
        assert shown["change"] == said["value"] - said["base_value"] == -11

    def test_safety_has_both_sexes_and_all_by_day_and_after_dark(self, tables: dict) -> None:
        table = tables[VIOLENCE, "safety-walking-alone"]
        shown = {(row.group, row.row_id.rpartition("-")[2]): (row.value, row.change) for row in table.itertuples()}
        assert shown == {
            ("female", "day"): (95, 0),
            ("female", "dark"): (59, -1),
            ("male", "day"): (97, -1),
            ("male", "dark"): (81, 2),
            ("", "day"): (96, 0),
            ("", "dark"): (70, 0),
        }

    def test_repeat_accused_of_the_table_are_those_of_the_sentences(self, tables: dict, statements: pd.DataFrame) -> None:
        columns = ["component", "value", "change"]
        said = statements[(statements["indicator"] == "repeat-accused") & (statements["comparison"] == "quarter")][columns]
        pd.testing.assert_frame_equal(tables[VIOLENCE, "repeat-accused"][columns], said.reset_index(drop=True))

    def test_the_share_charged_follows_from_arrests(self, statements: pd.DataFrame) -> None:
        operation = statements[statements["source_line"] == "001:995"].set_index("component")["value"]
        charged = 100 * operation["operation-yamata-charged"] / operation["operation-yamata-arrests"]
        assert round_half_up(charged) == operation["operation-yamata-charged-of-arrested"] == 89

    def test_rates_of_other_forces_are_kept_beside_the_rate_of_the_force(self, statements: pd.DataFrame) -> None:
        rates = statements[statements["source_line"] == "001:955"].set_index("comparison")
        assert rates["base_value"].to_dict() == {"similar-forces": 12.23, "national": 9.62}
        assert set(rates["value"]) == {8.76}
        assert (rates["value"] < rates["base_value"]).all()
