"""Rows of the published tables as what the parts of a page take: texts, intervals, badges."""

from __future__ import annotations

import datetime

from build_scripts import formats, periods, vocabulary
from build_scripts.indicators.definitions import Indicator
from build_scripts.pages.components import Interval
from build_scripts.pages.content import Content
from build_scripts.statements.caveats import caveat, rounding_caveat, short_caveat
from build_scripts.statements.reasons import NOTHING_KNOWN, Background, reason_statement
from build_scripts.statements.sentences import level_judgement, level_phrase, range_sentence
from build_scripts.statements.statement import address_of

DIRECTION_TEXTS = {
    "down": "a fall is wanted",
    "up": "a rise is wanted",
    "narrow": "a narrower gap is wanted",
    "not-judged": "no direction is judged",
}
# The signs of units that the words under a large figure say in full: percentage points, outcomes per 100 offences.
SAID_BELOW = {"gap": "pp", "outcome-rate": "%"}


def is_known(value: float | None) -> bool:
    """Whether a cell holds a number."""
    return value is not None and value == value


def change_text(row: dict) -> str:
    """The change as a badge's neighbour: per cent, or the number where the base is small; a dash where there is none."""
    if is_known(row["change"]):
        return formats.short_change(row["change"], row["change_unit"])
    if is_known(row["change_absolute"]):
        return formats.signed(row["change_absolute"])
    return formats.NO_VALUE


def has_change(row: dict) -> bool:
    """Whether a comparison says by how much: in per cent or points, or in number."""
    return is_known(row["change"]) or is_known(row["change_absolute"])


def figure_address(row: dict) -> str:
    """The address of what a comparison shows first: the change as it is shown, or else the later value; empty where it has neither."""
    field = next((name for name in ("change", "change_absolute", "value") if is_known(row[name])), "")
    return address_of(row, field) if field else ""


def figure_text(row: dict) -> str:
    """What stands at ``figure_address``, as it is shown."""
    return change_text(row) if has_change(row) else formats.value_of(row["value"], row["measure"])


def interval_of(row: dict) -> Interval | None:
    """The change and its interval on a scale of per cents or points; None where the change has none."""
    if not is_known(row["change"]):
        return None
    if row["interval_of"] in ("change", "difference") and is_known(row["lower_95"]):
        return Interval(row["change"], row["lower_95"], row["upper_95"])
    return Interval(row["change"])


SHORT_REASONS = {
    "unallocated-moved": "too many offences not placed",
    "break-in-series": "break in the series",
    "small-base": "",
    "from-zero": "",
    "display-only": "not tested",
    "level-only": "another place, not a change",
    "rolling-only": "no single quarters published",
    "no-base-period": "nothing to compare with",
    "incomplete-window": "a month is missing",
    "not-tested": "too little held to test",
    "no-interval": "size of the sample not published",
    "no-dispersion": "months not published",
    "printed-otherwise": "printed otherwise elsewhere",
    "not-published": "earlier figure not published",
    "accounts": "",
    "small-sample": "too few people asked",
}


def short_reason(row: dict) -> str:
    """The reason in a few words, for a narrow column; the page says it in full elsewhere. Of a tested level, how it stands to the other."""
    if row["rule"] in vocabulary.LEVEL_PHRASES and row["test"]:
        return f"{level_judgement(row)} it. {range_sentence(row).text}"
    reason = SHORT_REASONS.get(row["reason"], vocabulary.REASONS[row["reason"]]) if row["reason"] else ""
    return ", ".join(part for part in (reason, short_caveat(row)) if part)


def reason_text(row: dict, background: Background = NOTHING_KNOWN) -> str:
    """Why there is no verdict, or none that is firmer, or no percentage; empty where nothing needs saying.

    ``background`` is what is known of the indicator in the area beside: with it the reason is told in full.
    """
    return " ".join(part for part in (reason_statement(row, background).text, caveat(row)) if part)


def absolute_text(row: dict, unit: str) -> str:
    """The change in number: "−21,111 offences"; empty for percentages, whose change is that already."""
    if row["change_unit"] != "%" or not is_known(row["change_absolute"]) or row["measure"] != "count":
        return ""
    return formats.counted(formats.signed(row["change_absolute"]), unit)


