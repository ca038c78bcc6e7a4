"""Every page of the built site is HTML as its standard has it: the Nu HTML Checker finds no error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path


def test_the_html_checker_finds_no_error(repository_root: Path, built_site: Path) -> None:
    checker = repository_root / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(checker), "--stdout", "--exit-zero-always", "--errors-only", "--skip-non-html", "--format", "json"]
    checked = subprocess.run([*command, str(built_site)], capture_output=True, text=True, encoding="utf-8")
    assert checked.returncode == 0, checked.stderr
    errors = {
        f"{message['url'].partition(str(built_site))[2]}:{message.get('lastLine', '')}: {message['message']}"
        for message in json.loads(checked.stdout)["messages"]
    }
    assert sorted(errors) == []
