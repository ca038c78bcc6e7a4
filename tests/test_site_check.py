"""Every fault that a rendered site can have, planted in a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.site_check import SiteFault, check_site, style_addresses

HEAD = '<!doctype html><html><head><title>A page</title><link rel="stylesheet" href="{up}look.css"></head><body>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages that link to each other, a style sheet, a file, and the page for what is not found."""
    (tmp_path / "indicators" / "homicide").mkdir(parents=True)
    (tmp_path / "index.html").write_text(HEAD.format(up="") + '<a href="indicators/homicide/#trend">Homicide</a>')
    (tmp_path / "indicators" / "homicide" / "index.html").write_text(
        HEAD.format(up="../../")
        + '<h2 id="trend">Trend</h2><a href="../../">Home</a><a href="data%20file.csv?x=1">CSV</a><a href="#trend">up</a>'
    )
    (tmp_path / "indicators" / "homicide" / "data file.csv").write_text("value\n115\n")
    (tmp_path / "look.css").write_text("a { background: url(mark.svg) } b { background: url('data:image/svg+xml,%3Csvg/%3E') }")
    (tmp_path / "mark.svg").write_text("<svg/>")
    (tmp_path / "404.html").write_text(
        '<link rel="stylesheet" href="/look.css"><a href="/">Home</a><a href="/indicators/homicide/">Homicide</a>'
    )
    return tmp_path


def add(site: Path, markup: str, page: str = "index.html") -> None:
    path = site / page
    path.write_text(path.read_text() + markup)


def test_a_sound_site_has_no_fault(site: Path) -> None:
    assert check_site(site) == []


@pytest.mark.parametrize(
    ("markup", "code", "words"),
    [
        ('<a href="indicators/rape/">', "broken-link", "indicators/rape/ leads nowhere"),
        ('<a href="indicators/homicide/figures.csv">', "broken-link", "leads nowhere"),
        ('<a href="../outside/">', "broken-link", "leads nowhere"),
        ('<map><area href="areas/lewisham/"></map>', "broken-link", "leads nowhere"),
        ('<img src="map.svg" alt="">', "broken-link", "map.svg leads nowhere"),
        ('<img srcset="mark.svg 1x, mark-2.svg 2x" alt="">', "broken-link", "mark-2.svg leads nowhere"),
        ('<a href="indicators/homicide/#trends">', "broken-anchor", "no such place"),
        ('<a href="#top">', "broken-anchor", "no such place"),
        ('<svg><use href="#ps-rose"/></svg>', "broken-anchor", "no such place"),
        ('<a href="/indicators/homicide/">', "absolute-link", "from the root of the host"),
        ('<p id="now"><p id="now">', "repeated-id", "'now' stands more than once"),
        ('<script src="https://cdn.example/vega.js"></script>', "other-host", "https://cdn.example/vega.js"),
        ('<script src="//cdn.example/vega.js"></script>', "other-host", "//cdn.example/vega.js"),
        ('<link rel="preconnect" href="https://fonts.example">', "other-host", "https://fonts.example"),
        ('<link rel="Stylesheet" href="https://fonts.example/a.css">', "other-host", "https://fonts.example/a.css"),
        ('<img src="https://pixel.example/1.gif" alt="">', "other-host", "pixel.example"),
        ('<img srcset="https://pixel.example/2.gif 2x" alt="">', "other-host", "pixel.example"),
        ('<video poster="https://pixel.example/3.jpg"></video>', "other-host", "pixel.example"),
        ('<iframe src="https://maps.example/"></iframe>', "other-host", "maps.example"),
        ('<p style="background:url(https://pixel.example/4.png)">', "other-host", "pixel.example"),
        ('<style>@import "https://fonts.example/b.css";</style>', "other-host", "fonts.example"),
        ('<svg><image href="https://pixel.example/5.png"/></svg>', "other-host", "pixel.example"),
    ],
)
def test_a_planted_fault_is_the_one_that_is_told(site: Path, markup: str, code: str, words: str) -> None:
    # Given one fault on the home page
    add(site, markup)
    # When the site is checked
    faults = check_site(site)
    # Then that page, that fault and no other is told
    assert [(fault.page, fault.code) for fault in faults] == [("index.html", code)]
    assert words in faults[0].message


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ('@font-face { src: url("https://fonts.example/a.woff2") }', "other-host"),
        ("@import url(//fonts.example/c.css);", "other-host"),
        ("a { background: url(missing.png) }", "broken-link"),
    ],
)
def test_a_style_sheet_is_checked_like_a_page(site: Path, style: str, code: str) -> None:
    add(site, style, "look.css")
    assert [(fault.page, fault.code) for fault in check_site(site)] == [("look.css", code)]


def test_what_is_commented_out_of_a_style_sheet_is_not_fetched() -> None:
    assert list(style_addresses("/* url(https://old.example/a.png) */ a{background:url( 'b.png' )}")) == ["b.png"]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://www.ons.gov.uk/">ONS</a>',
        '<a href="mailto:help@plainsight.example">Write to us</a>',
        '<link rel="canonical" href="https://plainsight.example/">',
        '<a href="manifest.json">Checksums</a>',
        '<img src="data:image/gif;base64,R0lGOD" alt="">',
        '<a href="indicators/homicide">without the slash</a>',
    ],
    ids=["another site", "a letter", "its own address", "what is written after the check", "in the page", "a folder"],
)
def test_what_is_no_fault_is_let_be(site: Path, markup: str) -> None:
    add(site, markup)
    assert check_site(site) == []


def test_the_page_for_what_is_not_found_links_from_where_the_site_stands(site: Path) -> None:
    # Given a site that stands below a path of its host
    not_found = site / "404.html"
    not_found.write_text('<a href="/plain-sight/">Home</a><a href="/plain-sight/indicators/homicide/#trend">Homicide</a>')
    # Then its links are from that path, and from the root of the host they are a fault
    assert check_site(site, "/plain-sight/") == check_site(site, "/plain-sight") == []
    assert {fault.code for fault in check_site(site)} == {"broken-link"}
    add(site, '<a href="/indicators/homicide/">Homicide</a>', "404.html")
    assert [fault.code for fault in check_site(site, "/plain-sight/")] == ["absolute-link"]


def test_all_faults_of_a_site_are_told_at_once_in_order(site: Path) -> None:
    add(site, '<a href="b/"><a href="a/"><a href="a/">')
    add(site, '<a href="c/">', "indicators/homicide/index.html")
    assert check_site(site) == [
        SiteFault("index.html", "broken-link", "a/ leads nowhere"),
        SiteFault("index.html", "broken-link", "b/ leads nowhere"),
        SiteFault("indicators/homicide/index.html", "broken-link", "c/ leads nowhere"),
    ]
