"""Which pages of a built site stand for all of them: of each template as few as show every part that the template ever shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_MADE_FROM = re.compile(r'<body[^>]* data-template="([^"]+)"')
_CLASSES = re.compile(r' class="([^"]*)"')


@dataclass(frozen=True)
class BuiltPage:
    """``address`` on the site, the template that it says it was made from, and the classes of all parts in its main element."""

    address: str
    template: str
    parts: frozenset[str]
    size: int


def templates_of(root: Path = ROOT) -> list[str]:
    """Everything that a page can be made from: the templates beside the code, the pages written by hand, the page of an unknown address."""
    folders = {root / "build_scripts" / "pages" / "templates": "*.md.j2", root / "site_src" / "pages": "*.md"}
    made_from = [path.relative_to(folder).as_posix() for folder, pattern in folders.items() for path in folder.rglob(pattern)]
    return sorted([*made_from, "404.html"])


def built_pages(site: Path) -> list[BuiltPage]:
    """Every page of a built site. Raises AssertionError where one does not say what it was made from."""
    pages = []
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        address = f"/{path.relative_to(site).as_posix()}".removesuffix("index.html")
        made_from = _MADE_FROM.search(text)
        assert made_from, f"{address} does not say which template it was made from"
        main = text[text.index("<main") : text.index("</main>")]
        parts = frozenset(name for names in _CLASSES.findall(main) for name in names.split())
        pages.append(BuiltPage(address, made_from[1], parts, len(text)))
    return pages


def representatives(pages: Iterable[BuiltPage]) -> dict[str, list[str]]:
    """For each template the addresses of a few of its pages, which between them hold every part that any of its pages holds.

    Takes, again and again, the page with most of the parts that are still missing, the smallest of equals.
    """
    of_template: dict[str, list[BuiltPage]] = {}
    for page in pages:
        of_template.setdefault(page.template, []).append(page)
    chosen = {}
    for template, candidates in of_template.items():
        missing = set().union(*(page.parts for page in candidates))
        chosen[template] = []
        while missing or not chosen[template]:
            best = max(candidates, key=lambda page: (len(page.parts & missing), -page.size))
            chosen[template].append(best.address)
            missing -= best.parts
    return chosen
