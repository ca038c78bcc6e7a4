"""The words of the glossary, each explained where it first stands in the prose of a page.

The rendered pages are searched, whatever wrote them: first the mark-up is told from the text, then a word is looked for in paragraphs,
lists and definitions only. It becomes a button that shows its meaning, without a script, and leads on to the glossary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from build_scripts.downloads.files import write_if_changed
from build_scripts.packages.reading import Instance
from build_scripts.pages import links

PATH = "glossary/"
PACKAGE, RESOURCE = "registers", "glossary"
FORMS_DIVIDED_BY = "|"
# Where whole sentences stand.
PROSE = frozenset({"p", "li", "dd"})
# Where a word names something, as in bold, is part of a control, or is a figure's; a closed disclosure would hide its explanation.
BARRED = frozenset(
    {"a", "abbr", "b", "button", "code", "dl", "dt", "figcaption", "form", "h1", "h2", "h3", "h4", "h5", "h6", "label", "nav", "pre", "q"}
    | {"script", "select", "strong", "style", "summary", "svg", "table", "template"}
)
BARRED_CLASSES = frozenset({"badge", "tag", "figure", "section-figure", "page-figure", "actions", "visually-hidden", "source", "scale"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_CLASS = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)')""")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)


@dataclass(frozen=True)
class Term:
    """A word of the glossary: its id, its title, the forms in which pages use it, and what it means."""

    identifier: str
    title: str
    forms: tuple[str, ...]
    definition: str


def terms_of(instance: Instance) -> tuple[Term, ...]:
    """The glossary of an instance, in the order of its titles; empty where it has none."""
    if not instance.has(PACKAGE, RESOURCE):
        return ()
    rows = instance.table(PACKAGE, RESOURCE).to_dict("records")
    terms = (Term(row["term"], row["title"], tuple(row["forms"].split(FORMS_DIVIDED_BY)), row["definition"]) for row in rows)
    return tuple(sorted(terms, key=lambda term: term.title.casefold()))


def explain_terms(root: Path, terms: Sequence[Term]) -> None:
    """Explain the terms on every page below ``root``, but for the glossary, embedded charts and the page for what is not found."""
    if not terms:
        return
    wanted = _wanted(terms)
    for file in sorted(root.rglob("index.html")):
        path = "" if file.parent == root else f"{file.parent.relative_to(root).as_posix()}/"
        if path != PATH and not path.startswith("embed/"):
            html = file.read_text(encoding="utf-8")
            write_if_changed(file, _explained(html, wanted, links.relative(path, PATH)).encode())


def explained(html: str, terms: Sequence[Term], glossary_href: str) -> str:
    """A page with each term explained where it first stands in the prose of its main part; ``glossary_href`` leads to the glossary."""
    return _explained(html, _wanted(terms), glossary_href)


@dataclass(frozen=True)
class _Wanted:
    """One pattern of all forms, the longest first, and the term of each form in small letters."""

    pattern: re.Pattern[str]
    terms: Mapping[str, Term]
    capitals: frozenset[str]


def _wanted(terms: Sequence[Term]) -> _Wanted:
    by_form = {form: term for term in terms for form in term.forms}
    alternatives = "|".join(re.escape(escape(form, quote=False)) for form in sorted(by_form, key=len, reverse=True))
    return _Wanted(
        re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE),
        {form.lower(): term for form, term in by_form.items()},
        frozenset(form for form in by_form if form.isupper()),
    )


def _explained(html: str, wanted: _Wanted, glossary_href: str) -> str:
    used: set[str] = set()

    def mark_up(match: re.Match[str]) -> str:
        term = wanted.terms[match[0].lower()]
        written_otherwise = match[0].upper() in wanted.capitals and match[0] not in wanted.capitals
        if term.identifier in used or written_otherwise:
            return match[0]
        used.add(term.identifier)
        return _mark_up(match[0], term, glossary_href)

    def replace(text: str) -> str:
        return wanted.pattern.sub(mark_up, text)

    return _MAIN.sub(lambda main: _in_prose(main[0], replace), html)


def _in_prose(html: str, replace: Callable[[str], str]) -> str:
    """The mark-up as it stands, with ``replace`` applied to the text in prose."""
    parts: list[str] = []
    # The open elements, the outermost first: their names, and whether each lets prose through, bars it, or neither.
    opened: list[tuple[str, bool, bool]] = []
    end = 0
    for tag in _TAG.finditer(html):
        text = html[end : tag.start()]
        in_prose = any(prose for _, prose, _ in opened) and not any(barred for _, _, barred in opened)
        parts += (replace(text) if in_prose and text else text, tag[0])
        end = tag.end()
        _follow(opened, tag)
    return "".join(parts) + html[end:]


def _follow(opened: list[tuple[str, bool, bool]], tag: re.Match[str]) -> None:
    """Take a tag into the list of open elements."""
    closing, name, attributes = tag[1], (tag[2] or "").lower(), tag[3] or ""
    if not name or name in VOID or attributes.endswith("/"):
        return
    if not closing:
        found = _CLASS.search(attributes)
        classes = set((found[1] or found[2] or "").split()) if found else set()
        shut = name == "details" and not re.search(r"\sopen\b", attributes)
        opened.append((name, name in PROSE, name in BARRED or shut or bool(classes & BARRED_CLASSES)))
        return
    for place in range(len(opened) - 1, -1, -1):
        if opened[place][0] == name:
            del opened[place:]
            return


def _mark_up(text: str, term: Term, glossary_href: str) -> str:
    identifier = f"term-{term.identifier}"
    return (
        f'<span class="term"><button type="button" popovertarget="{identifier}">{text}</button>'
        f'<span class="term-meaning" id="{identifier}" popover><b>{escape(term.title)}.</b> {escape(term.definition)} '
        f'<a href="{glossary_href}#{term.identifier}">In the glossary</a></span></span>'
    )
