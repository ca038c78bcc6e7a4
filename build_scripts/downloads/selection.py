"""Which rows of the tables the files of the API hold.

The tables hold more than anybody asks for: every rolling window of every month, under every rule, in every extract, of every area. All of
it can be worked out again from the data packages, which are published whole. The files hold what pages show, what a series needs, and what
can not be had by adding up other rows.

Every function takes the rows of one indicator and gives those of them that a file holds, in their order.
"""

from __future__ import annotations

import pandas as pd

from build_scripts import periods, vocabulary
from build_scripts.indicators.extracts import extract_date
from build_scripts.indicators.printed import AS_PRINTED

# Three years: from the newest extract's last quarter end back to the first that any held report speaks of.
RECENT_MONTHS = 36
YEAR = 12
SERIES = ["component", "measure", "group_type", "group"]
# Shown beside the two comparisons of the framework, at the latest only.
LATEST_ONLY = ("previous-quarter", "pre-pandemic")


def force_series(observed: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """The whole force's series: each period in the newest extract that has it, and the last three years of earlier extracts without months.

    Rolling 12 months are those that end with a quarter, or where the extract ends and in the same month of each year before it.
    ``observed`` has the columns of ``tables.OBSERVATIONS``.
    """
    own = observed[observed["area_code"] == force_area]
    last = _last_months(own)
    ends_the_series = last.groupby([own[name] for name in (*SERIES, "period_type", "extract")], sort=False).transform("max")
    between_quarters = (own["period_type"] == periods.ROLLING_YEAR) & ~_at_quarter_ends(last) & ((ends_the_series - last) % YEAR != 0)
    recent = (last > ends_the_series - RECENT_MONTHS) & (own["period_type"] != periods.MONTH)
    return own[~between_quarters & (_is_newest(own, [*SERIES, "period"]) | recent)]


def single_months(series: pd.DataFrame) -> pd.Series:
    """Which rows of the force's series are single months of what has longer periods too."""
    months = series["period_type"] == periods.MONTH
    return months & (~months).groupby([series[name] for name in SERIES], sort=False).transform("any")


def area_series(observed: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """The main series of every area within the force, at all quarter ends."""
    own = observed[(observed["area_code"] != force_area) & (observed["component"] == "")]
    return own[_at_quarter_ends(_last_months(own))]


def compared_of_areas(series: pd.DataFrame) -> pd.DataFrame:
    """Of the series of areas the latest quarter end and the one a year before, which are compared; all of what only a document prints."""
    last = _last_months(series)
    latest = last.groupby([series[name] for name in ("measure", "period_type")], sort=False).transform("max")
    return series[(last == latest) | (last == latest - YEAR) | series["flags"].str.contains(AS_PRINTED, regex=False)]


def force_comparisons(compared: pd.DataFrame, force_area: str, *, in_newest_plan: bool) -> pd.DataFrame:
    """The whole force's comparisons, at quarter ends and at the last month of an extract: those of the last three years of each extract.

    Of the main series of a measure of the newest plan all others stand too, each in the newest extract that has it, where there are two
    values to compare. What is only shown for reference stands at the latest of each extract, and at its latest quarter end. ``compared``
    has the columns of ``tables.COMPARISONS``.
    """
    own = compared[compared["area_code"] == force_area]
    last = _last_months(own)
    latest = last.groupby([own[name] for name in (*SERIES, "rule", "extract")], sort=False).transform("max")
    recent = last > latest - RECENT_MONTHS
    of_two_values = own["value"].notna() & own["base_value"].notna()
    history = (
        _is_newest(own, [*SERIES, "rule", "period"])
        & of_two_values
        & (own["component"] == "")
        & (own["measure"] != "rate")
        & in_newest_plan
    )
    at_quarter_ends = last.where(_at_quarter_ends(last), -1)
    latest_quarter_end = at_quarter_ends.groupby([own[name] for name in (*SERIES, "rule", "extract")], sort=False).transform("max")
    return own[(recent | history) & ((last == latest) | (last == latest_quarter_end) | ~own["rule"].isin(LATEST_ONLY))]


def area_comparisons(compared: pd.DataFrame, force_area: str, *, in_newest_plan: bool) -> pd.DataFrame:
    """Every area's two comparisons of the framework, at its latest quarter end; of rates the main series of the newest plan alone."""
    own = compared[(compared["area_code"] != force_area) & compared["rule"].isin(vocabulary.HEADLINE_RULES)]
    own = own[(own["measure"] != "rate") | ((own["component"] == "") & in_newest_plan)]
    last = _last_months(own)
    return own[last == last.groupby([own[name] for name in ("component", "measure")], sort=False).transform("max")]


def _last_months(rows: pd.DataFrame) -> pd.Series:
    """The last month of each row's period, as an ordinal."""
    return rows["period"].map({text: periods.parse(text).last for text in rows["period"].unique()}).astype("int64")


def _is_newest(rows: pd.DataFrame, key: list[str]) -> pd.Series:
    """Which rows are of the newest extract of all that share their key."""
    taken = rows["extract"].map({extract: extract_date(extract) for extract in rows["extract"].unique()})
    return taken == taken.groupby([rows[name] for name in key], sort=False).transform("max")


def _at_quarter_ends(last: pd.Series) -> pd.Series:
    return last.map({month: periods.is_quarter_end(month) for month in last.unique()}).astype("bool")
