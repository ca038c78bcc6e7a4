"""Checks the rendered site: every link and anchor leads somewhere, and nothing is fetched from another host.

MkDocs checks only links written in Markdown; most of ours stand in HTML.
"""

from __future__ import annotations

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
    ("audio", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("image", "href"),
}
FETCHING_RELATIONS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"})


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
            elif name == "href" and tag == "link":
                relations = set((attributes.get("rel") or "").split())
                (self.fetched if relations & FETCHING_RELATIONS else []).append(value)
            elif name == "href" and tag == "a":
                self.links.append(value)


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def check_site(root: Path) -> list[SiteFault]:
    """Every fault of the site below ``root``: broken links and anchors, repeated ids, requests to other hosts."""
    pages = {path.relative_to(root).as_posix(): _read(path) for path in sorted(root.rglob("*.html"))}
    faults = []
    for name, page in pages.items():
        # The page for what is not found is served at any depth: its links are from the root.
        rooted = name == NOT_FOUND_PAGE
        for identifier in sorted(page.repeated):
            faults.append(SiteFault(name, "repeated-id", f"the id {identifier!r} stands more than once"))
        for address in page.fetched:
            if urlsplit(address).netloc or address.startswith("//"):
                faults.append(SiteFault(name, "other-host", f"{address} is fetched from another host"))
            elif not address.startswith("data:"):
                faults.extend(_link_faults(name, address, root, pages, rooted))
        for address in page.links:
            faults.extend(_link_faults(name, address, root, pages, rooted))
    return sorted(set(faults))


def _link_faults(name: str, address: str, root: Path, pages: dict[str, _Page], rooted: bool) -> list[SiteFault]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return []
    path, fragment = urldefrag(address)
    path = unquote(urlsplit(path).path)
    if path.startswith("/") and rooted:
        name, path = NOT_FOUND_PAGE, path.lstrip("/") or "./"
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
