"""A plan's targets answered: what was wanted, what the published figures give, and whether that is what was wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from build_scripts import formats, periods

MET, MISSED, NOT_COMPARABLE, NOT_AVAILABLE = "met", "missed", "not-comparable", "not-available"
CHANGE_PERCENT, LEVEL_AT_LEAST = "change-percent", "level-at-least"


@dataclass(frozen=True)
class TargetAnswer:
    """One target and its answer.

    ``target`` is the row of the framework's targets; ``comparison`` the comparison under the rule ``target``, ``observation`` the level
    observed (whichever the kind of target asks for); ``change`` the plain arithmetic in per cent, given even where the figures can not be
    compared; ``answer`` a code of ``vocabulary.TARGET_ANSWERS``.
    """

    target: dict
    comparison: dict | None
    observation: dict | None
    change: float | None
    answer: str


def answer_change(target: dict, comparison: dict | None) -> TargetAnswer:
    """The answer to a target of change: met where the figure moved by at least what was asked and no break divides the two years."""
    if comparison is None or formats.is_missing(comparison["value"]) or formats.is_missing(comparison["base_value"]):
        return TargetAnswer(target, comparison, None, None, NOT_AVAILABLE)
    change = 100 * (comparison["value"] - comparison["base_value"]) / comparison["base_value"]
    if comparison["verdict"] == "not-comparable":
        return TargetAnswer(target, comparison, None, change, NOT_COMPARABLE)
    wanted = target["target_value"]
    met = change <= wanted if wanted < 0 else change >= wanted
    return TargetAnswer(target, comparison, None, change, MET if met else MISSED)


def answer_level(target: dict, observation: dict | None) -> TargetAnswer:
    """The answer to a target level that is to be reached at least."""
    if observation is None or formats.is_missing(observation["value"]):
        return TargetAnswer(target, None, None, None, NOT_AVAILABLE)
    return TargetAnswer(target, None, observation, None, MET if observation["value"] >= target["target_value"] else MISSED)


def answers(
    targets: list[dict], comparison_of: Callable[[dict], dict | None], observation_of: Callable[[dict], dict | None]
) -> list[TargetAnswer]:
    """An answer to every target, in their order; a kind of target that no series answers is not available."""
    found = []
    for target in targets:
        if target["target_kind"] == CHANGE_PERCENT:
            found.append(answer_change(target, comparison_of(target)))
        elif target["target_kind"] == LEVEL_AT_LEAST:
            found.append(answer_level(target, observation_of(target)))
        else:
            found.append(TargetAnswer(target, None, None, None, NOT_AVAILABLE))
    return found


def window_of(year: str) -> str:
    """The rolling 12 months that a financial year is: ``2011-12`` -> ``R12-2012-03``."""
    return periods.rolling_year(periods.parse_as(year, periods.FINANCIAL_YEAR).last).text
