"""Checks the rendered site: every link and anchor leads somewhere, and nothing is fetched from another host.

MkDocs checks only links written in Markdown; most of ours stand in HTML. Style sheets are read too: they fetch images, fonts and each
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

NOT_FOUND_PAGE = "404.html"
# Written after the check, because it lists every file with its checksum.
MANIFEST = "manifest.json"

# Attributes by which a page fetches something without being asked.
FETCHING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("track", "src"),
    ("input", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("image", "href"),
    ("use", "href"),
}
# Attributes that hold several addresses, each with a width or a density after it.
FETCHING_SETS = {("img", "srcset"), ("source", "srcset")}
LINKING = {("a", "href"), ("area", "href")}
FETCHING_RELATIONS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"})
# Addresses in a style sheet: url(…) with or without quotes, and @import with a bare string.
_STYLE_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, order=True)
class SiteFault:
    """One fault of the rendered site: the page, a code, and what is wrong."""

    page: str
    code: str
    message: str


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors: set[str] = set()
        self.repeated: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        identifier = attributes.get("id")
        if identifier:
            (self.repeated if identifier in self.anchors else self.anchors).add(identifier)
        for name, value in attributes.items():
            if not value:
                continue
            if (tag, name) in FETCHING:
                self.fetched.append(value)
            elif (tag, name) in FETCHING_SETS:
                self.fetched.extend(part.split()[0] for part in value.split(",") if part.strip())
            elif name == "style":
                self.fetched.extend(style_addresses(value))
            elif name == "href" and tag == "link":
                relations = set((attributes.get("rel") or "").lower().split())
                if relations & FETCHING_RELATIONS:
                    self.fetched.append(value)
            elif (tag, name) in LINKING:
                self.links.append(value)
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.fetched.extend(style_addresses(data))


def style_addresses(text: str) -> Iterator[str]:
    """Every address that a style sheet fetches."""
    for match in _STYLE_ADDRESS.finditer(_STYLE_COMMENT.sub("", text)):
        yield next(group for group in match.groups() if group is not None).strip()


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def check_site(root: Path, base_path: str = "/") -> list[SiteFault]:
    """Every fault of the site below ``root``: broken links and anchors, repeated ids, requests to other hosts.

    ``base_path`` is where on its host the site stands (``/`` or ``/plain-sight/``): the page for what is not found links from there.
    """
    pages = {path.relative_to(root).as_posix(): _read(path) for path in sorted(root.rglob("*.html"))}
    faults = []
    for name, page in pages.items():
        # The page for what is not found is served at any depth: its links are from where the site stands.
        rooted_at = f"{base_path.rstrip('/')}/" if name == NOT_FOUND_PAGE else None
        for identifier in sorted(page.repeated):
            faults.append(SiteFault(name, "repeated-id", f"the id {identifier!r} stands more than once"))
        faults.extend(_fetching_faults(name, page.fetched, root, pages, rooted_at))
        for address in page.links:
            faults.extend(_link_faults(name, address, root, pages, rooted_at))
    for sheet in sorted(root.rglob("*.css")):
        name = sheet.relative_to(root).as_posix()
        faults.extend(_fetching_faults(name, list(style_addresses(sheet.read_text(encoding="utf-8"))), root, pages, None))
    return sorted(set(faults))


def _fetching_faults(name: str, fetched: list[str], root: Path, pages: dict[str, _Page], rooted_at: str | None) -> list[SiteFault]:
    faults = []
    for address in fetched:
        if urlsplit(address).netloc:
            faults.append(SiteFault(name, "other-host", f"{address} is fetched from another host"))
        elif not address.startswith("data:"):
            faults.extend(_link_faults(name, address, root, pages, rooted_at))
    return faults


def _link_faults(name: str, address: str, root: Path, pages: dict[str, _Page], rooted_at: str | None) -> list[SiteFault]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return []
    path, fragment = urldefrag(address)
    path = unquote(urlsplit(path).path)
    if rooted_at and path.startswith(rooted_at):
        path = path.removeprefix(rooted_at) or "./"
    elif path.startswith("/"):
        return [SiteFault(name, "absolute-link", f"{address} is from the root of the host; links are relative")]
    target = (root / name).parent / path if path else root / name
    if path.endswith("/") or (path and target.is_dir()):
        target = target / "index.html"
    resolved = target.resolve()
    if resolved.name == MANIFEST:
        return []
    if not resolved.is_file() or not resolved.is_relative_to(root.resolve()):
        return [SiteFault(name, "broken-link", f"{address} leads nowhere")]
    key = resolved.relative_to(root.resolve()).as_posix()
    if fragment and key in pages and unquote(fragment) not in pages[key].anchors:
        return [SiteFault(name, "broken-anchor", f"{address}: there is no such place on that page")]
    return []
