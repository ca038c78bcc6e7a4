"""The contradictions that are known are found, by line, and what is known to agree agrees."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pandas as pd
import pytest

from build_scripts import tables
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import DISPUTED, flags_of, reconcile
from build_scripts.reconciliation.findings import AGREES, CONTRADICTS, DAMAGED, UNCHECKABLE

FOUND = (CONTRADICTS, DAMAGED, UNCHECKABLE)

# (lines that the finding names, a text that is printed there and shown; an empty text where the cell is blank)
HARD_CONFLICTS = {
    "victims, year to date": (["001:303"], "£0.9m"),
    "victims, revised budget": (["001:301", "001:1538"], "£45.2m"),
    "exploitation, revised budget": (["001:1150", "001:1537"], "£15.9m"),
    "overtime budget": (["001:1359", "001:1356"], "161.9"),
    "officer overtime budget cut off": (["001:1356"], "137."),
    "staff overtime variance": (["001:1357"], "16.3"),
    "reserves called earmarked": (["001:1607", "001:1603"], "£495.4m"),
    "transfer called a forecast": (["001:166", "001:1607"], "£176.3m"),
    "sources of funds": (["001:156", "001:143"], "£4.4bn"),
    "domestic abuse rate": (["001:296", "001:384"], "10%"),
    "domestic abuse rate on the dashboard": (["001:1299", "001:876"], "9.5%"),
    "homicide outcomes": (["001:1293", "001:923"], "83%"),
    "homicide outcomes, year before": (["001:1293", "001:923"], "85%"),
    "theft of motor vehicle": (["001:709", "001:1290"], "10%"),
    "violence against the person": (["001:212", "001:1294"], "+1%"),
    "violence, parts of the dashboard": (["001:1294", "001:876"], "7.5%"),
    "lethal barrelled discharges": (["001:876", "001:1298"], "▲6.1%"),
    "antisemitic hate crime": (["001:876", "001:1305"], "V8.6%"),
    "racist hate crime rate": (["001:876", "001:1303"], "12.5%"),
    "Islamophobic hate crime rate": (["001:876", "001:1306"], "8.1%"),
    "disability hate crime rate": (["001:876", "001:1309"], "2.0%"),
    "transgender hate crime rate": (["001:876", "001:1308"], "5.7%"),
    "violence with injury rate": (["001:876", "001:1295"], "9.8%"),
    "violence without injury rate": (["001:876", "001:1296"], "6.2%"),
    "knife crime rate": (["001:876", "001:1297"], "13.5%"),
    "rape rate": (["001:876", "001:1301"], "7.6%"),
    "savings of a fifth": (["003:1103", "003:1101"], "£500m"),
    "youth reoffending": (["003:1615", "003:1984"], "73.6%"),
    "neighbourhood officers": (["003:455", "003:581"], "4,600"),
    "five per cent or points": (["001:467", "001:554", "004:361"], "±5%"),
    "two series of knife injury": (["001:865", "001:876", "001:921"], "admissions"),
}
DAMAGE = {
    "staff pay": (["001:1353"], "657."),
    "total pay": (["001:1355"], "3,117."),
    **{
        f"budget of line {line}": ([f"001:{line}"], printed)
        for line, printed in ((1361, "174."), (1364, "940."), (1365, "126."), (1367, "4,391."), (1373, "4,067."), (1375, "3,891."))
    },
    **{
        f"half a bracket on line {line}": ([f"001:{line}"], printed)
        for line, printed in (
            (1369, "(106.4"),
            (1370, "(18.0"),
            (1371, "(199.6"),
            (1372, "(324.0"),
            (1374, "(176.3"),
            (1376, "(602.6"),
            (1377, "(682.6"),
            (1378, "(2,211.7"),
            (1379, "(94.8"),
            (1380, "(902.4"),
            (1381, "(3,891.4"),
        )
    },
    "financing heading": (["001:1376", "001:1380"], "(151.2)"),
    "two figures in the cell of general grants": (["001:1378"], "(1,086.2) (25.6)"),
    "marks in the cell of business rates": (["001:1379"], ", ,"),
    "zero on the heading of other income": (["001:1368"], "0.0"),
    "two variances of specific grants": (["001:1377"], "3.4 0.2"),
    "two variances of council tax": (["001:1380"], "0.0 3.6"),
    **{f"variance of line {line}": ([f"001:{line}"], "") for line in (1352, 1354, 1361, 1364, 1367, 1375, 1381)},
    "staff pay variance": (["001:1353"], "` ,"),
    "net revenue variance": (["001:1373"], "• •"),
    "violence variance": (["001:1536"], "(=:=)"),
    "victims variance": (["001:1538"], "(- /"),
    "transfers from reserves": (["001:1550"], ""),
    "transfers to reserves": (["001:1551"], "-"),
    "heading of outcomes": (["001:1280", "001:1283"], ""),
    "heading of I calls": (["001:605", "001:607"], "F122/23"),
    "violence dashboard": (["001:876"], "all figures in one line"),
    "perceptions dashboard": (["001:882", "001:885"], "V for an arrow"),
    "headings of groups": (["001:555", "001:572"], "Etimicity"),
    "Survivors Gateway budget": (["001:436", "001:438"], ""),
    "budgets read twice": (["001:433", "001:1098", "001:1101", "001:1107", "001:1110"], "LOOOK"),
    "Brent": (["001:1261"], ""),
    "charts of victims": (["001:257", "001:281", "001:311", "001:374", "001:380", "001:503"], ""),
    "Lighthouse": (["001:444"], "N/A"),
}
WORDING = {
    "quarter misprinted": (["001:988"], "23-34"),
    **{f"Greek alpha on line {line}": ([f"001:{line}"], "Α") for line in (416, 423, 433, 435, 1081)},
    "Cyrillic heading": (["001:643"], "вси"),
    "Cyrillic directorate": (["001:1445"], "СТРНО"),
    "unit of the capital forecast": (["001:1454"], "£307.3"),
    "two decimals": (["001:220"], "£4,159.50m"),
    "guarter": (["001:749"], "guarter"),
    "year without stroke": (["001:1527"], "202223"),
    **{
        f"per cent for points on line {line}": ([f"001:{line}"], printed)
        for line, printed in (
            (208, "2%"),
            (210, "3%"),
            (291, "+2%"),
            (348, "8%"),
            (503, "-2%"),
            (505, "10%"),
            (523, "13%"),
            (526, "-15%"),
            (533, "-2%"),
            (535, "3%"),
            (550, "4%"),
            (583, "8%"),
            (597, "4%"),
            (686, "-0.3%"),
            (694, "-0.2%"),
            (702, "-1%"),
            (951, "-3%"),
            (967, "2%"),
            (978, "-6%"),
            (1011, "-5%"),
            (1038, "3.3%"),
            (1047, "4.3%"),
            (1053, "+2%"),
            (1055, "-3%"),
        )
    },
    **{
        f"stable or same on line {line}": ([f"001:{line}"], printed)
        for line, printed in (
            (684, "“stable”, -1%"),
            (692, "“stable”, -1%"),
            (700, "“stable”, +2%"),
            (953, "“stable”, +1.8%"),
            (976, "“same”, +2%"),
            (923, "“stable”, +1.8%"),
        )
    },
    "small reduction": (["001:785"], "small reduction"),
    "net and gross": (["001:224", "001:1527"], "£72.7m"),
    "good job, year and quarter": (["001:555", "001:523"], "48%"),
    "dealing with what matters, year and quarter": (["001:555", "001:526"], "57%"),
    "three priorities": (["001:1272"], "three"),
    "rising categories": (["001:1323", "001:1327"], ""),
    "vehicle crime": (["001:1288", "001:1289", "001:1290"], "1,136"),
    "faith hate crime": (["001:1304", "001:1305", "001:1306"], "208"),
    "code CA": (["001:414", "001:1080", "001:1084"], "CA"),
    "London Gang Exit": (["001:1164"], "158"),
    "Empower": (["001:1166", "001:1258"], "74"),
    "Rescue and Response": (["001:1000", "001:1168"], "88"),
    "Hillingdon": (["001:674"], "67% to 48%"),
    "disability gaps": (["001:570", "001:571"], "-1%"),
    "carry forward": (["001:228", "001:1551"], "£3.3m"),
    "carry forward repeated": (["001:1559", "001:1551"], "£3.3m"),
    "four quarters": (["001:951"], "two comparisons"),
    "outcomes framework": (["001:1311"], "April 2013"),
    "fewer crimes": (["003:2121"], "300,000"),
}
# What no list of ours names and the checks find.
FOUND_BY_THE_CHECKS = {
    "lowest share pending": (["001:390", "001:391"], "25%"),
    "knife injury, 8% and 7%": (["001:921", "001:984"], "8%"),
    "knife injury, 7% and 7.8%": (["001:984", "001:876"], "7%"),
    "faith hate crime, change": (["001:876", "001:1304"], "▼5.2%"),
    "knife crime, change": (["001:921", "001:1297"], "20%"),
    "officers by borough, total of 2015": (["003:581"], "19285"),
    "officers by borough, total of the change": (["003:581"], "1182"),
    "reserves, turned sign": (["001:1605"], "(11.3)"),
    "gross budget increase": (["001:226", "001:1527"], "£2.2m"),
    "Child First": (["001:1190", "001:1241"], "2023-24-Q2"),
    "gaps of LGBT+ Londoners": (["001:562", "001:563"], "-24%"),
    "homicide, change of rate": (["001:1293", "001:876"], "-1.7 pp"),
}


KNOWN = HARD_CONFLICTS | DAMAGE | WORDING | FOUND_BY_THE_CHECKS


@pytest.mark.parametrize(("expected_lines", "printed"), KNOWN.values(), ids=KNOWN.keys())
def test_a_known_contradiction_is_found(reconciled: pd.DataFrame, expected_lines: list[str], printed: str) -> None:
    # Given what is found not to agree
    found = reconciled[reconciled["result"].isin(FOUND)]
    # When we look for the lines and the text printed there
    naming = found[found["lines"].map(lambda lines: set(expected_lines) <= set(lines.split()))]
    # Then a finding names them, and explains
    matching = naming[naming["printed"].str.contains(printed, regex=False)]
    assert not matching.empty, f"nothing found on {expected_lines} with {printed!r}"
    assert (matching["explanation"] != "").all()


def agreeing(reconciled: pd.DataFrame, start: str) -> pd.DataFrame:
    """The checks whose id starts so."""
    return reconciled[reconciled["check"].str.startswith(start)]


@pytest.mark.parametrize(
    ("start", "count"),
    [
        ("change-against-levels/report-2023-24-q1-response/i-call", 32),
        ("change-against-levels/report-2023-24-q1-response/s-call", 32),
        ("capital-variance/", 14),
        ("capital-parts/", 8),
        ("reserves-closing/", 19),
        ("workforce-", 5),
        ("running-costs-overspend", 1),
        ("reserves-movement-by-body", 1),
        ("pay-underspend", 1),
        ("survey-precision", 1),
        ("financing-to-date", 1),
        ("charged-of-arrested", 1),
        ("capital-share-spent", 1),
        ("gross-budget-from-sources", 1),
        ("sources-of-funds-with-specific-grants", 1),
        ("change-against-levels/report-2023-24-q1-victims/0325", 2),
        ("implied-change/report-2023-24-q1-outcomes/1286-residential-burglary/0707-03", 1),
        ("implied-change/report-2023-24-q1-outcomes/1284-total-notifiable-offences", 2),
        ("implied-offences-of-parts/", 6),
        ("whole-number-base/", 6),
        ("officers-neighbourhood-change/", 33),
    ],
)
def test_what_is_known_to_agree_agrees(reconciled: pd.DataFrame, start: str, count: int) -> None:
    found = agreeing(reconciled, start)
    assert len(found) == count
    assert set(found["result"]) == {AGREES}


def test_the_largest_gap_of_the_response_times_is_that_of_merton(reconciled: pd.DataFrame) -> None:
    # Given the 64 printed changes in points beside whole percentages
    found = agreeing(reconciled, "change-against-levels/report-2023-24-q1-response/")
    # When they are set against the differences
    gaps = (found["printed_value"] - found["recomputed"]).abs()
    # Then the largest is 0.9, on Merton's I calls
    assert gaps.max() == pytest.approx(0.9)
    assert found.loc[gaps.idxmax(), "lines"] == "001:634"


def test_every_printed_change_of_outcomes_is_exact(reconciled: pd.DataFrame) -> None:
    found = agreeing(reconciled, "outcomes-change/")
    checked = found[found["result"] != UNCHECKABLE]
    assert len(checked) == 25
    assert (checked["printed_value"] == checked["recomputed"]).all()
    assert list(found.loc[found["result"] == UNCHECKABLE, "lines"]) == ["001:1286"]


def test_year_to_date_totals_of_revenue_are_exact(reconciled: pd.DataFrame) -> None:
    # Given the totals of budget and actual to date; one budget is lost (001:1379)
    found = agreeing(reconciled, "revenue-parts/")
    to_date = found[found["check"].str.endswith(("ytd-actual", "ytd-budget")) & (found["result"] != UNCHECKABLE)]
    # When they are set beside their parts, Then they agree without any rounding
    assert len(to_date) == 17
    assert to_date["printed_value"].to_numpy() == pytest.approx(to_date["recomputed"].to_numpy())


def test_every_contradiction_is_explained(reconciled: pd.DataFrame) -> None:
    assert (reconciled.loc[reconciled["result"] != AGREES, "explanation"] != "").all()


def test_every_explanation_belongs_to_a_check(reconciled: pd.DataFrame, instance: Instance) -> None:
    checks = list(reconciled.loc[reconciled["result"] != AGREES, "check"])
    patterns = instance.table("reconciliation", "explanations")["checks"]
    assert [pattern for pattern in patterns if not any(fnmatch(check, pattern) for check in checks)] == []


def test_every_transcribed_table_takes_part(reconciled: pd.DataFrame, instance: Instance) -> None:
    # Given the tables that hold numbers printed by a document
    with_numbers = {
        (resource.package, resource.name)
        for resource in instance.resources("transcription")
        if any(
            entry["type"] in ("number", "integer") and f"{entry['name']}_printed" in resource.field_names
            for entry in resource.schema["fields"]
        )
    }
    # When we look at what the checks read
    read = {tuple(address.split("/")[:2]) for cells in reconciled["cells"] for address in cells.split()}
    # Then none is left out, but for the figures of activity, each of which is printed once and derived from no other
    assert with_numbers - read == {("report-2023-24-q1-activity", "statements")}


def test_rows_are_marked_by_their_contradictions(reconciled: pd.DataFrame) -> None:
    flags = flags_of(reconciled)
    assert flags["report-2023-24-q1-finance", "statements", "0301-02"] == ("budget-as-revised-victims",)
    assert "officers-parts/plan-2013-16/0581/borough-2015" in flags["plan-2013-16", "officers-by-borough", "0581"]
    assert ("plan-2013-16", "officers-by-borough", "0517") not in flags


def test_two_definitions_do_not_put_a_figure_in_doubt(reconciled: pd.DataFrame) -> None:
    disputed = flags_of(reconciled, DISPUTED)
    assert ("report-2023-24-q1-trust", "perception-results", "good-job") not in disputed
    assert ("report-2023-24-q1-finance", "statements", "0303-01") in disputed


def test_an_instance_without_declared_checks_has_none() -> None:
    found = reconcile(Instance(Path(), {}))
    assert found.empty
    assert list(found.columns) == tables.RECONCILIATIONS.names
