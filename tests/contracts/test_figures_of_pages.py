"""Every figure that a page gives an address for stands in the files under that address."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from build_scripts.trace.address import Address, parse

ADDRESS = re.compile(r'data-address="([^"]+)"')
Api = Callable[[str], dict]


@pytest.fixture(scope="module")
def addresses(built_site: Path) -> dict[str, str]:
    """The addresses on pages, each with a page that has it. The page of styles shows the parts of a page with made-up figures."""
    pages = (path for path in sorted(built_site.rglob("index.html")) if path.parent.name != "style")
    return {
        unescape(address): page.relative_to(built_site).as_posix()
        for page in pages
        for address in ADDRESS.findall(page.read_text(encoding="utf-8"))
    }


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
    assert len(addresses) > 100
    assert {page.split("/")[0] for page in addresses.values()} >= {"indicators", "areas"}


def test_every_address_on_a_page_leads_to_a_value_in_the_files(addresses: dict[str, str], api: Api, built_site: Path) -> None:
    lost = []
    for text, page in addresses.items():
        address = parse(text)
        rows = rows_at(api, built_site, address)
        if not rows or any(row[address.field] is None for row in rows):
            lost.append((page, text))
    assert lost == []
