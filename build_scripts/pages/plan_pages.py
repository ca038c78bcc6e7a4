"""A plan's targets, answered from the published figures."""

from __future__ import annotations

from collections.abc import Callable

from build_scripts import formats, periods, vocabulary
from build_scripts.indicators.definitions import Framework, Indicator
from build_scripts.packages.reading import Resource
from build_scripts.pages import links, showing, workings
from build_scripts.pages.content import Content
from build_scripts.pages.page import Page
from build_scripts.pages.printed import printed_address, printed_working
from build_scripts.pages.report_series import comparison_at
from build_scripts.reports import figures, plan_answers
from build_scripts.reports.marks import AS_PRINTED
from build_scripts.reports.plan_answers import CHANGE_PERCENT, LEVEL_AT_LEAST, NOT_COMPARABLE, TargetAnswer
from build_scripts.statements.statement import address_of

TARGET = "target"
RESOURCE = "targets"
# A level is a share: its bar is as long as all of those asked.
WHOLE = 100.0
# The shapes of verdicts, taken for what they look like: a tick, a diamond, split blocks, a broken ring.
MARKS = {"met": "improving", "missed": "worsening", "not-comparable": "not-comparable", "not-available": "not-available"}


def answered_plans(content: Content) -> list[tuple[Framework, str]]:
    """The frameworks whose targets the figures can answer, with the address of the answer."""
    compared = set(content.comparisons.loc[content.comparisons["rule"] == TARGET, "indicator"])
    return [
        (framework, f"reports/plan-{links.framework_path(framework.slug).split('/')[1]}/")
        for framework in content.frameworks
        if content.instance.has(framework.slug, RESOURCE)
        and compared & {row["indicator"] for row in _targets(content, framework) if row["base_period"]}
    ]


def plan_pages(content: Content) -> list[Page]:
    """The answer to each plan that can be answered."""
    return [_page(content, framework, path) for framework, path in answered_plans(content)]


def _targets(content: Content, framework: Framework) -> list[dict]:
    return content.instance.table(framework.slug, RESOURCE).to_dict("records")


def _page(content: Content, framework: Framework, path: str) -> Page:
    link = links.linker(path)
    known = {one.slug: one for one in framework.indicators}
    found = _answers(content, framework)
    changes = sorted((one for one in found if one.comparison is not None), key=lambda one: known[one.target["indicator"]].position)
    levels = [one for one in found if one.observation is not None]
    rest = [one for one in found if one.comparison is None and one.observation is None]
    first = next((one for one in changes if one.answer != NOT_COMPARABLE), None)
    divided = [one for one in changes if one.answer == NOT_COMPARABLE]
    resource = content.instance.packages[framework.slug].resources[RESOURCE]
    years = _years(content, changes, known, link)
    of_changes, of_years, of_levels, of_rest = workings.once_each(
        [
            workings.comparison_working(content, one.comparison, known[one.target["indicator"]].title, link)
            for one in changes
            if one.comparison
        ],
        years["workings"] if years else [],
        [
            workings.observation_working(content, one.observation, known[one.target["indicator"]].title, "", link)
            for one in levels
            if one.observation
        ],
        [printed_working(content, resource, _as_row(one), known[one.target["indicator"]].title, _wanted(one.target), link) for one in rest],
    )
    return Page(
        path=path,
        title=_title(first, known) if first else framework.title,
        short_title=f"{framework.short_title}, answered",
        description=f"What the {framework.title} wanted, and what the published figures give.",
        template="reports/plan.md.j2",
        context={
            "framework": framework,
            "framework_href": link(links.framework_path(framework.slug)),
            "title": _title(first, known) if first else framework.title,
            "lead": _lead(changes, known),
            "changes": [_change_row(one, known, link) for one in changes],
            "years": years,
            "row_workings": {"changes": of_changes, "years": of_years, "levels": of_levels, "rest": of_rest},
            "breaks": _breaks(content, divided),
            "divided": formats.listing([known[one.target["indicator"]].short_title.lower() for one in divided]),
            "levels": [_level_row(one, known, link) for one in levels],
            "rest": [_rest_row(one, known, link, resource) for one in rest],
        },
        breadcrumb=(("Reports", "reports/"),),
        search_boost=2.0,
    )


