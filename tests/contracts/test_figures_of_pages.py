"""Every figure of a page leads to its working on that page, and every address given there stands in the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from build_scripts.trace.address import Address, parse
from tests.pages_read import ReadPage, Table

ADDRESS = re.compile(r'data-address="([^"]+)"')
TOLD = re.compile(r"\bAddress:? ?([a-z0-9-]+(?::[a-z0-9-]+)?/[a-z0-9-]+/[a-z-]+/[a-z_0-9]+\?area=[^\s·]+)")
# A cell that is a number, with its unit or a note below it; not a line of a document, nor a span of time.
NUMBER = re.compile(r"\s*[−+]?£?\d[\d,.]*(%|pp|m|bn)?\s*($|\n|\[|to [−+£]?\d)")
# The page of styles shows the parts of a page with made-up figures.
MADE_UP = "style"
# Pages whose tables are themselves the account of how figures are known, row by row: what is printed, what the data give, and why.
ACCOUNTS = ("claims.md.j2", "contradictions.md.j2", "extracts.md.j2", "revisions.md.j2")
# Tables of what is no figure of policing: files, sources and their dates, assumptions, columns of packages.
OF_OTHER_THINGS = re.compile(
    r"^(Sources and their pace|Figures that somebody publishes as data|Documents, transcribed|What makes figures of them|Columns of .*"
    r"|People asked, as assumed|.*measures and their comparators|To which month each source reaches.*)$"
)
# Tables of text that a package's own README holds.
OF_READMES = "package.md.j2"
Api = Callable[[str], dict]


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, ReadPage]:
    """Every page but that of styles, by its address."""
    paths = (path for path in sorted(built_site.rglob("index.html")) if path.parent.name != MADE_UP)
    return {path.relative_to(built_site).as_posix(): ReadPage(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="module")
def addresses(built_site: Path, pages: dict[str, ReadPage]) -> dict[str, str]:
    """The addresses on pages, of figures and in workings, each with a page that has it."""
    found = {}
    for name, page in pages.items():
        text = (built_site / name).read_text(encoding="utf-8")
        told = [match for working in page.workings.values() for match in TOLD.findall(working.text)]
        found |= dict.fromkeys([*(unescape(one) for one in ADDRESS.findall(text)), *told], name)
    return found


def rows_at(api: Api, site: Path, address: Address) -> list[dict]:
    """The rows of the measure's file, and of the area's, that an address names."""
    names = [f"indicators/{address.indicator}.json", f"indicators/{address.indicator}/{address.area}.json"]
    files = [api(name) for name in names if (site / "api" / "v1" / name).is_file()]
    rows = [row for file in files for row in file["observations" if address.is_observation else "comparisons"]]
    wanted = {
        "component": address.component,
        "measure": address.measure,
        "area_code": address.area,
        "period": address.period,
        "extract": address.extract,
    }
    if not address.is_observation:
        wanted["rule"] = address.rule
    return [
        row
        for row in rows
        if all(row[name] == value for name, value in wanted.items())
        and address.group == (f"{row['group_type']}.{row['group']}" if row["group_type"] else "")
    ]


def test_pages_give_addresses(addresses: dict[str, str]) -> None:
    assert len(addresses) > 2500
    assert {page.split("/")[0] for page in addresses.values()} >= {"indicators", "areas"}


def test_every_address_on_a_page_leads_to_a_value_in_the_files(addresses: dict[str, str], api: Api, built_site: Path) -> None:
    lost = []
    for text, page in addresses.items():
        address = parse(text)
        rows = rows_at(api, built_site, address)
        if not rows or any(row[address.field] is None for row in rows):
            lost.append((page, text))
    assert lost == []


def test_a_figure_leads_to_a_working_on_its_own_page(pages: dict[str, ReadPage]) -> None:
    """Given each figure that is a link, then its page holds what it leads to."""
    assert sum(len(page.asked) for page in pages.values()) > 5000
    assert [(name, asked) for name, page in pages.items() for asked in page.asked if asked not in page.workings] == []


def test_a_working_tells_formula_rows_and_extract_and_holds_a_prepared_report(pages: dict[str, ReadPage]) -> None:
    """Given each working, then its words name the source rows, and its report of an error is filled in with four things."""
    for name, page in pages.items():
        for identifier in set(page.asked):
            working = page.workings[identifier]
            assert "Source rows" in working.text, (name, identifier)
            reports = [link for link in working.links if "/issues/new" in link]
            assert len(reports) == 1, (name, identifier)
            asked = parse_qs(urlsplit(reports[0]).query)
            assert {"template", "address", "value", "extract"} <= set(asked), (name, identifier, asked)
            # And the report is of the figure that the working tells
            assert asked["address"][0] in working.text and asked["value"][0] in working.text, (name, identifier)


def test_a_row_that_tells_how_a_figure_is_known_can_be_reported(pages: dict[str, ReadPage]) -> None:
    """Given the ledger of claims, contradictions, totals by extract and revisions, then each row holds a prepared report of an error."""
    accounts = [(name, page) for name, page in pages.items() if page.template in ACCOUNTS]
    assert len(accounts) == len(ACCOUNTS)
    reports = []
    for name, page in accounts:
        for table in page.tables:
            # How many checks there are is counted from the rows of the other tables; what could not be checked has no figure.
            if any(row.reports for row in table.rows):
                assert [row.cells for row in table.rows if len(row.reports) != 1] == [], (name, table.caption)
                reports += [row.reports[0] for row in table.rows]
    assert len(reports) > 1200
    for link in reports:
        assert {"template", "address", "extract"} <= set(parse_qs(urlsplit(link).query)), link


def unfollowed(table: Table) -> list[list[str]]:
    """The rows of a table that hold a number and lead nowhere."""
    return [row.cells for row in table.rows if not row.leads and any(NUMBER.match(cell) for cell in row.cells)]


def test_every_row_of_figures_leads_to_how_it_was_worked_out(pages: dict[str, ReadPage]) -> None:
    """Given each row of a table that holds a number, then a figure in it leads to its working, or to where it is printed."""
    left = []
    for name, page in pages.items():
        if page.template in (*ACCOUNTS, OF_READMES):
            continue
        for table in page.tables:
            if not OF_OTHER_THINGS.match(table.caption.strip()):
                left += [(name, table.caption, cells) for cells in unfollowed(table)]
    assert left == []
