"""Every contradiction of the transcribed documents on one page: its line, what is printed, what the arithmetic gives, and why."""

from __future__ import annotations

from build_scripts import formats, vocabulary
from build_scripts.pages import workings
from build_scripts.pages.components import anchor
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page

PATH = "method/contradictions/"
PACKAGE = "reconciliation"
LISTED = ("contradicts", "damaged")
UNCHECKABLE = "cannot-be-checked"
# Of a check with more lines than this (a total of all boroughs), the first is told and the others counted.
MOST_LINES = 5


def contradictions_page(content: Content) -> Page:
    """The contradictions and damaged cells by document and class, the number of checks made, and what could not be checked."""
    checks = content.reconciled.to_dict("records")
    documents = content.instance.table(PACKAGE, "documents").to_dict("records") if content.instance.has(PACKAGE, "documents") else []
    return Page(
        path=PATH,
        title="Figures that contradict each other",
        description="Where the published plans and reports contradict themselves: line, printed figure, recomputed figure and explanation.",
        template="contradictions.md.j2",
        context={
            "summary": summary(checks),
            "counts": [_counts(checks, document) for document in documents],
            "results": list(vocabulary.CHECK_RESULTS),
            "documents": [shown for document in documents if (shown := _document(content, checks, document))["classes"]],
            "unchecked": _unchecked(checks),
        },
        breadcrumb=(("Method", "method/"),),
    )


def summary(checks: list[dict]) -> str:
    """One sentence on all checks, every number of it counted; empty where there are none."""
    if not checks:
        return ""
    number = {result: formats.number(sum(check["result"] == result for check in checks)) for result in vocabulary.CHECK_RESULTS}
    return (
        f"{formats.number(len(checks))} checks were made of the figures that the documents print. {number['agrees']} agree, "
        f"{number['contradicts']} contradict, {number['damaged']} find a damaged cell, and {number['cannot-be-checked']} can not be made "
        "because a figure is missing."
    )


def _counts(checks: list[dict], document: dict) -> list[str]:
    """A row of the table of counts: the document, and how many of its checks came to each result."""
    own = [check["result"] for check in checks if check["document"] == document["document"]]
    return [document["title"], formats.number(len(own)), *(formats.number(own.count(result)) for result in vocabulary.CHECK_RESULTS)]


def _document(content: Content, checks: list[dict], document: dict) -> dict:
    """A document with its contradictions by class, in the order of the vocabulary."""
    own = [check for check in checks if check["document"] == document["document"] and check["result"] in LISTED]
    classes = [
        {
            "id": f"{document['document']}-{code}",
            "title": code.capitalize(),
            "meaning": meaning,
            "rows": _rows(content, [check for check in own if check["class"] == code]),
        }
        for code, meaning in vocabulary.CONTRADICTION_CLASSES.items()
    ]
    return document | {"id": f"document-{document['document']}", "classes": [one for one in classes if one["rows"]], "number": len(own)}


def _rows(content: Content, checks: list[dict]) -> list[dict]:
    """One row for all checks of a kind that read the same lines and have one explanation: the cells of a damaged line stand together."""
    groups: dict[tuple, list[dict]] = {}
    for check in checks:
        groups.setdefault((check["kind"], check["lines"], check["explanation"]), []).append(check)
    return [
        {
            "ids": [anchor_of(check["check"]) for check in members],
            "lines": workings.reported(
                content,
                shown_lines(lines.split()),
                f"reconciliation/{members[0]['check']}",
                _listed(member["printed"] for member in members),
                "",
                f"document {members[0]['document']}",
            ),
            "subject": _listed(member["subject"] for member in members),
            "printed": _listed(member["printed"] for member in members) or "blank",
            "recomputed": _listed(member["recomputed_text"] for member in members) or formats.NO_VALUE,
            "explanation": explanation,
        }
        for (_, lines, explanation), members in groups.items()
    ]


def anchor_of(check: str) -> str:
    """The id of a check on the page, for the pages that mark its figures."""
    return anchor(check).replace("how-", "check-", 1)


def shown_lines(lines: list[str]) -> str:
    """``001:301, 001:1538``, cut where a total reads many lines."""
    if len(lines) <= MOST_LINES:
        return ", ".join(lines)
    return f"{lines[0]} and {formats.number(len(lines) - 1)} more"


def _listed(texts) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _unchecked(checks: list[dict]) -> list[dict]:
    """What could not be checked, by reason, each with its line and subject."""
    own = [check for check in checks if check["result"] == UNCHECKABLE]
    groups = [
        {"reason": meaning, "rows": [[shown_lines(check["lines"].split()), check["subject"]] for check in own if check["reason"] == code]}
        for code, meaning in vocabulary.CHECK_REASONS.items()
    ]
    return [group for group in groups if group["rows"]]