def comparison_label(row: dict) -> str:
    """What is compared with what, for the row's head."""
    period, base = periods.parse(row["period"]), periods.parse(row["base_period"])
    if row["rule"] == "r12":
        return f"{formats.period(period, short=True)} against the 12 before"
    if row["rule"] == "quarter":
        return f"{formats.period(period, short=True)} against the same quarter of {base.end.year}"
    if row["rule"] in vocabulary.LEVEL_PHRASES:
        unit = ", per 1,000" if row["measure"] == "rate" else ""
        return f"{formats.period(period, short=True)}{unit}: here and {level_phrase(row)}"
    return f"{formats.period(period, short=True)} against {formats.period(base, short=True)}"


def unplaced_text(row: dict) -> str:
    """Which share of offences no borough has, before and now; empty where a comparison has none. It is one share for the whole force."""
    if not is_known(row["unallocated_share"]):
        return ""
    before, now = (formats.number(row[name], 1) for name in ("base_unallocated_share", "unallocated_share"))
    return f"{before}% in the 12 months before and {now}% now"


def comparison_row(row: dict, unit: str, background: Background = NOTHING_KNOWN) -> dict:
    """The arguments of ``part.comparison_row`` without the scale."""
    return {
        "label": comparison_label(row),
        "change_text": change_text(row),
        "old_text": formats.value_of(row["base_value"], row["measure"]),
        "new_text": formats.value_of(row["value"], row["measure"]),
        "absolute_text": absolute_text(row, unit),
        "verdict": row["verdict"],
        "interval": interval_of(row),
        "range_text": range_sentence(row).text,
        "reason_text": " ".join(part for part in (reason_text(row, background), rounding_caveat(row)) if part),
        "address": figure_address(row),
    }


def change_row(row: dict, label: str, href: str, note: str = "", after: list | None = None) -> dict:
    """A row of ``part.change_table``; a cell ``after`` it is text, or ``{address, text}`` that leads to a working of its own."""
    return {
        "label": label,
        "address": figure_address(row),
        "is_value": not has_change(row),
        "href": href,
        "note": note,
        "before_text": formats.value_of(row["base_value"], row["measure"]),
        "now_text": formats.value_of(row["value"], row["measure"]),
        "change_text": change_text(row),
        "interval": interval_of(row),
        "range_text": range_sentence(row).text,
        "verdict": row["verdict"],
        "reason_text": short_reason(row),
        "after": after or [],
    }


def large_figure(row: dict) -> str:
    """An observation's value in large: without the sign of its unit where the words under it say what it is a number of."""
    return formats.value_of(row["value"], row["measure"]).removesuffix(SAID_BELOW.get(row["measure"], ""))


def unit_below(unit: str) -> str:
    """The unit as it stands under a large figure: that of a percentage says "per cent" itself."""
    return unit.removeprefix("per cent ")


def scale_values(rows: list[dict]) -> list[float]:
    """All changes and bounds that a shared scale has to hold."""
    values: list[float] = []
    for row in rows:
        interval = interval_of(row)
        if interval is not None:
            values.extend(value for value in (interval.change, interval.lower, interval.upper) if value is not None)
    return values


def age_text(content: Content, row: dict) -> str:
    """How old a figure was when the site was published."""
    return formats.age(datetime.date.fromisoformat(row["period_end"]), content.publication_date)


def status_text(row: dict) -> str:
    """Provisional or not, and the extract."""
    parts = []
    if "p" in row["flags"].split():
        parts.append("provisional [p], may be revised")
    parts.append(f"extract {row['extract']}")
    return " · ".join(parts)


def period_text(row: dict) -> str:
    """The period in full: "12 months to 31 March 2026"."""
    period = periods.parse_as(row["period"], row["period_type"])
    if period.type == periods.ROLLING_YEAR:
        return f"12 months to {formats.date(period.end)}"
    return formats.period(period)


def kicker(indicator: Indicator) -> list[str]:
    """The line above a headline: the measure, its tier, the direction wanted."""
    tier = [f"Tier {indicator.tier}"] if indicator.tier else []
    return [indicator.title, *tier, DIRECTION_TEXTS[indicator.direction]]