def _answers(content: Content, framework: Framework) -> list[TargetAnswer]:
    known = {one.slug: one for one in framework.indicators}

    def comparison_of(target: dict) -> dict | None:
        if not target["base_period"]:
            return None
        last = periods.parse(plan_answers.window_of(target["period"])).last
        return comparison_at(content, known[target["indicator"]], TARGET, last, exact=True)

    def observation_of(target: dict) -> dict | None:
        indicator = known[target["indicator"]]
        window = plan_answers.window_of(target["period"])
        rows = content.observed(indicator.slug, measure=indicator.measure, period_type=periods.ROLLING_YEAR)
        return next((row for row in rows if row["period"] == window), None)

    return plan_answers.answers(_targets(content, framework), comparison_of, observation_of)


def _change(one: TargetAnswer) -> str:
    return formats.change(one.change, "%")


def _title(one: TargetAnswer, known: dict[str, Indicator]) -> str:
    change = one.change or 0.0
    size, wanted = formats.number(abs(change), 1), formats.number(abs(one.target["target_value"]))
    return f"{known[one.target['indicator']].short_title} {'fell' if change < 0 else 'rose'} by {size}%, where {wanted}% was wanted"


def _lead(changes: list[TargetAnswer], known: dict[str, Indicator]) -> str:
    """The targets of the first tier that no figure can answer, and why."""
    for one in changes:
        indicator = known[one.target["indicator"]]
        if indicator.tier == 1 and one.answer == NOT_COMPARABLE and one.comparison is not None:
            row = one.comparison
            return (
                f"{indicator.title}: {formats.number(row['base_value'])} to {formats.number(row['value'])} {indicator.unit}, "
                f"{_change(one)}. {vocabulary.REASONS[row['reason']]} "
                "So the whole can not be answered, and what the change spares is answered apart."
            )
    return ""


def _change_row(one: TargetAnswer, known: dict[str, Indicator], link) -> dict:
    row = one.comparison
    assert row is not None, "a row of changes has a comparison"
    indicator = known[one.target["indicator"]]
    return {
        "label": indicator.title,
        "href": link(links.indicator_path(indicator.same_as or indicator.slug)),
        "key": indicator.tier == 1,
        "before": formats.value_of(row["base_value"], row["measure"]),
        "now": formats.value_of(row["value"], row["measure"]),
        "change": {"address": showing.figure_address(row), "text": _change(one)},
        "flag": "b" if one.answer == NOT_COMPARABLE else "",
        "range": _range(row),
        "wanted": formats.change(one.target["target_value"], "%"),
        "answer": one.answer,
        "mark": MARKS[one.answer],
        "before_year": _year(row["base_period"]),
        "now_year": _year(row["period"]),
    }


def _year(window: str) -> str:
    """A rolling year that ends with March as the financial year that it is."""
    return formats.financial_year(periods.financial_year_of(periods.parse(window).last))


def _range(row: dict) -> str:
    if not showing.is_known(row["lower_95"]) or row["interval_of"] != "change":
        return formats.NO_VALUE
    return f"{formats.signed(row['lower_95'], 1)}% to {formats.signed(row['upper_95'], 1)}%"


def _as_row(one: TargetAnswer) -> dict:
    """A target as a transcribed row: the table's key is its id."""
    return {**one.target, "row_id": one.target["target"]}


