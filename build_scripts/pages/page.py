"""A page to be written: where it stands, what it is called, which template makes it from what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import jinja2

from build_scripts import formats, vocabulary
from build_scripts.pages import components, links


@dataclass(frozen=True)
class Page:
    """``path`` is the address on the site (empty for home), ``breadcrumb`` a list of (label, path) above it.

    ``front_matter`` holds what only some pages tell the renderer: a document of their own, whether search finds them.
    """

    path: str
    title: str
    description: str
    template: str
    context: Mapping[str, object]
    breadcrumb: tuple[tuple[str, str], ...] = ()
    short_title: str = ""
    search_boost: float = 1.0
    alternates: tuple[tuple[str, str, str], ...] = field(default=())
    front_matter: Mapping[str, object] = field(default_factory=dict)

    @property
    def source_path(self) -> str:
        """The Markdown file, relative to the folder of pages."""
        return f"{self.path}index.md"


def environment(constants: Mapping[str, float]) -> jinja2.Environment:
    """The templates beside the code, everything escaped unless it is mark-up, every name required.

    ``constants`` is the register of constants: a template writes ``{{ constant("confidence-level") }}`` where prose needs its number.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(components.TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def constant(name: str) -> str:
        # With the decimals that the register gives it: 2.66 is no 2.7.
        return formats.number(constants[name], len(f"{constants[name]:g}".partition(".")[2]))

    made.globals |= {"formats": formats, "vocabulary": vocabulary, "path": links, "constant": constant}
    return components.register(made)


def render(page: Page, templates: jinja2.Environment) -> str:
    """The page as Markdown with its front matter."""
    head: dict[str, object] = {"title": page.title, "description": page.description, "made_from": page.template}
    if page.short_title:
        head["short_title"] = page.short_title
    if page.breadcrumb:
        head["breadcrumb"] = [{"label": label, "path": path} for label, path in page.breadcrumb]
    if page.alternates:
        head["alternates"] = [{"path": path, "type": kind, "title": title} for path, kind, title in page.alternates]
    if page.search_boost != 1.0:
        head["search"] = {"boost": page.search_boost}
    head |= page.front_matter
    # JSON is YAML: no quoting rules of our own.
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
    body = templates.get_template(page.template).render(**page.context, link=links.linker(page.path), page=page)
    return f"---\n{lines}\n---\n\n{body.strip()}\n"
