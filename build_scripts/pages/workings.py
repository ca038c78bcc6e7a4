"""How a figure was worked out: its address, its formula in words and numbers, and the rows behind it."""

from __future__ import annotations

from urllib.parse import urlencode

from build_scripts import formats, vocabulary
from build_scripts.indicators.observe import setting
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.pages.showing import change_text, is_known
from build_scripts.pages.trends import source_of
from build_scripts.statements.sentences import range_sentence
from build_scripts.statements.statement import address_of
from build_scripts.trace.formulas import compared_formula, observed_formula


def report_link(content: Content, address: str, value: str, period: str, extract: str) -> str:
    """A prepared error report in the issue tracker, with the figure's address, value, period and extract filled in."""
    query = urlencode({"template": "data-error.yml", "address": address, "value": value, "period": period, "extract": extract})
    return f"{setting(content.instance, 'repository_url')}/issues/new?{query}"


def rows_path(content: Content, indicator: str, extract: str) -> str:
    """The address of the package that holds the rows behind an indicator's figures of an extract. Raises KeyError where none does."""
    source = source_of(content, indicator)
    for resource in content.instance.resources("readings"):
        if resource.role["source"] == source and resource.role["extract"] == extract:
            return links.package_path(resource.package)
    raise KeyError(f"no package holds extract {extract} of {source}")


def observation_working(content: Content, row: dict, title: str, unit: str, rows_href: str) -> dict:
    """The working of an observed value, as ``part.workings`` takes it."""
    address = address_of(row, "value")
    value = formats.value_of(row["value"], row["measure"])
    stats = [{"label": "Value, not rounded", "value_text": f"{row['value']:.6f}".rstrip("0").rstrip(".")}]
    if is_known(row["lower_95"]):
        low, high = (formats.value_of(round(row[name], 6), row["measure"]) for name in ("lower_95", "upper_95"))
        stats.append({"label": "95% interval", "value_text": f"{low} to {high}"})
    if is_known(row["n_eff"]):
        stats.append({"label": "Interviews, assumed", "value_text": formats.number(row["n"])})
        stats.append({"label": "Effective interviews", "value_text": formats.number(row["n_eff"])})
    stats.append({"label": "Extract", "value_text": row["extract"]})
    return {
        "address": address,
        "title": title,
        "value_text": value,
        "formula_text": observed_formula(row, unit),
        "stats": stats,
        "rows_href": rows_href,
        "rows_text": "The source rows",
        "report_href": report_link(content, address, value, row["period"], row["extract"]),
    }


def comparison_working(content: Content, row: dict, title: str, rows_href: str) -> dict:
    """The working of a change, as ``part.workings`` takes it."""
    address = address_of(row, "change")
    stats = [{"label": "Change", "value_text": change_text(row)}]
    interval = range_sentence(row).text
    if interval:
        stats.append({"label": "95% interval", "value_text": interval.removeprefix("Plausible range: ")})
    if is_known(row["phi"]):
        stats.append({"label": "Extra variation between months (phi)", "value_text": formats.number(row["phi"], 1)})
    if is_known(row["deff"]):
        stats.append({"label": "Design effect, assumed", "value_text": formats.number(row["deff"], 1)})
    if is_known(row["p_value"]):
        stats.append({"label": "p-value", "value_text": "under 0.0001" if row["p_value"] < 0.0001 else formats.number(row["p_value"], 4)})
    stats.append({"label": "Verdict", "value_text": vocabulary.VERDICT_TITLES[row["verdict"]]})
    stats.append({"label": "Extract", "value_text": row["extract"]})
    return {
        "address": address,
        "title": title,
        "value_text": change_text(row),
        "formula_text": compared_formula(row),
        "stats": stats,
        "rows_href": rows_href,
        "rows_text": "The source rows",
        "report_href": report_link(content, address, change_text(row), row["period"], row["extract"]),
    }
