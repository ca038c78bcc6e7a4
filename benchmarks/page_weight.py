"""How much a reader's browser fetches for a page: the page and all that it loads, compressed as a host compresses it."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_scripts.site_check import FETCHING, FETCHING_RELATIONS, style_addresses

# Files that a host sends as they are: they are compressed already.
COMPRESSED_ALREADY = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff2", ".zip", ".gz", ".xlsx"})
# Relations by which a browser fetches nothing until it is asked.
NOT_LOADED_RELATIONS = frozenset({"preconnect", "dns-prefetch", "prefetch"})


@dataclass(frozen=True)
class PageWeight:
    """A page's own bytes and those of all that it loads with it, each gzipped, and the number of requests."""

    address: str
    own: int
    whole: int
    requests: int


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        relations = set((attributes.get("rel") or "").lower().split())
        for name, value in attributes.items():
            if not value or attributes.get("loading") == "lazy":
                continue
            if (tag, name) in FETCHING or ((tag, name) == ("link", "href") and relations & FETCHING_RELATIONS - NOT_LOADED_RELATIONS):
                self.addresses.append(value)


def transferred(path: Path) -> int:
    """The bytes of a file as they travel."""
    content = path.read_bytes()
    return len(content) if path.suffix in COMPRESSED_ALREADY else len(gzip.compress(content, mtime=0))


def loaded_with(page: Path, root: Path) -> set[Path]:
    """Every file below ``root`` that a page loads, style sheets' own images and imports included."""
    parser = _Loads()
    parser.feed(page.read_text(encoding="utf-8"))
    found: set[Path] = set()
    waiting = [(page, address) for address in parser.addresses]
    while waiting:
        source, address = waiting.pop()
        path = unquote(urlsplit(address).path)
        if not path or urlsplit(address).scheme or urlsplit(address).netloc:
            continue
        target = (root / path.lstrip("/") if path.startswith("/") else source.parent / path).resolve()
        if not target.is_file() or target in found or target == page.resolve():
            continue
        found.add(target)
        if target.suffix == ".css":
            waiting.extend((target, inner) for inner in style_addresses(target.read_text(encoding="utf-8")))
    return found


def page_weight(root: Path, address: str) -> PageWeight:
    """The weight of the page at an address of the site below ``root`` (``indicators/homicide/``; empty for home)."""
    page = root / address / "index.html"
    own = transferred(page)
    loaded = loaded_with(page, root)
    return PageWeight(f"/{address}", own, own + sum(transferred(path) for path in loaded), 1 + len(loaded))


def heaviest(root: Path, folder: str) -> PageWeight:
    """The heaviest of the pages right below a folder of the site."""
    pages = sorted(path.parent.relative_to(root).as_posix() for path in (root / folder).glob("*/index.html"))
    return max((page_weight(root, f"{address}/") for address in pages), key=lambda weight: (weight.whole, weight.address))
