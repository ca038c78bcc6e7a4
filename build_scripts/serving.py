"""Serves the built site on this machine's own address and rebuilds when a watched file changes."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from build_scripts import fingerprint
from build_scripts.site import PROJECT_ROOT

SECONDS_BETWEEN_LOOKS = 1.0


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".csv": "text/csv; charset=utf-8", ".jsonld": "application/ld+json"}

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not reported: the terminal is for faults of the data."""


class PortTaken(Exception):
    """The port is in use, or not ours to use."""

    def __init__(self, port: int):
        super().__init__(f"the port {port} can not be used here: name another with --port (0 takes a free one)")


def state_of(roots: list[Path]) -> frozenset[tuple[str, int]]:
    """Which files stand below the roots, and when each was written last."""
    found = set()
    for path in (path for root in roots for path in fingerprint.files_below(root)):
        # An editor's file may be gone between the listing and the look.
        with suppress(FileNotFoundError):
            found.add((str(path), path.stat().st_mtime_ns))
    return frozenset(found)


def serve_site(out: Path, port: int, *, watched: Path, build: Callable[[], bool], say: Callable[[str], None]) -> bool:
    """Build the site, serve ``out`` until interrupted, and build again after a change below ``watched`` or in the hand-written pages.

    Says whether there was a site to serve: False when the first build found faults. Raises PortTaken before anything is built. A change
    of the scripts themselves asks for a restart: what is running is the code that was loaded.
    """
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), functools.partial(_Handler, directory=str(out)))
    except OSError as error:
        raise PortTaken(port) from error
    roots = [watched, PROJECT_ROOT / "site_src"]
    seen = state_of(roots)
    with server:
        if not build():
            return False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Serving http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl+C)")
        try:
            while True:
                time.sleep(SECONDS_BETWEEN_LOOKS)
                now = state_of(roots)
                if now != seen:
                    seen = now
                    build()
        except KeyboardInterrupt:
            say("Stopped.")
        finally:
            server.shutdown()
    return True
