"""A third extract of recorded crime, made up from the second and taken in by the importer: everything follows without a change of code."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from build_scripts import periods
from build_scripts.importers import SOURCES
from build_scripts.packages import check_instance
from build_scripts.packages.reading import read_instance
from build_scripts.pages.content import Content, compute
from build_scripts.pages.revisions_page import revision_summary, revisions_page
from build_scripts.revisions.provisional import TRIANGLE
from tests.packages.planting import MINIATURE

SECOND, THIRD = "2026-04", "2026-07"
NEW_MONTHS = ("2026-04", "2026-05", "2026-06")
LABELS = {
    "homicide": ("VIOLENCE AGAINST THE PERSON", "HOMICIDE"),
    "residential-burglary-of-a-home": ("BURGLARY", "RES BURGLARY OF A HOME"),
    "residential-burglary-of-unconnected-building": ("BURGLARY", "RES BURGLARY OF UNCONNECTED BUILDING"),
    "burglary-residential": ("BURGLARY", "BURGLARY - RESIDENTIAL"),
    "domestic-burglary": ("BURGLARY", "BURGLARY IN A DWELLING"),
    "robbery-of-personal-property": ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"),
    "violence-with-injury": ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITH INJURY"),
}
HEADERS = {"MajorText": "major", "MinorText": "minor", "BoroughName": "area"}
AREAS = {
    "E09000007": "Camden",
    "E09000017": "Hillingdon",
    "E09000033": "Westminster",
    "MPS-UNKNOWN": "Unknown",
    "MPS-AVIATION": "Aviation Security (SO18)",
}


def counts_of(packages: Path, extract: str) -> dict[tuple[str, str], dict[str, int]]:
    """The offences of an extract by category and area, then month."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for path in sorted((packages / "recorded-crime/data" / extract).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["category"], row["area_code"]][row["month"]] = int(row["offences"])
    return found


def written_as_published(path: Path, counts: dict[tuple[str, str], dict[str, int]], months: list[str]) -> Path:
    """A file in the publisher's own layout: a row a category and borough, a column a month."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["MajorText", "MinorText", "BoroughName", *(month.replace("-", "") for month in months)])
        for (category, area), by_month in counts.items():
            writer.writerow([*LABELS[category], AREAS[area], *(by_month.get(month, 0) for month in months)])
    return path


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature instance with an extract of July 2026: three months more, every tenth offence of June 2025 on withdrawn."""
    folder = tmp_path_factory.mktemp("third")
    root = folder / "datapackages"
    shutil.copytree(MINIATURE, root)
    aliases = root / "registers/aliases.csv"
    header, *known = aliases.read_text(encoding="utf-8").splitlines()
    lines = sorted([*known, *(f"header,mps-borough,{label},{name}" for label, name in HEADERS.items())])
    aliases.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    counts = counts_of(root, SECOND)
    for by_month in counts.values():
        for month in NEW_MONTHS:
            by_month[month] = by_month.get(periods.month_text(periods.month_ordinal(month) - 12), 0)
        for month in by_month:
            if "2025-06" <= month <= "2026-03":
                by_month[month] -= by_month[month] // 10
    months = sorted({month for by_month in counts.values() for month in by_month})
    file = written_as_published(folder / "mps.csv", counts, months)
    SOURCES["mps-borough"].run([file], THIRD, root, dry_run=False)
    return root


@pytest.fixture(scope="module")
def content(packages: Path) -> Content:
    return compute(read_instance(packages))


def test_the_packages_pass_every_check(packages: Path, tmp_path: Path) -> None:
    # Given the second extract, which is kept condensed from now on: sums over its categories do not count its totals, nor the force, twice
    assert check_instance(packages, tmp_path) == []


def test_the_latest_comparisons_are_those_of_the_third_extract_with_their_verdicts_and_sentences(content: Content) -> None:
    counts = counts_of(content.instance.root, THIRD)
    for rule, period in (("r12", "R12-2026-06"), ("quarter", "2026-27-Q1")):
        row = content.latest_comparison("violence-with-injury", rule, measure="count")
        assert (row["extract"], row["period"], row["test"]) == (THIRD, period, "quasi-poisson")
        assert row["value"] == sum(
            value
            for (category, _), by_month in counts.items()
            if category == "violence-with-injury"
            for month, value in by_month.items()
            if periods.month_ordinal(month) in periods.parse(period).months
        )
        assert row["verdict"] in ("improving", "worsening", "no-clear-change")
        assert row["sentence"].startswith(f"Violence with injury, MPS: {row['value']:,.0f} offences in ")


def test_months_of_three_extracts_tell_how_long_figures_are_provisional(content: Content) -> None:
    # Given May and June 2023 in three extracts, first seen within seven months and hardly changed since
    held = content.revisions.held
    months = held[(held["indicator"] == "violence-with-injury") & (held["period"] == "2023-05")]
    assert list(months["extract"]) == ["2023-12", SECOND, THIRD]
    # Then the extracts tell the time instead of the register
    (time,) = content.revisions.provisional.values()
    assert (time.basis, time.periods) == (TRIANGLE, 2)
    # and the figures of exactly so many months are flagged as provisional
    observed = content.observations
    rows = observed[(observed["indicator"] == "violence-with-injury") & (observed["measure"] == "count") & (observed["extract"] == THIRD)]
    flagged = rows[(rows["period_type"] == periods.MONTH) & rows["flags"].str.split().map(lambda flags: "p" in flags)]
    assert len(flagged) == time.months


def test_the_page_of_revisions_shows_what_the_extracts_between_say(packages: Path, tmp_path: Path) -> None:
    # Given one extract more, in which nothing changed, so that the last quarters stand in three
    root = tmp_path / "datapackages"
    shutil.copytree(packages, root)
    SOURCES["mps-borough"].run([packages.parent / "mps.csv"], "2026-10", root, dry_run=False)
    content = compute(read_instance(root))
    # When the page is made
    (violence,) = [one for one in revisions_page(content).context["triangles"] if one["title"] == "Violence with injury"]
    # Then the first figure, the one between and the latest stand side by side, each with its date
    assert violence["has_between"]
    _, first, between, latest, revision = next(row for row in violence["rows"] if row[0] == "Jan to Mar 2026")
    assert first.endswith("(Apr 2026)") and between.endswith("(Jul 2026)") and latest.endswith("(Oct 2026)")
    assert between.split()[0] == latest.split()[0] != first.split()[0]
    assert revision["text"].startswith("−") and "/issues/new" in revision["report_href"]
    # and of a quarter that only two extracts hold there is nothing between
    assert violence["rows"][-1][0] == "Apr to Jun 2026" and violence["rows"][-1][2] == "–"
    indicator = next(one for one in content.framework.indicators if one.slug == "violence-with-injury")
    assert "The latest of each differs from the first by " in revision_summary(content, indicator)
