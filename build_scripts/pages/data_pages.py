"""The page of each data package, and the files that stand under it."""

from __future__ import annotations

import json
from pathlib import Path

from build_scripts import formats
from build_scripts.downloads import files
from build_scripts.packages.reading import Package
from build_scripts.pages import links
from build_scripts.pages.page import Page
from build_scripts.pages.readme import readme_markup


def schemas_of(package: Package) -> list[dict]:
    """The dictionary: each schema once, however many tables share it."""
    found: dict[str, dict] = {}
    for resource in package.resources.values():
        key = json.dumps(resource.schema, sort_keys=True)
        if key not in found:
            found[key] = {
                "title": resource.descriptor.get("title", resource.name),
                "rows": [
                    [entry["name"], entry["type"], entry.get("description") or entry.get("title", "")]
                    for entry in resource.schema.get("fields", [])
                ],
                "count": 0,
            }
        found[key]["count"] += 1
    for one in found.values():
        if one["count"] > 1:
            one["title"] += f" and {formats.number(one['count'] - 1)} more tables of this shape"
    return list(found.values())


def package_files(package: Package) -> dict[str, bytes]:
    """The files that a published package consists of: its descriptor with checksums, tables, schemas and README."""
    descriptor = json.loads(json.dumps(package.descriptor))
    entries: dict[str, bytes] = {}
    for entry in descriptor["resources"]:
        resource = package.resources[entry["name"]]
        content = resource.path.read_bytes()
        entry["bytes"] = len(content)
        entry["hash"] = f"sha256:{resource.sha256}"
        entry["schema"] = resource.schema
        entries[entry["path"]] = content
    entries["datapackage.json"] = (json.dumps(descriptor, indent=1, ensure_ascii=False) + "\n").encode()
    entries["README.md"] = (package.path / "README.md").read_bytes()
    return entries


def write_package_files(package: Package, out: Path) -> list[Path]:
    """Write the package's files and its ZIP below ``out/data/<package>``; returns what was written."""
    root = out / links.package_path(package.name)
    entries = package_files(package)
    written = []
    for name, content in {**entries, f"{package.name}.zip": files.zip_bytes(entries)}.items():
        files.write_if_changed(root / name, content)
        written.append(root / name)
    return written


def package_page(package: Package, out: Path) -> Page:
    """The page of a data package; its files stand below ``out`` already."""
    path = links.package_path(package.name)
    archive = out / path / f"{package.name}.zip"
    shown = [{"label": "ZIP", "href": f"{package.name}.zip", "size_text": formats.file_size(archive.stat().st_size), "download": True}]
    shown.append({"label": "Descriptor", "href": "datapackage.json", "size_text": "JSON"})
    for resource in package.resources.values():
        size = formats.file_size(resource.path.stat().st_size)
        shown.append(
            {"label": resource.relative_path.removeprefix("data/"), "href": resource.relative_path, "size_text": size, "download": True}
        )
    return Page(
        path=path,
        title=package.title,
        description=package.descriptor.get("description", package.title),
        template="package.md.j2",
        context={
            "package": package,
            "files": shown,
            "readme": readme_markup(package.path / "README.md", package.title),
            "schemas": schemas_of(package),
        },
        breadcrumb=(("Data", "data/"),),
        search_boost=0.5,
    )
