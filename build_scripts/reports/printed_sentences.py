"""What a document states, told in our own words from the cells of its transcription."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts import formats
from build_scripts.reports import figures

Labels = Mapping[tuple[str, str], str]


def printed_sentence(row: Mapping, labels: Labels) -> str:
    """A row of a table of statements as a sentence: of what, when, how much, and how that compares.

    ``labels`` has the words for the codes in ``qualifier``, ``comparison`` and ``base_area``. A number is the cell as parsed.
    """
    when = figures.period_text(row["period"])
    head = f"{row['subject']}, {when}" if when else row["subject"]
    parts = [part for part in (_value(row, labels), _compared(row, labels)) if part]
    return f"{head}: {', '.join(parts)}." if parts else f"{head}."


def _value(row: Mapping, labels: Labels) -> str:
    if formats.is_missing(row["value"]):
        return ""
    text = figures.amount(row["value"], row.get("unit") or _unit_of(row))
    qualifier = row.get("qualifier", "")
    return f"{labels[('qualifier', qualifier)]} {text}" if qualifier else text


def _unit_of(row: Mapping) -> str:
    """The unit of a table that has none of its own: a share, which is what such tables hold."""
    return "%" if row.get("change_unit") == "pp" else ""


def _compared(row: Mapping, labels: Labels) -> str:
    base = _base(row, labels)
    if not formats.is_missing(row["change"]):
        return f"{_difference(row, base)}{_base_value(row)}"
    word = row.get("word_printed", "")
    if not formats.is_missing(row.get("base_value")):
        return f"against {_base_amount(row)}{f' in {base}' if base else ''}"
    if word:
        return f"in a word, “{word}”{f', against {base}' if base else ''}"
    return f"compared with {base}, without a figure" if base and formats.is_missing(row["value"]) else ""


def _difference(row: Mapping, base: str) -> str:
    if row["change"] == 0:
        return f"the same as {base}" if base else "no change"
    size = figures.amount(abs(row["change"]), row["change_unit"])
    direction = "higher" if row["change"] > 0 else "lower"
    return f"{size} {direction} than {base}" if base else f"{size} {direction}"


def _base(row: Mapping, labels: Labels) -> str:
    """What it is compared with, in words; empty where the document does not say."""
    area = row.get("base_area", "")
    if area:
        return labels[("base_area", area)]
    comparison = row["comparison"]
    if comparison and comparison != "other":
        return labels[("comparison", comparison)]
    when = figures.period_text(row["base_period"])
    return f"the {when}" if when[:1].isdigit() and "months" in when else when


def _base_value(row: Mapping) -> str:
    return "" if formats.is_missing(row.get("base_value")) else f" ({_base_amount(row)})"


def _base_amount(row: Mapping) -> str:
    unit = row.get("unit") or {"pp": "%", "%": "count"}.get(row["change_unit"], row["change_unit"])
    return figures.amount(row["base_value"], unit)
