"""Every check that data packages pass before anything is published, made from the checks themselves."""

from __future__ import annotations

import re

from build_scripts import formats
from build_scripts.packages import declared_checks
from build_scripts.pages.page import Page

PATH = "method/checks/"
_PLACE = re.compile(r"(?P<its>its )?'?\{(?P<name>\w+)\}'?")


def checks_page() -> Page:
    """The declared checks by title: what each looks for, and how to mend what it finds."""
    checks = sorted(declared_checks(), key=lambda check: check.title.lower())
    rows = [
        {"code": check.code, "title": check.title, "description": check.description, "hint": formats.upper_first(_plain(check.hint))}
        for check in checks
    ]
    return Page(
        path=PATH,
        title="What is checked before publishing",
        description="Every check that the data packages pass before a page is written, what it looks for and how to mend what it finds.",
        template="checks.md.j2",
        context={"checks": rows},
        breadcrumb=(("Method", "method/"),),
        search_boost=0.5,
    )


def _plain(hint: str) -> str:
    """The hint as a sentence of its own: a place that a message fills is named instead."""
    if _PLACE.fullmatch(hint):
        return "As the message says."
    return _PLACE.sub(lambda place: f"{place['its'] or 'the '}{place['name']}", hint)
