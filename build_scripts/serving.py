"""Serves the built site on this machine's own address and rebuilds when a watched file changes."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from build_scripts import fingerprint
from build_scripts.site import PROJECT_ROOT

SECONDS_BETWEEN_LOOKS = 1.0


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".csv": "text/csv; charset=utf-8", ".jsonld": "application/ld+json"}

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not reported: the terminal is for faults of the data."""


def _state(roots: list[Path]) -> tuple:
    return tuple((str(path), path.stat().st_mtime_ns) for root in roots for path in fingerprint.files_below(root))


def serve_site(out: Path, port: int, *, watched: Path, rebuild: Callable[[], bool], say: Callable[[str], None]) -> None:
    """Serve ``out`` until interrupted; a change below ``watched`` or in the hand-written pages rebuilds it.

    A change of the scripts themselves asks for a restart: what is running is the code that was loaded.
    """
    handler = functools.partial(_Handler, directory=str(out))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"Serving http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl+C)")
    roots = [watched, PROJECT_ROOT / "site_src"]
    seen = _state(roots)
    try:
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            now = _state(roots)
            if now != seen:
                seen = now
                rebuild()
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        server.shutdown()
