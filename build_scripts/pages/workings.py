"""How a figure was worked out: its address, its formula in words and numbers, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from build_scripts import formats, vocabulary
from build_scripts.indicators.observe import setting
from build_scripts.pages import links, showing
from build_scripts.pages.content import Content
from build_scripts.statements.sentences import range_sentence
from build_scripts.statements.statement import address_of
from build_scripts.trace.formulas import compared_formula, observed_formula

Link = Callable[[str], str]


def report_link(content: Content, address: str, value: str, period: str, extract: str) -> str:
    """A prepared error report in the issue tracker, with the figure's address, value, period and extract filled in."""
    # Of these characters no query needs an escape, and a page has the link beside each of its figures.
    asked = {"template": "data-error.yml", "address": address, "value": value, "period": period, "extract": extract}
    query = urlencode(asked, safe="/?=:,")
    return f"{setting(content.instance, 'repository_url')}/issues/new?{query}"


def reported(content: Content, text: str, address: str, value: str, period: str, extract: str) -> dict:
    """A cell of a row that itself says how its figures are known: its text, and a prepared report of an error in them."""
    return {"text": text, "report_href": report_link(content, address, value, period, extract)}


def observation_working(content: Content, row: dict, title: str, unit: str, link: Link) -> dict:
    """The working of an observed value, as ``part.workings`` takes it. ``link`` makes an address of the site one of the page."""
    address = address_of(row, "value")
    value = formats.value_of(row["value"], row["measure"])
    stats = [{"label": "Value, not rounded", "value_text": f"{row['value']:.6f}".rstrip("0").rstrip(".")}]
    if showing.is_known(row["lower_95"]):
        low, high = (formats.value_of(round(row[name], 6), row["measure"]) for name in ("lower_95", "upper_95"))
        stats.append({"label": "95% interval", "value_text": f"{low} to {high}"})
    if showing.is_known(row["n_eff"]):
        stats.append({"label": "Interviews, assumed", "value_text": formats.number(row["n"])})
        stats.append({"label": "Effective interviews", "value_text": formats.number(row["n_eff"])})
    stats.append({"label": "Extract", "value_text": row["extract"]})
    return {
        "address": address,
        "title": title,
        "value_text": value,
        "formula_text": observed_formula(row, unit),
        "stats": stats,
        "places_text": content.places.told(row),
        "rows_href": link(links.package_path(content.places.package(row))),
        "report_href": report_link(content, address, value, row["period"], row["extract"]),
    }


def comparison_working(content: Content, row: dict, title: str, link: Link) -> dict:
    """The working of what a comparison shows first, its change or else its later value, as ``part.workings`` takes it."""
    address, value = showing.figure_address(row), showing.figure_text(row)
    stats = [{"label": "Change", "value_text": showing.change_text(row)}]
    interval = range_sentence(row).text
    if interval:
        stats.append({"label": "95% interval", "value_text": interval.removeprefix("Plausible range: ")})
    if showing.is_known(row["phi"]):
        stats.append({"label": "Extra variation between months (phi)", "value_text": formats.number(row["phi"], 1)})
    if showing.is_known(row["deff"]):
        stats.append({"label": "Design effect, assumed", "value_text": formats.number(row["deff"], 1)})
    if showing.is_known(row["p_value"]):
        stats.append({"label": "p-value", "value_text": "under 0.0001" if row["p_value"] < 0.0001 else formats.number(row["p_value"], 4)})
    stats.append({"label": "Verdict", "value_text": vocabulary.VERDICT_TITLES[row["verdict"]]})
    stats.append({"label": "Extract", "value_text": row["extract"]})
    return {
        "address": address,
        "title": title,
        "value_text": value,
        "formula_text": compared_formula(row),
        "stats": stats,
        "places_text": content.places.told(row),
        "rows_href": link(links.package_path(content.places.package(row))),
        "report_href": report_link(content, address, value, row["period"], row["extract"]),
    }


def once_each(*tables: Iterable[dict]) -> list[list[dict]]:
    """The workings of each table without those of the tables before: an address is an id, which a page has once.

    Those without an address, of what is not known, are left out.
    """
    seen: set[str] = {""}
    found = []
    for table in tables:
        own = list({one["address"]: one for one in table if one["address"] not in seen}.values())
        seen.update(one["address"] for one in own)
        found.append(own)
    return found


def with_stat(working: dict, label: str, text: str) -> dict:
    """A working that says one more thing; as it was where the text is empty."""
    return working | {"stats": [*working["stats"], {"label": label, "value_text": text}]} if text else working


def rate_text(row: dict | None) -> str:
    """What a rate is divided by, for the working of the number beside it: "3,210 by 327,000 residents (mid-2024), times 1,000"."""
    if row is None or not showing.is_known(row["value"]):
        return ""
    numerator, denominator = (formats.number(row[name]) for name in ("numerator", "denominator"))
    return f"{numerator} by {denominator} residents (mid-{row['population_year']:.0f}), times 1,000"
