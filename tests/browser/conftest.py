"""The built site on a loopback server, and the installed Chromium with a page that remembers what went wrong on it."""

from __future__ import annotations

import functools
import gzip
import http.server
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.browser.page_kinds import built_pages, representatives

# Nothing of the browser's own may reach out while a test counts the requests of a page.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMPRESSED_TYPES = ("text/", "application/javascript", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
DESKTOP, PHONE = 1440, 390
Until = Literal["load", "networkidle"]


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a built site as its host does: files compressed, a directory by its index, an unknown address by 404.html."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answers with a file of the site."""
        asked = urlsplit(self.path)
        path = Path(self.directory, unquote(asked.path).lstrip("/"))
        if path.is_dir() and not asked.path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", asked._replace(path=f"{asked.path}/").geturl())
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        path = path if status == 200 else Path(self.directory, "404.html")
        content = path.read_bytes() if path.is_file() else b""
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if kind.startswith(COMPRESSED_TYPES) and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: the tests say what matters."""


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """Where the built site is served, without a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(SiteHandler, directory=str(built_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def pages_of(built_site: Path) -> dict[str, list[str]]:
    """For each template the addresses of the few pages that stand for all of its pages."""
    return representatives(built_pages(built_site))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, one a worker. Fails where there is none: set-up brings it."""
    executable = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    assert executable, "no Chromium on the PATH: run make test, which installs it or says how to"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class WatchedPage:
    """A page of the site and what went wrong on it.

    ``errors`` holds console errors, uncaught exceptions, failed requests and answers of status 400 and above;
    ``foreign_requests`` the addresses on other hosts that the page asked for, each blocked.
    """

    page: Page
    site_address: str
    errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begins to watch."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url} {request.failure}"))
        self.page.on("request", self._on_request)
        self.page.route(lambda address: not self._is_own(address), lambda route: route.abort())

    def open(self, path: str, until: Until = "networkidle") -> Response:
        """Opens an address of the site (``/method/``) and waits until everything on it is loaded, or only what its mark-up names."""
        response = self.page.goto(f"{self.site_address}{path}", wait_until=until)
        assert response is not None
        return response

    def _is_own(self, address: str) -> bool:
        return address.startswith((f"{self.site_address}/", "data:", "blob:", "about:"))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.errors.append(f"status {response.status}: {response.url}")

    def _on_request(self, request: Request) -> None:
        if not self._is_own(request.url):
            self.foreign_requests.append(request.url)


@pytest.fixture
def open_page(chromium: Browser, site_address: str) -> Iterator[Callable[..., WatchedPage]]:
    """Opens watched pages: ``open_page(path, width=1440, javascript=True, until="networkidle", **options)``.

    ``until`` as of WatchedPage.open, options as of Playwright's new_context.
    """
    contexts = []

    def open_one(path: str, width: int = DESKTOP, javascript: bool = True, until: Until = "networkidle", **options: object) -> WatchedPage:
        context = chromium.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="en-GB", **options)
        contexts.append(context)
        watched = WatchedPage(context.new_page(), site_address)
        response = watched.open(path, until)
        assert response.status == 200, f"{path}: status {response.status}"
        return watched

    yield open_one
    for context in contexts:
        context.close()


# All of WCAG 2.2 to level AA, and what axe holds to be good practice beyond it.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe_findings(repository_root: Path) -> Callable[..., list[str]]:
    """Runs axe-core on a page: one line for each element at fault, with its rule, impact and selector.

    ``axe_findings(page)`` asks every rule of ``AXE_TAGS`` about all of it; ``rules`` names the only ones asked, ``leave_out`` the selectors
    of what is not looked at.
    """
    script = (repository_root / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    run = """async ([asked, leave_out]) =>
        (await axe.run({include: ["html"], exclude: leave_out}, {resultTypes: ["violations"], runOnly: asked})).violations"""

    def find(page: Page, rules: Sequence[str] = (), leave_out: Sequence[str] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        asked = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": AXE_TAGS}
        violations = page.evaluate(run, [asked, list(leave_out)])
        return [f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}" for rule in violations for node in rule["nodes"]]

    return find
