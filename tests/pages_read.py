"""A built page as its reader meets it: tables row by row, links to workings, and the workings themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

# What leads from a figure to how it was worked out, or to where it is printed.
WORKED = ("data-address", "data-mark")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Row:
    """A row of a table's body: the texts of its cells after the first, whether a figure in it leads to its working, reports of errors."""

    cells: list[str] = field(default_factory=list)
    leads: bool = False
    reports: list[str] = field(default_factory=list)


@dataclass
class Table:
    """A table: its caption and the rows of its body."""

    caption: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass
class Working:
    """What stands at the id of a working: its words and its links."""

    text: str = ""
    links: list[str] = field(default_factory=list)


class ReadPage(HTMLParser):
    """The tables, the links to workings and the workings of a page; ``template`` is what made it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.template = ""
        self.tables: list[Table] = []
        self.asked: list[str] = []
        self.workings: dict[str, Working] = {}
        self._open: list[tuple[str, dict]] = []
        self._table: list[Table] = []
        self._inside: list[tuple[int, Working]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in VOID:
            return
        self._open.append((tag, named))
        if tag == "body":
            self.template = named.get("data-template", "")
        if tag == "table":
            self._table.append(Table())
            self.tables.append(self._table[-1])
        if tag == "tr" and self._table and self._within("tbody"):
            self._table[-1].rows.append(Row())
        if tag == "td" and self._table and self._table[-1].rows and self._within("tbody"):
            self._table[-1].rows[-1].cells.append("")
        is_figure = "figure" in named.get("class", "").split()
        if self._table and self._table[-1].rows and (is_figure or any(name in named for name in WORKED)):
            self._table[-1].rows[-1].leads = True
        if tag == "a" and self._table and self._table[-1].rows and "/issues/new" in named.get("href", ""):
            self._table[-1].rows[-1].reports.append(named["href"])
        in_figure = any("figure" in one.get("class", "").split() for _, one in self._open)
        if tag == "a" and in_figure and named["href"].startswith("#"):
            self.asked.append(named["href"][1:])
        if named.get("id", "").startswith("how-"):
            self.workings[named["id"]] = Working()
            self._inside.append((len(self._open), self.workings[named["id"]]))
        if tag == "a":
            for _, working in self._inside:
                working.links.append(named.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed, _ = self._open.pop()
            self._inside = [(depth, working) for depth, working in self._inside if depth <= len(self._open)]
            if closed == "table":
                self._table.pop()
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        for _, working in self._inside:
            working.text += data
        if not self._table:
            return
        if self._within("caption"):
            self._table[-1].caption += data
        elif self._within("td") and self._table[-1].rows and self._table[-1].rows[-1].cells:
            self._table[-1].rows[-1].cells[-1] += data

    def _within(self, tag: str) -> bool:
        return any(opened == tag for opened, _ in self._open)
