"""A link from one document of the repository to another leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_every_relative_link_leads_to_a_file(repository_root: Path, tracked_files: list[Path]) -> None:
    documents = [path for path in tracked_files if path.suffix == ".md" and path.parts[0] not in {"site_src", "build_scripts", "tests"}]
    assert Path("README.md") in documents
    broken = [
        f"{document}: {target}"
        for document in documents
        for target in LINK.findall((repository_root / document).read_text(encoding="utf-8"))
        if not (repository_root / document.parent / target).exists()
    ]
    assert broken == []
