"""Addresses inside the site: always relative, so that it works at any address and from a folder."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import relpath


def relative(from_path: str, to_path: str) -> str:
    """The link from the page at ``from_path`` (``indicators/homicide/``; empty for home) to ``to_path``, fragment and all.

    A path that ends in a slash is a page; another is a file.
    """
    path, mark, fragment = to_path.partition("#")
    path, question, query = path.partition("?")
    here = from_path.rstrip("/")
    if path == from_path and mark:
        return f"#{fragment}"
    link = relpath(path.rstrip("/") or ".", here or ".")
    if path.endswith("/") or path == "":
        link = "./" if link == "." else f"{link}/"
    return f"{link}{question}{query}{mark}{fragment}"


def linker(from_path: str) -> Callable[[str], str]:
    """``relative`` from one page."""
    return lambda to_path: relative(from_path, to_path)


def indicator_path(slug: str) -> str:
    """The address of an indicator's page."""
    return f"indicators/{slug}/"


def area_path(slug: str) -> str:
    """The address of an area's page."""
    return f"areas/{slug}/"


def framework_path(slug: str) -> str:
    """The address of a framework's page, from its package's name."""
    return f"framework/{slug.removeprefix('framework-')}/"


def priority_path(framework: str, priority: str) -> str:
    """The address of a priority's page."""
    return f"{framework_path(framework)}{priority}/"


def package_path(name: str) -> str:
    """The address of a data package's page."""
    return f"data/{name}/"
