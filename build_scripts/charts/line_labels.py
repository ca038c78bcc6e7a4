"""Names of lines beside the lines themselves: the stretch where a line is most level, and nothing runs through its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """What a name needs and must keep to, in the units of the chart: its width and height, the ends of the vertical, verticals to avoid."""

    width: float
    height: float
    low: float
    high: float
    avoid: tuple[float, ...] = ()


def name_place(
    own: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]], room: Room, *, above: bool
) -> tuple[float, float] | None:
    """Where the name of a line begins, and the height that it stands on (or hangs from, where it is not ``above``).

    ``own`` and ``others`` are the places of its line and of all others, in order. The name keeps clear of both. None where there is no
    such stretch.
    """
    best: tuple[float, float, float] | None = None
    ends = max((x for x, _ in own), default=0.0)
    for start, _ in own:
        end = start + room.width
        if end > ends or any(start <= vertical <= end for vertical in room.avoid):
            continue
        beside = [y for x, y in own if start <= x <= end]
        everything = [*beside, *(y for x, y in others if start <= x <= end)]
        edge = max(everything) if above else min(everything)
        if edge + room.height > room.high if above else edge - room.height < room.low:
            continue
        distance = sum(abs(edge - y) for y in beside) / len(beside)
        if best is None or distance < best[0]:
            best = (distance, start, edge)
    return best[1:] if best else None
