"""Writes every page and every file of the site: Markdown for the renderer, files that are served as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from build_scripts.downloads import files
from build_scripts.downloads.api import published_indicators, write_api
from build_scripts.indicators.observe import setting
from build_scripts.pages.area import area_page, areas_page
from build_scripts.pages.area_files import write_area_files
from build_scripts.pages.chart_files import ShownChart, write_chart_files, write_library
from build_scripts.pages.checks_page import checks_page
from build_scripts.pages.claims_page import claims_page, claims_summary, write_claims_api
from build_scripts.pages.comparability_page import comparability_page
from build_scripts.pages.compare_boroughs import compare_page
from build_scripts.pages.content import Content
from build_scripts.pages.control_deviations_page import control_deviations_page
from build_scripts.pages.data_index import data_page
from build_scripts.pages.data_pages import package_page, write_package_files
from build_scripts.pages.embed_pages import embed_page
from build_scripts.pages.extracts_page import extracts_page
from build_scripts.pages.feed_entries import write_feed
from build_scripts.pages.gaps_between_groups import gaps_between_groups_page
from build_scripts.pages.gaps_by_group import questions
from build_scripts.pages.gaps_page import gaps_page
from build_scripts.pages.glossary import terms_of
from build_scripts.pages.home import home_page
from build_scripts.pages.indicator import indicator_page
from build_scripts.pages.overview import framework_page, frameworks_page, indicators_page, priority_page, search_page
from build_scripts.pages.page import Page, environment, render
from build_scripts.pages.plan_pages import plan_pages
from build_scripts.pages.reconciliation_page import contradictions_page
from build_scripts.pages.report_pages import report_pages
from build_scripts.pages.reports_index import reports_page
from build_scripts.pages.revisions_page import revisions_page, write_revisions_api
from build_scripts.pages.search_words import with_search_words
from build_scripts.pages.style_page import style_page
from build_scripts.pages.written import written_pages


def all_pages(content: Content, static: Path) -> list[Page]:
    """Every page that is made from tables. The packages' files stand below ``static`` already."""
    lines = [line for line in (claims_summary(content),) if line]
    pages = [
        home_page(content, lines),
        indicators_page(content),
        frameworks_page(content),
        areas_page(content),
        compare_page(content),
        data_page(content, static),
        search_page(content),
    ]
    pages.append(extracts_page(content))
    pages.extend([revisions_page(content), comparability_page(content), checks_page(), control_deviations_page()])
    pages.append(reports_page(content))
    pages.extend(report_pages(content))
    pages.extend(plan_pages(content))
    pages.append(gaps_page(content))
    pages.extend(page for page in [gaps_between_groups_page(content)] if page is not None)
    if content.instance.has("published-claims", "claims"):
        pages.append(claims_page(content))
    pages.append(contradictions_page(content))
    for framework in content.frameworks:
        pages.append(framework_page(content, framework))
        pages.extend(priority_page(content, framework, priority) for priority in framework.priorities)
    for indicator in published_indicators(content.frameworks):
        framework = next(one for one in content.frameworks if one.slug == indicator.framework)
        pages.append(indicator_page(content, framework, indicator))
    pages.extend(area_page(content, area) for area in content.boroughs)
    pages.extend(package_page(package, static) for package in content.instance.packages.values())
    pages.append(style_page())
    return pages


def write_site_files(content: Content, pages_folder: Path, static: Path, hand_written: Path) -> None:
    """Write pages below ``pages_folder`` and other files below ``static``; what is no longer made is removed."""
    kept: set[Path] = set()
    for package in content.instance.packages.values():
        kept.update(write_package_files(package, static))
    kept.update(write_api(content.published, static))
    kept.update(write_claims_api(content, static))
    kept.update(write_revisions_api(content, static))
    kept.update(write_area_files(content, static))
    constants_table = content.instance.table("registers", "constants")
    constants = {name: float(value) for name, value in zip(constants_table["constant"], constants_table["value"], strict=True)}
    templates = environment(constants)
    for page in with_search_words(all_pages(content, static), content.instance):
        charts = cast(Sequence[ShownChart], page.context.get("published_charts", ()))
        for made in (page, *map(embed_page, charts)):
            target = pages_folder / made.source_path
            files.write_if_changed(target, render(made, templates).encode())
            kept.add(target)
        kept.update(write_chart_files(charts, static))
    kept.add(write_library(static))
    for name, text in written_pages(content, constants, hand_written / "pages", _written_context(content)).items():
        files.write_if_changed(pages_folder / name, text.encode())
        kept.add(pages_folder / name)
    kept.update(write_feed(content, static))
    for asset in sorted((hand_written / "assets").rglob("*")):
        if asset.is_file():
            target = pages_folder / "assets" / asset.relative_to(hand_written / "assets")
            files.write_if_changed(target, asset.read_bytes())
            kept.add(target)
    for folder in (pages_folder, static):
        _remove_others(folder, kept)


def _written_context(content: Content) -> dict:
    """What hand-written pages may name beside figures and constants."""
    return {
        "content": content,
        "repository_url": setting(content.instance, "repository_url"),
        "sources": content.instance.table("sources", "sources").to_dict("records"),
        "known_errors": content.instance.table("registers", "known-errors").to_dict("records"),
        "glossary": terms_of(content.instance),
        "gaps_between_groups": any(one.rows for one in questions(content)),
    }


def _remove_others(folder: Path, kept: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
