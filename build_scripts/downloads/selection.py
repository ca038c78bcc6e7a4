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

# Three years: from the newest extract's last quarter end back to the first that any held report speaks of.
RECENT_QUARTER_ENDS = 12
# A year and the quarter end that it is compared with.
AREA_QUARTER_ENDS = 5
MONTHS_OF_A_QUARTER = 3
SERIES = ["component", "measure", "group_type", "group"]
# Shown beside the two comparisons of the framework, at the latest only.
LATEST_ONLY = ("previous-quarter", "pre-pandemic")


def force_series(observed: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """The whole force's series: of rolling 12 months those that end with a quarter, or with the extract; months of the newest extract.

    ``observed`` has the columns of ``tables.OBSERVATIONS``.
    """
    own = observed[observed["area_code"] == force_area]
    last = _last_months(own)
    ends_the_series = last == last.groupby([own[name] for name in (*SERIES, "period_type", "extract")], sort=False).transform("max")
    between_quarters = (own["period_type"] == periods.ROLLING_YEAR) & ~_at_quarter_ends(last) & ~ends_the_series
    taken = own["extract"].map({extract: extract_date(extract) for extract in own["extract"].unique()})
    newest = taken == taken.groupby([own[name] for name in (*SERIES, "period_type")], sort=False).transform("max")
    superseded_months = (own["period_type"] == periods.MONTH) & ~newest
    return own[~between_quarters & ~superseded_months]


def single_months(series: pd.DataFrame) -> pd.Series:
    """Which rows of the force's series are single months of what has longer periods too."""
    months = series["period_type"] == periods.MONTH
    return months & (~months).groupby([series[name] for name in SERIES], sort=False).transform("any")


def area_series(observed: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """The main series of every area within the force, at all quarter ends."""
    own = observed[(observed["area_code"] != force_area) & (observed["component"] == "")]
    return own[_at_quarter_ends(_last_months(own))]


def recent_of_areas(series: pd.DataFrame) -> pd.DataFrame:
    """Of the series of areas the last year's quarter ends and the one before them."""
    last = _last_months(series)
    latest = last.groupby([series[name] for name in ("measure", "period_type")], sort=False).transform("max")
    return series[last > latest - AREA_QUARTER_ENDS * MONTHS_OF_A_QUARTER]


def force_comparisons(compared: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """The whole force's comparisons, at quarter ends and at the last month of an extract.

    In the newest extract: of counts and percentages all; of rates, beside other places, and in earlier extracts, the last three years.
    Comparisons that are only shown for reference stand at the latest of each extract. ``compared`` has the columns of
    ``tables.COMPARISONS``.
    """
    own = compared[compared["area_code"] == force_area]
    last = _last_months(own)
    latest = last.groupby([own[name] for name in (*SERIES, "rule", "extract")], sort=False).transform("max")
    recent = last > latest - RECENT_QUARTER_ENDS * MONTHS_OF_A_QUARTER
    taken = own["extract"].map({extract: extract_date(extract) for extract in own["extract"].unique()})
    newest = taken == taken.groupby([own[name] for name in (*SERIES, "rule")], sort=False).transform("max")
    kept = (recent | (newest & (own["measure"] != "rate"))) & ((last == latest) | ~own["rule"].isin(LATEST_ONLY))
    return own[kept]


def area_comparisons(compared: pd.DataFrame, force_area: str) -> pd.DataFrame:
    """Every area's two comparisons of the framework, at its latest quarter end."""
    own = compared[(compared["area_code"] != force_area) & compared["rule"].isin(vocabulary.HEADLINE_RULES)]
    last = _last_months(own)
    return own[last == last.groupby([own[name] for name in ("component", "measure")], sort=False).transform("max")]


def _last_months(rows: pd.DataFrame) -> pd.Series:
    """The last month of each row's period, as an ordinal."""
    return rows["period"].map({text: periods.parse(text).last for text in rows["period"].unique()}).astype("int64")


def _at_quarter_ends(last: pd.Series) -> pd.Series:
    return last.map({month: periods.is_quarter_end(month) for month in last.unique()}).astype("bool")