def _years(content: Content, changes: list[TargetAnswer], known: dict[str, Indicator], link: Callable[[str], str]) -> dict | None:
    """Each year from the one that the plan starts from to the one in which it ends."""
    if not changes or changes[0].comparison is None:
        return None
    first = periods.parse(changes[0].comparison["base_period"]).last
    last = periods.parse(changes[0].comparison["period"]).last
    ends = range(first, last + 1, 12)
    rows: list[dict] = []
    worked: list[dict] = []
    for one in changes:
        indicator = known[one.target["indicator"]]
        observed = content.observed(indicator.slug, measure=indicator.measure, period_type=periods.ROLLING_YEAR)
        by_period = {row["period"]: row for row in observed}
        held = [by_period.get(periods.rolling_year(end).text) for end in ends]
        cells = [
            {"address": address_of(row, "value"), "text": formats.value_of(row["value"], row["measure"])} if row else formats.NO_VALUE
            for row in held
        ]
        worked += [
            workings.observation_working(
                content, row, f"{indicator.title}, {formats.period(row['period'], short=True)}", indicator.unit, link
            )
            for row in held
            if row
        ]
        rows.append({"cells": [indicator.title, *cells], "key": indicator.tier == 1})
    return {"columns": [formats.financial_year(periods.financial_year_of(end)) for end in ends], "rows": rows, "workings": worked}


def _breaks(content: Content, divided: list[TargetAnswer]) -> list[dict]:
    """The changes in recording that divide the two years of the targets that can not be answered."""
    found: dict[str, dict] = {}
    for one in divided:
        row = one.comparison
        assert row is not None, "what is divided is a comparison"
        first, last = periods.parse(row["base_period"]).first, periods.parse(row["period"]).last
        for each in content.breaks:
            if each.divides and one.target["indicator"] in each.indicators and each.lies_within(first, last):
                found[each.identifier] = {"title": each.title, "when": formats.period(each.date), "explanation": each.explanation}
    return list(found.values())


def _level_row(one: TargetAnswer, known: dict[str, Indicator], link) -> dict:
    row = one.observation
    assert row is not None, "a row of levels has an observation"
    indicator = known[one.target["indicator"]]
    low, high = (formats.value_of(round(row[name], 1), row["measure"]) for name in ("lower_95", "upper_95"))
    return {
        "label": indicator.title,
        "href": link(links.indicator_path(indicator.same_as or indicator.slug)),
        "value": {"address": address_of(row, "value"), "text": formats.value_of(row["value"], row["measure"])},
        "period": formats.period(row["period"]),
        "range": f"{low} to {high}" if showing.is_known(row["lower_95"]) else formats.NO_VALUE,
        "wanted": formats.value_of(one.target["target_value"], row["measure"]),
        "bullet": {"value": row["value"], "target": one.target["target_value"], "maximum": WHOLE},
        "base": formats.value_of(one.target["base_value"], row["measure"]),
        "answer": one.answer,
        "mark": MARKS[one.answer],
        "note": one.target["note"],
    }


def _rest_row(one: TargetAnswer, known: dict[str, Indicator], link, resource: Resource) -> dict:
    indicator = known[one.target["indicator"]]
    base = one.target["base_value"]
    return {
        "label": indicator.title,
        "href": link(links.indicator_path(indicator.same_as or indicator.slug)),
        "wanted": {"address": printed_address(resource, _as_row(one)), "text": _wanted(one.target), "mark": AS_PRINTED},
        "base": formats.NO_VALUE if formats.is_missing(base) else formats.number(base, figures.places_of(base)),
        "needed": indicator.missing_source or "The plan does not say over which months the target is counted.",
        "line": one.target["source_line"],
        "note": one.target["note"],
    }


def _wanted(target: dict) -> str:
    if target["target_kind"] == CHANGE_PERCENT:
        return formats.change(target["target_value"], "%")
    if target["target_kind"] == LEVEL_AT_LEAST:
        return f"at least {formats.number(target['target_value'])} {target['unit']}"
    return f"{formats.signed(target['target_value'])} {target['unit']}"
