"""The pages of the method that are made from registers and from the code itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from build_scripts import formats, vocabulary
from build_scripts.comparisons.compare import compare
from build_scripts.indicators.definitions import read_frameworks
from build_scripts.indicators.observe import observe
from build_scripts.packages import declared_checks
from build_scripts.packages.reading import read_instance
from build_scripts.pages.checks_page import checks_page
from build_scripts.pages.comparability_page import comparability_page
from build_scripts.pages.control_deviations_page import control_deviations_page
from build_scripts.pages.page import Page, environment, render
from build_scripts.pages.revisions_page import API_PATH, revision_summary, revisions_page, write_revisions_api
from build_scripts.pages.written import numeral_faults
from build_scripts.revisions import read_revisions
from build_scripts.statistics.control_charts import DEVIATIONS
from tests.packages.planting import MINIATURE


@pytest.fixture(scope="module")
def content() -> SimpleNamespace:
    """What these pages ask of the content, from the miniature."""
    instance = read_instance(MINIATURE)
    frameworks = read_frameworks(instance)
    observed = observe(instance)
    revisions = read_revisions(instance, observed.observations, compare(instance, observed, frameworks))
    return SimpleNamespace(instance=instance, framework=frameworks[0], revisions=revisions)


@pytest.fixture(scope="module")
def london(repository_root: Path) -> SimpleNamespace:
    """The published instance, without its figures."""
    instance = read_instance(repository_root / "datapackages")
    return SimpleNamespace(instance=instance, framework=read_frameworks(instance)[0])


def shown(page: Page, content: SimpleNamespace) -> str:
    table = content.instance.table("registers", "constants")
    return render(page, environment(dict(zip(table["constant"], table["value"].astype(float), strict=True))))


def test_every_one_of_the_fifty_measures_is_compared_once(london: SimpleNamespace) -> None:
    # When the page of comparability is written
    text = shown(comparability_page(london), london)
    # Then each measure stands on it once, under what it can be compared with
    assert len(london.framework.indicators) == 50
    for indicator in london.framework.indicators:
        assert text.count(f'indicators/{indicator.slug}/"') == 1, indicator.slug
        section = re.split(r'<section class="section" id="', text)
        (holding,) = [part for part in section if f'indicators/{indicator.slug}/"' in part]
        assert holding.startswith(f'{indicator.comparability}"')
    # and the headings count them
    for code, title in vocabulary.COMPARABILITY_TITLES.items():
        number = sum(one.comparability == code for one in london.framework.indicators)
        assert f'<a href="#{code}">{title} ({formats.number(number)})</a>' in text


def test_a_comparator_that_is_held_is_told_from_one_that_was_printed(london: SimpleNamespace) -> None:
    text = shown(comparability_page(london), london)
    violence = next(row for row in text.split("<tr") if "indicators/violence-with-injury/" in row)
    assert "All forces of England and Wales" in violence
    assert "Not as data" not in violence
    assert "12 months to March 2023: 9.62 against 8.76 per 1,000 residents" in violence
    assert "(which forces are alike is inferred)" in violence
    trust = next(row for row in text.split("<tr") if "indicators/trust-in-the-mps/" in row)
    assert "Not as data" in trust


def test_every_declared_check_is_on_its_page(content: SimpleNamespace) -> None:
    text = shown(checks_page(), content)
    checks = declared_checks()
    assert f"one of {len(checks)} checks" in text
    for check in checks:
        assert f'<span id="{check.code}">' in text
    # No place that a message would fill is left over.
    assert re.findall(r"[{}]", text.partition("---\n\n")[2]) == []


def test_every_control_rule_and_deviation_is_on_its_page(content: SimpleNamespace) -> None:
    text = shown(control_deviations_page(), content)
    assert all(f'id="rule-{code}"' in text for code in vocabulary.CONTROL_RULES)
    for deviation in DEVIATIONS:
        assert deviation.title in text and deviation.theirs in text


def test_the_page_of_revisions_tells_what_two_extracts_can_tell(content: SimpleNamespace) -> None:
    # Given two extracts that share May and June 2023
    text = shown(revisions_page(content), content)
    # Then measures of both are on it, with the register's time, as three extracts would be needed to read it from them
    homicide = next(row for row in text.split("<tr") if "indicators/homicide/" in row)
    assert "2 months to June 2023" in homicide
    assert "12 months before an extract, as declared in the register of sources" in text
    assert "So far no period stands in more than 2." in text
    assert '<details class="disclosure" id="triangle-homicide">' in text


def test_the_sentence_on_revisions_is_made_of_the_summary(content: SimpleNamespace) -> None:
    violence = content.framework.indicator("violence-with-injury")
    (summary,) = content.revisions.of(violence.slug)
    sentence = revision_summary(content, violence)
    assert f"{formats.number(summary.mean_absolute_revision, 2)}% on average" in sentence
    assert "December 2023 and April 2026" in sentence
    assert "the extracts also count differently: deaths and serious injuries by driving" in sentence
    # and of a measure without two extracts nothing is said
    assert revision_summary(content, content.framework.indicator("999-calls-answered-in-10-seconds")) == ""


def test_the_file_of_revisions_holds_every_period_with_what_each_extract_says(content: SimpleNamespace, tmp_path: Path) -> None:
    # When written
    written = write_revisions_api(content, tmp_path)
    # Then periods and extracts are those of the triangle, unrounded
    assert written == [tmp_path / API_PATH]
    published = json.loads(written[0].read_text(encoding="utf-8"))
    assert len(published["periods"]) == len(content.revisions.moved)
    assert len(published["extracts"]) == len(content.revisions.held)
    assert published["provisional"] == [{"source": "mps-borough", "months": 12, "basis": "register", "periods": 0, "at_least": False}]
    one = next(row for row in published["periods"] if row["indicator"] == "homicide" and row["period"] == "2023-05")
    of_period = [row for row in published["extracts"] if (row["indicator"], row["period"]) == ("homicide", "2023-05")]
    given = {row["extract"]: row["value"] for row in of_period}
    assert given == {one["first_extract"]: one["first_value"], one["latest_extract"]: one["latest_value"]}


def test_the_policies_have_no_typed_numeral(repository_root: Path) -> None:
    text = (repository_root / "site_src/pages/policies.md").read_text(encoding="utf-8")
    assert numeral_faults("policies.md", text) == []
    for anchor in ("confidentiality", "revisions", "corrections", "releases", "data-management"):
        assert f"{{: #{anchor} }}" in text
