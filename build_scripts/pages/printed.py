"""Figures of an indicator that are known only as a document prints them."""

from __future__ import annotations

from build_scripts import formats
from build_scripts.pages.content import Content


def printed_figures(content: Content, indicator: str) -> list[dict]:
    """Every transcribed statement on the indicator: what it is of, the period, the value and change as printed, the line."""
    found = []
    for resource in content.instance.resources("transcription"):
        if resource.name != "statements" or "indicator" not in resource.field_names:
            continue
        table = content.instance.table(resource.package, resource.name)
        for row in table[table["indicator"] == indicator].to_dict("records"):
            found.append(
                {
                    "subject": row["subject"],
                    "period": _period(row["period"]),
                    "value": row["value_printed"] or formats.NO_VALUE,
                    "change": row["change_printed"] or formats.NO_VALUE,
                    "unit": row["unit"],
                    "source_line": row["source_line"],
                    "package": resource.package,
                }
            )
    return found


def _period(text: str) -> str:
    try:
        return formats.period(text)
    except ValueError:
        return text
