"""Pages written by hand in ``site_src/pages``: Markdown in which every figure is named, never typed.

A numeral typed into the prose of such a page fails the build unless it is declared: ``{{ constant("confidence-level") }}`` for a number of
the method, ``{{ figure("violence-with-injury", "r12", "change") }}`` for a figure. Dates, references and code may hold numerals.
"""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
from markupsafe import Markup

from build_scripts import formats
from build_scripts.packages.faults import Fault, PackagesAtFault
from build_scripts.pages import links
from build_scripts.pages.components import register
from build_scripts.pages.content import Content
from build_scripts.pages.showing import change_text

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# What may hold numerals: names of periods, expressions, code, links and addresses, mark-up, dates, financial years, references to
# documents, names of standards, numbers of lists.
_MAY_HOLD_NUMERALS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|```.*?```|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|<[^>]+>|https?://\S+"
    rf"|\b(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{4}})?\b|\b\d{{4}}(?:[/-]\d{{2}})?\b|\b\d{{3}}:\d+(?:-\d+)?"
    r"|\bWCAG \d(?:\.\d)?|\bv\d(?:\.\d)*|\bTier [123]\b|^\s*\d+\.\s|\b999\b|\b101\b|\b12 (?:months|before)\b"
    r"|\bRFC \d+|\bQ[1-4]\b|^#+[^\n]*\{[^\n]*\}$",
    re.DOTALL | re.MULTILINE,
)
_NUMERAL = re.compile(r"\d")


def numeral_faults(name: str, text: str) -> list[Fault]:
    """A fault for every line of prose in which a numeral was typed."""
    _, _, body = text.partition("\n---\n")
    offset = text[: len(text) - len(body)].count("\n")
    blanked = _MAY_HOLD_NUMERALS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)
    faults = []
    for number, line in enumerate(blanked.split("\n"), start=1):
        found = _NUMERAL.search(line)
        if found:
            word = line[: found.start()].split(" ")[-1] + line[found.start() :].split(" ")[0]
            faults.append(
                Fault(
                    file=name,
                    row=number + offset,
                    column=None,
                    value=word,
                    code="typed-numeral",
                    message=f"the numeral {word!r} is typed into the prose; figures are named, so that they can not go stale",
                    hint='write {{ constant("…") }} for a number of the method, or {{ figure("…", "…", "…") }} for a figure',
                )
            )
    return faults


def _figure(content: Content):
    """``figure(indicator, rule, field)`` for written pages: the latest figure of the whole force, as text."""

    def figure(indicator: str, rule: str, field: str, component: str = "") -> str:
        wanted = next(one for framework in content.frameworks for one in framework.indicators if one.slug == indicator)
        row = content.latest_comparison(indicator, rule, component=component, measure=wanted.measure)
        if row is None:
            raise KeyError(f"no comparison {rule} of {indicator}")
        if field == "change":
            return change_text(row)
        if field == "period":
            return formats.period(row["period"])
        return formats.value_of(row[field], row["measure"])

    return figure


def written_pages(content: Content, constants: dict[str, float], folder: Path, context: dict) -> dict[str, str]:
    """The hand-written pages, by their path below the pages folder, with every name resolved.

    Raises PackagesAtFault with a fault for every typed numeral of all pages.
    """
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))}
    faults = [fault for name, text in texts.items() for fault in numeral_faults(f"site_src/pages/{name}", text)]
    if faults:
        raise PackagesAtFault(faults)

    def constant(name: str) -> str:
        return formats.number(constants[name], 0 if float(constants[name]).is_integer() else 1)

    from build_scripts.pages import components

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(components.TEMPLATES), undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=True
    )
    register(made)
    made.globals |= {"figure": _figure(content), "constant": constant, "formats": formats, "Markup": Markup}
    pages = {}
    for name, text in texts.items():
        here = name.removesuffix("index.md") if name.endswith("index.md") else f"{name.removesuffix('.md')}/"
        pages[name] = made.from_string(text).render(link=links.linker(here), **context)
    return pages
