"""A package's README as part of its page: its tables get what every table of the site has, a caption, scopes and names for a phone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

_FIRST_HEADING = re.compile(r"\A\s*#\s[^\n]*\n")
_HEADING = re.compile(r"^(#{2,5})\s", re.MULTILINE)
_HEADING_TAG = re.compile(r"h[1-6]")


def readme_markup(readme: Path, title: str) -> Markup:
    """The README as HTML, its title left out and its headings one level down.

    A table is captioned by the heading that it stands under, or by ``title``, which is the package's, where it stands under none.
    """
    text = readme.read_text(encoding="utf-8")
    text = _HEADING.sub(r"#\1 ", _FIRST_HEADING.sub("", text))
    return Markup(markdown.markdown(text, extensions=["tables", _NamedTables(title)]))


class _NamedTables(Extension):
    """Adds _TableNames after the tables were made."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # After the inline patterns (priority 20), which write the text of headings and cells.
        md.treeprocessors.register(_TableNames(self._title, md), "table-names", 10)


class _TableNames(Treeprocessor):
    """Gives each table a caption and scopes, and each cell the name of its column."""

    def __init__(self, title: str, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._title = title

    def run(self, root: Element) -> None:
        caption = self._title
        for block in root:
            if _HEADING_TAG.fullmatch(block.tag):
                caption = _text(block)
            elif block.tag == "table":
                _name_table(block, caption)


def _name_table(table: Element, caption: str) -> None:
    table.set("class", "table stacks")
    table.set("data-search-exclude", "")
    named = Element("caption", {"class": "visually-hidden"})
    named.text = caption
    table.insert(0, named)
    heads = table.findall("thead/tr/th")
    for head in heads:
        head.set("scope", "col")
    for row in table.iterfind("tbody/tr"):
        first, *others = row
        first.tag = "th"
        first.set("scope", "row")
        for head, cell in zip(heads[1:], others, strict=True):
            cell.set("data-label", _text(head))


def _text(element: Element) -> str:
    """The words of an element. Code in it is held back by the library until the end, and is not among them."""
    return "".join(element.itertext())
