"""Marks are drawn from shapes in the page itself: each page has those it uses, and no others."""

from __future__ import annotations

import re
from pathlib import Path

USED = re.compile(r'<use href="#(ps-[a-z-]+)"')
DRAWN = re.compile(r'<(?:symbol|g|path) id="(ps-[a-z-]+)"')


def test_every_page_has_exactly_the_shapes_that_it_uses(built_site: Path) -> None:
    pages = sorted(built_site.rglob("*.html"))
    of_pages: set[str] = set()
    for page in pages:
        text = page.read_text(encoding="utf-8")
        drawn = DRAWN.findall(text)
        assert len(drawn) == len(set(drawn)), page
        assert set(drawn) == set(USED.findall(text)), page
        of_pages |= set(drawn)
    # A mark of a verdict, one on a whisker, its ends and the glass of the search form are among them
    assert {"ps-improving", "ps-dot-improving", "ps-end", "ps-search"} <= of_pages
