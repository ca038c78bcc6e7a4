"""Words that people type find the page that calls the thing otherwise."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from build_scripts.packages.faults import PackagesAtFault
from build_scripts.pages.page import Page
from build_scripts.pages.search_words import with_search_words


class _Register:
    """An instance that holds the register of search words and nothing else."""

    def __init__(self, rows: dict[str, str] | None) -> None:
        self._rows = rows

    def has(self, package: str, resource: str) -> bool:
        return self._rows is not None and (package, resource) == ("registers", "search-words")

    def table(self, package: str, resource: str) -> pd.DataFrame:
        return pd.DataFrame({"path": list(self._rows), "words": list(self._rows.values())})


def page(path: str) -> Page:
    return Page(path=path, title=path, description="", template="", context={}, front_matter={"layout": "x"})


ROBBERY, LAMBETH = page("indicators/personal-robbery/"), page("areas/lambeth/")


def test_the_words_stand_in_the_front_matter_of_the_page_they_find() -> None:
    # Given words for one of two pages
    register = _Register({"areas/lambeth/": "brixton clapham"})
    # When they are given to the pages
    robbery, lambeth = with_search_words([ROBBERY, LAMBETH], register)
    # Then that page has them beside what it had, and the other is as it was
    assert lambeth.front_matter == {"layout": "x", "tags": ["brixton", "clapham"]}
    assert robbery is ROBBERY


def test_an_address_without_a_page_is_a_fault_that_names_its_line() -> None:
    register = _Register({"areas/lambeth/": "brixton", "areas/mordor/": "doom"})
    with pytest.raises(PackagesAtFault) as raised:
        with_search_words([LAMBETH], register)
    (fault,) = raised.value.faults
    assert (fault.row, fault.value, fault.code) == (3, "areas/mordor/", "page-unknown")


def test_an_instance_without_the_register_keeps_its_pages() -> None:
    assert with_search_words([ROBBERY], _Register(None)) == [ROBBERY]


def test_the_index_holds_the_words(built_site) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    (lambeth,) = (entry for entry in index if entry["location"] == "areas/lambeth/")
    assert "brixton" in lambeth["tags"]
