"""The ledger of claims as a page, a sentence and a file of the API: what was printed beside what the data give."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from build_scripts import formats, vocabulary
from build_scripts.claims import verdict_of_claims
from build_scripts.downloads import files
from build_scripts.downloads.api import SCHEMA_VERSION
from build_scripts.pages import links, workings
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.showing import is_known

PATH = "claims/"
API_PATH = "api/v1/claims.json"
TESTED_VERDICTS = tuple(verdict for verdict in vocabulary.CLAIM_VERDICTS if verdict != "not-testable")
# The shapes of the verdicts on changes, taken for what they look like: a tick, a half-filled disc, a warning, two bars, a broken ring.
MARKS = {
    "reproduced": "improving",
    "reproduced-within-later-revision": "rose",
    "contradicted-by-the-document": "worsening",
    "different": "not-comparable",
    "not-testable": "not-available",
}
# What changes from one extract to the next; the rest of a row says what the claim is.
OF_AN_EXTRACT = ("source", "extract", "value", "base_value", "recomputed", "difference", "verdict", "comparison_verdict")
# An unrounded figure is shown one decimal finer than the printed one, so that the reader sees how it rounds.
FINER = 1


def claims_page(content: Content) -> Page:
    """Every claim, by verdict: those that could be tested one by one, the others by what stands in the way."""
    shown = _claims(content.claims)
    sections = [
        {
            "id": verdict,
            "title": vocabulary.CLAIM_VERDICT_TITLES[verdict].capitalize(),
            "meaning": vocabulary.CLAIM_VERDICTS[verdict],
            "mark": MARKS[verdict],
            "badge": vocabulary.CLAIM_VERDICT_TITLES[verdict],
            "rows": [_shown(content, rows) for found, rows in shown if found == verdict],
        }
        for verdict in TESTED_VERDICTS
    ]
    untested = [rows.iloc[0].to_dict() for found, rows in shown if found == "not-testable"]
    reasons = [
        {"reason": text, "rows": [_stated(content, row) for row in untested if row["reason"] == code]}
        for code, text in vocabulary.CLAIM_REASONS.items()
    ]
    return Page(
        path=PATH,
        title="Claims, checked",
        description="What the printed quarterly report says, figure by figure, recomputed from every extract of the data.",
        template="claims.md.j2",
        context={
            "summary": claims_summary(content),
            "sections": [section for section in sections if section["rows"]],
            "reasons": [reason for reason in reasons if reason["rows"]],
            "untested": len(untested),
            "api_path": API_PATH,
        },
        breadcrumb=(("Reports", "reports/"),),
        search_boost=2.0,
        alternates=((API_PATH, "application/json", "Claims, JSON"),),
    )


def claims_summary(content: Content) -> str:
    """One sentence on the ledger, every number of it counted; empty where the instance has no ledger."""
    counts = _counts(content.claims)
    if not counts:
        return ""
    tested = sum(counts[verdict] for verdict in TESTED_VERDICTS)
    return (
        f"Of {formats.number(sum(counts.values()))} figures and comparisons that the printed quarterly report states, "
        f"{formats.number(tested)} could be tested: {formats.number(counts['reproduced'])} come out as printed, "
        f"{formats.number(counts['reproduced-within-later-revision'])} within what later revision explains, "
        f"{formats.number(counts['different'])} differently, and {formats.number(counts['contradicted-by-the-document'])} "
        "are contradicted by the report itself."
    )


def write_claims_api(content: Content, out: Path) -> list[Path]:
    """Write the ledger below ``out`` (the site's root): a row a claim, with its verdict and what each extract gives. Returns the files."""
    if content.claims.empty:
        return []
    entries = []
    for verdict, rows in _claims(content.claims):
        stated = files.records(rows.drop(columns=list(OF_AN_EXTRACT)).head(1))[0]
        recomputed = files.records(rows.loc[rows["extract"] != "", list(OF_AN_EXTRACT)])
        entries.append(stated | {"verdict": verdict, "recomputed": recomputed})
    head = {"schema_version": SCHEMA_VERSION, "counts": _counts(content.claims), "vocabularies": "/api/v1/vocabularies.json"}
    target = out / API_PATH
    files.write_if_changed(target, files.json_lines_bytes(head, {"claims": entries}))
    return [target]


def _claims(evaluated: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Each claim's verdict and its rows, in the order of the ledger."""
    verdicts = verdict_of_claims(evaluated)
    return [(verdicts[claim], rows) for claim, rows in evaluated.groupby("claim", sort=False)]


def _counts(evaluated: pd.DataFrame) -> dict[str, int]:
    """How many claims bear each verdict; empty where there is no claim."""
    found = list(verdict_of_claims(evaluated).values())
    return {verdict: found.count(verdict) for verdict in vocabulary.CLAIM_VERDICTS} if found else {}


def _stated(content: Content, row: dict) -> dict:
    """The claim as it is told before any data: its line, its words, what is printed, and where its measure has a page."""
    indicator = next((one for one in content.framework.indicators if one.slug == row["indicator"]), None)
    return {
        "claim": row["claim"],
        "line": workings.reported(
            content,
            row["source_line"],
            f"published-claims/claims/{row['claim']}",
            row["printed_text"],
            row["period"],
            f"document {row['source_line'].partition(':')[0]}",
        ),
        "words": row["words"],
        "href": links.relative(PATH, links.indicator_path(indicator.slug)) if indicator else "",
        "printed": row["printed_text"],
        "note": row["note"],
    }


def _shown(content: Content, rows: pd.DataFrame) -> dict:
    """A claim with what each extract gives, and what the document has against it."""
    records = rows.to_dict("records")
    first = records[0]
    return _stated(content, first) | {
        "recomputed": [_recomputed(content, row) for row in records if row["extract"]],
        "contradicting_lines": [line for line in first["contradicting_lines"].split() if line],
        "contradicted": first["contradicted_by"] != "",
    }


def _recomputed(content: Content, row: dict) -> dict:
    return {
        "figure": _figure(row, row["recomputed"]),
        "from": _figures_used(row),
        "origin": f"{_source_title(content, row['source'])}, {row['extract']}",
        "verdict": vocabulary.CLAIM_VERDICT_TITLES[row["verdict"]],
        "tested": vocabulary.VERDICT_TITLES.get(row["comparison_verdict"], ""),
    }


def _source_title(content: Content, source: str) -> str:
    titles = content.instance.table("sources", "sources").set_index("source")["title"]
    return formats.listing([titles.get(one, one) for one in source.split()])


def _figure(row: dict, value: float) -> str:
    """A recomputed figure in the unit of the claim: a change with its sign, a share with its per cent."""
    relative = row["unit"] == "%" or (row["test"] == "direction" and row["measure"] != "percentage")
    points = row["unit"] == "pp" or (row["test"] == "direction" and row["measure"] == "percentage")
    suffix = "%" if relative else "pp" if points else ""
    if row["test"] in ("value", "part-of-recount"):
        return f"{formats.number(value, _places(row))}{suffix}"
    return f"{formats.signed(value, _places(row))}{suffix}"


def _places(row: dict) -> int:
    """Decimals to show: none for what is counted, one more than the document prints for the rest."""
    if row["measure"] in ("count", "days") and row["test"] in ("value", "number-change"):
        return 0
    step = row["step"] if is_known(row["step"]) else 1.0
    return len(f"{step:g}".partition(".")[2]) + FINER


def _figures_used(row: dict) -> str:
    """The two figures behind a change, or the offences behind a rate."""
    if row["test"] == "value":
        return ""
    value, base = (_level(row, row[name]) for name in ("value", "base_value"))
    if row["test"] == "part-of-recount":
        return f"of {value} offences"
    if row["test"] == "part-of-recount-change":
        return f"of {base}, then {value} offences"
    return f"from {base} to {value}"


def _level(row: dict, value: float) -> str:
    measure = "count" if row["measure"] == "outcome-rate" else row["measure"]
    return formats.value_of(value, measure)
