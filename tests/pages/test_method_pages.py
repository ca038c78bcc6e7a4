"""The pages of the method that are made from registers and from the code itself."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pandas as pd

from build_scripts import formats, vocabulary
from build_scripts.packages import declared_checks
from build_scripts.pages.checks_page import checks_page
from build_scripts.pages.comparability_page import comparability_page
from build_scripts.pages.content import Content
from build_scripts.pages.control_deviations_page import control_deviations_page
from build_scripts.pages.page import Page, environment, render
from build_scripts.pages.revisions_page import API_PATH, published_revisions, revision_summary, revisions_page, write_revisions_api
from build_scripts.pages.written import numeral_faults
from build_scripts.revisions.triangle import movements
from build_scripts.statements.caveats import CAVEATS
from build_scripts.statistics.control_charts import DEVIATIONS


def shown(page: Page, content: Content) -> str:
    table = content.instance.table("registers", "constants")
    return render(page, environment(dict(zip(table["constant"], table["value"].astype(float), strict=True))))


def test_every_one_of_the_fifty_measures_is_compared_once(london: Content) -> None:
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


def test_a_comparator_that_is_held_is_told_from_one_that_was_printed(london: Content) -> None:
    text = shown(comparability_page(london), london)
    violence = next(row for row in text.split("<tr") if "indicators/violence-with-injury/" in row)
    assert "All forces of England and Wales" in violence
    assert "Not as data" not in violence
    assert "12 months to March 2023: 9.62 against 8.76 per 1,000 residents" in violence
    assert "(which forces are alike is inferred)" in violence
    trust = next(row for row in text.split("<tr") if "indicators/trust-in-the-mps/" in row)
    assert "Not as data" in trust


def test_since_when_measures_compare_is_said_or_that_it_is_not_known(london: Content) -> None:
    groups = comparability_page(london).context["groups"]
    since = {row["title"]: row["since"] for group in groups for row in group["rows"]}
    # Given a count of every force since April 2011, a survey of which nobody says when its question began, and a measure of London's own
    assert since["Hate crime offences"] == "April 2011"
    assert since["Worried about antisocial behaviour locally"] == "Not known"
    assert {row["since"] for group in groups if group["id"] == "nothing" for row in group["rows"]} == {formats.NO_VALUE}
    # Then only what compares with nothing has a dash
    assert all(row["since"] != formats.NO_VALUE for group in groups if group["id"] != "nothing" for row in group["rows"])


def test_every_declared_check_is_on_its_page(miniature: Content) -> None:
    text = shown(checks_page(), miniature)
    checks = declared_checks()
    assert f"one of {len(checks)} checks" in text
    for check in checks:
        assert f'<span id="{check.code}">' in text
    # No place that a message would fill is left over.
    assert re.findall(r"[{}]", text.partition("---\n\n")[2]) == []


def test_every_control_rule_and_deviation_is_on_its_page(miniature: Content) -> None:
    text = shown(control_deviations_page(), miniature)
    assert all(f'id="rule-{code}"' in text for code in vocabulary.CONTROL_RULES)
    for deviation in DEVIATIONS:
        assert deviation.title in text and deviation.theirs in text


def test_the_page_of_revisions_tells_what_two_extracts_can_tell(miniature: Content) -> None:
    # Given two extracts that share May and June 2023
    text = shown(revisions_page(miniature), miniature)
    # Then measures of both are on it, with the register's time, as three extracts would be needed to read it from them
    homicide = next(row for row in text.split("<tr") if "indicators/homicide/" in row)
    assert "2 months to June 2023" in homicide
    assert "12 months before an extract, as declared in the register of sources" in text
    assert "So far no period stands in more than 2." in text
    assert '<details class="disclosure" id="triangle-homicide">' in text


def test_the_sentence_on_revisions_is_made_of_the_summary(miniature: Content) -> None:
    violence = miniature.framework.indicator("violence-with-injury")
    (summary,) = miniature.revisions.of(violence.slug)
    sentence = revision_summary(miniature, violence)
    assert f"{formats.number(summary.mean_absolute_revision, 2)}% on average" in sentence
    assert "December 2023 and April 2026" in sentence
    assert "the extracts also count differently: deaths and serious injuries by driving" in sentence
    # and of a measure without two extracts nothing is said
    assert revision_summary(miniature, miniature.framework.indicator("999-calls-answered-in-10-seconds")) == ""


def test_the_file_of_revisions_holds_what_two_extracts_say_of_every_period_of_a_summary(miniature: Content, tmp_path: Path) -> None:
    # When written
    written = write_revisions_api(miniature, tmp_path)
    # Then its periods are those of the summaries, unrounded
    assert written == [tmp_path / API_PATH]
    published = json.loads(written[0].read_text(encoding="utf-8"))
    kinds = {(one.indicator, one.component, one.source, one.measure, one.period_type) for one in miniature.revisions.summaries}
    assert {
        tuple(row[name] for name in ("indicator", "component", "source", "measure", "period_type")) for row in published["periods"]
    } == kinds
    assert len(published["periods"]) == sum(one.periods for one in miniature.revisions.summaries)
    assert published["provisional"] == [{"source": "mps-borough", "months": 12, "basis": "register", "periods": 0, "at_least": False}]
    one = next(row for row in published["periods"] if row["indicator"] == "homicide" and row["period"] == "2023-05")
    held = miniature.revisions.held
    of_period = held[(held["indicator"] == "homicide") & (held["component"] == "") & (held["period"] == "2023-05")]
    given = dict(zip(of_period["extract"], of_period["value"], strict=True))
    assert given == {one["first_extract"]: one["first_value"], one["latest_extract"]: one["latest_value"]}


def test_what_a_third_extract_says_stands_in_a_row_of_its_own(miniature: Content) -> None:
    # Given two extracts of every period, then the periods' own rows say all of it
    revisions = miniature.revisions
    assert published_revisions(revisions)["extracts"] == []
    # Given a third extract of homicide in May 2023, then each of the three has a row
    may = revisions.held[(revisions.held["indicator"] == "homicide") & (revisions.held["period"] == "2023-05")]
    held = pd.concat([revisions.held, may.iloc[:1].assign(extract="2024-05", value=117.0)], ignore_index=True)
    rows = published_revisions(dataclasses.replace(revisions, held=held, moved=movements(held)))["extracts"]
    assert {(row["indicator"], row["period"]) for row in rows} == {("homicide", "2023-05")}
    assert sorted(row["extract"] for row in rows) == ["2023-12", "2024-05", "2026-04"]


def test_the_method_says_how_every_test_is_made_and_what_bears_on_a_verdict(repository_root: Path) -> None:
    text = (repository_root / "site_src/pages/method/index.md").read_text(encoding="utf-8")
    assert numeral_faults("index.md", text) == []
    exact = text.partition("{: #tests }")[2].partition("\n## ")[0] + text.partition("{: #groups }")[2].partition("\n## ")[0]
    named = {code for code in vocabulary.TESTS if f"`{code}`" in exact}
    assert named >= set(vocabulary.TESTS) - {"", "group-in-total"}
    for code in (*CAVEATS, "least-interval", "printed-otherwise", "assumed-base"):
        assert f"`{code}`" in text, code
    for code in ("no-dispersion", "no-interval"):
        assert f"reason `{code}`" in text, code


def test_the_policies_have_no_typed_numeral(repository_root: Path) -> None:
    text = (repository_root / "site_src/pages/policies.md").read_text(encoding="utf-8")
    assert numeral_faults("policies.md", text) == []
    for anchor in ("confidentiality", "revisions", "corrections", "releases", "data-management"):
        assert f"{{: #{anchor} }}" in text
