"""What people type who look for a page that calls the thing otherwise: "mugging" finds personal robbery, "Brixton" finds Lambeth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_scripts.packages.faults import Fault, PackagesAtFault
from build_scripts.packages.reading import Instance
from build_scripts.pages.page import Page

PACKAGE, RESOURCE = "registers", "search-words"
HEADER_LINES = 1


def with_search_words(pages: Sequence[Page], instance: Instance) -> list[Page]:
    """The pages, those that the register names with its words in their front matter, where the search index takes them from.

    Raises PackagesAtFault with every row whose address is no page.
    """
    if not instance.has(PACKAGE, RESOURCE):
        return list(pages)
    rows = instance.table(PACKAGE, RESOURCE).to_dict("records")
    known = {page.path for page in pages}
    faults = [_no_page(row["path"], line) for line, row in enumerate(rows, start=HEADER_LINES + 1) if row["path"] not in known]
    if faults:
        raise PackagesAtFault(faults)
    words = {row["path"]: row["words"].split() for row in rows}
    return [replace(page, front_matter={**page.front_matter, "tags": words[page.path]}) if page.path in words else page for page in pages]


def _no_page(path: str, line: int) -> Fault:
    return Fault(
        file=f"{PACKAGE}/{RESOURCE}.csv",
        row=line,
        column="path",
        value=path,
        code="page-unknown",
        message=f"the site has no page at {path!r}, so the words beside it find nothing",
        hint="name the address of a page as it stands after the site's own, with a slash at its end, such as areas/lewisham/",
    )
