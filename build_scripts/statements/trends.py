"""What a trend says: since when the latest value is the highest or the lowest, or that it lies between."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import formats
from build_scripts.statements.statement import Statement

# A record of less than a year is no news: neighbouring rolling totals share most of their months.
FEWEST_MONTHS = 12


def trend_statement(points: Sequence[tuple[int, float]], addresses: Sequence[str] = ()) -> Statement:
    """A title for a series of rolling values: ``points`` are (ordinal of the last month, value), in order of time.

    Raises ValueError when there is no point.
    """
    if not points:
        raise ValueError("a trend needs at least one point")
    last_month, last = points[-1]
    earlier = points[:-1]
    for better, word in ((lambda value: value <= last, "Lowest"), (lambda value: value >= last, "Highest")):
        since = next((month for month, value in reversed(earlier) if better(value)), None)
        if since is None and earlier:
            return Statement(f"{word} since the series began in {formats.month_year(points[0][0])}", tuple(addresses))
        if since is not None and last_month - since >= FEWEST_MONTHS:
            return Statement(f"{word} 12-month figure since {formats.month_year(since)}", tuple(addresses))
    high = max(points, key=lambda point: point[1])
    low = min(points, key=lambda point: point[1])
    return Statement(f"Highest in {formats.month_year(high[0])}, lowest in {formats.month_year(low[0])}", tuple(addresses))
