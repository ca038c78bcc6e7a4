"""The feed, as Atom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """One entry: its title, the address of its page, what makes it unlike every other (``key``), and its sentence."""

    title: str
    address: str
    key: str
    summary: str


def feed(title: str, site_url: str, updated: str, entries: Sequence[FeedEntry]) -> bytes:
    """The Atom feed of a site; ``updated`` is an RFC 3339 time. Entries are named by address and key, so that a rebuild repeats none."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")

    def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(root, "title", title)
    add(root, "id", site_url)
    add(root, "updated", updated)
    add(root, "link", href=f"{site_url}feed.xml", rel="self")
    add(add(root, "author"), "name", title)
    for one in entries:
        entry = add(root, "entry")
        add(entry, "title", one.title)
        add(entry, "id", f"{site_url}{one.address}#{one.key}")
        add(entry, "updated", updated)
        add(entry, "link", href=f"{site_url}{one.address}")
        add(entry, "summary", one.summary)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
